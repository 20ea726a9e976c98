"""Content encodings undone, with a limit: a few kilobytes on the wire must not become gigabytes in memory."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Literal

import brotli  # type: ignore[import-untyped]

Fault = Literal["", "cut", "bomb", "broken"]

BOMB_RATIO = 200
"""Text compresses by 5 to 30 times; beyond this an over-long body was made to do harm."""


def decode_body(raw: bytes, encoding: str, limit: int) -> tuple[bytes, Fault]:
    """The body without its Content-Encoding, at most `limit` bytes of it, and what is wrong with it.

    "cut": longer than the limit; "bomb": that too, and out of all proportion to `raw`; "broken": the encoding
    cannot be undone (what came out before the fault is returned). A body that is not encoded although the
    header says so is returned as it is.
    """
    encodings = [name.strip().lower() for name in encoding.split(",")]
    encodings = [name for name in encodings if name not in ("", "identity", "none", "utf-8")]
    body: bytes = raw
    fault: Fault = ""
    for left, name in zip(reversed(range(len(encodings))), reversed(encodings), strict=True):
        decode = _DECODERS.get(name)
        if decode is None:
            return body[:limit], "broken"
        body, fault = decode(body, max(limit, _BETWEEN) if left else limit) if body else (body, "")
        if fault:
            break
    return (body[:limit], fault or "cut") if len(body) > limit else (body, fault)


_BETWEEN = 16 * 1024 * 1024
"""Limit of what is still encoded once more."""


def _gunzip(raw: bytes, limit: int) -> tuple[bytes, Fault]:
    """One or several gzip members; what follows them is ignored, as browsers do."""
    if raw[:2] != b"\x1f\x8b":
        return raw, ("" if _is_text(raw) else "broken")
    out = b""
    data = raw
    for _ in range(_MOST_MEMBERS):
        if data[:2] != b"\x1f\x8b":
            break
        part, fault, data = _inflate(data, 31, limit - len(out))
        out = out + part if out else part
        if fault:
            return out, fault
    return out, ""


_MOST_MEMBERS = 100
"""Each member costs a copy of what follows it: thousands of empty ones would hold the crawl up for minutes."""


def _deflate(raw: bytes, limit: int) -> tuple[bytes, Fault]:
    """zlib streams as the standard says, and bare deflate streams as some servers send them."""
    zlib_header = len(raw) > 1 and raw[0] & 0x0F == 8 and (raw[0] * 256 + raw[1]) % 31 == 0
    out, fault, _ = _inflate(raw, 15 if zlib_header else -15, limit)
    return (raw, "") if not out and fault == "broken" and _is_text(raw) else (out, fault)


def _inflate(raw: bytes, wbits: int, limit: int) -> tuple[bytes, Fault, bytes]:
    """One stream: what came out, its fault, and what follows it."""
    inflate = zlib.decompressobj(wbits)
    try:
        out = inflate.decompress(raw, limit + 1)
    except zlib.error:
        return b"", "broken", b""
    if len(out) > limit:
        return out[:limit], _too_much(limit, len(raw) - len(inflate.unconsumed_tail)), b""
    return out, ("" if inflate.eof else "broken"), inflate.unused_data


def _brotli(raw: bytes, limit: int) -> tuple[bytes, Fault]:
    decoder = brotli.Decompressor()
    out = bytearray()
    try:
        for start in range(0, len(raw), _PIECE):
            piece = raw[start : start + _PIECE]
            while piece or not decoder.can_accept_more_data():
                out += decoder.process(piece, output_buffer_limit=max(limit - len(out) + 1, 1024))
                piece = b""
                if len(out) > limit:
                    return bytes(out[:limit]), _too_much(limit, start + _PIECE)
    except brotli.error:
        return (raw, "") if not out and _is_text(raw) else (bytes(out), "broken")
    return bytes(out), ("" if decoder.is_finished() else "broken")


_PIECE = 4096
_DECODERS: dict[str, Callable[[bytes, int], tuple[bytes, Fault]]] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _deflate,
    "br": _brotli,
}


def _too_much(limit: int, consumed: int) -> Fault:
    """Of a body that goes beyond the limit: whether it is merely long, or was made to do harm."""
    return "bomb" if limit > BOMB_RATIO * max(consumed, 1) else "cut"


def _is_text(raw: bytes) -> bool:
    """Whether bytes can be markup or text: many servers say gzip and send plain pages."""
    return raw.lstrip()[:1] in (b"<", b"{", b"[") or not any(byte < 9 for byte in raw[:512])
