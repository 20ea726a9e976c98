// Reads the forms of one document as a visitor sees them: what is shown, under which label, beside which button.
// Controls and buttons are marked (data-zhengping) so that they can be filled and pressed afterwards.
(options) => {
  const MARK = "data-zhengping";
  const ENTRY = "input,textarea,select,iframe,[contenteditable='true'],[contenteditable='']";
  const BUTTON = "button,input[type=submit],input[type=button],input[type=image],a,[role=button],[onclick]";
  const submits = new RegExp(options.submits.join("|") || "(?!)");
  const captcha = /验证码|校验码|captcha|checkcode|verif(?:y|ication)_?code|vcode|yzm|randcode|authcode|validcode/i;
  const deep = (root, selector) => {
    const found = [...root.querySelectorAll(selector)];
    for (const host of root.querySelectorAll("*")) if (host.shadowRoot) found.push(...deep(host.shadowRoot, selector));
    return found;
  };
  const above = (node) => node.parentElement || (node.getRootNode() instanceof ShadowRoot ? node.getRootNode().host : null);
  const shown = (element) => {
    if (!element || !element.isConnected || !element.checkVisibility({ visibilityProperty: true })) return false;
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1;
  };
  const tidy = (text) => (text || "").replace(/[\s\u00a0\u3000]+/g, " ").trim();
  const words = (node, most = 400) => {
    if (!node) return "";
    if (node.nodeType === 3) return node.data;
    if (node.nodeType !== 1 || /^(SCRIPT|STYLE|OPTION|SELECT|TEXTAREA|BUTTON|TEMPLATE|NOSCRIPT)$/.test(node.tagName)) return "";
    let text = "";
    for (const child of node.childNodes) {
      text += " " + words(child, most);
      if (text.length > most) break;
    }
    return text.slice(0, most);
  };
  const bare = (text) => tidy(text).replace(/^[*＊\s]+|[*＊：:（(\s]+$/g, "").slice(-60);
  const editor = (frame) => {
    try {
      const page = frame.contentDocument;
      return !!page && !!page.body && (page.body.isContentEditable || page.designMode === "on");
    } catch (fault) { return false; }
  };
  const kindOf = (control) => {
    if (control.tagName === "IFRAME" || control.isContentEditable) return "textarea";
    if (control.tagName !== "INPUT") return control.tagName.toLowerCase();
    const type = (control.type || "text").toLowerCase();
    if (["submit", "button", "image", "reset"].includes(type)) return "submit";
    return ["hidden", "file", "password", "checkbox", "radio"].includes(type) ? type : "text";
  };
  const hasControl = (node) => node.nodeType === 1 && (node.matches("input,textarea,select,button") || !!node.querySelector("input,textarea,select,button"));
  const before = (control) => {
    let node = control;
    for (let step = 0; step < 4 && node; step += 1) {
      let text = "";
      for (let near = node.previousSibling; near; near = near.previousSibling) {
        if (hasControl(near)) break;
        const part = words(near, 80);
        if (near.nodeType === 1 && tidy(part).length > 40) break;
        text = part + " " + text;
        if (near.nodeType === 1 && tidy(text) && /^(DIV|P|H\d|DT|TD|TH|LI)$/.test(near.tagName)) break;
      }
      if (bare(text)) return text;
      node = above(node);
      if (!node || /^(FORM|BODY|TABLE|TR|UL)$/.test(node.tagName)) break;
    }
    return "";
  };
  const overhead = (control) => {
    const cell = control.closest("td");
    const table = cell && cell.closest("table");
    if (!table || !table.rows.length || table.rows[0].contains(cell)) return "";
    const head = table.rows[0].cells[cell.cellIndex];
    return head && !hasControl(head) ? words(head, 60) : "";
  };
  const question = (control) => {
    let node = above(control);
    for (let step = 0; step < 5 && node && !/^(FORM|BODY)$/.test(node.tagName); step += 1) {
      const first = node.querySelector("input");
      const range = document.createRange();
      range.setStart(node, 0);
      if (first) range.setEndBefore(first);
      const text = tidy(words(range.cloneContents().firstChild && wrapped(range.cloneContents()), 120));
      if (text.length > 2) return text;
      const own = before(node);
      if (bare(own).length > 1) return own;
      node = above(node);
    }
    return "";
  };
  const wrapped = (fragment) => { const box = document.createElement("div"); box.append(fragment); return box; };
  const labelled = (control) => {
    if (/^(radio|checkbox)$/.test(control.type || "")) {
      const asked = question(control);
      if (bare(asked)) return asked;
    }
    const named = (control.getAttribute("aria-labelledby") || "").split(/\s+/).map((id) => id && document.getElementById(id));
    const cell = control.closest("td,dd");
    const beside = cell && cell.previousElementSibling;
    const sources = [
      () => named.filter(Boolean).map((each) => words(each, 80)).join(" "),
      () => [...(control.labels || [])].map((each) => words(each, 80)).join(" "),
      () => control.getAttribute("aria-label"),
      () => before(control),
      () => (beside && !hasControl(beside) && tidy(words(beside)).length <= 40 ? words(beside) : ""),
      () => overhead(control),
      () => control.getAttribute("placeholder"),
      () => control.getAttribute("title"),
    ];
    for (const source of sources) { const text = source(); if (bare(text)) return text; }
    return "";
  };
  const formOf = (control) => {
    const form = control.form || control.closest("form");
    const wide = form && (form.querySelector("[name=__VIEWSTATE]") || form.querySelectorAll("a").length > 40);
    return form && !wide ? form : null;
  };
  const isButton = (element) => {
    if (element.tagName === "INPUT" || (element.tagName === "BUTTON" && element.type !== "reset")) return true;
    const text = tidy(element.innerText || element.title);
    return text.length > 0 && text.length <= 12 && submits.test(text.replace(/\s/g, ""));
  };
  const buttonName = (element) => tidy(element.tagName === "INPUT" ? element.value || element.alt || element.title : element.innerText || element.title || element.getAttribute("aria-label")).slice(0, 40);

  const controls = deep(document, ENTRY).filter((control) => {
    const kind = kindOf(control);
    if (control.tagName === "IFRAME") return shown(control) && editor(control);
    if (control.isContentEditable && above(control) && above(control).isContentEditable) return false;
    if (kind === "submit" || kind === "hidden") return false;
    return shown(control) || (["select", "radio", "checkbox", "file"].includes(kind) && shown(above(control)) && !formless(above(control)));
  }).slice(0, 400);
  function formless(box) { return /^(FORM|BODY|HTML)$/.test(box.tagName); }
  const buttons = deep(document, BUTTON).filter((element) => shown(element) && isButton(element)).slice(0, 400);

  // Controls outside any form belong to the nearest box that has a button; a box that holds much of the page is none.
  const wide = (box) => /^(BODY|HTML|FORM)$/.test(box.tagName) || box.querySelectorAll("a").length > 30 || tidy(words(box, 2500)).length > 2000;
  const loose = buttons.filter((button) => !formOf(button));
  const boxes = new Map();
  for (const control of controls) {
    let box = formOf(control);
    if (!box) {
      box = above(control) || document.body;
      let last = box;
      while (!wide(box) && above(box) && !loose.some((button) => box.contains(button) && button !== control)) [last, box] = [box, above(box)];
      if (wide(box)) box = last;
    }
    boxes.set(box, [...(boxes.get(box) || []), control]);
  }
  for (const [inner, members] of [...boxes]) {
    let outer = null;
    for (const box of boxes.keys()) if (box !== inner && box.tagName !== "FORM" && !wide(box) && box.contains(inner) && inner.tagName !== "FORM") outer = box;
    if (outer) { boxes.set(outer, [...members, ...boxes.get(outer)]); boxes.delete(inner); }
  }
  let number = 0;
  const mark = (element) => {
    if (!element.hasAttribute(MARK)) element.setAttribute(MARK, `${options.prefix}${number += 1}`);
    return element.getAttribute(MARK);
  };
  deep(document, `[${MARK}]`).forEach((element) => element.removeAttribute(MARK));
  return [...boxes].filter(([box, members]) => box.tagName === "FORM" || !members.every((each) => each.tagName === "SELECT")).map(([box, members]) => {
    const order = members.sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
    const names = new Set();
    const fields = [];
    for (const control of order) {
      let kind = kindOf(control);
      if (kind === "radio" || kind === "checkbox") {
        const name = `${kind} ${control.name || bare(question(control))}`;
        if (names.has(name)) continue;
        names.add(name);
      }
      const raw = labelled(control);
      const hint = `${control.name || ""} ${control.id || ""} ${raw} ${control.getAttribute("placeholder") || ""}`;
      if (kind === "text" && captcha.test(hint) && !/查询/.test(raw)) kind = "captcha";
      fields.push({
        mark: mark(control), kind, label: bare(raw), name: control.name || control.id || "",
        type: control.tagName === "IFRAME" ? "editor" : (control.type || "").toLowerCase(),
        required: !!control.required || control.getAttribute("aria-required") === "true" || /[*＊]|必填/.test(raw) || /required|notnull/i.test(control.className || ""),
        locked: !!(control.disabled || control.readOnly),
        length: control.maxLength > 0 ? control.maxLength : 0,
      });
    }
    const near = (box.tagName === "FORM" ? buttons : loose).filter((button) => box.contains(button) || (button.form && button.form === box));
    // A button may stand below its form and not in it.
    for (let outer = above(box), step = 0; !near.length && outer && step < 3 && !wide(outer); outer = above(outer), step += 1) near.push(...loose.filter((button) => outer.contains(button)));
    return {
      fields: fields.slice(0, 80),
      buttons: near.slice(0, 20).map((button) => ({ mark: mark(button), label: buttonName(button), native: button.type === "submit" || button.type === "image" })),
      form: box.tagName === "FORM", method: (box.getAttribute("method") || "").toLowerCase(), action: box.tagName === "FORM" ? String(box.action || "") : "",
      lax: !!box.noValidate, text: tidy(words(box, 1500)), name: `${box.getAttribute("name") || ""} ${box.id || ""} ${box.className || ""} ${box.getAttribute("action") || ""}`.slice(0, 200),
    };
  });
}
