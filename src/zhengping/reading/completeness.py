"""How much of each column was read, and what stands in it: state, pages stated and seen, and what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from zhengping.reading.facts import Form, Page
from zhengping.reading.site import Column, ColumnState

FEWEST_CHARACTERS = 30
"""Characters of main text from which a page counts as content of its own."""
_LONGEST_PLACEHOLDER_PAGE = 120
_TEMPLATE_PICTURE = 2
"""Pages of columns; a picture that stands on more of them is part of the template."""
_WORKING_FORMS = frozenset({"mailbox", "opinion", "survey", "application", "case-query", "letter-query", "data-query"})
_BELOW: tuple[ColumnState, ...] = ("filled", "scripted", "elsewhere", "blank", "unseen")
_OUTCOMES = {
    "not-found": "页面不存在",
    "soft-not-found": "页面不存在",
    "blocked": "拒绝访问",
    "timeout": "访问超时",
    "server-error": "服务器出错",
    "refused": "拒绝连接",
    "tls": "证书或加密连接有误",
    "dns": "域名无法解析",
    "robots": "robots.txt 不允许抓取",
    "off-scope": "不在抓取范围",
    "too-large": "页面过大",
    "": "未抓取",
}


def judge_states(columns: Sequence[Column], placeholders: Iterable[str]) -> None:
    """Sets `state` of every column, those below first: a heading is what its children are."""
    words = tuple(placeholders)
    shown = _pictures_shown(columns)
    for column in reversed(columns):
        if column.state == "elsewhere":
            continue
        column.state = _state(column, words, shown)


def _pictures_shown(columns: Iterable[Column]) -> Counter[str]:
    """On how many of the columns' pages each picture stands."""
    pages = {page.url: page for column in columns for page in column.pages}
    return Counter(url for page in pages.values() for url in {picture.url for picture in page.pictures})


def _state(column: Column, placeholders: tuple[str, ...], shown: Counter[str]) -> ColumnState:
    if column.items or any(_has_content(page, placeholders, shown) for page in column.pages):
        return "filled"
    below: list[ColumnState] = [child.state for child in column.children]
    if any(state == "filled" for state in below):
        return "filled"
    if any(page.scripted for page in column.pages):
        return "scripted"
    if column.pages:
        return "blank"
    if below and column.outcome in ("", "ok"):
        return min(below, key=_BELOW.index)
    return "unseen"


def _has_content(page: Page, placeholders: tuple[str, ...], shown: Counter[str]) -> bool:
    """Real content: text that is no placeholder, a working form, files, pictures, tables, films or leaders.

    Text without a letter (separators) is none; nor are pictures that many columns show: they belong to the template.
    """
    text = page.text.strip()
    text = text if any(character.isalnum() for character in text) else ""
    if len(text) <= _LONGEST_PLACEHOLDER_PAGE and any(word in text for word in placeholders):
        return False
    if len(text) >= FEWEST_CHARACTERS or page.people or page.letters or page.attachments or page.media:
        return True
    if any(form.purpose in _WORKING_FORMS or _asks_for_text(form) for form in page.forms):
        return True
    pictures = any(picture.in_body and shown[picture.url] <= _TEMPLATE_PICTURE for picture in page.pictures)
    return pictures or any(len(table) > 1 for table in page.tables)


def _asks_for_text(form: Form) -> bool:
    """A form whose purpose its words do not tell, but that takes a text (a guest book)."""
    return form.purpose == "other" and any(field.kind == "textarea" for field in form.fields)


def judge_completeness(columns: Iterable[Column], outcomes: Mapping[str, str], budget_reached: bool) -> None:
    """Sets `pages_stated`, `pages_seen`, `rows_stated`, `complete` and, in Chinese, `incomplete_why`."""
    for column in columns:
        column.pages_seen = sum(page.paging.read if page.paging is not None else 1 for page in column.pages)
        pagings = [page.paging for page in column.pages if page.paging is not None]
        column.pages_stated = max((paging.pages for paging in pagings), default=0)
        column.rows_stated = max((paging.rows for paging in pagings), default=0)
        column.incomplete_why = _gap(column, outcomes, budget_reached)
        column.complete = not column.incomplete_why


def _gap(column: Column, outcomes: Mapping[str, str], budget_reached: bool) -> str:
    """Why the column is not known whole; empty where it is."""
    if column.state == "elsewhere":
        return f"在其他网站（{column.platform}）" if column.platform else "在其他网站"
    if not column.pages:
        if column.children and column.state in ("filled", "blank") and not _rows_of_its_own(column):
            return ""
        return _OUTCOMES.get(column.outcome, column.outcome) if column.url else "入口没有可访问的地址"
    if column.state == "scripted" or any(page.scripted and not page.rows for page in column.pages):
        return "内容由脚本绘制，未能读出"
    if column.pages_stated > column.pages_seen:
        missing = sorted({_OUTCOMES.get(outcome, outcome) for outcome in _further(column, outcomes)} - {"ok"})
        why = f"（{'、'.join(missing)}）" if missing else ""
        return f"列表共{column.pages_stated}页，只读到{column.pages_seen}页{why}"
    hidden = any(page.paging is not None and page.paging.unfollowable for page in column.pages)
    if hidden and not column.pages_stated and (not column.rows_stated or column.rows_seen < column.rows_stated):
        return "列表翻页由脚本完成，未能读全"
    if column.rows_stated - column.rows_seen > column.rows_stated // 20 and column.rows_seen:
        return f"列表共{column.rows_stated}条，只读到{column.rows_seen}条"
    further = [outcome for outcome in _further(column, outcomes) if outcome != "ok"]
    if further and column.pages_stated == 0:
        return f"后续页未能读到（{_OUTCOMES.get(further[0], further[0])}）"
    if budget_reached and any(outcome == "" for outcome in further):
        return "抓取达到上限"
    hidden_days = sum(item.date_scripted for item in column.items)
    return f"{hidden_days}条的日期由外部脚本填写，未能读到" if hidden_days else ""


def _rows_of_its_own(column: Column) -> bool:
    """Whether rows stand in the column itself (told by breadcrumbs or the home page), and in none below it."""
    below = {item.url for child in column.children for deep in child.walk() for item in deep.items}
    return any(item.url not in below for item in column.items)


def _further(column: Column, outcomes: Mapping[str, str]) -> list[str]:
    """Outcomes of the further pages that the column's paging names."""
    seen = {page.url for page in column.pages}
    urls = dict.fromkeys(url for page in column.pages if page.paging is not None for url in page.paging.urls)
    return [outcomes.get(url, "") for url in urls if url not in seen]
