"""What a self-assessment lacks before it is sent in, each with the place where it is mended."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from zhengping.office.assessment.models import BonusApplication
from zhengping.office.assessment.proofs import current
from zhengping.office.assessment.sheet import Sheet

FEWEST_REPORT = 200
"""Characters below which a report says nothing of a year's work."""


@dataclass(frozen=True)
class Missing:
    """One thing that lacks: its group, the words, where it is mended."""

    group: str
    words: str
    url: str
    code: str = ""


def missing(sheet: Sheet) -> list[Missing]:
    """Everything that lacks, in the table's order, then proofs, applications and the report."""
    return [*_points(sheet), *_proofs(sheet), *_applications(sheet), *_report(sheet)]


def _points(sheet: Sheet) -> list[Missing]:
    found = []
    number = sheet.participation.pk
    for part in sheet.parts:
        url = reverse("assessment_indicator", args=[number, part.indicator.code])
        for line in part.lines:
            if not line.applies or line.optional:
                continue
            lacks = []
            claim = line.claim
            if claim is None or claim.value is None:
                lacks.append("没有自评分")
            if claim is None or not claim.explanation.strip():
                lacks.append("没有说明")
            if claim is not None and claim.value and not claim.addresses and not line.proofs:
                lacks.append("没有网址或证明材料")
            elif line.by_material and not line.proofs and (claim is None or claim.value != 0):
                lacks.append("没有证明材料（这一点看材料）")
            if lacks:
                words = f"{line.code} {line.point.name}：{'，'.join(lacks)}"
                found.append(Missing(part.indicator.level1, words, f"{url}#{anchor(line.code)}", line.code))
    return found


def _proofs(sheet: Sheet) -> list[Missing]:
    url = reverse("assessment_proofs", args=[sheet.participation.pk])
    return [
        Missing("证明材料", f"“{proof.name}”没有写材料日期", f"{url}#proof-{proof.pk}")
        for proof in current(sheet.own)
        if proof.evidence_date is None
    ]


def _applications(sheet: Sheet) -> list[Missing]:
    if sheet.own.pk is None:
        return []
    found = []
    url = reverse("assessment_applications", args=[sheet.participation.pk])
    for one in sheet.own.applications.prefetch_related("proofs"):
        lacks = []
        if one.kind != BonusApplication.Kind.CASE and not one.issuer:
            lacks.append("没有颁发或报道单位")
        if one.kind != BonusApplication.Kind.CASE and one.day is None:
            lacks.append("没有日期")
        if not one.proofs.all():
            lacks.append("没有证明材料")
        if lacks:
            found.append(Missing("加分申报", f"“{one.title}”：{'，'.join(lacks)}", f"{url}#application-{one.pk}"))
    return found


def _report(sheet: Sheet) -> list[Missing]:
    url = reverse("assessment_report", args=[sheet.participation.pk])
    written = len("".join(sheet.own.report.split()))
    if not written:
        return [Missing("自评报告", "自评报告还没有写", url)]
    if written < FEWEST_REPORT:
        return [Missing("自评报告", f"自评报告只有 {written} 字，请写明工作情况、问题和打算", url)]
    return []


def anchor(code: str) -> str:
    """A point's place on its page."""
    return "point-" + code.replace(".", "_")
