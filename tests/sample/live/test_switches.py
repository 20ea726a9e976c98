"""Each switch changes what the server answers, and the truth of the points that it touches and no other."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.sample.live.conftest import Visitor
from zhengping.sample.live import switches
from zhengping.sample.live.answers import Request
from zhengping.sample.live.scenarios import settings
from zhengping.sample.live.server import answer, open_site
from zhengping.sample.live.site import LiveSite
from zhengping.sample.live.switches import Live
from zhengping.sample.live.truth import live_truth
from zhengping.sample.server import _Routes

SETTINGS = [
    pytest.param(switch, value, setting, id=f"{switch}={value}")
    for switch, value, setting in settings()
    # Hostile to whom and where is told by the switch beside it; the list is the family's own template.
    if switch != "hostile_at" and (switch, value) != ("search_template", "list")
]


def asked(data: dict[str, Any]) -> list[str]:
    """Addresses that together show every switch."""
    guide = next(item["title"] for item in data["items"] if item["kind"] == "service")
    theme = "高标准农田建设"
    questions = [guide, theme, "取水许司审批", "qushuixuke", "打井取水", "绝无此词甲乙"]
    return [
        "/robots.txt", "/live/site.js", "/live/phone.css", "/live/share.js", "/js/echarts.min.js", "/live/chart.js",
        *(f"/search?q={quote(question)}" for question in questions),
        f"/search/suggest?q={quote('水')}",
        f"/library/search?q={quote('管理办法')}", f"/xxgk/search?q={quote('管理办法')}",
        f"/data/query?item={quote('蔬菜产量')}&from=2025-01&to=2025-03", f"/data/export?item={quote('蔬菜产量')}",
        data["downloads"][0], data["open_downloads"][0], f"/opendata/query?item={quote('粮食')}",
        "/status?number=LC0000", "/mailbox/query?number=1",
        *(data["forms"][key][0] for key in ("feedback", "request", "apply", "letter", "opinion", "question")),
        "/m/", f"/robot/api?question={quote(guide)}", data["account_picture"], *data["broken"].values(),
        f"/gkmlpt/api/all/{_number(data, 'gkmlpt')}", _url(data, "captcha"), _url(data, "refused"), "/",
    ]  # fmt: skip


def _url(data: dict[str, Any], kind: str) -> str:
    key = next((key for key, drawing in data["drawn"] if drawing == kind), "")
    return str(data["columns"][key]["url"]) if key else "/"


def _number(data: dict[str, Any], kind: str) -> int:
    key = next((key for key, drawing in data["drawn"] if drawing == kind), "")
    return int(data["columns"][key]["number"]) if key else 0


def answered(site: LiveSite, target: str) -> tuple[int, str, bytes]:
    """What the live part says, without the network; a static page's bytes where it says nothing."""
    found = answer(site, Request("GET", target, "http://main", "http://other"))
    if found is None:
        return 200, "", site.static(target)
    return found.status, found.headers.get("Location", ""), found.body + b" held" * found.hold


@pytest.fixture(scope="session")
def site(live_directory: Path) -> LiveSite:
    routes = _Routes(live_directory / "drawn")
    return open_site(live_directory / "drawn", routes.body)


@pytest.fixture(scope="session")
def default(site: LiveSite) -> dict[str, tuple[int, str, bytes]]:
    return {target: answered(site, target) for target in asked(site.data)}


@pytest.mark.parametrize(("switch", "value", "setting"), SETTINGS)
def test_a_switch_changes_what_is_answered(
    site: LiveSite, default: dict[str, tuple[int, str, bytes]], switch: str, value: object, setting: Live
) -> None:
    site.handle.use(setting)
    try:
        assert any(answered(site, target) != before for target, before in default.items())
    finally:
        site.handle.reset()


def touched_by() -> dict[str, set[str]]:
    """Switch -> points, from the table in the switches' docstring."""
    found: dict[str, set[str]] = {}
    for row in (switches.__doc__ or "").splitlines():
        if row.startswith("| `"):
            names, points = row.split("|")[1:3]
            for name in re.findall(r"`(\w+)`", names):
                found[name] = set(re.findall(r"\d\.[\d.]+-\d+", points))
    return found


def test_the_table_names_every_switch() -> None:
    assert set(touched_by()) == set(Live.__dataclass_fields__)


@pytest.mark.parametrize(("switch", "value", "setting"), SETTINGS)
def test_a_switch_touches_the_points_of_its_row_only(trs: Visitor, switch: str, value: object, setting: Live) -> None:
    before, after = live_truth(trs.data, Live()), live_truth(trs.data, setting)
    changed = {code for code in before if (before[code].low, before[code].high) != (after[code].low, after[code].high)}
    assert changed <= touched_by()[switch]


@pytest.mark.parametrize("switch", sorted(touched_by()))
def test_every_point_of_a_row_is_changed_by_a_value_of_its_switches(trs: Visitor, switch: str) -> None:
    wanted = touched_by()[switch]
    if not wanted:
        return
    names = {name for name, points in touched_by().items() if points & wanted}
    before, changed = live_truth(trs.data, Live()), set()
    for name, _, setting in settings():
        if name in names:
            changed |= {code for code, used in live_truth(trs.data, setting).items() if used != before[code]}
    assert wanted <= changed


@pytest.mark.parametrize(("switch", "value", "setting"), SETTINGS)
def test_every_value_lies_in_its_band(trs: Visitor, switch: str, value: object, setting: Live) -> None:
    for code, used in live_truth(trs.data, setting).items():
        assert Fraction(0) <= used.low <= used.value <= used.high <= Fraction(1), code
        assert used.reason, code


def test_everything_is_earned_where_everything_works(trs: Visitor) -> None:
    assert {code for code, used in live_truth(trs.data, Live()).items() if used.value != 1} == set()


def test_nothing_is_earned_where_nothing_stands(trs: Visitor) -> None:
    data = {**trs.data, "facts": {name: False for name in trs.data["facts"]} | {"document_kinds": [False], "share": []}}
    found = {code: used.value for code, used in live_truth(data, Live()).items() if used.settled}
    assert {code for code, value in found.items() if value} == set()


@pytest.mark.parametrize(("status", "settled"), [("works", True), ("error", True), ("login", False), ("post", False)])
def test_what_is_hidden_by_a_login_or_a_post_is_not_settled(trs: Visitor, status: Any, settled: bool) -> None:
    assert live_truth(trs.data, replace(Live(), status=status))["3.1.4-1"].settled is settled


def test_a_directory_serves_as_well_as_its_data(trs: Visitor) -> None:
    assert live_truth(trs.served.directory, Live()) == live_truth(trs.data, Live())


def test_an_unknown_switch_is_refused(trs: Visitor) -> None:
    with pytest.raises(TypeError):
        trs.live.switch(no_such_switch=True)
