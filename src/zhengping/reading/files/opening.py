"""One file from its bytes to what was read of it. Never raises; a hostile file is an outcome like any other.

Time and memory are bounded by the process that this runs in (`opener.py`).
"""

from __future__ import annotations

from collections.abc import Callable

from zhengping.crawl.attachments import file_type
from zhengping.reading.files.archives import DOCUMENTS, read_ofd, read_rar, read_zip
from zhengping.reading.files.model import FileFault, FileReading
from zhengping.reading.files.old_word import open_compound, read_old_word, stream_of
from zhengping.reading.files.packages import Allowance, Package

_PROMISES = DOCUMENTS | {"docm", "xlsm", "rtf", "ppt", "pptx", "pps", "dps", "zip", "rar", "7z", "wpt", "dot", "ceb"}
"""Suffixes that promise a document or an archive; what then comes as a page or a picture is none."""
_TEXT_OPENS = frozenset({"doc", "wps", "rtf", "xls", "et"})
"""Office programs open plain text under these names."""
_FEWEST_TEXT = 400
"""Bytes of a text under a document's name; a shorter one is a message of the server."""
_PICTURES = frozenset({"jpg", "png", "gif", "bmp", "webp", "tif", "svg", "ico"})
_OFFICE_PAGE = (b"urn:schemas-microsoft-com:office", b"urn:schemas-microsoft-com:vml", b"Excel.Sheet", b"Word.Document")
_HEAD = 8192


def read_file(body: bytes, suffix: str = "", whole: bool = True) -> FileReading:
    """Reads a file.

    `suffix` is what its name promises (lower case, no dot, empty where nothing does); `whole` is false where only the
    beginning was fetched.
    """
    return _read(body, suffix, whole, Allowance(), 0)


def _read(body: bytes, suffix: str, whole: bool, allowance: Allowance, depth: int) -> FileReading:
    kind = file_type(body)
    try:
        if kind in ("empty", "html", "text", "json", "xml", "unknown") or kind in _PICTURES:
            return _plain(kind, body, suffix, whole)
        if not whole:
            return FileReading(kind, unread="part")
        return _open(kind, body, allowance, depth)
    except FileFault as fault:
        return FileReading(kind, fault=fault.fault, unread=fault.unread)
    except Exception:
        # What no reader foresaw says nothing about the site.
        return FileReading(kind, unread="failed")


def _plain(kind: str, body: bytes, suffix: str, whole: bool) -> FileReading:
    """What is no document by its signature: told by what the name promised."""
    promised = suffix in _PROMISES
    if kind == "empty":
        return FileReading(kind, fault="empty") if whole else FileReading(kind, unread="part")
    if kind in ("html", "xml"):
        if not promised or any(mark in body[:_HEAD] for mark in _OFFICE_PAGE):
            return FileReading(kind, unread="format")
        return FileReading(kind, fault="html" if kind == "html" else "unknown")
    if kind == "text" and suffix in _TEXT_OPENS and (len(body) >= _FEWEST_TEXT or not whole):
        return FileReading(kind, unread="format")
    return FileReading(kind, fault="unknown") if promised else FileReading(kind, unread="format")


def _open(kind: str, body: bytes, allowance: Allowance, depth: int) -> FileReading:
    if body.startswith(b"PK"):
        return _open_package(body, allowance, depth)
    if body.startswith(b"\xd0\xcf\x11\xe0"):
        return _open_compound(body)
    if kind == "pdf":
        from zhengping.reading.files.portable import read_pdf

        return read_pdf(body)
    return read_rar(body) if kind == "rar" else FileReading(kind, unread="format")


def _open_package(body: bytes, allowance: Allowance, depth: int) -> FileReading:
    package = Package(body, allowance)
    names = package.names
    kind = _package_kind(names)
    try:
        if kind == "docx":
            from zhengping.reading.files.word import read_word

            return read_word(package)
        if kind == "xlsx":
            from zhengping.reading.files.sheets import read_workbook

            return read_workbook(package)
        if kind == "ofd":
            return read_ofd(package)
        if kind == "zip" and not depth:
            return read_zip(package, allowance, lambda inner, name, left: _read(inner, name, True, left, depth + 1))
    except FileFault as fault:
        return FileReading(kind, fault=fault.fault, unread=fault.unread, names=tuple(names[:20]))
    return FileReading(kind, unread="format")


def _package_kind(names: list[str]) -> str:
    if "[Content_Types].xml" in names:
        for folder, kind in (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx")):
            if any(name.startswith(folder) for name in names):
                return kind
    if "OFD.xml" in names:
        return "ofd"
    if "mimetype" in names and "content.xml" in names:
        return "odt"
    return "zip"


def _open_compound(body: bytes) -> FileReading:
    with open_compound(body) as compound:
        if compound.exists("EncryptedPackage"):
            return FileReading("ole", fault="protected")
        if compound.exists("WordDocument"):
            return _named("doc", lambda: read_old_word(compound))
        if not (compound.exists("Workbook") or compound.exists("Book")):
            return FileReading("ppt" if compound.exists("PowerPoint Document") else "ole", unread="format")
        name = "Workbook" if compound.exists("Workbook") else "Book"
        return _named("xls", lambda: _old_workbook(stream_of(compound, name), body))


def _old_workbook(stream: bytes, body: bytes) -> FileReading:
    from zhengping.reading.files.sheets import read_old_workbook, wants_password

    if wants_password(stream):
        raise FileFault("protected")
    return read_old_workbook(body)


def _named(kind: str, read: Callable[[], FileReading]) -> FileReading:
    """A reading under the kind that the streams told, also where it fails."""
    try:
        return read()
    except FileFault as fault:
        return FileReading(kind, fault=fault.fault, unread=fault.unread)
