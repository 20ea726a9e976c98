"""What is read from a file, why not more, and the limits within which files are opened."""

from __future__ import annotations

from typing import Literal

import msgspec

Fault = Literal["", "empty", "damaged", "protected", "html", "unknown"]
"""What is wrong with a file: no bytes; it cannot be opened; it wants a password; it is a web page under a document's
name; it is of no known type although its name promises one."""

Unread = Literal["", "format", "pictures", "limit", "part", "failed"]
"""Why a file that may be in order gave no text: its format is only recognised; its pages are pictures; it goes beyond
a limit; only its beginning was fetched; its opening had to be ended. Never counted against the site."""

FAULT_LABELS: dict[Fault, str] = {
    "": "",
    "empty": "是空文件",
    "damaged": "已损坏，打不开",
    "protected": "要密码才能打开",
    "html": "下载到的是网页，不是文件",
    "unknown": "不是它的后缀所说的文件",
}

UNREAD_LABELS: dict[Unread, str] = {
    "": "",
    "format": "这种格式只识别、不读内容",
    "pictures": "内容是扫描图片，没有文字",
    "limit": "超出读取限度",
    "part": "只取了开头，未读内容",
    "failed": "未能读出内容",
}

MOST_CHARACTERS = 100_000
"""Of a file's text; what follows is left out and `cut` says so."""
MOST_PAGES = 300
"""Of a PDF."""
MOST_PART_BYTES = 32 * 1024 * 1024
"""Of one part inside a package, unpacked."""
MOST_UNPACKED_BYTES = 64 * 1024 * 1024
"""Of all parts of a package together, unpacked; those of packages within it included."""
MOST_RATIO = 300
"""Unpacked to packed size of a part above a megabyte: XML of real files packs 5 to 60 times."""
MOST_NAMES = 200
"""Names of an archive's entries that are kept."""
MOST_INNER_FILES = 20
"""Documents inside an archive that are read."""


class FileReading(msgspec.Struct, frozen=True):
    """What was read from one file.

    `kind` by signature ("" = never opened); `text` single-spaced lines, cells of a table row parted by tabs; `cut`
    where a limit ended it; `fault` and `unread` as above; `pages` of a PDF or sheets of a workbook; `tables` as far as
    the format tells them (-1 = it does not); `fillable` for a PDF with form fields; `names` the entries of an archive.
    """

    kind: str = ""
    text: str = ""
    cut: bool = False
    fault: Fault = ""
    unread: Unread = ""
    pages: int = 0
    tables: int = -1
    fillable: bool = False
    names: tuple[str, ...] = ()

    @property
    def opened(self) -> bool:
        """Whether the file was opened and found whole."""
        return bool(self.kind) and not self.fault and self.unread in ("", "format", "pictures")


class FileFault(Exception):
    """A file that cannot be read as what it seems to be; `fault` or `unread` says how."""

    def __init__(self, fault: Fault = "", unread: Unread = "") -> None:
        super().__init__(fault or unread)
        self.fault = fault
        self.unread = unread
