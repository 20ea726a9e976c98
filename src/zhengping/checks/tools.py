"""What all checks share: words of the edition, evidence, the convention of columns, and the honest zero.

The conventions are those of the contract `evaluate` ("Conventions of judging"); docs/judging.md explains them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from zhengping.checks.context import Context
from zhengping.checks.finding import Evidence, Finding
from zhengping.checks.periods import within_year
from zhengping.checks.quoting import masked, quote
from zhengping.reading.facts import Page
from zhengping.reading.site import Article, Column, Item, Site
from zhengping.standard.model import Indicator

Place = Page | Column | Article | Item | Evidence | str
"""Anything that a finding can point to; a string is an address."""

SURE = 0.96
"""Confidence of a plain fact seen on the pages."""
LIKELY = 0.8
"""Confidence of a value that rests on a reading of words or on an incomplete crawl."""
GUESS = 0.6
"""Confidence of a proposal that a person must look at."""

_EVIDENCE_LIMIT = 8
_FILE_NAME = re.compile(r"\.(?:docx?|xlsx?|pdf|wps|et|ofd|zip|rar)(?![a-z])", re.I)
_LEAST_COLUMNS = 3
"""With fewer filled columns the structure itself was hardly read, and nothing can be said to be absent."""
_GENERAL = ("1.1.3", "1.1.4", "1.3.1")
"""Columns of these indicators hold documents of every kind."""
_UNREAD = {"unseen": "未抓取到", "scripted": "由脚本绘制、未能读出", "elsewhere": "在其他网站"}


def words(context: Context, code: str, name: str) -> tuple[str, ...]:
    """A word list of the edition, of the indicator `code` first; KeyError where neither holds it."""
    own = context.edition.by_code[code].words
    return own[name] if name in own else context.edition.words[name]


def number(context: Context, code: str, name: str) -> int:
    """A threshold of the edition as a whole number (days, months, items)."""
    return int(context.threshold(code, name).value)


def has_any(text: str, needles: Iterable[str]) -> str:
    """The first of `needles` that stands in `text`, else the empty string."""
    for needle in needles:
        if needle in text:
            return needle
    return ""


# --- evidence ---------------------------------------------------------------------------------------------------


def see(place: Place, words_of_it: str = "") -> Evidence:
    """Evidence of a page, column, article, row or address, with a short masked quotation (default: its title)."""
    if isinstance(place, Evidence):
        return place
    if isinstance(place, str):
        return Evidence(place, quote(words_of_it))
    if isinstance(place, Page):
        return Evidence(place.url, quote(words_of_it or place.title_tag))
    if isinstance(place, Column):
        return Evidence(_address(place), quote(words_of_it or place.name))
    day = place.published if isinstance(place, Article) else place.day
    return Evidence(place.url, quote(words_of_it or (f"{day} " if day else "") + place.title))


def seen(*places: Place | None) -> tuple[Evidence, ...]:
    """Evidence of several places, each address once, at most eight."""
    found: dict[str, Evidence] = {}
    for place in places:
        if place is not None:
            evidence = see(place)
            if evidence.url:
                found.setdefault(evidence.url, evidence)
    return tuple(found.values())[:_EVIDENCE_LIMIT]


def _address(column: Column) -> str:
    """Where a column can be seen: its own address, else the page that shows its entrance, else the column above it."""
    above: Column | None = column
    while above is not None:
        if above.url or above.found_on:
            return above.url or above.found_on
        above = above.parent
    return ""


def naming(columns: Iterable[Column], limit: int = 6) -> str:
    """Names of columns for a sentence: “通知公告”“工作动态”等7个."""
    names = list(dict.fromkeys(column.name for column in columns))
    return "".join(f"“{masked(name)}”" for name in names[:limit]) + (f"等{len(names)}个" if len(names) > limit else "")


# --- findings ---------------------------------------------------------------------------------------------------


def settle(
    context: Context,
    code: str,
    value: Fraction | int,
    finding: str,
    evidence: Iterable[Place | None],
    *,
    sure: bool,
    confidence: float | None = None,
    advice: str | None = None,
) -> Finding:
    """A finding with a value: judged where `sure`, else suggested. Without evidence the home page stands for it.

    `advice` falls back to the edition's sentence of the point; a full value needs none.
    """
    exact = Fraction(value)
    places = seen(*evidence) or seen(context.site.url)
    if advice is None:
        advice = "" if exact == 1 else context.edition.points[code].advice
    return Finding(
        state="judged" if sure else "suggested",
        value=min(Fraction(1), max(Fraction(0), exact)),
        finding=masked(finding),
        advice=advice,
        confidence=confidence if confidence is not None else (SURE if sure else GUESS),
        evidence=places,
    )


def needs_person(context: Context, code: str, finding: str, evidence: Iterable[Place | None] = ()) -> Finding:
    """Only a person, a register or a proof can tell; what was seen is handed on as evidence."""
    return Finding("person", None, masked(finding), context.edition.points[code].advice, 0.0, seen(*evidence))


def refused(context: Context, code: str, columns: Sequence[Column]) -> Finding:
    """The pages needed were refused by the site (an anti-robot answer): no value, a person looks."""
    sentence = f"需要查看的栏目{naming(columns)}拒绝了程序访问，待人工核验，不作扣分。"
    return Finding("blocked", None, sentence, "请为评估程序放行访问，或由人工核验。", 0.0, seen(*columns))


def share(found: Iterable[object], named: Iterable[object]) -> Fraction:
    """Number of parts found over the number of parts named; 0 where none is named."""
    parts = list(named)
    wanted = set(found)
    return Fraction(sum(part in wanted for part in parts), len(parts)) if parts else Fraction(0)


def graded(value: Fraction) -> str:
    """A share for a sentence, as per cent: 2/3 -> "67%"."""
    return f"{float(value) * 100:.0f}%"


# --- what was looked through ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Search:
    """What a check looked through: the columns, whether all of it was seen, and in a sentence what was not."""

    columns: tuple[Column, ...]
    complete: bool
    gaps: tuple[str, ...]


def unread(column: Column) -> str:
    """Why a column's content is not (wholly) known, in Chinese; empty where it is known whole."""
    if column.outcome == "blocked":
        return f"“{column.name}”拒绝访问"
    if column.state in _UNREAD:
        return f"“{column.name}”{_UNREAD[column.state]}"
    if column.state == "filled" and not column.complete:
        pages = f"共{column.pages_stated}页，只读到{column.pages_seen}页" if column.pages_stated else "未读全"
        return f"“{column.name}”{pages}"
    return ""


