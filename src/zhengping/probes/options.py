"""What the probes are told: how far to go, how polite to be, what the office allows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from zhengping.crawl.options import CrawlOptions


@dataclass(frozen=True)
class ProbeOptions:
    """Options of one site's probes.

    `folder`: the archive, into which the screenshots, the exchanges and the trials go. `user_agent` names this program;
    for pages at a telephone's width the word Mobile is added. `delay`: seconds between two page loads of one host.
    `max_loads` and `max_seconds` bound all trials together, `page_seconds` one page, `max_bytes` what is kept in the
    archive, `max_renderer_bytes` the memory of one page. `may_ask`: the office allows questions to the question box.
    `max_drawn`: pages that may be drawn because their HTML is empty.
    """

    folder: Path
    user_agent: str
    delay: float = 0.5
    allow_private: bool = False
    obey_robots: bool = True
    max_loads: int = 400
    max_seconds: float = 900.0
    page_seconds: float = 20.0
    max_bytes: int = 256 * 1024 * 1024
    max_renderer_bytes: int = 700 * 1024 * 1024
    max_drawn: int = 60
    may_ask: bool = False
    browser: Path | None = None

    @property
    def mobile_user_agent(self) -> str:
        """The same name with the word by which servers choose their pages for telephones."""
        return f"{self.user_agent} Mobile"


def options_from(crawl: CrawlOptions, *, may_ask: bool = False, browser: Path | None = None) -> ProbeOptions:
    """The probes' options that go with a crawl: the same name, pace, robots and addresses."""
    return ProbeOptions(
        folder=crawl.archive_dir,
        user_agent=crawl.user_agent,
        delay=crawl.delay,
        allow_private=crawl.allow_private,
        obey_robots=crawl.obey_robots,
        may_ask=may_ask,
        browser=browser,
    )
