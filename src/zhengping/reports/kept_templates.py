"""Report templates in the form jinja2 compiles them to, kept where Python keeps its compiled modules."""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import sys
from importlib.util import cache_from_source
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

FOLDER = Path(__file__).parent / "templates"


class KeptTemplates(BytecodeCache):
    """Keeps compiled templates beside the templates, as Python does with its modules and under the same conditions:
    what cannot be written is not kept, and what was made of another text, or by another jinja2 or Python, is passed
    over. `options` names what else the compiled form depends on (the environment's settings)."""

    def __init__(self, options: str) -> None:
        made_by = f"{jinja2.__version__} {sys.version} {options}"
        self._made_by = hashlib.blake2b(made_by.encode(), digest_size=8).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fills the bucket from its file, where that is there and whole."""
        path = self._path(bucket)
        if path is not None:
            with contextlib.suppress(OSError, EOFError, ValueError, pickle.UnpicklingError), path.open("rb") as file:
                bucket.load_bytecode(file)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Writes the bucket beside its file and renames it there."""
        path = self._path(bucket)
        if path is None or sys.dont_write_bytecode:
            return
        part = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(bucket.bytecode_to_string())
            os.replace(part, path)
        except OSError:
            part.unlink(missing_ok=True)

    def _path(self, bucket: Bucket) -> Path | None:
        try:
            place = Path(cache_from_source(str(FOLDER / f"{bucket.key}.py")))
        except NotImplementedError:
            return None
        return place.with_suffix(f".{self._made_by}.jinja")
