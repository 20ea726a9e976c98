"""Content encodings undone, with a limit: a few kilobytes on the wire must not become gigabytes in memory."""

from __future__ import annotations

import zlib
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
    encodings = [name.strip().lower() for name in encoding.split(",") if name.strip()]
    body: bytes = raw
    fault: Fault = ""
    for name in reversed(encodings):
        if name in ("identity", "none", "utf-8") or not body:
            continue
        if name in ("gzip", "x-gzip", "deflate"):
            body, fault = _inflate(body, name, limit)
        elif name == "br":
            body, fault = _brotli(body, limit)
        else:
            return body[:limit], "broken"
        if fault:
            break
    if len(body) > limit:
        body, fault = body[:limit], fault or "cut"
    if fault == "cut" and len(body) > BOMB_RATIO * max(len(raw), 1):
        fault = "bomb"
    return body, fault


def _inflate(raw: bytes, name: str, limit: int) -> tuple[bytes, Fault]:
    if name != "deflate" and raw[:2] != b"\x1f\x8b":
        return raw, ("" if _is_text(raw) else "broken")
    wbits = 31
    if name == "deflate":
        wbits = 15 if raw[0] & 0x0F == 8 and (raw[0] * 256 + raw[1 if len(raw) > 1 else 0]) % 31 == 0 else -15
    out: list[bytes] = []
    left = limit
    data = raw
    while data:
        inflate = zlib.decompressobj(wbits)
        try:
            part = inflate.decompress(data, left + 1)
        except zlib.error:
            if not out and _is_text(raw):
                return raw, ""
            return b"".join(out), "broken"
        out.append(part)
        left -= len(part)
        if left < 0:
            return b"".join(out)[:limit], "cut"
        if not inflate.eof:
            return b"".join(out), "broken"
        data = inflate.unused_data
        if data[:2] != b"\x1f\x8b":
            break
    return b"".join(out), ""


def _brotli(raw: bytes, limit: int) -> tuple[bytes, Fault]:
    decoder = brotli.Decompressor()
    out: list[bytes] = []
    got = 0
    data = raw
    try:
        while True:
            part = decoder.process(data, output_buffer_limit=max(limit - got + 1, 1024))
            data = b""
            out.append(part)
            got += len(part)
            if got > limit:
                return b"".join(out)[:limit], "cut"
            if decoder.is_finished():
                return b"".join(out), ""
            if not part:
                return b"".join(out), "broken"
    except brotli.error:
        if not got and _is_text(raw):
            return raw, ""
        return b"".join(out), "broken"


def _is_text(raw: bytes) -> bool:
    """Whether bytes can be markup or text: many servers say gzip and send plain pages."""
    return raw.lstrip()[:1] in (b"<", b"{", b"[") or not any(byte < 9 for byte in raw[:512])
