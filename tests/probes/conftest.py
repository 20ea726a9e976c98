"""The live sample of each family, for the tables of settings."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.probes.live_sample import FAMILIES, Sample, served_sample


@pytest.fixture(scope="session", params=FAMILIES)
def sample(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sample]:
    """Crawled once; each test turns its own switches."""
    with served_sample(request.param, tmp_path_factory.mktemp(request.param)) as made:
        yield made
