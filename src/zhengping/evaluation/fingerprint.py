"""What stored facts depend on: the code that read them, and the archive that they were read from."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec

import zhengping
from zhengping.crawl.archive import ArchiveReader
from zhengping.crawl.model import Entry

ROOT = Path(zhengping.__file__).parent
READER = "zhengping.reading.page"
"""The module whose `read_for_crawl` reads a page; whatever it imports decides what is read."""
FILES_READER = "zhengping.evaluation.attachments"
"""The module that has a site's attachments opened, with what it imports."""
_IMPORT = re.compile(r"^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]*\)|[^\n]*)|import[ \t]+([\w.]+))", re.M)
_NAME = re.compile(r"\w+")
_CHUNK = 1 << 20
BROWSER_PREFIXES = ("probes", "drawn")
"""Of the archive's files that a browser left after the crawl: no page is read from them for the stored facts."""


@cache
def reading_fingerprint(module: str = READER) -> str:
    """Names the code that reads pages (or, with `FILES_READER`, attachments).

    That is its own source files, the packages they use, and Python with its tables.

    Words of an edition are not part of it: a page is read without an edition. Empty where the source files are not
    there (an installation without them): then nothing stored counts.
    """
    sources, packages = reading_sources(module)
    if not sources:
        return ""
    digest = hashlib.blake2b(digest_size=32)
    digest.update(f"Python {sys.version_info.major}.{sys.version_info.minor}\n".encode())
    for name in packages:
        digest.update(f"{name} {_version(name)}\n".encode())
    for name, source in sources.items():
        digest.update(f"{name} {len(source)}\n".encode() + source)
    return digest.hexdigest()


def reading_sources(module: str) -> tuple[dict[str, bytes], list[str]]:
    """The sources of a module and of all modules of this program that it imports, by name, and the names of the
    other packages that these import. Both sorted; empty where the module's source cannot be found."""
    sources: dict[str, bytes] = {}
    packages: set[str] = set()
    waiting = [module]
    while waiting:
        name = waiting.pop()
        if name in sources:
            continue
        path = _file(name)
        if path is None:
            continue
        source = path.read_bytes()
        sources[name] = source
        for start, names, alone in _IMPORT.findall(source.decode("utf-8")):
            imported = start or alone
            if imported.split(".")[0] == "zhengping":
                parents = imported.split(".")
                waiting += [".".join(parents[:end]) for end in range(1, len(parents) + 1)]
                waiting += [f"{imported}.{part}" for part in _NAME.findall(names)]
            elif imported.split(".")[0] not in sys.stdlib_module_names:
                packages.add(imported.split(".")[0])
    if module not in sources:
        return {}, []
    return dict(sorted(sources.items())), sorted(packages)


def archive_identity(archive: ArchiveReader, entries: Sequence[Entry]) -> str:
    """Names an archive by its content: its start address, its index as `entries`, and every byte of its files.

    A file that was damaged after the facts were stored has another identity, so that judging it tells the damage.
    """
    digest = hashlib.blake2b(archive.start_url.encode(), digest_size=32)
    encode = msgspec.msgpack.Encoder().encode
    for entry in entries:
        digest.update(encode(entry))
    of_browser = tuple(f"{prefix}-" for prefix in BROWSER_PREFIXES)
    for path in sorted([*archive.folder.glob("*.warc.gz"), *archive.folder.glob("*.warc")]):
        if path.name.startswith(of_browser):
            continue
        digest.update(f"\n{path.name} {path.stat().st_size}\n".encode())
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
    return digest.hexdigest()


def _file(module: str) -> Path | None:
    path = ROOT.joinpath(*module.split(".")[1:])
    for candidate in (path.with_suffix(".py"), path / "__init__.py"):
        if candidate.is_file():
            return candidate
    return None


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "?"
