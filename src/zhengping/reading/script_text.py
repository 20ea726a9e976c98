"""Inline scripts as text: what they write into the page and where they lead. Nothing is run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from zhengping.reading.document import Document

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|^[ \t]*//[^\n]*", re.S | re.M)
_MOST_CHARACTERS = 400_000

ADDRESS = re.compile(
    r"(?:https?:)?//[^\s/]+\S*|\.{0,2}/[\w.\-/%~]*(?:\?\S*)?|[\w.\-/%]+\.(?:s?html?|jspx?|aspx?|php|do|action|pdf|docx?|xlsx?|wps|zip|rar"
    r"|mp4)(?:[?#]\S*)?|\?[\w.]+=\S*",
    re.I,
)
"""A text that is an address and nothing else (use with fullmatch)."""

QUOTED = re.compile(r"""(["'])((?:(?!\1)[^\\\n]|\\.){1,400}?)\1""")
"""A quoted string of a script; group 2 is its content."""

_WRITTEN_LINK = re.compile(
    r"""<a\b[^<>]{0,300}?\bhref\s*=\s*\\?["']?([^"'\\<>\s+]+)\\?["']?[^<>]{0,500}>(.{0,1000}?)<\\?/a\s*>""", re.I | re.S
)
_LEADS = re.compile(
    r"""(?:window\.open\s*\(|location(?:\.href)?\s*=(?!=)|location\.(?:replace|assign)\s*\(|\.attr\(\s*["']href["']\s*,"""
    r"""|\bhref\s*=(?!=)|\bsrc\s*=(?!=)|\bvar\s+\w*(?:url|link|href|src|address|path)\w*\s*=|\.load\s*\()"""
    r"""\s*(["'])([^"'\n]{2,400})\1\s*(\+)?""",
    re.I,
)
_MARKUP = re.compile(r"<[^>]*>")
_ASSET = re.compile(r"\.(?:js|css|png|jpe?g|gif|ico|svg|bmp|swf|woff2?|ttf|json|xml)(?:[?#]|$)", re.I)


def script_text(document: Document) -> str:
    """All inline scripts of the page without whole-line and block comments, worked out once a page."""
    text: str | None = document.shared.get("script_text")
    if text is None:
        text = document.shared["script_text"] = "\n".join(live_scripts(document))
    return text


def live_scripts(document: Document) -> list[str]:
    """The inline scripts without comments, those that only carry records left out; worked out once a page."""
    scripts: list[str] | None = document.shared.get("live_scripts")
    if scripts is None:
        scripts = document.shared["live_scripts"] = []
        room = _MOST_CHARACTERS
        for script in document.scripts:
            if "<record>" not in script and "CDATA" not in script[:40] and len(script) <= room:
                room -= len(script)
                scripts.append(_without_comments(script))
    return scripts


@lru_cache(maxsize=1024)
def _without_comments(script: str) -> str:
    return _COMMENT.sub("", script) if "//" in script or "/*" in script else script


@lru_cache(maxsize=16_384)
def is_address(text: str) -> bool:
    """Whether a text is an address of a page or file (no script, no asset, no template placeholder)."""
    return len(text) > 1 and "{" not in text and ADDRESS.fullmatch(text) is not None and not _ASSET.search(text)


def quoted_address(script: str) -> str:
    """The first quoted address in a piece of script such as an onclick; empty where there is none."""
    for match in QUOTED.finditer(script):
        text = match.group(2).strip().replace("&amp;", "&")
        if is_address(text) and not script[match.end() :].lstrip().startswith("+"):
            return text
    return ""


def written_links(document: Document) -> Iterator[tuple[str, str]]:
    """(address, text) of the links that inline scripts write or lead to; only whole addresses, none put together."""
    for script in live_scripts(document):
        yield from _links_of(script)


@lru_cache(maxsize=1024)
def _links_of(script: str) -> tuple[tuple[str, str], ...]:
    """The links of one script; remembered, because a site's pages share most of their scripts."""
    links = []
    if "<a" in script:
        for match in _WRITTEN_LINK.finditer(script):
            if is_address(match.group(1)) or match.group(1).endswith("/"):
                links.append((match.group(1), " ".join(_MARKUP.sub("", match.group(2)).split())[:200]))
    for match in _LEADS.finditer(script):
        if not match.group(3) and is_address(match.group(2).strip()):
            links.append((match.group(2).strip(), ""))
    return tuple(links)
