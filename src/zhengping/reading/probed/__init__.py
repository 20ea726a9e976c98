"""What a browser saw of a site, trial by trial: facts, no judgement. Filled by `probes`, judged by `checks`."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from zhengping.reading.probed.appearance import AccountsTrial, PhoneTrial, QualityTrial, SharingTrial
from zhengping.reading.probed.common import Shot, Step, Trial, TrialState
from zhengping.reading.probed.functions import ChartTrial, DownloadTrial, FormTrial, LookupTrial, QuestionTrial
from zhengping.reading.probed.rendering import RenderingTrial
from zhengping.reading.probed.search import SearchTrial

__all__ = ["Probed", "Shot", "Step", "Trial", "TrialState"]


class Probed(msgspec.Struct, frozen=True, kw_only=True):
    """All trials of one site. A kind that is None or empty was not tried; `notes` are Chinese lines for the user.

    `browser` names the browser and its version; `seed` the words that the draws were made from.
    """

    browser: str = ""
    seed: str = ""
    notes: tuple[str, ...] = ()
    rendering: RenderingTrial | None = None
    search: SearchTrial | None = None
    lookups: tuple[LookupTrial, ...] = ()
    charts: tuple[ChartTrial, ...] = ()
    downloads: tuple[DownloadTrial, ...] = ()
    forms: tuple[FormTrial, ...] = ()
    phone: PhoneTrial | None = None
    question: QuestionTrial | None = None
    sharing: SharingTrial | None = None
    accounts: AccountsTrial | None = None
    quality: QualityTrial | None = None

    def trials(self) -> Iterator[tuple[str, Trial]]:
        """Every trial with the name of its kind, in a fixed order."""
        for name in self.__struct_fields__:
            value = getattr(self, name)
            for trial in value if isinstance(value, tuple) else (value,):
                if isinstance(trial, Trial):
                    yield name, trial

    @property
    def records(self) -> dict[str, str]:
        """Address -> archive record, of all pages that the trials looked at."""
        found: dict[str, str] = {}
        for _, trial in self.trials():
            for url, record in trial.records.items():
                found.setdefault(url, record)
        return found
