"""A round whose results are ready to be confirmed: three departments without pending points, findings with traps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.core.cache import cache
from django.test import Client

from tests.office.making import World
from tests.office.results.conftest import Said, make_said
from zhengping.office.collection.models import PointFinding, SiteRun
from zhengping.office.core import clock
from zhengping.office.publication.confirming import confirm, lines_of
from zhengping.office.publication.freezing import freeze, sign
from zhengping.office.publication.models import Publication
from zhengping.office.rounds.models import Phase

SECRET = "后台 /admin/login.php 存在弱口令"
PERSON = "联系人手机 13912345678"


@dataclass
class Ready:
    """The world, what the machine says, and short ways through the steps."""

    world: World
    said: Said

    def confirm_all(self) -> None:
        """Confirms every department as it stands."""
        for line in lines_of(self.world.round):
            confirm(line.participation, line.fingerprint, self.world.users["staff"])

    def frozen(self) -> Publication:
        """Confirmed and frozen by the staff."""
        self.confirm_all()
        return freeze(self.world.round, self.world.users["staff"])

    def published(self) -> Publication:
        """Signed by the staff and the administrator."""
        held = self.frozen()
        sign(held, held.sha256, self.world.users["staff"])
        held = sign(held, held.sha256, self.world.users["admin"])
        self.world.round.refresh_from_db()
        return held


@pytest.fixture
def public() -> Client:
    """Somebody who is not signed in."""
    return Client()


@pytest.fixture
def ready(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ready]:
    """The round stands in confirmation."""
    cache.clear()
    said = make_said(world, monkeypatch)
    for at, value in enumerate(("0.75", "0.5", "1")):
        said.all(at, value)
    run = SiteRun.objects.create(participation=world.participations[0], current=True, asked_at=clock.now())
    for point, words in (
        ("6.1-1", SECRET),
        ("1.1.1-1", PERSON),
        ("1.1.1-2", f"说明：{SECRET}"),
        ("1.1.1-3", "专家 expert2 说好"),
    ):
        PointFinding.objects.create(run=run, point=point, state="judged", value="0.75", finding=words)
    world.phase(Phase.CONFIRMATION)
    yield Ready(world, said)
    cache.clear()
