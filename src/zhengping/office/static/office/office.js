// Behaviour that all pages share. No inline script anywhere: the Content-Security-Policy forbids it.
"use strict";

// A failed background request says so in words instead of nothing.
document.addEventListener("htmx:responseError", (event) => {
  const box = document.getElementById("messages");
  if (!box) return;
  const line = document.createElement("div");
  line.className = "alert alert-danger";
  line.setAttribute("role", "alert");
  const reply = event.detail.xhr.getResponseHeader("X-Message");
  line.textContent = reply ? decodeURIComponent(reply) : "没有保存成功，请重新打开页面再试。";
  box.replaceChildren(line);
});
document.addEventListener("htmx:sendError", () => {
  const box = document.getElementById("messages");
  if (!box) return;
  const line = document.createElement("div");
  line.className = "alert alert-danger";
  line.setAttribute("role", "alert");
  line.textContent = "网络断了，刚才的内容还没有保存。连上后会再试。";
  box.replaceChildren(line);
});
