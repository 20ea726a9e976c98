"""The points "column for …": 1 with content, 0.5 blank, 0 where there is none (contract `evaluate`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from zhengping.checks.context import Context
from zhengping.checks.evidence import naming
from zhengping.checks.finding import Finding
from zhengping.checks.looking import UNREAD, all_columns, entrances, named_columns, unread, zero
from zhengping.checks.verdicts import GUESS, has_any, refused, settle, words
from zhengping.reading.facts import Page
from zhengping.reading.site import Column
from zhengping.standard.model import Indicator


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
    filled = [column for column in columns if column.state == "filled" and _own_content(column, columns)]
    if filled:
        count = sum(len(column.items) for column in filled)
        content = f"，共读到{count}条内容" if count else "，有正文内容"
        if unrelated := _unrelated(filled, indicator):
            sentence = f"设有{what}{naming(filled)}，但读到的内容与栏目不符，如《{unrelated}》，由人工确认。"
            return settle(context, code, Fraction(1, 2), sentence, filled[:4], sure=False, confidence=GUESS)
        sentence = f"设有{what}：{naming(filled)}{content}。"
        return settle(context, code, 1, sentence, filled[:4], sure=True)
    blocked = [column for column in columns if column.outcome == "blocked"]
    if blocked:
        return refused(context, code, blocked)
    if known := [column for column in columns if column.state in UNREAD]:
        why = "、".join(unread(column) for column in known[:3])
        sentence = f"设有{what}的入口{naming(known)}，但{why}，内容待人工确认。"
        return settle(context, code, 1, sentence, known[:4], sure=False, confidence=0.75)
    if drawn := [column for column in columns if any(_shows_something(context, page) for page in column.pages)]:
        sentence = f"设有{what}{naming(drawn)}，内容为图片、附件或表单，没有文字，由人工确认。"
        return settle(context, code, 1, sentence, drawn[:4], sure=False, confidence=0.7)
    if all(column.state == "filled" for column in columns):
        sentence = f"{naming(columns)}栏目之下只有其他栏目，是否算设有{what}由人工确认。"
        return settle(context, code, 1, sentence, columns[:4], sure=False, confidence=GUESS)
    columns = [column for column in columns if column.state != "filled"]
    sentence = f"设有{what}{naming(columns)}，但栏目为空白。"
    advice = f"在{naming(columns, 3)}中发布内容，或撤下空白栏目。"
    sure = not context.site.budget_reached
    return settle(context, code, Fraction(1, 2), sentence, columns[:4], sure=sure, advice=advice)


def _unrelated(columns: Sequence[Column], indicator: Indicator) -> str:
    """A title of columns whose content has nothing to do with their name; empty where some of it has, or none is known.

    The indicator's word list `content` says what such titles or texts are about; without it nothing is asked.
    """
    about = indicator.words.get("content", ())
    titles = [item.title for column in columns for deep in column.walk() for item in deep.items]
    if not about or not titles or any(has_any(title, about) for title in titles):
        return ""
    texts = [page.text for column in columns for page in column.pages]
    return "" if any(has_any(text, about) for text in texts) else titles[0]


def _own_content(column: Column, columns: Sequence[Column]) -> bool:
    """Whether a filled column holds something itself, or below it in columns that serve the point or no other."""
    if not column.children or column.items or any(any(map(str.isalnum, page.text)) for page in column.pages):
        return True
    serving = {id(one) for one in columns}
    below = [deep for deep in column.walk()[1:] if deep.state == "filled"]
    return any(id(deep) in serving or not deep.indicators for deep in below)


def core_columns(context: Context, indicator: str, *, name: str = "core_columns") -> list[Column]:
    """Columns that serve the indicator and whose own name says so plainly (word list `core_columns`).

    `columns_for` also yields columns that merely could serve it (联系我们 for
    机构职能); these found neither a zero nor a one.
    """
    own = context.edition.by_code[indicator].words
    unwanted = own.get("not_columns", ())
    return named_columns(context.site.columns_for(indicator), words(context, indicator, name), without=unwanted)


def _hinted(context: Context, indicator: Indicator) -> str:
    """A name of a column, menu or link that hints at the indicator though no list of names knows it."""
    hints, unwanted = (
        indicator.words.get("hints", ()),
        (*indicator.words.get("hints_not", ()), *indicator.words.get("not_columns", ()), *indicator.columns.exclude),
    )
    if not hints:
        return ""
    units = ("科", "处", "室", "办", "局", "厅", "委", "股", "网", "院")
    return next(
        (
            label
            for label in _labels(context)
            if len(label) <= 10 and has_any(label, hints) and not has_any(label, unwanted) and not label.endswith(units)
        ),
        "",
    )


def _labels(context: Context) -> list[str]:
    """Names that lead to columns: unnamed columns, links of the home page, entries of the columns' menus; each once."""
    memory = context.site.memory
    if "labels" not in memory:
        home = context.site.home
        columns = all_columns(context.site)
        labels = [column.name for column in columns if not column.indicators]
        labels += [link.label for link in home.links if link.region != "list"] if home else []
        own = [column for column in columns if column.pages and not column.platform and column.state != "elsewhere"]
        labels += [entry.name for column in own for entry in column.pages[0].menus]
        memory["labels"] = list(dict.fromkeys(labels))
    found: list[str] = memory["labels"]
    return found


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
