"""What a file is, by its content and not by its name: kind, whether whole, whether it can be opened."""

from __future__ import annotations

import re
from typing import NamedTuple

# fmt: off
PAGE_SUFFIXES = frozenset({
    "htm", "html", "shtml", "shtm", "xhtml", "jhtml", "dhtml", "asp", "aspx", "jsp", "jspx", "php", "php3",
    "do", "action", "cgi",
})
FILE_SUFFIXES = frozenset({
    "pdf", "doc", "docx", "wps", "wpt", "docm", "dot", "dotx", "rtf", "xls", "xlsx", "xlsm", "et", "csv", "ppt",
    "pptx", "pps", "dps", "ofd", "ceb", "cebx", "txt", "zip", "rar", "7z", "gz", "tar", "tgz", "mp4", "flv",
    "wmv", "avi", "mov", "mpg", "mpeg", "rm", "rmvb", "m4v", "3gp", "webm", "mp3", "wma", "wav", "m4a", "ogg",
    "swf", "exe", "apk", "msi", "iso", "dmg", "epub", "caj", "odt", "ods", "odp", "dwg", "dbf", "shp", "tif",
    "tiff", "psd", "ai", "json", "xml", "rss", "atom",
})
IMAGE_SUFFIXES = frozenset({
    "jpg", "jpeg", "jpe", "jfif", "png", "gif", "bmp", "webp", "svg", "ico",
})
FURNITURE_SUFFIXES = frozenset({
    "css", "js", "map", "woff", "woff2", "ttf", "eot", "otf",
})

WHOLE_SUFFIXES = frozenset({
    "pdf", "doc", "docx", "wps", "wpt", "docm", "dot", "dotx", "rtf", "xls", "xlsx", "xlsm", "et", "csv", "ppt",
    "pptx", "pps", "dps", "ofd", "ceb", "cebx", "txt", "zip", "rar", "7z", "odt", "ods",
})
"""Files that are fetched whole within the budget; of others the head tells enough."""
NEVER_OPENED = frozenset({
    "jpg", "png", "gif", "bmp", "webp", "tif", "svg", "ico", "mp4", "flv", "swf", "wmv", "mp3", "webm", "avi", "wav",
    "exe",
})
"""Types, by content, of which the head tells all that is asked: pictures, films, sound, programs."""
# fmt: on

_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|meta|frameset|title|script|style|div|table|center|link|p|h[1-6]|font|form)\b",
    re.I | re.S,
)
_MEMBERS = (
    (b"word/", "docx"),
    (b"xl/", "xlsx"),
    (b"ppt/", "pptx"),
    (b"OFD.xml", "ofd"),
    (b"application/vnd.oasis.opendocument.text", "odt"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "ods"),
)
_OLE_STREAMS = (
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
)
_SIGNATURES = (
    (b"%PDF-", "pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gz"),
    (b"{\\rtf", "rtf"),
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\x00", "tif"),
    (b"MM\x00*", "tif"),
    (b"FLV\x01", "flv"),
    (b"FWS", "swf"),
    (b"CWS", "swf"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "wmv"),
    (b"ID3", "mp3"),
    (b"\x1aE\xdf\xa3", "webm"),
    (b"MZ", "exe"),
    (b"Founder CEB", "ceb"),
    (b"HN", "caj"),
    (b"BM", "bmp"),
)
_END_OF_DIRECTORY = b"PK\x05\x06"
_LONGEST_ZIP_END = 66_000
"""Bytes from the end within which a whole ZIP's directory ends: a comment may follow it."""
_TAILS = {"pdf": b"%%EOF", "jpg": b"\xff\xd9", "png": b"IEND", "gif": b"\x3b"}

# fmt: off
OPENABLE_TYPES = frozenset({
    "pdf", "ole", "doc", "xls", "ppt", "docx", "xlsx", "pptx", "ofd", "odt", "ods", "zip", "rar", "7z", "gz",
    "rtf", "jpg", "png", "gif", "bmp", "webp", "svg", "tif", "text", "xml", "json", "mp4", "flv", "wmv", "avi",
    "mp3", "wav", "webm", "swf", "ceb", "caj", "ico",
})
# fmt: on


