// 把推文作为富文本、把标题等作为文字放上剪贴板。用 copy 事件，到剪贴板上的就是这一段，一个字节不差；不用
// navigator.clipboard：它会另加外壳，http 的网址上也没有。
(function () {
  var status = document.querySelector("[data-copied]");
  var article = document.querySelector("[data-wechat-article]");
  var fading;
  var restore = function () {};

  // 旧浏览器的元素列表没有 forEach。
  function each(list, does) {
    Array.prototype.forEach.call(list, does);
  }

  function say(text, button) {
    clearTimeout(fading);
    restore();
    if (status) status.textContent = text;
    if (!button) return;
    var label = button.textContent;
    button.textContent = "✓ 已复制";
    restore = function () {
      button.textContent = label;
      if (status) status.textContent = "";
      restore = function () {};
    };
    fading = setTimeout(restore, 4000);
  }

  // 有的浏览器要先选中什么，才肯复制。
  function copy(element, kinds) {
    var selection = window.getSelection();
    var done = false;
    function put(event) {
      Object.keys(kinds).forEach(function (kind) {
        event.clipboardData.setData(kind, kinds[kind]);
      });
      event.preventDefault();
      done = true;
    }
    selection.selectAllChildren(element);
    document.addEventListener("copy", put);
    try {
      document.execCommand("copy");
    } catch (error) {
      // 不让复制：没有 copy 事件，下面会说。
    }
    document.removeEventListener("copy", put);
    if (done) selection.removeAllRanges();
    return done;
  }

  function offer(button, name, element, kinds, next) {
    button.hidden = false;
    button.addEventListener("click", function () {
      if (copy(element, kinds())) say(name + "已复制" + next, button);
      else say("浏览器不让复制。已经选中了，请按 Ctrl+C（苹果电脑按 ⌘+C）");
    });
  }

  each(document.querySelectorAll("[data-copy]"), function (button) {
    if (!article) return;
    offer(button, "正文", article, function () {
      return { "text/html": article.innerHTML, "text/plain": article.innerText };
    }, "，到公众号后台粘贴");
  });
  each(document.querySelectorAll("[data-copy-of]"), function (button) {
    var element = document.getElementById(button.dataset.copyOf);
    if (!element) return;
    offer(button, button.dataset.name || "", element, function () {
      return { "text/plain": element.textContent };
    }, "");
  });
})();
