"""What kind of page it is: home, list, article, form, other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from zhengping.reading.facts import DateFact, Form, PageKind, Row

_HOME_PATH = re.compile(r"/?(?:(?:index|default|main|home|portal)(?:\.\w{2,5})?)?", re.I)
_FORM_PURPOSES = frozenset(
    {"mailbox", "opinion", "survey", "application", "case-query", "letter-query", "data-query", "login", "comment"}
)
_ARTICLE_WHERE = frozenset({"label", "strip", "script", "meta", "table"})
_FEWEST_ROWS = 3
_LONG_TEXT = 200
_SHORT_TEXT = 80


def is_home_address(url: str) -> bool:
    """Whether an address is that of a host's first page (/, /index.html, /default.aspx …)."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return not parts.query and _HOME_PATH.fullmatch(parts.path) is not None


def kind_of(
    url: str,
    published: DateFact | None,
    prose: int,
    rows: Sequence[Row],
    forms: Sequence[Form],
    date_scripted: bool = False,
) -> PageKind:
    """The kind of a page.

    `published`: its displayed date; `prose`: characters of its main text outside links; `rows`: of its lists.
    A page with a date of its own is an article even where related items stand beside it; a page of rows without
    one is a list. `date_scripted`: it has one that a script fills in.
    """
    if is_home_address(url):
        return "home"
    if published is not None and published.where in _ARTICLE_WHERE:
        return "article"
    if date_scripted and prose >= _SHORT_TEXT:
        return "article"
    if len(rows) >= _FEWEST_ROWS and prose < 4 * _LONG_TEXT:
        return "list"
    if any(form.purpose in _FORM_PURPOSES for form in forms) and prose < 4 * _LONG_TEXT:
        return "form"
    if published is not None or prose >= _LONG_TEXT:
        return "article"
    if rows:
        return "list"
    return "article" if prose >= _SHORT_TEXT else "other"
