// Entries of the home page and the way to the mobile site.
(function (site) {
  document.addEventListener("DOMContentLoaded", function () {
    if (site.page.mobile) {
      var link = document.createElement("a");
      link.href = "/m/";
      link.textContent = "手机版";
      link.className = "sjb";
      document.body.insertBefore(link, document.body.firstChild);
      if (site.page.redirect && screen.width < 700) location.href = "/m/";
    }
    document.querySelectorAll("a").forEach(function (link) {
      if (link.href.indexOf("https://weibo.example/") !== 0) return;
      if (site.page.weibo) link.href = site.page.weibo; else link.remove();
    });
    if (site.page.code === "none") document.querySelectorAll(".xmt img").forEach(function (img) { img.remove(); });
  });
})(window.liveSite);
