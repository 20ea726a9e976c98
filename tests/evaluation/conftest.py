"""One sample site, served on loopback and evaluated once for all tests of this folder."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.evaluation.running import DAY, Run, zhengping
from zhengping.sample.making import make_samples
from zhengping.sample.server import serve


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples") / "made"
    make_samples(folder, seed=3)
    return folder


@pytest.fixture(scope="session")
def poor_site(samples: Path) -> Iterator[str]:
    with serve(samples) as sites:
        yield next(site.url for site in sites if site.key == "poor")


@pytest.fixture(scope="session")
def evaluated(poor_site: str, samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    out = tmp_path_factory.mktemp("evaluated")
    facts = samples / "poor" / "department.json"
    done = zhengping(
        "evaluate", poor_site, "--out", str(out), "--monitoring-date", DAY, "--department", str(facts),
        "--allow-private", "--no-probes", "--quiet",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return Run(out, done)


@pytest.fixture(scope="session")
def result(evaluated: Run) -> dict[str, Any]:
    return json.loads((evaluated.out / "result.json").read_text(encoding="utf-8"))
