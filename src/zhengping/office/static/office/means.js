// Bars of mean rates. Drawn on a canvas with plain tips: the Content-Security-Policy allows no inline style in HTML.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("[data-chart]").forEach((box) => {
    const data = JSON.parse(document.getElementById(box.dataset.chart).textContent);
    const chart = echarts.init(box, null, { renderer: "canvas" });
    chart.setOption({
      animation: false,
      grid: { left: 8, right: 56, top: 8, bottom: 24, containLabel: true },
      tooltip: { renderMode: "richText", trigger: "axis", axisPointer: { type: "shadow" }, valueFormatter: (v) => `${v}%` },
      xAxis: { type: "value", min: 0, max: 100, axisLabel: { formatter: "{value}%", color: "#4a5568" } },
      yAxis: { type: "category", inverse: true, data: data.names, axisLabel: { color: "#1a2b49", width: box.clientWidth / 2.4, overflow: "truncate" } },
      series: [{ name: "平均得分率", type: "bar", data: data.rates, itemStyle: { color: "#1d4f91" }, label: { show: true, position: "right", formatter: "{c}%", color: "#1a2b49" } }],
    });
    window.addEventListener("resize", () => chart.resize());
  });
});
