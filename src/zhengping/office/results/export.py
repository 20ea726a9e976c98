"""The assessments of a round as the contract `score` reads them: one JSON a line, in the order of department codes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence

from zhengping.office.results.models import Score
from zhengping.office.results.ranking import scores_of
from zhengping.office.rounds.models import Round


def line_of(score: Score) -> str:
    """One department's assessment on one line."""
    return json.dumps(score.assessment, ensure_ascii=False, separators=(",", ":"))


def card_line_of(score: Score) -> str:
    """The kept scorecard on one line, to lay beside what `zhengping score --lines` prints."""
    return json.dumps(score.scorecard, ensure_ascii=False, separators=(",", ":"))


def lines(round: Round) -> Iterator[str]:
    """The whole round: what `zhengping score --lines` reads."""
    for score in scores_of(round):
        yield line_of(score)


def as_text(scores: Sequence[Score]) -> str:
    """The lines as one file."""
    return "".join(f"{line_of(score)}\n" for score in scores)


def fingerprint(text: str) -> str:
    """SHA-256 of a file's text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
