// The question box of one document: fields to type a question into, and what may open such a box. What is found is
// marked (data-zhengping-box) so that it can be typed into and pressed.
(options) => {
  const MARK = "data-zhengping-box";
  const any = (text, list) => list.find((word) => text.includes(word)) || "";
  const tidy = (text) => (text || "").replace(/[\s\u00a0\u3000]+/g, " ").trim();
  const named = (element) => `${element.id || ""} ${typeof element.className === "string" ? element.className : ""} ${element.getAttribute("name") || ""}`.toLowerCase();
  const shown = (element) => {
    if (!element.checkVisibility({ visibilityProperty: true })) return false;
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1;
  };
  const pinned = (element) => {
    for (let node = element; node && node !== document.body; node = node.parentElement) if (/fixed|sticky/.test(getComputedStyle(node).position)) return true;
    return false;
  };
  let number = 0;
  const mark = (element) => { element.setAttribute(MARK, `${options.prefix}${number += 1}`); return element.getAttribute(MARK); };
  document.querySelectorAll(`[${MARK}]`).forEach((element) => element.removeAttribute(MARK));
  const CLICK = "button,a,input[type=submit],input[type=button],[role=button],[onclick],span,div,i,img";
  const typed = [...document.querySelectorAll("textarea,input:not([type]),input[type=text],input[type=search],[contenteditable=true],[contenteditable='']")].filter((field) => shown(field) && !field.disabled && !field.readOnly);
  const fields = [];
  for (const field of typed.slice(0, 60)) {
    let box = field.parentElement, send = null;
    for (let step = 0; step < 7 && box && box !== document.documentElement && !send; step += 1, box = box.parentElement) {
      send = [...box.querySelectorAll(CLICK)].find((element) => {
        const label = tidy(element.value || element.innerText || element.title || element.alt).replace(/ /g, "");
        return element !== field && !element.contains(field) && shown(element) && ((label.length <= 6 && any(label, options.send)) || (!label && /send|submit|fasong/.test(named(element))));
      });
      if (send) break;
    }
    const around = send ? box : field.parentElement;
    let own = "", window_ = null;
    for (let node = field; node && node !== document.body; node = node.parentElement) {
      const word = any(named(node), options.windows);
      if (word) { own = word; window_ = node; }
    }
    const label = tidy(`${field.placeholder || ""} ${field.title || ""} ${field.getAttribute("aria-label") || ""}`);
    const beside = typed.filter((other) => other !== field && around.contains(other)).length;
    const talk = window_ || (pinned(field) ? around : null);
    fields.push({
      mark: mark(field), send: send ? mark(send) : "", label, own, pinned: pinned(field), beside,
      talk: talk ? mark(talk) : "", text: tidy((talk || document.body).innerText).slice(0, 1500),
      password: !!around.querySelector("input[type=password]"),
      buttons: tidy(send ? send.value || send.innerText : ""),
    });
    if (talk === field) fields[fields.length - 1].talk = fields[fields.length - 1].mark;
  }
  const openers = [];
  for (const element of document.querySelectorAll("a,button,div,span,img,li,p,[onclick]")) {
    if (openers.length >= 12) break;
    const label = tidy(element.innerText || element.title || element.alt || element.getAttribute("aria-label")).replace(/ /g, "");
    const says = label.length <= 16 && any(label, options.entrance) && !any(label, options.noEntrance);
    const looks = !label && any(`${named(element)} ${element.src || ""} ${element.getAttribute("href") || ""}`.toLowerCase(), options.scripts) && pinned(element);
    if (!(says || looks) || !shown(element)) continue;
    const inner = [...element.children].some((child) => shown(child) && tidy(child.innerText).replace(/ /g, "") === label && label);
    if (inner) continue;
    const link = element.closest("a");
    const raw = link ? (link.getAttribute("href") || "").trim() : "";
    const url = raw && !/^(javascript:|#)/i.test(raw) ? link.href : "";
    openers.push({ mark: mark(element), label: label || any(named(element), options.scripts), url, pinned: pinned(element) });
  }
  return { fields, openers, title: document.title };
}
