"""The site's search used as a citizen would (5.2.1): known items, one without an answer, broad words, variants,
prefixes."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from zhengping.checks.context import Context
from zhengping.checks.entries import (
    entrance_pages,
    entrances_named,
    forms_for,
    of_this_site,
    pages_of_platforms,
)
from zhengping.crawl.addresses import host_of, page_key
from zhengping.probes.faults import BudgetSpent
from zhengping.probes.known_items import draw_broad_questions, draw_known_items, draw_plain_questions
from zhengping.probes.search_box import Asked, SearchBox
from zhengping.probes.search_suggestions import try_prefixes
from zhengping.probes.session import Session
from zhengping.probes.tab import MARKER
from zhengping.probes.variants import KnownItem, Question
from zhengping.reading.probed.common import TrialState
from zhengping.reading.probed.search import Hit, Query, QueryKind, QueryOutcome, SearchTrial
from zhengping.reading.search_results import AnswerPage, ResultRow, SearchWords, best_list, rank_of, same_title

NONSENSE = f"{MARKER}龘靐齉爩"
"""A question without an answer: rare characters that stand in no public text."""
LOADS, SECONDS = 44, 180.0
"""The trial's share of the budget: about thirty page loads, and as many as failures may cost twice."""
_ITEMS, _VARIANTS, _BROAD, _PAGES, _FOLLOWED = 6, 3, 2, 4, 2
_KEPT_HITS = 20
_LONG_LIST = 4
"""Dated rows from which another order would be seen."""
_KNOWN = ("title", "number", "service")
_ORDERED = (*_KNOWN, "broad")
"""Kinds of questions of which one long answer is put in another order."""
_BASE = (*_ORDERED, "nonsense")
"""Kinds of questions that ask for different things; variants ask for the same once more."""
_RETRIED = ("error", "dead", "timeout", "not-found", "unchanged")
_REFUSALS = ("blocked", "captcha", "login", "robots", "private", "held")
_SHOT_OF: dict[QueryKind, str] = {
    "title": "用标题搜索",
    "number": "用文号搜索",
    "service": "搜索办事事项",
    "broad": "用一个常用词搜索",
    "typo": "带错别字搜索",
    "pinyin": "用拼音搜索",
    "plain": "用通俗说法搜索",
    "nonsense": "搜索站内没有的内容",
}
_ENDED: dict[str, tuple[TrialState, str]] = {
    "blocked": ("blocked", "搜索拒绝了程序访问"),
    "captcha": ("blocked", "搜索要求输入验证码"),
    "login": ("blocked", "搜索要求登录"),
    "robots": ("blocked", "robots.txt 不允许访问搜索结果"),
    "private": ("blocked", "搜索指向内网地址"),
    "held": ("skipped", "搜索用 POST 方式提交，程序不提交表单"),
}


@dataclass(frozen=True)
class _Put:
    """A question that was put: of which item (None = the one without an answer), what came, the screenshot."""

    item: KnownItem | None
    question: Question | None
    asked: Asked
    shot: str = ""
    reordered: bool = False

    @property
    def kind(self) -> QueryKind:
        """The kind of the question."""
        return "reordered" if self.reordered else self.question.kind if self.question else "nonsense"

    @property
    def text(self) -> str:
        """What was typed."""
        return self.question.text if self.question else NONSENSE


@dataclass(eq=False)
class _Run:
    """What a trial has gathered so far."""

    box: SearchBox
    context: Context
    asked: list[_Put] = field(default_factory=list)
    suggestions: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    suggest_held: bool = False
    bare: bool = True
    typed: str = ""
    state: TrialState = "done"
    why: str = ""


async def try_search(session: Session, context: Context, items: int = _ITEMS, variants: int = _VARIANTS) -> SearchTrial:
    """Finds the search box, puts all questions and returns what came. Never judges.

    `items`: how many known items are looked for; `variants`: how many of each kind of variant are asked.
    Raises ProbeFault where the page breaks down; a spent budget gives a trial with what was asked until then.
    """
    async with session.tab() as tab:
        run = _Run(SearchBox(tab, words_of(context)), context)
        try:
            if await _find_box(run):
                await _ask_all(run, _questions(context, session.seed, items, variants))
        except BudgetSpent as spent:
            run.state, run.why = "skipped", f"{spent}，搜索没有试完"
        return await _trial(run)


