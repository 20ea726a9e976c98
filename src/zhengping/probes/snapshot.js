// The document as it is drawn, as HTML: what stands in frames and shadow roots is written where it is seen, inside an
// element marked with its address; addresses in there are made absolute. Nothing in the page itself is changed.
(foreign) => {
  const ADDRESSES = { a: "href", area: "href", img: "src", iframe: "src", frame: "src", source: "src", video: "src",
                      audio: "src", embed: "src", link: "href", script: "src", form: "action", object: "data" };
  const blank = document.implementation.createHTMLDocument("");
  const related = (frame) => {
    try { return frame.contentDocument; } catch (error) { return null; }
  };
  const absolute = (copy, base) => {
    for (const [tag, name] of Object.entries(ADDRESSES)) {
      for (const element of copy.querySelectorAll(`${tag}[${name}]`)) {
        const value = element.getAttribute(name).trim();
        if (!value || /^(#|javascript:|data:|mailto:|tel:|blob:|about:)/i.test(value)) continue;
        try { element.setAttribute(name, new URL(value, base).href); } catch (error) { /* stays as it is */ }
      }
    }
  };
  let frames = 0;
  const copyOf = (root, depth) => {
    const copy = blank.importNode(root, true);
    const own = [root, ...root.querySelectorAll("*")], twins = [copy, ...copy.querySelectorAll("*")];
    for (let at = 0; at < own.length; at += 1) {
      const element = own[at], twin = twins[at];
      if (depth > 3 || !twin) continue;
      if (element.tagName === "IFRAME" || element.tagName === "FRAME") {
        const inner = related(element), address = element.src || "";
        const box = element.getBoundingClientRect();
        let content = null;
        if (inner && inner.body && box.width * box.height > 400) {
          content = copyOf(inner.body, depth + 1);
          absolute(content, inner.baseURI);
        } else if (!inner && foreign && foreign[address] && box.width * box.height > 20000) {
          content = blank.createElement("body");
          content.innerHTML = foreign[address];
        }
        if (content && content.textContent.trim()) {
          const mark = blank.createElement("div");
          mark.setAttribute("data-zhengping-frame", address);
          mark.append(...content.childNodes);
          // In a frameset there is no body for a div to stand in; it is put below.
          if (element.tagName === "FRAME") { frames += 1; twin.setAttribute("data-zhengping-drawn", "1"); }
          twin.after(mark);
        }
      } else if (element.shadowRoot) {
        const mark = blank.createElement("div");
        mark.setAttribute("data-zhengping-shadow", "1");
        for (const child of element.shadowRoot.childNodes) {
          if (child.nodeType === 1) mark.append(copyOf(child, depth + 1));
          else mark.append(blank.importNode(child, true));
        }
        twin.prepend(mark);
      }
    }
    return copy;
  };
  if (!document.documentElement) return "";
  const copy = copyOf(document.documentElement, 0);
  for (const element of copy.querySelectorAll("noscript,template")) element.remove();
  if (frames) {
    const body = blank.createElement("body");
    body.append(...copy.querySelectorAll("[data-zhengping-frame]"));
    for (const set of copy.querySelectorAll("frameset")) set.remove();
    copy.append(body);
  }
  return "<!DOCTYPE html>\n" + copy.outerHTML;
}
