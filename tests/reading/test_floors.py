"""Floors of reading quality on captured sites, from the page itself (meta tags stripped). They may only be raised."""

import functools

import pytest
from bench.captures import CAPTURES, Count, measure

pytestmark = pytest.mark.skipif(not CAPTURES.is_dir(), reason="the captured sites are not here")

FORMS = pytest.mark.parametrize("gbk", [False, True], ids=["utf-8", "gbk"])
SITES = pytest.mark.parametrize("site", ["forestry-bureau", "education-bureau"])


@functools.cache
def counts(site: str, gbk: bool) -> dict[str, Count]:
    return measure(site, gbk=gbk)


@FORMS
@SITES
def test_published_date_is_right(site: str, gbk: bool) -> None:
    date = counts(site, gbk)["date"]
    assert date.share >= 0.995, date.faults


@FORMS
@SITES
def test_published_date_is_hardly_ever_wrong(site: str, gbk: bool) -> None:
    date = counts(site, gbk)["date"]
    assert date.wrong_share <= 0.005, date.faults


@FORMS
@SITES
def test_title_is_right(site: str, gbk: bool) -> None:
    title = counts(site, gbk)["title"]
    assert title.share >= 0.995, title.faults


@FORMS
def test_source_is_right_where_the_key_tells_it(gbk: bool) -> None:
    source = counts("forestry-bureau", gbk)["source"]
    assert source.share >= 0.99, source.faults


@FORMS
@SITES
def test_column_is_right_where_the_page_shows_it(site: str, gbk: bool) -> None:
    column = counts(site, gbk)["column"]
    assert column.share >= 0.94, column.faults


@SITES
def test_with_meta_tags_nothing_is_worse(site: str) -> None:
    facts = measure(site, strip_meta=False)
    assert facts["date"].share >= 0.995, facts["date"].faults
    assert facts["title"].share >= 0.995, facts["title"].faults
