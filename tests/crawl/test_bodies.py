from __future__ import annotations

import gzip
import time
import zlib

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengping.crawl.bodies import decode_body

TEXT = "政务公开".encode() * 100


def bare_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(TEXT, mtime=0)),
        ("GZIP", gzip.compress(TEXT[:50], mtime=0) + gzip.compress(TEXT[50:], mtime=0)),
        ("x-gzip", gzip.compress(TEXT, mtime=0) + b"trailing"),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", bare_deflate(TEXT)),
        ("br", brotli.compress(TEXT)),
        ("gzip, br", brotli.compress(gzip.compress(TEXT, mtime=0))),
        ("identity", TEXT),
        ("gzip", TEXT),
        ("", TEXT),
    ],
)
def test_encodings_are_undone(encoding: str, packed: bytes) -> None:
    assert decode_body(packed, encoding, 10_000) == (TEXT, "")


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress, brotli.compress])
def test_a_limit_is_kept(pack) -> None:
    encoding = {gzip.compress: "gzip", zlib.compress: "deflate"}.get(pack, "br")
    body, fault = decode_body(pack(TEXT * 50), encoding, 1000)
    assert (len(body), fault) == (1000, "cut")


def test_a_bomb_is_told_from_a_long_page() -> None:
    assert decode_body(gzip.compress(bytes(50_000_000)), "gzip", 5_000_000)[1] == "bomb"


@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate", "zstd"])
def test_what_cannot_be_undone_is_broken(encoding: str) -> None:
    assert decode_body(b"\x1f\x8b\x00\x00\x01\x02\x03", encoding, 1000)[1] == "broken"


def test_thousands_of_empty_members_are_not_gone_through() -> None:
    began = time.process_time()
    assert decode_body(gzip.compress(b"", mtime=0) * 100_000, "gzip", 1000) == (b"", "")
    assert time.process_time() - began < 2


@given(st.binary(max_size=200), st.sampled_from(["gzip", "deflate", "br", "gzip, deflate"]))
def test_no_bytes_raise(raw: bytes, encoding: str) -> None:
    body, _ = decode_body(raw, encoding, 100)
    assert len(body) <= 100
