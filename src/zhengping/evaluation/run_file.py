"""`run.json`: what the comparison of a run's sites found, so that one site can be judged again with it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from zhengping.checks.elsewhere import Copy, Elsewhere
from zhengping.errors import InputError, reason
from zhengping.evaluation.copies import Match
from zhengping.evaluation.judgement import value_text

VERSION = 1
_SHARE = re.compile(r"[01](?:\.[0-9]{1,9})?")


def run_as_bytes(
    sites: Sequence[tuple[str, tuple[str, ...], int]], copies: Sequence[dict[str, tuple[Match, ...]]], edition: str
) -> bytes:
    """The file's content. `sites`: address, names of the office, number of documents; `copies` as found for each."""
    data = {
        "version": VERSION,
        "standard": edition,
        "sites": [
            {
                "url": url,
                "names": list(names),
                "documents": count,
                "copies": {address: [_as_dict(match) for match in matches] for address, matches in copies[at].items()},
            }
            for at, (url, names, count) in enumerate(sites)
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"


def _as_dict(match: Match) -> dict[str, Any]:
    copy = match.copy
    return {
        "site": match.site,
        "url": copy.url,
        "title": copy.title,
        "published": copy.published.isoformat() if copy.published else "",
        "published_where": copy.published_where,
        "source": copy.source,
        "record": copy.record,
        "opening": copy.opening,
        "share": value_text(match.share),
    }


class RunFile:
    """A run file that was read. InputError in one line where it is none."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._data = json.loads(path.read_text(encoding="utf-8-sig"))
            self._check()
        except OSError as error:
            raise InputError(f"--run {path}：读不了（{reason(error)}），请检查路径") from None
        except (ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RecursionError):
            raise InputError(f"--run {path}：不是 zhengping compare 写出的 run.json，请检查文件") from None

    def _check(self) -> None:
        """Reads all of it once, so that a fault shows before anything is written."""
        if self._data["version"] != VERSION:
            raise ValueError
        for site in self._data["sites"]:
            self.elsewhere(site["url"])

    def elsewhere(self, url: str) -> Elsewhere:
        """What the run's other sites show of the site at `url`; InputError where the run has no such site."""
        sites = self._data["sites"]
        for site in sites:
            if site["url"] == url:
                copies = {
                    address: tuple(_copy(found, sites[found["site"]]) for found in list_of)
                    for address, list_of in site["copies"].items()
                }
                return Elsewhere(len(sites) - 1, copies)
        raise InputError(f"--run {self.path}：其中没有网站 {url}，请用包含它的 zhengping compare 重新比对")


def _share(text: object) -> Fraction:
    if not isinstance(text, str) or _SHARE.fullmatch(text) is None:
        raise ValueError
    return Fraction(text)


def _copy(data: dict[str, Any], site: dict[str, Any]) -> Copy:
    return Copy(
        url=str(data["url"]),
        title=str(data["title"]),
        day=date.fromisoformat(data["published"]) if data["published"] else None,
        where=str(data["published_where"]),
        source=str(data["source"]),
        record=str(data["record"]),
        opening=str(data["opening"]),
        share=_share(data["share"]),
        site=str(site["url"]),
        names=tuple(map(str, site["names"])),
    )