def looked_through(context: Context, columns: Iterable[Column]) -> Search:
    """The columns that were searched and what of them stayed unseen; a crawl that hit its budget is never complete."""
    places = tuple({id(column): column for column in columns}.values())
    gaps = [reason for column in places if (reason := unread(column))]
    if context.site.budget_reached:
        gaps.append("抓取达到上限，网站未读全")
    if context.site.home is None:
        gaps.append("首页未能读出")
    return Search(places, not gaps, tuple(gaps))


def unread_entrances(context: Context) -> list[Column]:
    """Navigation columns that may hold further columns and were not read: what stands below them is unknown.

    A column that serves an indicator by its own name hides nothing but that; catalogues of open information
    (1.3.1) and names that serve none may hide anything.
    """
    unknown = ("unseen", "scripted")
    furniture = context.edition.words["furniture"]
    return [
        column
        for column in all_columns(context.site)
        if not has_any(column.name, furniture)
        if ("1.3.1" in column.indicators and (column.state in (*unknown, "elsewhere") or column.outcome == "blocked"))
        or (not column.indicators and column.in_navigation and (column.state in unknown or column.outcome == "blocked"))
    ]


def _general_columns(context: Context) -> list[Column]:
    """Columns with lists in which any document may stand: notices, documents, open information, and unnamed ones."""
    return [
        column
        for column in all_columns(context.site)
        if column.items and (not column.indicators or any(code in column.indicators for code in _GENERAL))
    ]


def zero(
    context: Context,
    code: str,
    finding: str,
    columns: Iterable[Column] = (),
    *,
    advice: str | None = None,
    anywhere: bool = False,
    also: Iterable[Place | None] = (),
) -> Finding:
    """A zero: judged only where the columns were seen complete, else suggested with what was not seen.

    `anywhere`: the evidence could stand in any column, so entrances that were not read leave it open too.
    The columns looked through are named in the finding and given as evidence.
    """
    search = looked_through(context, columns)
    gaps = list(search.gaps)
    if anywhere or not search.columns:
        gaps += [f"“{column.name}”{_UNREAD.get(column.state, '拒绝访问')}" for column in unread_entrances(context)]
        gaps += [unread(column) for column in _general_columns(context) if unread(column)]
        if sum(column.state == "filled" for column in all_columns(context.site)) < _LEAST_COLUMNS:
            gaps.append("读出的栏目过少")
    if search.columns and all(column.outcome == "blocked" for column in search.columns):
        return refused(context, code, search.columns)
    gaps = list(dict.fromkeys(gaps))
    where = f"查看了{naming(search.columns)}栏目" if search.columns else "查看了首页、导航和网站地图"
    sentence = f"{finding}（{where}"
    sentence += f"；未能看全：{'、'.join(gaps[:3])}{'等' if len(gaps) > 3 else ''}，待人工确认）" if gaps else "）"
    places = [*also, *search.columns] if search.columns else [*also, *entrances(context.site)]
    return settle(context, code, 0, sentence, places, sure=not gaps, advice=advice)


