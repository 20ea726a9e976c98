"""What all checks say in the same way: words of the edition, shares, findings with and without a value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from zhengping.checks.context import Context
from zhengping.checks.evidence import Place, naming, seen
from zhengping.checks.finding import Finding
from zhengping.checks.quoting import sentence
from zhengping.reading.site import Column

SURE = 0.96
"""Confidence of a plain fact seen on the pages."""


NEARLY_SURE = 0.9
"""Confidence of a judged value that leaves something aside which a visitor cannot see either (a dead link)."""


LIKELY = 0.8
"""Confidence of a value measured on what was read; the machine stands by it (`judged_from` of the edition)."""


PARTLY = 0.75
"""Confidence of a value a part of which rests on what was not read: a picture, a file, a row without its page."""


GUESS = 0.6
"""Confidence of a proposal that a person must look at."""


def words(context: Context, code: str, name: str) -> tuple[str, ...]:
    """A word list of the edition, of the indicator `code` first; EditionError where neither holds it."""
    return context.words(code, name)


def number(context: Context, code: str, name: str) -> int:
    """A threshold of the edition as a whole number (days, months, items)."""
    return int(context.threshold(code, name).value)


def has_any(text: str, needles: Iterable[str]) -> str:
    """The first of `needles` that stands in `text`, else the empty string."""
    for needle in needles:
        if needle in text:
            return needle
    return ""


def share(found: Iterable[object], named: Iterable[object]) -> Fraction:
    """Number of parts found over the number of parts named; 0 where none is named."""
    parts = list(named)
    wanted = set(found)
    return Fraction(sum(part in wanted for part in parts), len(parts)) if parts else Fraction(0)


def graded(value: Fraction) -> str:
    """A share for a sentence, as per cent: 2/3 -> "67%"."""
    return f"{float(value) * 100:.0f}%"


def settle(
    context: Context,
    code: str,
    value: Fraction | int,
    finding: str,
    evidence: Iterable[Place | None],
    *,
    sure: bool,
    confidence: float | None = None,
    advice: str | None = None,
    doubt: str = "",
) -> Finding:
    """A finding with a value: judged where `sure`, else suggested. Without evidence the home page stands for it.

    `advice` falls back to the edition's sentence of the point; a full value needs none. `doubt`: what a person or a
    browser is asked where the value stays a proposal.
    """
    exact = Fraction(value)
    places = seen(*evidence) or seen(context.site.url)
    if advice is None:
        advice = "" if exact == 1 else context.edition.points[code].advice
    return Finding(
        state="judged" if sure else "suggested",
        value=min(Fraction(1), max(Fraction(0), exact)),
        finding=sentence(finding),
        advice=advice,
        confidence=confidence if confidence is not None else (SURE if sure else GUESS),
        evidence=places,
        doubt=sentence(doubt),
    )


def needs_person(context: Context, code: str, finding: str, evidence: Iterable[Place | None] = ()) -> Finding:
    """Only a person, a register or a proof can tell; what was seen is handed on as evidence."""
    return Finding("person", None, sentence(finding), context.edition.points[code].advice, 0.0, seen(*evidence))


def refused(context: Context, code: str, columns: Sequence[Column]) -> Finding:
    """The pages needed were refused by the site (an anti-robot answer): no value, a person looks."""
    said = f"需要查看的栏目{naming(columns)}拒绝了程序访问，待人工核验，不作扣分。"
    return Finding("blocked", None, said, "请为评估程序放行访问，或由人工核验。", 0.0, seen(*columns))
