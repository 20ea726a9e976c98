"""The matrix of departments by indicators: a heat map of figures, made from the kept scorecards in one query.

The cells' HTML is put together here and not in a template: 60 departments by 50 indicators are 3,000 cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from zhengping.office.results.ranking import Standing
from zhengping.standard.model import Edition, Indicator


@dataclass(frozen=True)
class MatrixRow:
    """A department: its place, and its cells ready for the page."""

    standing: Standing
    cells: SafeString


def columns_of(edition: Edition, level1: str = "") -> list[int]:
    """The places of the indicators that are shown."""
    return [at for at, one in enumerate(edition.indicators) if not level1 or one.level1 == level1]


def levels(edition: Edition) -> list[str]:
    """First-level indicators in the table's order."""
    return list(dict.fromkeys(one.level1 for one in edition.indicators))


def level_spans(edition: Edition, places: Sequence[int]) -> list[tuple[str, int]]:
    """The heads above the heads: a first-level indicator and how many columns it has."""
    spans: list[tuple[str, int]] = []
    for at in places:
        name = edition.indicators[at].level1
        if spans and spans[-1][0] == name:
            spans[-1] = (name, spans[-1][1] + 1)
        else:
            spans.append((name, 1))
    return spans


def heat(indicator: Indicator, card: dict[str, str]) -> str:
    """The class of a cell's colour: heat-0 to heat-10 by tenths of the full score, heat-na where it does not apply."""
    if not card["applicable"]:
        return "heat-na"
    score = Decimal(card["score"])
    if indicator.kind == "deduction":
        return "heat-minus" if score < 0 else "heat-none"
    if indicator.kind == "bonus":
        return "heat-plus" if score > 0 else "heat-none"
    weight = Decimal(card["effective_weight"])
    return f"heat-{int(score * 10 / weight)}" if weight else "heat-na"


def figure(indicator: Indicator, card: dict[str, str], as_rate: bool) -> str:
    """The cell's text: the score, or its per cent of the effective weight; a dash where it does not apply."""
    if not card["applicable"]:
        return "—"
    if as_rate and indicator.kind == "base":
        weight = Decimal(card["effective_weight"])
        return f"{Decimal(card['score']) * 100 / weight:.0f}%" if weight else "—"
    return card["score"]


def rows_of(
    standings: Sequence[Standing], edition: Edition, places: Sequence[int], *, as_rate: bool = False
) -> list[MatrixRow]:
    """The rows of the page."""
    indicators = edition.indicators
    codes = {at: escape(indicators[at].code) for at in places}
    found = []
    for standing in standings:
        base = escape(reverse("result", args=[standing.participation.pk]))
        cards = standing.score.scorecard["indicators"]
        parts = []
        for at in places:
            card = cards[at]
            open_points = "<sup>待</sup>" if card["score"] != card["score_possible"] else ""
            text = figure(indicators[at], card, as_rate)
            parts.append(
                f'<td class="{heat(indicators[at], card)}"><a href="{base}{codes[at]}/">{text}{open_points}</a></td>'
            )
        found.append(MatrixRow(standing, mark_safe("".join(parts))))
    return found


def sorted_by(standings: Sequence[Standing], edition: Edition, sort: str) -> list[Standing]:
    """By rank, department, or an indicator's score; a minus before it turns the order round."""
    down = sort.startswith("-")
    key = sort.removeprefix("-")
    places = {one.code: at for at, one in enumerate(edition.indicators)}
    if key == "department":
        return sorted(standings, key=lambda one: one.participation.department.code, reverse=down)
    if key in places:
        at = places[key]

        def score_of(one: Standing) -> Fraction:
            card = one.score.scorecard["indicators"][at]
            return Fraction(card["score"]) if card["applicable"] else Fraction(-100)

        return sorted(standings, key=score_of, reverse=down)
    return sorted(standings, key=lambda one: one.rank, reverse=down)


def table_of(
    standings: Sequence[Standing], edition: Edition, places: Sequence[int]
) -> tuple[list[str], list[list[str]]]:
    """Heads and rows of the exported matrix; scores as the scorecard prints them."""
    heads = ["名次", "部门编码", "部门", "总分", "得分率（%）", "等次", "待定采分点"]
    heads += [f"{edition.indicators[at].code} {edition.indicators[at].name}" for at in places]
    rows = []
    for one in standings:
        department = one.participation.department
        cards = one.score.scorecard["indicators"]
        first = [str(one.rank), department.code, department.name, one.printed, one.percent_text, one.band]
        rows.append(
            [*first, str(one.score.pending), *(figure(edition.indicators[at], cards[at], False) for at in places)]
        )
    return heads, rows
