// What a page says to a query: its visible lines without controls, its links, and a fingerprint of each chart.
() => {
  const said = (text) => (text || "").replace(/\s+/g, " ").trim();
  const lines = [], links = [];
  const hidden = new Map();
  const isHidden = (element) => {
    if (!element) return false;
    if (hidden.has(element)) return hidden.get(element);
    const style = element.ownerDocument.defaultView.getComputedStyle(element);
    const value = style.display === "none" || style.visibility === "hidden" || isHidden(element.parentElement);
    hidden.set(element, value);
    return value;
  };
  const INLINE = /^(?:inline|contents|table-cell|inline-block|inline-flex)$/;
  const blockOf = (element) => {
    let node = element;
    while (node.parentElement && INLINE.test(node.ownerDocument.defaultView.getComputedStyle(node).display)) node = node.parentElement;
    return node;
  };
  const read = (root) => {
    if (!root.body) return;
    const parts = new Map();
    const walker = root.createTreeWalker(root.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(), seen = 0; node && seen < 20000; node = walker.nextNode(), seen++) {
      const owner = node.parentElement;
      if (!owner || !node.data.trim() || /^(SCRIPT|STYLE|NOSCRIPT|OPTION|SELECT|BUTTON|TEXTAREA|TITLE)$/.test(owner.tagName) || isHidden(owner)) continue;
      const block = blockOf(owner);
      parts.set(block, `${parts.get(block) || ""}${/^T[DH]$/.test(owner.tagName) || owner.closest("td,th") ? " " : ""}${node.data}`);
    }
    for (const text of parts.values()) { const line = said(text); if (line) lines.push(line.slice(0, 400)); }
    for (const link of root.querySelectorAll("a[href]")) {
      if (isHidden(link)) continue;
      const text = said(link.textContent), title = said(link.title);
      if (text || title) links.push([link.href, text.slice(0, 200), title.slice(0, 200)]);
    }
    for (const frame of root.querySelectorAll("iframe,frame")) {
      try { if (frame.contentDocument && !isHidden(frame)) read(frame.contentDocument); } catch (_) { /* another origin */ }
    }
  };
  read(document);
  return { lines: lines.slice(0, 4000), links: links.slice(0, 3000), url: location.href };
}
