// What stands on the page for a visitor's eyes: its text in lines, and how much else there is to see.
() => {
  const body = document.body;
  if (!body) return { text: "", things: 0, leaves: [] };
  const LEAF = 20;
  const leaves = [];
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node && leaves.length < 20000; node = walker.nextNode()) {
    const parent = node.parentElement, text = node.data.trim();
    if (text && text.length <= LEAF && parent && !/^(SCRIPT|STYLE|NOSCRIPT|TEMPLATE)$/.test(parent.tagName) &&
      parent.checkVisibility({ opacityProperty: true, visibilityProperty: true })) leaves.push(text);
  }
  const big = (element) => {
    const box = element.getBoundingClientRect();
    return box.width >= 40 && box.height >= 20 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  };
  const things = [...document.querySelectorAll("img, svg, canvas, video, audio, iframe, frame, embed, object, input:not([type=hidden]), textarea, select, button")]
    .slice(0, 3000).filter(big).length;
  const painted = [...document.querySelectorAll("body, body *")].slice(0, 3000).filter((element) =>
    getComputedStyle(element).backgroundImage.includes("url(") && big(element)).length;
  return { text: body.innerText.slice(0, 100000), things: things + painted, leaves };
}
