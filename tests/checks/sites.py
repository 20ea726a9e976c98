"""Small hand-made sites for the tests of checks: columns with documents, no crawl and no parser behind them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from zhengping.checks import judge_all
from zhengping.checks.context import Context, Department
from zhengping.checks.finding import Finding
from zhengping.reading.facts import DateFact, Fact, Footer, Page
from zhengping.reading.site import Article, Column, ColumnState, Item, Site
from zhengping.standard import load_edition
from zhengping.standard.model import Edition

HOST = "https://bureau.example/"
DATE = date(2021, 6, 9)
OFFICE = "安平市水务局"


@cache
def edition() -> Edition:
    """The edition under test, loaded once."""
    return load_edition("guangxi-departments")


@dataclass
class Doc:
    """A document of a hand-made column; `read` False leaves only the row of the list."""

    title: str
    day: str = ""
    text: str = "正文。" * 60
    source: str = ""
    read: bool = True
    facts: dict[str, Any] = field(default_factory=dict)


def doc(title: str, day: str = "", text: str = "", **more: Any) -> Doc:
    """A document with a date as YYYY-MM-DD; further facts of its page by keyword (pictures, attachments …)."""
    source, read = more.pop("source", ""), more.pop("read", True)
    return Doc(title, day, text or f"{title}。" + "内容如下，请遵照执行。" * 30, source, read, more)


def column(
    name: str,
    *docs: Doc,
    serves: str | Sequence[str] = (),
    state: ColumnState | None = None,
    text: str = "",
    children: Iterable[Column] = (),
    complete: bool = True,
    outcome: str = "ok",
    in_navigation: bool = True,
    **facts: Any,
) -> Column:
    """A column with documents; `facts` belong to its own page (forms, menus, tables, people …)."""
    codes = (serves,) if isinstance(serves, str) else tuple(serves)
    filled = bool(docs or text or facts)
    url = f"{HOST}{name}/"
    made = Column(
        url=url,
        name=name,
        path=(name,),
        indicators=codes,
        state=state or ("filled" if filled else "blank"),
        outcome=outcome,
        in_navigation=in_navigation,
        complete=complete and state not in ("unseen", "scripted", "elsewhere"),
        children=list(children),
    )
    if made.state in ("filled", "blank"):
        made.pages = [Page(url=url, title_tag=name, text=text, kind="list" if docs else "other", **facts)]
    for child in made.children:
        child.parent = made
    for number, document in enumerate(docs):
        day = date.fromisoformat(document.day) if document.day else None
        address = f"{url}{number}.html"
        item = Item(address, document.title, day)
        if document.read:
            page = Page(
                url=address,
                kind="article",
                title=Fact(document.title, "heading"),
                published=DateFact(day, "label") if day else None,
                text=document.text,
                **document.facts,
            )
            item.article = Article(address, document.title, day, "label", document.source, page, [made])
        made.items.append(item)
    return made


def context(*columns: Column, home: Page | None = None, on: date = DATE, **more: Any) -> Context:
    """A context over the columns; `areas`, `higher_levels`, `facts` go to the department, the rest to the site."""
    department = Department(
        facts=more.pop("facts", {}),
        name=more.pop("name", OFFICE),
        areas=more.pop("areas", None),
        higher_levels=more.pop("higher_levels", ()),
    )
    front = home or Page(url=HOST, title_tag=OFFICE, kind="home")
    everything = list({id(deep): deep for top in columns for deep in top.walk()}.values())
    articles = [item.article for one in everything for item in one.items if item.article]
    pages = {page.url: page for one in everything for page in one.pages}
    pages |= {article.url: article.page for article in articles}
    site = Site(
        url=HOST,
        name=OFFICE,
        office=OFFICE,
        home=front,
        pages={HOST: front, **pages},
        columns=everything,
        articles=articles,
        outcomes={url: "ok" for url in pages} | more.pop("outcomes", {}),
        statuses={},
        files=more.pop("files", {}),
        foreign_pages=more.pop("foreign_pages", {}),
        footer=more.pop("footer", Footer()),
        **more,
    )
    for one in everything:
        for code in one.indicators:
            site._by_indicator.setdefault(code, []).append(one)
    return Context(site, edition(), department, on)


def judge(code: str, *columns: Column, **more: Any) -> Finding:
    """The finding of one point over hand-made columns; a check that fails fails the test."""
    finding = judge_all(context(*columns, **more))[code]
    assert finding.state != "failed", finding.finding
    return finding
