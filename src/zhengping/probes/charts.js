// The charts of a page as they are drawn: pictures that a program made, with something in them.
// A fingerprint tells whether a chart has changed.
() => {
  const said = (text) => (text || "").replace(/\s+/g, " ").trim();
  const wide = (element, width, height) => { const box = element.getBoundingClientRect(); return box.width >= width && box.height >= height; };
  const hidden = (element) => { for (let node = element; node; node = node.parentElement) { const style = getComputedStyle(node); if (style.display === "none" || style.visibility === "hidden") return true; } return false; };
  const furniture = (element) => {
    for (let node = element; node && node !== document.body; node = node.parentElement) {
      if (/^(HEADER|FOOTER|NAV|A|BUTTON)$/.test(node.tagName) || getComputedStyle(node).position === "fixed") return true;
      if (/qr|captcha|erweima/i.test(`${node.id} ${node.className && node.className.baseVal === undefined ? node.className : ""}`)) return true;
    }
    return false;
  };
  const hash = (text) => { let value = 5381; for (let i = 0; i < text.length; i++) value = ((value * 33) ^ text.charCodeAt(i)) >>> 0; return value.toString(36); };
  const canvasOf = (canvas) => {
    const entry = { kind: "canvas", drawn: null, print: "", mark: "" };
    try {
      const small = document.createElement("canvas");
      small.width = 160; small.height = 100;
      const context = small.getContext("2d");
      context.drawImage(canvas, 0, 0, 160, 100);
      const data = context.getImageData(0, 0, 160, 100).data, colours = new Map();
      for (let i = 0; i < data.length; i += 4) {
        const key = data[i + 3] < 16 ? "-" : `${data[i] >> 4},${data[i + 1] >> 4},${data[i + 2] >> 4}`;
        colours.set(key, (colours.get(key) || 0) + 1);
      }
      const most = Math.max(...colours.values());
      const square = Math.abs(canvas.width - canvas.height) < 4 && [...colours.values()].filter((n) => n > 160).length <= 2 && colours.size < 40;
      entry.drawn = colours.size >= 3 && most < 16000 * 0.995 && !square;
      entry.print = hash(canvas.toDataURL());
    } catch (_) { entry.drawn = null; }
    return entry;
  };
  const found = [];
  const look = (root) => {
    for (const canvas of root.querySelectorAll("canvas")) {
      if (!wide(canvas, 150, 90) || hidden(canvas) || furniture(canvas)) continue;
      const entry = canvasOf(canvas);
      if (entry.drawn === null) { canvas.setAttribute("data-zhengping-chart", String(found.length)); entry.mark = String(found.length); }
      found.push(entry);
    }
    for (const svg of root.querySelectorAll("svg")) {
      if (!wide(svg, 150, 90) || hidden(svg) || furniture(svg) || svg.parentElement.closest("svg")) continue;
      const shapes = [...svg.querySelectorAll("path,rect,circle,ellipse,line,polyline,polygon")].filter((e) => { const box = e.getBoundingClientRect(); return box.width + box.height > 4; });
      found.push({ kind: "svg", drawn: shapes.length >= 3, print: hash(shapes.slice(0, 300).map((e) => `${e.tagName}${e.getAttribute("d") || ""}${e.getAttribute("x") || ""},${e.getAttribute("y") || ""},${e.getAttribute("width") || ""},${e.getAttribute("height") || ""},${e.getAttribute("points") || ""},${e.getAttribute("cx") || ""},${e.getAttribute("cy") || ""},${e.getAttribute("r") || ""}`).join("|") + said(svg.textContent)), mark: "" });
    }
  };
  look(document);
  for (const frame of document.querySelectorAll("iframe")) { try { if (frame.contentDocument && wide(frame, 150, 90)) look(frame.contentDocument); } catch (_) { /* another origin */ } }
  for (const map of document.querySelectorAll(".leaflet-container,.BMap_mask,.amap-container,.ol-viewport,.esri-view")) if (wide(map, 150, 90) && !hidden(map)) found.push({ kind: "map", drawn: map.querySelectorAll("img,canvas,path").length >= 2, print: "", mark: "" });
  const pictures = [...document.querySelectorAll("img")].filter((e) => e.complete && e.naturalWidth >= 300 && e.naturalHeight >= 150 && wide(e, 200, 100) && !hidden(e) && !furniture(e)).map((e) => {
    const box = e.closest("figure,p,td,div"), after = box && box.nextElementSibling, before = box && box.previousElementSibling;
    const short = (n) => { const text = n ? said(n.textContent) : ""; return text.length <= 60 ? text : ""; };
    return { words: `${e.alt} ${e.title} ${short(e.closest("figure"))} ${short(box)} ${short(before)} ${short(after)}`.slice(0, 300), url: e.currentSrc || e.src };
  });
  const library = ["echarts", "Highcharts", "Chart", "d3", "AmCharts", "am4core", "am5", "ApexCharts", "G2", "Plotly", "BizCharts", "antv", "FusionCharts", "vis", "zrender", "jsc3d"].filter((name) => { try { return typeof window[name] !== "undefined"; } catch (_) { return false; } });
  return { charts: found.slice(0, 40), pictures: pictures.slice(0, 20), library: library };
}
