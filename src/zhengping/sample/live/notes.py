"""What the planters note for the live server while they plant: the figures and rows behind queries and downloads."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass
class LiveNotes:
    """Filled by the planters; addresses are absolute within the site."""

    series: dict[str, dict[str, int]] = field(default_factory=dict)
    """Item of the statistics -> month (YYYY-MM) -> value."""
    downloads: list[str] = field(default_factory=list)
    """Files of the data pages."""
    sets: list[dict[str, str]] = field(default_factory=list)
    """Open data sets: name, day, csv, xlsx."""
    open_downloads: list[str] = field(default_factory=list)
    catalogue: list[dict[str, str]] = field(default_factory=list)
    """Entries of the catalogue: index, title, url ("" = none), day."""
    faq: list[dict[str, str]] = field(default_factory=list)
    """Questions and answers: question, answer."""
    account_picture: str = ""

    def as_dict(self) -> dict[str, Any]:
        """For live.json."""
        return asdict(self)
