// Pictures of a page that may be QR codes: a list of them, one brought into view, one shown alone on white.
({act, mark, words, most}) => {
  const marks = window.__zhengpingMarks = window.__zhengpingMarks || {};
  const show = () => {
    const element = marks[mark];
    if (!element || !element.isConnected) return null;
    element.scrollIntoView({block: "center", inline: "center", behavior: "instant"});
    const box = element.getBoundingClientRect();
    if (box.width < 8 || box.height < 8) return null;
    const edge = 8;
    return [Math.max(0, box.left + scrollX - edge), Math.max(0, box.top + scrollY - edge),
            Math.min(1200, box.width + 2 * edge), Math.min(1200, box.height + 2 * edge)];
  };
  const alone = async () => {
    const element = marks[mark];
    if (!element) return null;
    let source = "";
    const name = element.localName;
    if (name === "img" || name === "input") source = element.currentSrc || element.src;
    else if (name === "image") source = element.href.baseVal;
    else if (name === "canvas") { try { source = element.toDataURL(); } catch (_) { source = ""; } }
    else if (name === "svg") source = 
      "data:image/svg+xml," + encodeURIComponent(new XMLSerializer().serializeToString(element));
    else {
      const match = /url\(["']?(.*?)["']?\)/.exec(getComputedStyle(element).backgroundImage);
      source = match ? match[1] : "";
    }
    if (!source) return null;
    const cover = document.createElement("div");
    cover.id = "zhengping-alone";
    cover.style.cssText = "position:fixed!important;left:0!important;top:0!important;width:100vw!important;" +
      "height:100vh!important;background:#fff!important;z-index:2147483647!important;display:block!important";
    const picture = document.createElement("img");
    picture.style.cssText = "position:absolute!important;left:24px!important;top:24px!important;display:block!important;" +
      "opacity:1!important;visibility:visible!important;max-width:none!important;max-height:none!important";
    cover.appendChild(picture);
    document.documentElement.appendChild(cover);
    const loaded = await new Promise((done) => {
      picture.onload = () => done(true);
      picture.onerror = () => done(false);
      setTimeout(() => done(false), 4000);
      picture.src = source;
    });
    const wide = picture.naturalWidth, high = picture.naturalHeight;
    if (!loaded || wide < 20 || high < 20) { cover.remove(); return null; }
    const factor = Math.min(820 / wide, 820 / high, Math.max(1, 420 / Math.max(wide, high)));
    picture.style.setProperty("width", wide * factor + "px", "important");
    picture.style.setProperty("height", high * factor + "px", "important");
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    return [scrollX, scrollY, wide * factor + 48, high * factor + 48];
  };
  const list = () => {
    const all = [];
    const walk = (root) => {
      for (const element of root.querySelectorAll("*")) {
        if (element.id === "zhengping-alone" || element.closest("#zhengping-alone")) continue;
        all.push(element);
        if (element.shadowRoot) walk(element.shadowRoot);
      }
    };
    walk(document);
    const clean = (text) => (text || "").replace(/\s+/g, " ").trim();
    const caption = (element) => {
      const own = clean([element.getAttribute("alt"), element.getAttribute("title"),
                         element.getAttribute("aria-label")].filter(Boolean).join(" "));
      let near = "";
      for (let up = element.parentElement, step = 0; up && step < 4; up = up.parentElement, step += 1) {
        const text = clean(up.textContent);
        if (text.length > 60) break;
        if (text) { near = text; if (text.length >= 4) break; }
      }
      return clean(own && near.includes(own) ? near : own + " " + near).slice(0, 80);
    };
    const shown = (element) => {
      const box = element.getBoundingClientRect();
      if (box.width < 8 || box.height < 8 || box.right + scrollX <= 0 || box.bottom + scrollY <= 0) return false;
      if (element.checkVisibility) return element.checkVisibility({checkOpacity: true, checkVisibilityCSS: true});
      return element.offsetParent !== null;
    };
    const square = (wide, high) => wide >= 40 && high >= 40 && wide <= 900 && high <= 900 &&
      wide / high > 0.62 && wide / high < 1.6;
    const found = [];
    for (const element of all) {
      const name = element.localName;
      let kind = "", source = "", wide = 0, high = 0;
      const box = element.getBoundingClientRect();
      if (name === "img" || (name === "input" && element.type === "image")) {
        kind = "img"; source = element.currentSrc || element.src || "";
        wide = element.naturalWidth || box.width; high = element.naturalHeight || box.height;
      } else if (name === "canvas") { kind = "canvas"; wide = element.width; high = element.height; }
      else if (name === "svg") { kind = "svg"; wide = box.width; high = box.height; }
      else if (name === "table" && element.rows.length > 20 && !clean(element.textContent)) {
        kind = "table"; wide = box.width; high = box.height;
      } else {
        const match = /url\(["']?(.*?)["']?\)/.exec(getComputedStyle(element).backgroundImage);
        if (match && !clean(element.textContent)) { kind = "background"; source = match[1]; wide = box.width; high = box.height; }
      }
      if (!kind) continue;
      const label = caption(element);
      const file = source.startsWith("data:") ? "" : source.split(/[?#]/)[0].split("/").pop();
      const said = (label + " " + file + " " + [element, element.parentElement].map(
        (each) => each ? each.getAttribute("class") + " " + each.id : "").join(" ")).toLowerCase();
      const named = words.some((word) => said.includes(word));
      const fits = square(wide, high);
      const broken = kind === "img" && Boolean(source) && element.complete && !element.naturalWidth;
      if (!fits && !(named && (kind === "img" || Math.max(wide, high) >= 60))) continue;
      if (kind === "svg" && !named && element.querySelectorAll("rect,path").length < 2) continue;
      const visible = shown(element);
      if (!visible && kind === "background") continue;
      const mark = "p" + (Object.keys(marks).length + 1);
      const known = Object.keys(marks).find((each) => marks[each] === element);
      if (!known) marks[mark] = element;
      found.push({mark: known || mark, kind, label, source: source.startsWith("data:") ? "data:" : source.slice(0, 500),
        box: [Math.round(box.left + scrollX), Math.round(box.top + scrollY), Math.round(box.width), Math.round(box.height)],
        named, broken, place: !visible ? "hidden" : box.top + scrollY < innerHeight ? "first" : "below"});
    }
    found.sort((one, other) => Number(other.named) - Number(one.named));
    return found.slice(0, most);
  };
  return {show, alone, list}[act]();
}
