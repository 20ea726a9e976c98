"""Versions of front-end libraries that a page's scripts tell by their addresses, and the faults known of them.

The faults are data with date and source (`data/front-end-libraries.yaml`). Nothing is fetched or tried for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from zhengping.checks.signs import Severity
from zhengping.standard.compiled import compiled as kept

Version = tuple[int, ...]

_ADDED = r"(?:[.\-_](?:min|slim|all|core|custom|pack|packed|bundle|umd|global|prod|production|full|lite|zh-cn))*"
_NUMBER = r"(\d{1,3}(?:\.\d{1,3}){1,3})"


@dataclass(frozen=True)
class Fault:
    """A published fault: its identifier, the versions from `start` up to but not with `before`, how grave it is."""

    id: str
    start: Version
    before: Version
    severity: Severity


@dataclass(frozen=True)
class Library:
    """A library, how addresses tell its version, and its faults."""

    name: str
    named: re.Pattern[str]
    plain: re.Pattern[str]
    faults: tuple[Fault, ...]

    def version(self, url: str) -> str:
        """The version that the address of a script tells; empty where it is another script or tells none."""
        parts = urlsplit(url)
        path = parts.path.lower()
        match = self.named.search(path)
        if match:
            return next(group for group in match.groups() if group)
        told = parse_qs(parts.query).get("ver", [""])[0]
        return told if self.plain.search(path) and re.fullmatch(_NUMBER, told) else ""

    def faults_of(self, version: str) -> list[Fault]:
        """The faults of a version, each identifier once, in the order of the data."""
        number = parsed(version)
        found = {fault.id: fault for fault in self.faults if fault.start <= number < fault.before}
        return list(found.values())


def parsed(version: str) -> Version:
    """A version as numbers that compare: "3.4.0" and "3.4" are equal."""
    numbers = [int(part) for part in version.split(".")]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


@cache
def libraries() -> tuple[Library, ...]:
    """All libraries of the data file."""
    return tuple(_library(entry) for entry in _data()["libraries"])


@cache
def compiled() -> str:
    """The day on which the data file was compiled, as YYYY-MM-DD."""
    return str(_data()["compiled"])


@cache
def _data() -> dict[str, Any]:
    file = files("zhengping.checks") / "data" / "front-end-libraries.yaml"
    return kept(file, dict, _parsed) if isinstance(file, Path) else _parsed(file.read_text(encoding="utf-8"))


def _parsed(text: str) -> dict[str, Any]:
    from ruamel.yaml import YAML  # loaded only where the kept form does not serve

    return dict(YAML(typ="safe").load(text))


def _library(entry: dict[str, Any]) -> Library:
    names = entry.get("names") or [entry["name"]]
    either = "|".join(re.escape(str(name)) for name in names)
    # name-1.2.3.min.js, name@1.2.3/…, name/1.2.3/name.min.js, 1.2.3/name.min.js, name-1.2.3/js/name.min.js
    named = re.compile(
        rf"(?:^|/)(?:{either}){_ADDED}[.\-_@]?v?{_NUMBER}{_ADDED}(?:\.js$|/(?:[^/]+/)*(?:{either}){_ADDED}\.js$)"
        rf"|/v?{_NUMBER}/(?:[\w-]+/)?(?:{either}){_ADDED}\.js$"
        rf"|(?:^|/)(?:{either})@{_NUMBER}/"
    )
    plain = re.compile(rf"(?:^|/)(?:{either}){_ADDED}\.js$")
    return Library(
        str(entry["name"]),
        named,
        plain,
        tuple(Fault(f["id"], parsed(str(f["from"])), parsed(str(f["before"])), f["severity"]) for f in entry["faults"]),
    )
