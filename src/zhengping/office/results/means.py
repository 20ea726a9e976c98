"""Means of a round by indicator and by level, exact: every department is scored anew from its assessment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from zhengping.office.results.models import Score
from zhengping.office.results.settling import edition_of, scored
from zhengping.office.rounds.models import Round
from zhengping.scoring import Scorecard, two_decimals


@dataclass(frozen=True)
class Mean:
    """The mean of an indicator (or of a level: `code` empty) over the departments to which it applies.

    `rate`: mean of score by effective weight, in per cent; None where it applies to nobody or has no weight.
    """

    code: str
    name: str
    level1: str
    kind: str
    weight: Fraction
    departments: int
    mean: Fraction
    rate: Fraction | None
    highest: Fraction
    lowest: Fraction
    full: int
    zero: int

    @property
    def mean_text(self) -> str:
        """The mean to two decimals."""
        return two_decimals(self.mean) if self.departments else "—"

    @property
    def rate_text(self) -> str:
        """The rate to two decimals."""
        return "—" if self.rate is None else two_decimals(self.rate)

    @property
    def weight_text(self) -> str:
        """The weight of the table."""
        return two_decimals(self.weight)

    @property
    def highest_text(self) -> str:
        """The best score."""
        return two_decimals(self.highest) if self.departments else "—"

    @property
    def lowest_text(self) -> str:
        """The lowest score."""
        return two_decimals(self.lowest) if self.departments else "—"


def exact_cards(round: Round, scores: Sequence[Score]) -> list[Scorecard]:
    """The scorecards with all figures exact (the kept ones are as printed)."""
    edition = edition_of(round.edition)
    return [scored(score.assessment, edition) for score in scores]


def means_by_indicator(round: Round, cards: Sequence[Scorecard]) -> list[Mean]:
    """One line an indicator, in the table's order."""
    edition = edition_of(round.edition)
    found = []
    for at, indicator in enumerate(edition.indicators):
        scores = [card.indicators[at] for card in cards if card.indicators[at].applicable]
        base = indicator.kind == "base"
        pairs = [(one.score, one.effective_weight if base else indicator.weight) for one in scores]
        found.append(_mean(indicator.code, indicator.name, indicator.level1, indicator.kind, indicator.weight, pairs))
    return found


def means_by_level1(round: Round, cards: Sequence[Scorecard]) -> list[Mean]:
    """One line a first-level indicator of the base: a department's sum over its applicable indicators."""
    edition = edition_of(round.edition)
    names = list(dict.fromkeys(one.level1 for one in edition.indicators if one.kind == "base"))
    found = []
    for name in names:
        places = [at for at, one in enumerate(edition.indicators) if one.level1 == name and one.kind == "base"]
        pairs = []
        for card in cards:
            own = [card.indicators[at] for at in places]
            weight = sum((one.effective_weight for one in own), start=Fraction(0))
            pairs.append((sum((one.score for one in own), start=Fraction(0)), weight))
        highest = max((weight for _, weight in pairs), default=Fraction(0))
        found.append(_mean("", name, name, "base", highest, [pair for pair in pairs if pair[1]]))
    return found


def _mean(
    code: str, name: str, level1: str, kind: str, weight: Fraction, pairs: Sequence[tuple[Fraction, Fraction]]
) -> Mean:
    """The mean of scores with their weights."""
    scores = [score for score, _ in pairs]
    rates = [score / full for score, full in pairs if full]
    return Mean(
        code=code,
        name=name,
        level1=level1,
        kind=kind,
        weight=weight,
        departments=len(pairs),
        mean=sum(scores, start=Fraction(0)) / len(scores) if scores else Fraction(0),
        rate=sum(rates, start=Fraction(0)) / len(rates) * 100 if rates and kind != "deduction" else None,
        highest=max(scores, default=Fraction(0)),
        lowest=min(scores, default=Fraction(0)),
        full=sum(1 for score, full in pairs if score == full),
        zero=sum(1 for score in scores if score == 0),
    )
