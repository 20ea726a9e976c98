"""Near-duplicates between sites: what is a copy, what is not, whichever site comes first on the command line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from random import Random

import pytest

from zhengping.errors import EditionError
from zhengping.evaluation.copies import CopyRules, Match, copy_rules, find_copies
from zhengping.evaluation.sketches import VERSION, DocumentSketch, SiteSketches
from zhengping.reading.clauses import clauses, sketch
from zhengping.standard import load_edition

DAY = date(2021, 5, 10)
WORDS = "河湖水库防汛巡查清淤灌区渠道农田乡镇村组干部群众排险加固验收资金工程进度质量安全监督培训宣传走访登记"
RULES = copy_rules(load_edition())


def text(seed: str, sentences: int = 30) -> str:
    random = Random(seed)
    return "。".join("".join(random.choices(WORDS, k=12)) for _ in range(sentences)) + "。"


def document(url: str, body: str, day: date | None = DAY, title: str = "全市防汛工作会议召开") -> DocumentSketch:
    return DocumentSketch(url, (), title, day, "label", "", "", "开头", sketch(clauses(body)))


def site(host: str, *documents: DocumentSketch, common: Sequence[int] = ()) -> SiteSketches:
    return SiteSketches(VERSION, f"https://{host}/", (host,), "x", DAY, tuple(common), documents)


def copies(*sites: SiteSketches, rules: CopyRules = RULES) -> list[dict[str, tuple[Match, ...]]]:
    return find_copies([lambda one=one: one for one in sites], rules)  # type: ignore[misc]


def earlier(body: str, copied: str, **more: str) -> dict[str, tuple[Match, ...]]:
    """Copies found for `copied` on site b, published ten days after `body` on site a."""
    first = site("a", document("https://a/1", body, date(2021, 5, 1)))
    return copies(first, site("b", document("https://b/1", copied, **more)))[1]  # type: ignore[arg-type]


def test_the_later_one_has_the_earlier_one_as_its_copy_and_not_the_other_way_round() -> None:
    a, b = (
        site("a", document("https://a/1", text("x"), date(2021, 5, 1))),
        site("b", document("https://b/1", text("x"))),
    )
    for one, other, later in ((a, b, 1), (b, a, 0)):
        found = copies(one, other)
        assert found[1 - later] == {}
        assert [match.copy.url for match in found[later]["https://b/1"]] == ["https://a/1"]
        assert found[later]["https://b/1"][0].share == 1


def test_on_the_same_day_and_undated_both_are_told() -> None:
    for day in (DAY, None):
        found = copies(
            site("a", document("https://a/1", text("x"), day)), site("b", document("https://b/1", text("x")))
        )
        assert [len(one) for one in found] == [1, 1]


def test_an_excerpt_with_another_first_paragraph_is_a_copy() -> None:
    whole = text("x")
    assert earlier(whole, f"本报讯，{text('lead', 3)}{whole[: len(whole) * 3 // 4]}")


def test_a_text_that_only_quotes_another_at_length_is_none() -> None:
    quoted = text("x", 15)
    assert not earlier(quoted, quoted + text("own", 15))


def test_another_title_asks_for_more_of_the_text() -> None:
    body = text("x", 20)
    mostly = body[: 16 * 13] + text("own", 4)
    assert earlier(body, mostly)
    assert not earlier(body, mostly, title="一线见闻之二")
    assert earlier(body, body, title="一线见闻之二")


def test_short_texts_are_not_compared() -> None:
    assert not earlier(text("x", 8), text("x", 8))
    assert earlier(text("x", 16), text("x", 16))


@pytest.mark.parametrize("title", ["干部任前公示", "2021年公开招聘工作人员公告", "关于国庆节放假的通知"])
def test_notices_that_read_alike_everywhere_are_not_compared(title: str) -> None:
    assert not earlier(text("x"), text("x"), title=title)


def test_phrases_of_a_sites_templates_are_no_ground() -> None:
    phrases, own = text("template", 20), text("own", 6)
    first = site("a", document("https://a/1", phrases + text("a", 6), date(2021, 5, 1)), common=tuple(clauses(phrases)))
    assert copies(first, site("b", document("https://b/1", phrases + own)))[1] == {}


def test_a_second_copy_within_one_site_is_no_reprint() -> None:
    double = site("a", document("https://a/1", text("x"), date(2021, 5, 1)), document("https://a/2", text("x")))
    assert copies(double, site("b", document("https://b/1", text("y")))) == [{}, {}]


def test_a_page_that_both_sites_lead_to_is_no_copy_of_itself() -> None:
    shared = "https://platform/view?id=7"
    found = copies(
        site("a", document(shared, text("x"))), site("b", document(shared.replace("https", "http"), text("x")))
    )
    assert found == [{}, {}]


def test_a_long_text_is_found_by_its_sample() -> None:
    assert earlier(text("x", 900), text("x", 900))
    assert not earlier(text("x", 900), text("y", 900))


def test_copies_come_earliest_first_whatever_the_order_of_the_sites() -> None:
    sites = [
        site(name, document(f"https://{name}/1", text("x"), date(2021, 5, day)))
        for name, day in (("c", 9), ("a", 3), ("b", 6))
    ]
    assert [match.copy.url for match in copies(*sites)[0]["https://c/1"]] == ["https://a/1", "https://b/1"]


def test_the_share_is_of_the_later_ones_own_text() -> None:
    body = text("x", 40)
    match = earlier(body, body[: 20 * 13])["https://b/1"][0]
    assert match.share == Fraction(1)


def test_an_edition_without_the_thresholds_is_named() -> None:
    edition = replace(load_edition(), thresholds={})
    with pytest.raises(EditionError, match="copy_share"):
        copy_rules(edition)


def test_notices_of_one_form_with_other_figures_are_none() -> None:
    form, random = text("form", 24), Random("figures")

    def filled() -> str:
        return form + "".join(f"本次转让标的挂牌价格为{random.randint(100, 9999)}万元。" for _ in range(4))

    assert not earlier(filled(), filled())
    one = filled()
    assert earlier(one, one)


def test_an_address_that_is_none_is_compared_as_it_stands() -> None:
    odd, other = document("http://[", text("x"), date(2021, 5, 1)), document("https://b/1", text("x"))
    assert [match.copy.url for match in copies(site("a", odd), site("b", other))[1]["https://b/1"]] == ["http://["]
