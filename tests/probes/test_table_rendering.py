"""Script-drawn columns of the live sample: setting, what each column should list, what was read of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.probes.browsing import needs_browser
from tests.probes.rendering_site import Rendered, rendered
from zhengping.reading.site import Column
from zhengping.sample import ServedSite, make_samples, serve
from zhengping.sample.live.scenarios import DRAWN

pytestmark = [needs_browser, pytest.mark.slow]
KINDS = dict((kind, key) for key, kind in DRAWN.drawn)


@dataclass(repr=False)
class Tried:
    """The live site as rendered under one setting."""

    found: Rendered
    data: dict[str, Any]
    served: ServedSite

    def column(self, kind: str) -> Column:
        assert self.found.site is not None
        address = self.data["columns"][KINDS[kind]]["url"]
        return next(column for column in self.found.site.columns if column.url.endswith(address))

    def should_list(self, kind: str) -> list[str]:
        return [row["title"] for row in self.data["columns"][KINDS[kind]]["rows"]]


def tried(directory: Path, folder: Path, **switches: Any) -> Tried:
    with serve(directory) as sites:
        served = sites[0]
        served.live.switch(**switches)
        data = json.loads((served.directory / "live.json").read_text(encoding="utf-8"))
        return Tried(rendered(served.url, folder, crawling={"max_pages": 900}), data, served)


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("drawn") / "out"
    make_samples(out, plans=(DRAWN,))
    return out


@pytest.fixture(scope="module")
def working(directory: Path, tmp_path_factory: pytest.TempPathFactory) -> Tried:
    return tried(directory, tmp_path_factory.mktemp("working"))


@pytest.fixture(scope="module")
def failing(directory: Path, tmp_path_factory: pytest.TempPathFactory) -> Tried:
    return tried(directory, tmp_path_factory.mktemp("failing"), lists_work=False)


@pytest.mark.parametrize("kind", ["jpaas", "gkmlpt", "iframe", "cookie"])
def test_a_column_is_listed_whole(working: Tried, kind: str) -> None:
    column = working.column(kind)
    assert [item.title for item in column.items] == working.should_list(kind)
    assert column.incomplete_why == ""


def test_a_long_column_is_listed_as_far_as_a_year_needs_and_says_what_is_left(working: Tried) -> None:
    column, there = working.column("vue"), working.should_list("vue")
    listed, complete = [item.title for item in column.items], column.complete
    assert listed == there[: len(listed)]
    assert len(listed) >= 60
    assert complete == (listed == there)


@pytest.mark.parametrize("kind", ["captcha", "refused"])
def test_what_refuses_is_blocked_and_reported(working: Tried, kind: str) -> None:
    column = working.column(kind)
    outcome, url = column.outcome, column.url
    assert outcome == "blocked"
    assert [each.outcome for each in working.found.trial.pages if each.url == url] == ["blocked"]


@pytest.mark.parametrize("kind", ["vue", "jpaas", "gkmlpt"])
def test_a_column_whose_service_does_not_answer_is_unknown(failing: Tried, kind: str) -> None:
    why = failing.column(kind).incomplete_why
    assert "脚本" in why


@pytest.mark.parametrize("setting", ["working", "failing"])
def test_nothing_was_sent(setting: str, request: pytest.FixtureRequest) -> None:
    submitted = request.getfixturevalue(setting).served.live.submitted
    assert submitted == []
