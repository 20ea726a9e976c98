"""Makes what the office's tests need, through the models; short names, because every test uses them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django.test import Client

from zhengping.office.accounts.models import User
from zhengping.office.core.roles import DEPARTMENT, Role
from zhengping.office.departments.models import Department, Site
from zhengping.office.rounds.models import Participation, Phase, PhaseWindow, Round, RoundExpert

MOMENT = datetime(2025, 12, 1, 9, 0, tzinfo=UTC)
PASSWORD = "Correct-horse-9"


@dataclass
class World:
    """A round with its people. `users` by role (and `expert2`, `expert3`, `other_reporter` …)."""

    round: Round
    departments: list[Department]
    participations: list[Participation]
    users: dict[str, User] = field(default_factory=dict)

    def client(self, who: str) -> Client:
        """A client signed in as this user."""
        client = Client()
        client.force_login(self.users[who], backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    def phase(self, phase: Phase) -> None:
        """Moves the round to a phase."""
        self.round.phase = phase
        self.round.save(update_fields=["phase"])


def make_user(name: str, role: Role, department: Department | None = None, **given: Any) -> User:
    """A user with the tests' password."""
    user = User(username=name, role=role, display_name=given.pop("display_name", name), department=department, **given)
    user.set_password(PASSWORD)
    user.save()
    return user


def make_department(code: str, name: str) -> Department:
    """A department with a main site."""
    department = Department.objects.create(code=code, name=name, has_key_areas=True)
    Site.objects.create(department=department, name=f"{name}网站", url=f"http://{code}.example.gov.cn/", main=True)
    return department


def make_round(departments: list[Department], name: str = "2025年评估") -> tuple[Round, list[Participation]]:
    """A round in preparation in which these departments take part."""
    round = Round.objects.create(name=name, year=2025, monitoring_date=date(2025, 11, 30), made_at=MOMENT)
    for at, phase in enumerate(Phase):
        PhaseWindow.objects.create(
            round=round, phase=phase, starts=date(2025, 12, 1 + 3 * at), ends=date(2025, 12, 3 + 3 * at)
        )
    made = [
        Participation.objects.create(
            round=round,
            department=department,
            site_url=department.main_site.url if department.main_site else "",
            facts=department.facts(),
            key_areas_known=department.has_key_areas is not None,
            department_data=department.as_evaluated(),
        )
        for department in departments
    ]
    return round, made


def make_world() -> World:
    """Three departments, one round, a user of every role, three experts, and a reporter of another department."""
    departments = [
        make_department(code, name) for code, name in (("lyj", "林业局"), ("jyj", "教育局"), ("ghj", "规划局"))
    ]
    round, participations = make_round(departments)
    world = World(round, departments, participations)
    for role in Role:
        world.users[role.value] = make_user(role.value, role, departments[0] if role in DEPARTMENT else None)
    world.users["other_reporter"] = make_user("other_reporter", Role.REPORTER, departments[1])
    world.users["other_reviewer"] = make_user("other_reviewer", Role.REVIEWER, departments[1])
    for name in ("expert2", "expert3"):
        world.users[name] = make_user(name, Role.EXPERT)
    for name in ("expert", "expert2", "expert3", "chief"):
        RoundExpert.objects.create(round=round, user=world.users[name])
    return world
