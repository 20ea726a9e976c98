"""What passive observation notes of a site's safety: signs, each with its place. Kept apart from public reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from zhengping.checks.finding import Evidence

State = Literal["good", "bad", "look"]
Severity = Literal["high", "middle", "low"]


@dataclass(frozen=True)
class Sign:
    """One passive observation.

    `point`: the point of the table that it belongs to; `key` a short name for programs; `name` in Chinese;
    `state`: good, bad, or look (a person must look; counted neither way); `note` what was seen and `remedy` what to
    do, in Chinese; `severity` how grave it would be; `grave`: it outweighs everything else; `evidence` where it stands.
    """

    point: str
    key: str
    name: str
    state: State
    note: str
    remedy: str = ""
    severity: Severity = "middle"
    grave: bool = False
    evidence: tuple[Evidence, ...] = ()
