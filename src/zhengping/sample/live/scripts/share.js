// Share buttons of three makers' markup: WeChat shows the page's address as a QR code, Weibo opens its share window.
(function () {
  var selectors = {
    wechat: ".bds_weixin,.jiathis_button_weixin,.bshare-weixin",
    weibo: ".bds_tsina,.jiathis_button_tsina,.bshare-sinaminiblog"
  };
  function layer() {
    var old = document.getElementById("share-layer");
    if (old) old.remove();
    var box = document.createElement("div");
    box.id = "share-layer";
    box.style.cssText = "position:fixed;right:20px;top:20px;z-index:9999;background:#fff;border:1px solid #999;padding:16px;text-align:center";
    box.innerHTML = '<p>分享到微信：打开微信“扫一扫”，扫描二维码</p><img alt="二维码" width="200" height="200"><p><a href="javascript:;">关闭</a></p>';
    box.querySelector("img").src = "/live/qr.png?text=" + encodeURIComponent(location.href.slice(0, 100));
    box.querySelector("a").onclick = function () { box.remove(); };
    document.body.appendChild(box);
  }
  function weibo() {
    window.open("https://service.weibo.com/share/share.php?url=" + encodeURIComponent(location.href) + "&title=" + encodeURIComponent(document.title), "_blank", "width=620,height=450");
  }
  document.addEventListener("DOMContentLoaded", function () {
    Object.keys(selectors).forEach(function (name) {
      document.querySelectorAll(selectors[name]).forEach(function (button) {
        if (!button.textContent.trim()) button.textContent = button.title;
        button.style.cssText = "display:inline-block;min-width:24px;min-height:24px;background:#e6e6e6;cursor:pointer";
        if (window.shareServices.indexOf(name) < 0) return;
        button.addEventListener("click", function (event) {
          event.preventDefault();
          if (name === "wechat") layer(); else weibo();
        });
      });
    });
  });
})();