_TEXTS = frozenset({"txt", "csv", "json", "xml", "svg", "rtf", "text"})


class Attachment(NamedTuple):
    """What was found out about a file.

    `type` is a lower-case name ("pdf", "docx", "ole" for an undetermined old Office file, "html" for a page in
    disguise, "empty", "unknown"); `openable` is None where the part that was fetched does not tell.
    """

    type: str
    openable: bool | None


def suffix_of(address: str) -> str:
    """The file suffix of an address's path, in lower case without the dot; empty where there is none."""
    name = address.split("?", 1)[0].rsplit("/", 1)[-1]
    _, dot, suffix = name.rpartition(".")
    return suffix.lower() if dot and len(suffix) <= 5 else ""


def looks_like_html(head: bytes) -> bool:
    """Whether bytes begin as an HTML page does."""
    return _HTML.match(head[:2048]) is not None


def file_type(head: bytes, content_type: str = "") -> str:
    """The type of a file by the signature in its first bytes; text types by their look."""
    if not head.strip(b"\x00\r\n\t "):
        return "empty"
    if looks_like_html(head):
        return "html"
    for signature, name in _SIGNATURES:
        if head.startswith(signature):
            if name == "zip":
                return _zip_type(head)
            if name == "ole":
                return _ole_type(head)
            return name
    if head[4:8] == b"ftyp":
        return "mp4"
    if head[:4] == b"RIFF":
        return {b"WEBP": "webp", b"AVI ": "avi", b"WAVE": "wav"}.get(head[8:12], "unknown")
    if head[:4] == b"\x00\x00\x01\x00":
        return "ico"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    return _text_type(head, content_type)


def _zip_type(head: bytes) -> str:
    for mark, name in _MEMBERS:
        if mark in head:
            return name
    return "zip"


def _ole_type(head: bytes) -> str:
    for stream, name in _OLE_STREAMS:
        if stream.encode("utf-16-le") in head:
            return name
    return "ole"


def _text_type(head: bytes, content_type: str) -> str:
    start = head.lstrip(b"\xef\xbb\xbf \r\n\t")[:200]
    if b"<svg" in start:
        return "svg"
    if start.startswith(b"<?xml"):
        return "svg" if b"<svg" in head else "xml"
    if b"\x00" in head[:1024] and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "unknown"
    if start[:1] in (b"{", b"["):
        return "json"
    if start[:1] == b"<" and "xml" in content_type:
        return "xml"
    controls = sum(byte < 9 or 13 < byte < 32 for byte in head[:1024])
    return "text" if controls == 0 else "unknown"


def inspect(body: bytes, whole: bool, suffix: str = "", content_type: str = "") -> Attachment:
    """Type and openability of a file from its whole body or its head.

    `suffix` is what its address promises: a page where a document was promised is no document, and a promised
    document without any known signature cannot be opened.
    """
    kind = file_type(body, content_type)
    if kind == "empty":
        return Attachment("empty", False)
    if kind == "html":
        return Attachment("html", suffix in PAGE_SUFFIXES or suffix == "")
    if kind == "unknown":
        return Attachment(kind, False if suffix in OPENABLE_TYPES else None)
    if kind == "text" and suffix in OPENABLE_TYPES - _TEXTS:
        return Attachment(kind, False)
    if not whole:
        return Attachment(kind, None)
    return Attachment(kind, _opens(kind, body))


def _opens(kind: str, body: bytes) -> bool | None:
    """Whether a whole file holds together, as far as its ends tell; `reading.files` opens it after the crawl."""
    if kind in ("zip", "docx", "xlsx", "pptx", "ofd", "odt", "ods"):
        return _END_OF_DIRECTORY in body[-_LONGEST_ZIP_END:]
    tail = _TAILS.get(kind)
    if tail is not None:
        return tail in body[-2048:]
    if kind in ("ole", "doc", "xls", "ppt"):
        return len(body) >= 1024
    return True if kind in OPENABLE_TYPES else None
