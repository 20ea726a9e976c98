"""All links of a page, in whatever form they stand, and where the page sends its reader on by itself."""

from __future__ import annotations

import re
from itertools import islice

from turbohtml import Element

from zhengping.reading.anchors import anchors_of, click_anchors, joiner_of, scripted_targets
from zhengping.reading.document import Document, single_spaced
from zhengping.reading.facts import Link, Region, Via
from zhengping.reading.records import record_anchors
from zhengping.reading.regions import regions_of
from zhengping.reading.script_text import is_address, script_text

_REFRESH_ADDRESS = re.compile(r"""\s*[\d.]*\s*[;,]\s*(?:url\s*=\s*)?["']?([^"'\s]+)""", re.I)
_SENDS_ON = re.compile(
    r"""(?:(?:window|self|top|parent|document|this)\s*\.\s*)*location(?:\s*\.\s*href)?\s*=(?!=)\s*["']([^"'\n]+)["']\s*(\+)?"""
    r"""|location\s*\.\s*(?:replace|assign)\s*\(\s*["']([^"'\n]+)["']\s*(\+)?"""
)
_RUNS_AT_ONCE = re.compile(
    r"(?:onload\s*=\s*function\s*\w*\s*\([^)]*\)|\$\s*\(\s*(?:document\s*\)\s*\.\s*ready\s*\(\s*)?function\s*\([^)]*\)"
    r"|setTimeout\s*\(\s*function\s*\([^)]*\)|\(\s*function\s*\([^)]*\))\s*$"
)
_CONDITION = re.compile(r"(?:\bif\s*\([^{};]*\)|\belse|\?[^;{}]*|&&[^;{}]*)\s*$")
_MOST_TEXT_OF_A_SIGNPOST = 300
_MOST_LINKS_OF_A_SIGNPOST = 8
_MOST_STATEMENTS = 20
"""Jumps of a script that are looked at: for each the script before it is gone through."""
_CONDITION_WINDOW = 400
_LONGEST_LABEL = 16
_MOST_UNADDRESSED = 200
"""Labels of links without an address that are kept of one page."""


def read_links(document: Document) -> tuple[Link, ...]:
    """The page's links, each (address, text, region, form) once, in document order; script-written ones last.

    Call after `lists.read_rows`, so that the links of its rows carry the region "list".
    """
    found: dict[Link, None] = {}
    own = document.url
    for anchor in anchors_of(document):
        if anchor.url:
            region: Region = "list" if anchor.is_list_row and anchor.region == "body" else anchor.region
            found.setdefault(Link(anchor.url, anchor.text, anchor.title, region, anchor.via))
        elif anchor.current and anchor.text:
            found.setdefault(Link(own, anchor.text, anchor.title, anchor.region, anchor.via))
    for anchor in record_anchors(document):
        if anchor.url:
            found.setdefault(Link(anchor.url, anchor.text, anchor.title, "list", "script"))
    for link in (*_frames(document), *_clicks(document), *_options(document)):
        found.setdefault(link)
    known = {link.url for link in found}
    for url, text in scripted_targets(document):
        if url in known and not text:
            continue
        known.add(url)
        found.setdefault(Link(url, text, "", "script", "script"))
    return tuple(found)


def read_unaddressed(document: Document) -> tuple[str, ...]:
    """Short labels of the links that lead to no address, each once, in document order."""
    labels = {
        anchor.text: None
        for anchor in anchors_of(document)
        if not anchor.url and not anchor.current and 1 < len(anchor.text) <= _LONGEST_LABEL and not anchor.is_list_row
    }
    return tuple(islice(labels, _MOST_UNADDRESSED))


def read_redirect(document: Document) -> str:
    """The address that a page sends its reader to by meta refresh, or by a script at top level of a nearly empty page.

    Empty where there is none, where the page only reloads itself, or where a condition decides.
    """
    for element in document.by_tag("meta"):
        if (element.attr("http-equiv") or "").lower() != "refresh":
            continue
        parent = element.parent
        if isinstance(parent, Element) and parent.tag == "noscript":
            continue
        match = _REFRESH_ADDRESS.match(element.attr("content") or "")
        if match:
            return _elsewhere(document, match.group(1))
    if len(document.by_tag("a")) > _MOST_LINKS_OF_A_SIGNPOST or document.by_tag("frame"):
        return ""
    script = script_text(document) + _onload(document)
    if "location" not in script or len(document.text) > _MOST_TEXT_OF_A_SIGNPOST:
        return ""
    for sent in islice(_SENDS_ON.finditer(script), _MOST_STATEMENTS):
        address = sent.group(1) or sent.group(3)
        if not sent.group(2) and not sent.group(4) and _runs_unasked(script[: sent.start()]):
            return _elsewhere(document, address)
    return ""


def _onload(document: Document) -> str:
    bodies = document.by_tag("body")
    return "\n" + (bodies[0].attr("onload") or "") if bodies else ""


def _elsewhere(document: Document, address: str) -> str:
    target = joiner_of(document).join(address)
    return target if target and target != document.url else ""


def _runs_unasked(before: str) -> bool:
    """Whether a statement after this script text runs when the page opens, with no condition to decide."""
    if _CONDITION.search(before[-_CONDITION_WINDOW:]):
        return False
    depth = 0
    for place in range(len(before) - 1, -1, -1):
        character = before[place]
        if character == "}":
            depth += 1
        elif character == "{":
            if depth:
                depth -= 1
            elif not _RUNS_AT_ONCE.search(before[max(0, place - 120) : place]):
                return False
    return True


def _frames(document: Document) -> list[Link]:
    links = []
    for element in document.by_tag("frame", "iframe"):
        url = joiner_of(document).join(element.attr("src") or element.attr("data-src") or "")
        if url:
            label = single_spaced(element.attr("title") or element.attr("name") or "")
            links.append(Link(url, label, "", regions_of(document).of(element), "frame"))
    return links


def _clicks(document: Document) -> list[Link]:
    return [
        Link(
            anchor.url,
            anchor.text,
            anchor.title,
            "list" if anchor.is_list_row and anchor.region == "body" else anchor.region,
            anchor.via,
        )
        for anchor in click_anchors(document)
    ]


def _options(document: Document) -> list[Link]:
    """Addresses behind the choices of a drop-down (friend links)."""
    links = []
    via: Via = "option"
    for option in document.by_tag("option"):
        value = (option.attr("value") or "").strip()
        if len(value) > 4 and ("/" in value or "." in value) and is_address(value):
            url = joiner_of(document).join(value)
            if url:
                links.append(Link(url, single_spaced(option.text)[:120], "", "footer", via))
    return links
