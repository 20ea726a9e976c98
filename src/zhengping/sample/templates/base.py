"""What all families share: walking the site, order of rows, menus. A family overrides addresses and page bodies."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from datetime import date
from html import escape

from zhengping.sample.plan import Plan
from zhengping.sample.site import Article, Column, SampleSite
from zhengping.sample.templates.drawn import IN_FRAME, drawn_main, vue_page

LIVE_HEAD = '<link href="/live/phone.css" rel="stylesheet" type="text/css" /><script src="/live/site.js"></script>'
"""What the live server needs on every page, the same at any setting."""
OPEN_CHARSET = "[charset]"
"""Stands where a page declares its charset, until it is encoded."""
NOTHING = '<p class="zwnr">暂无相关信息</p>'


class Template(ABC):
    """One family. `charset` is what pages are encoded in and declare (in the page only)."""

    charset = "utf-8"

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    @abstractmethod
    def column_url(self, column: Column, page: int = 1) -> str:
        """Address of a page of a column, pages counted from 1."""

    @abstractmethod
    def article_url(self, column: Column, number: int, day: date) -> str:
        """Address of an article."""

    @abstractmethod
    def file_url(self, number: int, day: date, extension: str, directory: str) -> str:
        """Address of an attachment or picture."""

    @abstractmethod
    def frame(self, site: SampleSite, title: str, main: str, *, column: Column | None, head: str = "") -> str:
        """A whole page around `main`."""

    @abstractmethod
    def article_main(self, site: SampleSite, article: Article) -> str:
        """Title, strip and text of an article."""

    @abstractmethod
    def list_main(self, site: SampleSite, column: Column, page: int, pages: int, rows: list[Article]) -> str:
        """One page of a list with its paging."""

    def article_head(self, site: SampleSite, article: Article) -> str:
        """Meta tags of an article."""
        return ""

    def pages_of(self, site: SampleSite) -> Iterator[tuple[str, str]]:
        """Every page as address and HTML."""
        yield "/", self.frame(site, site.office, self.home_main(site), column=None)
        drawn = dict(self.plan.drawn)
        for column in list(site.columns.values()):
            kind = drawn.get(column.key, "")
            if kind == "vue":
                yield column.url, vue_page(site, column, OPEN_CHARSET)
                continue
            if kind in IN_FRAME:
                yield (
                    column.url,
                    self.frame(site, f"{column.name}-{site.office}", drawn_main(kind, column), column=column),
                )
                continue
            ordered = order(column)
            pages = max(1, -(-len(ordered) // column.per_page))
            for page in range(1, pages + 1):
                rows = ordered[(page - 1) * column.per_page : page * column.per_page]
                yield self.column_url(column, page), self.column_page(site, column, page, pages, rows)
        for article in site.articles:
            main = self.article_main(site, article)
            yield (
                article.url,
                self.frame(
                    site,
                    self.article_title_tag(site, article),
                    main,
                    column=article.column,
                    head=self.article_head(site, article),
                ),
            )
        yield from site.stray_pages.items()

    def column_page(self, site: SampleSite, column: Column, page: int, pages: int, rows: list[Article]) -> str:
        """A column's page: its content, its list, or the newest items of its children."""
        content = column.content if page == 1 else ""
        if column.articles:
            main = content + self.list_main(site, column, page, pages, rows)
        elif column.children and not all(not child.in_navigation for child in column.children):
            main = content + "".join(self.block(site, child, 6) for child in column.children)
        else:
            main = content or NOTHING
        return self.frame(site, f"{column.name}-{site.office}", main, column=column)

    def article_title_tag(self, site: SampleSite, article: Article) -> str:
        """Text of <title>."""
        return f"{article.title}-{site.office}"

    def home_main(self, site: SampleSite) -> str:
        """The home page: newest items of the main columns and whatever the plan puts there."""
        blocks = [self.block(site, column, 8) for column in site.home_blocks]
        others = [
            column
            for column in site.columns.values()
            if len(column.path) == 2 and column.articles and column not in site.home_blocks
        ]
        blocks += [self.block(site, column, 5) for column in others[:10]]
        return "".join(blocks) + "".join(site.home_extra)

    def block(self, site: SampleSite, column: Column, count: int) -> str:
        """A box with the newest items of a column."""
        rows = "".join(
            f'<li><a href="{a.url}" title="{escape(a.title)}">{cut(a.title, 24)}</a>{self.row_date(column, a)}</li>'
            for a in order(column)[:count]
        )
        return f'<div class="box"><h2><a href="{column.url}">{column.name}</a><a class="more" href="{column.url}">更多&gt;&gt;</a></h2><ul>{rows}</ul></div>\n'

    def row_date(self, column: Column, article: Article) -> str:
        """The date of a row as the column's style has it."""
        day = article.listed or article.day
        if column.date_style in ("none", "joined"):
            return ""
        if column.date_style == "month-day":
            return f"<span>[{day:%m-%d}]</span>"
        return f"<span>{day}</span>"

    def letter_rows(self, rows: list[Article]) -> str:
        """The public letters as a table."""
        lines = []
        for article in rows:
            sent, answered = article.properties["letter"].split("|")
            lines.append(
                f'<tr><td><a href="{article.url}">{article.title}</a></td><td>{sent}</td><td>{"已答复" if answered else "处理中"}</td>'
                f"<td>{answered}</td></tr>"
            )
        return (
            "<table class='xjlb'><tr><th>信件标题</th><th>来信时间</th><th>办理状态</th><th>答复时间</th></tr>"
            + "".join(lines)
            + "</table>"
        )

    def tops(self, site: SampleSite) -> list[Column]:
        """Columns of the first level that the menu shows."""
        return [column for column in site.columns.values() if column.parent is None and column.in_navigation]


def order(column: Column) -> list[Article]:
    """Newest first, pinned items before all."""
    return sorted(
        column.articles,
        key=lambda article: (
            not article.pinned,
            -article.moment.toordinal(),
            -article.moment.hour * 60 - article.moment.minute,
            article.url,
        ),
    )


def cut(title: str, length: int) -> str:
    """A title as lists cut it."""
    return title if len(title) <= length else title[: length - 1] + "…"
