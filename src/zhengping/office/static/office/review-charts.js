// Charts of the experts' agreement; the tables below them hold the same figures.
"use strict";

(() => {
  const source = document.getElementById("chart-data");
  if (!source || !window.echarts) return;
  const data = JSON.parse(source.textContent);
  const text = { color: "#1c2733", fontSize: 13 };
  const colour = (alpha) => (alpha >= data.good ? "#1a7f4b" : alpha >= data.tolerable ? "#b8860b" : "#b3261e");
  const draw = (name, option) => {
    const box = document.getElementById(name);
    const chart = window.echarts.init(box, null, { renderer: "svg" });
    chart.setOption({ animation: false, textStyle: text, ...option });
    window.addEventListener("resize", () => chart.resize());
  };
  const known = data.indicators.filter((one) => one[2] !== null);
  draw("chart-indicators", {
    grid: { left: 48, right: 88, top: 16, bottom: 64 },
    tooltip: { trigger: "axis" },
    xAxis: { type: "category", data: known.map((one) => one[0]), axisLabel: { ...text, rotate: 60 } },
    yAxis: { type: "value", max: 1, axisLabel: text },
    series: [{
      type: "bar",
      name: "α",
      data: known.map((one) => ({ value: one[2], itemStyle: { color: colour(one[2]) } })),
      markLine: { symbol: "none", silent: true, lineStyle: { color: "#4a5568" }, data: [{ yAxis: data.good, name: "良好" }, { yAxis: data.tolerable, name: "尚可" }], label: { ...text, position: "end", formatter: "{b} {c}" } },
    }],
  });
  draw("chart-experts", {
    grid: { left: 88, right: 24, top: 32, bottom: 40 },
    tooltip: { trigger: "axis" },
    legend: { top: 0, data: ["全部", "前半", "后半"], textStyle: text },
    xAxis: { type: "value", axisLabel: text },
    yAxis: { type: "category", data: data.experts.map((one) => one[0]), axisLabel: text },
    series: ["全部", "前半", "后半"].map((name, at) => ({
      type: "bar", name, data: data.experts.map((one) => one[at + 1]), itemStyle: { color: ["#1d4f91", "#8fb3dd", "#b35900"][at] },
    })),
  });
})();
