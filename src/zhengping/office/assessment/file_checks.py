"""What a proof file is, by its content: a file is taken only when it is whole, harmless and what its name says."""

from __future__ import annotations

import hashlib
import io
import re
import struct
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO

import olefile
from PIL import Image

from zhengping.crawl.attachments import file_type
from zhengping.errors import InputError
from zhengping.reading.files.model import FileFault
from zhengping.reading.files.old_word import open_compound
from zhengping.reading.files.opener import FileOpener

KINDS = {"pdf": "pdf", "doc": "doc", "docx": "docx", "xls": "xls", "xlsx": "xlsx", "jpg": "jpg", "jpeg": "jpg",
         "png": "png", "zip": "zip"}  # fmt: skip
"""Suffix of a name -> kind that the content must have."""
ALLOWED_WORDS = "pdf、doc、docx、xls、xlsx、jpg、png、zip"
MOST_NAME = 120
MOST_MEMBERS = 500
"""Files in a zip that is handed in; a year's proofs of one point are some dozens."""
MOST_PARTS = 10_000
"""Parts of a docx or xlsx."""
UNPACKED_TIMES = 4
"""A zip may unpack to so many times the limit of one file, all together."""
MOST_RATIO = 200
"""Unpacked to packed size of a member above a megabyte; XML of real files packs 5 to 60 times."""
MOST_PIXELS = 80_000_000
_MEGABYTE = 1 << 20
_DRIVE = re.compile(r"^[A-Za-z]:")
_ARCHIVES = frozenset({"zip", "rar", "7z", "gz"})
_MACRO_PARTS = ("vbaproject.bin", "vbadata.xml", "vbaprojectsignature.bin")
_MACRO_SUFFIXES = frozenset({"docm", "dotm", "xlsm", "xltm", "xlsb", "xlam", "pptm"})
_BOUND_SHEET, _END_OF_GLOBALS, _MACRO_SHEET = 0x0085, 0x000A, 1
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, NotImplementedError, RuntimeError, KeyError)


class ProofRefused(InputError):
    """A proof file that is not taken; the line says what is wrong and what to do."""


@dataclass(frozen=True)
class Checked:
    """A file that may be kept: its clean name, its kind, its SHA-256."""

    name: str
    kind: str
    sha256: str


def check_file(name: str, body: bytes, limit_mb: int) -> Checked:
    """Checks name and content of one file. Raises ProofRefused with one Chinese line."""
    shown = check_name(name)
    kind = _promised(shown)
    limit = limit_mb * _MEGABYTE
    if not body:
        raise ProofRefused(f"“{shown}”是空文件，请重新选择")
    if len(body) > limit:
        raise too_large(shown, len(body), limit_mb)
    _check_content(shown, kind, body, limit, inside=False)
    return Checked(shown, kind, hashlib.sha256(body).hexdigest())


def too_large(name: str, size: int, limit_mb: int) -> ProofRefused:
    """The refusal of a file of `size` bytes."""
    shown = "".join(c if c.isprintable() else "?" for c in name)[:MOST_NAME]
    return ProofRefused(f"“{shown}”有 {size / _MEGABYTE:.1f} MB，超过 {limit_mb} MB，请压缩图片或分开上传")


def check_name(name: str, where: str = "文件名") -> str:
    """The name in NFC. Raises ProofRefused where it holds a path, a drive, control characters or nothing."""
    name = unicodedata.normalize("NFC", name)
    shown = "".join(c if c.isprintable() else "?" for c in name)[:MOST_NAME]
    if any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") for c in name):
        raise ProofRefused(f"{where}“{shown}”含有看不见的控制字符，请改名后再上传")
    if "/" in name or "\\" in name or _DRIVE.match(name) or name.strip() in ("", ".", ".."):
        raise ProofRefused(f"{where}“{shown}”带有路径，请只用文件名，改名后再上传")
    if len(name) > MOST_NAME:
        raise ProofRefused(f"{where}“{shown[:40]}…”太长，请改到 {MOST_NAME} 个字以内")
    return name.strip()


def _check_member_name(name: str) -> None:
    """A member of a zip may stand in folders, but never lead out of them."""
    path = name.replace("\\", "/")
    if path.startswith("/") or _DRIVE.match(path) or ".." in path.split("/"):
        shown = "".join(c if c.isprintable() else "?" for c in name)[:MOST_NAME]
        raise ProofRefused(f"压缩包里的“{shown}”带有通向包外的路径，请重新打包")
    for part in path.split("/"):
        if part:
            check_name(part, "压缩包里的文件名")


