// Draws a list of this site where the script stands:
// <script src="https://.../embed.js" data-show="latest" data-colour="#b3261e" data-count="5" async></script>
// It reads the attributes of its own element and nothing else of the page, keeps nothing, and what comes is only ever text.
(function () {
  "use strict";
  function isOurs(script) {
    return script && script.parentNode && !script.gongshengDone && /^[^?#]*\/embed\.js([?#]|$)/.test(script.src);
  }

  var me = document.currentScript;
  // Old browsers do not say which script runs, and a form of that name hides it: the next of ours that has no list yet.
  var all = document.getElementsByTagName("script");
  for (var at = 0; !isOurs(me) && at < all.length; at++) me = all[at];
  if (!isOurs(me)) return;
  me.gongshengDone = true;
  var isSaid = me === document.currentScript;
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

  function leave() {
    if (data.parentNode) data.parentNode.removeChild(data);
  }

  function draw(list) {
    leave();
    // Without a shadow our style would be theirs: an old browser shows a plain list.
    var root = box.attachShadow ? box.attachShadow({ mode: "open" }) : box;
    if (root !== box) dress(root);
    var shown = put(root, "div", "list");
    shown.lang = "zh-CN";
    var colours = { "--red": hex(me.getAttribute("data-colour")) || hex(list.colour) };
    colours["--ink"] = hex(me.getAttribute("data-text"));
    colours["--paper"] = hex(me.getAttribute("data-background"));
    for (var name in colours) if (colours[name]) shown.style.setProperty(name, colours[name]);
    link(put(shown, "p", "title"), list.title, list.url);
    var items = count > 0 ? list.items.slice(0, count) : list.items;
    if (!items.length) put(shown, "p", "empty", list.empty);
    var rows = items.length ? put(shown, "ul") : null;
    items.forEach(function (item) {
      var row = put(rows, "li");
      if (item.number) put(row, "span", "number", item.number);
      var main = put(row, "div");
      link(main, item.title, item.url);
      if (item.line) {
        main.appendChild(document.createTextNode(" "));
        put(main, "small", "", item.line);
      }
      if (item.state) put(row, "span", "state", item.state);
    });
    put(shown, "p", "by", list.by);
  }

  var data = document.createElement("script");
  data.gongsheng = draw;
  data.charset = "utf-8";
  data.async = true;
  data.referrerPolicy = "no-referrer";
  data.src = me.src.replace(/embed\.js([?#].*)?$/, "embed/" + encodeURIComponent(show) + ".js");
  data.onerror = leave;
  // Where nobody says which script runs, the data of one list may draw another that wants the same.
  if (isSaid) data.onload = leave;
  document.head.appendChild(data);
})();
