"""What a crawl is told: where to begin, how far to go, how polite to be."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

DEFAULT_CONTACT = "https://github.com/zhengping/zhengping"


def product_version() -> str:
    """The version of this program, as its user agent and its archives name it."""
    try:
        return version("zhengping")
    except PackageNotFoundError:
        return "0"


@dataclass
class CrawlOptions:
    """Options of one crawl.

    `out_dir`: the archive is written to its folder `archive`. `max_pages` counts HTML pages only; `max_files`
    and `max_assets` count attachments and sample pictures. Attachments are fetched whole up to `max_file_bytes` each
    and `max_files_bytes` together; of longer ones, of those after that and of pictures only `file_head_bytes`.
    `max_bytes` (as received) and `max_seconds` are 0 for no limit. `delay`: seconds between two requests to one
    host; a longer crawl-delay of robots.txt is kept to. `siblings`: further hosts of the site. `path_prefix`
    limits the site to a part of its host. `cookies`: by address of an origin, what the site gave this program's
    browser when it passed a check that any browser answers. `resume` goes on with the archive in `out_dir`;
    `overwrite` replaces it.
    """

    start_url: str
    out_dir: Path
    max_pages: int = 5000
    max_files: int = 1000
    max_assets: int = 100
    max_bytes: int = 0
    max_seconds: float = 0.0
    delay: float = 0.5
    connections: int = 2
    timeout: float = 30.0
    connect_timeout: float = 15.0
    retry_wait: float = 2.0
    max_page_bytes: int = 8 * 1024 * 1024
    file_head_bytes: int = 64 * 1024
    max_file_bytes: int = 16 * 1024 * 1024
    max_files_bytes: int = 512 * 1024 * 1024
    max_archive_file_bytes: int = 512 * 1024 * 1024
    obey_robots: bool = True
    allow_private: bool = False
    siblings: list[str] = field(default_factory=list)
    path_prefix: str = ""
    contact: str = DEFAULT_CONTACT
    resume: bool = False
    overwrite: bool = False
    stop_after_failures: int = 30
    stop_after_blocked: int = 20
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def user_agent(self) -> str:
        """The name under which requests are made, with whom to turn to."""
        return f"Mozilla/5.0 (compatible; ZhengpingBot/{product_version()}; +{self.contact})"

    @property
    def archive_dir(self) -> Path:
        """The folder of the archive."""
        return self.out_dir / "archive"


AGENT_TOKEN = "ZhengpingBot"
"""The product token that robots.txt rules are matched against."""
