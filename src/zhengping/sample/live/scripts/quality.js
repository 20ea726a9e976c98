// Faults of quality, each by its name in site.quality; and the page that its own script empties.
(function (site) {
  var faults = site.quality, here = location.pathname + location.search;
  function has(name) { return faults.indexOf(name) >= 0; }
  if (has("console-errors")) {
    console.error("组件加载失败：swiper is not defined");
    setTimeout(function () { undefinedFunctionOfThisSite(); }, 0);
  }
  document.addEventListener("DOMContentLoaded", function () {
    function picture(address) {
      var img = document.createElement("img");
      img.src = address;
      img.width = 120;
      img.height = 60;
      document.body.appendChild(img);
    }
    if (has("broken-pictures")) { picture("/images/lost-1.jpg"); picture("/images/lost-2.jpg"); }
    if (has("insecure")) picture("http://static.lanchuan.example/banner.png");
    if (has("heavy") && here === "/") for (var n = 0; n < 12; n++) picture("/live/heavy/" + n + ".png");
    if (has("no-labels")) {
      document.documentElement.removeAttribute("lang");
      document.querySelectorAll("img").forEach(function (img) { img.removeAttribute("alt"); });
      document.querySelectorAll("input,textarea,select").forEach(function (input) { input.removeAttribute("placeholder"); input.removeAttribute("title"); });
      document.querySelectorAll("label").forEach(function (label) { while (label.firstChild) label.parentNode.insertBefore(label.firstChild, label); label.remove(); });
      var empty = document.createElement("a");
      empty.href = "/";
      document.body.appendChild(empty);
    }
    if (site.emptied && here === site.emptied) {
      document.body.innerHTML = "";
      throw new Error("渲染失败：Cannot read properties of undefined (reading 'data')");
    }
  });
})(window.liveSite);
