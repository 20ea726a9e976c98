"""The name of a leader in a row of a list of leaders."""

from __future__ import annotations

import re

from zhengping.checks.tools import has_any

_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")
_BETWEEN = re.compile(r"[：:（(）)\s　、，,|-]+")


def name_in(title: str, posts: tuple[str, ...], units: tuple[str, ...]) -> str:
    """The name that a row of leaders shows: 张三, 副局长：张三, 张三（局长）; empty where it is no such row."""
    plain = _plain(title)
    if len(plain) <= 3 or (len(title.split()) == 2 and len(plain) <= 4):
        person = _NAME.fullmatch(plain) and not has_any(plain, posts) and not plain.endswith(units)
        return plain if person else ""
    if not has_any(title, posts):
        return ""
    # Two characters set apart by a blank are one name: 张　三.
    joined = re.sub(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])[\s　]+([\u4e00-\u9fff])(?![\u4e00-\u9fff])", r"\1\2", title)
    parts = [part for part in _BETWEEN.split(joined) if part]
    names = [part for part in parts if _NAME.fullmatch(part) and not has_any(part, posts)]
    return names[-1] if len(names) >= 1 and len(parts) <= 6 else ""


def _plain(name: str) -> str:
    return re.sub(r"[\s　]", "", name)
