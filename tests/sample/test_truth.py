import csv
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from tests.sample.conftest import Sample
from zhengping.sample.truth import Truth, decimal, share, static_points

POINTS = Path(__file__).resolve().parents[3] / "shared" / "spec" / "points.csv"
# Not to be told from a static site: headers and certificates of a real host.
LIVE_ONLY = {"6.1-1", "6.1-2"}


def site_points() -> set[str]:
    if not POINTS.is_file():
        pytest.skip("the table's points are not here")
    with POINTS.open(encoding="utf-8") as file:
        return {row["point"] for row in csv.DictReader(file) if row["source"].startswith("site")}


def test_truth_covers_every_point_that_a_site_shows(sample: Sample) -> None:
    left_out = {"2.2-1", "2.2-2", "2.2-3", "2.2-4", "2.2-5"} if sample.truth["site"] == "poor" else set()
    if not sample.truth["points"].get("1.2.4-1"):
        left_out |= {"1.2.4-1"}
    assert site_points() - LIVE_ONLY - left_out - set(sample.truth["points"]) == set()


def test_every_value_lies_in_its_band_and_has_a_reason(sample: Sample) -> None:
    for code, point in sample.truth["points"].items():
        low, high = map(Decimal, point["accept"])
        assert 0 <= low <= Decimal(point["value"]) <= high <= 1, code
        assert point["reason"], code


def test_pages_of_the_truth_exist_unless_they_are_planted_as_missing(sample: Sample) -> None:
    missing = {page for fault in sample.truth["faults"] if fault["kind"] == "file-missing" for page in fault["pages"]}
    for code, point in sample.truth["points"].items():
        assert set(point["pages"]) - set(sample.routes) - missing == set(), code
    for fault in sample.truth["faults"]:
        assert set(fault["pages"]) - set(sample.routes) - missing == set(), fault


def test_good_beats_middling_beats_poor(samples: dict[str, Sample]) -> None:
    totals = [
        sum(Decimal(p["value"]) for p in samples[key].truth["points"].values()) for key in ("good", "middling", "poor")
    ]
    assert totals[0] > totals[1] * 2 > totals[2] * 4


def test_zero_rules_strike_where_they_are_planted(samples: dict[str, Sample]) -> None:
    day = samples["good"].truth["monitoring_date"]
    assert all(letter["answered"] for letter in samples["good"].truth["observed"]["letters"])
    open_letters = [letter for letter in samples["middling"].truth["observed"]["letters"] if letter["answered"] is None]
    assert open_letters
    assert min(letter["submitted"] for letter in open_letters) < "2025-08-30" < day
    assert max(letter["submitted"] for letter in samples["poor"].truth["observed"]["letters"]) < "2025-10-30"
    assert samples["poor"].truth["observed"]["surveys"] == []


def test_a_point_is_written_down_once() -> None:
    truth = Truth()
    truth.point("1.1.1-1", 1, "x")
    with pytest.raises(ValueError, match="twice"):
        truth.point("1.1.1-1", 0, "y")


def test_share_is_parts_found_over_parts_named() -> None:
    assert decimal(share(True, False, True)) == "0.6667"
    assert decimal(share(True, True)) == "1"


def test_what_use_tells_stands_beside_what_the_pages_show() -> None:
    truth = Truth()
    truth.point("5.4-1", 1, "有两个按钮", ["/a"], spread="0.25")
    truth.point("1.1.1-1", 1, "有栏目", ["/b"])
    truth.use("5.4-1", Fraction(0), Fraction(0), Fraction(0), "按了没有反应", True)
    truth.use("5.2.1-2", Fraction(1, 2), Fraction(1, 2), Fraction(1, 2), "纠错、拼音", False)
    points = truth.as_dict()["points"]
    assert (points["5.4-1"]["value"], points["5.4-1"]["accept"]) == ("0", ["0", "0"])
    static = static_points(points)
    assert (static["5.4-1"]["value"], static["5.4-1"]["accept"]) == ("1", ["0.75", "1"])
    assert static["5.4-1"]["reason"] == "有两个按钮"
    assert static["1.1.1-1"] == points["1.1.1-1"]
    assert "5.2.1-2" not in static
    assert points["5.2.1-2"]["settled"] is False


def test_the_samples_know_what_the_pages_alone_show(samples: dict[str, Sample]) -> None:
    points = samples["middling"].truth["points"]
    assert Fraction(points["5.2.1-1"]["value"]) == Fraction(1, 4)
    assert static_points(points)["5.2.1-1"]["value"] == "1"
    assert samples["poor"].truth["points"]["5.4-1"]["value"] == "0"
