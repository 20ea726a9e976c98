"""1.3.1 主动公开目录 and 1.3.2 依申请公开: guide, catalogue, classes, search; guide and way to apply."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from zhengping.checks.context import Context, check
from zhengping.checks.entries import entrances_named
from zhengping.checks.finding import Evidence, Finding
from zhengping.checks.periods import within_months
from zhengping.checks.quoting import quote
from zhengping.checks.tools import (
    GUESS,
    LIKELY,
    all_columns,
    graded,
    has_any,
    in_columns,
    named_columns,
    number,
    pageless,
    pages_of,
    seen,
    settle,
    share,
    titled,
    undecided,
    unread,
    unread_columns,
    words,
    zero,
)
from zhengping.reading.facts import Form, Page
from zhengping.reading.lookup import short_key
from zhengping.reading.site import Column

CATALOGUE = "1.3.1"
REQUEST = "1.3.2"
FACETS = {"topic": "主题", "office": "机构", "genre": "体裁", "audience": "服务对象"}
_FEW_ENTRIES = 0.4
"""Confidence where too little of the catalogue was read to tell how it is joined to the columns."""
ELEMENTS = {"accepting": "受理机构", "ways": "申请方式", "forms": "申请表", "limits": "答复时限"}


@check("1.3.1-1")
def guide_and_catalogue(context: Context) -> Finding:
    """Guide and catalogue: each half, of which half for being there and half for being current."""
    guide, guide_words, guide_seen = _guide_value(context)
    catalogue, catalogue_words, catalogue_seen = _catalogue_value(context)
    value = (guide + catalogue) / 2
    columns = context.site.columns_for(CATALOGUE)
    if value == 0:
        return zero(context, "1.3.1-1", "未见信息公开指南和目录", columns, anywhere=True)
    sentence = f"指南：{guide_words}；目录：{catalogue_words}。"
    # A guide without a date may be as old as the site.
    confidence = LIKELY if value == 1 and "未注日期" not in guide_words else 0.7
    places = [*guide_seen, *catalogue_seen]
    advice = _advice(context, guide, guide_words, catalogue, catalogue_words) if value < 1 else None
    return settle(context, "1.3.1-1", value, sentence, places, sure=False, confidence=confidence, advice=advice)


def _advice(context: Context, guide: Fraction, guide_words: str, catalogue: Fraction, catalogue_words: str) -> str:
    """What to do for the half that is lacking; the other half needs nothing. Unread halves are for a person to open."""
    own = context.edition.points["1.3.1-1"].advice
    wanted = []
    if "未读到" in guide_words:
        wanted.append("请人工打开公开指南，核对是否按2019年条例写明受理机构、方式和20个工作日时限")
    elif guide < 1:
        wanted.append(own.removesuffix("。").partition("，目录")[0])
    if "未读到" in catalogue_words:
        wanted.append("请人工打开公开目录，核对最近半年有无新条目")
    elif catalogue == 0:
        wanted.append("在首页设置公开目录，列出已公开的信息并注明日期")
    elif catalogue < 1:
        wanted.append("公开目录随发随更，每条注明日期")
    return "；".join(wanted) + "。"


def guides(context: Context, code: str) -> list[tuple[Page, str]]:
    """Pages that are the guide of the indicator: articles by title, columns that are one page, with their names."""
    own = context.edition.by_code[code].words
    names, unwanted = own["guide_titles"], own.get("guide_not", ())
    found: dict[str, tuple[Page, str]] = {}
    for document in titled(context, names, without=unwanted):
        if document.article and _is_guide(context, document.article.page):
            found.setdefault(document.url, (document.article.page, document.title))
    for column in named_columns(context.site.columns_for(code, CATALOGUE), names, without=unwanted):
        for page in pages_of([column]):
            if _is_guide(context, page):
                found.setdefault(page.url, (page, column.name))
    return list(found.values())


def _is_guide(context: Context, page: Page) -> bool:
    """A column called 指南 may hold anything: a guide tells what is public and how to ask for it."""
    content = words(context, CATALOGUE, "guide_content")
    return len(page.text) >= 100 and sum(word in page.text for word in content) >= number(
        context, CATALOGUE, "guide_words"
    )


def _guide_value(context: Context) -> tuple[Fraction, str, list[Evidence | Column]]:
    pages = guides(context, CATALOGUE)
    if not pages:
        names = words(context, CATALOGUE, "guide_titles")
        rows = titled(context, names, without=words(context, CATALOGUE, "guide_not"))
        columns = named_columns(context.site.columns_for(CATALOGUE), names)
        if rows:
            return Fraction(1, 2), f"有《{rows[0].title}》，正文未读到", [rows[0].see()]
        if hidden := unread_columns(columns):
            return Fraction(1, 2), f"有“{hidden[0].name}”栏目，内容未读到", [hidden[0]]
        if columns:
            return Fraction(1, 4), f"有“{columns[0].name}”栏目，其中未见指南正文", [columns[0]]
        return Fraction(0), "未见", []
    page, name = max(pages, key=lambda pair: pair[0].published.value.toordinal() if pair[0].published else 0)
    day = page.published.value if page.published else None
    evidence: list[Evidence | Column] = [Evidence(page.url, quote(name))]
    year = number(context, CATALOGUE, "guide_current_from")
    old = outdated_limit(context, page)
    if context.monitoring_date.year > year and (old or (day is not None and day.year < year)):
        since = f"发布于{day}，" if day else ""
        return Fraction(1, 2), f"《{name}》{since}{f'仍写“{old}”，' if old else ''}未按新条例更新", evidence
    return Fraction(1), f"《{name}》" + (f"发布于{day}" if day else "未注日期，未见旧条例的期限"), evidence


def outdated_limit(context: Context, page: Page) -> str:
    """The time limit of the former ordinance where the guide still promises it; a third party's 15 days are current."""
    text = _joined(page)
    for limit in words(context, CATALOGUE, "old_limit"):
        at = text.find(limit)
        while at >= 0:
            if not has_any(text[max(0, at - 50) : at + 30], words(context, CATALOGUE, "third_party")):
                return limit
            at = text.find(limit, at + 1)
    return ""


