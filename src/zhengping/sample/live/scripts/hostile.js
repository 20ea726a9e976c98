// What a hostile page does to its visitor as it loads: site.hostile.kind, on site.hostile.at or everywhere.
(function (site) {
  var kind = site.hostile.kind, here = location.pathname + location.search;
  if (!kind || (site.hostile.at && site.hostile.at !== here)) return;
  var acts = {
    "alert": function () { alert("欢迎访问"); },
    "confirm": function () { confirm("是否下载客户端？"); },
    "prompt": function () { prompt("请输入您的手机号"); },
    "beforeunload": function () { window.addEventListener("beforeunload", function (event) { event.preventDefault(); event.returnValue = "确定离开吗？"; }); },
    "download": function () { location.href = "/live/file.zip"; },
    "popup": function () { window.open("/live/popup.html"); window.open("/live/popup.html?2"); },
    "print": function () { window.print(); },
    "never-loads": function () { var img = document.createElement("img"); img.src = "/live/never.gif"; document.body.appendChild(img); },
    "loop": function () { while (true) { Math.sqrt(2); } },
    "memory": function () { var kept = []; (function more() { for (var n = 0; n < 64; n++) kept.push(new Array(131072).fill(Math.random())); setTimeout(more, 0); })(); },
    "many-requests": function () { var n = 0; setInterval(function () { fetch("/live/ping?" + n++).catch(function () {}); }, 10); },
    "redirects": function () { location.replace("/live/away.html?back=" + encodeURIComponent(here)); },
    "new-dialogs": function () { setInterval(function () { alert("系统提示"); }, 50); }
  };
  if (!acts[kind]) return;
  if (kind === "never-loads" || kind === "loop") document.addEventListener("DOMContentLoaded", acts[kind]);
  else if (kind === "beforeunload") acts[kind]();
  else window.addEventListener("load", function () { setTimeout(acts[kind], 0); });
})(window.liveSite);