def words_of(context: Context) -> SearchWords:
    """The edition's words by which answers are read."""
    names = ("result_classes", "order_relevance", "order_time", "nothing_found", "corrections")
    return SearchWords(*(context.words("5.2.1", name) for name in names))


# --- the box -------------------------------------------------------------------------------------------------


def _places(context: Context) -> list[str]:
    """Addresses of pages that may have the box: the home page, pages with a search form, links to a search page."""
    home = context.site.home.url if context.site.home is not None else context.site.url
    platforms = pages_of_platforms(context)
    own = [page for page in entrance_pages(context) if page.url not in platforms]
    found = [home, *(page.url for page, _ in forms_for(own, "search")[:2])]
    without = context.words("5.2.1", "no_entrance")
    named = entrances_named(context, context.words("5.2.1", "entrance"), without=without)
    found += [entrance.url for entrance in of_this_site(context, named) if entrance.url.startswith("http")]
    return list(dict.fromkeys(found))[:_PAGES]


async def _find_box(run: _Run) -> bool:
    box, refused = run.box, ""
    for url in _places(run.context):
        loaded = await box.find(url, "打开页面找搜索框")
        if box.kind == "box":
            return True
        if not loaded.readable:
            refused = refused or loaded.outcome
        elif box.fields or box.pressed:
            run.bare = False
    if refused in ("blocked", "robots", "private"):
        run.state, run.why = "blocked", "网站拒绝了程序访问，没有看到搜索框"
    elif refused:
        run.state, run.why = "failed", "首页没有打开，没有看到搜索框"
    else:
        run.state, run.why = "absent", "首页和有关页面上没有看得见的搜索框"
    run.bare = run.bare and not refused
    return False


# --- the questions -------------------------------------------------------------------------------------------


_Asks = list[tuple[KnownItem | None, Question | None]]


def _questions(context: Context, seed: str, count: int, variants: int) -> _Asks:
    """All questions in the order in which they are put; (None, None) is the one without an answer."""
    items = draw_known_items(context, seed, count)
    plain = draw_plain_questions(context, seed, variants)
    asked: _Asks = [(item, item.questions[0]) for item in items]
    asked.insert(min(1, len(asked)), (None, None))
    if items:
        asked += [(item, item.questions[0]) for item in draw_broad_questions(context, seed, _BROAD)]
    # Variants of services first: they are what people ask for in their own words.
    order = sorted(items, key=lambda item: item.kind != "guide")
    for kind in ("typo", "pinyin"):
        pairs = [(item, each) for item in order for each in item.questions if each.kind == kind]
        asked += pairs[:variants]
    return asked + [(item, item.questions[0]) for item in plain]


async def _ask_all(run: _Run, questions: _Asks) -> None:
    if len(questions) < 2:
        run.state, run.why = "skipped", "站内没有可以用来搜索的已知信息"
        return
    prefixes = [item.prefixes for item, _ in questions if item is not None and item.prefixes]
    run.suggestions, run.suggest_held = await try_prefixes(run.box, list(dict.fromkeys(prefixes)))
    for item, question in questions:
        asked = await _ask(run, question.text if question else NONSENSE)
        put = _Put(item, question, asked)
        run.asked.append(replace(put, shot=await _shot(run, put)))
        if _hopeless([each.asked.outcome for each in run.asked]):
            break
        await _reorder(run, put)
    last = run.asked[-1].asked.outcome
    if last in _REFUSALS:
        run.state, run.why = _ENDED[last]


def _hopeless(outcomes: list[QueryOutcome]) -> bool:
    """Whether going on is of no use: the first two questions ended in the same refusal or fault, or any three did."""
    for most in (2, 3):
        last = outcomes[-most:] if most == 3 else outcomes
        if len(last) == most and len(set(last)) == 1 and last[0] in (*_REFUSALS, *_RETRIED):
            return True
    return False


