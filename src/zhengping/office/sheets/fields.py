"""Columns of an import: their words and types. A type reads what people write and says in Chinese what is wrong."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from zhengping.errors import InputError

Value = Any
"""What a cell holds once read: str, int, bool, list of str, or None where it is empty; dates as YYYY-MM-DD."""

_EPOCH = date(1899, 12, 30)
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?")
_MONTH = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*月?|\d{1,2}\s*[-/.月]\s*\d{1,2}\s*[日号]?")
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})")
_AFTER_DATE = re.compile(
    r"[\sT]*(?:[(（]?(?:星期|周)[一二三四五六日天1-6][)）]?)?[\sT]*(?:上午|下午)?\s*[\d:：时分秒点.+Z]*"
)
_DIGITS = dict(zip("〇○零一二三四五六七八九", "000123456789", strict=True))
_TENS = re.compile(r"([一二三]?)十([一二三四五六七八九]?)")
_WHOLE = re.compile(r"(\d{1,9})\s*[个次条件项人分天封篇期家]?")
_YES = frozenset(["是", "有", "对", "真", "需要", "要", "y", "yes", "true", "t", "1", "√", "✓", "✔", "有效"])
_NO = frozenset(
    ["否", "无", "没有", "不是", "不", "错", "假", "不需要", "n", "no", "false", "f", "0", "×", "✗", "x", "无效"]
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_text(raw: object) -> str:
    """A cell as its writer meant it: whole numbers without a decimal point, no stray blanks or control characters."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "是" if raw else "否"
    if isinstance(raw, float) and raw.is_integer():
        if abs(raw) >= 1e15:
            raise InputError("是很长的数字，Excel 可能已改掉末几位；请把这一格设成文本格式后重填")
        return str(int(raw))
    if isinstance(raw, datetime):
        return raw.isoformat(" ", "minutes") if (raw.hour, raw.minute) != (0, 0) else raw.date().isoformat()
    text = _CONTROL.sub("", str(raw)).replace("\xa0", " ").replace("\u3000", " ").strip()
    # The mark that our own CSV puts before what a spreadsheet might take for a formula.
    return text[1:] if text[:1] == "'" and text[1:2] in _FORMULA else text


def narrow(text: str) -> str:
    """Full-width letters, digits and marks in their usual width."""
    return unicodedata.normalize("NFKC", text).strip()


def read_text(raw: object, longest: int) -> str:
    """A text; full-width letters and digits become usual ones, Chinese punctuation stays."""
    text = "".join(unicodedata.normalize("NFKC", c) if c.isalnum() and ord(c) >= 0xFF00 else c for c in as_text(raw))
    if len(text) > longest:
        raise InputError(f"超过 {longest} 字；请缩短")
    return text


def read_code(raw: object, longest: int) -> str:
    """A code or number: a text without any blanks."""
    text = unicodedata.normalize("NFKC", re.sub(r"\s+", "", narrow(as_text(raw))))
    if len(text) > longest:
        raise InputError(f"超过 {longest} 字；请核对")
    return text


def read_date(raw: object) -> str:
    """A day in any usual form, or Excel's serial number; as YYYY-MM-DD."""
    if isinstance(raw, datetime):
        return _sane(raw.date())
    if isinstance(raw, date):
        return _sane(raw)
    if isinstance(raw, (int, float)) and not isinstance(raw, bool) and 20_000 <= raw < 80_000:
        return _sane(_EPOCH + timedelta(days=int(raw)))
    text = narrow(as_text(raw)).replace("元月", "1月")
    plain = "".join(_DIGITS.get(letter, letter) for letter in _TENS.sub(_ten, text))
    match = _DATE.match(plain) or _PACKED.fullmatch(plain)
    if match and _AFTER_DATE.fullmatch(plain[match.end() :]):
        year, month, day = (int(part) for part in match.groups())
        try:
            return _sane(date(year, month, day))
        except ValueError:
            raise InputError(f"“{text}”不是日历上的日子；请核对") from None
    if re.fullmatch(r"\d{5}", plain) and 20_000 <= int(plain) < 80_000:
        return _sane(_EPOCH + timedelta(days=int(plain)))
    if _MONTH.fullmatch(plain):
        raise InputError(f"“{text}”没有写全年月日；请写成 2025-03-01 的样子")
    raise InputError(f"“{text[:30]}”不是日期；请写成 2025-03-01 或 2025年3月1日")


