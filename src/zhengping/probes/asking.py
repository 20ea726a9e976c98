"""One question put to a query form as a visitor puts it, and what the page then says.

The form is filled and sent by its own button. Only requests that look get out (`session`, `gate`); where the form
wants to post, the request is held back and noted.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from playwright.async_api import Error

from zhengping.checks.context import Context
from zhengping.probes.charts import Drawing, drawings
from zhengping.probes.query_forms import QueryField, QueryForm, query_forms
from zhengping.probes.tab import Tab
from zhengping.reading.lookup import short_key
from zhengping.reading.probed.functions import Obstacle

_ANSWER = (Path(__file__).parent / "page_answer.js").read_text(encoding="utf-8")
_SET = """([mark, value]) => {
  const field = document.querySelector(`[data-zhengping="${mark}"]`);
  if (!field) return;
  field.value = value;
  for (const kind of ["input", "change", "blur"]) field.dispatchEvent(new Event(kind, {bubbles: true}));
}"""
_TEXT = "() => document.body ? document.body.innerText : ''"
_SAME_WINDOW = "() => document.querySelectorAll('form[target]').forEach((form) => form.removeAttribute('target'))"
_WAITS = 8
_SPACES = re.compile(r"\s+")
_NO_ROWS = re.compile(r"(?<!\d)0(?:条|个|项|件)")
_PATIENCE = 3000
"""Milliseconds for a field or a button to take what is done to it."""


@dataclass(frozen=True)
class Reply:
    """What a page says after a question.

    `obstacle`: what kept the question from reaching its answer. `status` of the page or of the data that it asked for,
    400 and above where that failed; `lines` without spaces; `links` as address and words; `sent`: something was asked
    of the server; `charts` as they are drawn.
    """

    url: str = ""
    status: int = 200
    lines: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    dialogs: tuple[str, ...] = ()
    sent: bool = False
    obstacle: Obstacle = ""
    charts: tuple[Drawing, ...] = ()
    shot: str = ""
    record: str = ""
    why: str = field(default="", compare=False)

    @property
    def text(self) -> str:
        """All lines as one."""
        return "\n".join(self.lines)

    def shows(self, title: str, address: str = "", *, more_than: str = "") -> int:
        """How often the answer shows a title (in lines that say more than `more_than`) or leads to its address."""
        wanted, key = bare(title), short_key(address) if address else ""
        links = sum(bool(key and short_key(url) == key) or wanted in words for url, words in self.links)
        return links + (sum(wanted in line for line in self.lines) if len(wanted) > len(more_than) else 0)

    def without(self, *texts: str) -> tuple[str, ...]:
        """The lines with what was asked taken out, so that a mere echo makes no difference; numbers of hits stay."""
        found = self.lines
        for text in filter(None, map(bare, texts)):
            found = tuple(line.replace(text, "") for line in found)
        return tuple(line for line in found if line)


def bare(text: str) -> str:
    """A text without spaces."""
    return _SPACES.sub("", text)


async def read_reply(tab: Tab, **more: object) -> Reply:
    """What the page in the tab says now."""
    seen = await tab.js(_ANSWER)
    lines = tuple(filter(None, (bare(line) for line in seen["lines"])))
    links = tuple((href, bare(max(text, title, key=len))) for href, text, title in seen["links"])
    return Reply(url=seen["url"], lines=lines, links=links, charts=await drawings(tab), **more)  # type: ignore[arg-type]


async def open_form(tab: Tab, context: Context, url: str, wanted: QueryForm, action: str) -> QueryForm | Reply:
    """Opens the page again and finds the form on it; a Reply where either fails."""
    loaded = await tab.open(url, action=action)
    if not loaded.readable:
        blocked: Obstacle = "refused" if loaded.outcome in ("blocked", "robots", "private") else "unclear"
        return Reply(url=url, status=loaded.status, obstacle=blocked, why=loaded.outcome)
    forms = await query_forms(tab, context)
    same = [form for form in forms if form.signature == wanted.signature]
    return same[0] if same else Reply(url=url, obstacle="unclear", why="表单不见了")


async def ask(
    tab: Tab, context: Context, form: QueryForm, values: Sequence[tuple[QueryField, str]], what: str
) -> Reply:
    """Fills the fields of the form that stands in the tab, presses its button and reads the answer.

    `what` says in Chinese what is asked, for the list of steps. A server's error is asked for once more.
    """
    for refill in (False, True):
        reply = await _ask_once(tab, context, form, values, what)
        if reply.status < 500 or refill:
            return reply
        again = await open_form(tab, context, _home_of(tab, form), form, "服务器出错，再试一次")
        if isinstance(again, Reply):
            return reply
        values = [(_like(again, each), value) for each, value in values]
        form = again
    return reply


def _home_of(tab: Tab, form: QueryForm) -> str:
    return next((step.url for step in reversed(tab.steps) if step.action.startswith("打开")), tab.page.url)


def _like(form: QueryForm, field: QueryField) -> QueryField:
    same = [each for each in form.fields if (each.name, each.kind, each.label) == (field.name, field.kind, field.label)]
    return same[0] if same else field


async def _ask_once(
    tab: Tab, context: Context, form: QueryForm, values: Sequence[tuple[QueryField, str]], what: str
) -> Reply:
    for each, value in values:
        await _fill(tab, each, value)
    await tab.allow_query()
    await tab.js(_SAME_WINDOW)
    held, dialogs, popups = set(tab.held), len(tab.dialogs), len(tab.popups)
    heard, before, text = len(tab.responses), tab.page.url, await tab.js(_TEXT)
    await _press(tab, form, values)
    for _ in range(_WAITS):  # a busy page may take its time before it asks for anything
        await tab.settle()
        changed = tab.page.url != before or len(tab.responses) > heard or await tab.js(_TEXT) != text
        if changed or len(tab.popups) > popups or len(tab.dialogs) > dialogs or set(tab.held) > held:
            break
    if len(tab.popups) > popups:
        await _follow_popup(tab, popups)
    reply = await _after(tab, context, heard, before, sorted(tab.held - held), tuple(tab.dialogs[dialogs:]))
    if reply.obstacle == "no-request" and changed:
        reply = replace(reply, obstacle="")  # answered within the page
    shot = await tab.shot("query", f"{form.label}：查询后的页面")
    tab.step(f"{what}，点“{form.label}”", _in_brief(reply))
    return replace(reply, shot=shot.file if shot else "")


async def _after(
    tab: Tab, context: Context, heard: int, before: str, held: list[str], dialogs: tuple[str, ...]
) -> Reply:
    for _ in range(20):  # the answer is noted by a task of its own
        if tab.page.url == before or any(url == tab.page.url for url, *_ in tab.responses[heard:]):
            break
        await tab.settle(0.5)
    if tab.page.url.startswith("chrome-error:"):
        return Reply(url=before, obstacle="post" if held else "unclear", dialogs=dialogs, why="页面没有打开")
    answers = [each[:3] for each in tab.responses[heard:] if each[1] in ("document", "xhr", "fetch")]
    status = _status(answers, tab.page.url)
    loaded = await tab.look(tab.page.url)
    reply = await read_reply(
        tab, status=status, dialogs=dialogs, sent=bool(answers) or tab.page.url != before, record=loaded.record
    )
    obstacle: Obstacle = ""
    if status in (401, 403, 412, 418, 429) or loaded.outcome == "blocked":
        obstacle = "refused"
    elif status in (404, 410):
        obstacle = "missing"
    elif _wants_login(context, reply, await query_login(tab)):
        obstacle = "login"
    elif held and not any(kind != "document" for _, kind, _ in answers):
        obstacle = "post"
    elif not reply.sent and not dialogs:
        obstacle = "no-request"
    return replace(reply, obstacle=obstacle)


def _status(answers: Sequence[tuple[str, str, int]], page: str) -> int:
    """That of the page that answers; where a script asked for data, of the data if none of it came."""
    pages = [
        status
        for url, kind, status in answers
        if kind == "document" and url.partition("#")[0] == page.partition("#")[0]
    ]
    if pages:
        return pages[-1]
    data = [status for _, kind, status in answers if kind != "document"]
    return max(data) if data and min(data) >= 400 else 200


async def query_login(tab: Tab) -> bool:
    """Whether the page in the tab asks for a password and nothing else."""
    return bool(
        await tab.js(
            "() => { const seen = (e) => e.getClientRects().length > 0;"
            "return [...document.querySelectorAll('input[type=password]')].some(seen)"
            " && /登\\s*[录陆]|login/i.test(document.body.innerText + document.title); }"
        )
    )


def _wants_login(context: Context, reply: Reply, form: bool) -> bool:
    words = context.words("", "must_log_in")
    said = f"{reply.text}\n{''.join(reply.dialogs)}"
    path = urlsplit(reply.url).path.lower()
    short = len(reply.text) < 600
    return (
        (form and ("login" in path or short))
        or (short and any(word in said for word in words) and "login" in path)
        or any(word in "".join(reply.dialogs) for word in words)
    )


async def _fill(tab: Tab, field: QueryField, value: str) -> None:
    place = tab.page.locator(f'[data-zhengping="{field.mark}"]').first
    with contextlib.suppress(Error):
        if field.kind == "select":
            await place.select_option(value=value, timeout=_PATIENCE)
            await tab.settle(1.5)  # a list may fill another one
            return
        if not field.fixed:
            await place.fill(value, timeout=_PATIENCE)
            return
    await tab.js(_SET, [field.mark, value])


async def _press(tab: Tab, form: QueryForm, values: Sequence[tuple[QueryField, str]]) -> None:
    with contextlib.suppress(Error):
        if form.trigger:
            await tab.page.locator(f'[data-zhengping="{form.trigger}"]').first.click(
                timeout=_PATIENCE, no_wait_after=True
            )
            return
        typed = [each for each, _ in values if each.kind in ("text", "search")]
        if typed:
            place = tab.page.locator(f'[data-zhengping="{typed[-1].mark}"]').first
            await place.press("Enter", timeout=_PATIENCE, no_wait_after=True)
        return
    await tab.js(
        '(mark) => { const e = document.querySelector(`[data-zhengping="${mark}"]`); if (e) e.click(); }', form.trigger
    )


async def _follow_popup(tab: Tab, popups: int) -> None:
    """The answer came in a window of its own: the same address is looked at in this tab."""
    window = tab.popups[popups]
    with contextlib.suppress(Error):
        await window.wait_for_load_state("domcontentloaded", timeout=_PATIENCE)
    address = window.url
    with contextlib.suppress(Error):
        await window.close()
    if address.startswith("http"):
        await tab.open(address, action="打开查询结果的新窗口")


def nothing_found(context: Context, lines: Sequence[str]) -> str:
    """The words by which lines say that nothing was found; empty where none does."""
    words = context.words("", "nothing_found")
    for line in lines:
        if len(line) <= 120 and (any(word in line for word in words) or _NO_ROWS.search(line)):
            return line[:60]
    return ""


def _in_brief(reply: Reply) -> str:
    said = {
        "post": "页面要以POST方式提交，未放行",
        "captcha": "要求验证码",
        "login": "要求登录",
        "refused": "被拒绝",
        "missing": "查询的地址不存在（404）",
        "no-request": "点击后没有查询",
        "complaint": "页面提示填写有误",
        "unclear": "没有得到回答",
    }
    if reply.obstacle:
        return said.get(reply.obstacle, "")
    if reply.dialogs:
        return f"页面提示“{reply.dialogs[0][:40]}”"
    return f"出错（{reply.status}）" if reply.status >= 400 else "得到回答"
