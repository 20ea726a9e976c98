"""What an older edition lacks of the lists that the checks look up is told, and costs no point but its own."""

from __future__ import annotations

import re
from datetime import date
from importlib import resources
from pathlib import Path

from zhengping.crawl.model import Entry
from zhengping.evaluation.department import default_department
from zhengping.evaluation.judgement import Judgement, context_of, judge
from zhengping.reading.page import read_page
from zhengping.standard import Edition, load_edition, parse_edition
from zhengping.standard.gaps import gaps, told

SMALL = Path(__file__).parents[1] / "data" / "small-edition.yaml"
START = "https://bureau.example/"
DAY = date(2025, 11, 30)


def edition_without(*names: str) -> Edition:
    """The shipped edition without the lines that give some word lists or thresholds."""
    text = (resources.files("zhengping.standard") / "editions" / "guangxi-departments.yaml").read_text("utf-8")
    for name in names:
        text, count = re.subn(rf"^( +){name}:(?: (?:\[[^\]]*\]|\{{[^}}]*\}})\n|\n(?:\1 +.*\n)+)", "", text, flags=re.M)
        assert count, name
    return parse_edition(text, "older.yaml")


def judged(edition: Edition) -> Judgement:
    """A one-page site judged by the edition."""
    home = "<title>安平市水务局</title><a href='/a/'>机构职能</a>"
    page = read_page(START, home.encode(), "text/html; charset=utf-8")
    entries = [Entry(START, "ok", fetched_at="2025-11-30T08:00:00Z", was_read=True)]
    return judge(context_of(START, [page], entries, edition, default_department(edition), DAY), entries)


def test_the_shipped_edition_lacks_nothing() -> None:
    assert gaps(load_edition()) == []
    assert told(load_edition()) == ""


def test_what_an_older_edition_lacks_is_told_by_code_and_name() -> None:
    older = edition_without("repeal_not", "placeholder_lines", "letters_window", "plain_words")
    lacking = [("", "placeholder_lines"), ("1.1.3", "repeal_not"), ("4.1", "letters_window"), ("5.2.1", "plain_words")]
    assert gaps(older) == lacking
    assert "1.1.3 的 repeal_not" in told(older)


def test_another_table_is_not_asked_for_the_lists_of_this_one() -> None:
    assert gaps(load_edition(SMALL)) == []


def test_a_missing_list_fails_its_own_points_with_a_clear_line_and_no_other() -> None:
    whole, older = judged(load_edition()), judged(edition_without("repeal_not"))
    for code, finding in older.findings.items():
        if finding.state == "failed":
            assert "词表 repeal_not" in finding.finding
            assert "KeyError" not in finding.finding
        else:
            assert finding == whole.findings[code]


def test_observations_without_their_lists_are_left_open() -> None:
    older = judged(edition_without("letters_window", "asking"))
    assert older.outcome == "judged"
    assert set(older.observed.values()) == {None}
    assert older.observations == ()
