"""The same site served differently: values change only where evidence is gone, and then to no judged value."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.robust import variants
from tests.robust.following import changes, folder_site, judged, sample_site, unjust
from tests.robust.serving import crawled
from tests.robust.variants import HOST, Site
from tests.shared import SHARED
from zhengping.checks.context import Department
from zhengping.checks.finding import Finding
from zhengping.evaluation.department import load_department
from zhengping.sample import DEFAULT_DATE, make_samples
from zhengping.standard import load_edition

Variant = Callable[[Site], Site]

ALL = ("good", "middling", "poor")
PLAIN: dict[str, Variant] = {
    "in GBK": variants.in_gbk,
    "without meta tags": variants.without_metas,
    "with absolute addresses": variants.with_absolute_addresses,
}
"""Ways of serving that take nothing away, tried on every sample."""
ODD: dict[str, Variant] = {
    "in GBK, declared nowhere": variants.in_gbk_undeclared,
    "http and https mixed": variants.with_mixed_schemes,
    "index.html and folders mixed": variants.with_index_names,
    "capitals and no quotation marks": variants.with_bare_tags,
    "200 for what is missing": variants.with_soft_not_found,
    "a home page in frames": variants.with_home_in_frames,
    "a home page that refreshes": variants.with_home_refreshed,
    "a splash page": variants.with_splash,
}
"""Others that take nothing away."""
LOSING: dict[str, Variant] = {
    "without navigation": variants.without_navigation,
    "dates written by a script": variants.with_written_dates,
    "dates filled in by a script": variants.with_filled_dates,
    "503 on one page in ten": lambda site: variants.with_faults(site, 1),
    "503 on other pages": lambda site: variants.with_faults(site, 2),
    "a firewall after 50 pages": variants.behind_firewall,
}
"""Ways of serving that take evidence away."""
CAPTURES = ("forestry-bureau", "planning-office")


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("robust") / "samples"
    make_samples(folder, seed=11)
    return folder


@cache
def as_it_is(folder: Path) -> dict[str, Finding]:
    return findings(sample_site(folder), folder)


def findings(site: Site, folder: Path) -> dict[str, Finding]:
    edition = load_edition()
    department = load_department(folder / "department.json", edition)
    return judged(site, edition, department, DEFAULT_DATE, office=department.name)


def told(some: list[object]) -> str:
    return "\n".join(map(str, some))


@pytest.mark.parametrize("key", ALL)
@pytest.mark.parametrize("variant", PLAIN)
def test_nothing_changes_where_nothing_is_gone(variant: str, key: str, samples: Path) -> None:
    site = PLAIN[variant](sample_site(samples / key))
    differing = changes(as_it_is(samples / key), findings(site, samples / key))
    assert not differing, told([*differing])


@pytest.mark.parametrize("key", ["middling", "poor"])
@pytest.mark.parametrize("variant", ODD)
def test_nothing_changes_in_an_odd_way_of_serving(variant: str, key: str, samples: Path) -> None:
    site = ODD[variant](sample_site(samples / key))
    differing = changes(as_it_is(samples / key), findings(site, samples / key))
    assert not differing, told([*differing])


@pytest.mark.parametrize("key", ALL)
@pytest.mark.parametrize("variant", LOSING)
def test_lost_evidence_never_gives_another_judged_value(variant: str, key: str, samples: Path) -> None:
    site = LOSING[variant](sample_site(samples / key))
    wrong = unjust(changes(as_it_is(samples / key), findings(site, samples / key)))
    assert not wrong, told([*wrong])


@pytest.mark.parametrize("variant", {**PLAIN, **ODD, **LOSING})
def test_a_variant_is_served_otherwise(variant: str, samples: Path) -> None:
    plain = sample_site(samples / "middling")
    routes = json.loads((samples / "middling" / "routes.json").read_text(encoding="utf-8"))["routes"]
    site = {**PLAIN, **ODD, **LOSING}[variant](plain)
    addresses = [HOST + route.lstrip("/") for route in routes]
    assert any(site(address) != plain(address) for address in [*addresses, f"{HOST}none/"])


def test_a_firewall_leaves_points_blocked_or_to_a_person(samples: Path) -> None:
    site = variants.behind_firewall(sample_site(samples / "good"), pages=5)
    after = findings(site, samples / "good")
    assert not [code for code, finding in after.items() if finding.state == "judged" and finding.value == 0]
    assert sum(finding.state in ("blocked", "person", "suggested") for finding in after.values()) > 80


@pytest.mark.parametrize("variant", ["503 on one page in ten", "a firewall after 50 pages"])
def test_a_crawled_site_that_fails_loses_no_judged_value(variant: str, samples: Path, tmp_path: Path) -> None:
    folder = samples / "poor"
    edition = load_edition()
    department = load_department(folder / "department.json", edition)
    plain = sample_site(folder)
    before = crawled(plain, tmp_path / "before", edition, department, DEFAULT_DATE)
    after = crawled(LOSING[variant](plain), tmp_path / "after", edition, department, DEFAULT_DATE)
    wrong = unjust(changes(before, after))
    assert not wrong, told([*wrong])
    assert changes(before, after), "nothing was lost"


@pytest.mark.skipif(not (SHARED / "real").is_dir(), reason="the captured sites are not here")
@pytest.mark.parametrize("name", CAPTURES)
@pytest.mark.parametrize("variant", ["in GBK", "with absolute addresses", "a firewall after 50 pages", "a splash page"])
def test_captured_sites_are_judged_alike(variant: str, name: str) -> None:
    edition, on = load_edition(), DEFAULT_DATE.replace(year=2020)
    plain = folder_site(SHARED / "real" / name / "site")
    way = {**PLAIN, **ODD, **LOSING}[variant]
    before = judged(plain, edition, Department(facts={}), on)
    differing = changes(before, judged(way(plain), edition, Department(facts={}), on))
    wrong = unjust(differing) if variant in LOSING else differing
    assert not wrong, told([*wrong])
