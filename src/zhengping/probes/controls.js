// Controls of a page by the words of their names: those that share it, those that open them, those without an address.
({act, services, not, context, openers, words, without, most}) => {
  const marks = window.__zhengpingMarks = window.__zhengpingMarks || {};
  const clean = (text) => (text || "").replace(/\s+/g, " ").trim();
  const has = (text, list) => list.some((word) => /^[a-z]{1,2}$/.test(word)
    ? new RegExp("(^|[^a-z])" + word + "([^a-z]|$)").test(text) : text.includes(word));
  const elements = () => {
    const all = [];
    const walk = (root) => {
      for (const element of root.querySelectorAll("*")) {
        all.push(element);
        if (element.shadowRoot) walk(element.shadowRoot);
      }
    };
    walk(document.body || document);
    return all.filter((each) => !["script", "style", "option", "br", "meta", "link"].includes(each.localName));
  };
  const shown = (element) => {
    const box = element.getBoundingClientRect();
    if (box.width < 4 || box.height < 4 || box.right + scrollX <= 0 || box.bottom + scrollY <= 0) return false;
    if (element.checkVisibility) return element.checkVisibility({checkOpacity: true, checkVisibilityCSS: true});
    return element.offsetParent !== null;
  };
  const outward = (element) => {
    const address = element.getAttribute("href") || "";
    if (/^\s*javascript:/i.test(address)) return address;
    try { return new URL(address, location.href).host === location.host ? "" : address; } catch (_) { return ""; }
  };
  const named = (element) => {
    const parts = [];
    for (const {name, value} of element.attributes) {
      if (["class", "id", "title", "alt", "aria-label", "onclick", "name"].includes(name) || name.startsWith("data-")) {
        parts.push(value.slice(0, 300));
      }
    }
    parts.push(outward(element));
    if (element.localName === "img") parts.push((element.currentSrc || element.src || "").split(/[?#]/)[0].split("/").pop());
    if (element.childElementCount <= 2) {
      const text = clean(element.textContent);
      if (text.length <= 12) parts.push(text);
    }
    return parts.join(" ").toLowerCase();
  };
  const label = (element) => {
    const inner = element.querySelector("[title],[alt]");
    for (const each of [clean(element.textContent), element.getAttribute("title"), element.getAttribute("alt"),
                        element.getAttribute("aria-label"), inner && (inner.title || inner.getAttribute("alt")),
                        element.getAttribute("class")]) {
      if (clean(each)) return clean(each).slice(0, 30);
    }
    return "";
  };
  const marked = (element) => {
    const known = Object.keys(marks).find((each) => marks[each] === element);
    const mark = known || "c" + (Object.keys(marks).length + 1);
    marks[mark] = element;
    element.setAttribute("data-zhengping", mark);
    return mark;
  };
  const told = (element, service) => {
    const link = element.closest("a[href]");
    const href = link ? link.href : "";
    return {mark: marked(element), service, label: label(element), visible: shown(element),
      href: /^https?:/.test(href) && href.split("#")[0] !== location.href.split("#")[0] ? href : ""};
  };
  const pressable = (element) => {
    const wanted = "a,button,[onclick],[role=button],[data-cmd]";
    let up = element;
    for (let step = 0; up && step < 3; up = up.parentElement, step += 1) if (up.matches(wanted)) return up;
    return element;
  };
  const act_ = {
    // Controls of the services that stand in something that is about sharing.
    share: () => {
      const found = [], seen = new Set();
      for (const element of elements()) {
        const words = named(element);
        const kinds = Object.keys(services).filter((kind) => has(words, services[kind]));
        if (!kinds.length || (element.childElementCount > 6 && !element.matches("a,button"))) continue;
        let about = has(words, context);
        for (let up = element.parentElement, step = 0; !about && up && up !== document.body && step < 5; step += 1) {
          const text = clean(up.textContent);
          if (text.length > 150) break;
          about = has(((up.getAttribute("class") || "") + " " + up.id + " " + text).toLowerCase(), context);
          up = up.parentElement;
        }
        if (!about) continue;
        for (const kind of kinds) {
          if (kind === "weibo" && has(words, not)) continue;
          let target = pressable(element);
          const both = Object.keys(services).every((each) => has(named(target), services[each]));
          if (both && target !== element) target = element;
          if (both && target === element && element.childElementCount) continue;
          if (kind === "weibo" && has(named(target), not)) continue;
          const key = kind + marked(target);
          if (seen.has(key)) continue;
          seen.add(key);
          found.push([target, told(target, kind)]);
        }
      }
      // A box around a control is none itself, but what a visitor presses may hold a picture or a mark.
      const last = found.filter(([target, {service}]) => target.matches("a,button,[onclick],[role=button],[data-cmd]")
        || !found.some(([other, {service: of}]) => of === service && other !== target && target.contains(other)));
      const inner = ([target, {service}]) => found.some(
        ([other, {service: of}]) => of === service && other !== target && other.contains(target)
          && other.matches("a,button,[onclick],[role=button],[data-cmd]"));
      return last.filter((each) => !inner(each)).map(([, control]) => control)
        .sort((one, other) => Number(other.visible) - Number(one.visible));
    },
    // Controls that say 分享 alone: what shares may stand behind them.
    openers: () => {
      const found = [], seen = new Set();
      for (const element of elements()) {
        if (element.childElementCount > 3 || !shown(element)) continue;
        const texts = [clean(element.textContent), element.getAttribute("title"), element.getAttribute("aria-label"),
                       element.getAttribute("alt")].map((each) => clean(each).replace(/[\s:：、，。!！>»]+/g, ""));
        const bare = /(^|[-_ ])share([-_ ]?(btn|button|icon|img|link|tool))?($|[ ])/i;
        const icon = element.matches("a,button,[onclick],i,img") && bare.test(element.getAttribute("class") || "");
        if (!texts.some((text) => openers.includes(text)) && !icon) continue;
        const target = pressable(element);
        if (!seen.has(target)) { seen.add(target); found.push(told(target, "")); }
      }
      return found.slice(0, 3);
    },
    // Short labels, names of pictures and classes with one of the words, which lead nowhere by an address.
    entries: () => {
      const found = [], seen = new Set();
      for (const element of elements()) {
        if (element.childElementCount > 4) continue;
        const text = clean(element.textContent);
        const said = [text.length <= 14 ? text : "", element.getAttribute("title"), element.getAttribute("alt"),
                      element.getAttribute("aria-label")].map(clean).filter(Boolean).join(" ").toLowerCase();
        const icon = !text && !element.childElementCount
          ? ((element.getAttribute("class") || "") + " " + element.id).toLowerCase() : "";
        if (!has(said, words) && !(icon && has(icon, words))) continue;
        if (has(said + " " + icon, without)) continue;
        const target = pressable(element);
        const link = target.closest("a[href]");
        const leads = link && /^https?:/.test(link.href) && link.href.split("#")[0] !== location.href.split("#")[0];
        if (!shown(target) || seen.has(target) || [...seen].some((other) => other.contains(target))) continue;
        seen.add(target);
        found.push({...told(target, ""), leads: Boolean(leads)});
      }
      return found.slice(0, most);
    },
    // How much is laid over the page now.
    layers: () => elements().filter((each) => {
      const position = getComputedStyle(each).position;
      const box = each.getBoundingClientRect();
      return (position === "fixed" || position === "absolute") && box.width > 60 && box.height > 60 && shown(each);
    }).length,
  };
  return act_[act]();
}
