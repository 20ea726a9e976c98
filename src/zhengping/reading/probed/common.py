"""What every trial of a browser keeps: how it ended, the steps taken, the screenshots."""

from __future__ import annotations

from typing import Literal

import msgspec

TrialState = Literal["done", "absent", "blocked", "failed", "skipped"]
"""done: tried to its end; absent: there was nothing to try; blocked: the site refused (captcha, login, firewall,
robots.txt); failed: this program or the page broke down; skipped: the budget was spent or the office forbids it."""


class Shot(msgspec.Struct, frozen=True):
    """A screenshot: `file` is its name in `archive/shots`, `url` the page that it shows, `caption` Chinese."""

    file: str
    url: str
    caption: str = ""


class Step(msgspec.Struct, frozen=True):
    """One step of a trial: what was done (Chinese), on which page, and what came of it."""

    action: str
    url: str
    result: str = ""


class Trial(msgspec.Struct, frozen=True, kw_only=True):
    """One use of one function. `why` says in Chinese what ended a trial that is not `done`.

    `held`: requests that the page wanted to send and that were not let out ("POST https://…"), sorted.
    `records`: address of a page -> archive record that holds it.
    """

    state: TrialState = "done"
    why: str = ""
    steps: tuple[Step, ...] = ()
    shots: tuple[Shot, ...] = ()
    held: tuple[str, ...] = ()
    records: dict[str, str] = {}