async def _reorder(run: _Run, put: _Put) -> None:
    """Where the page offers an order by relevance: a long answer is put in that order too, and one to a broad word."""
    answer, broad = put.asked.answer, put.kind == "broad"
    done = [each.question.kind == "broad" for each in run.asked if each.reordered and each.question is not None]
    if answer is None or put.kind not in _ORDERED or broad in done:
        return
    labels = [label for label in answer.sorts if any(word in label for word in run.box.words.relevance)]
    dated = max((sum(bool(row.day) for row in rows) for rows in answer.lists.values()), default=0)
    if labels and (broad or dated >= _LONG_LIST):
        asked = await run.box.reorder(labels[0], put.text)
        run.asked.append(_Put(put.item, put.question, asked, reordered=True))
        run.typed = put.text


async def _ask(run: _Run, text: str) -> Asked:
    """One question; what failed once is tried once more from the form's page."""
    asked = Asked("unchanged")
    for attempt in range(2):
        ready = await run.box.ready(run.typed if attempt == 0 else "")
        asked = await run.box.ask(text) if ready else Asked("unchanged", run.box.form)
        run.typed = text if asked.outcome == "ok" else ""
        if asked.outcome not in _RETRIED:
            break
    return asked


async def _shot(run: _Run, put: _Put) -> str:
    """A screenshot of the first answer of each kind."""
    if put.asked.outcome == "dead" or any(each.kind == put.kind for each in run.asked):
        return ""
    shot = await run.box.tab.shot("search", _SHOT_OF[put.kind])
    return shot.file if shot is not None else ""


# --- what came -----------------------------------------------------------------------------------------------


async def _trial(run: _Run) -> SearchTrial:
    base = [each.asked.answer for each in run.asked if each.asked.answer and each.kind in _BASE]
    place, unvaried = best_list(base)
    queries = [_query(put, place, unvaried, run.box.before) for put in run.asked]
    with contextlib.suppress(BudgetSpent):  # where a row leads stays unknown then; all the rest is known
        queries = await _followed(run, queries)
    pages = [query.page for query in queries if query.outcome in ("ok", "nothing")]
    sorts = [sort for each in run.asked if each.asked.answer for sort in each.asked.answer.sorts]
    tab = run.box.tab
    for query in queries:
        tab.step(f"搜索“{query.text}”", _said(query), query.page)
    return SearchTrial(
        state=run.state,
        why=run.why,
        form=run.box.form,
        engine=host_of(pages[0]) if pages else "",
        queries=tuple(queries),
        suggestions=tuple(run.suggestions),
        suggest_held=run.suggest_held,
        sorts=tuple(dict.fromkeys(sorts)),
        unvaried=unvaried and any(query.hits for query in queries),
        bare=run.bare and run.state == "absent",
        **tab.kept(),
    )


def _query(put: _Put, place: str, unvaried: bool, before: AnswerPage) -> Query:
    item, question, answer, outcome = put.item, put.question, put.asked.answer, put.asked.outcome
    rows = _rows(answer, place) if answer is not None else ()
    if outcome == "ok" and answer is not None and (not rows or (unvaried and answer.nothing)):
        outcome, rows = ("nothing" if answer.nothing else "unread"), ()
    if outcome == "ok" and unvaried and answer is not None and answer.total < 1:
        outcome, rows = "unread", ()  # it may be a list beside an answer that was not recognised
    query = Query(
        kind=put.kind,
        text=put.text,
        original=question.original if question else "",
        rule=question.rule if question else "",
        wanted=item.url if item else "",
        wanted_title=item.title if item else "",
        outcome=outcome,
        status=put.asked.status,
        total=answer.total if answer else -1,
        hits=tuple(Hit(row.target, row.title, row.day, row.group) for row in rows[:_KEPT_HITS]),
        groups=_classes(answer, before),
        corrected=answer.corrected if answer else "",
        page=put.asked.page,
        shot=put.shot,
    )
    if item is None or answer is None or outcome not in ("ok", "nothing"):
        return query
    return _ranked(query, item, answer, rows)


