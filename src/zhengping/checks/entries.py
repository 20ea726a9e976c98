"""Entrances: short links on the home page, in the navigation and on the columns' first pages that lead to a function.

A function behind a link (an application, a query, a robot) is seen by its entrance only; whether it works is for
a browser or a person. Pages of other columns that merely mention the word are no entrance.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import lru_cache

from zhengping.checks.context import Context
from zhengping.checks.finding import Evidence, Finding
from zhengping.checks.quoting import quote
from zhengping.checks.tools import GUESS, Place, all_columns, has_any, settle, words
from zhengping.reading.facts import Form, Link, Page
from zhengping.reading.site import Column

_FEWEST_WITH_MENU = 3
"""Columns that show the same link, from which on it belongs to a menu and not to one of them."""

LONGEST_LABEL = 16
"""Characters; a longer link text is a headline and no entrance."""


@dataclass(frozen=True)
class Entrance:
    """A link by its label, where it leads, and the first page that shows it."""

    label: str
    url: str
    page: Page = field(compare=False)

    def see(self) -> Evidence:
        """Evidence: the page that shows the entrance, with its label."""
        return Evidence(self.page.url, quote(self.label))


def entrance_pages(context: Context) -> list[Page]:
    """The pages where entrances stand: the home page, the site map, the first page of each column; each once."""
    site = context.site
    pages: dict[str, Page] = {}
    if site.home is not None:
        pages[site.home.url] = site.home
    if site.footer.site_map in site.pages:
        pages.setdefault(site.footer.site_map, site.pages[site.footer.site_map])
    # Pages in the frame of a platform come last: what this site shows too is seen where it shows it.
    for column in sorted(all_columns(site), key=lambda column: bool(column.platform)):
        if column.pages:
            pages.setdefault(column.pages[0].url, column.pages[0])
    return list(pages.values())


def pages_of_platforms(context: Context) -> set[str]:
    """Addresses of the columns' pages that stand in the frame of a platform, which has functions of its own."""
    return {page.url for column in all_columns(context.site) if column.platform for page in column.pages}


def of_this_site(context: Context, found: Iterable[Entrance]) -> list[Entrance]:
    """Of entrances those to a function of this site: not to another site under the same host, nor a platform's own."""
    platforms = pages_of_platforms(context)
    foreign = context.site.foreign_pages
    return [entrance for entrance in found if entrance.url not in foreign and entrance.page.url not in platforms]


def _all_entrances(context: Context) -> list[Entrance]:
    memory = context.site.memory
    if "entrances" not in memory:
        found: dict[tuple[str, str], Entrance] = {}
        addressless: dict[str, Page] = {}
        for page in entrance_pages(context):
            for link in page.links:
                _note(found, link.text.strip() or link.title.strip(), link.url, page)
            for entry in page.menus:
                if entry.link:
                    _note(found, entry.name.strip(), entry.url, page)
            for label in page.unaddressed:
                addressless.setdefault(label, page)
        # A script may open what a link without an address promises: it is an entrance where no other bears its name.
        addressed = {name for name, _ in found}
        for label, page in addressless.items():
            if label not in addressed:
                _note(found, label, "", page)
        memory["entrances"] = list(found.values())
    entrances: list[Entrance] = memory["entrances"]
    return entrances


