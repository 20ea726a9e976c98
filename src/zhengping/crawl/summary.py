"""What a crawl amounts to: judging must know how complete it was."""

from __future__ import annotations

from typing import Literal

import msgspec

Stop = Literal["", "pages", "bytes", "seconds", "interrupted", "blocked", "down", "damaged"]

STOP_LABELS: dict[Stop, str] = {
    "": "全部抓取完毕",
    "pages": "达到页数上限",
    "bytes": "达到流量上限",
    "seconds": "达到时间上限",
    "interrupted": "被中断",
    "blocked": "连续被拦截，已停止",
    "down": "连续无应答，已停止",
    "damaged": "档案已损坏",
}


class CrawlSummary(msgspec.Struct):
    """Counts of one crawl, all runs of it together.

    `origin`: the address at which the start address ended; `pages`: HTML pages fetched; `outcomes`: entries by
    outcome; `stopped` why the crawl ended before the frontier was empty; `pages_left`, `files_left`,
    `assets_left`: known addresses that were not fetched; `skipped`: addresses left out as traps, by reason, with
    `skipped_examples`; `off_scope`: distinct addresses on other hosts, by host; `unreachable`: a Chinese line
    where no page could be had, else empty; `notes`: Chinese lines about what was unusual; `bytes` as received,
    `file_bytes` of them for attachments; `files_cut`: attachments of which only the beginning was fetched.
    """

    start_url: str
    origin: str = ""
    pages: int = 0
    files: int = 0
    assets: int = 0
    bytes: int = 0
    requests: int = 0
    outcomes: dict[str, int] = {}
    stopped: Stop = ""
    pages_left: int = 0
    files_left: int = 0
    assets_left: int = 0
    skipped: dict[str, int] = {}
    skipped_examples: dict[str, list[str]] = {}
    off_scope: dict[str, int] = {}
    unreachable: str = ""
    notes: list[str] = []
    reader_errors: int = 0
    seconds: float = 0.0
    file_bytes: int = 0
    files_cut: int = 0

    @property
    def complete(self) -> bool:
        """Whether every page that the site led to was asked for (attachments and pictures aside)."""
        return not self.stopped and self.pages_left == 0

    @property
    def budget_reached(self) -> str:
        """The budget that ended the crawl ("pages", "bytes", "seconds"), else empty."""
        return self.stopped if self.stopped in ("pages", "bytes", "seconds") else ""

    @property
    def interrupted(self) -> bool:
        """Whether a person or the system ended the crawl."""
        return self.stopped == "interrupted"
