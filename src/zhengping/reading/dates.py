"""When a page was published: the date it displays, and by which rule it was read.

Order of trust: a displayed date beside a label of publication (发布时间 …), a displayed date in a strip with
source or author, a date standing alone under the title, a date that a script writes beside such a label, the
PubDate meta tag (migrations rewrite it), the date of issue of the document (发文日期, 成文日期), the date that
signs the text. The address's date is never the answer (domain rule: a migration's date, not the page's).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from zhengping.reading.date_forms import first_date
from zhengping.reading.document import Document
from zhengping.reading.facts import DateFact, Row
from zhengping.reading.script_dates import written_by_script
from zhengping.reading.strips import ISSUE, LABELS, Spot, without_rows

_SIGNATURE = re.compile(
    r"[（(]?(?:(?:19|20)\d\d ?[年./-] ?\d{1,2} ?[月./-] ?\d{1,2} ?日?"
    r"|[一二][〇○ＯO零一二三四五六七八九0]{3}年\S{1,3}月\S{1,3}日)[）)]?"
)
_PROPERTY_LABELS = tuple(label for label, rank in sorted(LABELS.items(), key=lambda entry: entry[1]) if label.isalpha())


def _of_properties(properties: Mapping[str, str], issued: bool) -> DateFact | None:
    if not properties:
        return None
    for label in _PROPERTY_LABELS:
        if (LABELS[label] >= ISSUE) == issued and (value := first_date(properties.get(label, ""))):
            return DateFact(value, "table", f"{label}：{properties[label]}")
    return None


def published(
    document: Document,
    title_line: int | None,
    body_line: int | None,
    body_end: int | None,
    meta: str,
    properties: Mapping[str, str],
    rows: Sequence[Row],
) -> DateFact | None:
    """The date of publication.

    `title_line`: index of the title among the page's lines; `body_line`, `body_end`: of the first and last line of
    the main text; `meta`: the PubDate meta tag's value; `properties`: the table of properties;
    `rows`: the rows of the page's lists, whose dates are other pages'.
    """
    candidates = without_rows(document, rows, title_line)
    best = min(
        (
            (cost, spot.line, spot)
            for spot in candidates
            if (cost := _cost(spot, title_line, body_line, body_end)) is not None
        ),
        default=None,
        key=lambda entry: entry[:2],
    )
    if best is not None and (best[2].rank or 0) < ISSUE:
        spot = best[2]
        return DateFact(spot.value, "label" if spot.label else "strip", spot.quote)
    if in_table := _of_properties(properties, issued=False):
        return in_table
    written = written_by_script(document, rows)
    if written is not None:
        return written
    if meta and (value := first_date(meta)):
        return DateFact(value, "meta", meta)
    if best is not None:
        return DateFact(best[2].value, "table", best[2].quote)
    return _of_properties(properties, issued=True)


def _cost(spot: Spot, title_line: int | None, body_line: int | None, body_end: int | None) -> float | None:
    """How far a spot is from the ideal (a label of publication in the strip under the title); None = no publication."""
    in_body = body_line is not None and body_end is not None and body_line < spot.line < body_end
    distance = spot.line - title_line if title_line is not None else None
    near = distance is not None and 0 <= distance <= 6
    if spot.rank is None:
        if near and distance and (body_line is None or spot.line <= body_line + 1) and (spot.alone or distance <= 2):
            return 0.46 + 0.04 * distance if distance <= 2 else 3.0 + 0.04 * distance
        return None
    if spot.rank >= ISSUE:
        return spot.rank * 2.0
    cost = spot.rank * 0.5
    if spot.companions == 0 and spot.rank == 1 and not near and not spot.label:
        return None
    if near and distance is not None:
        return cost + 0.04 * distance
    if in_body:
        if spot.companions == 0 and spot.rank >= 1:
            return None
        cost += 4.0
    elif spot.rank >= 1 and spot.companions == 0:
        cost += 2.0
    return cost + 1.0


def signed(lines: list[str]) -> DateFact | None:
    """The date that signs a text (落款): alone in one of its last lines. A last resort: it is the document's date."""
    for line in reversed(lines[-6:]):
        if _SIGNATURE.fullmatch(line) and (value := first_date(line)):
            return DateFact(value, "text", line)
    return None
