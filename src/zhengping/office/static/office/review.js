// The scoring screen: keys, drafts, saving that survives a lost connection. Without it the form still works.
"use strict";

(() => {
  const form = document.getElementById("score");
  const byId = (name) => document.getElementById(name);
  const value = byId("value");
  const comment = byId("comment");
  const said = byId("said");
  const help = byId("help");
  const key = form ? `zhengping-review-${form.dataset.task}` : "";
  let sending = false;
  let waiting = false; // a save that has not got through
  let timer = 0;

  // 7 means 0.7 and 75 means 0.75; everything else is left to the server to check.
  const meant = (text) => {
    const plain = text.trim().replace(/[，。,]/g, ".");
    if (plain === "½" || plain === "半") return "0.5";
    if (/^[2-9]$/.test(plain)) return `0.${plain}`;
    if (/^[1-9][0-9]$/.test(plain)) return `0.${plain}`;
    if (plain === "100") return "1";
    return plain.startsWith(".") ? `0${plain}` : plain;
  };

  const say = (words, wrong) => {
    if (!said) return;
    said.textContent = words;
    said.className = wrong ? "mb-0 mt-2 text-danger" : "mb-0 mt-2";
  };

  const fault = (name, words) => {
    byId(`${name}-fault`).textContent = words || "";
    const box = byId(name);
    box.classList.toggle("is-invalid", Boolean(words));
    if (words) box.setAttribute("aria-invalid", "true");
    else box.removeAttribute("aria-invalid");
  };

  const keepHere = () => {
    try {
      localStorage.setItem(key, JSON.stringify({ value: value.value, comment: comment.value }));
    } catch { /* a browser that keeps nothing: the page itself still holds the text */ }
  };
  const forget = () => {
    try { localStorage.removeItem(key); } catch { /* as above */ }
  };

  // Asks the server; gives [status, answer], status 0 where it was not reached.
  const ask = async (url, data) => {
    let reply;
    try {
      reply = await fetch(url, { method: "POST", body: data, headers: { Accept: "application/json" }, redirect: "manual" });
    } catch {
      return [0, {}];
    }
    if (reply.type === "opaqueredirect") return [401, { words: "登录已过期：请在新窗口登录，再回到这里按保存。您填的内容还在。" }];
    const kind = reply.headers.get("Content-Type") || "";
    if (kind.includes("json")) return [reply.status, await reply.json()];
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    const line = page.querySelector("main .card-body p");
    return [reply.status, { words: line ? line.textContent : "没有保存成功，请稍后再试。" }];
  };

  const fields = () => {
    const data = new FormData(form);
    data.set("value", meant(value.value));
    return data;
  };

  const save = async () => {
    if (sending) return;
    sending = true;
    clearTimeout(timer);
    keepHere();
    say("正在保存…");
    const [status, answer] = await ask(location.href, fields());
    sending = false;
    waiting = status === 0;
    if (status === 200) {
      forget();
      location.assign(answer.next);
      return;
    }
    if (status === 0) {
      say("网络断了：您填的内容已留在本机，连上后自动保存。", true);
      return;
    }
    if (status === 422) {
      fault("value", answer.faults.value);
      fault("comment", answer.faults.comment);
      say("没有保存：请按提示改正。", true);
      (answer.faults.value ? value : comment).focus();
      return;
    }
    if (status === 409) {
      form.elements.seen.value = answer.seen;
      say(answer.words, true);
      return;
    }
    say(`${answer.words || "没有保存成功。"}　您填的内容还在本页和本机。`, true);
  };

  const undo = async () => {
    if (!byId("undo") || sending) return;
    sending = true;
    const [status, answer] = await ask(form.dataset.undo, fields());
    sending = false;
    if (status === 200) {
      value.value = answer.value;
      comment.value = answer.comment;
      form.elements.seen.value = answer.seen;
      byId("undo").hidden = !answer.seen;
      forget();
      fault("value", "");
      fault("comment", "");
      say(answer.words);
      value.focus();
    } else {
      say(status === 0 ? "网络断了，没有撤销，请稍后再试。" : answer.words || "没有撤销成功。", true);
    }
  };

  const draft = async () => {
    keepHere();
    const [status, answer] = await ask(form.dataset.draft, fields());
    if (sending) return;
    if (status === 200) say("草稿已保存，按 Enter 才算评分。");
    else if (status === 0) say("网络断了：草稿留在本机。", true);
    else say(`${answer.words || "草稿没有保存。"}　您填的内容还在本页和本机。`, true);
  };

  const typed = () => {
    const number = meant(value.value);
    byId("value-help").textContent = number && number !== value.value.trim()
      ? `将记为 ${number}` : "例如 0.75；只填 7 记为 0.7，75 记为 0.75";
    fault("value", "");
    fault("comment", "");
    keepHere();
    clearTimeout(timer);
    timer = setTimeout(draft, 800);
  };

  const put = (number) => {
    value.value = number;
    typed();
    value.focus();
  };

  const go = (name) => {
    const link = byId(name);
    if (link) link.click();
  };

  const show = (piece) => {
    document.querySelectorAll(".piece").forEach((one) => {
      one.classList.toggle("active", one === piece);
      if (one === piece) one.setAttribute("aria-current", "true");
      else one.removeAttribute("aria-current");
    });
    byId("archived").src = piece.dataset.frame;
    byId("evidence-open").href = piece.href;
    const outside = byId("evidence-outside");
    outside.hidden = !piece.dataset.outside;
    if (piece.dataset.outside) outside.href = piece.dataset.outside;
    const shot = byId("evidence-shot");
    shot.hidden = !piece.dataset.picture;
    if (piece.dataset.picture) shot.querySelector("img").src = piece.dataset.picture;
  };

  document.querySelectorAll(".piece").forEach((piece) => {
    piece.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      show(piece);
    });
  });

  if (help) {
    byId("help-open").addEventListener("click", () => help.showModal());
  }

  const keys = (event) => {
    if (event.ctrlKey && event.key === "Enter" && form) {
      event.preventDefault();
      save();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || (help && help.open)) {
      if (help && help.open && event.key === "?") {
        event.preventDefault(); // else the sign lands in the box that gets the focus back
        help.close();
      }
      return;
    }
    const at = document.activeElement;
    const inComment = at === comment;
    const inValue = at === value;
    if (inComment) {
      if (event.key === "Escape") value.focus();
      return;
    }
    if (at && ["INPUT", "SELECT", "TEXTAREA"].includes(at.tagName) && !inValue) return;
    const free = !inValue || !value.value;
    const act = {
      ArrowLeft: free && (() => go("previous")),
      ArrowRight: free && (() => go("next")),
      ArrowUp: inValue && (() => go("previous")),
      ArrowDown: inValue && (() => go("next")),
      "?": help && (() => help.showModal()),
      e: () => {
        const pieces = [...document.querySelectorAll(".piece")];
        const now = pieces.findIndex((one) => one.classList.contains("active"));
        if (pieces.length) show(pieces[(now + 1) % pieces.length]);
      },
      ...(form && {
        z: () => put("0"),
        h: () => put("0.5"),
        f: () => put("1"),
        c: () => comment.focus(),
        u: undo,
      }),
    }[event.key];
    if (act) {
      event.preventDefault();
      act();
    } else if (form && !inValue && /^[0-9.]$/.test(event.key)) {
      event.preventDefault();
      put(event.key);
    } else if (form && event.key === "Enter" && at === document.body) {
      event.preventDefault();
      save();
    }
  };
  document.addEventListener("keydown", keys);

  if (!form) return;

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (event.submitter && event.submitter.id === "undo") undo();
    else save();
  });
  document.querySelectorAll("[data-value]").forEach((button) => {
    button.addEventListener("click", () => put(button.dataset.value));
  });
  value.addEventListener("input", typed);
  comment.addEventListener("input", typed);
  window.addEventListener("online", () => { if (waiting) save(); });
  setInterval(() => { if (waiting && !sending) save(); }, 5000);

  // What did not get through the last time comes back.
  try {
    const kept = JSON.parse(localStorage.getItem(key) || "null");
    if (kept && (kept.value !== value.value || kept.comment !== comment.value)) {
      value.value = kept.value;
      comment.value = kept.comment;
      say("已恢复上次没有送出的内容，按 Enter 保存。");
    }
  } catch { /* nothing kept */ }
  value.focus();
  value.select();
})();
