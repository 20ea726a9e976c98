"""What loading an edition gives."""

import time
from fractions import Fraction
from pathlib import Path

from zhengping.standard import builtin_editions, load_edition, parse_edition

SMALL = Path(__file__).parents[1] / "data" / "small-edition.yaml"


def test_points_share_equally_unless_shares_are_given() -> None:
    edition = load_edition(SMALL)
    assert [point.share for point in edition.indicator("1.1").points] == [Fraction(1, 4), Fraction(3, 4)]
    assert [point.share for point in edition.indicator("1.3").points] == [Fraction(1, 3)] * 3


def test_numbers_are_exact() -> None:
    edition = load_edition(SMALL)
    assert edition.rules.counts[0].each == Fraction(1, 3)
    assert edition.rules.incidents[0].subordinate == Fraction(1, 4)
    assert edition.totals.deduction == Fraction(7, 2)


def test_codes_stay_text_without_quotes() -> None:
    assert list(load_edition(SMALL).by_code) == [
        "1.1",
        "1.2",
        "1.3",
        "2.1",
        "2.2",
        "3.1",
        "3.2",
        "3.3",
        "8.1",
        "8.2",
        "8.3",
    ]


def test_a_second_edition_has_its_own_facts_rules_and_totals() -> None:
    edition = load_edition(SMALL)
    assert edition.facts == {"offers_services": False, "has_own_data": True, "has_letters_duty": True}
    assert edition.rules.redistributions[0].targets == ("1.1", "1.3", "2.1")
    assert edition.rules.letters[0].months == 2


def test_an_indicator_is_named_by_its_lowest_level() -> None:
    edition = load_edition()
    assert (edition.indicator("1.1.1").name, edition.indicator("2.1").name) == ("机构职能", "政策解读")


def test_a_built_in_edition_is_read_once() -> None:
    assert load_edition() is load_edition("guangxi-departments")
    assert "guangxi-departments" in builtin_editions()


def test_the_built_in_edition_loads_in_a_quarter_of_a_second() -> None:
    file = Path(__file__).parents[2] / "src/zhengping/standard/editions/guangxi-departments.yaml"
    text = file.read_text(encoding="utf-8")
    times = []
    for _ in range(3):
        start = time.process_time()
        parse_edition(text, file.name)
        times.append(time.process_time() - start)
    assert min(times) < 0.25
