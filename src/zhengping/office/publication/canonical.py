"""One form of a JSON value, byte for byte, and its hash: what is published can be checked by anybody."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def canonical(content: Any) -> bytes:
    """UTF-8 JSON with sorted names and no spaces. `content` holds texts, whole numbers, truth values; no floats."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode(
        "utf-8"
    )


def sha256_of(content: Any) -> str:
    """SHA-256 of the canonical form."""
    return hashlib.sha256(canonical(content)).hexdigest()
