"""Fills an office for `bench.office`: departments, rounds, findings, claims, expert scores, standings, scorecards."""

from __future__ import annotations

import os
import random
import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhengping.office.settings")
import django

django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.urls import reverse  # noqa: E402

from zhengping.office.accounts.models import User  # noqa: E402
from zhengping.office.assessment.models import Claim, SelfAssessment  # noqa: E402
from zhengping.office.collection.models import Confirmation, PointFinding, SiteRun  # noqa: E402
from zhengping.office.core.roles import Role  # noqa: E402
from zhengping.office.departments.models import Department, Site  # noqa: E402
from zhengping.office.results.settling import edition_of, settle  # noqa: E402
from zhengping.office.review.models import Assignment, ExpertScore  # noqa: E402
from zhengping.office.rounds.models import Participation, Phase, PhaseWindow, Round, RoundExpert  # noqa: E402

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
VALUES = [Decimal(text) for text in ("0", "0.25", "0.5", "0.6667", "0.75", "1", "1", "1")]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def fill(departments: int, rounds: int, plan: Path) -> None:
    """Makes it all; `plan` gets a line for each page that a user visits: session and address."""
    call_command("migrate", verbosity=0)
    draw = random.Random("office bench 41")
    offices = [_department(number) for number in range(departments)]
    experts = [_user(f"expert{n}", Role.CHIEF if n == 0 else Role.EXPERT) for n in range(9)]
    staff = [_user(f"staff{n}", Role.STAFF if n else Role.ADMIN) for n in range(5)]
    reporters = [_user(f"reporter{n}", Role.REPORTER, office) for n, office in enumerate(offices[:36])]
    for back in range(rounds - 1, -1, -1):
        last = _round(2025 - back, offices, experts, draw, staff[0], past=back > 0)
    _write_plan(plan, last, staff, experts, reporters)


def _user(name: str, role: Role, department: Department | None = None) -> User:
    user = User(username=name, role=role, display_name=name, department=department)
    user.set_unusable_password()
    user.save()
    return user


def _department(number: int) -> Department:
    made = Department.objects.create(code=f"d{number:02}", name=f"第{number:02}局", has_key_areas=True)
    Site.objects.create(
        department=made, name=f"第{number:02}局网站", url=f"http://d{number:02}.example.gov.cn/", main=True
    )
    return made


def _round(
    year: int, offices: list[Department], experts: list[User], draw: random.Random, staff: User, past: bool
) -> Round:
    phase = Phase.PUBLICATION if past else Phase.REVIEW
    made = Round.objects.create(
        name=f"{year}年评估", year=year, monitoring_date=date(year, 11, 30), phase=phase, made_at=NOW, archived=False
    )
    PhaseWindow.objects.bulk_create(
        PhaseWindow(round=made, phase=one, starts=date(year, 12, 1 + at), ends=date(year, 12, 1 + at))
        for at, one in enumerate(Phase)
    )
    RoundExpert.objects.bulk_create(RoundExpert(round=made, user=user) for user in experts)
    codes = list(edition_of(made.edition).points)
    for office in offices:
        _take_part(made, office, codes, experts, draw, staff)
    return made


def _take_part(
    round: Round, office: Department, codes: list[str], experts: list[User], draw: random.Random, staff: User
) -> None:
    participation = Participation.objects.create(
        round=round, department=office, site_url=office.sites.all()[0].url, facts=office.facts(), key_areas_known=True
    )
    run = SiteRun.objects.create(participation=participation, state="done", asked_at=NOW, current=True, observed={})
    words = "在“信息公开 > 机构职能”栏目中找到机构设置、主要职责、办公地址和联系方式，内容完整。" * 2
    evidence = [{"url": f"{participation.site_url}a{n}.html", "quote": words, "record": "urn:x"} for n in range(3)]
    findings = PointFinding.objects.bulk_create(
        PointFinding(
            run=run, point=code, state=draw.choice(["judged", "suggested", "person"]), value=draw.choice(VALUES),
            confidence="0.95", finding=words, advice=words, evidence=evidence,
        )
        for code in codes
    )  # fmt: skip
    Confirmation.objects.bulk_create(
        Confirmation(participation=participation, point=one.point, finding=one, value=one.value, by=staff, at=NOW)
        for one in findings
        if one.state == "judged"
    )
    assessment = SelfAssessment.objects.create(
        participation=participation, state="submitted", submitted_at=NOW, report=words
    )
    Claim.objects.bulk_create(
        Claim(self_assessment=assessment, point=code, value=draw.choice(VALUES), explanation=words) for code in codes
    )
    asked = Assignment.objects.bulk_create(
        Assignment(participation=participation, point=code, expert=expert, made_at=NOW)
        for code in codes
        for expert in draw.sample(experts[1:], 3)
    )
    # Experts agree nine times of ten, as people do who look at the same evidence.
    common = {code: draw.choice(VALUES) for code in codes}
    ExpertScore.objects.bulk_create(
        ExpertScore(
            assignment=one,
            value=common[one.point] if draw.random() < 0.9 else draw.choice(VALUES),
            comment=words[:40],
            at=NOW,
        )
        for one in asked
        if draw.random() < 0.8
    )
    settle(participation, staff)


def _session(user: User) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def _write_plan(plan: Path, round: Round, staff: list[User], experts: list[User], reporters: list[User]) -> None:
    """The pages that people of each role go through."""
    lines = []
    one = round.participations.order_by("pk")[0]
    for user in staff:
        pages = [
            ("home",), ("rounds",), ("round", round.pk), ("departments",), ("people",), ("collection", round.pk),
            ("results_matrix", round.pk), ("results_ranking", round.pk), ("results_means", round.pk),
            ("result", one.pk), ("result_points", one.pk), ("assessment_round", round.pk),
            ("review_dispute_list", round.pk), ("review_round_agreement", round.pk), ("appeals",),
            ("publication_round", round.pk), ("findings", one.pk), ("audit",),
        ]  # fmt: skip
        lines += _lines(user, pages)
    for user in experts:
        lines += _lines(user, [("home",), ("review_list", round.pk)])
        task = Assignment.objects.filter(expert=user, participation__round=round).order_by("pk").first()
        if task is not None:
            lines += _lines(user, [("review_score", task.pk)])
    for user in reporters:
        mine = round.participations.get(department_id=user.department_id)
        lines += _lines(
            user,
            [("home",), ("assessment_overview", mine.pk), ("assessment_indicator", mine.pk, "1.1.1"), ("appeals",)],
        )
    part = plan.with_suffix(".part")
    part.write_text("\n".join(lines), encoding="utf-8")
    part.rename(plan)


def _lines(user: User, pages: list[tuple[object, ...]]) -> list[str]:
    session = _session(user)
    return [f"{session} {reverse(str(name), args=rest)}" for name, *rest in pages]


if __name__ == "__main__":
    fill(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
