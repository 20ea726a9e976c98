"""The engine of the site's search: what is found for a question under a setting."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from zhengping.sample.live.switches import Live
from zhengping.sample.live.words import SYNONYMS

PER_PAGE = 10
_NOISE = re.compile(r"[\W_]+")
_LATE_PLACE, _BEYOND_PLACE = 6, 12
_SERVICE_BONUS = 1_000.0
_LEAST_LIKENESS = 0.7
"""A typo in four characters leaves three; less is another word."""


@dataclass(frozen=True)
class Found:
    """What an engine answers: entries of the index in order, what it asked for instead, classes with counts."""

    hits: Sequence[Mapping[str, str]]
    corrected: str = ""
    groups: Sequence[tuple[str, int]] = ()


def bare(text: str) -> str:
    """Letters, digits and characters only, in lower case."""
    return _NOISE.sub("", text).lower()


def find(data: Mapping[str, Any], live: Live, question: str, group: str = "", sort: str = "") -> Found:
    """All hits for a question; `group` keeps one class, `sort` "time" orders as the visitor chose."""
    items: list[Mapping[str, str]] = data["items"]
    if live.search == "same-list":
        return Found(_by_day(items)[: 2 * PER_PAGE])
    if live.search == "nothing" or not bare(question):
        return Found(())
    scored, corrected = _matches(items, question), ""
    if not scored and live.search_plain:
        asked = _formal(data["plain_words"], question)
        scored = _matches(items, asked) if asked else []
    if not scored and live.search_pinyin and re.fullmatch(r"[a-zA-Z' ]+", question):
        scored = _by_pinyin(items, question)
    if not scored and live.search_typo:
        corrected = _nearest(items, question)
        scored = _matches(items, corrected) if corrected else []
    hits = _ordered(scored, live, sort)
    hits = _displaced(hits, items, live)
    groups = _groups(hits) if live.search_classes else ()
    if group:
        hits = [hit for hit in hits if hit["group"] == group]
    if not live.search_service:
        hits = [{**hit, "url": data["hall"]} if hit["kind"] == "service" else hit for hit in hits]
    return Found(hits, corrected, groups)


def _matches(items: Sequence[Mapping[str, str]], question: str) -> list[tuple[float, Mapping[str, str]]]:
    """Entries that hold every term of the question, with a score: title before number before text."""
    terms = [bare(term) for term in question.split() if bare(term)]
    whole = bare(question)
    found = []
    for item in items:
        title, text, number = bare(item["title"]), bare(item["text"]), bare(item["number"])
        if whole in title:
            score = 100 + 50 * len(whole) / len(title)
        elif number and whole in number:
            score = 90.0
        elif all(term in title for term in terms):
            score = 60.0
        elif title in whole:
            score = 50.0
        elif all(term in title or term in text for term in terms):
            score = 10.0
        else:
            continue
        found.append((score, item))
    return found


def _formal(plain_words: Mapping[str, str], question: str) -> str:
    """The formal words for plain ones: the longest entry of the list inside the question, else synonyms put in."""
    asked = bare(question)
    known = sorted((plain for plain in plain_words if bare(plain) in asked), key=len)
    if known:
        return plain_words[known[-1]]
    for plain, formal in SYNONYMS.items():
        if plain in asked:
            return asked.replace(plain, formal)
    return ""


def _by_pinyin(items: Sequence[Mapping[str, str]], question: str) -> list[tuple[float, Mapping[str, str]]]:
    asked = re.sub(r"[^a-z]", "", question.lower())
    found = []
    for item in items:
        if asked in item["pinyin"]:
            found.append((80 + 10 * len(asked) / len(item["pinyin"]), item))
        elif len(asked) >= 4 and asked in item["initials"]:
            found.append((70.0, item))
    return found


def _nearest(items: Sequence[Mapping[str, str]], question: str) -> str:
    """The stretch of a title that the question most resembles: as many characters, most of them in their places."""
    asked = bare(question)
    best, likeness = "", _LEAST_LIKENESS
    if len(asked) < 4:
        return ""
    letters = set(asked)
    for item in items:
        title = bare(item["title"])
        if len(letters & set(title)) <= likeness * len(letters) - 1:
            continue
        for length in (len(asked), len(asked) - 1, len(asked) + 1):
            for start in range(len(title) - length + 1):
                part = title[start : start + length]
                same = _likeness(asked, part, likeness)
                if same > likeness:
                    best, likeness = part, same
    return best


def _likeness(asked: str, part: str, least: float) -> float:
    """How alike two texts are, 0 to 1: by characters in the same place, else by their longest common stretches."""
    longest = max(len(asked), len(part))
    same = sum(one == other for one, other in zip(asked, part, strict=False)) / longest
    if same > least or len(asked) == len(part) or len(set(asked) & set(part)) <= least * longest - 1:
        return same
    return max(same, SequenceMatcher(None, asked, part, autojunk=False).ratio() - 0.05)


def _ordered(scored: list[tuple[float, Mapping[str, str]]], live: Live, sort: str) -> list[Mapping[str, str]]:
    if sort == "time" or live.search_order == "newest":
        return _by_day([item for _, item in scored])
    bonus = _SERVICE_BONUS if live.search_service else 0.0
    newest = sorted(scored, key=lambda pair: (pair[1]["day"], pair[1]["url"]), reverse=True)
    best = sorted(newest, key=lambda pair: -pair[0] - (bonus if pair[1]["kind"] == "service" and pair[0] >= 50 else 0))
    return [item for _, item in best]


def _by_day(items: Sequence[Mapping[str, str]]) -> list[Mapping[str, str]]:
    return sorted(items, key=lambda item: (item["day"], item["url"]), reverse=True)


def _displaced(
    hits: list[Mapping[str, str]], items: Sequence[Mapping[str, str]], live: Live
) -> list[Mapping[str, str]]:
    """The best hit pushed down behind others, as an engine does that weighs words badly."""
    place = {"first": 0, "late": _LATE_PLACE, "beyond": _BEYOND_PLACE}[live.search_known]
    if not place or not hits:
        return hits
    best, rest = hits[0], hits[1:]
    known = {hit["url"] for hit in hits}
    fill = [item for item in _by_day(items) if item["url"] not in known]
    rest += fill[: max(0, place - len(rest))]
    return [*rest[:place], best, *rest[place:]]


def _groups(hits: Sequence[Mapping[str, str]]) -> list[tuple[str, int]]:
    counts: dict[str, int] = {}
    for hit in hits:
        counts[hit["group"]] = counts.get(hit["group"], 0) + 1
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def suggestions(data: Mapping[str, Any], live: Live, prefix: str) -> list[str]:
    """What is proposed while typing: titles that begin with it, then titles that hold it."""
    asked = bare(prefix)
    if not live.search_suggest or not asked:
        return []
    titles = list(dict.fromkeys(item["title"] for item in data["items"]))
    first = [title for title in titles if bare(title).startswith(asked)]
    then = [title for title in titles if asked in bare(title) and title not in first]
    if not first and not then and live.search_pinyin and asked.isascii():
        then = list(dict.fromkeys(i["title"] for i in data["items"] if i["pinyin"].startswith(asked)))
    return [*first, *then][:8]
