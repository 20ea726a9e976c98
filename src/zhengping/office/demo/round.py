"""The demonstration's round up to half-way through review: self-assessments, collection, assignments, scores."""

from __future__ import annotations

import io
import random
import zlib
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from PIL import Image, ImageDraw

from zhengping.office.assessment.claiming import Typed as Claimed
from zhengping.office.assessment.claiming import attach, save_claim
from zhengping.office.assessment.declaring import report_draft, save_texts
from zhengping.office.assessment.drafts import self_assessment_of
from zhengping.office.assessment.proofs import take_proof
from zhengping.office.assessment.sheet import load_sheet
from zhengping.office.assessment.submitting import mark_ready, submit
from zhengping.office.collection.confirming import confirm_judged_of_round
from zhengping.office.core import clock
from zhengping.office.demo.cast import GENERATED, SAMPLES, Cast
from zhengping.office.demo.findings import draw, take_in
from zhengping.office.demo.registers import fill
from zhengping.office.departments.models import Department
from zhengping.office.review import assigning, scoring
from zhengping.office.review.models import Assignment
from zhengping.office.rounds import making, moving
from zhengping.office.rounds.calendar import ORDER
from zhengping.office.rounds.models import Phase, Round
from zhengping.office.rounds.people import add_conflict
from zhengping.office.rounds.reopening import reopen

NAME = "2025年网站绩效评估（演示）"
NOTE = (
    "演示数据。三个样本网站的机器结论是实际评估的结果；其余九个部门的机器结论按种子由这三份结果混合生成，"
    "没有对应的网站；自评、证明材料和专家评分也是生成的。"
)
DAYS = (10, 20, 10, 30, 7, 10, 5, 10)
"""Days of each phase; the review began twelve days ago."""
REVIEWED = 12
UNSUBMITTED = "tjj"
"""This department did not submit in time; the phase was opened again for it."""
VALUES = tuple(Decimal(one) for one in ("0", "0.25", "0.5", "0.75", "1"))
Tell = Callable[[str], None]


def make_round(
    cast: Cast, samples: tuple[str, ...], results: Path, work: Path, monitoring_date: date, tell: Tell
) -> Round:
    """The round with its departments; `results` holds the out folders of the samples by key."""
    admin, staff = cast.users["admin"], cast.users["staff"]
    windows = _windows(clock.today())
    experts = [user for name, user in cast.users.items() if name.startswith("expert") or name == "chief"]
    settings = {"name": NAME, "year": 2025, "monitoring_date": monitoring_date, "note": NOTE}
    with clock.at(_noon(windows[Phase.PREPARATION][0])):
        round = making.make(settings, windows, cast.departments.values(), experts, admin)
        first, second = cast.departments[GENERATED[0][0]], cast.departments[GENERATED[7][0]]
        add_conflict(round, cast.users["expert1"], first, "曾在该部门任职", staff)
        add_conflict(round, cast.users["expert3"], second, "为该部门网站提供过技术服务", staff)
    with clock.at(_noon(windows[Phase.SELF_ASSESSMENT][0])):
        moving.move(round, Phase.SELF_ASSESSMENT, Phase.PREPARATION, staff, confirmed=True)
    with clock.at(_noon(windows[Phase.COLLECTION][0] - timedelta(days=2))):
        for department in cast.departments.values():
            tell(f"自评：{department.short_name}")
            _assess_itself(round, department, cast)
    with clock.at(_noon(windows[Phase.COLLECTION][0])):
        moving.move(round, Phase.COLLECTION, Phase.SELF_ASSESSMENT, staff, confirmed=True)
        late = round.participations.get(department__code=UNSUBMITTED)
        for key in samples:
            department = cast.departments[SAMPLES[key]]
            tell(f"机器结论：{department.short_name}")
            take_in(round.participations.get(department=department), results / key, staff)
        for code, _, base in GENERATED:
            tell(f"机器结论：{cast.departments[code].short_name}")
            participation = round.participations.get(department=cast.departments[code])
            draw(participation, base, results, f"findings {code}", work, staff)
        confirm_judged_of_round(round, staff)
        tell("登记数据")
        fill(round, staff)
    with clock.at(_noon(windows[Phase.REVIEW][0])):
        moving.move(round, Phase.REVIEW, Phase.COLLECTION, staff, confirmed=True)
        assigning.begin(round, staff, assigning.propose(round).mark)
    reopen(late, Phase.SELF_ASSESSMENT, clock.today() + timedelta(days=3), "填报人更换，来不及提交", admin)
    _score(round, tell)
    return Round.objects.get(pk=round.pk)


