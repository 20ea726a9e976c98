"""Numbers that belong to a person: where they stand in a text or an address, and what may be shown of them.

Identity numbers by GB 11643-1999 (check digit by ISO 7064 MOD 11-2), mobile numbers of the mainland, bank cards by
their Luhn digit. Digits may be full width and may stand in groups, as people write them. To mask, a doubt counts
for the person; to report a leak (`private_numbers`), only what is beyond doubt counts.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple
from urllib.parse import quote, unquote_to_bytes

Kind = Literal["identity", "mobile", "card"]


class PrivateNumber(NamedTuple):
    """A number found: its kind, the masked form that may be shown, the number itself (never to be shown)."""

    kind: Kind
    shown: str
    number: str


_GAPS = "\u00a0\u2002\u2003\u2009\u3000\t"
_DASHES = "－–—‐‑"
_RUN = re.compile(rf"\d(?:[ \-{_GAPS}{_DASHES}]{{0,2}}\d){{10,}}[ {_GAPS}]?[XxＸｘ]?")
"""Eleven digits or more, in groups or not: a quick net; what it catches is looked at closely."""
_RUN_OF_ADDRESS = re.compile(rf"\d(?:[ {_GAPS}]?\d){{10,}}[XxＸｘ]?")
"""In addresses dashes and underscores part the numbers of a system, so only blanks count as gaps."""
_PLAIN = str.maketrans("０１２３４５６７８９＋Ｘｘ" + _GAPS + _DASHES, "0123456789+Xx" + " " * 6 + "-" * 5)
_DAY = r"(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_IDENTITY = re.compile(rf"(?<!\d)[1-9]\d{{5}}{_DAY}\d{{3}}[\dXx](?![\dXx])")
_OLD_IDENTITY = re.compile(r"(?<!\d)[1-9]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?!\d)")
_GROUPED_IDENTITY = re.compile(r"(?<!\d)\d(?:[ -]{0,2}\d){16}[ -]{0,2}[\dXx](?![\dXx])")
_CARD = re.compile(r"(?<!\d)62\d{14,17}(?!\d)")
_GROUPED_CARD = re.compile(r"(?<!\d)62\d{2}(?: {1,2}\d{4}){3}(?: {1,2}\d{1,3})?(?!\d)")
_S = "[ -]{1,2}"
_MOBILE = re.compile(
    rf"(?<!\d)((?:(?:00)?86[ -]{{0,2}})?)(1[3-9](?:\d{{9}}|\d{_S}\d{{4}}{_S}\d{{4}}|\d{_S}\d{{8}}|\d{{5}}{_S}\d{{4}}"
    rf"|\d{_S}\d{{3}}{_S}\d{{5}}|\d\d{_S}\d{{3}}{_S}\d{{4}}|\d\d{_S}\d{{4}}{_S}\d{{3}}))(?!\d)"
)
_SPACED_MOBILE = re.compile(r"(?<!\d)1 [3-9](?: \d){9}(?!\d)")
_PLAIN_MOBILE = re.compile(r"1\d{10}|1\d\d([ -])\d{4}\1\d{4}")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_REGIONS = "1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]"
_VALID = re.compile(rf"(?:{_REGIONS})\d{{4}}{_DAY}\d{{3}}[\dXx]")


def is_identity(number: str) -> bool:
    """Whether 18 characters are an identity number: region, day of birth and check digit all hold."""
    if not number.isascii() or _VALID.fullmatch(number) is None:
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False))
    return "10X98765432"[total % 11] == number[17].upper()


def masked_numbers(text: str) -> str:
    """The text with identity numbers, mobile numbers and bank cards masked."""
    return _RUN.sub(lambda run: _masked_run(run[0], _before(run), []), text)


def private_numbers(text: str) -> list[PrivateNumber]:
    """The private numbers of a text that are beyond doubt, in its order: checked identity numbers, mobile numbers."""
    found: list[PrivateNumber] = []
    for run in _RUN.finditer(text):
        _masked_run(run[0], _before(run), found)
    return [each for each in found if each.kind == "identity" or each.kind == "mobile"]


def masked_address(url: str) -> str:
    """The address with private numbers in it masked, in escaped file names too; others stay as they are.

    Systems number their pages with long numbers, so only identity numbers and cards whose check digit holds count.
    """
    if "%" not in url:
        return _masked_in_address(url)
    raw = unquote_to_bytes(url)
    for charset in ("utf-8", "gb18030", "latin-1"):
        try:
            text = raw.decode(charset)
        except UnicodeDecodeError:
            continue
        shown = _masked_in_address(text)
        return url if shown == text else quote(shown, safe="/:?#[]@!$&'()*+,;=%~", encoding=charset)
    return url


def _masked_in_address(text: str) -> str:
    return _RUN_OF_ADDRESS.sub(lambda run: _masked_run(run[0], _before(run), [], address=True), text)


def _before(run: re.Match[str]) -> str:
    return run.string[run.start() - 1 : run.start()]


def _digits(text: str) -> str:
    return text.replace(" ", "").replace("-", "")


def _luhn(number: str) -> bool:
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _masked_run(run: str, before: str, found: list[PrivateNumber], *, address: bool = False) -> str:
    """A run of digits with what is private in it masked; what it was is added to `found`.

    `before` is the character before the run: a letter there makes it part of a code, unless its check digit holds.
    """
    text = run.translate(_PLAIN)
    part_of_code = before.isascii() and before.isalpha()

    def identity(match: re.Match[str]) -> str:
        number = _digits(match[0])
        proved = is_identity(number)
        certain = not address and _IDENTITY.fullmatch(match[0]) and not (part_of_code and match.start() == 0)
        if not proved and not certain:
            return match[0]
        shown = number[:6] + "*" * 12
        if proved:
            found.append(PrivateNumber("identity", shown, number))
        return shown

    def card(match: re.Match[str]) -> str:
        number = _digits(match[0])
        if (address or " " in match[0]) and not _luhn(number):
            return match[0]
        shown = f"{number[:4]}{'*' * 8}{number[-4:]}"
        found.append(PrivateNumber("card", shown, number))
        return shown

    def mobile(match: re.Match[str]) -> str:
        number = _digits(match[2])
        shown = f"{number[:3]}****{number[-4:]}"
        if _PLAIN_MOBILE.fullmatch(match[2]):
            found.append(PrivateNumber("mobile", shown, number))
        return match[1] + shown

    masked = _GROUPED_IDENTITY.sub(identity, text)
    if not address:
        masked = _OLD_IDENTITY.sub(lambda match: match[0] if part_of_code else match[0][:6] + "*" * 9, masked)
    masked = _CARD.sub(card, _GROUPED_CARD.sub(card, masked))
    masked = _MOBILE.sub(mobile, masked)
    masked = _SPACED_MOBILE.sub(lambda match: f"{match[0][:5:2]}****{match[0][-7::2]}", masked)
    return run if masked == text else masked
