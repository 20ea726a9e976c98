"""QR codes: decoded from a picture's bytes, and found on a drawn page whatever they are drawn with."""

from __future__ import annotations

import asyncio
import base64
import binascii
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
import zxingcpp
from PIL import Image, ImageOps
from playwright.async_api import Error

from zhengping.probes.tab import Tab

_PICTURES = (Path(__file__).parent / "pictures.js").read_text(encoding="utf-8")
_QR_ONLY = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
_MOST_PIXELS = 40_000_000
_SHARP_SIDE = 480
"""Pixels of the longer side at which a small code is drawn again."""
_QUIET = 32
"""Pixels of white around a picture: codes cut to their edge are read worse."""


class CodePicture(msgspec.Struct, frozen=True):
    """Something on a page that may be a QR code. `mark` finds it again; `box` is x, y, width, height in CSS pixels of
    the document; `named`: a name, caption or class says so; `broken`: it did not load; `place`: first (on the first
    screen), below, hidden."""

    mark: str
    kind: str
    label: str
    source: str
    box: tuple[int, int, int, int]
    named: bool
    broken: bool
    place: str


def decoded(picture: bytes) -> tuple[str, ...]:
    """What the QR codes in a picture (PNG, JPEG, GIF, BMP, WebP) say, each once, in the order of place.

    Empty for no picture, for one too large, and where no code can be read; never raises.
    """
    try:
        with Image.open(BytesIO(picture)) as image:
            if image.width * image.height > _MOST_PIXELS:
                return ()
            grey = _on_white(image).convert("L")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return ()
    return tuple(dict.fromkeys(text for text, _, _ in _read(grey) or _read(_enlarged(grey))))


def _on_white(image: Image.Image) -> Image.Image:
    """The picture without transparency, as it shows on a white page."""
    if image.mode in ("1", "L", "RGB", "CMYK", "YCbCr"):
        return image
    clear = image.convert("RGBA")
    if clear.getchannel("A").getextrema() == (255, 255):
        return image.convert("RGB")
    return Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear)


def _enlarged(grey: Image.Image) -> Image.Image:
    side = max(grey.size)
    if side < _SHARP_SIDE:
        factor = -(-_SHARP_SIDE // side)
        grey = grey.resize((grey.width * factor, grey.height * factor), Image.Resampling.BICUBIC)
    return ImageOps.expand(grey, _QUIET, 255)


def _read(grey: Image.Image) -> list[tuple[str, int, int]]:
    """What each code says, and its middle in the picture; in the order of place."""
    found = []
    for code in zxingcpp.read_barcodes(grey, formats=_QR_ONLY):
        if code.valid and code.text.strip():
            one, other = code.position.top_left, code.position.bottom_right
            found.append((code.text.strip(), (one.x + other.x) // 2, (one.y + other.y) // 2))
    return sorted(found, key=lambda each: (each[2] // 40, each[1], each[0]))


async def codes_in_view(tab: Tab, scale: int = 2) -> tuple[str, ...]:
    """What the QR codes say that the window shows now, drawn at `scale` times its size."""
    return await _decoded_apart(await _view(tab, scale))


async def placed_codes_in_view(tab: Tab, scale: int = 2) -> list[tuple[str, int, int]]:
    """The same with the middle of each code in the window (CSS pixels)."""
    picture = await _view(tab, scale)
    if not picture:
        return []

    def read() -> list[tuple[str, int, int]]:
        with Image.open(BytesIO(picture)) as image:
            return _read(image.convert("L"))

    return [(text, x // scale, y // scale) for text, x, y in await asyncio.to_thread(read)]


async def _view(tab: Tab, scale: int) -> bytes:
    view = await tab.js("() => [window.scrollX, window.scrollY, window.innerWidth, window.innerHeight]")
    return await _drawn(tab, tuple(view), scale)


async def codes_of(tab: Tab, picture: CodePicture) -> tuple[tuple[str, ...], bool]:
    """What a picture of the page says, and whether a visitor sees the code: as it stands, drawn larger; else alone on
    white, where another element covers it or it is not shown."""
    if picture.place != "hidden" and (shown := await tab.js(_PICTURES, {"act": "show", "mark": picture.mark})):
        scale = min(4, max(1, -(-_SHARP_SIDE // max(1, *picture.box[2:]))))
        found = await _decoded_apart(await _drawn(tab, tuple(shown), scale))
        if found:
            return found, True
    alone = await tab.js(_PICTURES, {"act": "alone", "mark": picture.mark})
    if not alone:
        return (), False
    try:
        return await _decoded_apart(await _drawn(tab, tuple(alone), 2)), False
    finally:
        await tab.js("() => { const own = document.getElementById('zhengping-alone'); if (own) own.remove(); }")


async def _decoded_apart(picture: bytes) -> tuple[str, ...]:
    return await asyncio.to_thread(decoded, picture) if picture else ()


async def _drawn(tab: Tab, box: tuple[float, ...], scale: int) -> bytes:
    """A part of the document (CSS pixels) drawn anew at `scale` times its size; empty where it cannot be."""
    x, y, width, height = box
    clip = {"x": x, "y": y, "width": width, "height": height, "scale": scale}
    try:
        devtools = await asyncio.wait_for(tab.page.context.new_cdp_session(tab.page), 5)
        try:
            answer: dict[str, Any] = await asyncio.wait_for(
                devtools.send("Page.captureScreenshot", {"format": "jpeg", "quality": 92, "clip": clip}), 10
            )
        finally:
            await asyncio.wait_for(devtools.detach(), 5)
        return base64.b64decode(answer["data"])
    except (Error, TimeoutError, KeyError, binascii.Error):
        return b""


async def code_pictures(tab: Tab, words: tuple[str, ...], most: int = 60) -> list[CodePicture]:
    """Pictures of the page that may be QR codes, at most so many: those first whose name, caption or class holds one
    of `words` (lower case), then the nearly square ones; pictures, canvases, drawings, backgrounds, tables of dots."""
    found = await tab.js(_PICTURES, {"act": "list", "words": list(words), "most": most})
    return [msgspec.convert(each, CodePicture, strict=False) for each in found]
