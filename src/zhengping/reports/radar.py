"""A radar chart as SVG text: no script, no network, sharp in print."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

SIZE = 460
CENTER = SIZE / 2
RADIUS = 150
RINGS = 4


@dataclass(frozen=True)
class Axis:
    """One axis: its name, a caption under it, and three rates from 0 to 1: reached, suggested and possible."""

    name: str
    caption: str
    reached: float
    suggested: float
    possible: float


def radar(axes: Sequence[Axis], title: str) -> str:
    """An SVG element with a polygon each for what is possible, suggested and reached; needs three axes or more."""
    spots = [_spot(i, len(axes)) for i in range(len(axes))]
    rings = "".join(
        f'<polygon class="ring" points="{_points([(x, y, ring / RINGS) for x, y in spots])}"/>'
        for ring in range(1, RINGS + 1)
    )
    spokes = "".join(
        f'<line class="ring" x1="{CENTER}" y1="{CENTER}" x2="{x}" y2="{y}"/>'
        for x, y in (_points([(x, y, 1.0)]).split(",") for x, y in spots)
    )
    possible = _points([(x, y, axis.possible) for (x, y), axis in zip(spots, axes, strict=True)])
    suggested = _points([(x, y, axis.suggested) for (x, y), axis in zip(spots, axes, strict=True)])
    reached = _points([(x, y, axis.reached) for (x, y), axis in zip(spots, axes, strict=True)])
    labels = "".join(_label(x, y, axis) for (x, y), axis in zip(spots, axes, strict=True))
    return (
        f'<svg class="radar" viewBox="0 0 {SIZE} {SIZE}" role="img" aria-label="{escape(title)}">'
        f'<title>{escape(title)}</title>{rings}{spokes}<polygon class="possible" points="{possible}"/>'
        f'<polygon class="suggested" points="{suggested}"/><polygon class="reached" points="{reached}"/>{labels}</svg>'
    )


def _spot(index: int, count: int) -> tuple[float, float]:
    angle = 2 * math.pi * index / count - math.pi / 2
    return math.cos(angle), math.sin(angle)


def _points(spots: Sequence[tuple[float, float, float]]) -> str:
    return " ".join(f"{CENTER + RADIUS * rate * x:.1f},{CENTER + RADIUS * rate * y:.1f}" for x, y, rate in spots)


def _label(x: float, y: float, axis: Axis) -> str:
    anchor = "middle" if abs(x) < 0.3 else "start" if x > 0 else "end"
    left, top = CENTER + (RADIUS + 16) * x, CENTER + (RADIUS + 24) * y
    return (
        f'<text x="{left:.1f}" y="{top:.1f}" text-anchor="{anchor}">{escape(axis.name)}'
        f'<tspan class="rate" x="{left:.1f}" dy="1.35em">{escape(axis.caption)}</tspan></text>'
    )
