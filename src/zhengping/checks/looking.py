"""Where a check looked: what was read of the columns, and the honest zero (contract, "Conventions of judging")."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from zhengping.checks.context import Context
from zhengping.checks.evidence import Place, naming
from zhengping.checks.finding import Finding
from zhengping.checks.verdicts import NEARLY_SURE, has_any, needs_person, refused, settle
from zhengping.crawl.outcomes import RULES, Outcome
from zhengping.reading.coverage import coverage_of, in_brief
from zhengping.reading.facts import Page
from zhengping.reading.site import Column, Site

_LEAST_COLUMNS = 3
"""With fewer filled columns the structure itself was hardly read, and nothing can be said to be absent."""


_GENERAL = ("1.1.3", "1.1.4", "1.3.1")
"""Columns of these indicators may hold documents of every kind, where their name says so (`general_columns`)."""

_BESIDE = ("1.3", "6.2")
"""What stands below the catalogue's entrance (guide, requests, annual report, the website's own report)."""
_OF_ITSELF = ("1.1.1", "1.1.2")
"""Columns in which an office tells of itself (机构概况) stand apart and show nothing of the open information."""

_SECTIONS = {"1": 3, "2": 3, "3": 2, "4": 2, "6": 3}
"""How many columns of a section (the table's first level; 2 and 6 stand in 1) must have been read to know it."""

_LEAST_ROWS = 5
"""Dated rows from which a list's order can be told."""


_FAULTS = tuple(
    outcome.value
    for outcome, rule in RULES.items()
    if rule.meaning == "unknown" and outcome not in (Outcome.BLOCKED, Outcome.OFF_SCOPE)
)
"""Outcomes that leave open what stands there; refusals are counted apart, and what lies elsewhere is not the site's."""
_MOST_FAULTS = 0.02
"""Share of addresses that may fail without leaving the crawl incomplete."""

UNREAD = {"unseen": "未抓取到", "scripted": "由脚本绘制、未能读出", "elsewhere": "在其他网站"}
"""States of a column whose content is not known, as a sentence says them."""

_LOST = {
    Outcome.NOT_FOUND: "页面不存在",
    Outcome.SOFT_NOT_FOUND: "页面不存在",
    Outcome.TIMEOUT: "超时打不开",
    Outcome.SERVER_ERROR: "因服务器出错打不开",
    Outcome.REFUSED: "连接不上",
    Outcome.DNS: "域名无法解析",
    Outcome.TLS: "因证书错误打不开",
    Outcome.ROBOTS: "不许程序抓取",
}
"""Why a column was not fetched, where the crawl asked for it: the webmaster must know what to mend."""


def _unknown(column: Column) -> str:
    """What keeps a column's content unknown, as a sentence says it of the column."""
    if column.state == "unseen" and not column.url:
        return "没有可打开的地址"
    if column.state == "unseen":
        return next((said for outcome, said in _LOST.items() if column.outcome == outcome.value), UNREAD["unseen"])
    return UNREAD.get(column.state, "拒绝访问")


def all_columns(site: Site) -> list[Column]:
    """Every column of the site once, parents before children."""
    memory = site.memory
    if "columns" not in memory:
        memory["columns"] = list({id(deep): deep for column in site.columns for deep in column.walk()}.values())
    return list(memory["columns"])


def named_columns(columns: Iterable[Column], names: Iterable[str], *, without: Iterable[str] = ()) -> list[Column]:
    """Of the columns those whose own name holds one of `names` and none of `without`."""
    wanted, unwanted = tuple(names), tuple(without)
    return [column for column in columns if has_any(column.name, wanted) and not has_any(column.name, unwanted)]


def _page_lost(column: Column) -> bool:
    """Whether a column that others fill (its children, items seen elsewhere) has a page of its own not read."""
    return not column.pages and column.outcome not in ("", "ok", "redirected")


def unread(column: Column) -> str:
    """Why a column's content is not (wholly) known, in Chinese; empty where it is known whole."""
    if column.outcome == "blocked":
        return f"“{column.name}”拒绝访问"
    if column.state in UNREAD:
        return f"“{column.name}”{_unknown(column)}"
    if _page_lost(column):
        return f"“{column.name}”的页面未读到"
    if column.state == "filled" and not column.complete:
        pages = f"共{column.pages_stated}页只读到{column.pages_seen}页" if column.pages_stated else "未读全"
        seen = in_brief(coverage_of(column))
        return f"“{column.name}”{pages}" + (f"（{seen}）" if seen else "")
    return ""


def unread_columns(columns: Iterable[Column]) -> list[Column]:
    """Of the columns those whose content is unknown: not fetched, refused, drawn by a script, or on another host."""
    return [
        column
        for column in columns
        if column.state in UNREAD or column.outcome == "blocked" or (_page_lost(column) and not column.items)
    ]


def pageless(columns: Iterable[Column]) -> list[Column]:
    """Columns that other pages tell of (rows on the home page) and whose own page, with what else it shows, was not
    read."""
    return [column for column in columns if not column.pages]


def undecided(context: Context, code: str, columns: Sequence[Column], finding: str) -> Finding:
    """The place where the evidence would stand was not read: blocked where it was refused, else for a person."""
    if columns and all(column.outcome == "blocked" for column in columns):
        return refused(context, code, columns)
    reasons = "、".join([reason for column in columns if (reason := unread(column))][:3])
    return needs_person(context, code, f"{finding}：{reasons}，内容待人工查看。", columns[:4])


@dataclass(frozen=True)
class Search:
    """What a check looked through: the columns, whether all of it was seen, and in a sentence what was not."""

    columns: tuple[Column, ...]
    complete: bool
    gaps: tuple[str, ...]


def reaches_back(column: Column, since: date | None) -> bool:
    """Whether a list of which only the first pages were read shows all its rows since that day.

    It stands newest first, nearly all rows are dated, and its last rows are older: further pages hold older ones only.
    """
    if since is None or column.state != "filled" or not column.pages:
        return False
    days = [item.day for item in column.items if item.day is not None]
    if len(days) < _LEAST_ROWS or len(days) * 10 < len(column.items) * 9:
        return False
    inversions = sum(later > earlier for earlier, later in pairwise(days))
    return inversions * 10 <= len(days) and max(days[-3:]) < since


def looked_through(context: Context, columns: Iterable[Column], since: date | None = None) -> Search:
    """The columns that were searched and what of them stayed unseen; a crawl that hit its budget is never complete.

    `since`: only rows from that day on matter, so a list that reaches back so far is whole.
    """
    places = tuple({id(column): column for column in columns}.values())
    gaps = [reason for column in places if (reason := unread(column)) and not reaches_back(column, since)]
    if context.site.budget_reached:
        gaps.append("抓取达到上限，网站未读全")
    if context.site.home is None:
        gaps.append("首页未能读出")
    return Search(places, not gaps, tuple(gaps))


def is_dead(column: Column) -> bool:
    """Whether a column leads nowhere for any visitor: its link has no address, or the address answers "not found"."""
    gone = (Outcome.NOT_FOUND.value, Outcome.SOFT_NOT_FOUND.value)
    return column.state == "unseen" and (not column.url or column.outcome in gone)


def _section_known(context: Context, section: str) -> bool:
    """Whether enough columns of a section were read for its structure to be known without a dead entrance to it."""
    levels = ("1", "2", "6.2") if section in ("1", "2", "6") else (section,)
    read = [
        column
        for column in all_columns(context.site)
        if column.pages
        and column.state in ("filled", "blank")
        and any(code.startswith(levels) and code not in (*_GENERAL, *_OF_ITSELF) for code in column.indicators)
    ]
    return len(read) >= _SECTIONS.get(section, len(read) + 1)


def may_hide(context: Context, column: Column, code: str) -> bool:
    """Whether an indicator's column or documents could stand below an unread entrance, by the entrance's name.

    The edition lists for each section what such entrances are called (`may_hide_1` …); the catalogue of open
    information (1.3.1) hides the sections that are open information only. A dead entrance hides nothing in a section
    whose structure is known by its other columns.
    """
    section = code[:1]
    names = context.edition.words.get(f"may_hide_{section}")
    if names is None:
        return True
    if not has_any(column.name, names) and not ("1.3.1" in column.indicators and section in ("1", "2", "6")):
        return False
    if "1.3.1" in column.indicators and code.startswith(_BESIDE) and not _parts_of_disclosure(context):
        return True
    return not (is_dead(column) and _section_known(context, section))


def _parts_of_disclosure(context: Context) -> list[Column]:
    """Columns read of what the ordinance puts beside the catalogue: guide, requests and annual report (1.3)."""
    parts = ("1.3.2", "1.3.3")
    return [
        column
        for column in all_columns(context.site)
        if column.pages and any(code in parts for code in column.indicators)
    ]


def _leads_away(column: Column, unknown: Collection[str]) -> bool:
    """Whether a catalogue is unread here or kept on another site; a heading in another site's menu is no entrance."""
    if column.state == "elsewhere":
        return bool(column.url) or column.in_navigation
    return column.state in unknown or column.outcome == "blocked"


def unread_entrances(context: Context, code: str = "") -> list[Column]:
    """Navigation columns that may hold further columns and were not read: what stands below them is unknown.

    A column that serves an indicator by its own name hides nothing but that; catalogues of open information
    (1.3.1) and names that serve none may hide anything. With `code` (of an indicator or point) only those that may
    hide that indicator.
    """
    unknown = ("unseen", "scripted")
    furniture = context.words("", "furniture")
    return [
        column
        for column in all_columns(context.site)
        if not has_any(column.name, furniture)
        if ("1.3.1" in column.indicators and _leads_away(column, unknown))
        or (not column.indicators and column.in_navigation and (column.state in unknown or column.outcome == "blocked"))
        if not code or may_hide(context, column, code)
    ] + _about_the_office(context, code)


def _about_the_office(context: Context, code: str) -> list[Column]:
    """Unread columns in which an office tells of itself: functions and leaders stand in one section (机构概况)."""
    if not code.startswith(_OF_ITSELF):
        return []
    unknown = ("unseen", "scripted")
    return [column for column in context.site.columns_for(*_OF_ITSELF) if column.state in unknown]


def _general_columns(context: Context) -> list[Column]:
    """Columns in which a document of any kind may stand: notices, open information and others that say so."""
    names = context.words("", "general_columns")
    return [
        column
        for column in all_columns(context.site)
        if has_any(column.name, names)
        and (not column.indicators or any(code in column.indicators for code in _GENERAL))
    ]


def failures(site: Site) -> list[str]:
    """In Chinese, that pages were refused or that too many could not be opened; empty where the crawl went well."""
    outcomes = Counter(site.outcomes.values())
    gaps = []
    if refusals := outcomes["blocked"]:
        gaps.append(f"{refusals}个页面拒绝访问")
    faults = sum(outcomes[outcome] for outcome in _FAULTS)
    if faults > _MOST_FAULTS * len(site.outcomes):
        gaps.append(f"{faults}个页面未能打开")
    return gaps


def _structure_gaps(context: Context, code: str, *, lists: bool, since: date | None) -> list[str]:
    """What keeps one from saying that a column (with `lists`: a document) stands nowhere on the site."""
    site = context.site
    gaps = [
        f"“{column.name}”{'拒绝访问' if column.outcome == 'blocked' else _unknown(column)}"
        for column in unread_entrances(context, code)
    ]
    if lists:
        known = _section_known(context, code[:1])
        general = [c for c in _general_columns(context) if not reaches_back(c, since) and not (known and is_dead(c))]
        gaps += [reason for column in general if (reason := unread(column))]
    if site.home is not None and not site.navigation_read:
        gaps.append("首页未读出导航")
    if sum(column.state == "filled" for column in all_columns(site)) < _LEAST_COLUMNS:
        gaps.append("读出的栏目过少")
    gaps += failures(site)
    return gaps


def _dead_ends(context: Context, code: str) -> list[Column]:
    """Entrances that would have left the zero open if they led anywhere."""
    furniture = context.words("", "furniture")
    names = context.edition.words.get(f"may_hide_{code[:1]}", ())
    return [
        column
        for column in all_columns(context.site)
        if is_dead(column) and has_any(column.name, names) and not has_any(column.name, furniture)
        if "1.3.1" in column.indicators or not column.indicators or column in _general_columns(context)
    ]


def _rows_not_read(column: Column) -> str:
    missing = sum(item.article is None and not item.foreign for item in column.items)
    return f"“{column.name}”有{missing}条正文未读到" if missing else ""


def zero(
    context: Context,
    code: str,
    finding: str,
    columns: Iterable[Column] = (),
    *,
    advice: str | None = None,
    anywhere: bool | Literal["columns"] = False,
    contents: bool = False,
    since: date | None = None,
    also: Iterable[Place | None] = (),
) -> Finding:
    """A zero: judged only where the columns were seen complete, else suggested with what was not seen.

    `anywhere`: the evidence could stand in any column, so entrances and lists that were not read leave it open too;
    "columns": it would be a column or a link of its own, so what lists hold does not matter.
    `contents`: it would stand inside the columns' articles, so rows whose page was not read leave it open too.
    `since`: it would be dated from that day on, so a list that was read back so far is whole.
    The columns looked through are named in the finding and given as evidence.
    """
    search = looked_through(context, columns, since)
    gaps = list(search.gaps)
    everywhere = bool(anywhere) or not search.columns
    if everywhere:
        gaps += _structure_gaps(context, code, lists=anywhere is True, since=since)
    if contents:
        gaps += [gap for column in search.columns if (gap := _rows_not_read(column))]
    if search.columns and all(column.outcome == "blocked" for column in search.columns):
        return refused(context, code, search.columns)
    gaps = list(dict.fromkeys(gaps))
    dead = _dead_ends(context, code) if everywhere and not gaps else []
    pages = entrances(context.site)
    top = [column for column in all_columns(context.site) if column.parent is None and column.state == "filled"]
    hidden = [id(column) for column in unread_columns(search.columns)]
    looked_at = [column for column in search.columns if id(column) not in hidden]
    rows = len({item.url for column in looked_at for item in column.items})
    where = [f"查看了{naming(looked_at)}栏目" + (f"，见到{rows}条" if rows else "")] if looked_at else []
    if not search.columns:
        site_map = "、网站地图" if len(pages) > 1 else ""
        where = [f"查看了首页{site_map}和{naming(top)}栏目" if top else "查看了首页和导航"]
    if gaps:
        where.append(f"未能看全：{'、'.join(gaps[:3])}{'等' if len(gaps) > 3 else ''}，待人工确认")
    if dead:
        where.append(f"{naming(dead)}的入口打不开，访问者看不到内容")
    sentence = finding.removesuffix("。") + (f"（{'；'.join(where)}）" if where else "") + "。"
    places = [*also, *search.columns] if search.columns else [*also, *pages, *top]
    return settle(
        context, code, 0, sentence, places, sure=not gaps, confidence=NEARLY_SURE if dead else None, advice=advice
    )


def entrances(site: Site) -> list[Page | str]:
    """The pages on which every column ought to be linked: the home page and the site map."""
    found: list[Page | str] = [site.home if site.home is not None else site.url]
    if site.footer.site_map and site.footer.site_map in site.pages:
        found.append(site.pages[site.footer.site_map])
    return found
