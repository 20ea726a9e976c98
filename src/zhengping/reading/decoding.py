"""Bytes to text: which charset a page really has, whatever it says."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from resiliparse.parse.encoding import detect_encoding

from zhengping.reading.limits import MOST_BYTES

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_META_CHARSET = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)", re.I
)
_META_WINDOW = 8192
"""Bytes of the page in which a charset may be declared: more than HTML's 1,024, for pages that begin with a script."""

_MOST_DAMAGE = 0.02
"""Share of the non-ASCII characters that may be undecodable before a charset is given up:
content systems cut strings in the middle of a character, which must not turn a whole page into another charset."""

_THREE_BYTES = re.compile(rb"[\xe0-\xf4]")
"""First byte of a character that takes three bytes or more in UTF-8, as all Chinese does."""

_UNTRUSTED = frozenset({"iso8859-1", "ascii", "cp1252", "latin-1"})
"""Charsets that servers name by default; they decode anything, so the name proves nothing."""


class Decoded(NamedTuple):
    """A page's text, the charset it was read with, and which rule chose it: bom, header, meta, utf-8, detector,
    last-resort."""

    text: str
    charset: str
    chosen_by: str


def decode(body: bytes, content_type: str = "") -> Decoded:
    """Decode a page: BOM, declared charset (header, then meta), strict UTF-8, detector, GB18030 with replacement.

    A declaration is believed only as far as the bytes bear it out: text that is valid UTF-8 with Chinese
    characters is UTF-8 even where GBK is declared (two-byte pairs never form it by chance over a text),
    and a declared charset that damages more than 2% of the non-ASCII characters is passed over.
    Never raises; at most `MOST_BYTES` bytes are read.
    """
    body = body[:MOST_BYTES]
    for mark, charset in _BOMS:
        if body.startswith(mark):
            return Decoded(body[len(mark) :].decode(charset, "replace"), charset, "bom")
    if body.isascii():
        return Decoded(body.decode("ascii"), "utf-8", "utf-8")
    utf8 = _as_utf8(body)
    if utf8 is not None and _THREE_BYTES.search(body):
        return Decoded(utf8, "utf-8", "utf-8")
    declared = _declared(body, content_type)
    if utf8 is not None and not declared:
        return Decoded(utf8, "utf-8", "utf-8")
    for charset, rule in declared:
        text = body.decode(charset, "replace")
        if _damage(text) <= _MOST_DAMAGE:
            return Decoded(text, charset, rule)
    if utf8 is not None:
        return Decoded(utf8, "utf-8", "utf-8")
    charset = _known(detect_encoding(body) or "")
    if charset:
        text = body.decode(charset, "replace")
        if _damage(text) <= _MOST_DAMAGE:
            return Decoded(text, charset, "detector")
    text = body.decode("utf-8", "replace")
    if _damage(text) <= 5 * _MOST_DAMAGE:
        return Decoded(text, "utf-8", "last-resort")
    return Decoded(body.decode("gb18030", "replace"), "gb18030", "last-resort")


def _as_utf8(body: bytes) -> str | None:
    """The text where the bytes are strict UTF-8, but for a last character that was cut; else None."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(body) - 3 and error.reason == "unexpected end of data":
            return body[: error.start].decode("utf-8")
        return None


def _declared(body: bytes, content_type: str) -> list[tuple[str, str]]:
    """The charsets that the header and the page itself declare, trustworthy ones only, in the order of trust."""
    found = []
    in_header = _HEADER_CHARSET.search(content_type)
    if in_header and (charset := _known(in_header[1])):
        found.append((charset, "header"))
    in_page = _META_CHARSET.search(body, 0, _META_WINDOW)
    if in_page and (charset := _known((in_page[1] or in_page[2]).decode("ascii"))):
        found.append((charset, "meta"))
    return found


def _known(name: str) -> str:
    """The codec's own name; GB2312 and GBK are read as GB18030, their superset; empty where unknown or untrusted."""
    try:
        charset = codecs.lookup(name).name
        b"".decode(charset)
    except (LookupError, ValueError):
        return ""
    if charset in ("gb2312", "gbk"):
        return "gb18030"
    return "" if charset in _UNTRUSTED else charset


def _damage(text: str) -> float:
    """Share of the non-ASCII characters that could not be decoded."""
    bad = text.count("\ufffd")
    if not bad:
        return 0.0
    return bad / max(1, len(text) - len(text.encode("ascii", "ignore")))
