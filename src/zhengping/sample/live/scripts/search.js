// The site's search box: where it leads, and what it proposes while one types.
(function (site) {
  var paths = ["/search", "/jsearch/search.do", "/Search.aspx"];
  function suggest(input) {
    var list = document.createElement("ul"), timer = 0;
    list.className = "suggest";
    list.style.cssText = "position:absolute;z-index:99;background:#fff;border:1px solid #ccc;margin:0;padding:0;list-style:none;display:none;text-align:left";
    input.autocomplete = "off";
    input.parentNode.insertBefore(list, input.nextSibling);
    input.addEventListener("input", function () {
      clearTimeout(timer);
      timer = setTimeout(function () {
        if (!input.value.trim()) { list.style.display = "none"; return; }
        fetch("/search/suggest?q=" + encodeURIComponent(input.value)).then(function (r) { return r.json(); }).then(function (d) {
          list.innerHTML = "";
          d.list.forEach(function (title) {
            var row = document.createElement("li");
            row.textContent = title;
            row.style.cssText = "padding:6px 10px;cursor:pointer";
            row.onmousedown = function () { input.value = title; };
            list.appendChild(row);
          });
          list.style.display = d.list.length ? "block" : "none";
        });
      }, 150);
    });
    input.addEventListener("blur", function () { setTimeout(function () { list.style.display = "none"; }, 200); });
  }
  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("form[action]").forEach(function (form) {
      if (paths.indexOf(form.getAttribute("action")) < 0) return;
      var input = form.querySelector("input[name=q],input[name=KeyWord]");
      if (site.search.mode === "absent") { form.remove(); return; }
      if (site.search.mode === "post") form.method = "post";
      if (site.search.mode === "new-window") form.target = "_blank";
      if (site.search.mode === "other-host") form.action = site.search.other + form.getAttribute("action");
      if (site.search.suggest && input) suggest(input);
      if (input && input.value === "请输入搜索内容") input.addEventListener("focus", function () { if (input.value === "请输入搜索内容") input.value = ""; });
    });
  });
})(window.liveSite);
