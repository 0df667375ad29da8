// 榜单：找名字、按地区层级类型主办单位筛选、点表头排序、把分享图存成图片。没有这段脚本，榜单照样完整。
(function () {
  var FACETS = [["region", "地区"], ["level", "层级"], ["kind", "类型"], ["host", "主办单位"]];
  var MOST_CHOICES = 60;
  var MOST_SHOWN = 200;

  // 旧浏览器的元素列表没有 forEach。
  function each(list, does) {
    Array.prototype.forEach.call(list, does);
  }

  // 取一个文件，取不到就是空的。旧浏览器没有 fetch。
  function get(url, done) {
    var request = new XMLHttpRequest();
    request.open("GET", url);
    request.onload = function () { done(request.status < 400 ? request.responseText : ""); };
    request.onerror = function () { done(""); };
    request.send();
  }

  function make(name, properties, parent) {
    var element = document.createElement(name);
    for (var key in properties) element[key] = properties[key];
    if (parent) parent.appendChild(element);
    return element;
  }

  function textOf(row, selector) {
    var found = row.querySelector(selector);
    return found ? found.textContent.trim() : "";
  }

  // 全角和半角、大写和小写是一样的。旧浏览器不会换全角。
  function plain(text) {
    return (text.normalize ? text.normalize("NFKC") : text).toLowerCase();
  }

  function record(name, facts) {
    facts.text = plain([name, facts.host, facts.region].join(" "));
    return facts;
  }

  function fromPage(box) {
    return Array.prototype.map.call(box.querySelectorAll(".ranking > table tbody tr, .paper tbody tr"), function (row) {
      return record(textOf(row, ".account"), {
        row: row,
        host: textOf(row, ".host"),
        region: textOf(row, ".region"),
        level: textOf(row, ".level"),
        kind: textOf(row, ".type").replace(/[()（）\[\]［］【】〔〕]/g, "")
      });
    });
  }

  function fromFile(file) {
    return file.rows.map(function (row) {
      return record(row.account, {
        data: row, host: row.host || "", region: row.region || "", level: row.level || "", kind: row.type || ""
      });
    });
  }

  // 网页上的得分都是几位小数，找到的也写几位；不一样的照原样。
  function placesOf(table) {
    var all = {};
    each(table.querySelectorAll("td.score"), function (cell) {
      var score = cell.textContent.trim();
      if (score) all[(score.split(".")[1] || "").length] = true;
    });
    var found = Object.keys(all);
    return found.length === 1 ? Number(found[0]) : null;
  }

  function tools(box) {
    var all = box.getAttribute("data-all");
    var records = all ? null : fromPage(box);
    if (records && records.length < 8) return;
    var bar = document.createElement("form");
    bar.className = "tools";
    bar.setAttribute("role", "search");
    var find = make("input", { type: "search", placeholder: "找账号或单位" }, bar);
    find.setAttribute("aria-label", "找账号或单位");
    var selects = {};
    var said = document.createElement("output");
    var results = all ? make("div", { className: "results", hidden: true }) : null;
    var sample = box.querySelector(".ranking > table, .paper > table");
    var scored = sample && sample.classList.contains("scores");
    var first = sample && sample.tBodies[0].rows[0];
    var columns = first ? Array.prototype.map.call(sample.tHead.rows[0].cells, function (head, at) {
      return { key: first.cells[at].className.split(" ")[0], head: head.textContent };
    }) : [];
    var places = scored ? placesOf(sample) : null;

    function choices() {
      FACETS.forEach(function (facet) {
        var seen = {};
        records.forEach(function (one) { if (one[facet[0]]) seen[one[facet[0]]] = true; });
        var values = Object.keys(seen).sort(function (a, b) { return a.localeCompare(b, "zh-CN"); });
        // 一家一个的，找名字就够了。
        if (values.length < 2 || values.length > MOST_CHOICES || values.length * 2 > records.length) return;
        var select = make("select", {}, bar);
        select.setAttribute("aria-label", facet[1]);
        make("option", { value: "", textContent: facet[1] + "：全部" }, select);
        values.forEach(function (value) { make("option", { value: value, textContent: value }, select); });
        selects[facet[0]] = select;
        select.addEventListener("change", apply);
      });
      bar.appendChild(said);
    }

    function fits(one, wanted) {
      for (var facet in selects) {
        if (selects[facet].value && one[facet] !== selects[facet].value) return false;
      }
      return !wanted || one.text.indexOf(wanted) >= 0;
    }

    function apply() {
      if (!records) return;
      var wanted = plain(find.value.trim());
      var active = wanted !== "" || Object.keys(selects).some(function (facet) { return selects[facet].value; });
      var found = records.filter(function (one) { return fits(one, wanted); });
      if (results) {
        show(found, active);
      } else {
        records.forEach(function (one) { one.row.hidden = !fits(one, wanted); });
        each(box.querySelectorAll(".paper > table, .ranking > table"), function (table) {
          table.hidden = active && !table.querySelector("tbody tr:not([hidden])");
        });
      }
      box.classList.toggle("searching", active);
      said.textContent = active ? "找到 " + found.length + " 个，共 " + records.length + " 个" : "";
    }

    // 找到的列成一张表，和网页上的一样几栏。
    function show(found, active) {
      each(box.querySelectorAll(".ranking"), function (section) { section.hidden = active; });
      results.hidden = !active;
      results.textContent = "";
      if (!active) return;
      var shown = make("table", { className: scored ? "scores" : "" }, make("div", { className: "paper" }, results));
      var heads = make("tr", {}, make("thead", {}, shown));
      columns.forEach(function (column) { make("th", { scope: "col", className: column.key, textContent: column.head }, heads); });
      var body = make("tbody", {}, shown);
      found.slice(0, MOST_SHOWN).forEach(function (one) {
        var data = one.data;
        var row = make("tr", { className: data.number === undefined ? "none" : "" }, body);
        columns.forEach(function (column) {
          var cell = make("td", { className: column.key }, row);
          if (column.key === "account") named(data, cell); else cell.textContent = shownOf(column.key, data);
        });
      });
      if (found.length > MOST_SHOWN) make("p", { textContent: "只列出前 " + MOST_SHOWN + " 个，请再写几个字" }, results);
    }

    function named(data, cell) {
      var to = data.page || data.url;
      make(to ? "a" : "span", to ? { href: to, textContent: data.account } : { textContent: data.account }, cell);
      if (data.type && data.account.indexOf(data.type) < 0) make("span", { className: "type", textContent: "（" + data.type + "）" }, cell);
    }

    function shownOf(key, data) {
      var value = data[key];
      if (value === undefined) return key === "number" ? "无数据" : "";
      return key === "score" && places !== null ? value.toFixed(places) : value;
    }

    function load() {
      if (records || bar.getAttribute("aria-busy")) return;
      bar.setAttribute("aria-busy", "true");
      get(all, function (text) {
        bar.removeAttribute("aria-busy");
        if (!text) return;
        records = fromFile(JSON.parse(text));
        choices();
        apply();
      });
    }

    bar.addEventListener("submit", function (event) { event.preventDefault(); });
    find.addEventListener("input", apply);
    if (all) {
      find.addEventListener("focus", load);
      find.addEventListener("input", load);
      box.appendChild(results);
    } else {
      choices();
    }
    box.insertBefore(bar, box.firstChild);
  }

  function value(cell) {
    var text = cell ? cell.textContent.trim() : "";
    // 升降：持平是 0，新上榜、重新上榜没有数。
    if (cell && cell.classList.contains("movement")) text = text.charAt(0) === "—" ? "0" : text.replace(/^[新回].*/, "");
    var number = parseFloat(text.replace(/[,↑]/g, "").replace("↓", "-"));
    return text === "" || text === "无数据" ? null : isNaN(number) ? text : number;
  }

  function sortable(table) {
    var heads = table.querySelectorAll("thead th");
    table.classList.add("sortable");
    each(heads, function (head, at) {
      var button = make("button", { type: "button", textContent: head.textContent });
      head.textContent = "";
      head.appendChild(button);
      button.addEventListener("click", function () {
        var up = head.getAttribute("aria-sort") ? head.getAttribute("aria-sort") !== "ascending" : at === 0 || !head.classList.contains("score");
        each(heads, function (other) { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        var body = table.tBodies[0];
        Array.prototype.map.call(body.rows, function (row) { return [value(row.cells[at]), row]; }).sort(function (a, b) {
          // 没有数据的总在最后。
          if (a[0] === null || b[0] === null) return (a[0] === null) - (b[0] === null);
          var order = typeof a[0] === "number" && typeof b[0] === "number" ? a[0] - b[0] : String(a[0]).localeCompare(String(b[0]), "zh-CN");
          return up ? order : -order;
        }).forEach(function (pair) { body.appendChild(pair[1]); });
      });
    });
  }

  // 字体是看的人电脑上的，所以图片在这里生成。不会的旧浏览器就下载 SVG。
  function savable(share) {
    if (!HTMLCanvasElement.prototype.toBlob) return;
    var image = share.querySelector("img");
    var button = make("button", { type: "button", textContent: "存成图片" });
    var line = share.querySelector("p:last-of-type");
    line.insertBefore(button, line.firstChild);
    button.addEventListener("click", function () {
      get(image.getAttribute("src"), function (svg) {
        var drawn = new Image();
        drawn.onload = function () {
          var canvas = document.createElement("canvas");
          canvas.width = drawn.naturalWidth;
          canvas.height = drawn.naturalHeight;
          canvas.getContext("2d").drawImage(drawn, 0, 0);
          canvas.toBlob(function (blob) {
            var link = make("a", { href: URL.createObjectURL(blob), download: share.getAttribute("data-card") + ".png" });
            link.click();
            setTimeout(function () { URL.revokeObjectURL(link.href); }, 60000);
          }, "image/png");
        };
        drawn.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(svg);
      });
    });
  }

  each(document.querySelectorAll("[data-ranking]"), tools);
  each(document.querySelectorAll("table.scores"), sortable);
  each(document.querySelectorAll("[data-card]"), savable);
})();
