// Presses what leads to a list's further rows: "next" (or the page's number in the page bar) or "more". Returns "pressed", "end" where the control
// is there and does nothing any more, "address" where it is an ordinary link, and "" where there is none.
([kind, number]) => {
  const WORDS = {
    next: /^\W*(?:下一?[页頁]|后一?页|下页|next(?:\s*page)?)\W*$/i,
    more: /^\W*(?:加载更多|点击加载(?:更多)?|查看更多|显示更多|更多信息|load\s*more)\W*$/i,
  };
  const SIGNS = /^\s*[>›»＞]\s*$/;
  const CLASSES = /(?:^|[\s_-])(?:btn-next|next|nextpage|next-page|page-next|layui-laypage-next|ui-icon-next|pagination-next)(?:$|[\s_-])/i;
  const BAR = /pag(?:e|ing|ination)|fenye|laypage|pager/i;
  const shown = (element) => {
    const box = element.getBoundingClientRect(), style = element.ownerDocument.defaultView.getComputedStyle(element);
    return box.width > 0 && box.height > 0 && style.visibility !== "hidden";
  };
  const inBar = (element) => {
    for (let node = element.parentElement, up = 0; node && up < 4; node = node.parentElement, up += 1) {
      if (BAR.test(`${node.className} ${node.id}`)) return true;
    }
    return false;
  };
  const ended = (element) => {
    for (let node = element, up = 0; node && up < 2; node = node.parentElement, up += 1) {
      if (node.disabled || node.getAttribute("aria-disabled") === "true") return true;
      if (/(?:^|[\s_-])(?:disabled?|no-?next|nolink|unable|end)(?:$|[\s_-])/i.test(String(node.className))) return true;
    }
    return false;
  };
  const documents = [document];
  for (const frame of document.querySelectorAll("iframe,frame")) {
    try { if (frame.contentDocument) documents.push(frame.contentDocument); } catch (error) { /* another host's */ }
  }
  for (const root of documents) {
    const found = [];
    for (const element of root.querySelectorAll("a,button,span,li,i,em,div,input[type=button]")) {
      const text = (element.tagName === "INPUT" ? element.value : element.textContent || "").trim();
      if (text.length > 12) continue;
      const worded = WORDS[kind].test(text) || WORDS[kind].test(element.title || "");
      const signed = kind === "next" && (SIGNS.test(text) || (!text && CLASSES.test(String(element.className)))) && inBar(element);
      const numbered = kind === "next" && text === String(number) && element.childElementCount < 2 && inBar(element);
      if ((worded || signed || numbered) && shown(element)) found.push([worded ? 0 : signed ? 1 : 2, element]);
    }
    found.sort((one, other) => one[0] - other[0]);
    if (!found.length) continue;
    // The innermost of those that say the same is what is pressed; the click rises to the others.
    let element = found[0][1];
    for (const [rank, other] of found) if (rank === found[0][0] && element.contains(other)) element = other;
    const link = element.closest("a");
    if (ended(element) || (link && ended(link))) return "end";
    const href = link ? (link.getAttribute("href") || "").trim() : "";
    if (href && !/^(#|javascript:)/i.test(href) && !(link.getAttribute("onclick") || "").includes("return false")) {
      return "address";
    }
    element.click();
    return "pressed";
  }
  return "";
}
