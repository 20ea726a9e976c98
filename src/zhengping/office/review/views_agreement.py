"""How far the experts of a round agree: figures, charts and tables, while the office can still act."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zhengping.office.core.access import access
from zhengping.office.core.downloads import as_csv
from zhengping.office.core.roles import OFFICE, Role
from zhengping.office.review.agreement import GOOD, TOLERABLE, Agreement, agreement_of, judged_alpha
from zhengping.office.review.choosing import lead_to, others
from zhengping.office.rounds.models import Round

READ = OFFICE | {Role.AUDITOR}


@access(READ, change=())
def any_agreement(request: HttpRequest) -> HttpResponse:
    """Leads to the newest round."""
    return lead_to(request, "review_round_agreement")


@access(READ, change=())
def show_agreement(request: HttpRequest, round: Round) -> HttpResponse:
    """The page, or its tables as CSV (`?format=csv`, `&table=indicators|experts|outliers`)."""
    found = agreement_of(round)
    if request.GET.get("format") == "csv":
        return _csv(found, request.GET.get("table", "indicators"), round)
    context = {
        "round": round,
        "others": others(request.user, round),
        "agreement": found,
        "alpha": figure(found.alpha),
        "judged": judged_alpha(found.alpha),
        "indicators": [
            {"row": one, "alpha": figure(one.alpha), "judged": judged_alpha(one.alpha), "spread": figure(one.spread)}
            for one in found.indicators
        ],
        "experts": [
            {
                "row": one,
                **{name: figure(getattr(one, name)) for name in ("alpha", "distance")},
                **{name: signed(getattr(one, name)) for name in ("bias", "early", "late", "drift")},
            }
            for one in found.experts
        ],
        "outliers": [
            {"row": one, "value": figure(one.given.value), "others": figure(one.others), "by": signed(one.difference)}
            for one in found.outliers[:50]
        ],
        "warned": [one for one in found.experts if one.warnings],
        "chart": _chart(found),
    }
    return render(request, "review/agreement.html", context)


def figure(value: Fraction | None, places: str = "0.001") -> str:
    """A figure for people, half up; a dash for none."""
    if value is None:
        return "—"
    number = Decimal(value.numerator) / Decimal(value.denominator)
    return f"{number.quantize(Decimal(places), ROUND_HALF_UP):f}"


def signed(value: Fraction | None) -> str:
    """A figure with its sign."""
    text = figure(value)
    return f"+{text}" if value is not None and value > 0 else text


def _chart(found: Agreement) -> dict[str, Any]:
    """What the charts draw (figures for the eye only)."""

    def seen(value: Fraction | None) -> float | None:
        return None if value is None else round(float(value), 3)

    return {
        "indicators": [[one.code, one.name, seen(one.alpha), one.units] for one in found.indicators],
        "experts": [[one.name, seen(one.bias), seen(one.early), seen(one.late)] for one in found.experts],
        "good": float(GOOD),
        "tolerable": float(TOLERABLE),
    }


def _csv(found: Agreement, table: str, round: Round) -> HttpResponse:
    name = f"{round} 评分一致性"
    if table == "experts":
        heads = ["专家", "共评采分点", "alpha", "与他人平均差", "平均绝对差", "前半", "后半", "变化", "提示"]
        rows = [
            [
                *(one.name, one.shared, figure(one.alpha), signed(one.bias), figure(one.distance)),
                *(signed(one.early), signed(one.late), signed(one.drift), "、".join(one.warnings)),
            ]
            for one in found.experts
        ]
        return as_csv(heads, rows, f"{name} 专家")
    if table == "outliers":
        heads = ["部门", "采分点", "专家", "分值", "其他专家平均", "相差", "意见"]
        rows = [
            [
                *(one.given.department, one.given.point, one.given.name, figure(one.given.value)),
                *(figure(one.others), signed(one.difference), one.given.comment),
            ]
            for one in found.outliers
        ]
        return as_csv(heads, rows, f"{name} 离群值")
    heads = ["指标", "名称", "采分点数", "alpha", "评价", "平均最大差"]
    rows = [
        [one.code, one.name, one.units, figure(one.alpha), judged_alpha(one.alpha), figure(one.spread)]
        for one in found.indicators
    ]
    return as_csv(heads, rows, f"{name} 指标")