def entrances(site: Site) -> list[Page | str]:
    """The pages on which every column ought to be linked: the home page and the site map."""
    found: list[Page | str] = [site.home if site.home is not None else site.url]
    if site.footer.site_map and site.footer.site_map in site.pages:
        found.append(site.pages[site.footer.site_map])
    return found


# --- columns ----------------------------------------------------------------------------------------------------


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


def column_point(context: Context, code: str, columns: Sequence[Column] | None = None, what: str = "") -> Finding:
    """A point "column for …": 1 where it exists with content, 0.5 where it is blank, 0 where there is none.

    `columns` default to those whose name serves the point's indicator. A column that is linked but was not
    read exists; as its content is unknown the full value is only suggested.
    """
    indicator = context.indicator(code)
    what = what or f"{indicator.name}栏目"
    if columns is None:
        columns = context.site.columns_for(indicator.code)
    if not columns and (label := _hinted(context, indicator)):
        sentence = f"未找到名称规范的{what}，但有“{label}”，是否即是由人工确认。"
        return settle(context, code, 1, sentence, entrances(context.site), sure=False, confidence=GUESS)
    if not columns:
        return zero(context, code, f"未找到{what}", advice=f"在首页或政府信息公开栏目下设置{what}并发布内容。")
    filled = [column for column in columns if column.state == "filled"]
    if filled:
        count = sum(len(column.items) for column in filled)
        content = f"，共读到{count}条内容" if count else "，有正文内容"
        sentence = f"设有{what}：{naming(filled)}{content}。"
        return settle(context, code, 1, sentence, filled[:4], sure=True)
    blocked = [column for column in columns if column.outcome == "blocked"]
    if blocked:
        return refused(context, code, blocked)
    if known := [column for column in columns if column.state in _UNREAD]:
        why = "、".join(unread(column) for column in known[:3])
        sentence = f"设有{what}的入口{naming(known)}，但{why}，内容待人工确认。"
        return settle(context, code, 1, sentence, known[:4], sure=False, confidence=LIKELY)
    if drawn := [column for column in columns if any(_shows_something(context, page) for page in column.pages)]:
        sentence = f"设有{what}{naming(drawn)}，内容为图片、附件或表单，没有文字，由人工确认。"
        return settle(context, code, 1, sentence, drawn[:4], sure=False, confidence=0.7)
    sentence = f"设有{what}{naming(columns)}，但栏目为空白。"
    advice = f"在{naming(columns, 3)}中发布内容，或撤下空白栏目。"
    sure = not context.site.budget_reached
    return settle(context, code, Fraction(1, 2), sentence, columns[:4], sure=sure, advice=advice)


def _hinted(context: Context, indicator: Indicator) -> str:
    """A column or a short link of the home page whose name hints at the indicator though no list of names knows it."""
    hints, unwanted = (
        indicator.words.get("hints", ()),
        (*indicator.words.get("hints_not", ()), *indicator.words.get("not_columns", ()), *indicator.columns.exclude),
    )
    if not hints:
        return ""
    home = context.site.home
    labels = [column.name for column in all_columns(context.site) if not column.indicators]
    labels += [link.label for link in home.links if link.region != "list"] if home else []
    units = ("科", "处", "室", "办", "局", "厅", "委", "股", "网", "院")
    return next(
        (
            label
            for label in labels
            if len(label) <= 10 and has_any(label, hints) and not has_any(label, unwanted) and not label.endswith(units)
        ),
        "",
    )


def _shows_something(context: Context, page: Page) -> bool:
    """Whether a page without text shows content of another kind; such a column is not blank.

    Pictures count that stand on no other page: what every page shows belongs to the template.
    """
    memory = context.site.memory
    if "pictures" not in memory:
        memory["pictures"] = Counter(
            url for other in context.site.pages.values() for url in {picture.url for picture in other.pictures}
        )
    own = [picture for picture in page.pictures if memory["pictures"][picture.url] == 1]
    pictures = len(own) >= 2 or any(picture.in_body for picture in own)
    return bool(pictures or page.people or page.attachments or page.tables or page.media)


# --- documents --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Document:
    """A title with its date and address that the site shows: an article that was read, or a row that leads to one."""

    url: str
    title: str
    day: date | None
    article: Article | None
    columns: tuple[Column, ...]

    @property
    def text(self) -> str:
        """Main text where the page was read, else empty."""
        return self.article.text if self.article else ""

    def see(self) -> Evidence:
        """Evidence of this document: its date and title."""
        return Evidence(self.url, quote((f"{self.day} " if self.day else "") + self.title))