def _ten(match: re.Match[str]) -> str:
    return f"{_DIGITS.get(match[1], '1')}{_DIGITS.get(match[2], '0')}"


def _sane(day: date) -> str:
    if not 1949 <= day.year <= 2100:
        raise InputError(f"“{day}”的年份不对；请核对")
    return day.isoformat()


def read_whole(raw: object) -> int:
    """A whole number from 0."""
    match = _WHOLE.fullmatch(narrow(as_text(raw)).replace(",", ""))
    if not match:
        raise InputError(f"“{as_text(raw)[:30]}”不是整数；请只填数字，例如 3")
    return int(match[1])


def read_yes_no(raw: object) -> bool:
    """是 or 否 in the words that people use."""
    text = narrow(as_text(raw)).lower()
    if text in _YES:
        return True
    if text in _NO:
        return False
    raise InputError(f"“{as_text(raw)[:30]}”看不出是或否；请填“是”或“否”")


def read_list(raw: object, longest: int) -> list[str]:
    """Several names in one cell, each once, in their order."""
    parts = [part.strip() for part in re.split(r"[、；;，,\n|]+", as_text(raw)) if part.strip()]
    for part in parts:
        if len(part) > longest:
            raise InputError(f"“{part[:20]}…”超过 {longest} 字；几项之间请用顿号隔开")
    return list(dict.fromkeys(parts))


_is_url = URLValidator(schemes=["http", "https"])


def read_url(raw: object) -> str:
    """An address; `http://` is added where it is missing."""
    text = narrow(as_text(raw))
    url = text if "://" in text else f"http://{text}"
    try:
        _is_url(url)
        parts = urlsplit(url)
    except (ValidationError, ValueError):
        raise InputError(f"“{text[:60]}”不是网址；请写成 http://www.example.gov.cn/ 的样子") from None
    if len(url) > 300:
        raise InputError("网址超过 300 字；请核对")
    return url if parts.path else f"{url}/"


@dataclass(frozen=True)
class Field:
    """One column: its key in the data, its words as head, other heads that people give it, its type.

    `kind`: text, code, date, whole, yesno, choice, list, url. `choices`: kept value -> (words, other words …).
    `empty`: what an empty cell of an existing column stands for.
    """

    key: str
    words: str
    synonyms: tuple[str, ...] = ()
    kind: str = "text"
    required: bool = False
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    longest: int = 200
    help: str = ""
    example: str = ""
    empty: Value = ""
    rows: int = 0
    """Above 0: a form shows this text in a box of so many lines."""

    def read(self, raw: object) -> Value:
        """The value of a cell or of a form's box; InputError (without the column's name) where it is none."""
        if raw is None or not str(raw).strip() or (isinstance(raw, list) and not raw):
            if self.required:
                raise InputError("没有填；这一列必填")
            return self.empty
        readers: dict[str, Callable[[], Value]] = {
            "text": lambda: read_text(raw, self.longest),
            "code": lambda: read_code(raw, self.longest),
            "date": lambda: read_date(raw),
            "whole": lambda: read_whole(raw),
            "yesno": lambda: read_yes_no(raw),
            "choice": lambda: self._choice(raw),
            "list": lambda: read_list(raw, self.longest),
            "url": lambda: read_url(raw),
        }
        return readers[self.kind]()

    def _choice(self, raw: object) -> str:
        text = narrow(as_text(raw)).lower()
        for value, words in self.choices.items():
            if text == value or text in (narrow(word).lower() for word in words):
                return value
        names = "、".join(words[0] for words in self.choices.values())
        raise InputError(f"“{as_text(raw)[:30]}”不在可选的范围；请填 {names} 中的一个")

    def show(self, value: Value) -> str:
        """A value as people read it, and as `read` takes it again."""
        if value is None or value == "" or value == []:
            return ""
        if self.kind == "yesno":
            return "是" if value else "否"
        if self.kind == "choice":
            return self.choices.get(str(value), (str(value),))[0]
        if self.kind == "list":
            return "、".join(value)
        return str(value)
