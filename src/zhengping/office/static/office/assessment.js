// Autosave of the self-assessment. What is typed is first kept in this browser, then sent; it leaves the browser's
// keeping only when the server has said that it is saved.
"use strict";

(() => {
  const AGAIN = 5000;
  const TEXTS = "input[name=value], textarea";
  const forms = () => [...document.querySelectorAll("form[data-autosave]")];
  const stateOf = (form) => form.querySelector(".claim-state");
  const versionOf = (form) => form.querySelector("input[name=version]");
  const read = (form) => Object.fromEntries([...form.querySelectorAll(TEXTS)].map((one) => [one.name, one.value]));
  const same = (one, other) => Object.keys(one).every((name) => one[name] === (other[name] ?? ""));

  const keep = (form) => {
    try {
      localStorage.setItem(form.dataset.autosave, JSON.stringify({ texts: read(form), version: versionOf(form).value }));
    } catch { /* A full or forbidden store only means that a closed page is not restored. */ }
  };
  const forget = (form) => {
    try { localStorage.removeItem(form.dataset.autosave); } catch { /* As above. */ }
  };
  const kept = (form) => {
    try { return JSON.parse(localStorage.getItem(form.dataset.autosave) || "null"); } catch { return null; }
  };
  const say = (form, words, kind) => {
    const line = stateOf(form).querySelector("[data-words]");
    if (!line) return;
    line.textContent = words;
    line.className = `state-${kind}`;
  };
  const again = (form) => {
    clearTimeout(form.retry);
    form.retry = setTimeout(() => document.contains(form) && htmx.trigger(form, "retry"), AGAIN);
  };
  const mark = (form) => {
    for (const field of form.querySelectorAll(TEXTS)) {
      const line = field.getAttribute("aria-describedby") && document.getElementById(field.getAttribute("aria-describedby").split(" ")[0]);
      const wrong = Boolean(line && line.textContent.trim());
      field.classList.toggle("is-invalid", wrong);
      if (wrong) field.setAttribute("aria-invalid", "true"); else field.removeAttribute("aria-invalid");
    }
  };

  const start = (form) => {
    if (form.started) return;
    form.started = true;
    form.saved = read(form);
    const found = kept(form);
    if (found && !same(found.texts, form.saved)) {
      for (const field of form.querySelectorAll(TEXTS)) if (field.name in found.texts) field.value = found.texts[field.name];
      versionOf(form).value = found.version;
      say(form, "这里有上次没有保存成功的内容，已经放回，正在保存……", "working");
      setTimeout(() => htmx.trigger(form, "retry"), 300);
    } else if (found) {
      forget(form);
    }
  };

  document.addEventListener("input", (event) => {
    const form = event.target.closest?.("form[data-autosave]");
    if (!form) return;
    keep(form);
    if (!form.querySelector(".clash")) say(form, "正在输入……", "working");
  });

  document.addEventListener("click", (event) => {
    const quick = event.target.closest("button[data-value]");
    if (quick) {
      const box = document.getElementById(quick.dataset.for);
      box.value = quick.dataset.value;
      box.dispatchEvent(new Event("input", { bubbles: true }));
      box.dispatchEvent(new Event("change", { bubbles: true }));
      return;
    }
    const theirs = event.target.closest("[data-discard]");
    if (theirs) {
      const form = theirs.closest("form[data-autosave]");
      if (form) { forget(form); form.saved = read(form); }
      if (theirs.dataset.discard === "reload") location.reload();
      return;
    }
    const draft = event.target.closest("[data-take-draft]");
    if (draft) {
      const box = document.getElementById(draft.dataset.takeDraft);
      const text = document.getElementById(draft.dataset.from).textContent;
      box.value = box.value.trim() ? `${box.value.trimEnd()}\n\n${text}` : text;
      box.dispatchEvent(new Event("input", { bubbles: true }));
      box.dispatchEvent(new Event("change", { bubbles: true }));
      box.focus();
    }
  });

  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = event.target;
    if (!form.matches?.("form[data-autosave]")) return;
    // While two texts stand side by side only the person's choice is sent: an answer in between would take the buttons
    // away under the pointer.
    if (form.querySelector(".clash") && !event.detail.requestConfig.formData.get("over")) {
      event.preventDefault();
      return;
    }
    form.sent = read(form);
    if (!form.querySelector(".clash")) say(form, "正在保存……", "working");
  });

  document.addEventListener("htmx:beforeSwap", (event) => {
    const form = event.detail.requestConfig?.elt?.closest?.("form[data-autosave]");
    if (!form) return;
    if (/\/accounts\/login\//.test(event.detail.xhr.responseURL)) {
      event.detail.shouldSwap = false;
      form.signedOut = true;
    }
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target;
    if (!form.matches?.("form[data-autosave]")) return;
    const status = event.detail.xhr?.status ?? 0;
    if (form.signedOut) {
      form.signedOut = false;
      say(form, "登录已过期，内容留在这台电脑上。请在新窗口登录，这里会自动再存。", "wrong");
      again(form);
    } else if (status === 0 || status >= 500) {
      say(form, "网络断了，内容留在这台电脑上，每 5 秒再试一次。", "wrong");
      again(form);
    } else if (status === 200) {
      const box = document.getElementById("messages");
      if (box && box.textContent.includes("网络断了")) box.replaceChildren();
      form.saved = form.sent;
      if (same(read(form), form.sent)) forget(form); else keep(form);
    } else if (status !== 422) {
      say(form, "没有保存：这一页现在不能修改。内容留在这台电脑上，请刷新页面看看原因。", "wrong");
    }
  });
  document.addEventListener("htmx:afterSettle", () => forms().forEach((form) => { start(form); mark(form); }));
  document.addEventListener("htmx:sendError", (event) => {
    if (event.target.matches?.("form[data-autosave]")) again(event.target);
  });

  window.addEventListener("online", () => forms().forEach((form) => { if (!same(read(form), form.saved)) htmx.trigger(form, "retry"); }));
  window.addEventListener("beforeunload", (event) => {
    if (forms().some((form) => form.started && !same(read(form), form.saved))) event.preventDefault();
  });
  document.addEventListener("DOMContentLoaded", () => forms().forEach(start));
})();