def _windows(today: date) -> dict[Phase, tuple[date, date]]:
    starts = today - timedelta(days=REVIEWED + sum(DAYS[: ORDER.index(Phase.REVIEW)]))
    windows = {}
    for phase, days in zip(ORDER, DAYS, strict=True):
        windows[phase] = (starts, starts + timedelta(days=days - 1))
        starts += timedelta(days=days)
    return windows


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(10, 30)))


def _assess_itself(round: Round, department: Department, cast: Cast) -> None:
    """Claims point by point, somewhat too good; two proofs; the report; the submission by the reviewer."""
    chance = random.Random(f"claims {department.code}")
    participation = round.participations.select_related("round", "department").get(department=department)
    reporter, site = cast.reporter(department), participation.site_url
    unfinished = department.code == UNSUBMITTED
    with transaction.atomic():
        own = self_assessment_of(participation)
        sheet = load_sheet(participation, own, beside=False)
        lines = [line for line in sheet.lines.values() if line.applies]
        for line in lines[: len(lines) // 2] if unfinished else lines:
            value = chance.choices(VALUES, (1, 1, 3, 4, 11))[0]
            told = Claimed(value, f"{line.point.name}：已按要求落实，见网站有关栏目。", (site,) if value else ())
            save_claim(participation, line.code, told, 0, reporter)
        own = self_assessment_of(participation)
        proof = take_proof(
            own, "网站工作总结.png", _paper(f"{department} 网站工作总结"), reporter,
            evidence_date=date(2025, 10, 15), description="年度网站工作总结首页",
        )  # fmt: skip
        for line in [line for line in lines if line.by_material][:6]:
            attach(participation, line.code, proof, reporter, on=True)
        own = self_assessment_of(participation)
        sheet = load_sheet(participation, own, beside=False)
        save_texts(participation, {"report": report_draft(sheet)}, own.version, reporter)
        if unfinished:
            return
        mark_ready(participation, reporter)
        submit(participation, cast.reviewer(department), knowing=True)


def _paper(words: str) -> bytes:
    """A picture that stands for a scanned page; Latin letters only, since no Chinese face is sure to be there."""
    image = Image.new("RGB", (620, 877), "white")
    pen = ImageDraw.Draw(image)
    pen.rectangle((20, 20, 600, 857), outline="black")
    pen.text((60, 60), f"DEMONSTRATION {zlib.crc32(words.encode()):08x}", fill="black")
    for line in range(18):
        pen.line((60, 120 + 36 * line, 560 - 40 * (line % 3), 120 + 36 * line), fill="gray", width=4)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _score(round: Round, tell: Tell) -> None:
    """Somewhat more than half of the experts' work: most agree, some differ, a few enough for arbitration."""
    tasks = list(
        Assignment.objects.filter(participation__round=round)
        .select_related("participation__round", "participation__department", "expert")
        .order_by("participation__department__code", "point", "expert")
    )
    done = 0
    for participation in round.participations.select_related("department"):
        mine = [task for task in tasks if task.participation_id == participation.pk]
        chance = random.Random(f"scores {participation.department.code}")
        tell(f"专家评分：{participation.department.short_name}")
        with transaction.atomic():
            for code in sorted({task.point for task in mine}):
                if chance.random() < 0.45:
                    continue
                value = chance.choices(VALUES, (2, 2, 4, 5, 8))[0]
                for task in [task for task in mine if task.point == code]:
                    _give(task, value, chance)
                    done += 1
    tell(f"专家评分共 {done} 个，待评 {len(tasks) - done} 个")


def _give(task: Assignment, value: Decimal, chance: random.Random) -> None:
    moved = chance.random()
    if moved > 0.9:
        value = chance.choice(VALUES)
    elif moved > 0.75:
        value = VALUES[max(0, VALUES.index(value) - 1)]
    words = "对照要求核看了网站和材料。" if value == 1 else "有缺项：部分内容没有见到或没有及时更新。"
    scoring.give(task, scoring.Typed(value, words), 0, task.expert)
