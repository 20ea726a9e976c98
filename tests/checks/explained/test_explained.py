"""Every point has its page, the page names what the check really reads, and the pages in docs/ are the newest."""

from pathlib import Path

import pytest

from zhengping.checks import load_checks
from zhengping.checks.context import REGISTER
from zhengping.checks.explained import explanations, point_page
from zhengping.checks.explained.inputs import inputs_of
from zhengping.explain_command import pages
from zhengping.standard import load_edition

DOCS = Path(__file__).parents[3] / "docs" / "points"
EDITION = load_edition()
load_checks()


@pytest.mark.parametrize("code", sorted(EDITION.points))
def test_every_point_with_a_check_is_explained(code: str) -> None:
    if code in REGISTER:
        assert code in explanations()


def test_no_explanation_is_of_a_point_without_a_check() -> None:
    assert set(explanations()) <= set(REGISTER)


def test_a_point_without_a_check_says_who_judges_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(REGISTER, "7.2-1")
    assert "## 谁来评" in point_page("7.2-1", EDITION)


def test_numbers_are_said_exactly() -> None:
    assert "1/3 分（指标权重的 1/6）" in point_page("1.1.4-2", EDITION)


def test_the_page_names_the_thresholds_and_words_that_the_check_reads() -> None:
    words, thresholds = inputs_of(REGISTER["1.1.4-2"], EDITION.by_code["1.1.4"], EDITION)
    assert {"news_days", "notice_months", "gap_days"} <= set(thresholds)
    page = point_page("1.1.4-2", EDITION)
    assert all(f"`{name}`" in page for name in (*words, *thresholds))


def test_a_list_that_only_another_check_reads_is_not_on_the_page() -> None:
    words, _ = inputs_of(REGISTER["1.1.4-2"], EDITION.by_code["1.1.4"], EDITION)
    assert "three_public" not in words


def test_the_pages_of_the_repository_are_the_newest() -> None:
    expected = pages(EDITION)
    assert sorted(file.name for file in DOCS.iterdir()) == sorted(expected)
    stale = [name for name, text in expected.items() if (DOCS / name).read_text(encoding="utf-8") != text]
    assert not stale, f"run `zhengping explain --docs docs/points`: {stale[:5]}"
