// The question box: floating in the page, in a frame, or (place "page") only on its own page.
(function (site) {
  var robot = site.robot;
  if (!robot) return;
  function box() {
    var panel = document.createElement("div");
    panel.className = "robot-panel";
    panel.innerHTML = '<div class="robot-head">智能问答</div><div class="robot-talk" style="height:260px;overflow:auto"></div>' +
      '<textarea class="robot-input" placeholder="请输入您的问题" rows="2"></textarea><button type="button" class="robot-send">发送</button>';
    var talk = panel.querySelector(".robot-talk"), input = panel.querySelector(".robot-input");
    function say(text, who) {
      var line = document.createElement("p");
      line.className = "robot-" + who;
      line.textContent = text;
      talk.appendChild(line);
      talk.scrollTop = talk.scrollHeight;
      return line;
    }
    function ask() {
      var question = input.value.trim();
      if (!question) return;
      input.value = "";
      say(question, "me");
      var address = "/robot/api", options = {};
      if (robot.post) options = { method: "POST", body: new URLSearchParams({ question: question }) };
      else address += "?question=" + encodeURIComponent(question);
      fetch(address, options).then(function (r) { return r.json(); }).then(function (d) {
        if (!d.answer) return;
        var line = say(d.answer, "answer");
        if (d.link) { var link = document.createElement("a"); link.href = d.link; link.target = "_blank"; link.textContent = "查看办事指南"; line.appendChild(link); }
        if (d.guess.length) say("猜您想问：" + d.guess.join("、"), "answer");
      }).catch(function () {});
    }
    say(robot.greeting, "answer");
    panel.querySelector(".robot-send").onclick = ask;
    input.addEventListener("keydown", function (event) { if (event.key === "Enter") { event.preventDefault(); ask(); } });
    return panel;
  }
  function floating(content) {
    var button = document.createElement("div"), panel = null;
    button.className = "znwd-float";
    button.textContent = "智能问答";
    button.style.cssText = "position:fixed;right:10px;bottom:90px;z-index:999;width:60px;padding:12px 4px;background:#06c;color:#fff;text-align:center;cursor:pointer";
    button.onclick = function () {
      if (panel) { panel.remove(); panel = null; return; }
      panel = content();
      panel.style.cssText = "position:fixed;right:80px;bottom:60px;z-index:1000;width:300px;background:#fff;border:1px solid #06c;padding:8px";
      document.body.appendChild(panel);
    };
    document.body.appendChild(button);
  }
  document.addEventListener("DOMContentLoaded", function () {
    if (robot.place === "frame-page") document.body.appendChild(box());
    else if (robot.place === "float") floating(box);
    else if (robot.place === "iframe") floating(function () {
      var frame = document.createElement("iframe");
      frame.src = "/live/robot.html";
      frame.height = "400";
      return frame;
    });
    document.querySelectorAll('form[action="/robot/ask"]').forEach(function (form) {
      if (robot.place === "absent") form.parentNode.innerHTML = "<p>系统升级维护中。</p>";
      else if (robot.post) form.method = "post";
    });
    if (robot.place === "absent") document.querySelectorAll(".znkf").forEach(function (entry) { entry.remove(); });
  });
})(window.liveSite);