def _catalogue_value(context: Context) -> tuple[Fraction, str, list[Evidence | Column]]:
    columns = catalogue_columns(context)
    if not columns:
        return Fraction(0), "未见", []
    found = in_columns(context, columns)
    newest = max((d.day for d in found if d.day and d.day <= context.monitoring_date), default=None)
    evidence: list[Evidence | Column] = list(columns[:3])
    current = within_months(newest, context.monitoring_date, number(context, CATALOGUE, "catalogue_months"))
    if current:
        return Fraction(1), f"“{columns[0].name}”更新至{newest}", evidence
    if newest is not None:
        return Fraction(1, 2), f"“{columns[0].name}”最新一条为{newest}", evidence
    if unread_columns(columns):
        return Fraction(1, 2), f"有“{columns[0].name}”入口，内容未读到", evidence
    if found:
        return Fraction(1, 2), f"“{columns[0].name}”的条目未注日期", evidence
    return Fraction(1, 4), f"“{columns[0].name}”没有条目", evidence


def catalogue_columns(context: Context) -> list[Column]:
    """Columns of the catalogue by name, and entrances to open information that were not read, which may hold it.

    A section of columns (政务公开 over 政策文件, 财政信息 …) that was read and shows no catalogue is none; the section
    that a platform of open information keeps for this office is one, whatever its name (most bear the office's).
    """
    columns = context.site.columns_for(CATALOGUE)
    named = named_columns(columns, words(context, CATALOGUE, "catalogue_columns"))
    sections = named_columns(
        unread_columns(columns),
        words(context, CATALOGUE, "section_columns"),
        without=words(context, CATALOGUE, "section_not"),
    )
    kept = [column for column in columns if column.platform and column.children and not _in_frame(column.parent)]
    return list({id(column): column for column in [*named, *kept, *sections]}.values())


def _in_frame(column: Column | None) -> bool:
    return column is not None and bool(column.platform)


