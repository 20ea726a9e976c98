"""What stands for each part of an address in the table test: one object of the first department, or of one person.

A new part of an address gets its function here: it makes the object in the world and gives its number.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tests.office.making import MOMENT, World


@dataclass(frozen=True)
class Thing:
    """An object of an address: how it is made; whether it is the first department's; whose it is (a user's name)."""

    make: Callable[[World], int]
    of_department: bool
    of_person: str = ""


THINGS: dict[str, Thing] = {}
Maker = Callable[[World], Any]


def thing(name: str, *, of_department: bool = False, of_person: str = "") -> Callable[[Maker], Maker]:
    """Registers how the object of a part of an address is made; the function gives the object or its number."""

    def register(make: Maker) -> Maker:
        THINGS[name] = Thing(lambda world: getattr(made := make(world), "pk", made), of_department, of_person)
        return make

    return register


# Parts that name no object: what stands there, and for some addresses something else.
PLAIN = {"code": "1.1.1-1", "key": "1", "kind": "departments", "format": "xlsx", "provider_id": "oidc", "page": "1"}
PLAIN_OF = {
    ("result_indicator", "code"): "1.1.1",
    ("assessment_indicator", "code"): "1.1.1",
    ("act_on_all", "key"): "start",
    ("act_on_run", "key"): "cancel",
    ("register_kind", "kind"): "security-scans",
    ("register_new", "kind"): "security-scans",
    ("register_values", "kind"): "security-scans",
    ("register_settings", "kind"): "security-scans",
    ("register_complete", "kind"): "security-scans",
    ("public_department", "key"): "lyj",
    ("publication_correct", "key"): "lyj",
}


@thing("department", of_department=True)
def _department(world: World) -> Any:
    return world.departments[0]


@thing("site", of_department=True)
def _site(world: World) -> Any:
    return world.departments[0].sites.create(name="下属网站", url="http://sub.lyj.example.gov.cn/")


@thing("former_name", of_department=True)
def _former_name(world: World) -> Any:
    return world.departments[0].former_names.create(name="旧林业局")


@thing("person")
def _person(world: World) -> Any:
    return world.users["expert2"]


@thing("session", of_person="reporter")
def _session(world: World) -> Any:
    from allauth.usersessions.models import UserSession

    return UserSession.objects.create(user=world.users["reporter"], ip="127.0.0.1", session_key="k" * 32)


@thing("token", of_person="reporter")
def _token(world: World) -> Any:
    from zhengping.office.accounts.tokens import make_token

    return make_token(world.users["reporter"], "取数", ["results:read"], 30).token


@thing("notice", of_person="reporter")
def _notice(world: World) -> Any:
    return world.users["reporter"].notices.create(kind="test", key="test", words="提醒", at=MOMENT)


@thing("logged")
def _logged(world: World) -> int:
    from zhengping.office.core.audit import record

    return record(world.users["staff"], "score.changed", world.participations[0]).number


@thing("batch")
def _batch(world: World) -> Any:
    from zhengping.office.sheets.models import ImportBatch

    return ImportBatch.objects.create(
        kind="departments", file_name="部门.csv", sha256="0" * 64, content=b"", by=world.users["staff"], at=MOMENT
    )


@thing("round")
def _round(world: World) -> Any:
    return world.round


@thing("participation", of_department=True)
def _participation(world: World) -> Any:
    return world.participations[0]


@thing("result", of_department=True)
def _result(world: World) -> Any:
    return world.participations[0]


@thing("conflict")
def _conflict(world: World) -> Any:
    return world.round.conflicts.create(user=world.users["expert3"], department=world.departments[0], reason="曾任职")


@thing("reopening", of_department=True)
def _reopening(world: World) -> Any:
    from zhengping.office.rounds.models import Phase

    return world.participations[0].reopenings.create(
        phase=Phase.SELF_ASSESSMENT, until=date(2026, 1, 1), reason="停电", by=world.users["admin"], at=MOMENT
    )


@thing("run", of_department=True)
def _run(world: World) -> Any:
    runs = world.participations[0].runs
    return runs.filter(current=True).first() or runs.create(state="done", current=True, asked_at=MOMENT)


@thing("finding", of_department=True)
def _finding(world: World) -> Any:
    from zhengping.office.collection.models import PointFinding

    run = world.participations[0].runs.get(pk=THINGS["run"].make(world))
    given = {"state": "judged", "value": Decimal(1)}
    return PointFinding.objects.get_or_create(run=run, point="1.1.1-1", defaults=given)[0]


@thing("evidence", of_department=True)
def _evidence(world: World) -> Any:
    return _finding(world)


@thing("confirmation", of_department=True)
def _confirmation(world: World) -> Any:
    return world.participations[0].confirmations.create(
        point="1.1.1-1", finding=_finding(world), value=Decimal(1), by=world.users["staff"], at=MOMENT
    )


def _self_assessment(world: World) -> Any:
    from zhengping.office.assessment.models import SelfAssessment

    return SelfAssessment.objects.get_or_create(participation=world.participations[0])[0]


@thing("proof", of_department=True)
def _proof(world: World) -> Any:
    return _self_assessment(world).proofs.create(
        name="证明.pdf", kind="pdf", size=4, sha256="0" * 64, stored="none", uploaded_at=MOMENT,
        uploaded_by=world.users["reporter"],
    )  # fmt: skip


@thing("application", of_department=True)
def _application(world: World) -> Any:
    return _self_assessment(world).applications.create(kind="case", title="创新案例", handed_in_at=MOMENT)


@thing("assignment", of_department=True, of_person="expert")
def _assignment(world: World) -> Any:
    from zhengping.office.review.models import Assignment

    return Assignment.objects.create(
        participation=world.participations[0], point="1.1.1-1", expert=world.users["expert"], made_at=MOMENT
    )


@thing("appeal", of_department=True)
def _appeal(world: World) -> Any:
    return world.participations[0].appeals.create(
        point="1.1.1-1", reason="有", filed_by=world.users["reporter"], filed_at=MOMENT, due=date(2026, 1, 1)
    )


@thing("register_entry", of_department=True)
def _register_entry(world: World) -> Any:
    return world.departments[0].register_entries.create(
        round=world.round, kind="security-scans", key="1", data={}, by=world.users["staff"], at=MOMENT
    )


@thing("publication")
def _publication(world: World) -> Any:
    from zhengping.office.publication.canonical import sha256_of
    from zhengping.office.publication.content import build
    from zhengping.office.publication.models import Publication
    from zhengping.office.results.settling import settle

    for participation in world.participations:
        settle(participation, world.users["staff"])
    content = build(type(world.round).objects.get(pk=world.round.pk), "还有采分点待定")
    return Publication.objects.create(
        round=world.round, content=content, sha256=sha256_of(content), state=Publication.State.PUBLISHED,
        frozen_at=MOMENT, frozen_by=world.users["staff"], published_at=MOMENT + timedelta(days=1),
        first_by=world.users["staff"], first_at=MOMENT, second_by=world.users["admin"],
    )  # fmt: skip


@thing("published")
def _published(world: World) -> int:
    return world.round.pk
