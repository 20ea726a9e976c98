"""The links of a page with their elements: worked out once, used by links, lists, letters, people and media."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

import msgspec
from turbohtml import Element

from zhengping.reading.document import Document, single_spaced
from zhengping.reading.facts import Region, Via
from zhengping.reading.joining import Joiner
from zhengping.reading.regions import is_link_farm, regions_of
from zhengping.reading.script_text import is_address, quoted_address, script_text, written_links

_MOST_ANCHORS = 6_000
_MOST_CLICKS = 500
_LEADS_ELSEWHERE = re.compile(r"location|open|href|url|goto|jump|link|view|show|detail|down|\$router", re.I)
_HIDING = frozenset(
    {"onclick", "id", "oldsrc", "oldhref", "data-href", "data-url", "data-link", "_href", "url", "data-src"}
)
_PUBLISHED_IN_TITLE = re.compile(r"[\n\r]|发布(?:时间|日期)[：:]|(?:文章)?标题[：:]")


class Anchor(msgspec.Struct, eq=False, gc=False):
    """A link where it stands. `url` is empty where it leads nowhere that can be known, or to this page
    (`current`: an empty address, as menus mark the column one is in)."""

    element: Element
    url: str
    text: str
    title: str
    region: Region
    via: Via = "href"
    current: bool = False
    is_list_row: bool = False

    @property
    def dead(self) -> bool:
        """Whether it leads nowhere that can be known."""
        return not self.url


def anchors_of(document: Document) -> list[Anchor]:
    """The page's <a> and <area> links in document order, those without a known target too."""
    anchors: list[Anchor] | None = document.shared.get("anchors")
    if anchors is None:
        anchors = document.shared["anchors"] = _anchors(document)
        text = document.text
        if not document.oversized and (
            "链接" in text or "部委网站" in text or "部门网站" in text or "市网站" in text or "县网站" in text
        ):
            _mark_link_farms(anchors)
    return anchors


def addresses_of(document: Document) -> str:
    """Where the page's links lead, one a line, so that a word is looked for in all at once."""
    addresses: str | None = document.shared.get("addresses")
    if addresses is None:
        addresses = document.shared["addresses"] = "\n".join([anchor.url for anchor in anchors_of(document)])
    return addresses


def joiner_of(document: Document) -> Joiner:
    """The page's joiner of relative addresses."""
    joiner: Joiner | None = document.shared.get("joiner")
    if joiner is None:
        joiner = document.shared["joiner"] = Joiner(document.base)
    return joiner


def _anchors(document: Document) -> list[Anchor]:
    regions = regions_of(document)
    of, settled = regions.of, regions.settled
    joiner = joiner_of(document)
    join, known, rooted = joiner.join, joiner.known, joiner.rooted
    found: list[Anchor] = []
    for element, raw in (document.links + [(area, "") for area in document.by_tag("area")])[:_MOST_ANCHORS]:
        href = element.attr("href")
        if href is None and element.attr("onclick") is None and element.attr("oldsrc") is None:
            continue
        parent = element.parent
        region = settled.get(parent)
        if region is None:
            around = settled.get(parent.parent) if parent is not None else None
            if around is not None and around != "body":
                # What stands in a menu is of the menu.
                region = settled[parent] = around
            else:
                region = of(element)
        if region == "script":
            continue
        url = known.get(href) or rooted.get(href) if href else None
        if url:
            via: Via = "href"
            current = False
        else:
            resolved = _target(document, element, href, region, join)
            if resolved is None:
                continue
            url, via, current = resolved
        title = element.attr("title")
        found.append(
            Anchor(
                element,
                url,
                _one_line(raw) or _label_of_picture(element),
                _title(title) if title else "",
                region,
                via,
                current,
            )
        )
    for anchor in found if document.by_tag("area") else ():
        if anchor.via == "href" and anchor.element.tag == "area":
            anchor.via = "area"
    return found


def _target(
    document: Document, element: Element, href: str | None, region: Region, join: Callable[[str], str]
) -> tuple[str, Via, bool] | None:
    """(address, form, whether it leads to this page) of a link; None where its address leads to no page."""
    target = href.strip() if href is not None else "javascript:"
    hidden: str
    via: Via
    if not target or target[0] == "#":
        hidden, via = hidden_target(document, element)
        if not hidden:
            return "", "href", not target or (target == "#" and region in ("nav", "side"))
    elif target[:11].lower() == "javascript:":
        hidden, via = quoted_address(target), "onclick"
        if not hidden:
            hidden, via = hidden_target(document, element)
        if not hidden:
            return "", "href", False
    else:
        url = join(target)
        return (url, "href", False) if url else None
    return join(hidden), via, False


