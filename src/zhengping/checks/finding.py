"""What a check returns: a finding with its evidence (docs/judging.md, contract `evaluate`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

State = Literal["judged", "suggested", "person", "blocked", "failed", "not-applicable"]


@dataclass(frozen=True)
class Evidence:
    """A page that was seen and the words that count; `record` is the archive's, filled in by the evaluation.

    Two pieces that contradict each other carry the same `pair` mark (联系电话1) and are shown side by side. `shot`: the
    screenshot (a file of `archive/shots`) on which a browser saw it.
    """

    url: str
    quote: str = ""
    record: str = ""
    pair: str = ""
    shot: str = ""


@dataclass(frozen=True)
class Finding:
    """The judgement of one point.

    `value` is exact, 0 to 1, None for states that carry none. `doubt` is what a person or a browser is still asked;
    `stand_by` joins it to the sentence of a proposal and drops it where the machine stands by the value, so that a
    judged point never says that somebody else decides it. `confidence` 0 to 1 is how often such a
    finding agrees with a careful reader. `finding` and `advice` are Chinese sentences for the department.
    """

    state: State
    value: Fraction | None
    finding: str
    advice: str = ""
    confidence: float = 0.0
    evidence: tuple[Evidence, ...] = field(default=())
    doubt: str = ""
