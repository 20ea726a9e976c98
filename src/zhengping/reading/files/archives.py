"""ZIP and RAR archives: what is in them, and the documents inside a ZIP; OFD, which is a ZIP of pages."""

from __future__ import annotations

from collections.abc import Callable

from zhengping.reading.files.model import MOST_INNER_FILES, MOST_NAMES, FileFault, FileReading
from zhengping.reading.files.packages import Allowance, Handlers, Package, Stop, local, parse
from zhengping.reading.files.texts import Lines

DOCUMENTS = frozenset({"pdf", "doc", "docx", "wps", "xls", "xlsx", "et", "ofd"})

ReadInner = Callable[[bytes, str, Allowance], FileReading]


def read_zip(package: Package, allowance: Allowance, read_inner: ReadInner) -> FileReading:
    """Lists a ZIP's entries and reads the documents among them, each under its name as a line of its own."""
    names = package.names
    if not names:
        raise FileFault("empty")
    listed = tuple(names[:MOST_NAMES])
    if package.protected:
        return FileReading("zip", fault="protected", names=listed)
    documents = [name for name in names if suffix(name) in DOCUMENTS and "__MACOSX" not in name]
    lines = Lines()
    tables, read, faults = 0, 0, []
    for name in documents[:MOST_INNER_FILES]:
        try:
            inner = read_inner(package.read(name), suffix(name), allowance)
        except FileFault as fault:
            if fault.unread == "limit":
                return FileReading("zip", lines.text(), cut=True, unread="limit", names=listed, tables=tables)
            faults.append(fault.fault)
            continue
        faults += [inner.fault] if inner.fault else []
        read += bool(inner.text)
        tables += max(0, inner.tables)
        lines.add(name)
        for line in inner.text.splitlines():
            lines.add(*line.split("\t"))
        if lines.full:
            break
    broken = documents and len(faults) == len(documents)
    return FileReading(
        "zip",
        lines.text() if read else "",
        cut=lines.full or len(documents) > MOST_INNER_FILES,
        fault=faults[0] if broken else "",
        unread="" if read or broken else "format",
        pages=len(names),
        tables=tables,
        names=listed,
    )


def suffix(name: str) -> str:
    """The suffix of an entry's name, in lower case."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def read_rar(body: bytes) -> FileReading:
    """A RAR archive: recognised, and whether even its list wants a password (flags of the first header)."""
    if body.startswith(b"Rar!\x1a\x07\x01\x00"):
        # RAR 5: a checksum, then size and type of the header as variable integers; type 4 says that all is encrypted.
        at = 12
        while at < len(body) and body[at] & 0x80:
            at += 1
        protected = at + 1 < len(body) and body[at + 1] == 4
    else:
        protected = len(body) > 12 and body[9] == 0x73 and bool(body[10] & 0x80)
    return FileReading("rar", fault="protected" if protected else "", unread="" if protected else "format")


def read_ofd(package: Package) -> FileReading:
    """An OFD document (GB/T 33190): the text codes of its pages, in the pages' order."""
    pages = [name for name in package.names if "/Pages/" in name and name.endswith("Content.xml")]
    pages.sort(key=lambda name: (len(name), name))
    lines = Lines()
    pieces: list[str] = []
    inside = False

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal inside
        inside = local(name) == "TextCode"

    def data(text: str) -> None:
        if inside:
            pieces.append(text)

    def end(name: str) -> None:
        nonlocal inside
        if local(name) == "TextObject":
            lines.add("".join(pieces))
            pieces.clear()
            if lines.full:
                raise Stop
        inside = False

    handlers: Handlers = {"StartElementHandler": start, "CharacterDataHandler": data, "EndElementHandler": end}
    for page in pages:
        parse(package, page, handlers)
        if lines.full:
            break
    text = lines.text()
    return FileReading("ofd", text, cut=lines.full, pages=len(pages), unread="" if text else "pictures")
