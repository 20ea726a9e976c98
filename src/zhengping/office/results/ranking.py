"""The ranking of a round: exact totals, shared ranks, per cent of the applicable base, bands, change on last year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from zhengping.office.results.models import Score
from zhengping.office.rounds.models import Participation, Round
from zhengping.scoring import two_decimals

TOP, PASSED, FAILED = "优秀", "合格", "不合格"


@dataclass(frozen=True)
class Standing:
    """A department's place. All figures are exact; `printed` gives as many decimals as tell it from its neighbours.

    `percent`: of the applicable base points (domain rule: no scaling of the table's 90 + 10). `total_change` and
    `rank_change` (places gained) against the earlier round; None where the department was not in it.
    """

    participation: Participation
    score: Score
    rank: int
    shared: bool
    group_rank: int
    total: Fraction
    base: Fraction
    applicable: Fraction
    printed: str
    percent: Fraction | None
    band: str
    total_change: Fraction | None = None
    rank_change: int | None = None

    @property
    def percent_text(self) -> str:
        """The percentage to two decimals."""
        return "—" if self.percent is None else two_decimals(self.percent)

    @property
    def change_text(self) -> str:
        """The change of the total with its sign; empty where there is nothing to compare."""
        if self.total_change is None:
            return ""
        text = two_decimals(self.total_change)
        return text if text.startswith("-") or self.total_change <= 0 else f"+{text}"

    @property
    def rank_change_text(self) -> str:
        """Places gained or lost, in words."""
        if self.rank_change is None:
            return ""
        if self.rank_change == 0:
            return "持平"
        return f"升 {self.rank_change} 位" if self.rank_change > 0 else f"降 {-self.rank_change} 位"


def ranks(totals: Sequence[Fraction]) -> list[int]:
    """The rank of each total: equal totals share a rank, and as many places are left out after them (1, 2, 2, 4)."""
    count = Counter(totals)
    rank, above = {}, 0
    for total in sorted(count, reverse=True):
        rank[total] = above + 1
        above += count[total]
    return [rank[total] for total in totals]


def band_of(percent: Fraction | None, pass_mark: Decimal, top_mark: Decimal) -> str:
    """The band of a percentage: top and passing marks are per cent of the applicable base and belong to their band."""
    if percent is None:
        return ""
    if percent >= Fraction(top_mark):
        return TOP
    return PASSED if percent >= Fraction(pass_mark) else FAILED


def told_apart(totals: Iterable[Fraction]) -> dict[Fraction, str]:
    """Each total in print: two decimals, and more where two that differ would read the same."""
    texts: dict[Fraction, str] = {}
    different = set(totals)
    by_text: dict[str, list[Fraction]] = {}
    for total in different:
        by_text.setdefault(two_decimals(total), []).append(total)
    for text, same in by_text.items():
        places = 2
        shown = {total: text for total in same}
        while len(set(shown.values())) < len(same) and places < 30:
            places += 1
            shown = {total: _rounded(total, places) for total in same}
        texts.update(shown)
    return texts


def _rounded(value: Fraction, places: int) -> str:
    """Half up to so many decimals."""
    scale = 10**places
    number = (abs(value.numerator) * scale * 2 + value.denominator) // (2 * value.denominator)
    sign = "-" if value < 0 and number else ""
    return f"{sign}{number // scale}.{number % scale:0{places}d}"


def scores_of(round: Round) -> list[Score]:
    """The scores of a round with their departments, by department code, in one query."""
    return list(
        Score.objects.filter(participation__round=round)
        .select_related("participation__department")
        .order_by("participation__department__code")
    )


def earlier_round(round: Round) -> Round | None:
    """The round before: the newest with an earlier monitoring date and scores."""
    return (
        Round.objects.filter(monitoring_date__lt=round.monitoring_date, participations__score__isnull=False)
        .order_by("-monitoring_date", "-pk")
        .first()
    )


def earlier_totals(round: Round | None) -> dict[int, tuple[Fraction, int]]:
    """Total and rank in the earlier round, by department."""
    if round is None:
        return {}
    rows = list(
        Score.objects.filter(participation__round=round).values_list("participation__department", "exact_total")
    )
    totals = [Fraction(total) for _, total in rows]
    return {department: (total, rank) for (department, _), total, rank in zip(rows, totals, ranks(totals), strict=True)}


def ranking(
    round: Round, scores: Sequence[Score], earlier: Mapping[int, tuple[Fraction, int]] | None = None
) -> list[Standing]:
    """The departments by rank (then by code). `earlier`: total and rank in the earlier round, by department."""
    totals = [Fraction(score.exact_total) for score in scores]
    rank_of = ranks(totals)
    times = Counter(totals)
    printed = told_apart(totals)
    groups: dict[str, list[int]] = {}
    for at, score in enumerate(scores):
        groups.setdefault(score.participation.department.group, []).append(at)
    group_rank: dict[int, int] = {}
    for members in groups.values():
        group_rank.update(zip(members, ranks([totals[at] for at in members]), strict=True))
    found = []
    for at, score in enumerate(scores):
        base, applicable = Fraction(score.exact_base), Fraction(score.exact_applicable)
        percent = base / applicable * 100 if applicable else None
        before = (earlier or {}).get(score.participation.department_id)
        found.append(
            Standing(
                participation=score.participation,
                score=score,
                rank=rank_of[at],
                shared=times[totals[at]] > 1,
                group_rank=group_rank[at],
                total=totals[at],
                base=base,
                applicable=applicable,
                printed=printed[totals[at]],
                percent=percent,
                band=band_of(percent, round.pass_mark, round.top_mark),
                total_change=totals[at] - before[0] if before else None,
                rank_change=before[1] - rank_of[at] if before else None,
            )
        )
    return sorted(found, key=lambda one: (one.rank, one.participation.department.code))
