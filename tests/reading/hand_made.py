"""Small pages' facts written by hand, for the tests of the site model."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from zhengping.crawl.model import Entry
from zhengping.reading.build import build_site
from zhengping.reading.facts import Crumb, DateFact, Fact, Link, MenuEntry, Page, Row
from zhengping.reading.site import Column, Site
from zhengping.standard import load_edition
from zhengping.standard.model import Edition

HOST = "http://bureau.example/"
TODAY = date(2024, 6, 30)
_EDITION: list[Edition] = []


def edition() -> Edition:
    if not _EDITION:
        _EDITION.append(load_edition())
    return _EDITION[0]


def at(path: str) -> str:
    """The address of a path on the site; one with a scheme stays as it is; empty stays empty."""
    return path if "://" in path or not path else HOST + path.lstrip("/")


def crumbs(*steps: str | tuple[str, str]) -> tuple[Crumb, ...]:
    """A breadcrumb from 首页 on: names, or (name, path)."""
    made = [Crumb("首页", HOST)]
    made += [Crumb(step) if isinstance(step, str) else Crumb(step[0], at(step[1])) for step in steps]
    return tuple(made)


def menu(*entries: tuple[Any, ...], region: str = "nav", block: int = 0) -> tuple[MenuEntry, ...]:
    """Menu entries: (level, name, path) or (level, name) for a heading; path "" is a link without an address."""
    made = []
    for entry in entries:
        level, name = entry[0], entry[1]
        link = len(entry) > 2
        url = at(entry[2]) if link else ""
        made.append(MenuEntry(name, url, level, block, region, link))  # type: ignore[arg-type]
    return tuple(made)


def row(path: str, title: str, day: date | None = None, **more: Any) -> Row:
    return Row(at(path), title, day, **more)


def article(
    path: str, title: str, day: date | None = None, *, where: str = "label", text: str = "", **more: Any
) -> Page:
    body = text or f"{title}。" + "这里是正文，写了足够多的字，用来当作一篇文章的内容。" * 2
    source = more.pop("source", "")
    return Page(
        url=at(path),
        kind="article",
        title_tag=more.pop("title_tag", title),
        title=Fact(title, "heading"),
        published=DateFact(day, where) if day else None,
        source=Fact(source, "label") if source else None,
        text=body,
        **more,
    )


def listing(path: str, rows: Iterable[Row] = (), **more: Any) -> Page:
    return Page(url=at(path), kind="list", rows=tuple(rows), **more)


def other(path: str, text: str = "", **more: Any) -> Page:
    return Page(url=at(path), kind=more.pop("kind", "other"), text=text, **more)


def home(menus: tuple[MenuEntry, ...] = (), **more: Any) -> Page:
    return Page(url=HOST, kind="home", title_tag=more.pop("title_tag", "某市园林局"), menus=menus, **more)


def site(*pages: Page, entries: Sequence[Entry] = (), **more: Any) -> Site:
    """The site model of the pages; each of them counts as fetched, `entries` add what was not."""
    index = [Entry(page.url, "ok", 200, final_url=page.url) for page in pages]
    return build_site(HOST, pages, [*index, *entries], edition(), TODAY, **more)


def missing(path: str, outcome: str = "not-found") -> Entry:
    return Entry(at(path), outcome, 404, found_on=HOST)


def column(made: Site, *path: str) -> Column:
    """The one column of that path of names."""
    found = [each for each in made.columns if each.path == path]
    assert len(found) == 1, [each.path for each in made.columns]
    return found[0]


def names(made: Site) -> list[tuple[str, ...]]:
    return [each.path for each in made.columns]


def body_link(path: str, text: str) -> Link:
    return Link(at(path), text)
