// An application page: menu, crumbs and list are drawn after the list's service has answered.
(function (root) {
  var channel = root.dataset.channel, name = root.dataset.name, at = 1;
  function draw() {
    fetch("/api/list?channel=" + channel + "&page=" + at).then(function (r) { return r.json(); }).then(function (answer) {
      var d = answer.data;
      root.innerHTML = '<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <span>' + name + "</span></div><h2>" + name + '</h2><ul class="news-list">' +
        d.rows.map(function (row) { return '<li><a href="' + row.url + '">' + row.title + '</a><span class="date">' + row.publishTime.slice(0, 10) + "</span></li>"; }).join("") +
        '</ul><div class="pager">第' + d.current + "/" + d.pages + '页 <button class="next">下一页</button></div>';
      root.querySelector(".next").onclick = function () { if (at < d.pages) { at++; draw(); } };
    });
  }
  setTimeout(draw, 100);
})(document.getElementById("app"));
