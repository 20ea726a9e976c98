"""The value of 5.2.1 rests on what a browser saw; what was refused or could not be read costs nothing."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from tests.checks.sites import HOST, context, edition
from zhengping.checks import judge_all
from zhengping.checks.context import Context
from zhengping.checks.finding import Finding
from zhengping.checks.tried_search import figures, search_table
from zhengping.reading.facts import Field, Form, Page
from zhengping.reading.probed import Probed, Shot
from zhengping.reading.probed.search import Hit, Query, QueryKind, SearchTrial

FORM = Form(HOST + "search", "get", (Field("q", "text"),), "search", "搜索")
HOME = Page(url=HOST, title_tag="安平市水务局", kind="home", forms=(FORM,))
KNOWN = ("title", "number", "service")
ANY = (*KNOWN, "typo", "pinyin", "plain")
NO_ANSWER: dict[str, Any] = {"hits": (), "rank": 0, "groups": (), "direct": False}
TABS = ("全部", "新闻动态", "办事指南")
OLD_FIRST = tuple(
    Hit(f"{HOST}{n}", f"第{n}条标题", day)
    for n, day in enumerate(("2019-01-01", "2021-05-01", "2020-05-01", "2020-01-01"))
)
NEWEST = tuple(Hit(f"{HOST}{n}", f"第{n}条标题", f"2021-0{6 - n}-01") for n in range(5))


def asked(kind: QueryKind, wanted: str, rank: int = 1, **more: Any) -> Query:
    plain: dict[str, Any] = {
        "hits": OLD_FIRST,
        "groups": TABS,
        "direct": kind == "service",
        "page": HOST + "search?q=x",
        "outcome": "ok",
    }
    return Query(kind, f"{wanted}的问法", "原来的词", wanted=wanted, wanted_title=wanted, rank=rank, **(plain | more))


def good(**more: Any) -> SearchTrial:
    queries = [asked("title", f"t{n}") for n in range(3)] + [asked("number", "n"), asked("service", "s")]
    queries += [asked(kind, f"t{n}") for kind in ("typo", "pinyin") for n in range(2)]
    queries += [asked("plain", "g"), Query("nonsense", "没有的词", outcome="nothing", page=HOST + "search?q=y")]
    plain: dict[str, Any] = {"queries": tuple(queries), "suggestions": (("防汛", ("防汛抢险",)),), "form": HOST}
    return SearchTrial(**(plain | more))


def changed(trial: SearchTrial, *kinds: str, **changes: Any) -> SearchTrial:
    """The trial with queries of these kinds changed."""
    names = Query.__struct_fields__
    queries = tuple(
        Query(**({name: getattr(query, name) for name in names} | changes)) if query.kind in kinds else query
        for query in trial.queries
    )
    return SearchTrial(
        **({name: getattr(trial, name) for name in SearchTrial.__struct_fields__} | {"queries": queries})
    )


def without(trial: SearchTrial, kind: str) -> SearchTrial:
    left = tuple(query for query in trial.queries if query.kind != kind)
    return SearchTrial(**({name: getattr(trial, name) for name in SearchTrial.__struct_fields__} | {"queries": left}))


def judged(trial: SearchTrial | None, code: str) -> Finding:
    made: Context = replace(context(home=HOME), probed=Probed(search=trial))
    return judge_all(made)[code]


def test_a_good_search_has_all_qualities() -> None:
    first, second = judged(good(), "5.2.1-1"), judged(good(), "5.2.1-2")
    assert (first.state, first.value) == ("judged", Fraction(1))
    assert (second.state, second.value) == ("judged", Fraction(1))


@pytest.mark.parametrize(
    ("trial", "value"),
    [
        (changed(good(), *KNOWN, rank=0, direct=False), Fraction(1, 4)),
        (changed(good(), *ANY, groups=()), Fraction(3, 4)),
        (changed(good(), *ANY, hits=NEWEST, rank=3), Fraction(3, 4)),
        (changed(good(), "service", direct=False, leads_to=HOST + "hall"), Fraction(3, 4)),
        (changed(good(unvaried=True), *KNOWN, rank=0, direct=False, groups=()), Fraction(0)),
        (changed(good(), *ANY, outcome="nothing", **NO_ANSWER), Fraction(0)),
        (changed(good(), *ANY, outcome="error", **NO_ANSWER), Fraction(0)),
    ],
)
def test_each_quality_that_is_missing_costs_its_share(trial: SearchTrial, value: Fraction) -> None:
    finding = judged(trial, "5.2.1-1")
    assert (finding.state, finding.value) == ("judged", value), finding.finding


@pytest.mark.parametrize(
    ("trial", "value"),
    [
        (changed(good(), "typo", rank=0, hits=(), outcome="nothing"), Fraction(3, 4)),
        (changed(good(), "typo", rank=0, hits=(), outcome="nothing", corrected="原来的词"), Fraction(1)),
        (changed(good(), "pinyin", rank=0), Fraction(3, 4)),
        (changed(good(), "plain", rank=0), Fraction(3, 4)),
        (good(suggestions=(("防汛", ()),)), Fraction(3, 4)),
        (changed(good(suggestions=(("防汛", ()),)), *KNOWN, outcome="nothing", rank=0), Fraction(0)),
    ],
)
def test_each_way_of_asking_that_fails_costs_its_share(trial: SearchTrial, value: Fraction) -> None:
    finding = judged(trial, "5.2.1-2")
    assert (finding.state, finding.value) == ("judged", value), finding.finding


def test_the_variant_of_an_item_that_is_not_found_as_such_is_no_failure() -> None:
    trial = changed(good(), "plain", rank=1)
    missed = tuple(
        Query(**({name: getattr(q, name) for name in Query.__struct_fields__} | {"rank": 0}))
        if q.wanted == "t1" else q
        for q in trial.queries
    )  # fmt: skip
    trial = SearchTrial(queries=missed, suggestions=trial.suggestions)
    assert judged(trial, "5.2.1-2").value == 1


def test_without_a_service_on_the_site_the_rest_is_proposed() -> None:
    finding = judged(without(good(), "service"), "5.2.1-1")
    assert (finding.state, finding.value) == ("suggested", Fraction(1))
    assert "人工" in finding.finding


@pytest.mark.parametrize(
    ("state", "outcome", "why"),
    [
        ("blocked", "captcha", "搜索要求输入验证码"),
        ("blocked", "robots", "robots.txt 不允许访问搜索结果"),
        ("skipped", "held", "搜索用 POST 方式提交，程序不提交表单"),
        ("failed", "unread", "页面崩溃"),
    ],
)
def test_what_could_not_be_tried_keeps_the_value_of_the_pages(state: Any, outcome: Any, why: str) -> None:
    trial = changed(good(state=state, why=why), *ANY, "nonsense", outcome=outcome, hits=())
    for code in ("5.2.1-1", "5.2.1-2"):
        finding, alone = judged(trial, code), judged(None, code)
        assert finding.value == alone.value
        assert finding.state in ("suggested", "person")
        assert why in finding.finding


@pytest.mark.parametrize("outcome", ["unread", "not-found", "dead", "timeout", "unchanged"])
def test_an_answer_that_does_not_come_or_cannot_be_read_is_never_a_judged_zero(outcome: Any) -> None:
    trial = changed(good(), *ANY, "nonsense", outcome=outcome, hits=(), rank=0, groups=())
    for code in ("5.2.1-1", "5.2.1-2"):
        assert judged(trial, code).state != "judged"


def test_results_marked_by_class_alone_leave_the_class_to_a_person() -> None:
    rows = tuple(Hit(hit.url, hit.title, hit.day, group) for hit, group in zip(OLD_FIRST, "甲乙甲乙", strict=True))
    trial = changed(good(), *ANY, groups=(), hits=rows)
    assert judged(trial, "5.2.1-1").state == "suggested"


def test_an_order_that_is_offered_and_works_counts() -> None:
    again = asked("reordered", "t0")
    trial = changed(good(sorts=("相关度",)), *ANY, hits=NEWEST, rank=3)
    trial = SearchTrial(queries=(*trial.queries, again), suggestions=trial.suggestions, sorts=trial.sorts)
    assert judged(trial, "5.2.1-1").value == 1


def broad(rank: int, hits: tuple[Hit, ...], text: str = "水库") -> Query:
    return Query("broad", text, wanted="b", wanted_title="水库除险加固", rank=rank, hits=hits, page=HOST + "search?q=x")


def newest_first(*titles: str) -> tuple[Hit, ...]:
    return tuple(Hit(f"{HOST}b{n}", title, f"2021-0{9 - n}-01") for n, title in enumerate(titles))


def with_short_lists(*more: Query) -> SearchTrial:
    trial = changed(good(), *ANY, hits=NEWEST[:1])
    return SearchTrial(queries=(*trial.queries, *more), suggestions=trial.suggestions)


TEXTS = ("防汛值班安排", "供水价格听证", "节水单位名单", "水文站点迁移")


def test_short_lists_do_not_show_an_order() -> None:
    finding = judged(with_short_lists(), "5.2.1-1")
    assert finding.state == "suggested"


def test_a_broad_word_shows_that_newer_texts_stand_before_the_title_that_has_it() -> None:
    finding = judged(with_short_lists(broad(5, newest_first(*TEXTS, "水库除险加固"))), "5.2.1-1")
    assert (finding.state, finding.value) == ("judged", Fraction(3, 4)), finding.finding


def test_a_broad_word_shows_that_an_older_title_stands_before_newer_texts() -> None:
    hits = (Hit(HOST + "b", "水库除险加固", "2019-01-01"), *newest_first(*TEXTS))
    finding = judged(with_short_lists(broad(1, hits)), "5.2.1-1")
    assert (finding.state, finding.value) == ("judged", Fraction(1)), finding.finding


@pytest.mark.parametrize("rank", [0, 1, 5])
def test_titles_that_answer_a_broad_word_alike_may_stand_newest_first(rank: int) -> None:
    hits = newest_first(*(f"水库{text}" for text in TEXTS), "水库除险加固")
    assert judged(with_short_lists(broad(rank, hits)), "5.2.1-1").state == "suggested"


@pytest.mark.parametrize(
    ("outcome", "hits", "state"),
    [
        ("ok", NEWEST, "judged"),
        ("unchanged", NEWEST, "judged"),
        ("unchanged", (), "suggested"),
        ("error", (), "suggested"),
    ],
)
def test_an_order_that_is_offered_must_be_tried_before_there_is_none(outcome: Any, hits: Any, state: str) -> None:
    trial = changed(good(sorts=("相关度",)), *ANY, hits=NEWEST, rank=3)
    assert judged(trial, "5.2.1-1").state == "suggested"
    again = asked("reordered", "t0", hits=hits, outcome=outcome)
    trial = SearchTrial(queries=(*trial.queries, again), suggestions=trial.suggestions, sorts=trial.sorts)
    finding = judged(trial, "5.2.1-1")
    assert finding.state == state
    assert state != "judged" or finding.value == Fraction(3, 4)


def test_a_search_engine_of_others_is_a_proposal() -> None:
    assert judged(good(engine="www.baidu.com"), "5.2.1-1").state == "suggested"


def test_no_field_and_no_button_anywhere_is_a_zero() -> None:
    trial = SearchTrial(state="absent", why="没有看得见的搜索框", bare=True)
    assert (judged(trial, "5.2.1-1").state, judged(trial, "5.2.1-1").value) == ("judged", Fraction(0))


def test_a_box_that_is_not_recognised_is_a_proposed_zero() -> None:
    trial = SearchTrial(state="absent", why="没有看得见的搜索框", bare=False)
    assert (judged(trial, "5.2.1-1").state, judged(trial, "5.2.1-1").value) == ("suggested", Fraction(0))


def test_the_figures() -> None:
    ranks = (1, 2, 0, 11)
    queries = tuple(asked("title", f"t{n}", rank=rank) for n, rank in enumerate(ranks))
    found = figures(SearchTrial(queries=(*queries, asked("title", "x", outcome="unread"))))
    assert (found.asked, found.first, found.found, found.reciprocal) == (4, 1, 2, Fraction(3, 8))


def test_the_table_says_what_came_of_each_question() -> None:
    rows = search_table(changed(good(), "typo", rank=0, rule="形近：已→己", corrected="自己"))
    assert ("错别字（形近：已→己）", "t0的问法", "t0", "前4条中没有，提示“自己”") in rows
    assert rows[-1][2:] == ("（应当没有结果）", "没有找到")


def test_the_screenshots_are_the_evidence() -> None:
    shot = Shot("001-search.png", HOST + "search?q=x", "用标题搜索")
    trial = changed(good(shots=(shot,)), "number", shot="001-search.png")
    finding = judged(trial, "5.2.1-1")
    assert [each.shot for each in finding.evidence] == ["001-search.png"]


def test_the_advice_falls_away_where_nothing_is_missing() -> None:
    assert judged(good(), "5.2.1-1").advice == ""
    missing = judged(changed(good(), "service", direct=False), "5.2.1-1")
    assert missing.advice == edition().points["5.2.1-1"].advice
