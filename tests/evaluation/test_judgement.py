"""From facts to findings: what the evaluation adds to the checks."""

from datetime import date
from fractions import Fraction

import pytest

from zhengping.checks.finding import Evidence, Finding
from zhengping.errors import ArchiveError
from zhengping.evaluation.judgement import _not_yet_due, day_of_fetching, value_text


@pytest.mark.parametrize(
    ("value", "text"), [("1", "1"), ("0", "0"), ("1/3", "0.3333"), ("2/3", "0.6667"), ("1/2", "0.5"), ("1/8", "0.125")]
)
def test_value_is_printed_as_a_decimal_of_at_most_four_places(value: str, text: str) -> None:
    assert value_text(Fraction(value)) == text


def found(state: str, value: int) -> Finding:
    return Finding(state, Fraction(value), "未见。", "", 0.96, (Evidence("http://x.gov.cn/"),))  # type: ignore[arg-type]


def test_loss_judged_before_the_monitoring_date_is_only_a_proposal() -> None:
    early = _not_yet_due(found("judged", 0))
    assert early.state == "suggested"
    assert early.confidence < 0.95
    assert "监测点" in early.finding


@pytest.mark.parametrize(("state", "value"), [("judged", 1), ("suggested", 0)])
def test_full_values_and_proposals_stay_as_they_are(state: str, value: int) -> None:
    assert _not_yet_due(found(state, value)) == found(state, value)


def test_day_without_an_archive_time_is_asked_for() -> None:
    from zhengping.evaluation.evaluate import _day_of

    with pytest.raises(ArchiveError, match="--monitoring-date"):
        _day_of([])


def test_day_of_a_crawl_is_the_day_in_beijing() -> None:
    from zhengping.crawl.model import Entry
    from zhengping.evaluation.evaluate import _day_of

    assert _day_of([Entry("u", "ok", fetched_at="2025-11-29T17:00:00Z")]) == date(2025, 11, 30)


@pytest.mark.parametrize("stamp", ["yesterday", "2025-13-40T00:00:00Z", "0001-01-01T00:00:00+23:00"])
def test_an_index_with_times_that_are_none_is_a_damaged_archive(stamp: str) -> None:
    from zhengping.crawl.model import Entry
    from zhengping.evaluation.evaluate import _day_of

    with pytest.raises(ArchiveError, match="不是时间"):
        _day_of([Entry("u", "ok", fetched_at=stamp)])


def test_a_time_without_its_zone_is_universal_time() -> None:
    assert day_of_fetching("2025-11-29T17:00:00") == date(2025, 11, 30)
