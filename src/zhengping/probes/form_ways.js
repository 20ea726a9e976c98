// What can be followed from here: links and buttons that are shown, marked (data-zhengping-way) so that they can be
// pressed; the boxes to tick on a page of rules.
(options) => {
  const MARK = "data-zhengping-way";
  const tidy = (text) => (text || "").replace(/[\s\u00a0\u3000]+/g, "");
  const shown = (element) => {
    if (!element.checkVisibility({ visibilityProperty: true })) return false;
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1;
  };
  document.querySelectorAll(`[${MARK}]`).forEach((element) => element.removeAttribute(MARK));
  let number = 0;
  const ways = [];
  const selector = "a,area,button,input[type=submit],input[type=button],input[type=image],[role=button],[onclick]";
  for (const element of document.querySelectorAll(selector)) {
    if (ways.length >= 600) break;
    const picture = element.querySelector && element.querySelector("img");
    const label = tidy(element.tagName === "INPUT" ? element.value || element.alt : element.innerText || element.title || element.alt || (picture && (picture.alt || picture.title)));
    if (!label || label.length > 16 || !(element.tagName === "AREA" || shown(element))) continue;
    const raw = element.tagName === "A" || element.tagName === "AREA" ? element.getAttribute("href") || "" : "";
    const plain = raw && !/^(javascript:|#|mailto:|tel:)/i.test(raw.trim());
    const form = element.form;
    element.setAttribute(MARK, `${options.prefix}${number += 1}`);
    ways.push({
      mark: element.getAttribute(MARK), label, url: plain ? element.href : "",
      locked: !!element.disabled,
      post: !!form && element.type === "submit" && form.method === "post",
      get: !!form && element.type === "submit" && form.method === "get" && !form.querySelector("textarea,input[type=text],input[type=password],input:not([type])"),
    });
  }
  const boxes = [...document.querySelectorAll("input[type=checkbox],input[type=radio]")].filter((box) => box.offsetParent !== null || (box.parentElement && shown(box.parentElement)));
  const near = (box) => tidy([...(box.labels || [])].map((label) => label.innerText).join("") || (box.parentElement && box.parentElement.innerText) || "").slice(0, 80);
  const rules = boxes.filter((box) => options.agree.some((word) => near(box).includes(word))).slice(0, 5);
  rules.forEach((box) => { number += 1; box.setAttribute(MARK, `${options.prefix}${number}`); });
  return {
    ways, rules: rules.map((box) => box.getAttribute(MARK)),
    text: (document.body ? document.body.innerText : "").slice(0, 4000),
    passwords: [...document.querySelectorAll("input[type=password]")].filter(shown).length,
  };
}