def _suffix(name: str) -> str:
    return PurePosixPath(name.replace("\\", "/")).suffix.lstrip(".").lower()


def _promised(name: str) -> str:
    """The kind that a name promises. Raises ProofRefused for what is not taken."""
    suffix = _suffix(name)
    if suffix in _MACRO_SUFFIXES:
        raise ProofRefused(f"“{name}”是带宏的文件，请另存为不带宏的 docx 或 xlsx 后再上传")
    if suffix not in KINDS:
        raise ProofRefused(f"不收“{name}”这种文件，请用 {ALLOWED_WORDS}")
    return KINDS[suffix]


def _check_content(name: str, kind: str, body: bytes, limit: int, *, inside: bool) -> None:
    """Holds a body to the kind that its name promises."""
    found = file_type(body)
    if kind in ("jpg", "png"):
        if found != kind:
            raise _not_what_it_says(name, kind)
        _check_picture(name, body)
        return
    if body.startswith(b"PK"):
        _check_package(name, kind, body, limit, inside=inside)
        if kind == "zip":
            return
    elif body.startswith(b"\xd0\xcf\x11\xe0"):
        _check_compound(name, kind, body)
    elif not (kind == "pdf" and found == "pdf"):
        raise _not_what_it_says(name, kind)
    _open(name, kind, body)


def _not_what_it_says(name: str, kind: str) -> ProofRefused:
    return ProofRefused(f"“{name}”的内容不是 {kind} 文件，请用原来的程序另存为 {kind} 后再上传")


def _damaged(name: str) -> ProofRefused:
    return ProofRefused(f"“{name}”已损坏，打不开，请重新生成后再上传")


def _protected(name: str) -> ProofRefused:
    return ProofRefused(f"“{name}”要密码才能打开，请去掉密码后再上传")


def _macros(name: str) -> ProofRefused:
    return ProofRefused(f"“{name}”里有宏，请另存为不带宏的文件后再上传")


