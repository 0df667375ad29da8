// The colours and the length of an embedded page, from its address: ?colour=b3261e&text=222222&background=ffffff&count=5
(function () {
  var colours = { colour: "--red", text: "--ink", background: "--paper" };
  location.search.slice(1).split("&").forEach(function (pair) {
    var parts = pair.split("=");
    var hex = /^(?:%23)?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(parts[1] || "");
    if (hex && Object.prototype.hasOwnProperty.call(colours, parts[0])) {
      document.documentElement.style.setProperty(colours[parts[0]], "#" + hex[1]);
    }
    if (parts[0] === "count" && /^[1-9]\d?$/.test(parts[1] || "")) {
      var rows = document.querySelectorAll("li");
      for (var at = Number(parts[1]); at < rows.length; at++) rows[at].remove();
    }
  });
})();
