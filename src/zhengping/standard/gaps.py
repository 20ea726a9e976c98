"""What an edition of one's own lacks of the word lists and thresholds that the checks look up."""

from __future__ import annotations

from zhengping.standard.loader import DEFAULT_EDITION, load_edition
from zhengping.standard.model import Edition

_NAMED = 5


def gaps(edition: Edition) -> list[tuple[str, str]]:
    """(code, name) of each list and threshold that the shipped edition gives and `edition` gives nowhere.

    Code "" stands for the lists at the top. Indicators that the edition does not have are not asked for; one that has
    few of them is another table, for which no checks are written.
    """
    full = load_edition(DEFAULT_EDITION)
    if 2 * len(edition.by_code.keys() & full.by_code.keys()) < len(edition.by_code):
        return []
    shared = edition.words.keys() | edition.thresholds.keys()
    missing = [("", name) for name in (*full.words, *full.thresholds) if name not in shared]
    for code, own in edition.by_code.items():
        if code in full.by_code:
            there = own.words.keys() | own.thresholds.keys() | shared
            asked = (*full.by_code[code].words, *full.by_code[code].thresholds)
            missing += [(code, name) for name in asked if name not in there]
            if full.by_code[code].plain_words and not own.plain_words:
                missing.append((code, "plain_words"))
    return missing


def told(edition: Edition) -> str:
    """The gaps in one Chinese line with the remedy; empty where there are none."""
    missing = gaps(edition)
    if not missing:
        return ""
    names = "、".join(f"{code or '顶层'} 的 {name}" for code, name in missing[:_NAMED])
    more = f"等{len(missing)}项" if len(missing) > _NAMED else ""
    return f"指标体系 {edition.id} 没有内置版本里的词表或阈值：{names}{more}；要用到它们的采分点判不出，请补上"
