// 预览：网页有了新的样子就换上，停在原来的地方；有错误就在网页上说，改好了就收起来。
// 只有 gongsheng serve 给网页加上这一段，构建出来的网站里没有。
(function () {
  "use strict";
  if (window.top !== window || window.gongshengPreview) return;
  window.gongshengPreview = true;
  var OWN = "/-/";
  var PLACE = "gongsheng-place";
  var MARK = "gongsheng-mark";
  var version = first();
  var round = null;
  var lastText = null;
  var source = null;
  var busy = false;
  var again = false;
  var state = null;
  var folded = null;
  var known = null;
  var gone = false;

  // 这一页是哪一版：服务器写在答复的头里。
  function first() {
    var entry = performance.getEntriesByType("navigation")[0];
    var timing = entry && entry.serverTiming && Array.prototype.find.call(entry.serverTiming, function (it) { return it.name === "version"; });
    return timing ? timing.description : null;
  }

  // 预览自己的网页上没有小条，它们说的就是小条说的。
  function isOwn() {
    return location.pathname.indexOf(OWN) === 0;
  }

  function make(name, className, text) {
    var element = document.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  }

  // ---- 停在原来的地方

  function keep(path) {
    sessionStorage.setItem(PLACE, JSON.stringify([path, scrollX, scrollY]));
  }

  function reload() {
    keep(location.pathname);
    location.reload();
  }

  // 这一篇换了网址：跟过去。
  function follow(path) {
    keep(new URL(path, location.href).pathname);
    location.replace(path);
  }

  function back() {
    var place = JSON.parse(sessionStorage.getItem(PLACE) || "null");
    sessionStorage.removeItem(PLACE);
    if (place && place[0] === location.pathname) scrollTo(place[1], place[2]);
  }

  // ---- 换上新的样子，只动变了的地方

  function morph(from, to) {
    if (from.isEqualNode(to)) return;
    if (from.nodeType !== to.nodeType || from.nodeName !== to.nodeName) {
      from.replaceWith(document.importNode(to, true));
      return;
    }
    if (from.nodeType !== Node.ELEMENT_NODE) {
      from.nodeValue = to.nodeValue;
      return;
    }
    var kept = from.nodeName === "DETAILS" ? ["open"] : [];
    Array.from(from.attributes).forEach(function (it) {
      if (!to.hasAttribute(it.name) && kept.indexOf(it.name) < 0) from.removeAttribute(it.name);
    });
    Array.from(to.attributes).forEach(function (it) {
      if (from.getAttribute(it.name) !== it.value && kept.indexOf(it.name) < 0) from.setAttribute(it.name, it.value);
    });
    var olds = Array.from(from.childNodes);
    var news = Array.from(to.childNodes);
    while (olds.length && news.length && olds[0].isEqualNode(news[0])) { olds.shift(); news.shift(); }
    while (olds.length && news.length && olds[olds.length - 1].isEqualNode(news[news.length - 1])) { olds.pop(); news.pop(); }
    // 多了或少了几个：认得出来的留下，不认得的换掉。
    news.forEach(function (node) {
      while (olds.length > news.length && olds[0].nodeName !== node.nodeName) olds.shift().remove();
      if (olds.length) morph(olds.shift(), node);
      else node.gongshengAdded = true;
    });
    olds.forEach(function (node) { node.remove(); });
    var at = null;
    Array.from(to.childNodes).reverse().forEach(function (node) {
      var here = at ? at.previousSibling : from.lastChild;
      if (node.gongshengAdded) here = from.insertBefore(document.importNode(node, true), at);
      at = here;
    });
  }

  function sheets(root) {
    return Array.from(root.querySelectorAll('link[rel="stylesheet"]'));
  }

  // 先装好新样式再换内容，旧样式最后拿掉：中间不会有一下没样式的。
  function dress(page) {
    var old = sheets(document.head);
    var has = function (list, sheet) {
      return list.some(function (it) { return it.getAttribute("href") === sheet.getAttribute("href"); });
    };
    var added = sheets(page.head).filter(function (sheet) { return !has(old, sheet); });
    var loaded = added.map(function (sheet) {
      var link = document.importNode(sheet, true);
      return new Promise(function (done) {
        link.onload = link.onerror = done;
        setTimeout(done, 1500);
        document.head.append(link);
      });
    });
    return Promise.all(loaded).then(function () {
      var wanted = sheets(page.head);
      old.forEach(function (sheet) { if (!has(wanted, sheet)) sheet.remove(); });
    });
  }

  function rest(head) {
    return Array.from(head.children).filter(function (it) {
      return it.nodeName !== "SCRIPT" && !(it.nodeName === "LINK" && it.rel === "stylesheet");
    });
  }

  // 写了 data-again 的脚本，网页换了内容会自己再来一遍。
  function ownScripts(root) {
    return Array.from(root.querySelectorAll("script")).some(function (it) {
      return it.getAttribute("src") !== OWN + "live.js" && !/json/.test(it.type) && !it.hasAttribute("data-again");
    });
  }

  function renewing(root) {
    return Array.from(root.querySelectorAll("script[data-again]")).map(function (it) { return it.getAttribute("src"); }).join();
  }

  function show(text) {
    var page = new DOMParser().parseFromString(text, "text/html");
    if (ownScripts(document) || ownScripts(page) || renewing(document) !== renewing(page)) return reload();
    return dress(page).then(function () {
      unmark();
      rest(document.head).forEach(function (it) { it.remove(); });
      rest(page.head).forEach(function (it) { document.head.append(document.importNode(it, true)); });
      document.title = page.title;
      document.documentElement.lang = page.documentElement.lang;
      morph(document.body, page.body);
      document.dispatchEvent(new Event("gongsheng-shown"));
    });
  }

  function refresh() {
    var headers = version ? { "If-None-Match": '"' + version + '"' } : {};
    return fetch(location.pathname + location.search, { headers: headers, cache: "no-store" }).then(function (answer) {
      // 文件不在了（有的编辑器存盘时先拿走旧的），或者正在改：留着看得到的，等它回来。本来就是“找不到”的那一页照换。
      gone = answer.status === 404 && !/-404$/.test(version);
      if (gone || answer.status === 503 || answer.status === 304) return;
      var tag = answer.headers.get("etag");
      if (!/html/.test(answer.headers.get("content-type") || "")) return;
      return answer.text().then(function (text) {
        var seen = version !== null || lastText !== null;
        var changed = lastText !== text;
        version = tag ? tag.replace(/^"|"$/g, "") : null;
        lastText = text;
        // 不知道自己是哪一版时，有自己脚本的网页先记下，不动它。
        if (changed && (seen || !ownScripts(document))) return show(text);
      });
    });
  }

  // ---- 左下角的小条和错误

  var host = make("gongsheng-preview");
  var root = host.attachShadow({ mode: "open" });
  var style = make("link");
  style.rel = "stylesheet";
  style.href = OWN + "live.css";
  host.style.display = "none";
  style.onload = function () { host.style.display = ""; };
  var dock = make("div", "dock");
  var panel = make("section", "panel");
  panel.setAttribute("aria-live", "polite");
  panel.setAttribute("aria-label", "预览的错误");
  panel.hidden = true;
  var bar = make("nav", "bar");
  bar.setAttribute("aria-label", "预览");
  dock.append(panel, bar);
  root.append(style, dock);

  function drawBar(off) {
    var items = [];
    var grade = off ? "off" : state && state.errors ? "error" : state && state.warnings ? "warning" : "";
    var home = make("a", "dot " + grade, off ? "预览停了" : "预览");
    home.href = OWN;
    items.push(home);
    var page = state && state.page;
    if (gone) {
      var lost = make("span", "mark", "这一页没有了");
      lost.title = "文件不在了。看到的是原来的样子；文件回来了，自己接着变";
      items.push(lost);
    }
    if (page && page.mark) {
      var mark = make("span", "mark", page.mark.word);
      mark.title = page.mark.why;
      items.push(mark);
    }
    if (state && (state.errors || state.warnings)) {
      var count = (state.errors ? state.errors + " 处错误" : "") + (state.errors && state.warnings ? "，" : "") + (state.warnings ? state.warnings + " 处警告" : "");
      var button = make("button", "", count);
      button.type = "button";
      button.setAttribute("aria-expanded", String(!panel.hidden));
      button.onclick = function () { fold(!panel.hidden); };
      items.push(button);
    }
    if (page && page.article) {
      var article = make("a", "", "公众号");
      article.href = page.article;
      items.push(article);
    }
    bar.replaceChildren.apply(bar, items);
  }

  function fold(folding) {
    folded = folding ? state.round : null;
    panel.hidden = folding;
    drawBar(false);
  }

  function drawPanel(html, opens) {
    var head = make("header");
    var text = make("div");
    var title = state.errors ? "有 " + state.errors + " 处错误" : "有 " + state.warnings + " 处警告";
    text.append(make("h2", "", title));
    var why = state.stale ? "网页还是改错以前的样子。改好并保存，这里自己收起。" : "不改也能发布。";
    text.append(make("p", "", why));
    var close = make("button", "", "收起");
    close.type = "button";
    close.onclick = function () { fold(true); };
    head.append(text, close);
    var list = make("div", "list");
    list.tabIndex = 0;
    list.innerHTML = html;
    panel.replaceChildren(head, list);
    if (opens) panel.hidden = false;
  }

  // 读者看不到的，在每个指向它的链接后面写一个词。
  function unmark() {
    document.querySelectorAll(MARK).forEach(function (it) { it.remove(); });
  }

  function decoded(path) {
    try { return decodeURIComponent(path); } catch (error) { return path; }
  }

  function markAll() {
    unmark();
    var marks = (state && state.marks) || {};
    if (!Object.keys(marks).length) return;
    document.querySelectorAll("main a[href]").forEach(function (link) {
      var word = link.origin === location.origin && marks[decoded(link.pathname)];
      if (!word || !link.textContent.trim()) return;
      var mark = make(MARK, "", word);
      mark.style.cssText = "display:inline-block;margin:0 .4em;padding:0 .5em;border:1px solid #c9a55c;border-radius:99px;background:#fdf8ec;color:#7a5a12;font:400 12px/1.6 sans-serif;vertical-align:middle;white-space:nowrap";
      link.append(mark);
    });
    var page = state.page;
    var main = page && page.mark && document.querySelector("main");
    if (main) {
      var note = make(MARK, "", page.mark.word + "：" + page.mark.why);
      note.setAttribute("role", "note");
      note.style.cssText = "display:block;margin:1rem 0;padding:.6rem 1rem;border:1px solid #d9b36c;border-radius:6px;background:#fdf8ec;color:#5d4510;font:15px/1.6 sans-serif";
      main.prepend(note);
    }
  }

  function learn() {
    var asked = OWN + "state?" + location.pathname + (known === null ? "" : "?" + encodeURIComponent(known));
    return fetch(asked, { cache: "no-store" }).then(function (answer) { return answer.json(); }).then(function (it) {
      var before = state;
      state = it;
      if (it.page) known = it.page.id;
      if (gone && it.moved) return follow(it.moved);
      var same = before && before.round === it.round;
      if (!it.errors && !it.warnings) {
        panel.hidden = true;
        return;
      }
      if (same) return;
      return fetch(OWN + "problems", { cache: "no-store" }).then(function (answer) { return answer.text(); }).then(function (html) {
        // 错误自己打开；收起过的，改了又错才再打开。警告等人点。
        var wasOpen = !panel.hidden && Boolean(before);
        drawPanel(html, it.errors ? folded === null || folded !== it.round : wasOpen && Boolean(before.warnings) && !before.errors);
        if (!it.errors && before && before.errors) panel.hidden = true;
      });
    });
  }

  function update() {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    var own = isOwn();
    Promise.resolve(refresh()).then(function () { return own ? null : learn(); }).then(function () {
      if (own) return;
      markAll();
      drawBar(false);
    }).catch(function () {}).then(function () {
      busy = false;
      document.documentElement.dataset.gongshengRound = round;
      if (again) {
        again = false;
        update();
      }
    });
  }

  // ---- 听

  function shows(paths) {
    return paths.some(function (path) {
      return Array.from(document.querySelectorAll("[src],link[href],[srcset]")).some(function (it) {
        var named = (it.getAttribute("src") || "") + (it.getAttribute("srcset") || "") + (it.getAttribute("href") || "");
        return decoded(named).indexOf(path) >= 0;
      });
    });
  }

  function listen() {
    if (source) return;
    source = new EventSource(OWN + "events" + (round === null ? "" : "?" + round));
    source.onmessage = function (event) {
      var said = JSON.parse(event.data);
      var loose = round !== null && said.round !== round && shows(said.loose);
      round = said.round;
      if (loose && !gone) return reload();
      update();
    };
    source.onerror = function () { drawBar(true); };
  }

  // 看不见的网页不占着连接：浏览器对一个地方只开六个。
  function hush() {
    if (source) source.close();
    source = null;
  }

  document.addEventListener("visibilitychange", function () {
    if (document.hidden) hush();
    else listen();
  });
  addEventListener("pagehide", hush);
  addEventListener("pageshow", function () { if (!document.hidden) listen(); });

  // 从这里复制的推文，带走的是网站自己的地址，不是这台电脑的。
  addEventListener("copy", function (event) {
    if (!state || !state.home || !event.clipboardData || !event.defaultPrevented) return;
    var here = location.origin + state.here.replace(/^https?:\/\/[^/]*/, "");
    ["text/html", "text/plain"].forEach(function (type) {
      var text = event.clipboardData.getData(type);
      if (text && text.indexOf(here) >= 0) event.clipboardData.setData(type, text.split(here).join(state.home));
    });
  });

  if (!isOwn()) document.documentElement.append(host);
  back();
  if (!document.hidden) listen();
})();
