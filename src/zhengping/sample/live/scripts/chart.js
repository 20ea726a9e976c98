// A small stand-in for a chart library: bars on a canvas, as SVG, or not at all (chartKind).
var echarts = {
  init: function (box) {
    var kind = chartKind;
    return {
      resize: function () {},
      setOption: function (option) {
        if (kind === "none" || !box) return;
        var names = option.xAxis.data, values = option.series[0].data, width = 600, height = 320;
        var most = Math.max.apply(null, values), step = (width - 40) / Math.max(1, values.length);
        box.innerHTML = "";
        if (kind === "svg") {
          var bars = values.map(function (value, n) {
            var tall = Math.round(value / most * (height - 60));
            return '<rect x="' + Math.round(30 + n * step) + '" y="' + (height - 30 - tall) + '" width="' + Math.round(step * 0.7) + '" height="' + tall + '" fill="#37a"/>' +
              '<text x="' + Math.round(30 + n * step) + '" y="' + (height - 12) + '" font-size="10">' + names[n] + "</text>";
          }).join("");
          box.innerHTML = '<svg width="' + width + '" height="' + height + '" viewBox="0 0 ' + width + " " + height + '">' + bars + "</svg>";
          return;
        }
        var canvas = document.createElement("canvas");
        canvas.width = width;
        canvas.height = height;
        box.appendChild(canvas);
        var pen = canvas.getContext("2d");
        pen.font = "10px sans-serif";
        values.forEach(function (value, n) {
          var tall = value / most * (height - 60);
          pen.fillStyle = "#37a";
          pen.fillRect(30 + n * step, height - 30 - tall, step * 0.7, tall);
          pen.fillStyle = "#333";
          pen.fillText(names[n], 30 + n * step, height - 12);
        });
      }
    };
  }
};
