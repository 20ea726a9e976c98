"""A picture of a proof, made anew: what a browser shows is never the file that somebody uploaded.

Run as `python -m zhengping.office.assessment.pictures KIND` it is the process in which this is done: a hostile file may
crash, swell or hang it, and costs no more than that.
"""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import tempfile
from pathlib import Path

MOST_SIDE = 1400
MOST_SECONDS = 20
MOST_MEMORY = 2 << 30
PICTURED = frozenset({"pdf", "jpg", "png"})
"""Kinds of which a picture can be made: the picture itself, or a PDF's first page."""


def picture_of(kind: str, body: bytes, kept: Path) -> bytes | None:
    """A PNG, made once and kept in the folder `kept` by the file's hash; None where none can be made."""
    if kind not in PICTURED:
        return None
    path = kept / f"{hashlib.sha256(body).hexdigest()}.png"
    if path.is_file():
        return path.read_bytes()
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "zhengping.office.assessment.pictures", kind],
            input=body,
            capture_output=True,
            timeout=3 * MOST_SECONDS,
            check=False,
        )
    except (subprocess.TimeoutExpired, OSError):
        return None
    if done.returncode or not done.stdout.startswith(b"\x89PNG"):
        return None
    kept.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, beside = tempfile.mkstemp(dir=kept)
    with os.fdopen(handle, "wb") as file:
        file.write(done.stdout)
    os.replace(beside, path)
    return done.stdout


def drawn(kind: str, body: bytes) -> bytes:
    """The PNG of a picture or of a PDF's first page. Raises what the libraries raise."""
    from PIL import Image, ImageOps

    if kind == "pdf":
        import pypdfium2

        document = pypdfium2.PdfDocument(body)
        page = document[0]
        longest = max(page.get_size()) or 1.0
        picture = page.render(scale=min(3.0, MOST_SIDE / longest)).to_pil()
        page.close()
        document.close()
    else:
        picture = Image.open(io.BytesIO(body), formats=("JPEG", "PNG"))
        picture.load()
    upright = ImageOps.exif_transpose(picture).convert("RGB")
    upright.thumbnail((MOST_SIDE, MOST_SIDE))
    # A new picture from the pixels alone: no metadata, no trailing bytes.
    clean = Image.new("RGB", upright.size, "white")
    clean.paste(upright)
    out = io.BytesIO()
    clean.save(out, "PNG", optimize=False)
    return out.getvalue()


def main() -> None:
    """One file in, one PNG out, within limits of time and memory."""
    import contextlib

    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    picture = drawn(sys.argv[1], sys.stdin.buffer.read())
    sys.stdout.buffer.write(picture)


if __name__ == "__main__":
    main()
