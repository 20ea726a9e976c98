"""A made-up site: pages by path, read and put together as the program does it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tests.reading.hand_made import edition
from zhengping.crawl.model import Entry
from zhengping.reading.build import build_site
from zhengping.reading.page import read_page
from zhengping.reading.site import Article, Column, Site

HOST = "http://site.example/"
TEXT = (
    "<p>为进一步做好今年的各项工作，根据上级安排，结合实际，现就有关事项说明如下，请认真抓好落实。</p>"
    "<p>一、提高认识，加强领导，把各项任务分解到人，确保按时保质完成。</p>"
    "<p>二、密切配合，形成合力，及时总结推广好的经验和做法，切实取得实效。</p>"
)


def put_together(pages: Mapping[str, str], until: date, missing: tuple[str, ...] = ()) -> Site:
    """The site model of pages given as path -> HTML; `missing` paths were asked for and not found."""
    read = [read_page(HOST + path, html.encode(), "text/html; charset=utf-8") for path, html in pages.items()]
    entries = [Entry(page.url, "ok", 200, final_url=page.url) for page in read]
    entries += [Entry(HOST + path, "not-found", 404, found_on=HOST) for path in missing]
    return build_site(HOST, read, entries, edition(), until)


def column_named(site: Site, name: str) -> Column:
    """The one column of that name."""
    found = [column for column in site.columns if column.name == name]
    assert len(found) == 1, [column.path for column in site.columns]
    return found[0]


def article_titled(site: Site, title: str) -> Article:
    """The one article of that title."""
    found = [article for article in site.articles if article.title == title]
    assert len(found) == 1, [article.title for article in site.articles]
    return found[0]
