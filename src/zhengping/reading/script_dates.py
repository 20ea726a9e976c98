"""The date of publication that only a script states: constants, time stamps, variables, data attributes, records.

Nothing is run. What a script would write behind a label of publication is followed by name: from the empty element's
id or class to what fills it, from there to the variable that holds the date. A page whose label stands before nothing
because an outside script fills it in has a date that is not read: that is unknown, not missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from zhengping.reading.date_forms import first_date, plausible
from zhengping.reading.document import Document
from zhengping.reading.facts import DateFact, Row
from zhengping.reading.script_values import LONG_SCRIPT, expressions_behind

_WORDS = (
    r"(?:(?:发布|发表|发稿|公布|公开|录入|上传|添加|更新|上网|创建|编辑)(?:时间|日期)"
    r"|(?:^|[\s>【\[(（\"'])(?:时\s?间|日\s?期))"
)
_TAGS = r"(?:</?\w+[^<>]{0,120}>\s*)"
_LABEL = re.compile(rf"{_WORDS}\s*(?:{_TAGS}{{0,3}}[:：]|(?={_TAGS}{{1,3}}(?:<script|{_TAGS}{{0,1}}\Z)))")
_LABEL_WITHOUT_DATE = re.compile(
    r"(?:时 ?间|日 ?期)[】\]]? ?(?:[:：]|$)(?! ?[\[【(（]?\d{4})|(?:时 ?间|日 ?期)[】\]]? ?[:：] ?[{$]", re.M
)
_SCRIPT = re.compile(r"<script\b.*?(?:</script\s*>|$)", re.S | re.I)
_TAG = re.compile(r"<[^>]*>")
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_NEXT_FIELD = re.compile(
    r"[:：]\s*<|</(?:div|td|p|li|tr|ul|dl|h\d)>|(?:来\s*源|作\s*者|编\s*辑|点\s*击|浏\s*览|阅\s*读|访\s*问|人\s*气|字\s*[体号])"
)
_BLANK_CELL = re.compile(r"^\s*</(?:li|td|dt|th|span|div|p)>\s*<(?:li|td|dd|span|div|p)\b[^<>]*>", re.I)
_WRITES = re.compile(r"<script\b[^>]*>([^<]{0,200}?document\.write(?:ln)?\s*\([^<]{1,300}?)</script", re.I)
_COMPANION = re.compile(r"来\s*源|作\s*者|浏\s*览|点\s*击|阅\s*读|字\s*[体号]|编\s*辑|打\s*印|发布")
_VALUE = r"""\w*["']?\s*[=:]\s*(?:new\s+Date\(\s*)?(?:["']([^"'\n]{6,40})["']|(\d{12,13})\b)"""
_NAMED = re.compile(
    r"\b(?:pub(?:lish)?(?:ed)?_?(?:data|date|time|at)|doc_?(?:pub|rel)_?time|release_?(?:date|time)|date_?published"
    r"|(?:article|news|info)_?(?:date|time)|(?:c_)?deploy_?time|fbsj|fbrq)" + _VALUE,
    re.I,
)
_LOOSELY_NAMED = re.compile(
    r"\b(?:(?:create|created|add|input|insert|write|issue|edit|show|send|cre)_?(?:date|time|at)|time|date|riqi|shijian)"
    + _VALUE,
    re.I,
)
_FIELD_NAME = re.compile(
    r"\b(?:pub(?:lish)?_?(?:date|time)|release_?(?:date|time)|doc_?rel_?time|create_?(?:date|time)|add_?time|fbsj|fbrq)\b",
    re.I,
)
_NUMBERS = re.compile(r"""(new\s+Date\(\s*)?\b(20\d\d)["']?\s*,\s*["']?(\d{1,2})["']?\s*,\s*["']?(\d{1,2})\b""")
_RUN_TOGETHER = re.compile(
    r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?(?!\d)"
)
_COUNTER = re.compile(r"\w*(?:click|hit|count|visit)\w*\s*\([^()]*\)", re.I)
_PLACEHOLDER = re.compile(r"\{\{|\$\{|\bv-(?:text|html)\b|\bng-bind")
_ASKS = re.compile(r"""<select\b|<textarea\b|<input\b(?![^<>]*type\s*=\s*["']?hidden)""", re.I)
"""A label before a control asks for a date."""
_FEWEST_ROWS = 3
_FEW_LINES = 12
_MOST_LABELS = 200
"""Labels of a page's source that are looked behind."""


def script_date(text: str) -> date | None:
    """The first date in a piece of script: as text, as arguments (2019, 10, 8), a JavaScript date (months from 0),
    a time stamp, digits run together. What counts clicks holds none."""
    if "(" in text:
        text = _COUNTER.sub("", text)
    if numbers := _NUMBERS.search(text):
        month = int(numbers[3]) + (1 if numbers[1] else 0)
        if value := plausible(int(numbers[2]), month, int(numbers[4])):
            return value
    if run := _RUN_TOGETHER.search(text):
        return plausible(int(run[1]), int(run[2]), int(run[3]))
    return first_date(text)


def written_by_script(document: Document, rows: Sequence[Row]) -> DateFact | None:
    """A date that the page's source holds for its publication though the text does not show it.

    `rows`: of the page's lists, whose records may hold dates of their own.
    """
    awaited = _awaits_a_date(document)
    if awaited:
        for label, window in _empty_labels(document):
            if (value := script_date(window)) or (value := _followed(document, window)):
                return DateFact(value, "script", label)
    few = len(rows) < _FEWEST_ROWS
    if few and (written := _written_in_place(document)):
        return written
    if few or awaited:
        for pattern in (_NAMED, _LOOSELY_NAMED) if awaited else (_NAMED,):
            if found := _named(document, pattern, one_only=not few or pattern is _LOOSELY_NAMED):
                return found
    if few or awaited:
        return _in_attributes(document)
    return None


def is_filled_by_script(document: Document) -> bool:
    """Whether a label of publication stands before a value that only a script can fill in: the page's own, once or
    twice, not one in every row of a list."""
    if not _awaits_a_date(document):
        return False
    outside = "__VIEWSTATE" not in document.html and any(element.attr("src") for element in document.by_tag("script"))
    awaiting = sum(
        "<script" in window or _PLACEHOLDER.search(window) is not None or (outside and " id=" in window)
        for _, window in _empty_labels(document)
    )
    return 0 < awaiting < _FEWEST_ROWS


def _awaits_a_date(document: Document) -> bool:
    """Whether the visible text has a label of publication without a date, or hardly any text."""
    return _LABEL_WITHOUT_DATE.search(document.text) is not None or len(document.lines) < _FEW_LINES


def _empty_labels(document: Document) -> Iterator[tuple[str, str]]:
    """(label, the source behind it up to the next field) of the labels before which no date is shown."""
    found: list[tuple[str, str]] | None = document.shared.get("script_dates.labels")
    if found is None:
        found = []
        source = document.html
        for label in islice(_LABEL.finditer(source), _MOST_LABELS):
            window = _COMMENT.sub("", source[label.end() : label.end() + 600])
            cell = _BLANK_CELL.match(window)
            start = cell.end() if cell else 0
            end = _NEXT_FIELD.search(window, start)
            window = window[: end.start()] if end else window
            if _ASKS.search(window):
                continue
            if not first_date(_TAG.sub("", _SCRIPT.sub("", window))):
                found.append((_TAG.sub("", label[0]).strip(" >\"'\r\n\t"), window))
        document.shared["script_dates.labels"] = found
    return iter(found)


def _followed(document: Document, window: str) -> date | None:
    """The first date among what the scripts fill in where a piece of source stands."""
    return next((value for text in expressions_behind(document, window) if (value := script_date(text))), None)


def _written_in_place(document: Document) -> DateFact | None:
    """A date that an inline script writes where it stands: beside source or views, or the only one of the page."""
    if "document.write" not in document.html:
        return None
    found: list[tuple[date, bool, str]] = []
    for script in _WRITES.finditer(document.html):
        if value := script_date(script[1]):
            around = document.html[max(0, script.start() - 200) : script.end() + 200]
            found.append((value, _COMPANION.search(_TAG.sub("", _SCRIPT.sub("", around))) is not None, script[1]))
    beside = [entry for entry in found if entry[1]]
    chosen = beside[0] if len(beside) == 1 else found[0] if len(found) == 1 else None
    return DateFact(chosen[0], "script", " ".join(chosen[2].split())[:80]) if chosen else None


def _named(document: Document, pattern: re.Pattern[str], one_only: bool) -> DateFact | None:
    """The value of a variable or field that names itself the publication's; with `one_only` all such must agree."""
    found: dict[date, str] = {}
    for script in document.scripts:
        if len(script) >= LONG_SCRIPT:
            continue
        for variable in pattern.finditer(script):
            if value := script_date(variable[1] or variable[2]):
                found.setdefault(value, variable[0])
                if not one_only:
                    return DateFact(value, "script", variable[0])
    if len(found) == 1:
        value, quote = found.popitem()
        return DateFact(value, "script", quote)
    return None


def _in_attributes(document: Document) -> DateFact | None:
    """The date of a hidden field, a <publishtime> or a lone <time datetime>."""
    for element in (*document.by_tag("publishtime", "ucappubtime"), *document.by_tag("input")[:60]):
        if element.tag == "input" and not _FIELD_NAME.search(f"{element.attr('id')} {element.attr('name')}"):
            continue
        text = (element.attr("value") or element.text)[:60]
        if value := script_date(text):
            return DateFact(value, "script", text)
    times = document.by_tag("time")
    stamp = times[0].attr("datetime") if len(times) == 1 else None
    if stamp and (value := first_date(stamp)):
        return DateFact(value, "script", stamp)
    return None
