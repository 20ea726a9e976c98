"""The browser and the people of the end-to-end tests; they run on SQLite and on PostgreSQL alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser

from tests.e2e.people import People
from tests.office.browsing import browser
from tests.office.sessions import no_session_left

__all__ = ["chromium", "no_session_left", "people"]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser a file."""
    with browser() as opened:
        yield opened


@pytest.fixture
def people(chromium: Browser, live_server: Any, transactional_db: None) -> Iterator[People]:
    """People who use the office, each in a browser window of his own; at the end none of them saw an error."""
    cache.clear()
    everybody = People(chromium, live_server.url)
    yield everybody
    everybody.leave()
    assert everybody.errors == []
