"""What the other sites of a run show of a site's documents: the near-duplicates that a comparison found.

Filled by `evaluation.run_file`; a site judged alone has none (`Context.elsewhere` is None).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from zhengping.checks.finding import Evidence
from zhengping.checks.quoting import masked, quote


@dataclass(frozen=True)
class Copy:
    """A document of another site of the run that holds the text of one of this site's.

    `where` tells by what `day` was read (`Article.published_where`); `share` is how much of this site's document
    stands in it (0 to 1); `opening` its first words; `names` those its office goes by.
    """

    url: str
    title: str
    day: date | None
    where: str
    source: str
    record: str
    opening: str
    share: Fraction
    site: str
    names: tuple[str, ...] = ()

    @property
    def office(self) -> str:
        """The office whose site it is, else the site's address."""
        return self.names[0] if self.names else self.site

    def see(self) -> Evidence:
        """Evidence of it: whose page, its date, title and first words, and the record in that site's archive."""
        day = f"{self.day} " if self.day else "未注明日期 "
        return Evidence(self.url, quote(f"{self.office}：{day}{self.title} {self.opening}", length=120), self.record)


@dataclass(frozen=True)
class Elsewhere:
    """The comparison of one site with the run's others. `sites` counts those; `copies`: address -> the document's

    copies on other sites that are not later than it, the earliest first, undated ones last.
    """

    sites: int
    copies: Mapping[str, tuple[Copy, ...]] = field(default_factory=dict)

    def of(self, url: str) -> tuple[Copy, ...]:
        """The copies of the document at `url`; the comparison knows addresses with private numbers masked alone."""
        return self.copies.get(masked(url), ())
