"""The page of each family of content systems is read as a person reads it."""

import pytest

from zhengping.reading.crumbs import column_name
from zhengping.reading.facts import Page
from zhengping.reading.page import read_page

from .families.article_pages import FAMILIES, TEXT, Family

every_family = pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)


def read(family: Family, charset: str = "utf-8") -> Page:
    html = family.html.replace('charset="utf-8"', f'charset="{charset}"')
    return read_page("http://example.test/a/b/c.html", html.encode(charset), "text/html")


@every_family
def test_title(family: Family) -> None:
    title = read(family).title
    assert title is not None
    assert title.value == family.title


@every_family
def test_published(family: Family) -> None:
    published = read(family).published
    assert (published.value if published else None) == family.published


@every_family
def test_source(family: Family) -> None:
    source = read(family).source
    assert (source.value if source else "") == family.source


@every_family
def test_column(family: Family) -> None:
    page = read(family)
    assert column_name(page.crumbs, page.title.value if page.title else "") == family.column


@every_family
def test_kind_is_article(family: Family) -> None:
    assert read(family).kind == "article"


@every_family
def test_text_holds_the_article_and_no_furniture(family: Family) -> None:
    text = read(family).text
    assert "为进一步规范丰收工作" in text
    assert "让群众满意" in text
    assert not any(word in text for word in ("版权所有", "浏览次数", "互动交流", "上一条", "当前位置"))


@every_family
def test_gbk_reads_the_same(family: Family) -> None:
    one, other = read(family), read(family, "gb18030")
    assert (one.title, one.published, one.source, one.text) == (other.title, other.published, other.source, other.text)


def test_the_families_share_a_text_with_traps() -> None:
    assert "报名时间：2019年11月1日" in TEXT
