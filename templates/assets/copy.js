// 复制正文：把推文作为富文本放上剪贴板。用 copy 事件，到剪贴板上的就是这一段，一个字节不差。
(function () {
  var button = document.querySelector("[data-copy]");
  var article = document.querySelector("[data-wechat-article]");
  var status = document.querySelector("[data-copied]");
  if (!button || !article) return;
  button.addEventListener("click", function () {
    var html = article.innerHTML;
    var text = article.innerText;
    var done = false;
    function put(event) {
      event.clipboardData.setData("text/html", html);
      event.clipboardData.setData("text/plain", text);
      event.preventDefault();
      done = true;
    }
    document.addEventListener("copy", put);
    document.execCommand("copy");
    document.removeEventListener("copy", put);
    status.textContent = done ? "已复制，到公众号编辑器里粘贴" : "浏览器不让复制，请选中正文后按 Ctrl+C";
  });
})();