@check("1.3.1-2")
def facets(context: Context) -> Finding:
    """Share of the four classes: by topic, office, genre, audience."""
    columns = catalogue_columns(context)
    pages = [page for column in columns for deep in column.walk() for page in deep.pages]
    if missing := _hidden(columns, pages):
        return undecided(context, "1.3.1-2", missing, "信息公开目录未读到")
    labels = {link.label for page in pages for link in page.links if link.region != "list" and len(link.label) <= 12}
    labels |= {entry.name for page in pages for entry in page.menus}
    labels |= {deep.name for column in columns for deep in column.walk()}
    joined = "|".join(sorted(labels))
    found = [name for name in FACETS if _facet(joined, words(context, CATALOGUE, name))]
    if not found:
        return zero(context, "1.3.1-2", "目录未见按主题、机构、体裁、服务对象的分类", columns, anywhere=not columns)
    missing_names = [FACETS[name] for name in FACETS if name not in found]
    sentence = f"目录可按{'、'.join(FACETS[name] for name in found)}分类"
    sentence += f"，未见按{'、'.join(missing_names)}分类" if missing_names else ""
    value = share(found, FACETS)
    confidence = LIKELY if value == 1 else 0.7
    return settle(context, "1.3.1-2", value, sentence + "。", columns[:4], sure=False, confidence=confidence)


def _facet(joined: str, names: tuple[str, ...]) -> bool:
    """A long name anywhere in a label; a name of two characters only as the whole label."""
    labels = set(joined.split("|"))
    return bool(has_any(joined, [name for name in names if len(name) > 2])) or bool(labels & set(names))


@check("1.3.1-3")
def joined_up(context: Context) -> Finding:
    """Share of catalogue entries that also stand in a column outside it (same document, or same title)."""
    columns = catalogue_columns(context)
    found = in_columns(context, columns)
    if not found:
        if missing := unread_columns(columns):
            return undecided(context, "1.3.1-3", missing, "信息公开目录未读到")
        return zero(context, "1.3.1-3", "未见信息公开目录条目", columns, anywhere=not columns)
    inside = {id(deep) for column in columns for deep in column.walk()}
    shared = [document for document in found if any(id(column) not in inside for column in document.columns)]
    entries = max(len(found), sum(_rows_of_entries(context, page) for column in columns for page in column.pages))
    value = Fraction(len(shared), entries)
    sentence = f"目录中读到{entries}条，其中{len(shared)}条也在其他栏目出现（{graded(value)}）"
    sentence += f"；{entries - len(found)}条没有链接" if entries > len(found) else ""
    evidence = seen(*columns[:2], *(document.see() for document in shared[:3]))
    few = len(found) < number(context, CATALOGUE, "least_entries")
    # Where an entry also stands is seen only in columns that were read.
    outside = [column for column in all_columns(context.site) if id(column) not in inside and column.indicators]
    open_ends = value < 1 and any(unread(column) for column in outside)
    confidence = _FEW_ENTRIES if few or value == 0 else GUESS if entries > len(found) or open_ends else LIKELY
    return settle(
        context,
        "1.3.1-3",
        value,
        sentence,
        evidence,
        sure=False,
        confidence=confidence,
        doubt="目录与文件库的关联由人工确认。",
    )


def _rows_of_entries(context: Context, page: Page) -> int:
    """Rows of the catalogue's tables; entries without a link stand in them as well."""
    heads = words(context, CATALOGUE, "entry_heads")
    tables = [table for table in page.tables if table and sum(bool(has_any(cell, heads)) for cell in table[0]) > 1]
    return sum(len(table) - 1 for table in tables)


@check("1.3.1-4")
def catalogue_search(context: Context) -> Finding:
    """A search form inside the catalogue that is not the site's own; whether it finds is for a browser."""
    columns = catalogue_columns(context)
    pages = [page for column in columns for page in column.pages]
    if missing := _hidden(columns, pages):
        return undecided(context, "1.3.1-4", missing, "信息公开目录未读到")
    home = {short_key(form.action) for form in context.site.home.forms} if context.site.home else set()
    others = context.site.other_pages.values()
    shown = Counter(signature for page in others for signature in {_signature(form) for form in page.forms})
    platform = {signature for signature, count in shown.items() if 2 * count > len(others)}
    labels = words(context, CATALOGUE, "catalogue_search")
    for page in pages:
        for form in page.forms:
            text = form.text + "".join(field.label for field in form.fields)
            own = short_key(form.action) not in home and form.purpose in ("search", "data-query")
            if has_any(text, labels) or (own and _signature(form) not in platform):
                sentence = "目录页有检索表单（未提交），能否检索到具体信息需浏览器实测。"
                return settle(context, "1.3.1-4", 1, sentence, [page], sure=False, confidence=GUESS)
    return zero(context, "1.3.1-4", "目录页未见检索功能（站内搜索不计）", columns, anywhere=not columns)


