"""5.1.1: the entries to the office's accounts on its home page: links, and QR codes whatever they are drawn with."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from playwright.async_api import Error

from zhengping.checks.account_addresses import leads_to
from zhengping.checks.context import Context
from zhengping.checks.entries import LONGEST_LABEL
from zhengping.checks.tools import has_any
from zhengping.probes.faults import BudgetSpent, ProbeFault
from zhengping.probes.pressing import Control, controls, let_go, listening, point_at, press
from zhengping.probes.qr import CodePicture, code_pictures, codes_in_view, codes_of, placed_codes_in_view
from zhengping.probes.session import Session
from zhengping.probes.tab import Tab
from zhengping.reading.probed.appearance import AccountEntry, AccountsTrial

LOADS, SECONDS = 4, 90.0
"""This trial's share of the site's budget."""
_CODE = "5.1.1"
_PARTS = ("script", "document")
_REOPENED = 2
"""Times that the home page is opened again after an entry led away from it."""
_PRESSED = 8
"""Entries without an address that are pointed at and pressed."""
_VIEWS = 12
"""Windows of the page, from the top, that are searched for codes drawn with anything."""
_CAPTION = """([x, y]) => {
  const clean = (text) => (text || "").replace(/\\s+/g, " ").trim();
  let near = "";
  for (let up = document.elementFromPoint(x, y), step = 0; up && step < 5; up = up.parentElement, step += 1) {
    const text = clean([up.getAttribute("alt"), up.getAttribute("title"), up.textContent].filter(Boolean).join(" "));
    if (text.length > 60) break;
    if (text) { near = text; if (text.length >= 4) break; }
  }
  return near;
}"""
_LOST = """() => [...document.images].filter((each) => {
  const box = each.getBoundingClientRect();
  return each.complete && !each.naturalWidth && each.getAttribute("src") && (box.width >= 8 || box.height >= 8);
}).length"""
_SCROLL = """async () => {
  const step = Math.max(300, innerHeight - 100);
  for (let y = 0, n = 0; y < document.documentElement.scrollHeight && n < 15; y += step, n += 1) {
    scrollTo({top: y, behavior: "instant"});
    await new Promise((done) => setTimeout(done, 60));
  }
  scrollTo({top: 0, behavior: "instant"});
}"""
_LINKS = """() => {
  const clean = (text) => (text || "").replace(/\\s+/g, " ").trim();
  const links = [...document.querySelectorAll("a[href],area[href]")].filter((each) => /^https?:/.test(each.href));
  return links.map((each) => {
    const box = each.getBoundingClientRect(), inner = each.querySelector("[alt],[title]");
    const own = clean([each.textContent, each.title, inner && (inner.getAttribute("alt") || inner.title)]
      .filter(Boolean).join(" "));
    let near = "";
    for (let up = each.parentElement, step = 0; up && step < 3; up = up.parentElement, step += 1) {
      const text = clean(up.textContent);
      if (text.length > 60) break;
      near = text;
    }
    const seen = box.width > 3 && box.height > 3 && box.right + scrollX > 0 && box.bottom + scrollY > 0 &&
      (!each.checkVisibility || each.checkVisibility({checkOpacity: true, checkVisibilityCSS: true}));
    return [each.href, own, clean(near.includes(own) ? near || own : own + " " + near).slice(0, 80),
            seen ? (box.top + scrollY < innerHeight ? "first" : "below") : "hidden"];
  });
}"""


async def try_accounts(session: Session, context: Context) -> AccountsTrial:
    """Opens the home page, reads its links to accounts and its QR codes, and points at and presses the entries that
    have no address (微信, 微博, 新媒体), since what they show is part of the page too."""
    url = context.site.home.url if context.site.home is not None else context.site.url
    async with session.tab() as tab:
        failed: list[str] = []
        tab.page.on("requestfailed", lambda each: failed.append(each.url) if each.resource_type in _PARTS else None)
        loaded = await tab.open(url, action="打开首页")
        if not loaded.readable:
            refused = loaded.outcome in ("blocked", "robots")
            state = "blocked" if refused else "failed"
            return AccountsTrial(state=state, why="首页没有打开", **tab.kept())  # type: ignore[arg-type]
        trial = _Trial(context, tab, tab.page.url, failed=bool(failed))
        with contextlib.suppress(BudgetSpent):
            await trial.look()
        return trial.result()


@dataclass(eq=False)
class _Trial:
    """What is gathered on the home page."""

    context: Context
    tab: Tab
    url: str
    entries: list[AccountEntry] = field(default_factory=list)
    unread: dict[str, CodePicture] = field(default_factory=dict)
    silent: list[str] = field(default_factory=list)
    failed: bool = False
    whole: bool = False
    reopened: int = 0

    async def look(self) -> None:
        """Links, pictures, and what the entries without an address show."""
        await self.tab.js(_SCROLL)
        await self.tab.settle()
        for target, own, label, place in await self.tab.js(_LINKS):
            if target.split("#")[0] == self.url.split("#")[0]:
                continue
            if leads_to(self.context, target) in ("weibo", "wechat") or self._is_named(own):
                self._note("link", label, target, place)
        for picture in await self._pictures():
            await self._read(picture)
        self.whole = await self._search_views() and not await self.tab.js(_LOST) and not self._lost_parts()
        await self.tab.js("() => scrollTo({top: 0, behavior: 'instant'})")
        await self._shot()
        await self._press_entries()

    def result(self) -> AccountsTrial:
        """The trial as it is stored."""
        unread = tuple(sorted({_name(each) for each in self.unread.values() if not each.broken}))
        broken = tuple(sorted({_name(each) for each in self.unread.values() if each.broken}))
        found = bool(self.entries or unread or broken)
        self.tab.step(
            "读取首页的账号链接和二维码", f"读出{len(self.entries)}处，{len(unread) + len(broken)}张图读不出", self.url
        )
        return AccountsTrial(
            state="done" if found else "absent",
            why="" if found else "首页没有见到微博、微信的链接或二维码",
            entries=tuple(self.entries),
            unread=unread,
            broken=broken,
            silent=tuple(self.silent),
            whole=self.whole,
            **self.tab.kept(),
        )

    def _is_named(self, label: str) -> bool:
        """Whether a link's own words are those of an entry to an account."""
        if not 0 < len(label) <= LONGEST_LABEL or has_any(label, self.context.words(_CODE, "no_entrance")):
            return False
        entrance = self.context.words(_CODE, "entrance")
        return any(word == label if len(word) < 3 else word in label for word in entrance)

    async def _search_views(self) -> bool:
        """Searches the page window by window for codes that no picture of it is (frames, parts of a wide picture);
        whether this reached its end."""
        for number in range(_VIEWS):
            top, height, whole = await self.tab.js(
                "(n) => { scrollTo({top: n * (innerHeight - 120), behavior: 'instant'});"
                "return [scrollY, innerHeight, document.documentElement.scrollHeight]; }",
                number,
            )
            for text, x, y in await placed_codes_in_view(self.tab):
                if text[:500] not in {entry.target for entry in self.entries if entry.place != "hidden"}:
                    label = await self.tab.js(_CAPTION, [x, y])
                    self._note("qr", label, text, "first" if top + y < height else "below")
            if top + height >= whole - 4:
                return True
        return False

    def _lost_parts(self) -> bool:
        """Whether a script or a frame of the page did not come."""
        return self.failed or any(kind in _PARTS and status >= 400 for _, kind, status, _ in self.tab.responses)

    async def _pictures(self) -> list[CodePicture]:
        words = tuple(word.lower() for word in self.context.words(_CODE, "code_files"))
        return await code_pictures(self.tab, words)

    async def _read(self, picture: CodePicture, place: str = "") -> bool:
        """Notes what the codes of a picture say; whether there were any."""
        codes, seen = await codes_of(self.tab, picture)
        for code in codes:
            self._note("qr", picture.label or _name(picture), code, place or (picture.place if seen else "hidden"))
        if codes:
            self.unread.pop(picture.mark, None)
        elif picture.named and not place:
            self.unread[picture.mark] = picture
        return bool(codes)

    def _note(self, how: str, label: str, target: str, place: str) -> None:
        """An entry once; what was hidden and is shown by its entry then counts as shown."""
        entry = AccountEntry(how, label[:80], target[:500], self.url, place)  # type: ignore[arg-type]
        for number, known in enumerate(self.entries):
            if (known.how, known.target) == (how, entry.target):
                if known.place == "hidden" and place != "hidden":
                    self.entries[number] = entry
                elif known.label != entry.label and entry.label not in known.label:
                    joined = f"{known.label} {entry.label}"[:120]
                    self.entries[number] = AccountEntry(known.how, joined, known.target, known.page, known.place)
                return
        self.entries.append(entry)

    async def _press_entries(self) -> None:
        """Points at and presses what is named after the accounts, to see the layers that appear."""
        words = [word.lower() for word in (*self.context.words(_CODE, "entrance"), "weixin", "wechat", "weibo")]
        without = [word.lower() for word in (*self.context.words(_CODE, "no_entrance"), "share")]
        for number in range(_PRESSED):
            there = await controls(self.tab, "entries", words=words, without=without, most=_PRESSED)
            if number >= len(there):
                return
            control = there[number]
            known = {entry.target for entry in self.entries if entry.place != "hidden"}
            shown = False
            for use in (point_at,) if control.leads else (point_at, press):
                shown = shown or await self._shows(control, use is press, known)
            if not shown and not control.leads and control.label not in self.silent:
                self.silent.append(control.label)
            await let_go(self.tab)
            if self.tab.page.url.split("#")[0] != self.url.split("#")[0]:
                self.reopened += 1
                if self.reopened > _REOPENED:
                    return
                await self.tab.open(self.url, action="重新打开首页")

    async def _shows(self, control: Control, pressed: bool, known: set[str]) -> bool:
        """Whether an account's address or a code that was not seen before came after a control was used."""
        if pressed:
            await self.tab.seal()
        async with listening(self.tab) as asked:
            await (press if pressed else point_at)(self.tab, control)
            addresses = [each for each in asked.addresses if leads_to(self.context, each) in ("weibo", "wechat")]
        await self.tab.unseal()
        found = False
        for address in addresses:
            self._note("link", control.label, address, "layer")
            found = True
        for code in await codes_in_view(self.tab):
            if code not in known:
                self._note("qr", self._label_of(code, control), code, "layer")
                found = True
        if found:
            done = "按下" if pressed else "指向"
            self.tab.step(f"{done}“{control.label}”", "出现账号的二维码或地址", self.url)
            await self.tab.shot("accounts", f"{done}“{control.label}”后")
        return found

    def _label_of(self, code: str, control: Control) -> str:
        """The words of the picture that the page already held hidden, else those of its entry."""
        known = next((entry.label for entry in self.entries if entry.target == code), "")
        return f"{known} {control.label}".strip() if control.label not in known else known

    async def _shot(self) -> None:
        """The first entry that a visitor sees, in view."""
        seen = [entry for entry in self.entries if entry.place in ("first", "below")]
        if not seen:
            return
        if seen[0].place == "below":
            with contextlib.suppress(Error, ProbeFault):
                await self.tab.js(
                    "(words) => { const all = [...document.querySelectorAll('a,img')];"
                    "const one = all.find((each) => each.href === words) || all.find((each) => each.title === words);"
                    "if (one) one.scrollIntoView({block: 'center', behavior: 'instant'}); }",
                    seen[0].target,
                )
        await self.tab.shot("accounts", "首页的账号入口")


def _name(picture: CodePicture) -> str:
    """How a picture is called where nothing else is said of it."""
    return picture.label or unquote(urlsplit(picture.source).path.rsplit("/", 1)[-1])[:60] or picture.kind
