"""Short quotations for evidence, with what the law protects masked (PIPL art. 28; 政府信息公开条例 art. 15)."""

from __future__ import annotations

import re
from typing import Any

from zhengping.reading.private_numbers import masked_address, masked_numbers

_MAIL = re.compile(
    r"(?<![A-Za-z0-9])([A-Za-z0-9])[\w.+-]*@(?![\w.-]*gov\.cn)([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)", re.ASCII
)
_ADDRESS = re.compile(r"(?:https?:)?//[^\s\"'<>，。；、（）“”《》]+", re.IGNORECASE)
UNMASKED = frozenset({"record"})
"""Fields of results that hold no words of a page, but ids of our own that must not be touched."""


def masked(text: str) -> str:
    """The text with ID numbers, mobile numbers, bank cards and private mail addresses masked, in addresses too."""
    if "//" in text:
        text = _ADDRESS.sub(lambda match: masked_address(match[0]), text)
        if _ADDRESS.fullmatch(text):
            return text
    text = masked_numbers(text)
    return _MAIL.sub(r"\1***@\2", text) if "@" in text else text


def sentence(text: str) -> str:
    """A finding as it is printed: masked, quotation marks within quotation marks single, a full stop at its end.

    A quotation whose own marks do not pair (a title cut off) leaves all marks as they are.
    """
    text = _single_within(_single_within(masked(text), "“”", "‘’"), "《》", "〈〉")
    return text if not text or text.endswith(("。", "！", "？")) else f"{text}。"


def _single_within(text: str, outer: str, inner: str) -> str:
    """`text` with pairs of `outer` marks that stand within another such pair replaced by `inner` ones."""
    depth, found = 0, []
    for character in text:
        if character == outer[0]:
            depth += 1
            found.append(inner[0] if depth % 2 == 0 else character)
        elif character == outer[1]:
            found.append(inner[1] if depth % 2 == 0 else character)
            depth -= 1
            if depth < 0:
                return text
        else:
            found.append(character)
    return "".join(found) if depth == 0 else text


def masked_values(value: Any) -> Any:
    """Decoded JSON with every text in it masked; numbers and names of fields stay."""
    if isinstance(value, str):
        return masked(value)
    if isinstance(value, dict):
        return {name: each if name in UNMASKED else masked_values(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [masked_values(each) for each in value]
    return value


def quote(text: str, around: str = "", length: int = 60) -> str:
    """At most `length` characters of `text`, on one line, masked; around the first `around` where it occurs."""
    line = masked(" ".join(text.split()))
    start = max(0, line.find(around) - 12) if around else 0
    cut = line[start : start + length]
    return ("…" if start else "") + cut + ("…" if start + length < len(line) else "")
