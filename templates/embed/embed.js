// Draws a list of this site where the script stands:
// <script src="https://.../embed.js" data-show="latest" data-colour="#b3261e" data-count="5" async></script>
// It reads its own attributes and nothing else of the page, keeps nothing, and what comes is only ever text.
(function () {
  "use strict";
  var me = document.currentScript;
  if (!me || !me.parentNode || !/^[^?#]*\/embed\.js([?#]|$)/.test(me.src)) return;
  var style = {{ style }};
  var box = document.createElement("gongsheng-list");
  var show = me.getAttribute("data-show") || "latest";
  var count = parseInt(me.getAttribute("data-count"), 10);
  me.parentNode.insertBefore(box, me.nextSibling);

  function hex(colour) {
    return /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.test(colour || "") ? "#" + colour.replace("#", "") : "";
  }

  function put(parent, name, type, text) {
    var element = document.createElement(name);
    if (type) element.className = type;
    if (text) element.textContent = text;
    return parent.appendChild(element);
  }

  function link(parent, text, url) {
    if (!/^https?:\/\//i.test(url || "")) return put(parent, "span", "", text);
    var a = put(parent, "a", "", text);
    a.href = url;
    a.target = "_blank";
    a.rel = "noopener";
    return a;
  }

  function dress(root) {
    try {
      var sheet = new CSSStyleSheet();
      sheet.replaceSync(style);
      root.adoptedStyleSheets = [sheet];
    } catch (old) {
      put(root, "style", "", style);
    }
  }

  function draw(data) {
    // Without a shadow our style would be theirs: an old browser shows a plain list.
    var root = box.attachShadow ? box.attachShadow({ mode: "open" }) : box;
    if (root !== box) dress(root);
    var list = put(root, "div", "list");
    list.lang = "zh-CN";
    var colours = { "--red": hex(me.getAttribute("data-colour")) || hex(data.colour) };
    colours["--ink"] = hex(me.getAttribute("data-text"));
    colours["--paper"] = hex(me.getAttribute("data-background"));
    for (var name in colours) if (colours[name]) list.style.setProperty(name, colours[name]);
    link(put(list, "p", "title"), data.title, data.url);
    var items = count > 0 ? data.items.slice(0, count) : data.items;
    if (!items.length) put(list, "p", "empty", data.empty);
    var rows = items.length ? put(list, "ul") : null;
    items.forEach(function (item) {
      var row = put(rows, "li");
      if (item.number) put(row, "span", "number", item.number);
      var main = put(row, "div");
      link(main, item.title, item.url);
      if (item.line) put(main, "small", "", item.line);
      if (item.state) put(row, "span", "state", item.state);
    });
    put(list, "p", "by", data.by);
  }

  var data = document.createElement("script");
  data.gongsheng = draw;
  data.charset = "utf-8";
  data.async = true;
  data.referrerPolicy = "no-referrer";
  data.src = me.src.replace(/embed\.js([?#].*)?$/, "embed/" + encodeURIComponent(show) + ".js");
  data.onload = data.onerror = function () {
    data.remove();
  };
  document.head.appendChild(data);
})();
