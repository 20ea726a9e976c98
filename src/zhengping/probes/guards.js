// Runs before every page's own scripts. Nothing here hides what the browser is; it only keeps the program from
// submitting, printing or being held up.
(() => {
  const state = { held: 0, printed: 0, query: false };
  Object.defineProperty(window, "__zhengping", { value: state });
  window.print = () => { state.printed += 1; };
  navigator.sendBeacon = () => false;
  // A request that outlives its page would be out of reach when the page is closed.
  const ask = window.fetch;
  window.fetch = (what, how) => ask.call(window, what, { ...how, keepalive: false });
  // What a page does while it is left (a last report, a draft that is saved) can no longer be held back: it is left out.
  for (const name of ["beforeunload", "pagehide", "unload", "freeze"])
    window.addEventListener(name, (event) => event.stopImmediatePropagation(), true);
  window.addEventListener("visibilitychange", (event) => {
    if (document.visibilityState === "hidden") event.stopImmediatePropagation();
  }, true);
  const hold = (event) => {
    if (state.query) return;
    state.held += 1;
    event.preventDefault();
  };
  // On the window and in the bubbling phase, after the page's own checks had their say.
  window.addEventListener("submit", hold, false);
  const own = HTMLFormElement.prototype.submit;
  HTMLFormElement.prototype.submit = function () {
    if (state.query && (this.method || "get").toLowerCase() === "get") { own.call(this); return; }
    state.held += 1;
  };
})();
