"""Fixtures of the office's tests: a small round with users of every role (see `making.py`)."""

from __future__ import annotations

import pytest

from tests.office.making import World, make_world
from tests.office.sessions import no_session_left

__all__ = ["no_session_left", "world"]


@pytest.fixture
def world(db: None) -> World:
    """A round in preparation: three departments, users of every role, three experts."""
    return make_world()
