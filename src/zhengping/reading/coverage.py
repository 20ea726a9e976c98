"""How complete the crawl saw each column: items seen of items there, and what that means for a zero."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from zhengping.reading.site import Column

Basis = Literal["whole", "stated", "estimated", "unknown"]
BASES = {"whole": "已看全", "stated": "网站写明", "estimated": "按页数估计", "unknown": "总数不知"}


@dataclass(frozen=True)
class Coverage:
    """Items seen of those there. `there` is None where nothing tells it; `read` are the seen ones whose own page was
    read, of the `own` that stand on this site.

    `basis`: whole (all was seen, so what was seen is all), stated (the site gives the number), estimated (it gives
    pages only), unknown.
    """

    seen: int
    there: int | None
    basis: Basis
    own: int
    read: int

    @property
    def share(self) -> Fraction | None:
        """Items seen over items there; 1 for a column seen whole, None where it is not known."""
        if self.there is None:
            return None
        return min(Fraction(1), Fraction(self.seen, self.there)) if self.there else Fraction(1)


def coverage_of(column: Column) -> Coverage:
    """The figure of one column. A column that was never read, is drawn by a script or lies elsewhere has none."""
    seen = len(column.items)
    own = [item for item in column.items if not item.foreign]
    read = sum(item.article is not None or item.outcome == "ok" for item in own)
    there, basis = _there(column, seen)
    return Coverage(seen, there, basis, len(own), read)


def _there(column: Column, seen: int) -> tuple[int | None, Basis]:
    if column.state not in ("filled", "blank") or column.outcome == "blocked":
        return None, "unknown"
    if column.complete:
        return seen, "whole"
    if column.rows_stated:
        return max(seen, column.rows_stated), "stated"
    if column.pages_stated > column.pages_seen > 0 and seen:
        # The pages before the last are full; of the last nothing is known, so half a page stands for it.
        full = -(-seen // column.pages_seen)
        return max(seen, full * (column.pages_stated - 1) + (full + 1) // 2), "estimated"
    return None, "unknown"


def figure(coverage: Coverage) -> str:
    """The figure in words: 共240条，见到15条（6%）; empty where the column was seen whole or nothing is known."""
    if coverage.basis in ("whole", "unknown") or coverage.there is None or coverage.share is None:
        return ""
    about = "约" if coverage.basis == "estimated" else ""
    return f"共{about}{coverage.there}条，见到{coverage.seen}条（{per_cent(coverage.share)}）"


def in_brief(coverage: Coverage) -> str:
    """The figure for a sentence: 约233条中见到15条; empty where the column was seen whole or nothing is known."""
    if not figure(coverage):
        return ""
    return f"{'约' if coverage.basis == 'estimated' else ''}{coverage.there}条中见到{coverage.seen}条"


def per_cent(share: Fraction) -> str:
    """A share as whole per cent; less than whole is never shown as 100%, more than nothing never as 0%."""
    if share <= 0 or share >= 1:
        return "100%" if share >= 1 else "0%"
    return f"{min(99, max(1, int(share * 100 + Fraction(1, 2))))}%"


def meaning_for_zero(column: Column, coverage: Coverage) -> str:
    """What it means for a zero that would rest on this column, in Chinese."""
    if column.outcome == "blocked":
        return "拒绝访问，内容不知，不据以判零分"
    if column.state == "elsewhere":
        return "在其他网站，没有看，不据以判零分"
    if column.state in ("unseen", "scripted"):
        return "没有读到，内容不知，不据以判零分"
    if coverage.basis == "whole" and column.state == "blank":
        return "看全了，是空白，可以据以判零分"
    if coverage.basis == "whole" and coverage.read < coverage.own:
        return f"条目看全了，有{coverage.own - coverage.read}条正文没有读到：按题名可以判零分，按正文只作建议"
    if coverage.basis == "whole":
        return "看全了，可以据以判零分"
    if coverage.there is not None:
        return f"还有{coverage.there - coverage.seen}条没有看到，零分只作建议（按日期已读到时限之前的除外）"
    return f"没有看全（{column.incomplete_why or '总数不知'}），零分只作建议"


@dataclass(frozen=True)
class Totals:
    """The whole site: columns with a list or content, those seen whole, items seen of items there as far as known."""

    columns: int
    whole: int
    seen: int
    there: int
    unknown: int

    @property
    def share(self) -> Fraction | None:
        """Items seen over items there in the columns whose number is known."""
        return Fraction(self.seen, self.there) if self.there else None


def totals(columns: Iterable[Column]) -> Totals:
    """The figures of all columns together."""
    figures = [coverage_of(column) for column in columns]
    known = [each for each in figures if each.there is not None]
    return Totals(
        columns=len(figures),
        whole=sum(each.basis == "whole" for each in figures),
        seen=sum(each.seen for each in known),
        there=sum(each.there or 0 for each in known),
        unknown=len(figures) - len(known),
    )
