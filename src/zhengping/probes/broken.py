"""Pages that answer 200 and show a visitor an error, half a template, garbage or nothing.

The crawl names the suspects; what a page really shows is told by the browser alone, so that a page drawn by a script,
or an article about an error, is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

from zhengping.checks.context import Context
from zhengping.checks.tools import all_columns, has_any, number, words
from zhengping.probes.session import Session
from zhengping.probes.tab import Tab
from zhengping.reading.facts import Page

_SCRIPT = (Path(__file__).parent / "visible.js").read_text(encoding="utf-8")
_SPACE = re.compile(r"\s+")
_LATIN = re.compile("[\u00c0-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u20ac\u2122]")
_LOST_CHARACTER = "\ufffd"
_FEWEST_GARBLED = 12
_GARBLED_SHARE = 20
"""One character in so many that no Chinese page has: then the page was read in the wrong encoding."""
_FEWEST_LEAVES = 2
_QUOTED = 60
_FUNCTIONS = ("3.", "4.")
"""Indicators of services and of exchange with the public: columns in which something is done, not read."""
_MENU = 2
"""Links that a page with nothing on it may still have (back, home)."""


@dataclass(frozen=True)
class Trouble:
    """What is wrong with a page. `kind` as `PageQuality.broken`, "" for nothing; `quote` the words that say so."""

    kind: str = ""
    quote: str = ""


async def trouble_of(context: Context, tab: Tab) -> Trouble:
    """What the page in the tab shows instead of content."""
    seen: dict[str, Any] = await tab.js(_SCRIPT)
    found = judge_seen(context, seen)
    if found.kind == "blank":
        await tab.settle()  # a page may still be drawing itself
        found = judge_seen(context, await tab.js(_SCRIPT))
    return found


def judge_seen(context: Context, seen: dict[str, Any]) -> Trouble:
    """By the visible `text`, its short `leaves` and the number of visible `things` (pictures, fields, frames)."""
    text: str = seen["text"]
    close = _SPACE.sub("", text)
    few = len(close) <= number(context, "", "error_page_text")
    for kind, name in (("stack-trace", "stack_traces"), ("database-error", "database_errors")):
        if mark := has_any(text, words(context, "", name)):
            return Trouble(kind, _around(text, mark))
    if few and (mark := has_any(close, words(context, "", "error_texts"))):
        return Trouble("error-text", _around(text, mark))
    if mark := has_any(text, words(context, "", "template_marks")):
        return Trouble("template", _around(text, mark))
    left = words(context, "", "template_leaves")
    if sum(leaf in left for leaf in seen["leaves"]) >= _FEWEST_LEAVES:
        return Trouble("template", next(leaf for leaf in seen["leaves"] if leaf in left))
    if quote := garbled(context, close):
        return Trouble("garbled", quote)
    if not close and not seen["things"]:
        return Trouble("blank")
    return Trouble()


def garbled(context: Context, text: str) -> str:
    """The first garbled words of a text that was read in the wrong encoding; empty where it was not."""
    marks = words(context, "", "garbled_marks")
    strange = [i for i, character in enumerate(text) if character == _LOST_CHARACTER or _LATIN.match(character)]
    strange += [match.start() for mark in marks for match in re.finditer(re.escape(mark), text)]
    if len(strange) < _FEWEST_GARBLED or len(strange) * _GARBLED_SHARE < len(text):
        return ""
    first = min(strange)
    return text[first : first + _QUOTED]


def _around(text: str, mark: str) -> str:
    close = " ".join(text.split())
    at = max(0, close.find(mark))
    return close[max(0, at - 10) : at + _QUOTED]


def suspects(session: Session, context: Context) -> list[Page]:
    """Pages of the crawl that may be broken: the likeliest first, of equals one template after the other by draw."""
    graded: dict[int, list[Page]] = {}
    for url in sorted(context.site.pages):
        page = context.site.pages[url]
        grade = _suspicion(context, page)
        if grade and url not in context.site.foreign_pages and context.site.outcomes.get(url, "ok") == "ok":
            graded.setdefault(grade, []).append(page)
    chance = session.draw("broken")
    found: list[Page] = []
    for grade in sorted(graded):
        pages = graded[grade]
        chance.shuffle(pages)
        shown: dict[str, int] = {}
        order: list[tuple[int, int, Page]] = []
        for page in pages:
            shown[page.template] = shown.get(page.template, 0) + 1
            order.append((shown[page.template], len(order), page))
        found += [page for _, _, page in sorted(order, key=lambda each: each[:2])]
    return found


def first_pages(session: Session, context: Context) -> list[Page]:
    """First pages of the navigation's columns, by turns one with functions and another, each in a drawn order.

    A page that its own script empties looks well in the crawl, and these are the pages that every visitor comes to.
    """
    columns = [column for column in all_columns(context.site) if column.in_navigation and not column.platform]
    found = {column.pages[0].url: column for column in columns if column.pages}
    with_functions: list[Page] = []
    others: list[Page] = []
    for url in sorted(found):
        if url not in context.site.foreign_pages:
            functions = any(code.startswith(_FUNCTIONS) for code in found[url].indicators)
            (with_functions if functions else others).append(found[url].pages[0])
    chance = session.draw("first pages")
    chance.shuffle(with_functions)
    chance.shuffle(others)
    return [page for pair in zip_longest(with_functions, others) for page in pair if page is not None]


def _suspicion(context: Context, page: Page) -> int:
    """1 an error's words, 2 a template's or garbled text, 3 nothing at all, 4 nothing without its script; 0 none."""
    if page.redirect:
        return 0
    text = f"{page.title_tag}\n{page.heading}\n{page.text}"
    technical = (*words(context, "", "stack_traces"), *words(context, "", "database_errors"))
    few = len(_SPACE.sub("", page.text)) <= number(context, "", "error_page_text")
    if has_any(text, technical) or (few and has_any(_SPACE.sub("", text), words(context, "", "error_texts"))):
        return 1
    if has_any(text, words(context, "", "template_marks")) or garbled(context, _SPACE.sub("", page.text)):
        return 2
    held = (page.text, page.rows, page.forms, page.attachments, page.media, page.people, page.letters, page.tables)
    if any(held) or any(picture.in_body for picture in page.pictures) or len(page.links) > _MENU:
        return 0
    return 4 if page.scripted or page.scripts else 3
