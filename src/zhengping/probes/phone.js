// What a visitor can see of the page, and how it fits the screen. Returns whole numbers and texts only.
// `sizes`: the edition's smallest text and tap target, in pixels on the screen; `slack`: pixels that do not matter.
(sizes) => {
  const MOST_NODES = 20000, MOST_TARGETS = 1500, MOST_TEXT = 200000;
  const root = document.documentElement, body = document.body || root;
  const layout = Math.max(1, root.clientWidth);
  // A page laid out wider than the screen is shown smaller, as far as it lets itself be zoomed.
  const scale = sizes.screen ? Math.min(1, visualViewport.scale) : 1;
  const edge = layout + sizes.slack;
  const hides = (style) => ["hidden", "clip"].includes(style.overflowX);
  const rootHides = hides(getComputedStyle(root)) || hides(getComputedStyle(body));
  // Parts that turn by themselves show another picture each time one looks.
  const TURNING = /swiper|slid(?:e|er)|carousel|marquee|banner|focus(?:pic|img|box)|lunbo|huandeng|scrollbox/i;

  const known = new Map();
  // Of an element: whether it is shown, the box that its ancestors cut it to, whether a finger can move that box.
  const about = (element) => {
    if (known.has(element)) return known.get(element);
    let found;
    if (element === root || element === body || !element.parentElement) {
      found = { clip: null, moves: false, turns: false };
    } else {
      const above = about(element.parentElement), style = getComputedStyle(element);
      const names = `${element.id} ${typeof element.className === "string" ? element.className : ""}`;
      found = { clip: above.clip, moves: above.moves, turns: above.turns || element.tagName === "MARQUEE" || TURNING.test(names) };
      if (style.overflowX !== "visible" || style.overflowY !== "visible") {
        const box = element.getBoundingClientRect();
        const own = { left: box.left, right: box.right, top: box.top, bottom: box.bottom };
        if (/auto|scroll/.test(style.overflowX + style.overflowY)) {
          found.moves = true;
          found.clip = box.width > 1 && box.height > 1 ? found.clip : own;
        } else if (!above.moves) {
          const outer = found.clip;
          found.clip = !outer ? own : {
            left: Math.max(own.left, outer.left), right: Math.min(own.right, outer.right),
            top: Math.max(own.top, outer.top), bottom: Math.min(own.bottom, outer.bottom),
          };
        }
      }
    }
    known.set(element, found);
    return found;
  };
  const shown = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  // The part of a box that can be seen or scrolled to; null where there is none.
  const seen = (box, where) => {
    let { left, right, top, bottom } = box;
    const clip = where.clip;
    if (clip) {
      left = Math.max(left, clip.left); right = Math.min(right, clip.right);
      top = Math.max(top, clip.top); bottom = Math.min(bottom, clip.bottom);
    }
    if (right - left < 1 || bottom - top < 1) return null;
    if (right + scrollX <= 1 || bottom + scrollY <= 1) return null;
    return { left, right, top, bottom };
  };

  let characters = 0, small = 0, cut = 0;
  const sizesSeen = new Map(), texts = [];
  let kept = 0;
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(), n = 0; node && n < MOST_NODES; node = walker.nextNode()) {
    const text = node.data.replace(/\s+/g, "");
    const parent = node.parentElement;
    if (!text || !parent || /^(SCRIPT|STYLE|NOSCRIPT|TEMPLATE|OPTION|TITLE|TEXTAREA)$/.test(parent.tagName)) continue;
    n += 1;
    if (!shown(parent)) continue;
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect(), where = about(parent);
    const part = seen(box, where);
    if (!part) continue;
    const size = parseFloat(getComputedStyle(parent).fontSize) * scale;
    characters += text.length;
    if (size + 0.01 < sizes.text) small += text.length;
    const rounded = Math.round(size);
    sizesSeen.set(rounded, (sizesSeen.get(rounded) || 0) + text.length);
    if (!where.moves && part.right + scrollX > edge) {
      const beyond = (part.right + scrollX - Math.max(layout, part.left + scrollX)) / (part.right - part.left);
      cut += Math.round(text.length * beyond);
    }
    if (!where.turns && kept < MOST_TEXT) { texts.push(text); kept += text.length; }
  }
  let textSize = 0, counted = 0;
  for (const size of [...sizesSeen.keys()].sort((a, b) => a - b)) {
    counted += sizesSeen.get(size);
    if (2 * counted >= characters) { textSize = size; break; }
  }

  // Targets: an element's box with those of what it holds (a link's own box leaves out the picture in it).
  const TARGETS = "a[href], button, input:not([type=hidden]), select, textarea, [role=button], [role=link], [onclick]";
  const links = [], fields = [], targets = [];
  const HAN = /[\u4e00-\u9fffA-Za-z]/g;
  const inProse = (element) => {
    if (getComputedStyle(element).display !== "inline") return false;
    let around = "";
    for (const other of element.parentNode.childNodes) if (other.nodeType === 3) around += other.data;
    return (around.match(HAN) || []).length >= 6;
  };
  for (const element of [...body.querySelectorAll(TARGETS)].slice(0, 4 * MOST_TARGETS)) {
    if (!shown(element)) continue;
    const where = about(element.parentElement || body);
    let box = element.getBoundingClientRect();
    for (const inner of [...element.children].slice(0, 20)) {
      const other = inner.getBoundingClientRect();
      if (other.width < 1 || other.height < 1 || !shown(inner)) continue;
      box = box.width < 1 || box.height < 1 ? other : {
        left: Math.min(box.left, other.left), right: Math.max(box.right, other.right),
        top: Math.min(box.top, other.top), bottom: Math.max(box.bottom, other.bottom),
      };
    }
    const part = seen(box, where);
    if (!part) continue;
    if (element.tagName === "A" && !where.turns && links.length < 3000) links.push(element.href);
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(element.tagName) && !/^(submit|button|reset|image)$/i.test(element.type || ""))
      fields.push(element.name || element.id || element.type);
    if (/^(checkbox|radio)$/i.test(element.type || "") || element.parentElement?.closest(TARGETS) || inProse(element)) continue;
    if (targets.length < MOST_TARGETS)
      targets.push({ left: part.left * scale, right: part.right * scale, top: part.top * scale, bottom: part.bottom * scale,
        href: element.getAttribute("href") || "" });
  }
  // WCAG 2.5.8: a smaller target will do where a circle of that size around its middle touches no other target.
  const need = sizes.target;
  const under = targets.map((t) => t.right - t.left + 0.5 < need || t.bottom - t.top + 0.5 < need);
  const far = (t, o, other) => {
    const x = (t.left + t.right) / 2, y = (t.top + t.bottom) / 2;
    const dx = other ? x - (o.left + o.right) / 2 : Math.max(o.left - x, 0, x - o.right);
    const dy = other ? y - (o.top + o.bottom) / 2 : Math.max(o.top - y, 0, y - o.bottom);
    return Math.hypot(dx, dy) + 0.5 >= (other ? need : need / 2);
  };
  let smallTargets = 0;
  targets.forEach((t, i) => {
    if (!under[i]) return;
    const crowded = targets.some((o, j) => j !== i && !(o.href && o.href === t.href) &&
      (!far(t, o, false) || (under[j] && !far(t, o, true))));
    if (crowded) smallTargets += 1;
  });

  const sheets = [...document.querySelectorAll("link[rel~=stylesheet i][href]")];
  const inForce = (sheet) => !sheet.disabled && (!sheet.media || matchMedia(sheet.media).matches);
  const share = (part, all) => all ? Math.round((1000 * part) / all) : 0;
  const wide = Math.max(root.scrollWidth, root === body ? 0 : body.scrollWidth);
  return {
    layout, content: rootHides ? layout : Math.max(layout, wide), characters, textSize,
    small: share(small, characters), cut: share(cut, characters),
    targets: targets.length, smallTargets: share(smallTargets, targets.length),
    viewport: (document.querySelector("meta[name=viewport i]")?.content || "").slice(0, 200),
    sheets: sheets.filter(inForce).map((sheet) => sheet.href.split("#")[0]).filter((url) => /^https?:/.test(url)),
    text: texts.join(""), links, fields,
  };
}
