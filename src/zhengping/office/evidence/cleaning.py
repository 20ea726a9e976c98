"""An archived page made safe to look at: nothing of it runs, leads away or asks the network.

`nh3` (ammonia) keeps harmless elements only. Images and styles are taken from the archive and put into the page
itself, so that it needs no further address and no cookie. The page is served in a sandbox under a policy of its own
(`views.FRAME_POLICY`), which would hold even where this cleaning failed.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin

import nh3

from zhengping.checks.quoting import masked
from zhengping.office.evidence.marking import Found, Piece, hide_private_numbers, mark, same_words
from zhengping.reading.decoding import decode

Asset = Callable[[str], tuple[str, bytes] | None]
"""From an address to the content type and the body that the archive holds of it."""
QUOTE_ID = "zhengping-quote"
_MOST_CHARACTERS = 3_000_000
_DEEPEST = 400
"""Nested elements; the cleaning's time grows with the square of the depth, and no page written by people has more."""
_MOST_IMAGE_BYTES = 1_500_000
_ALL_IMAGE_BYTES = 8_000_000
_ALL_STYLE_BYTES = 800_000
_PICTURES = {
    b"\x89PNG": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
    b"BM": "image/bmp",
    b"\x00\x00\x01\x00": "image/x-icon",
}
_TAGS = (
    set(nh3.ALLOWED_TAGS)
    | {"section", "article", "header", "footer", "nav", "main", "aside", "figure", "figcaption", "font", "center"}
    | {"label", "fieldset", "legend", "select", "option", "textarea", "input", "button", "u", "s", "big"}
) - {"area", "map"}
_EVERYWHERE = {"class", "id", "style", "title", "align", "valign", "width", "height", "bgcolor", "color", "dir", "lang"}
_ATTRIBUTES: dict[str, set[str]] = {
    "*": _EVERYWHERE,
    "img": {"src", "alt"},
    "td": {"colspan", "rowspan", "nowrap"},
    "th": {"colspan", "rowspan", "nowrap", "scope"},
    "table": {"border", "cellpadding", "cellspacing"},
    "font": {"face", "size"},
    "input": {"type", "value", "placeholder", "checked", "size"},
    "option": {"selected"},
}
_UNCLOSED = {"p", "li", "td", "tr", "th", "tbody", "thead", "tfoot", "option", "dd", "dt", "rt", "rp"} | {
    *("br", "img", "input", "hr", "meta", "link", "col", "colgroup", "base", "area", "embed", "source", "track", "wbr"),
    *("param", "frame"),
}
_EMPTY = {"br", "img", "input", "hr", "col", "wbr"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_MENU = re.compile(r"(?i)\b(?:\w*nav\w*|\w*menu\w*|header|footer|foot|top)\b")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_ADDRESS_IN_STYLE = re.compile(r"url\(\s*(?:\"([^\"]*)\"|'([^']*)'|([^)'\"]*))\s*\)", re.IGNORECASE)
_IMPORT = re.compile(r"@import[^;]*;?|expression\s*\(|-moz-binding", re.IGNORECASE)


@dataclass(frozen=True)
class Shown:
    """A page as it is shown; `found`: how much of the quotation is marked, `title`: it is the page's title."""

    html: str
    found: Found
    in_title: bool
    simplified: bool


def shown_page(body: bytes, content_type: str, url: str, quotation: str, asset: Asset) -> Shown:
    """The page with the quotation marked. `simplified`: shown as its text alone, because its elements nest too deep."""
    text = decode(body, content_type).text[:_MOST_CHARACTERS]
    head = _Head(url)
    head.feed(text)
    if _depth(text) > _DEEPEST:
        inner, simplified = escape(_text_alone(text)), True
    else:
        inner, simplified = _cleaned(text), False
    page = _Page(head.base, asset)
    page.feed(inner)
    page.close()
    found = page.mark(quotation)
    styles = "" if simplified else page.styles(head.styles)
    css = "mark{background:#ffe066!important;color:#000!important;outline:2px solid #b35900;scroll-margin:40vh}"
    plain = "body{white-space:pre-wrap}" if simplified else ""
    html = (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>归档网页</title>'
        f"<style>{styles}</style><style>{css}{plain}</style></head>"
        f'<body class="{escape(head.body_class)}" id="{escape(head.body_id)}">{page.html()}</body></html>'
    )
    in_title = found == "none" and bool(quotation) and same_words(quotation, head.title)
    return Shown(html, found, in_title, simplified)


def shown_text(body: bytes, content_type: str, quotation: str) -> Shown:
    """A text that is no page (JSON, XML, plain text), shown as it stands with the quotation marked."""
    text = decode(body, content_type).text[:_MOST_CHARACTERS]
    pieces = [Piece(text)]
    hide_private_numbers(pieces)
    found = mark(pieces, quotation)
    html = (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>归档内容</title></head>'
        f"<body><pre>{_marked(pieces[0], [True])}</pre></body></html>"
    )
    return Shown(html, found, False, False)


def _cleaned(text: str) -> str:
    return nh3.clean(
        text,
        tags=_TAGS,
        clean_content_tags={"title", "script", "style", "noscript", "template", "iframe", "object", "svg", "math"},
        attributes=_ATTRIBUTES,
        strip_comments=True,
        link_rel=None,
        url_schemes={"http", "https", "data"},
    )


def _depth(text: str) -> int:
    """How deep elements nest, at most (end tags that people leave out are not counted)."""
    depth = deepest = 0
    for tag in _TAG.finditer(text):
        if tag[2].lower() in _UNCLOSED:
            continue
        depth = max(0, depth - 1) if tag[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _text_alone(text: str) -> str:
    text = re.sub(r"(?is)<(script|style)\b.*?</\1\s*>", " ", text)
    return re.sub(r"\n\s*\n+", "\n", re.sub(r"<[^>]*>", "\n", text))


class _Head(HTMLParser):
    """What cleaning takes away and the page's look needs: base address, title, styles, the body's class."""

    def __init__(self, url: str) -> None:
        super().__init__(convert_charrefs=True)
        self.base, self.title, self.body_class, self.body_id = url, "", "", ""
        self.styles: list[tuple[str, str]] = []
        """("address", …) or ("text", …), in their order."""
        self._within = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes what counts."""
        given = {name: value or "" for name, value in attrs}
        self._within = tag if tag in ("title", "style") else ""
        if tag == "base" and given.get("href"):
            self.base = _joined(self.base, given["href"])
        elif tag == "link" and "stylesheet" in given.get("rel", "").lower() and given.get("href"):
            if "print" not in given.get("media", "").lower():
                self.styles.append(("address", _joined(self.base, given["href"])))
        elif tag == "body" and not self.body_class:
            self.body_class, self.body_id = given.get("class", ""), given.get("id", "")

    def handle_endtag(self, tag: str) -> None:
        """Ends a title or a style."""
        self._within = ""

    def handle_data(self, data: str) -> None:
        """The text of a title or a style."""
        if self._within == "title":
            self.title += data
        elif self._within == "style":
            self.styles.append(("text", data))


class _Page(HTMLParser):
    """The cleaned page as pieces of text and tags between them, with the archive's images in place of addresses."""

    def __init__(self, base: str, asset: Asset) -> None:
        super().__init__(convert_charrefs=True)
        self._base, self._asset = base, asset
        self._parts: list[str | Piece] = []
        self._open: list[tuple[bool, bool, bool]] = [(False, False, False)]
        """For each open element whether it stands within a link, a heading, a menu."""
        self._left = _ALL_IMAGE_BYTES
        self._pictures: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Writes the tag anew, attribute by attribute."""
        if tag not in _EMPTY:
            link, heading, menu = self._open[-1]
            given = " ".join(value or "" for name, value in attrs if name in ("class", "id"))
            menu = menu or tag in ("nav", "header", "footer") or bool(_MENU.search(given))
            self._open.append((link or tag == "a", heading or tag in _HEADINGS, menu))
        kept = [(name, value or "") for name, value in attrs if name != "href"]
        if tag == "img":
            source = next((value for name, value in kept if name == "src"), "")
            kept = [(name, value) for name, value in kept if name != "src"]
            picture = self._picture(source)
            kept.append(("src", picture)) if picture else kept.append(("data-missing", "1"))
        if tag in ("input", "button", "select", "textarea"):
            kept.append(("disabled", ""))
        written = "".join(f' {name}="{escape(self._value(name, value))}"' for name, value in kept)
        self._parts.append(f"<{tag}{written}>")

    def handle_endtag(self, tag: str) -> None:
        """Writes the end tag."""
        if len(self._open) > 1 and tag not in _EMPTY:
            self._open.pop()
        self._parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Keeps a text apart."""
        self._parts.append(Piece(data, *self._open[-1]))

    def mark(self, quotation: str) -> Found:
        """Masks private numbers and marks the quotation."""
        pieces = [part for part in self._parts if isinstance(part, Piece)]
        hide_private_numbers(pieces)
        return mark(pieces, quotation) if quotation.strip() else "none"

    def html(self) -> str:
        """The page's inner HTML."""
        first = [True]
        return "".join(part if isinstance(part, str) else _marked(part, first) for part in self._parts)

    def styles(self, sources: list[tuple[str, str]]) -> str:
        """The page's styles, those of the archive too; what leads elsewhere is taken out."""
        found: list[str] = []
        left = _ALL_STYLE_BYTES
        for kind, given in sources:
            base, text = self._base, given
            if kind == "address":
                kept = self._asset(given)
                base, text = given, decode(kept[1], kept[0]).text if kept else ""
            left -= len(text)
            if left < 0:
                break
            found.append(self._style(text, base))
        return "\n".join(found)

    def _value(self, name: str, value: str) -> str:
        if name == "style":
            return self._style(value, self._base)
        return value if name == "src" else masked(value)

    def _style(self, text: str, base: str) -> str:
        def picture(match: re.Match[str]) -> str:
            data = self._picture(next((given for given in match.groups() if given), ""), base)
            return f'url("{data}")' if data else "none"

        return _ADDRESS_IN_STYLE.sub(picture, _IMPORT.sub("", text)).replace("<", "")

    def _picture(self, address: str, base: str = "") -> str:
        """The picture of an address as a `data:` address; empty where the archive has none or it is no picture."""
        if address.startswith("data:image/"):
            return address if len(address) < _MOST_IMAGE_BYTES and "svg" not in address[:20] else ""
        url = _joined(base or self._base, address) if address else ""
        if not url:
            return ""
        if url not in self._pictures:
            self._pictures[url] = self._as_data(url)
        return self._pictures[url]

    def _as_data(self, url: str) -> str:
        kept = self._asset(url)
        if kept is None or len(kept[1]) > min(_MOST_IMAGE_BYTES, self._left):
            return ""
        body = kept[1]
        kind = next((kind for head, kind in _PICTURES.items() if body.startswith(head)), "")
        if not kind and body[:4] == b"RIFF" and body[8:12] == b"WEBP":
            kind = "image/webp"
        if not kind:
            return ""
        self._left -= len(body)
        return f"data:{kind};base64,{base64.b64encode(body).decode('ascii')}"


def _joined(base: str, reference: str) -> str:
    try:
        return urljoin(base, reference.strip())
    except ValueError:
        return ""


def _marked(piece: Piece, first: list[bool]) -> str:
    """A text escaped, its marked stretches in `<mark>`; the first of the page is what the fragment leads to."""
    written, at = [], 0
    for start, end in piece.marks:
        name = f' id="{QUOTE_ID}"' if first[0] else ""
        first[0] = False
        written += [escape(piece.text[at:start], quote=False), f"<mark{name}>"]
        written += [escape(piece.text[start:end], quote=False), "</mark>"]
        at = end
    return "".join(written) + escape(piece.text[at:], quote=False)
