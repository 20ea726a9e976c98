"""Pages of one department's result: scorecard, points, an indicator with all that lies under it, history, by hand."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from zhengping.office.core.access import access, hidden
from zhengping.office.core.audit import record
from zhengping.office.core.downloads import as_download
from zhengping.office.core.fields import plain
from zhengping.office.core.lists import Column, Filter, show_list
from zhengping.office.core.roles import DEPARTMENT, OFFICE, READERS
from zhengping.office.results.adding import bases_shown, shown_at
from zhengping.office.results.models import Authority, PointStanding, Score, ValueChange
from zhengping.office.results.ranking import band_of, ranks
from zhengping.office.results.settling import edition_of, scored
from zhengping.office.results.steps import steps
from zhengping.office.results.visible import is_of_department, person_shown
from zhengping.office.rounds.models import Participation
from zhengping.scoring import two_decimals
from zhengping.standard.model import Indicator

SEE = OFFICE | READERS | DEPARTMENT
COLOURS: dict[str, str] = {
    Authority.RULE: "purple",
    Authority.ARBITRATION: "orange",
    Authority.EXPERT: "blue",
    Authority.MACHINE: "green",
    Authority.NONE: "secondary",
}


def _score_of(participation: Participation) -> Score | None:
    return Score.objects.filter(participation=participation).first()


def _seen(request: HttpRequest, participation: Participation, page: str) -> None:
    """Writes down that somebody outside the department looked at its result."""
    if not is_of_department(request.user):
        record(
            request.user, "score.viewed", participation, department=participation.department, request=request, page=page
        )


def _missing(request: HttpRequest, participation: Participation) -> HttpResponse:
    return render(request, "results/none_yet.html", {"participation": participation})


@access(SEE, change=())
def scorecard(request: HttpRequest, result: Participation) -> HttpResponse:
    """The scorecard: all indicators with weight, effective weight, score, reasons; what is pending."""
    score = _score_of(result)
    if score is None:
        return _missing(request, result)
    _seen(request, result, "scorecard")
    edition = edition_of(result.round.edition)
    base, applicable = Fraction(score.exact_base), Fraction(score.exact_applicable)
    percent = base / applicable * 100 if applicable else None
    cards = score.scorecard["indicators"]
    names = dict.fromkeys(one.level1 for one in edition.indicators)
    groups = [
        (name, [(one, card) for one, card in zip(edition.indicators, cards, strict=True) if one.level1 == name])
        for name in names
    ]
    shown = {
        "participation": result,
        "score": score,
        "card": score.scorecard,
        "groups": groups,
        "percent": two_decimals(percent) if percent is not None else "—",
        "band": band_of(percent, result.round.pass_mark, result.round.top_mark),
        "applicable": two_decimals(applicable),
        "pending": [(code, edition.points[code].name, code.rpartition("-")[0]) for code in score.scorecard["pending"]],
        "rank": None if is_of_department(request.user) else _rank_of(result),
        "rules": score.scorecard["rules"],
    }
    return render(request, "results/scorecard.html", shown)


def _rank_of(participation: Participation) -> tuple[int, int]:
    """The rank and out of how many."""
    rows = list(
        Score.objects.filter(participation__round=participation.round).values_list("participation", "exact_total")
    )
    order = ranks([Fraction(total) for _, total in rows])
    place = next(rank for (pk, _), rank in zip(rows, order, strict=True) if pk == participation.pk)
    return place, len(rows)


@access(SEE, change=())
def points(request: HttpRequest, result: Participation) -> HttpResponse:
    """All points as a list: value, authority, why; sorts, filters, exports."""
    edition = edition_of(result.round.edition)
    _seen(request, result, "points")
    viewer: Any = request.user

    def address(row: PointStanding) -> str:
        return f"{reverse('result_indicator', args=[result.pk, row.point.rpartition('-')[0]])}#p-{row.point}"

    return show_list(
        request,
        PointStanding.objects.filter(participation=result).order_by("pk"),
        [
            Column("point", "采分点", lambda row: row.point, sort="point", link=address),
            Column("name", "内容", lambda row: edition.points[row.point].name if row.point in edition.points else ""),
            Column("value", "分值", lambda row: plain(row.value) or "待定", sort="value", number=True),
            Column(
                "authority",
                "依据",
                lambda row: row.get_authority_display(),
                sort="authority",
                badge=lambda row: COLOURS.get(row.authority, "secondary"),
            ),
            Column("why", "说明", lambda row: row.why),
        ],
        title=f"{result.department.name}：全部采分点",
        search=("point", "why"),
        filters=[Filter("authority", "依据", "authority", Authority.choices)],
        size=200,
        template="results/points.html",
        context={"participation": result, "viewer": viewer},
    )


def _indicator_of(participation: Participation, code: str) -> tuple[Indicator, Indicator | None, Indicator | None]:
    """The indicator of a code with the one before and the one after."""
    every = edition_of(participation.round.edition).indicators
    for at, one in enumerate(every):
        if one.code == code:
            return one, every[at - 1] if at else None, every[at + 1] if at + 1 < len(every) else None
    raise hidden()


@access(SEE, change=())
def indicator(request: HttpRequest, result: Participation, code: str) -> HttpResponse:
    """One indicator: the table's words, the score, and under each point the value, its authority and all evidence."""
    found, before, after = _indicator_of(result, code)
    score = _score_of(result)
    if score is None:
        return _missing(request, result)
    _seen(request, result, code)
    codes = [point.code for point in found.points]
    standings = {one.point: one for one in PointStanding.objects.filter(participation=result, point__in=codes)}
    added = shown_at(request.user, result, codes)
    card = next(one for one in score.scorecard["indicators"] if one["code"] == code)
    lines = []
    for point in found.points:
        standing = standings.get(point.code)
        lines.append(
            {
                "point": point,
                "standing": standing,
                "colour": COLOURS.get(standing.authority if standing else Authority.NONE, "secondary"),
                "basis": bases_shown(request.user, result, standing.basis) if standing else [],
                "parts": [one for one in added[point.code] if not one.action],
                "actions": [one for one in added[point.code] if one.action],
            }
        )
    shown = {
        "participation": result,
        "indicator": found,
        "card": card,
        "lines": lines,
        "previous": before,
        "next": after,
    }
    return render(request, "results/indicator.html", shown)


