// The heat map by keyboard: one stop of the Tab key, arrow keys from cell to cell. Without it every cell is a stop.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const table = document.getElementById("matrix");
  if (!table || !table.tBodies[0]) return;
  const rows = [...table.tBodies[0].rows].map((row) => [...row.querySelectorAll("a")]).filter((row) => row.length);
  rows.forEach((row) => row.forEach((link) => { link.tabIndex = -1; }));
  if (!rows.length) return;
  rows[0][0].tabIndex = 0;
  const moves = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };
  table.addEventListener("keydown", (event) => {
    const move = moves[event.key];
    const link = event.target.closest("tbody a");
    if (!move || !link) return;
    const line = rows.findIndex((row) => row.includes(link));
    const next = (rows[line + move[0]] || [])[rows[line].indexOf(link) + move[1]];
    if (!next) return;
    event.preventDefault();
    link.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });
});
