// The page's pictures, its parts fetched without encryption, and how long and heavy it was to load.
() => {
  const clean = (url) => url.split("#")[0].slice(0, 300);
  const pictures = [...document.images].filter((image) =>
    image.complete && image.naturalWidth === 0 && /^https?:/.test(image.currentSrc || image.src) &&
    !/\.svg(?:\?|$)/i.test(image.currentSrc || image.src)).map((image) => clean(image.currentSrc || image.src));
  const plain = [];
  if (location.protocol === "https:") {
    const places = [["img", "src"], ["script", "src"], ["link[rel~=stylesheet i]", "href"], ["iframe", "src"],
      ["embed", "src"], ["object", "data"], ["video", "src"], ["audio", "src"], ["source", "src"]];
    for (const [which, name] of places)
      for (const element of document.querySelectorAll(which)) {
        const url = element.getAttribute(name) || "";
        if (/^http:/i.test(url)) plain.push(clean(url));
      }
    for (const entry of performance.getEntriesByType("resource")) if (/^http:/.test(entry.name)) plain.push(clean(entry.name));
  }
  const [way] = performance.getEntriesByType("navigation");
  return {
    pictures: [...new Set(pictures)].sort(), plain: [...new Set(plain)].sort(),
    load: way ? Math.round(way.loadEventEnd || way.domContentLoadedEventEnd) : 0,
  };
}
