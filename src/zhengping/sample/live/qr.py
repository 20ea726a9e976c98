"""QR codes by hand (ISO/IEC 18004: byte mode, level L, versions 1 to 5, mask 0), as PNG pictures."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

_DATA_WORDS = (19, 34, 55, 80, 108)
_CHECK_WORDS = (7, 10, 15, 20, 26)
_LEVEL_L = 0b01
_MODULE = 6
"""Pixels a module."""
_QUIET = 4
"""Modules of white around the code."""
Grid = list[list[int | None]]


def qr_png(text: str) -> bytes:
    """The text as a QR code. Raises ValueError for more than 106 bytes."""
    grid = _grid(text.encode())
    white = [0] * (len(grid) + 2 * _QUIET)
    rows = [white] * _QUIET + [[0] * _QUIET + row + [0] * _QUIET for row in grid] + [white] * _QUIET
    lines = b""
    for row in rows:
        line = b"".join((b"\0" if dark else b"\xff") * _MODULE for dark in row)
        lines += (b"\0" + line) * _MODULE
    size = len(rows) * _MODULE
    head = struct.pack(">IIBBBBB", size, size, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(lines)) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _grid(data: bytes) -> list[list[int]]:
    """The modules, dark = 1."""
    version = next((number for number, words in enumerate(_DATA_WORDS, 1) if len(data) <= words - 2), 0)
    if not version:
        raise ValueError("too long for a QR code of version 5")
    size = 17 + 4 * version
    grid: Grid = [[None] * size for _ in range(size)]
    _patterns(grid, version)
    words = _codewords(data, version)
    bits = [word >> shift & 1 for word in words for shift in range(7, -1, -1)]
    for (row, column), bit in zip(_places(grid), bits + [0] * 7, strict=False):
        grid[row][column] = bit ^ ((row + column) % 2 == 0)
    _format(grid)
    return [[int(bool(module)) for module in row] for row in grid]


def _patterns(grid: Grid, version: int) -> None:
    """Finders with their white borders, timing lines, the alignment pattern, the dark module, room for the format."""
    size = len(grid)
    for top, left in ((0, 0), (0, size - 7), (size - 7, 0)):
        for row in range(-1, 8):
            for column in range(-1, 8):
                if 0 <= top + row < size and 0 <= left + column < size:
                    ring = max(abs(row - 3), abs(column - 3))
                    grid[top + row][left + column] = int(ring in (0, 1, 3))
    for place in range(8, size - 8):
        grid[6][place] = grid[place][6] = int(place % 2 == 0)
    if version > 1:
        centre = 4 * version + 10
        for row in range(-2, 3):
            for column in range(-2, 3):
                grid[centre + row][centre + column] = int(max(abs(row), abs(column)) != 1)
    for row, column in (*_format_places(size)[0], *_format_places(size)[1]):
        grid[row][column] = 0
    grid[size - 8][8] = 1


def _format_places(size: int) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Where the two copies of the 15 format bits stand, highest bit first."""
    first = [(8, column) for column in (0, 1, 2, 3, 4, 5, 7, 8)] + [(row, 8) for row in (7, 5, 4, 3, 2, 1, 0)]
    second = [(size - 1 - step, 8) for step in range(7)] + [(8, size - 8 + step) for step in range(8)]
    return first, second


def _format(grid: Grid) -> None:
    value = _LEVEL_L << 3
    rest = value << 10
    for shift in range(4, -1, -1):
        if rest >> (shift + 10) & 1:
            rest ^= 0b10100110111 << shift
    bits = (value << 10 | rest) ^ 0b101010000010010
    for places in _format_places(len(grid)):
        for shift, (row, column) in zip(range(14, -1, -1), places, strict=True):
            grid[row][column] = bits >> shift & 1


def _places(grid: Grid) -> Iterator[tuple[int, int]]:
    """The free modules in the order of reading: pairs of columns from the right, up and down in turn."""
    size, upwards = len(grid), True
    for right in (*range(size - 1, 6, -2), *range(5, 0, -2)):
        for row in range(size - 1, -1, -1) if upwards else range(size):
            for column in (right, right - 1):
                if grid[row][column] is None:
                    yield row, column
        upwards = not upwards


def _codewords(data: bytes, version: int) -> list[int]:
    """Mode, length, data and padding, then the check words."""
    room = _DATA_WORDS[version - 1]
    bits = f"0100{len(data):08b}" + "".join(f"{byte:08b}" for byte in data) + "0000"
    words = [int(bits[at : at + 8], 2) for at in range(0, len(bits), 8)]
    words += [0xEC if index % 2 == 0 else 0x11 for index in range(room - len(words))]
    return words + _check_words(words, _CHECK_WORDS[version - 1])


def _check_words(words: list[int], count: int) -> list[int]:
    """Reed-Solomon over GF(256) with the polynomial 0x11D."""
    powers = [1]
    for _ in range(254):
        double = powers[-1] << 1
        powers.append(double ^ 0x11D if double > 255 else double)
    logs = {value: exponent for exponent, value in enumerate(powers)}

    def times(one: int, other: int) -> int:
        return powers[(logs[one] + logs[other]) % 255] if one and other else 0

    generator = [1]
    for exponent in range(count):
        raised = [*generator, 0]
        for place, value in enumerate(generator):
            raised[place + 1] ^= times(value, powers[exponent])
        generator = raised
    rest = [*words, *[0] * count]
    for place in range(len(words)):
        factor = rest[place]
        for step, value in enumerate(generator):
            rest[place + step] ^= times(value, factor)
    return rest[-count:]
