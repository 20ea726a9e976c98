// What stands in the marked fields and what the page complains of, after they were filled or the button was pressed.
(options) => {
  const complaints = new RegExp(options.complaints.join("|") || "(?!)");
  const deep = (root, selector) => {
    const found = [...root.querySelectorAll(selector)];
    for (const host of root.querySelectorAll("*")) if (host.shadowRoot) found.push(...deep(host.shadowRoot, selector));
    return found;
  };
  const tidy = (text) => (text || "").replace(/\s+/g, " ").trim();
  const shown = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().height > 1;
  const value = (control) => {
    if (control.tagName === "IFRAME") { try { return control.contentDocument.body.innerText; } catch (fault) { return ""; } }
    if (control.isContentEditable) return control.innerText;
    if (control.type === "radio" || control.type === "checkbox") {
      const same = control.name ? deep(document, `input[name="${CSS.escape(control.name)}"]`) : [control];
      return same.some((each) => each.checked) ? "on" : "";
    }
    return control.value || "";
  };
  const validity = (control) => {
    if (!control.willValidate || (control.form && control.form.noValidate) || control.validity.valid) return "";
    if (control.validity.valueMissing) return "此项必填";
    return control.validity.typeMismatch || control.validity.patternMismatch ? "格式不正确" : "不合要求";
  };
  const leaves = deep(document, "*").filter((element) => {
    if (/^(SCRIPT|STYLE|OPTION|TITLE|NOSCRIPT)$/.test(element.tagName) || element.children.length > 2) return false;
    const text = tidy(element.innerText);
    return text.length > 1 && text.length <= 60 && complaints.test(text) && shown(element);
  }).filter((element, _, all) => !all.some((other) => other !== element && element.contains(other)));
  const marked = deep(document, "[data-zhengping]").filter((control) => control.matches("input,textarea,select,iframe,[contenteditable]"));
  const fields = {};
  for (const control of marked) {
    let said = "", box = control.parentElement;
    for (let step = 0; step < 4 && box && !said; step += 1) {
      if (marked.filter((other) => box.contains(other)).length > 2) break;
      const near = leaves.find((leaf) => box.contains(leaf) && leaf !== control);
      said = near ? tidy(near.innerText) : "";
      box = box.parentElement;
    }
    fields[control.getAttribute("data-zhengping")] = { value: tidy(value(control)).slice(0, 80), validity: validity(control), said };
  }
  return { fields, said: [...new Set(leaves.map((leaf) => tidy(leaf.innerText)))].slice(0, 20) };
}
