"""The edition of the Guangxi departments holds what the table says and what the contracts name."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from tests.shared import SHARED
from zhengping.standard import Edition, load_edition

with_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the seed document is not here")
NOTES_BEGIN = "注：1."


@dataclass
class Row:
    """A row of the table in the seed document, without blanks: names before the weight, the weight, the text."""

    names: str
    weight: str
    text: str = ""


@pytest.fixture(scope="module")
def edition() -> Edition:
    return load_edition()


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def seed_lines() -> list[str]:
    files = sorted((SHARED / "seed").glob("*.txt"))
    return [squeezed(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def seed_rows() -> list[Row]:
    """A line that is only a number is a weight; after it, lines with a full stop are text, which no name holds."""
    rows: list[Row] = []
    names: list[str] = []
    lines = seed_lines()
    end = next(i for i, line in enumerate(lines) if line.startswith(NOTES_BEGIN))
    for line in lines[:end]:
        if re.fullmatch(r"\d+", line):
            rows.append(Row("".join(names), line))
            names = []
        elif rows and "。" in line:
            rows[-1].text += line
        else:
            names.append(line)
    return rows


def seed_notes() -> str:
    lines = seed_lines()
    start = next(i for i, line in enumerate(lines) if line.startswith(NOTES_BEGIN))
    return "".join(lines[start:])


def specification(name: str) -> Sequence[dict[str, str]]:
    with (SHARED / "spec" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@with_shared
def test_every_text_and_weight_is_the_tables_own(edition: Edition) -> None:
    rows = seed_rows()
    assert [(r.weight, r.text) for r in rows] == [(str(i.weight), squeezed(i.text)) for i in edition.indicators]


@with_shared
def test_every_name_is_the_tables_own(edition: Edition) -> None:
    level1 = level2 = ""
    for row, indicator in zip(seed_rows(), edition.indicators, strict=True):
        assert row.names.rstrip("—").endswith(squeezed(indicator.name)), indicator.code
        if indicator.level1 != level1:
            assert squeezed(indicator.level1) in row.names, indicator.code
        if (indicator.level1, indicator.level2) != (level1, level2):
            assert squeezed(indicator.level2) in row.names, indicator.code
        level1, level2 = indicator.level1, indicator.level2


@with_shared
def test_the_notes_are_the_tables_own(edition: Edition) -> None:
    assert seed_notes() == "注：1." + squeezed("".join(edition.notes))


@with_shared
def test_the_indicators_are_those_of_the_specification(edition: Edition) -> None:
    assert [
        (row["code"], row["level1"], row["level2"], row["level3"], row["weight"], row["kind"], row["points"])
        for row in specification("indicators.csv")
    ] == [(i.code, i.level1, i.level2, i.level3, str(i.weight), i.kind, str(len(i.points))) for i in edition.indicators]


@with_shared
def test_the_points_are_those_of_the_specification(edition: Edition) -> None:
    assert [(row["point"], row["name"], row["source"]) for row in specification("points.csv")] == [
        (point.code, point.name, ",".join(point.sources)) for point in edition.points.values()
    ]


def test_there_are_50_indicators_and_127_points(edition: Edition) -> None:
    assert (len(edition.indicators), len(edition.points)) == (50, 127)


def test_the_points_of_an_indicator_share_its_weight_equally(edition: Edition) -> None:
    for indicator in edition.indicators:
        assert len({point.share for point in indicator.points}) <= 1


def test_the_zero_rules_have_the_names_of_the_contract(edition: Edition) -> None:
    rules = edition.rules
    assert {rule.name: (rule.kind, rule.target, rule.months) for rule in rules.letters} == {
        "unanswered-letter": ("unanswered", "4.1", 3),
        "no-recent-letter": ("none-recent", "4.1", 1),
    }
    assert {rule.name: (rule.evidence, rule.target, rule.minimum, rule.months) for rule in rules.activities} == {
        "few-surveys": ("surveys", "4.2-4", 3, 12),
        "few-interviews": ("interviews", "4.3-4", 3, 12),
    }


def test_bonus_and_deductions_have_the_fields_of_the_contract(edition: Edition) -> None:
    rules = edition.rules
    assert [rule.field for rule in (*rules.cases, *rules.counts)] == ["cases", "awards", "media_reports"]
    assert [rule.field for rule in rules.incidents] == ["security_incidents", "criticisms", "exposures"]


def test_every_point_has_sentences_of_its_own(edition: Edition) -> None:
    for field in ("how", "advice"):
        sentences = [getattr(point, field) for point in edition.points.values()]
        assert len(set(sentences)) == 127
        assert all(sentence.endswith("。") and 15 <= len(sentence) <= 120 for sentence in sentences)


def test_how_a_point_is_judged_is_one_sentence(edition: Edition) -> None:
    assert [point.code for point in edition.points.values() if point.how.count("。") != 1] == []


def test_every_indicator_sought_on_the_site_has_column_names_or_words(edition: Edition) -> None:
    for indicator in edition.indicators:
        if any(point.sources[0] == "site" for point in indicator.points):
            assert indicator.columns.names or indicator.words, indicator.code


def test_no_look_alike_takes_out_a_name_of_the_same_indicator(edition: Edition) -> None:
    for indicator in edition.indicators:
        columns = indicator.columns
        for name in (*columns.names, *columns.names_unverified, *columns.context):
            assert not [word for word in columns.exclude if word in name], f"{indicator.code} {name}"


def test_names_of_two_characters_are_unmistakable(edition: Edition) -> None:
    """Titles of one or two characters need a context, but for those that name their column anywhere."""
    plain = {
        name
        for indicator in edition.indicators
        for name in (*indicator.columns.names, *indicator.columns.names_unverified)
        if len(name) <= 2
    }
    assert plain <= {
        "部令", "规章", "政策", "公文", "要闻", "新闻", "公告", "通知", "公示", "通告", "招考", "招聘", "规划", "统计",
        "数说", "数读", "数据", "办事", "服务", "专题", "专栏", "便民", "天气", "水情", "写信", "来信", "留言", "民声",
        "投票", "访谈", "做客", "热搜",
    }  # fmt: skip
