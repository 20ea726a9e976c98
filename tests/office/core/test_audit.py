"""The record is a chain: what was changed, taken out or cut off shows."""

import pytest

from tests.office.making import World
from zhengping.office.core.audit import faults, record
from zhengping.office.core.models import AuditEntry


@pytest.fixture(autouse=True)
def entries(world: World) -> None:
    for at in range(5):
        record(world.users["staff"], "score.changed", world.participations[0], before=at, why="因为")


def test_an_untouched_chain_has_no_fault() -> None:
    assert list(faults()) == []


def test_a_changed_entry_shows() -> None:
    AuditEntry.objects.filter(number=3).update(detail={"before": 9})
    assert list(faults()) == ["第 3 条的内容被改动过"]


def test_an_entry_taken_out_shows() -> None:
    AuditEntry.objects.filter(number=3).delete()
    assert "第 3 条到第 3 条缺失" in list(faults())


def test_a_cut_off_end_shows() -> None:
    AuditEntry.objects.filter(number__gt=3).delete()
    assert list(faults()) == ["末尾缺失：记录应到第 5 条，现在到第 3 条"]