def _check_picture(name: str, body: bytes) -> None:
    """The picture is decoded whole, so that a cut one shows; its measure is looked at first."""
    try:
        with Image.open(io.BytesIO(body), formats=("JPEG", "PNG")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise ProofRefused(f"“{name}”的像素太多（{picture.width}×{picture.height}），请缩小后再上传")
            picture.load()
    except ProofRefused:
        raise
    except Exception:
        # Pillow meets hostile pictures with many kinds of errors, SyntaxError and struct.error among them.
        raise _damaged(name) from None


def _open(name: str, kind: str, body: bytes) -> None:
    """Opens a document in a process of its own, where hostile content costs no more than that process."""
    with FileOpener(workers=1) as opener:
        reading = opener.open(body, kind)
    if reading.fault == "protected":
        raise _protected(name)
    if reading.fault in ("damaged", "empty"):
        raise _damaged(name)
    if reading.fault or reading.kind != kind:
        raise _not_what_it_says(name, kind)
    if reading.unread in ("failed", "limit"):
        raise ProofRefused(f"“{name}”的内部结构不正常，打不开，请另存一份后再上传")


# --- packages: docx, xlsx, zip ------------------------------------------------------------------------------------


def _check_package(name: str, kind: str, body: bytes, limit: int, *, inside: bool) -> None:
    try:
        package = zipfile.ZipFile(io.BytesIO(body))
        members = package.infolist()
    except (*_BROKEN, UnicodeError, MemoryError):
        raise _damaged(name) from None
    names = [member.filename for member in members]
    is_office = "[Content_Types].xml" in names
    if kind == "zip" and is_office:
        raise _not_what_it_says(name, kind)
    if kind != "zip" and not is_office:
        raise _not_what_it_says(name, kind)
    most = MOST_PARTS if is_office else MOST_MEMBERS
    if len(members) > most:
        raise ProofRefused(f"“{name}”里有 {len(members)} 个文件，超过 {most} 个，请分开打包")
    if not any(not member.is_dir() for member in members):
        raise ProofRefused(f"“{name}”里没有文件，请重新打包")
    left = UNPACKED_TIMES * limit
    for member in members:
        _check_member_name(_written(member))
        if member.flag_bits & 1:
            raise _protected(name)
        if member.is_dir():
            continue
        content = _unpacked(name, package, member, min(left, limit))
        left -= len(content)
        if is_office:
            _check_part(name, _written(member), content)
        else:
            _check_member(name, _written(member), content, limit, inside=inside)


def _written(member: zipfile.ZipInfo) -> str:
    """A member's name; Chinese packers write it in GBK without the UTF-8 mark, and `zipfile` reads it as CP437."""
    # `filename` has been cut at a zero byte and had its separators changed; the original shows what the file says.
    name = member.orig_filename
    if member.flag_bits & 0x800:
        return name
    try:
        return name.encode("cp437").decode("gb18030")
    except UnicodeError:
        return name


def _unpacked(name: str, package: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes:
    """A member unpacked piece by piece, whatever size its header states; a bomb costs no more than `most`."""
    out = bytearray()
    try:
        with package.open(member) as source:
            _pump(name, source, member.compress_size, most, out)
    except ProofRefused:
        raise
    except _BROKEN:
        raise _damaged(name) from None
    return bytes(out)


def _pump(name: str, source: IO[bytes], packed: int, most: int, out: bytearray) -> None:
    while piece := source.read(1 << 16):
        out += piece
        if len(out) > most or (len(out) > _MEGABYTE and len(out) > MOST_RATIO * max(packed, 1)):
            raise ProofRefused(f"“{name}”解开后大得不正常，不能接收；请把里面的文件分开上传")


def _check_member(name: str, member: str, content: bytes, limit: int, *, inside: bool) -> None:
    """A file in a zip is held to the same as one that is uploaded by itself."""
    base = PurePosixPath(member.replace("\\", "/")).name
    if "__MACOSX" in member or base in (".DS_Store", "Thumbs.db"):
        return
    shown = f"{name} 里的 {base}"
    if inside or _suffix(base) in _ARCHIVES or (_suffix(base) not in KINDS and file_type(content) in _ARCHIVES):
        raise ProofRefused(f"“{name}”里还有压缩包“{base}”，请解开后再打包")
    if not content:
        raise ProofRefused(f"“{shown}”是空文件，请去掉后再打包")
    kind = _promised(shown)
    _check_content(shown, kind, content, limit, inside=True)


def _check_part(name: str, part: str, content: bytes) -> None:
    """A part of a docx or xlsx: no macros, neither its own nor those of a document inside it."""
    low = part.lower().replace("\\", "/")
    if low.rpartition("/")[2] in _MACRO_PARTS or "/macrosheets/" in low or "/activex/" in low:
        raise _macros(name)
    if low == "[content_types].xml" and b"macroenabled" in content.lower():
        raise _macros(name)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        with _compound(name, content) as compound:
            _check_streams(name, compound)
    elif content.startswith(b"PK"):
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as within:
                inner = [one.lower().rpartition("/")[2] for one in within.namelist()]
        except (*_BROKEN, UnicodeError):
            raise _damaged(name) from None
        if set(inner) & set(_MACRO_PARTS):
            raise _macros(name)


# --- compound files: doc, xls -------------------------------------------------------------------------------------


def _compound(name: str, body: bytes) -> olefile.OleFileIO:
    try:
        return open_compound(body)
    except FileFault:
        raise _damaged(name) from None


def _check_compound(name: str, kind: str, body: bytes) -> None:
    with _compound(name, body) as compound:
        if compound.exists("EncryptedPackage"):
            raise _protected(name)
        holds = (
            "doc"
            if compound.exists("WordDocument")
            else "xls"
            if compound.exists("Workbook") or compound.exists("Book")
            else ""
        )
        if holds != kind:
            raise _not_what_it_says(name, kind)
        _check_streams(name, compound)


def _check_streams(name: str, compound: olefile.OleFileIO) -> None:
    """No VBA project, no Excel 4 macro sheet, no packed file ([MS-OVBA] 2.2.1, [MS-XLS] 2.4.28, [MS-OLEDS] 2.3.6)."""
    try:
        for path in compound.listdir(streams=True, storages=True):
            low = [part.lower() for part in path]
            if {"vba", "_vba_project_cur", "_vba_project", "macros"} & set(low):
                raise _macros(name)
            if low[-1] == "\x01ole10native":
                raise ProofRefused(f"“{name}”里嵌有别的文件，请把嵌入的文件取出，单独上传")
        for stream in ("Workbook", "Book"):
            if compound.exists(stream) and _has_macro_sheet(compound.openstream(stream).read(_MEGABYTE)):
                raise _macros(name)
    except ProofRefused:
        raise
    except Exception:
        # olefile meets hostile sector chains with many kinds of errors.
        raise _damaged(name) from None


def _has_macro_sheet(stream: bytes) -> bool:
    """Whether a BoundSheet record of the workbook's globals names an Excel 4 macro sheet ([MS-XLS] 2.4.28)."""
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == _END_OF_GLOBALS:
            return False
        if kind == _BOUND_SHEET and length >= 6 and stream[at + 4 + 5] == _MACRO_SHEET:
            return True
        at += 4 + length
    return False
