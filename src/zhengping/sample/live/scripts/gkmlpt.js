// The list of an open-information platform: rows and page numbers from its JSON service.
(function (config) {
  var box = document.getElementById("gkml-list");
  function two(n) { return n < 10 ? "0" + n : "" + n; }
  function load(page) {
    fetch(config.API + config.COLUMN_ID + "?page=" + page + "&sid=" + config.SITE_ID).then(function (r) { return r.json(); }).then(function (d) {
      var rows = d.articles.map(function (a) {
        var day = new Date(a.date * 1000);
        return "<tr><td><a href=\"" + a.url + "\" target=\"_blank\">" + a.title + "</a></td><td>" + a.publisher + "</td><td>" +
          day.getFullYear() + "-" + two(day.getMonth() + 1) + "-" + two(day.getDate()) + "</td></tr>";
      }).join("");
      var pages = Math.ceil(d.total / 15), links = "";
      for (var n = 1; n <= pages; n++) links += '<a href="javascript:;" data-page="' + n + '">' + n + "</a> ";
      box.innerHTML = "<table><tr><th>标题</th><th>发布机构</th><th>发布日期</th></tr>" + rows + '</table><div class="pages">' + links + "</div>";
      box.querySelectorAll("[data-page]").forEach(function (link) { link.onclick = function () { load(+link.dataset.page); }; });
    });
  }
  load(1);
})(window._CONFIG);