@access(SEE, change=())
def history(request: HttpRequest, result: Participation, code: str) -> HttpResponse:
    """Every change of what held for a point: who, when, from, to, why, on what."""
    edition = edition_of(result.round.edition)
    if code not in edition.points:
        raise hidden()
    _seen(request, result, f"history {code}")
    changes = ValueChange.objects.filter(participation=result, point=code).select_related("by")
    lines = [
        {
            "change": one,
            "who": person_shown(request.user, one.by),
            "colour": COLOURS.get(Authority(one.authority_after), "secondary"),
            "basis": bases_shown(request.user, result, one.basis),
        }
        for one in changes
    ]
    shown = {
        "participation": result,
        "point": edition.points[code],
        "indicator": code.rpartition("-")[0],
        "lines": lines,
        "standing": PointStanding.objects.filter(participation=result, point=code).first(),
    }
    return render(request, "results/history.html", shown)


@access(SEE, change=())
def by_hand(request: HttpRequest, result: Participation) -> HttpResponse:
    """The score worked out step by step, and the file that the command computes it from."""
    score = _score_of(result)
    if score is None:
        return _missing(request, result)
    _seen(request, result, "recompute")
    edition = edition_of(result.round.edition)
    card = scored(score.assessment, edition)
    shown = {
        "participation": result,
        "score": score,
        "card": score.scorecard,
        "steps": steps(score.assessment, card, edition),
        "exact_total": str(card.total),
        "assessment": json.dumps(score.assessment, ensure_ascii=False, indent=1),
        "agrees": json.loads(json.dumps(card.as_dict())) == score.scorecard,
    }
    return render(request, "results/recompute.html", shown)


@access(SEE, change=())
def assessment(request: HttpRequest, result: Participation) -> HttpResponse:
    """The assessment in the contract's format."""
    score = _score_of(result)
    if score is None:
        raise hidden()
    _seen(request, result, "assessment.json")
    text = json.dumps(score.assessment, ensure_ascii=False, indent=1)
    return as_download(text.encode("utf-8"), f"{result.department.code}.json", "application/json")
