// The part of a library that lists of one family need: rows from the page's own records, later ones from the list's service.
window.jQuery = function (selector) {
  return {
    jpage: function (options) {
      var box = document.getElementById(selector.slice(1)), size = options.perpage, rows = [];
      var pages = Math.ceil(options.totalrecord / size);
      function read(text) {
        var found = text.match(/<record><!\[CDATA\[[\s\S]*?\]\]><\/record>/g) || [];
        return found.map(function (record) { return record.slice(17, -12); });
      }
      function show(page) {
        var last = Math.min(page * size, options.totalrecord);
        box.innerHTML = "<ul>" + rows.slice((page - 1) * size, last).join("") + "</ul><p>共" + pages + "页 当前第" + page + "页</p>";
      }
      function draw(page) {
        var number = selector.replace("#", "").slice(0, -2), had = rows.length;
        if (rows.length >= Math.min(page * size, options.totalrecord)) { show(page); return; }
        fetch(options.proxyurl + "?columnid=" + number + "&startrecord=" + (had + 1) + "&endrecord=" + options.totalrecord + "&perpage=" + size)
          .then(function (r) { return r.text(); }).then(function (text) { rows = rows.concat(read(text)); show(page); });
      }
      var stored = box.querySelector("script");
      rows = read(stored ? stored.textContent : "");
      // A later page brings its own rows only.
      if (options.currentpage > 1 && rows.length <= size) rows = new Array((options.currentpage - 1) * size).fill("").concat(rows);
      draw(options.currentpage);
    }
  };
};
window.$ = window.jQuery;