@lru_cache(maxsize=256)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for a list of names: longer ones anywhere, those of one or two characters as the whole."""
    parts = [re.escape(name) if len(name) > 2 else f"^{re.escape(name)}$" for name in names]
    return re.compile("|".join(parts) or r"(?!)", re.IGNORECASE)


def _note(found: dict[tuple[str, str], Entrance], label: str, url: str, page: Page) -> None:
    if 0 < len(label) <= LONGEST_LABEL:
        found.setdefault((label, url), Entrance(label, url, page))


def entrances_named(
    context: Context,
    names: Iterable[str],
    *,
    without: Iterable[str] = (),
    pages: Iterable[Page] | None = None,
) -> list[Entrance]:
    """Entrances whose label holds one of `names` and none of `without`, with `pages` only what these pages show.

    A name of one or two characters must be the whole label.
    """
    wanted, unwanted = _pattern(tuple(names)), tuple(without)
    places = None if pages is None else {page.url for page in pages}
    return [
        entrance
        for entrance in _all_entrances(context)
        if wanted.search(entrance.label)
        and not has_any(entrance.label, unwanted)
        and (places is None or entrance.page.url in places)
    ]


def signs(context: Context, code: str) -> list[str]:
    """Entrances whose words say that there may be something of the indicator under a name the edition does not know.

    With one of them a zero is a proposal: an unknown name must not cost a department a point.
    """
    wanted = words(context, code, "signs")
    look_alikes = context.edition.by_code[code].words.get("no-activity", ())
    unwanted = (*words(context, code, "no_signs"), *look_alikes)
    found = [e.label for e in _all_entrances(context) if has_any(e.label, wanted) and not has_any(e.label, unwanted)]
    return [f"“{label}”是否属于本项" for label in found[:2]]


def links_to(context: Context, addresses: Iterable[str]) -> list[Entrance]:
    """Links of any length of label on the same pages whose address holds one of `addresses`, each once."""
    wanted = tuple(addresses)
    found: dict[tuple[str, str], Entrance] = {}
    for page in entrance_pages(context):
        for link in page.links:
            if has_any(link.url, wanted):
                label = link.label.strip() or link.url
                found.setdefault((label, link.url), Entrance(label, link.url, page))
    return list(found.values())


def own_links(context: Context, page: Page) -> list[Link]:
    """Links in a page's own part: what the home page or several columns show and the page's menus left out."""
    home = context.site.home
    shown = {(link.label, link.url) for link in home.links} if home is not None else set()
    shown |= {(entry.name, entry.url) for entry in page.menus if entry.region != "body"} | _menu_links(context)
    return [
        link for link in page.links if link.region in ("body", "side", "list") and (link.label, link.url) not in shown
    ]


def _menu_links(context: Context) -> set[tuple[str, str]]:
    """(label, address) of links that the first pages of several columns show: menus wherever they stand in a page."""
    memory = context.site.memory
    if "menu_links" not in memory:
        counts = Counter(
            shown for page in entrance_pages(context) for shown in {(link.label, link.url) for link in page.links}
        )
        memory["menu_links"] = {shown for shown, count in counts.items() if count >= _FEWEST_WITH_MENU}
    found: set[tuple[str, str]] = memory["menu_links"]
    return found


def labels(found: Iterable[Entrance], limit: int = 4) -> str:
    """The entrances' labels for a sentence, each once: “我要办”“进度查询”."""
    names = list(dict.fromkeys(entrance.label for entrance in found))
    return "".join(f"“{name}”" for name in names[:limit]) + (f"等{len(names)}处" if len(names) > limit else "")


def forms_for(pages: Iterable[Page], *purposes: str) -> list[tuple[Page, Form]]:
    """Forms of one of the purposes, with their pages, in the pages' order."""
    return [(page, form) for page in pages for form in page.forms if form.purpose in purposes]


def column_pages(columns: Iterable[Column]) -> list[Page]:
    """The columns' own pages and their articles' pages, each once."""
    pages: dict[str, Page] = {}
    for column in columns:
        for page in column.pages:
            pages.setdefault(page.url, page)
        for article in column.articles:
            pages.setdefault(article.page.url, article.page)
    return list(pages.values())


def absent(context: Context, code: str, sentence: str, places: Sequence[Place], gaps: Sequence[str]) -> Finding:
    """A zero that rests on certain pages only: judged where these were seen whole, else suggested with what was not."""
    named = list(dict.fromkeys(gaps))
    if named:
        sentence += f"（未能看全：{'、'.join(named[:3])}{'等' if len(named) > 3 else ''}，待人工确认）"
    return settle(context, code, 0, f"{sentence}。", places, sure=not named)


def home_gaps(context: Context) -> list[str]:
    """Why the home page is not wholly known: it was not read, or a script draws it."""
    home = context.site.home
    if home is None:
        return ["首页未能读出"]
    return ["首页由脚本绘制"] if home.scripted else []


def nameless_pictures(context: Context) -> list[str]:
    """Pictures of the home page without a name: one could be a QR code or a banner, which a person sees."""
    home = context.site.home
    nameless = [picture for picture in home.pictures if not picture.alt and not picture.in_body] if home else []
    return [f"首页有{len(nameless)}张无文字说明的图片"] if nameless else []


def front(context: Context) -> list[Place]:
    """The home page as a place, else its address."""
    return [context.site.home or context.site.url]


def proposal(finding: Finding, confidence: float = GUESS) -> Finding:
    """The same finding as a proposal for a person: what words alone cannot settle is never judged."""
    if finding.state != "judged":
        return finding
    return replace(finding, state="suggested", confidence=confidence)


def quarters(value: Fraction) -> Fraction:
    """The nearest of 0, 1/4, 1/2, 3/4 and 1: the ladder for points whose evidence names no share (halves go up)."""
    return Fraction(int(value * 4 + Fraction(1, 2)), 4)