def _rows(answer: AnswerPage, place: str) -> tuple[ResultRow, ...]:
    """The rows of the list; the same one is taken once though it is shown twice."""
    found: dict[tuple[str, str], ResultRow] = {}
    for row in answer.lists.get(place, ()):
        found.setdefault((row.target, row.title), row)
    return tuple(found.values())


def _classes(answer: AnswerPage | None, before: AnswerPage) -> tuple[str, ...]:
    """The classes of results; what the form's page shows too is no choice among results."""
    own = [labels for labels in answer.choices if labels not in before.choices] if answer is not None else []
    return max(own, key=len, default=())


def _ranked(query: Query, item: KnownItem, answer: AnswerPage, rows: tuple[ResultRow, ...]) -> Query:
    """The query with the item's rank, and whether its own page is reached straight from the answer."""
    titles = (item.title, *_read_titles(item))
    rank = rank_of(rows, item.addresses, titles, query.original)
    own = {page_key(address) for address in item.addresses} - {""}
    above = _above(answer, rows)
    direct = any(page_key(target) in own for _, target in above)
    leads_to = ""
    if rank and page_key(rows[rank - 1].target) in own:
        direct = True
    elif rank:
        leads_to = rows[rank - 1].url or "script"
    return _with(query, rank=rank, direct=direct, leads_to=leads_to)


def _read_titles(item: KnownItem) -> tuple[str, ...]:
    return (item.questions[0].text,) if item.questions and item.questions[0].kind in ("title", "service") else ()


def _above(answer: AnswerPage, rows: tuple[ResultRow, ...]) -> list[tuple[str, str]]:
    """Links that stand before the first row."""
    if not rows:
        return []
    before: list[tuple[str, str]] = []
    for link in answer.links:
        if link == (rows[0].title, rows[0].target):
            break
        before.append(link)
    return before


async def _followed(run: _Run, queries: list[Query]) -> list[Query]:
    """Services whose row leads elsewhere by its address: the link is followed, since it may redirect to the guide."""
    left = _FOLLOWED
    found = []
    for query, put in zip(queries, run.asked, strict=True):
        item = put.item
        follow = query.kind == "service" and not query.direct and query.leads_to.startswith("http") and left
        if follow and item is not None:
            left -= 1
            loaded = await run.box.tab.open(query.leads_to, action=f"打开搜索结果“{query.wanted_title}”")
            if loaded.readable:
                own = {page_key(address) for address in item.addresses}
                page = await run.box.tab.read()
                titles: Iterable[str] = (page.heading, page.title.value if page.title else "")
                itself = any(title and same_title(title, item.title) for title in titles)
                query = _with(query, direct=page_key(loaded.final_url) in own or itself, leads_to=loaded.final_url)
            else:
                query = _with(query, leads_to="script")
        found.append(query)
    return found


def _with(query: Query, **changes: object) -> Query:
    fields = {name: getattr(query, name) for name in query.__struct_fields__}
    return Query(**{**fields, **changes})


def _said(query: Query) -> str:
    if query.outcome == "ok":
        if query.kind == "nonsense":
            return f"列出{len(query.hits)}条结果"
        return f"排在第{query.rank}条" if query.rank else f"前{len(query.hits)}条中没有"
    return SAID[query.outcome]


SAID = {
    "ok": "有结果",
    "nothing": "没有找到",
    "unread": "没有认出结果",
    "blocked": "拒绝访问",
    "captcha": "要求验证码",
    "login": "要求登录",
    "robots": "robots.txt 不允许访问",
    "private": "指向内网",
    "error": "服务器出错",
    "not-found": "页面不存在",
    "timeout": "没有加载完",
    "dead": "没有应答",
    "held": "用 POST 提交，没有放行",
    "unchanged": "点了没有反应",
}
"""What came of a question, in Chinese."""
