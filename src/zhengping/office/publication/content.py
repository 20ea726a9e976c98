"""What is published of a round: ranking, bands, means, each department's indicators and points, nothing else.

Left out: all detail of security (CII regulation art. 30: what is learned there is not to be spread), names of experts,
proofs, claims; numbers of private persons are masked (`checks.quoting`, as the reports do).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from django.conf import settings

from zhengping.checks.quoting import masked
from zhengping.office.accounts.models import User
from zhengping.office.collection.models import PointFinding
from zhengping.office.core.fields import plain
from zhengping.office.core.roles import EXPERTS
from zhengping.office.publication.models import Publication
from zhengping.office.results.means import Mean, exact_cards, means_by_indicator, means_by_level1
from zhengping.office.results.models import Authority, PointStanding, Score
from zhengping.office.results.ranking import FAILED, PASSED, TOP, Standing, ranking, scores_of
from zhengping.office.results.settling import edition_of
from zhengping.office.rounds.models import Round
from zhengping.standard.model import Edition, Indicator

WITHHELD = "涉及网站安全，不公开细节"
_DETAIL = ("漏洞", "弱口令", "注入", "端口", "越权", "xss", "cve-", "webshell", "后门", "木马")
"""Words of which one in a text makes it a detail of security wherever it stands."""
LONGEST = 400
"""Characters of a finding that are published."""


def is_security(indicator: Indicator) -> bool:
    """Whether an indicator is about the site's safety (6.1, 8.2.1): its score is published, nothing below it."""
    return "安全" in indicator.name


class Cleaner:
    """Makes a text fit for the public; knows the names of the round's experts."""

    def __init__(self, round: Round) -> None:
        names: set[str] = set()
        for user in User.objects.filter(role__in=EXPERTS):
            names |= {user.display_name, user.username, user.get_full_name()}
        self._names = sorted((name for name in names if len(name) > 1), key=len, reverse=True)

    def __call__(self, text: str) -> str:
        """The text masked, without names of experts and without details of security."""
        low = text.lower()
        if any(word in low for word in _DETAIL):
            return WITHHELD
        for name in self._names:
            text = text.replace(name, "专家")
        text = masked(text)
        return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def earlier_published(round: Round) -> Publication | None:
    """The publication of the round before, by monitoring date; only what is public is compared in public."""
    return (
        Publication.objects.filter(state=Publication.State.PUBLISHED, round__monitoring_date__lt=round.monitoring_date)
        .select_related("round")
        .order_by("-round__monitoring_date", "-pk")
        .first()
    )


def build(round: Round, pending_reason: str = "") -> dict[str, Any]:
    """The content for publication as the round stands now. Texts, whole numbers and truth values only."""
    edition = edition_of(round.edition)
    scores = scores_of(round)
    cards = exact_cards(round, scores)
    standings = ranking(round, scores)
    earlier = earlier_published(round)
    bands = [one.band for one in standings]
    return {
        "format": 1,
        "office": settings.OFFICE_NAME,
        "round": {
            "name": round.name,
            "year": round.year,
            "monitoring_date": round.monitoring_date.isoformat(),
            "standard": edition.id,
            "standard_name": edition.name,
        },
        "pass_mark": plain(round.pass_mark),
        "top_mark": plain(round.top_mark),
        "bands": {name: bands.count(name) for name in (TOP, PASSED, FAILED)},
        "pending": sum(one.score.pending for one in standings),
        "pending_reason": masked(pending_reason),
        "earlier": {"round": earlier.round.name, "sha256": earlier.sha256} if earlier else None,
        "ranking": _ranking(standings, _earlier_places(earlier)),
        "levels": [_mean(one) for one in means_by_level1(round, cards)],
        "indicators": [_mean(one) for one in means_by_indicator(round, cards)],
        "departments": _departments(round, scores, edition),
    }


def _earlier_places(earlier: Publication | None) -> dict[str, tuple[Fraction, int]]:
    """Total and rank as published before, by department code."""
    if earlier is None:
        return {}
    return {one["code"]: (Fraction(one["total_exact"]), one["rank"]) for one in earlier.content["ranking"]}


def _ranking(standings: Sequence[Standing], before: dict[str, tuple[Fraction, int]]) -> list[dict[str, Any]]:
    from dataclasses import replace

    lines = []
    for one in standings:
        department = one.participation.department
        place = before.get(department.code)
        if place:
            one = replace(one, total_change=one.total - place[0], rank_change=place[1] - one.rank)
        lines.append(
            {
                "rank": one.rank,
                "shared": one.shared,
                "code": department.code,
                "name": department.name,
                "group": department.group,
                "total": one.printed,
                "total_exact": one.score.exact_total,
                "percent": one.percent_text,
                "band": one.band,
                "base": one.score.scorecard["base"],
                "bonus": one.score.scorecard["bonus"],
                "deductions": one.score.scorecard["deductions"],
                "pending": one.score.pending,
                "total_change": one.change_text,
                "rank_change": one.rank_change_text,
            }
        )
    return lines


def _mean(one: Mean) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": one.name,
        "level1": one.level1,
        "kind": one.kind,
        "weight": one.weight_text,
        "departments": one.departments,
        "mean": one.mean_text,
        "rate": one.rate_text if one.rate is not None else "",
    }


def _departments(round: Round, scores: Iterable[Score], edition: Edition) -> dict[str, Any]:
    """Each department by its code: indicators, and points with value, authority and finding."""
    clean = Cleaner(round)
    standings: dict[int, dict[str, PointStanding]] = {}
    for one in PointStanding.objects.filter(participation__round=round):
        standings.setdefault(one.participation_id, {})[one.point] = one
    seen: dict[int, dict[str, str]] = {}
    findings = PointFinding.objects.filter(run__participation__round=round, run__current=True)
    for participation, point, finding in findings.values_list("run__participation", "point", "finding"):
        seen.setdefault(participation, {})[point] = finding
    return {
        score.participation.department.code: _department(
            score, edition, standings.get(score.participation_id, {}), seen.get(score.participation_id, {}), clean
        )
        for score in scores
    }


def _department(
    score: Score, edition: Edition, standings: dict[str, PointStanding], seen: dict[str, str], clean: Cleaner
) -> dict[str, Any]:
    indicators = []
    for indicator, card in zip(edition.indicators, score.scorecard["indicators"], strict=True):
        hidden = is_security(indicator)
        line = {name: card[name] for name in ("code", "weight", "effective_weight", "applicable", "score")}
        line["name"] = indicator.name
        line["level1"] = indicator.level1
        line["kind"] = indicator.kind
        line["pending"] = card["score"] != card["score_possible"]
        line["reasons"] = [WITHHELD] if hidden else [clean(reason) for reason in card["reasons"]]
        line["points"] = (
            [] if hidden else [_point(one.code, one.name, standings, seen, clean) for one in indicator.points]
        )
        indicators.append(line)
    return {"indicators": indicators}


def _point(
    code: str, name: str, standings: dict[str, PointStanding], seen: dict[str, str], clean: Cleaner
) -> dict[str, Any]:
    """A point's value, by what authority, and why in words; of a machine's value the machine's own finding."""
    standing = standings.get(code)
    authority = standing.authority if standing else Authority.NONE
    words = seen.get(code, "") if authority == Authority.MACHINE else ""
    if not words and standing is not None:
        words = standing.why
    return {
        "code": code,
        "name": name,
        "value": plain(standing.value) if standing and standing.value is not None else "",
        "authority": str(Authority(authority).label),
        "finding": clean(words),
    }
