"""5.4: the share controls of sampled articles, pointed at and pressed as a visitor would."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.async_api import Error, Response

from zhengping.checks.account_addresses import leads_to
from zhengping.checks.context import Context
from zhengping.probes.faults import BudgetSpent
from zhengping.probes.page_addresses import carries, same_page
from zhengping.probes.pressing import Asked, Control, controls, layers, let_go, listening, point_at, press
from zhengping.probes.qr import code_pictures, codes_in_view, codes_of, decoded
from zhengping.probes.session import Session
from zhengping.probes.tab import Tab
from zhengping.reading.probed.appearance import MissingPart, ShareControl, SharingTrial
from zhengping.reading.probed.common import TrialState
from zhengping.reading.site import Article

LOADS, SECONDS = 20, 150.0
"""This trial's share of the site's budget."""
_CODE = "5.4"
_SERVICES = {"wechat": "微信", "weibo": "微博"}
_EACH = 2
"""Controls of one service that are pressed on a page before it counts as not working there."""


async def try_sharing(session: Session, context: Context) -> SharingTrial:
    """Opens a few articles, drawn by the seed and spread over the site, and uses their WeChat and Weibo controls."""
    slices = _drawn_articles(session, context)
    if not slices:
        return SharingTrial(state="absent", why="没有读到文章页")
    async with session.tab() as tab:
        trial = _Trial(session, context, tab)
        for choice in slices:
            try:
                await trial.article(choice)
            except BudgetSpent:
                break
        return await trial.result()


def _drawn_articles(session: Session, context: Context) -> list[list[Article]]:
    """One short list an article wanted: the first of it that opens is tried. Lists are of different parts of the site,
    as articles of one column have neighbouring addresses."""
    platforms = {id(column) for top in context.site.columns for column in top.walk() if column.platform}
    own = [each for each in context.site.articles if not any(id(column) in platforms for column in each.columns)]
    known = sorted({each.url: each for each in own}.values(), key=lambda each: each.url)
    wanted = min(int(context.threshold(_CODE, "sampled_articles").value), len(known))
    parts = [known[len(known) * n // wanted : len(known) * (n + 1) // wanted] for n in range(wanted)]
    return [session.draw("sharing", str(n)).sample(part, min(3, len(part))) for n, part in enumerate(parts)]


@dataclass(eq=False)
class _Trial:
    """What is gathered from article to article."""

    session: Session
    context: Context
    tab: Tab
    pages: list[str] = field(default_factory=list)
    found: list[ShareControl] = field(default_factory=list)
    outcomes: list[str] = field(default_factory=list)
    came: set[str] = field(default_factory=set)
    missed: dict[str, int] = field(default_factory=dict)
    _shown: set[tuple[str, bool]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.tab.page.on("response", self._answered)
        self.tab.page.on("requestfailed", lambda request: self._failed(request.url, request.resource_type))

    # --- parts of pages that did not come --------------------------------------------------------------------

    def _answered(self, response: Response) -> None:
        if self._matters(response.url, response.request.resource_type):
            if response.status < 400:
                self.came.add(response.url)
            else:
                self.missed[response.url] = response.status

    def _failed(self, url: str, kind: str) -> None:
        if self._matters(url, kind):
            self.missed.setdefault(url, 0)

    def _matters(self, url: str, kind: str) -> bool:
        """Scripts, and pictures whose address carries the page's: codes that another host is to draw."""
        if not url.startswith("http"):
            return False
        return kind == "script" or (kind == "image" and bool(self.pages) and carries(url, self.pages[-1], ""))

    async def _missing(self) -> tuple[MissingPart, ...]:
        lost = []
        answering: dict[str, bool] = {}
        private = {urlsplit(url).netloc for url in self.session.gate.refused}
        for url in sorted(set(self.missed) - self.came):
            host = urlsplit(url).netloc
            if host in private:
                lost.append(MissingPart(url, "refused"))
                continue
            if host not in answering:
                answering[host] = await self.session.answers(url)
            refused = url in self.tab.refused
            lost.append(MissingPart(url, "silent" if not answering[host] else "refused" if refused else "error"))
        return tuple(lost[:20])

    async def result(self) -> SharingTrial:
        """The trial as it is stored."""
        if not self.pages:
            refused = "blocked" in self.outcomes or "robots" in self.outcomes
            state: TrialState = "blocked" if refused else "failed"
            return SharingTrial(state=state, why="抽取的文章页都没有打开", **self.tab.kept())
        missing = await self._missing()
        network = None
        if any(part.why == "silent" for part in missing):
            hosts = {address.split("/")[0]: None for address in self.context.words(_CODE, "weibo_addresses")}
            network = False
            for host in list(hosts)[:2]:
                network = network or await self.session.answers(f"https://{host}/")
        state = "done" if self.found else "absent"
        why = "" if self.found else "抽取的文章页上没有找到微信、微博分享按钮"
        return SharingTrial(
            state=state,
            why=why,
            pages=tuple(self.pages),
            controls=tuple(self.found),
            missing=missing,
            network=network,
            **self.tab.kept(),
        )

    # --- one article -----------------------------------------------------------------------------------------

    async def article(self, choice: list[Article]) -> None:
        """Tries the first article of the list that opens."""
        for each in choice:
            self.pages.append(each.url)
            loaded = await self.tab.open(each.url, action="打开文章页")
            self.outcomes.append(loaded.outcome)
            if not loaded.readable:
                self.pages.pop()
                continue
            for service in _SERVICES:
                await self._service(service, each)
            return

    async def _service(self, service: str, article: Article) -> None:
        """Presses the controls of one service until one works; the best of what came is kept."""
        best: ShareControl | None = None
        for number in range(_EACH):
            await self._back(article)
            there = [each for each in await self._controls() if each.service == service]
            if number >= len(there):
                break
            control = there[number]
            tried = await (self._wechat if service == "wechat" else self._weibo)(control, article)
            if best is None or (tried.works, tried.opened != "nothing") > (best.works, best.opened != "nothing"):
                best = tried
            if tried.works:
                break
        if best is not None:
            self.found.append(best)

    async def _back(self, article: Article) -> None:
        """The article again, without the layers that the last control opened."""
        await let_go(self.tab)
        if not same_page(self.tab.page.url, article.url) or self.tab.sealed:
            await self.tab.open(article.url, action="重新打开文章页")

    async def _controls(self) -> list[Control]:
        """Share controls that can be seen; where there are none, what says 分享 is pointed at and pressed first."""
        words = {name: list(self.context.words(_CODE, list_)) for name, list_ in _SERVICES.items()}
        asked = {
            "services": words,
            "not": list(self.context.words(_CODE, "not_weibo")),
            "context": list(self.context.words(_CODE, "controls")),
        }
        there = [each for each in await controls(self.tab, "share", **asked) if each.visible]
        if {each.service for each in there} == set(_SERVICES):
            return there
        openers = list(self.context.words(_CODE, "openers"))
        for opener in (await controls(self.tab, "openers", openers=openers))[:2]:
            if opener.href:
                continue
            for use in (point_at, press):
                await use(self.tab, opener)
                now = [each for each in await controls(self.tab, "share", **asked) if each.visible]
                if len({each.service for each in now}) > len({each.service for each in there}):
                    self.tab.step(f"打开分享面板“{opener.label}”", "出现分享按钮")
                    return now
        return there

    # --- WeChat ----------------------------------------------------------------------------------------------

    async def _wechat(self, control: Control, article: Article) -> ShareControl:
        """A control of WeChat: what shows a code that leads to this article works."""
        shown = await self._shown_now()
        before = set(await codes_in_view(self.tab)) if shown[1] else set()
        target, opened = "", "nothing"
        async with listening(self.tab) as asked:
            for use in (point_at, press):
                await use(self.tab, control)
                now = await self._shown_now()
                if use is point_at and now == shown and not asked.windows:
                    continue  # pointing at it changed nothing: no picture of the page is needed
                codes = await self._codes(asked)
                right = await self._first_leading(codes, article)
                if right:
                    return await self._kept(control, article, "qr", right, works=True)
                fresh = [code for code in codes if code not in before]
                if fresh:
                    target, opened = fresh[0], "qr"
                elif opened == "nothing" and asked.addresses:
                    target, opened = asked.addresses[-1], "window"
                elif opened == "nothing" and now[0] > shown[0]:
                    opened = "layer"
                if not same_page(self.tab.page.url, article.url):
                    break
            return await self._kept(control, article, opened, target, works=False)

    async def _shown_now(self) -> tuple[int, tuple[tuple[str, tuple[int, ...]], ...]]:
        """How much lies over the page, and which pictures that may be codes can be seen."""
        pictures = await code_pictures(self.tab, self._picture_words(), most=40)
        seen = tuple(sorted((each.mark, each.box) for each in pictures if each.place != "hidden"))
        return await layers(self.tab), seen

    def _picture_words(self) -> tuple[str, ...]:
        return (*(word.lower() for word in self.context.words(_CODE, "微信")), "qr", "code", "ewm")

    async def _codes(self, asked: Asked) -> list[str]:
        """Codes that can be seen now: in the view, in new windows, in what lies out of view."""
        for wait in (0.0, 0.5):
            await asyncio.sleep(wait)
            found = list(await codes_in_view(self.tab))
            for page in asked.windows:
                with contextlib.suppress(Error):
                    found += decoded(await page.screenshot(timeout=5000))
            if found:
                return found
        for picture in await code_pictures(self.tab, self._picture_words(), most=12):
            if picture.place != "hidden":
                codes, _ = await codes_of(self.tab, picture)
                found += codes
        return found

    async def _first_leading(self, codes: list[str], article: Article) -> str:
        for code in codes:
            if await self._leads(code, article):
                return code
        return ""

    async def _leads(self, code: str, article: Article) -> bool:
        """Whether a code is the article's address, or one of the site's own that leads there."""
        if same_page(code, article.url):
            return True
        if leads_to(self.context, code) != "site":
            return False
        async with self.session.tab() as other:
            loaded = await other.open(code, action="打开二维码里的地址")
            title = (await other.read()).title if loaded.readable else None
        return same_page(loaded.final_url, article.url) or (title is not None and title.value == article.title)

    # --- Weibo -----------------------------------------------------------------------------------------------

    async def _weibo(self, control: Control, article: Article) -> ShareControl:
        """A control of Weibo: what asks for Weibo's share window with this article's address or title works.

        Nothing is sent to Weibo: the request is heard and held back.
        """
        laid = await layers(self.tab)
        await self.tab.seal()
        async with listening(self.tab) as asked:
            await press(self.tab, control)
            addresses = asked.addresses or ([control.href] if control.href else [])
        own = [each for each in addresses if any(a in each for a in self.context.words(_CODE, "weibo_addresses"))]
        right = next((each for each in own if carries(each, article.url, article.title)), "")
        target = right or next(iter([*own, *addresses]), "")
        opened = "window" if target else "nothing"
        if not target and await layers(self.tab) > laid:
            opened = "layer"
        kept = await self._kept(control, article, opened, target, works=bool(right))
        await self.tab.unseal()
        if not same_page(self.tab.page.url, article.url):
            await self._back(article)
        return kept

    async def _kept(self, control: Control, article: Article, opened: str, target: str, *, works: bool) -> ShareControl:
        name = _SERVICES[control.service]
        said = {"qr": "出现二维码", "window": "打开窗口", "layer": "出现弹层，没有读出二维码", "nothing": "没有反应"}
        result = f"{said[opened]}{f'，{target[:200]}' if target else ''}"
        self.tab.step(f"按下{name}分享“{control.label}”", result, article.url)
        shot = None
        if (control.service, works) not in self._shown and same_page(self.tab.page.url, article.url):
            self._shown.add((control.service, works))
            shot = await self.tab.shot("sharing", f"按下{name}分享后：{said[opened]}")
        return ShareControl(
            service=control.service,  # type: ignore[arg-type]
            label=control.label,
            page=article.url,
            opened=opened,  # type: ignore[arg-type]
            target=target[:1000],
            works=works,
            shot=shot.file if shot is not None else "",
        )
