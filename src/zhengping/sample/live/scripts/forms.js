// Forms as a setting has them: site.forms.modes maps a form's address to the way in which it comes.
(function (site) {
  function note(input, text) {
    var old = input.nextElementSibling;
    if (old && old.className === "tip") old.remove();
    if (!text) return;
    var tip = document.createElement("span");
    tip.className = "tip";
    tip.style.color = "red";
    tip.textContent = text;
    input.parentNode.insertBefore(tip, input.nextSibling);
  }
  function complaint(input) {
    var name = input.name, value = input.value.trim();
    if (input.required && !value) return "此项不能为空";
    if (name === "phone" && value && !/^1\d{10}$/.test(value)) return "请输入正确的手机号码";
    if (name === "card" && value && !/^\d{17}[\dXx]$/.test(value)) return "证件号码格式不正确";
    return "";
  }
  function check(form) {
    var fields = form.querySelectorAll("input[type=text],textarea");
    form.noValidate = true;
    fields.forEach(function (input) {
      if (input.required && input.parentNode.tagName === "LABEL") {
        var mark = document.createElement("i");
        mark.textContent = "*";
        mark.style.color = "red";
        input.parentNode.insertBefore(mark, input.parentNode.firstChild);
      }
      input.addEventListener("blur", function () { note(input, complaint(input)); });
    });
    form.checked = function () {
      var wrong = 0;
      fields.forEach(function (input) { var text = complaint(input); note(input, text); if (text) wrong++; });
      return wrong === 0;
    };
    form.addEventListener("submit", function (event) { if (!form.checked()) event.preventDefault(); });
  }
  function sends(form, how) {
    var button = form.querySelector("input[type=submit]");
    if (!button || how === "post") return;
    var other = document.createElement(how === "button" ? "a" : "button");
    other.textContent = button.value;
    if (how === "button") other.href = "javascript:;"; else other.type = "button";
    other.className = "tj";
    other.onclick = function () {
      if (form.checked && !form.checked()) return;
      if (how === "button") { form.submit(); return; }
      var request = new XMLHttpRequest();
      request.open("POST", form.getAttribute("action"));
      request.onload = function () { alert("提交成功"); };
      request.send(new URLSearchParams(new FormData(form)));
    };
    button.replaceWith(other);
  }
  function bare(form) {
    form.querySelectorAll("label").forEach(function (label) {
      while (label.firstChild) {
        if (label.firstChild.nodeType === 3) label.firstChild.remove();
        else label.parentNode.insertBefore(label.firstChild, label);
      }
      label.remove();
    });
  }
  function saves(form) {
    form.addEventListener("input", function () {
      fetch("/draft/save", { method: "POST", body: new URLSearchParams(new FormData(form)) }).catch(function () {});
    });
    window.addEventListener("pagehide", function () { navigator.sendBeacon("/draft/leave", "1"); });
  }
  function dress(form) {
    if (!site.forms.labels) bare(form);
    if (site.forms.checks) check(form);
    else form.noValidate = true;
    sends(form, site.forms.submit);
    if (site.forms.autosave) saves(form);
  }
  function replaced(form, html) {
    var box = document.createElement("div");
    box.innerHTML = html;
    form.replaceWith(box);
    return box;
  }
  function come(form, mode) {
    if (mode === "post") form.method = "post";
    else if (mode === "absent") form.remove();
    else if (mode === "blank") form.innerHTML = "";
    else if (mode === "login") replaced(form, '<p>请先<a href="/login">登录</a>后再办理，未注册用户请先<a href="/login/register">注册</a>。</p>');
    else if (mode === "broken") {
      replaced(form, '<div id="form-app">正在加载……</div>');
      fetch("/live/fields.json").then(function (r) { return r.json(); }).then(function (d) { document.getElementById("form-app").innerHTML = d.html; });
    } else if (mode === "drawn") {
      var html = form.innerHTML, box = replaced(form, '<div class="form-app">正在加载……</div>');
      setTimeout(function () {
        box.innerHTML = '<form action="' + form.getAttribute("action") + '" method="post">' + html + "</form>";
        dress(box.querySelector("form"));
      }, 400);
    } else if (form.method === "post") dress(form);
  }
  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("form[action]").forEach(function (form) {
      var mode = site.forms.modes[form.getAttribute("action")];
      if (mode) come(form, mode);
    });
  });
})(window.liveSite);
