// Finds the field of the site's search and its button as a visitor would see them, and marks both (data-zhengping).
// Returns "box" where a field is there, "opener" where something is named search that may open one, else "nothing";
// `fields` counts all visible text fields.
({ typed }) => {
  const ASKS = /搜\s*索|检\s*索|搜一搜|搜一下|关键[字词]|站内|全文|要找|想找|请输入(?!.*(?:姓名|编号|密码|电话|手机|验证码|受理|证件)).{0,8}(?:查询|内容|词)/;
  const NAMED = /search|sousuo|souso|keyword|search_?word|\bq\b|\bqt\b|query|\bso\b|\bwd\b|\bkw\b|\bkey\b|keys|jsearch|was5|\bigs\b|\bss\w?\b/i;
  const OTHER = /用户名|账号|密码|验证码|手机|电话|邮箱|身份证|编号|受理|办件|信件|查询码|姓名|日期|时间|标题查|文号|login|passw|captcha|mobile|email|yzm|mail/i;
  const BUTTON = /搜\s*索|检\s*索|搜一下|搜一搜|^搜$|^查询$|^查找$|^go$|search|sousuo|souso|\bss(?:btn|_btn)?\b|fdj|magnif/i;
  const NO_BUTTON = /高级|热搜|热门|清空|清除|重置|close|clear|reset|关闭|语音|voice|历史|更多|选项/i;
  for (const old of document.querySelectorAll("[data-zhengping]")) old.removeAttribute("data-zhengping");
  const visible = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 2 && box.height > 2 && element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
      && box.right > 0 && box.bottom + scrollY > 0;
  };
  const words = (element) => ["name", "id", "class", "placeholder", "title", "aria-label", "alt", "src", "onclick", "href"]
    .map((name) => element.getAttribute(name) || "").join(" ");
  const said = (element) => `${element.value && element.tagName === "INPUT" ? element.value : ""} ${(element.textContent || "").trim().slice(0, 12)}`.trim();
  const style = (element) => { try { return getComputedStyle(element); } catch { return {}; } };
  const pressable = (element) => element.matches("button,a,input[type=submit],input[type=image],input[type=button],[onclick],[role=button]")
    || style(element).cursor === "pointer" || (element.tagName === "IMG" && BUTTON.test(words(element)));
  const buttonOf = (field) => {
    let best = null, most = 0, around = field.form || field.parentElement;
    for (let step = 0; step < 5 && around && around !== document.body; step += 1) {
      for (const element of around.querySelectorAll("button,a,input,img,span,i,div,label,svg,em,li")) {
        if (element === field || element.contains(field) || !visible(element) || !pressable(element)) continue;
        if (element.tagName === "INPUT" && !/submit|image|button/.test(element.type)) continue;
        const text = said(element), all = `${words(element)} ${style(element).backgroundImage || ""}`;
        if (NO_BUTTON.test(`${text} ${all}`) || text.length > 8) continue;
        const after = field.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING;
        const points = (BUTTON.test(text) ? 6 : 0) + (BUTTON.test(all) ? 3 : 0) + (element.matches("[type=submit],[type=image],button") ? 3 : 0)
          + (after ? 1 : 0) - (text && !BUTTON.test(text) ? 3 : 0);
        if (points > most) { best = element; most = points; }
      }
      if (best && most >= 3) return best;
      around = around.parentElement;
      if (around && around.querySelectorAll("input:not([type=hidden])").length > 12) break;
    }
    return best;
  };
  let chosen = null, chosenButton = null, most = 3, fields = 0;
  for (const field of document.querySelectorAll("input,textarea")) {
    const kind = (field.getAttribute("type") || "text").toLowerCase();
    if (!/^(text|search|)$/.test(kind) && field.tagName === "INPUT") continue;
    if (!visible(field) || field.disabled) continue;
    fields += 1;
    const form = field.form, own = `${words(field)} ${field.defaultValue || ""}`;
    const place = form ? `${form.getAttribute("action") || ""} ${words(form)}` : words(field.parentElement || field);
    const button = buttonOf(field);
    let points = (kind === "search" ? 3 : 0) + (ASKS.test(own) ? 4 : 0) + (NAMED.test(own) ? 3 : 0) + (NAMED.test(place) ? 3 : 0);
    if (button) points += BUTTON.test(said(button)) ? 3 : BUTTON.test(words(button)) ? 2 : 0;
    if (OTHER.test(own)) points -= 6;
    if (field.tagName === "TEXTAREA") points -= 3;
    const scope = form || field.parentElement;
    if (scope && scope.querySelector("input[type=password],textarea")) points -= 6;
    if (form && [...form.querySelectorAll("input")].filter((one) => /^(text|)$/.test(one.getAttribute("type") || "") && visible(one)).length > 3) points -= 3;
    if (typed && field.value.trim() === typed) points += 8;
    if (points > most) { most = points; chosen = field; chosenButton = button; }
  }
  if (chosen) {
    chosen.setAttribute("data-zhengping", "field");
    if (chosenButton) chosenButton.setAttribute("data-zhengping", "button");
    const form = chosen.form;
    return { kind: "box", fields, button: !!chosenButton, typed: !!typed && chosen.value.trim() === typed,
      post: !!form && (form.getAttribute("method") || "get").toLowerCase() === "post",
      target: form ? form.getAttribute("target") || "" : "" };
  }
  let opener = null, openerLabel = "";
  for (const element of document.querySelectorAll("a,button,span,i,img,div,li,svg,[onclick]")) {
    if (!visible(element) || !pressable(element)) continue;
    const text = said(element), all = words(element);
    if (text.length > 8 || NO_BUTTON.test(text)) continue;
    if (/搜\s*索|检\s*索/.test(text) || (!text && BUTTON.test(all)) || /^站内(搜索|检索)$/.test(text)) {
      if (/办件|信件|目录|文件/.test(text)) continue;
      opener = element; openerLabel = text; break;
    }
  }
  if (opener) { opener.setAttribute("data-zhengping", "opener"); return { kind: "opener", fields, label: openerLabel }; }
  return { kind: "nothing", fields };
}