def documents(context: Context) -> list[Document]:
    """Every document of the site once, newest first (undated last), rows of other sites left out."""
    memory = context.site.memory
    if "documents" not in memory:
        memory["documents"] = _documents(context.site)
    return list(memory["documents"])


def _documents(site: Site) -> list[Document]:
    found = {
        article.url: Document(article.url, article.title, article.published, article, tuple(article.columns))
        for article in site.articles
    }
    rows: dict[tuple[str, date | None], list[tuple[Item, Column]]] = {}
    for column in all_columns(site):
        for item in column.items:
            if item.article is None and not item.foreign and item.url not in found:
                rows.setdefault((item.title, item.day), []).append((item, column))
    # A row that was not read is known by its title and date alone: the same in two columns is one document.
    for (title, day), places in rows.items():
        url = next((item.url for item, _ in places if item.url), "")
        found[url or f"{places[0][1].url}#{title}"] = Document(
            url or places[0][1].url, title, day, None, tuple(column for _, column in places)
        )
    return sorted(found.values(), key=lambda d: (-(d.day.toordinal() if d.day else 0), d.url))


def titled(
    context: Context,
    needles: Iterable[str],
    *,
    without: Iterable[str] = (),
    columns: Iterable[Column] | None = None,
) -> list[Document]:
    """Documents whose title holds one of `needles` and none of `without`; within `columns` where given."""
    wanted, unwanted = tuple(needles), tuple(without)
    places = None if columns is None else {id(column) for column in columns}
    return [
        document
        for document in documents(context)
        if has_any(document.title, wanted)
        and not has_any(document.title, unwanted)
        and (places is None or any(id(column) in places for column in document.columns))
    ]


def core_columns(context: Context, indicator: str, *, name: str = "core_columns") -> list[Column]:
    """Columns that serve the indicator and whose own name says so plainly (word list `core_columns`).

    `columns_for` also yields columns that merely could serve it (联系我们 for
    机构职能); these found neither a zero nor a one.
    """
    own = context.edition.by_code[indicator].words
    unwanted = own.get("not_columns", ())
    return named_columns(context.site.columns_for(indicator), words(context, indicator, name), without=unwanted)


def unread_columns(columns: Iterable[Column]) -> list[Column]:
    """Of the columns those whose content is unknown: not fetched, refused, drawn by a script, or on another host."""
    return [column for column in columns if column.state in _UNREAD or column.outcome == "blocked"]


def undecided(context: Context, code: str, columns: Sequence[Column], finding: str) -> Finding:
    """The place where the evidence would stand was not read: blocked where it was refused, else for a person."""
    if columns and all(column.outcome == "blocked" for column in columns):
        return refused(context, code, columns)
    reasons = "、".join(unread(column) for column in columns[:3])
    return needs_person(context, code, f"{finding}：{reasons}，内容待人工查看。", columns[:4])


def pages_of(columns: Iterable[Column]) -> list[Page]:
    """The columns' own pages and their articles' pages, each once, in order."""
    found: dict[str, Page] = {}
    for column in columns:
        for page in [*column.pages, *(article.page for article in column.articles)]:
            found.setdefault(page.url, page)
    return list(found.values())


def in_columns(context: Context, columns: Iterable[Column]) -> list[Document]:
    """Documents that stand in one of the columns or below it, newest first."""
    places = {id(deep) for column in columns for deep in column.walk()}
    return [document for document in documents(context) if any(id(column) in places for column in document.columns)]


def only_attachment(document: Document, least: int = 120) -> bool:
    """Whether what counts stands in a file or picture alone: hardly any text beside an attachment or a picture."""
    if document.article is None:
        return True
    page = document.article.page
    pictures = any(picture.in_body for picture in page.pictures)
    return len(page.text) < least and (has_files(page) or pictures)


def has_files(page: Page) -> bool:
    """Whether a page has attachments, or names files in its text whose address only a script knows."""
    return bool(page.attachments) or bool(_FILE_NAME.search(page.text))


def broken(context: Context, picture: str) -> bool:
    """Whether a picture is known not to load; where no picture at all was fetched whole, the crawl may be at fault."""
    files = context.site.files
    if picture not in files or files[picture].outcome != "not-found":
        return False
    return any(file.kind == "image" and file.outcome == "ok" for file in files.values())


def fresh(context: Context, found: Iterable[Document]) -> list[Document]:
    """Documents dated within the year before the monitoring date."""
    return [document for document in found if within_year(document.day, context.monitoring_date)]
