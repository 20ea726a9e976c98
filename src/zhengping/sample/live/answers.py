"""Questions to the live server and its answers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit

HTML = "text/html; charset=utf-8"
SCRIPT = "application/javascript; charset=utf-8"
STYLE = "text/css; charset=utf-8"
JSON = "application/json; charset=utf-8"
FRESH = {"Cache-Control": "no-store"}
"""A switch must show at once."""


@dataclass(frozen=True)
class Request:
    """A request as the live part sees it. `host` is what the visitor asked for; `companion` says that the second
    port was asked; `origin` and `other_origin` are the addresses of the site and of its second port, without slash."""

    method: str
    target: str
    origin: str = ""
    other_origin: str = ""
    companion: bool = False
    cookies: Mapping[str, str] = field(default_factory=dict)
    agent: str = ""

    @property
    def path(self) -> str:
        """The path, decoded."""
        return decoded(urlsplit(self.target).path, plus=False)

    @property
    def query(self) -> dict[str, str]:
        """The fields of the query; GBK pages send theirs in GBK."""
        found: dict[str, str] = {}
        for pair in urlsplit(self.target).query.split("&"):
            name, _, value = pair.partition("=")
            if name:
                found.setdefault(decoded(name), decoded(value).strip())
        return found


@dataclass(frozen=True)
class Answer:
    """An answer of the live part. `hold`: the connection stays open after the body, as if more were to come."""

    body: bytes
    content_type: str = HTML
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: FRESH)
    hold: bool = False


def decoded(text: str, *, plus: bool = True) -> str:
    """A percent-encoded text: UTF-8 where it is that, else GBK."""
    raw = unquote_to_bytes(text.replace("+", " ") if plus else text)
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("gbk", "replace")


def html(text: str, status: int = 200) -> Answer:
    """A page."""
    return Answer(text.encode(), HTML, status)


def script(text: str) -> Answer:
    """A script."""
    return Answer(text.encode(), SCRIPT)


def as_json(data: object) -> Answer:
    """Data for a script."""
    return Answer(json.dumps(data, ensure_ascii=False).encode(), JSON)


def redirect(target: str) -> Answer:
    """A 302 to an address, which is percent-encoded already."""
    return Answer(b"", HTML, 302, {**FRESH, "Location": target})


def embedded(data: Any) -> str:
    """Data as a literal inside a script of a page."""
    return json.dumps(data, ensure_ascii=False).replace("</", "<\\/")
