// The document as a visitor sees it: without what is hidden, with whole addresses and typed texts. The page itself is
// left as it is; what is returned is a copy.
() => {
  const MOST = 30000, DROPPED = /^(SCRIPT|STYLE|NOSCRIPT|TEMPLATE|LINK|SVG|CANVAS|VIDEO|AUDIO|OBJECT|EMBED)$/i;
  let left = MOST;
  const press = (element, style) =>
    style.cursor === "pointer" && !element.closest("a,button") &&
    !(element.parentElement && getComputedStyle(element.parentElement).cursor === "pointer");
  const strip = (from, to) => {
    for (let index = from.childNodes.length - 1; index >= 0; index -= 1) {
      const original = from.childNodes[index], copy = to.childNodes[index];
      if (original.nodeType === 8) { copy.remove(); continue; }
      if (original.nodeType !== 1) continue;
      left -= 1;
      if (left < 0 || DROPPED.test(original.tagName)) { copy.remove(); continue; }
      if (original.tagName !== "OPTION" && original.checkVisibility && !original.checkVisibility({ visibilityProperty: true })
          && getComputedStyle(original).display !== "contents") {
        // A child of something invisible may be made visible again.
        if (getComputedStyle(original).display === "none" || !original.firstElementChild) { copy.remove(); continue; }
      }
      const style = getComputedStyle(original);
      if (original.tagName === "A" && original.hasAttribute("href") && !/^\s*(javascript:|#?\s*$)/i.test(original.getAttribute("href"))) {
        copy.setAttribute("href", original.href);
      } else if (press(original, style)) {
        copy.setAttribute("data-press", "");
      }
      if (original.tagName === "INPUT") copy.setAttribute("value", original.value);
      strip(original, copy);
    }
  };
  const copy = document.documentElement.cloneNode(true);
  strip(document.documentElement, copy);
  return { url: document.baseURI, html: copy.outerHTML, wide: innerWidth, high: innerHeight };
}
