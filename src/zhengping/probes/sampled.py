"""Which pages are looked at for what they look like: one or two of each kind, of different columns, drawn by seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from zhengping.checks.context import Context
from zhengping.checks.looking import all_columns
from zhengping.probes.session import Session
from zhengping.reading.facts import Page
from zhengping.reading.site import Article, Column

T = TypeVar("T")
_LEAST_ROWS = 3
_LEAST_TEXT = 60
"""Characters of a document that is worth a look."""
_FORMS = ("mailbox", "application", "opinion", "survey", "case-query", "data-query", "letter-query", "other")
"""Purposes of forms, the one a citizen needs most first; a search box stands on every page and shows nothing."""
_TYPED = ("text", "textarea", "select", "radio", "checkbox")
_LEAST_FIELDS = 2


@dataclass(frozen=True)
class Sampled:
    """A page that was drawn. `kind`: home, list, article, form, guide; `page` its facts from the crawl."""

    url: str
    kind: str
    page: Page


def sampled_pages(session: Session, context: Context, word: str, **counts: int) -> list[Sampled]:
    """The home page and so many pages of each kind as `counts` says (list, article, form, guide), each page once.

    `word` names the probe: each draws its own pages, the same in every run.
    """
    chance = session.draw(word)
    found: dict[str, Sampled] = {}
    site = context.site
    if site.home is not None:
        found[site.home.url] = Sampled(site.home.url, "home", site.home)
    drawn: dict[str, Iterable[Page]] = {
        "list": (column.pages[0] for column in _spread(_lists(context), _section, chance)),
        "article": (article.page for article in _spread(_articles(context), _main_column, chance)),
        "form": _forms(context, chance),
        "guide": (guide.page for guide in _spread(site.guides, lambda guide: guide.page.template, chance)),
    }
    for kind, pages in drawn.items():
        left = counts.get(kind, 0)
        for page in pages:
            if left and page.url not in found and _is_own(context, page):
                found[page.url] = Sampled(page.url, kind, page)
                left -= 1
    return list(found.values())


def _is_own(context: Context, page: Page) -> bool:
    site = context.site
    return page.url not in site.foreign_pages and site.outcomes.get(page.url, "ok") == "ok"


def _lists(context: Context) -> list[Column]:
    return [
        column
        for column in all_columns(context.site)
        if column.pages and not column.platform and len(column.pages[0].rows) >= _LEAST_ROWS
    ]


def _section(column: Column) -> str:
    return column.path[0] if column.path else column.name


def _articles(context: Context) -> list[Article]:
    return [article for article in context.site.articles if len(article.text) >= _LEAST_TEXT]


def _main_column(article: Article) -> str:
    return article.columns[0].url if article.columns else ""


def _forms(context: Context, chance: random.Random) -> list[Page]:
    """Pages with a form to fill in, the most needed purpose first, in each the order drawn."""
    by_purpose: dict[str, list[Page]] = {purpose: [] for purpose in _FORMS}
    for url in sorted(context.site.pages):
        page = context.site.pages[url]
        for form in page.forms:
            fields = [field for field in form.fields if field.kind in _TYPED]
            if form.purpose in by_purpose and len(fields) >= _LEAST_FIELDS:
                by_purpose[form.purpose].append(page)
                break
    for pages in by_purpose.values():
        chance.shuffle(pages)
    return [page for purpose in _FORMS for page in by_purpose[purpose]]


def _spread(things: Iterable[T], group: Callable[[T], str], chance: random.Random) -> list[T]:
    """The things in a drawn order in which no group comes again before each of the others did."""
    groups: dict[str, list[T]] = {}
    for thing in things:
        groups.setdefault(group(thing), []).append(thing)
    rows = [groups[name] for name in sorted(groups)]
    for row in rows:
        chance.shuffle(row)
    chance.shuffle(rows)
    longest = max((len(row) for row in rows), default=0)
    return [row[turn] for turn in range(longest) for row in rows if turn < len(row)]