@lru_cache(maxsize=16_384)
def _title(title: str) -> str:
    """A title attribute on one line, unless its lines tell more than a title."""
    return title.strip() if _tells_more(title) else " ".join(title.split())


def _tells_more(title: str) -> bool:
    """Whether a title attribute holds more than a title, such as the date of publication."""
    return ("：" in title or "\n" in title or ":" in title) and _PUBLISHED_IN_TITLE.search(title) is not None


def text_of_anchor(element: Element) -> str:
    """A link's text on one line; for a picture its alt or title; empty where it has neither."""
    return _one_line(element.text) or _label_of_picture(element)


@lru_cache(maxsize=16_384)
def _one_line(raw: str) -> str:
    text = " ".join(raw.split())
    if text.startswith("document.write"):
        return ""
    return single_spaced(text) if "\u200b" in text or "\ufeff" in text else text


def _label_of_picture(element: Element) -> str:
    picture = element.find("img")
    if picture is None:
        return ""
    label = picture.attr("alt") or picture.attr("title")
    return single_spaced(label) if label else ""


def hidden_target(document: Document, element: Element) -> tuple[str, Via]:
    """Where a link without an address leads: onclick, oldsrc, data attributes, or a script that names its id."""
    attributes = element.attrs
    names = [name for name in attributes if name in _HIDING]
    if not names:
        return "", "href"
    onclick = attributes.get("onclick") if "onclick" in names else None
    if isinstance(onclick, str) and onclick and _LEADS_ELSEWHERE.search(onclick):
        found = quoted_address(onclick)
        if found:
            return found, "onclick"
    for name in names:
        if name in ("id", "onclick"):
            continue
        value = attributes.get(name)
        if isinstance(value, str) and value and (is_address(value.strip()) or (name == "oldsrc" and "." in value)):
            return value.strip(), "oldsrc"
    identity = attributes.get("id")
    if isinstance(identity, str) and identity:
        text = script_text(document)
        place = text.find(identity) if len(identity) > 2 else -1
        if place >= 0:
            found = quoted_address(text[place + len(identity) + 1 : place + len(identity) + 300].split("}")[0])
            if found:
                return found, "script"
    return "", "href"


def click_anchors(document: Document) -> list[Anchor]:
    """What opens by a click on something that is no link: <li onclick>, <div data-href>, buttons."""
    anchors: list[Anchor] | None = document.shared.get("click_anchors")
    if anchors is None:
        anchors = document.shared["click_anchors"] = []
        html = document.html
        if "onclick" not in html and "data-href" not in html and "data-url" not in html:
            return anchors
        for element in document.tree.select("[onclick],[data-href],[data-url]")[:_MOST_CLICKS]:
            if element.tag in ("a", "area", "script", "option", "body"):
                continue
            target, via = hidden_target(document, element)
            url = joiner_of(document).join(target) if target else ""
            region = regions_of(document).of(element) if url else "script"
            if region != "script":
                label = element.attr("value") or element.attr("alt") or element.text[:400]
                title = single_spaced(element.attr("title") or "")
                anchors.append(Anchor(element, url, single_spaced(label)[:120], title, region, via))
    return anchors


def scripted_targets(document: Document) -> list[tuple[str, str]]:
    """(absolute address, text) of what inline scripts write or open, each once, in order."""
    targets: list[tuple[str, str]] | None = document.shared.get("scripted_targets")
    if targets is None:
        join = joiner_of(document).join
        seen: dict[tuple[str, str], None] = {}
        for address, text in written_links(document):
            url = join(address)
            if url:
                seen.setdefault((url, text))
        targets = document.shared["scripted_targets"] = list(seen)
    return targets


def _mark_link_farms(anchors: list[Anchor]) -> None:
    """Groups of short links under a heading 相关链接 belong to the footer, wherever they stand."""
    judged: dict[Element, bool] = {}
    headed: dict[Element, bool] = {}
    for anchor in anchors:
        if anchor.region != "body" or len(anchor.text) > 16:
            continue
        parent = anchor.element.parent
        if isinstance(parent, Element) and parent.tag in ("li", "td", "p", "span", "dd", "option"):
            parent = parent.parent
        if not isinstance(parent, Element):
            continue
        if parent not in judged:
            judged[parent] = parent.tag != "body" and is_link_farm(parent, headed)
        if judged[parent]:
            anchor.region = "footer"
