// Lists the query forms of a page as a visitor sees them, and marks their parts so that they can be used.
// Groups controls by their <form>, or by the nearest box that holds them together with a button.
() => {
  const MARK = "data-zhengping", MOST_UP = 7, MOST_TEXT = 1500;
  const said = (text) => (text || "").replace(/\s+/g, " ").trim();
  const shown = (element) => {
    const box = element.getBoundingClientRect(), style = getComputedStyle(element);
    return box.width > 2 && box.height > 2 && style.visibility !== "hidden" && style.display !== "none" && Number(style.opacity) > 0.05;
  };
  const typeOf = (element) => {
    const tag = element.tagName.toLowerCase();
    if (tag !== "input") return tag === "button" ? "submit" : tag;
    return (element.getAttribute("type") || "text").toLowerCase();
  };
  const BUTTONS = new Set(["submit", "button", "image"]), SILENT = new Set(["submit", "button", "image", "reset", "hidden"]);
  const pressable = (element) => {
    const tag = element.tagName.toLowerCase();
    if (tag === "button") return true;
    if (tag === "input") return BUTTONS.has(typeOf(element));
    const text = said(element.textContent), hint = `${element.className} ${element.id} ${element.getAttribute("onclick") || ""} ${element.getAttribute("title") || ""}`;
    if (text.length > 8 || element.querySelector("input,select,textarea")) return false;
    if (tag === "a" || element.hasAttribute("onclick") || element.getAttribute("role") === "button")
      return /查|搜|检索|search|query|submit/i.test(text + hint);
    return ["span", "div", "i", "img", "em", "b"].includes(tag) && !element.children.length && /^(?:查\s*询|搜\s*索|检\s*索|查\s*找)$/.test(text);
  };
  const wordsOfButton = (element) => said(element.value || element.textContent || element.alt || element.title || element.getAttribute("aria-label"));
  const buttonsIn = (box) => [...box.querySelectorAll("button,input,a,span,div,i,em,b,img")].filter((e) => pressable(e) && shown(e)).slice(0, 20);
  const around = (control, box) => {
    if (control.id) {
      const own = document.querySelector(`label[for="${CSS.escape(control.id)}"]`);
      if (own && said(own.textContent)) return said(own.textContent);
    }
    const label = control.closest("label");
    if (label) {
      const text = said([...label.childNodes].filter((n) => !(n.contains && n.contains(control)) ).map((n) => n.textContent).join(" "));
      if (text) return text;
    }
    let node = control;
    for (let up = 0; up < 3 && node && node !== box; up++) {
      for (let before = node.previousSibling; before; before = before.previousSibling) {
        if (before.nodeType === 1 && (before.matches("input,select,textarea") || before.querySelector("input,select,textarea"))) return "";
        const text = before.nodeType === 3 || before.nodeType === 1 ? said(before.textContent) : "";
        if (text && before.nodeName !== "SCRIPT" && before.nodeName !== "STYLE") return text.slice(-40);
      }
      node = node.parentElement;
      if (!node || /^(FORM|BODY|TABLE)$/.test(node.tagName)) break;
    }
    return "";
  };
  const controls = [...document.querySelectorAll("input,select,textarea")].filter((e) => !SILENT.has(typeOf(e)) && shown(e) && !e.disabled).slice(0, 300);
  const holdsThePage = (form) => form.querySelector("input[name=__VIEWSTATE]") !== null || form.querySelectorAll("a").length > 40;
  const groups = new Map();
  for (const control of controls) {
    let box = control.form && !holdsThePage(control.form) ? control.form : null;
    if (!box) {
      let node = control.parentElement;
      for (let up = 0; up < MOST_UP && node && node !== document.body; up++, node = node.parentElement) {
        if (said(node.textContent).length > MOST_TEXT) break;
        if (buttonsIn(node).length) { box = node; break; }
      }
    }
    if (!box) continue;
    if (!groups.has(box)) groups.set(box, []);
    groups.get(box).push(control);
  }
  // A box inside another that has controls too belongs to it: rows of one form.
  const boxes = [...groups.keys()];
  for (const box of boxes) {
    const outer = boxes.find((other) => other !== box && other.tagName !== "FORM" && other.contains(box) && groups.has(other));
    if (outer && groups.has(box) && box.tagName !== "FORM") { groups.get(outer).push(...groups.get(box)); groups.delete(box); }
  }
  document.querySelectorAll(`[${MARK}]`).forEach((e) => e.removeAttribute(MARK));
  let number = 0;
  const mark = (element) => { if (!element.hasAttribute(MARK)) element.setAttribute(MARK, String(number++)); return element.getAttribute(MARK); };
  const found = [];
  for (const [box, members] of groups) {
    const form = box.tagName === "FORM" ? box : members[0].form;
    const own = form && box === form;
    const clone = box.cloneNode(true);
    clone.querySelectorAll("script,style,option").forEach((e) => e.remove());
    let before = box.previousElementSibling, heading = "";
    for (let up = 0, node = box; up < 3 && node && !heading; up++, node = node.parentElement) {
      const previous = node.previousElementSibling;
      if (previous && said(previous.textContent).length <= 30) heading = said(previous.textContent);
    }
    found.push({
      mark: mark(box),
      method: (own ? form.getAttribute("method") || "get" : "").toLowerCase(),
      action: own && form.getAttribute("action") ? form.action : "",
      name: `${box.id} ${box.className && box.className.baseVal === undefined ? box.className : ""} ${own ? form.name || "" : ""}`.trim().slice(0, 80),
      text: said(clone.textContent).slice(0, 400),
      heading: heading,
      chrome: box.closest("header,footer,nav") !== null,
      fields: members.map((control) => ({
        mark: mark(control),
        kind: typeOf(control),
        name: control.getAttribute("name") || control.id || "",
        label: around(control, box).slice(0, 40),
        hint: said(control.getAttribute("placeholder") || control.title || "").slice(0, 60),
        value: control.tagName === "SELECT" ? "" : (control.value || "").slice(0, 60),
        most: control.maxLength > 0 && control.maxLength < 500 ? control.maxLength : 0,
        least: control.minLength > 0 ? control.minLength : 0,
        pattern: (control.getAttribute("pattern") || "").slice(0, 80),
        required: control.required,
        fixed: control.readOnly === true,
        checked: control.checked === true,
        options: control.tagName === "SELECT" ? [...control.options].slice(0, 200).map((o) => [o.value, said(o.textContent)]) : [],
      })),
      buttons: buttonsIn(box).map((e) => ({ mark: mark(e), text: wordsOfButton(e).slice(0, 20), kind: typeOf(e) })),
      pictures: [...box.querySelectorAll("img")].filter(shown).map((e) => `${e.getAttribute("src") || ""} ${e.alt} ${e.title} ${e.id}`.slice(0, 200)),
    });
  }
  return found;
}
