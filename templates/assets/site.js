// What the page can do without a script it does without; this only adds: the larger letters are remembered, states
// and days left move on with the reader's clock, a notice can be copied and printed, answers are open on paper. It
// stands behind the switch and before the page, so that the page is never painted in the wrong size.
(function () {
  "use strict";
  var KEY = "gongsheng-larger";
  var larger = document.getElementById("elder");
  function kept(value) {
    // A browser may forbid keeping anything.
    try {
      if (value === undefined) return localStorage.getItem(KEY) === "1";
      if (value) localStorage.setItem(KEY, "1");
      else localStorage.removeItem(KEY);
    } catch (error) {
      return false;
    }
  }
  if (larger) {
    larger.checked = kept() === true;
    larger.addEventListener("change", function () { kept(larger.checked); });
    // A page that comes back from the browser's memory is as it was left.
    window.addEventListener("pageshow", function (event) { if (event.persisted) larger.checked = kept() === true; });
  }

  // Lists of elements have no forEach of their own before Chrome 51.
  function each(list, does) { Array.prototype.forEach.call(list, does); }

  var zone = Number(document.body.getAttribute("data-zone")) || 0;
  // What happens when a state begins.
  var VERBS = {
    "open": "放票", "waiting": "截止", "picking-up": "开始领取", "over": "结束",
    "signup-pending": "", "signup-open": "开始报名", "signup-closed": "报名截止", "coming": "报名截止", "on": "开始"
  };

  // From one state to the next: what ends a pick-up is no deadline, and what is put off does not begin.
  function verb(now, next) {
    if (now === "postponed" || now === "cancelled" || now === "gone" && next === "waiting") return "";
    return now === "picking-up" ? "领取结束" : VERBS[next] || "";
  }

  function day(seconds) { return Math.floor((seconds + zone) / 86400); }

  // 还有3天放票; on the day itself hours, in the last hour minutes. What ends at 24:00 ends on that day.
  function left(now, at, verb) {
    var days = day(/截止|结束/.test(verb) ? at - 1 : at) - day(now);
    var minutes = Math.ceil((at - now) / 60);
    if (days > 1 || days > 0 && minutes >= 1440) return "还有" + days + "天" + verb;
    if (minutes >= 60) return "还有" + Math.floor(minutes / 60) + "小时" + verb;
    return "还有" + minutes + "分钟" + verb;
  }

  function later(element) {
    return element.getAttribute("data-later").split(";").map(function (turn) {
      var parts = turn.split(",");
      return { at: Number(parts[0]), phase: parts[1], key: parts[2], label: parts[3] };
    });
  }

  function move(element) {
    var now = Date.now() / 1000;
    var turns = later(element);
    var past = turns.filter(function (turn) { return turn.at <= now; }).pop();
    var next = turns.filter(function (turn) { return turn.at > now; })[0];
    if (past && element.textContent !== past.label) {
      element.textContent = past.label;
      element.className = "state state-" + past.phase + " state-" + past.key;
      for (var box = element.parentNode; box && box.className !== undefined; box = box.parentNode) {
        if (/^(card|facts)\b/.test(box.className)) box.className = box.className.replace(/\bis-(now|coming|over)\b/, "is-" + past.phase);
      }
    }
    var note = element.parentNode.querySelector(".remains");
    // state state-now state-picking-up: phase and key.
    var does = next ? verb(element.className.split(" state-").pop(), next.key) : "";
    if (!note && !does) return;
    if (!note) {
      note = document.createElement("span");
      note.className = "remains";
      element.parentNode.appendChild(note);
    }
    var text = does ? left(now, next.at, does) : "";
    if (note.textContent !== text) note.textContent = text;
  }

  // A fact on a line, or nothing where it is an address alone: the message has one link, that of the page.
  function said(fact) {
    var values = fact.querySelectorAll("li").length ? fact.querySelectorAll("li") : [fact.querySelector("dd")];
    var texts = Array.prototype.map.call(values, function (value) { return value.textContent.trim(); });
    texts = texts.filter(function (text) { return !/^https?:\S+$/.test(text); });
    return texts.length ? fact.querySelector("dt").textContent.trim() + "：" + texts.join("；") : "";
  }

  // When and where: what a group chat is to see first.
  var FIRST = /\bfact-(release|closes|starts|place|pickup-windows|pickup-place)\b/;

  // The notice as a message for a group chat: what, when and where, the other facts, where it stands. That it is off or
  // gone is said first; other states pass, and the message stays as it is.
  function notice(facts) {
    var off = facts.querySelector(".state-cancelled,.state-postponed,.state-full,.state-gone");
    var title = document.querySelector("h1").textContent.trim();
    var lines = [(off && title.indexOf(off.textContent) < 0 ? "【" + off.textContent + "】" : "") + title];
    each(document.querySelectorAll(".corrections p"), function (corrected) { lines.push(corrected.textContent.trim()); });
    var rest = [];
    each(facts.querySelectorAll(".fact"), function (fact) {
      var line = said(fact);
      if (line) (FIRST.test(fact.className) ? lines : rest).push(line);
    });
    var canonical = document.querySelector("link[rel=canonical]");
    return lines.concat(rest, canonical ? canonical.href : location.href).join("\n");
  }

  function copy(text, done) {
    function old() {
      var area = document.createElement("textarea");
      area.value = text;
      area.className = "hidden";
      document.body.appendChild(area);
      area.select();
      if (document.execCommand("copy")) done();
      document.body.removeChild(area);
    }
    if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(text).then(done, old);
    else old();
  }

  function button(actions, name, press) {
    var made = document.createElement("button");
    made.type = "button";
    made.className = "button does-" + name;
    made.textContent = actions.getAttribute("data-" + name);
    made.addEventListener("click", press);
    actions.appendChild(made);
    return made;
  }

  function moveAll() { each(document.querySelectorAll("[data-later]"), move); }

  function add() {
    moveAll();
    var actions = document.querySelector(".actions[data-copy]");
    if (!actions || actions.querySelector("button")) return;
    var word = actions.getAttribute("data-copied");
    var copies = button(actions, "copy", function () {
      copy(notice(document.querySelector(".facts")), function () { copies.textContent = word; });
    });
    copies.setAttribute("aria-live", "polite");
    button(actions, "print", function () { window.print(); });
  }

  document.addEventListener("DOMContentLoaded", function () {
    add();
    if (document.querySelector("[data-later]")) setInterval(moveAll, 30000);
  });
  // On paper nobody can open an answer: all are open for as long as it is printed.
  var opened = [];
  window.addEventListener("beforeprint", function () {
    each(document.querySelectorAll(".question:not([open])"), function (answer) {
      answer.open = true;
      opened.push(answer);
    });
  });
  window.addEventListener("afterprint", function () {
    opened.splice(0).forEach(function (answer) { answer.open = false; });
  });
  // The preview changes a page without loading it: data-again says that this script knows what to do then.
  document.addEventListener("gongsheng-shown", add);
})();
