// Controls of a page that hand over data by their words, marked so that they can be pressed.
(words) => {
  const said = (text) => (text || "").replace(/\s+/g, "");
  const shown = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 2 && box.height > 2 && getComputedStyle(element).visibility !== "hidden";
  };
  const found = [];
  for (const element of document.querySelectorAll("a,button,input[type=button],input[type=submit],[onclick]")) {
    const text = said(element.value || element.textContent || element.title || element.alt);
    if (!text || text.length > 20 || !shown(element) || !words.some((word) => text.includes(word))) continue;
    if (element.closest("header,footer,nav") || element.parentElement.closest("[data-zhengping-download]")) continue;
    const mark = String(found.length), written = element.getAttribute("href") || "";
    element.setAttribute("data-zhengping-download", mark);
    found.push([mark, text, element.tagName === "A" && /^https?:/.test(element.href) && !/^#|#$/.test(written) ? element.href : ""]);
    if (found.length >= 60) break;
  }
  return found;
}