def _signature(form: Form) -> tuple[str, ...]:
    """What makes forms on several pages the same: a platform shows the search of its whole site on most of them."""
    return (form.action, *(field.name for field in form.fields))


def _hidden(columns: list[Column], pages: list[Page]) -> list[Column]:
    """The columns, where not one page of the catalogue was read."""
    return [] if pages else pageless(columns)


@check("1.3.2-1")
def request_guide(context: Context) -> Finding:
    """Share of four in the guide: accepting body, ways, form, time limit; an outdated limit does not count."""
    pages = [*guides(context, REQUEST), *guides(context, CATALOGUE)]
    columns = context.site.columns_for(REQUEST)
    if not pages:
        if missing := unread_columns([*columns, *context.site.columns_for(CATALOGUE)]):
            return undecided(context, "1.3.2-1", missing, "依申请公开指南未读到")
        return zero(context, "1.3.2-1", "未见依申请公开指南", columns, anywhere=True)
    best = max(pages, key=lambda pair: len(_guide_elements(context, pair[0])))
    page, name = best
    found = _guide_elements(context, page)
    if len(found) < 2:
        return zero(context, "1.3.2-1", "依申请公开栏目未见指南正文", columns, anywhere=not columns)
    missing_names = [ELEMENTS[element] for element in ELEMENTS if element not in found]
    value = share(found, ELEMENTS)
    sentence = f"《{name}》写明{'、'.join(ELEMENTS[element] for element in found) or '的内容很少'}"
    sentence += f"，缺{'、'.join(missing_names)}" if missing_names else ""
    old = outdated_limit(context, page)
    if old and "limits" in found and context.monitoring_date.year > number(context, CATALOGUE, "guide_current_from"):
        value -= Fraction(1, len(ELEMENTS))
        sentence += f"；时限仍写“{old}”，现行条例为{number(context, REQUEST, 'answer_limit')}个工作日"
    sure = value == 1
    # What the general guide leaves out may stand in the column of requests that was not read.
    elsewhere = not any(page is own for own, _ in guides(context, REQUEST)) and pageless(columns)
    confidence = 0.9 if sure else GUESS if elsewhere else LIKELY
    evidence = [Evidence(page.url, quote(name))]
    return settle(context, "1.3.2-1", value, sentence + "。", evidence, sure=sure, confidence=confidence)


def _guide_elements(context: Context, page: Page) -> list[str]:
    text = _joined(page)
    return [element for element in ELEMENTS if has_any(text, words(context, REQUEST, element))]


def _joined(page: Page) -> str:
    return "".join(page.text.split())


@check("1.3.2-2")
def online_request(context: Context) -> Finding:
    """An online application form, or an entrance to one; never submitted."""
    for url in sorted(context.site.pages):
        page = context.site.pages[url]
        if any(form.purpose == "application" for form in page.forms):
            sentence = "有网上依申请公开表单（未提交），能否使用需浏览器实测。"
            return settle(context, "1.3.2-2", 1, sentence, [page], sure=False, confidence=0.85)
    columns = context.site.columns_for(REQUEST)
    for column in columns:
        # The form of a platform that the site leads to counts as an entrance.
        platform = context.site.other_pages.get(column.url)
        if platform is not None and any(form.purpose == "application" for form in platform.forms):
            sentence = f"“{column.name}”指向的平台有网上申请表单（未提交），能否使用需浏览器实测。"
            return settle(context, "1.3.2-2", 1, sentence, [column], sure=False, confidence=0.75)
    places = [page for column in columns for page in pages_of([column])]
    entrances = entrances_named(
        context,
        words(context, REQUEST, "apply"),
        without=words(context, REQUEST, "apply_not"),
        pages=places,
    )
    if entrances:
        sentence = f"依申请公开栏目有“{entrances[0].label}”入口，能否打开并填写需浏览器实测。"
        return settle(context, "1.3.2-2", 1, sentence, [entrances[0].see()], sure=False, confidence=0.65)
    if missing := unread_columns(columns):
        sentence = "有依申请公开的入口，但页面未读到，能否网上申请"
        if len(missing) == len(columns):
            return undecided(context, "1.3.2-2", missing, sentence)
    sentence = "未见网上依申请公开的表单或入口"
    return zero(context, "1.3.2-2", sentence, columns, anywhere=not columns and "columns")
