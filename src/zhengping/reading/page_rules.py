"""The rule by which the pages of a list are numbered in their addresses."""

from __future__ import annotations

import re
from typing import NamedTuple

from zhengping.reading.document import Document

MOST_PAGES = 200
"""Further addresses that are given at most; the crawl decides how many it asks for."""
_NUMERALS = re.compile(r"\d+")


class Step(NamedTuple):
    """A page's number and the address that a link of the paging gives for it."""

    number: int
    url: str


class Rule(NamedTuple):
    """Address of page n: `before` + (slope * n + shift) + `after`; `width` digits where it is padded with zeros."""

    before: str
    after: str
    slope: int
    shift: int
    width: int


def rule_of(steps: list[Step]) -> Rule | None:
    """The rule that two steps agree on: the one number of the address that changes evenly with the page's number."""
    pairs = [step for step in dict.fromkeys(steps) if step.number > 1]
    for place, one in enumerate(pairs):
        for other in pairs[place + 1 :]:
            if one.number == other.number:
                continue
            first, second = list(_NUMERALS.finditer(one.url)), list(_NUMERALS.finditer(other.url))
            if len(first) != len(second) or _NUMERALS.sub("#", one.url) != _NUMERALS.sub("#", other.url):
                continue
            changed = [
                at for at, (left, right) in enumerate(zip(first, second, strict=True)) if left.group() != right.group()
            ]
            if len(changed) != 1:
                continue
            left, right = first[changed[0]], second[changed[0]]
            difference, distance = int(right.group()) - int(left.group()), other.number - one.number
            if difference == 0 or difference % distance:
                continue
            slope = difference // distance
            width = len(left.group()) if left.group()[0] == "0" and len(left.group()) > 1 else 0
            return Rule(
                one.url[: left.start()], one.url[left.end() :], slope, int(left.group()) - slope * one.number, width
            )
    return None


def number_of(rule: Rule, url: str) -> int:
    """The page number that the rule gives to an address; 0 where the address is of another form."""
    if not url.startswith(rule.before) or not url.endswith(rule.after):
        return 0
    value = url[len(rule.before) : len(url) - len(rule.after)]
    if not value.isdigit() or (int(value) - rule.shift) % rule.slope:
        return 0
    return max((int(value) - rule.shift) // rule.slope, 0)


def addresses_of(document: Document, steps: list[Step], pages: int, current: int) -> list[str]:
    """All further pages' addresses in order: those shown, and those between that follow their rule."""
    shown: dict[int, str] = {}
    for step in steps:
        shown.setdefault(step.number, step.url)
    rule = rule_of(steps) or _rule_of_one(steps)
    urls: dict[str, None] = {}
    for number in range(1, max([pages, *shown]) + 1)[: MOST_PAGES + 1] if shown else ():
        if number == current:
            continue
        url = shown.get(number, "")
        if not url and rule and number > 1:
            value = rule.slope * number + rule.shift
            if value < 0:
                continue
            url = f"{rule.before}{str(value).zfill(rule.width)}{rule.after}"
        if url and url != document.url:
            urls.setdefault(url)
    return list(urls)[:MOST_PAGES]


_PAGE_NUMBER = re.compile(
    r"^(.*?(?:[?&](?:page|pageindex|pageno|pagenum|currpage|currentpage|pagenumber|pn|p|page_no|curpage|nowpage)=|[_\-](?=\d+\.\w+$)|/(?=\d+/?$)))(\d+)(.*)$",
    re.I,
)


def _rule_of_one(steps: list[Step]) -> Rule | None:
    """The rule of a single step whose number stands where page numbers do: page=2, list_2.html, index_1.html."""
    for step in steps:
        if step.number < 2:
            continue
        match = _PAGE_NUMBER.match(step.url)
        if match and 0 <= step.number - int(match.group(2)) <= 1:
            return Rule(match.group(1), match.group(3), 1, int(match.group(2)) - step.number, 0)
    return None
