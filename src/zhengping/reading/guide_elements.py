"""The elements of a service guide as its page states them: in tables, tabs, terms, headings and lines.

The elements, their labels and the words that say nothing are the edition's (indicator 3.1.1): a list of the same name
as an element holds the labels under which guides give it (依据: 设定依据, 办理依据 …).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from zhengping.reading.facts import Page
from zhengping.reading.labelled import PICTURE
from zhengping.standard.model import Indicator

LONGEST_WORDS = 600
_LONGEST_LABEL = 16
_MOST_BEFORE = 10
"""Characters that may stand before a known label at the end of a heading (申请人应当提交的 + 材料)."""

_BAR = 3
"""Labels alone in a row, without numbers, from which on they are a bar of tabs or a line of anchors."""

_NUMBER = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}(?:[)）]\s*[、.．]?|[、.．]|\s)\s*|[（(][一二三四五六七八九十\d]{1,3}[)）]\s*"
    r"|[①-⑳]\s*|[●■◆▪·※★▶►>*]\s*|第[一二三四五六七八九十]+[条章步、]\s*)+"
)
_INNER = re.compile(r"(?<=[。；;，,、\s])\s*(?=[^：:。；;，,、\s]{2,12}[：:])")
_CHAPTER = re.compile(r"[一二三四五六七八九十]{1,3}、")
_BRACKETS = re.compile(r"^[【\[〖《]\s*(.{2,16}?)\s*[】\]〗》][:：]?\s*")
_ASIDE = re.compile(r"[（(【\[].*$")
_PARTS = re.compile(r"以?及|和|与|、|/|／|，|,|\|")
_TAIL = re.compile(r"(?:如下|包括|一览|见下表|见下图)$")
_EDGE = " 【】[]《》〖〗:：*＊\u3000—-"
_PERIOD = re.compile(
    r"当场|即时|即办|随到随办|[\d一二三四五六七八九十]+\s*(?:个|分)?(?:工作日|自然日|日内|天|小时|月内|分钟)"
)


@dataclass(frozen=True)
class Vocabulary:
    """The edition's words of guides.

    `labels`: label -> element; `nothing`: values that say nothing (无, 略, /); `may_be_none`: elements that such a word
    answers (收费：无); `reference`: words that send the reader to a file or a picture (详见附件); `hours`: labels that
    give an element only where a period stands behind them (办理时间); `in_pictures`: elements that a picture shows.
    """

    labels: Mapping[str, str]
    nothing: frozenset[str]
    may_be_none: frozenset[str]
    reference: tuple[str, ...]
    hours: Mapping[str, str]
    in_pictures: frozenset[str]
    materials: tuple[str, ...]
    head: tuple[str, ...]
    item_names: tuple[str, ...]
    cache: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)

    def elements_named(self, text: str) -> tuple[str, ...]:
        """The elements that a short text names: 申请条件, 二、应当提交的材料, 办理机构及地点; empty where none."""
        known = self.cache.get(text)
        if known is None:
            if len(self.cache) > 20_000:
                self.cache.clear()
            known = self.cache[text] = self._named(text)
        return known

    def _named(self, text: str) -> tuple[str, ...]:
        bare = "".join(_ASIDE.sub("", _NUMBER.sub("", text.strip()).strip(_EDGE)).split()).strip(_EDGE)
        bare = _TAIL.sub("", bare)
        if not bare or len(bare) > _LONGEST_LABEL:
            return ()
        if bare in self.labels:
            return (self.labels[bare],)
        if bare[0] in "不无免未":  # 不收费, 无需材料: words and no label
            return ()
        found = [self._ending(part) for part in (bare, *_PARTS.split(bare))]
        return tuple(dict.fromkeys(element for element in found if element))

    def _ending(self, bare: str) -> str:
        return next(
            (
                element
                for label, element in self.labels.items()
                if len(label) >= 2 and bare.endswith(label) and len(bare) <= len(label) + _MOST_BEFORE
            ),
            "",
        )


@lru_cache(maxsize=4)
def _vocabulary(words: tuple[tuple[str, tuple[str, ...]], ...]) -> Vocabulary:
    lists = dict(words)
    pairs = [
        (label, element)
        for element in lists.get("elements", ())
        for label in dict.fromkeys((*lists.get(element, ()), element))
    ]
    hours = dict.fromkeys(lists.get("period-labels", ()), "时限")
    return Vocabulary(
        labels=dict(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0]))),
        nothing=frozenset(lists.get("says-nothing", ())),
        may_be_none=frozenset(lists.get("may-be-none", ())),
        reference=tuple(lists.get("refers-to-file", ())),
        hours=hours if "时限" in lists.get("elements", ()) else {},
        in_pictures=frozenset(lists.get("shown-in-pictures", ())),
        materials=tuple(lists.get("材料名称", ())),
        head=tuple(lists.get("guide-table-heads", ())),
        item_names=tuple(lists.get("item-names", ())),
    )


def vocabulary(indicator: Indicator) -> Vocabulary:
    """The words of guides of the edition's indicator."""
    return _vocabulary(tuple((name, tuple(words)) for name, words in sorted(indicator.words.items())))


class Elements:
    """What is found while a page is read. `words`: element -> its words, the first place that has them wins;
    `elsewhere`: elements whose words only send the reader to a file or picture, with these words."""

    def __init__(self, page: Page, terms: Vocabulary) -> None:
        self.page = page
        self.terms = terms
        self.words: dict[str, str] = {}
        self.elsewhere: dict[str, str] = {}

    def note(self, label: str, value: str) -> bool:
        """Takes the words behind a label; whether the label is a known one."""
        named = self.terms.elements_named(label)
        if not named:
            bare = _NUMBER.sub("", label.strip()).strip(_EDGE)
            if bare in self.terms.hours and _PERIOD.search(value):
                self._take(self.terms.hours[bare], value)
            return False
        for element in named:
            self._take(element, value)
        return True

    def _take(self, element: str, value: str) -> None:
        value = value.strip().lstrip("：: ")[:LONGEST_WORDS]
        bare = value.strip(" 。.；;，,")
        if bare == PICTURE:
            if element in self.terms.in_pictures:
                self.words.setdefault(element, value)
            else:
                self.elsewhere.setdefault(element, value)
        elif not bare or (bare in self.terms.nothing and element not in self.terms.may_be_none):
            if element in self.terms.in_pictures and any(picture.in_body for picture in self.page.pictures):
                self.words.setdefault(element, PICTURE)
        elif self._refers(bare):
            self.elsewhere.setdefault(element, value)
        else:
            self.words.setdefault(element, value)

    def _refers(self, bare: str) -> bool:
        """Whether words only send the reader to a file: 详见附件, 见附件1：申请表."""
        return len(bare) <= 24 and bare.startswith(self.terms.reference)


def read_elements(page: Page, terms: Vocabulary) -> Elements:
    """The elements of a page, from its properties, structure, tables (label beside or above the words) and lines."""
    found = Elements(page, terms)
    for label, value in (*page.properties.items(), *page.labelled):
        if not terms.elements_named(value) or len(value) > _LONGEST_LABEL:
            found.note(label, value)
    for table in page.tables:
        _from_table(found, table)
    _from_lines(found, page.text.split("\n"))
    return _settled(found)


def add_text(found: Elements, text: str) -> Elements:
    """The elements with those that a file's text states, which the page only refers to or does not have at all."""
    _from_lines(found, text.split("\n"))
    return _settled(found)


def _settled(found: Elements) -> Elements:
    for element in found.words:
        found.elsewhere.pop(element, None)
    return found


def _is_head(cell: str, terms: Vocabulary) -> bool:
    bare = "".join(cell.split()).strip(_EDGE)
    return bool(bare) and (bare in terms.head or bool(terms.elements_named(cell)))


def head_row(table: Sequence[Sequence[str]], terms: Vocabulary) -> int | None:
    """The index of the row of heads of a table whose labels stand above the words; None where they stand beside them.

    Heads may follow a row with the table's title. Two labels side by side head columns; a label before words does not.
    """
    for number, row in enumerate(table[:3]):
        cells = [cell.strip() for cell in row]
        filled = [cell for cell in cells if cell]
        heads = [cell for cell in filled if _is_head(cell, terms)]
        named = [cell for cell in heads if terms.elements_named(cell)]
        if len(named) < 2 or number == len(table) - 1:
            continue
        beside = any(_is_head(left, terms) and _is_head(right, terms) for left, right in pairwise(cells))
        first_column = sum(bool(other and _is_head(other[0], terms)) for other in table[number + 1 :])
        if beside and 2 * len(heads) > len(filled) and 2 * first_column <= len(table) - number - 1:
            return number
    return None


def lists_materials(table: Sequence[Sequence[str]], terms: Vocabulary) -> bool:
    """Whether a table lists the materials to hand in: one of its first rows heads a column 材料名称."""
    return any("".join(cell.split()) in terms.materials for row in table[:2] for cell in row)


def _from_table(found: Elements, table: Sequence[Sequence[str]]) -> None:
    terms = found.terms
    if lists_materials(table, terms):
        for number, row in enumerate(table[:2]):
            for index, cell in enumerate(row):
                if "".join(cell.split()) in terms.materials:
                    value = next((r[index] for r in table[number + 1 :] if index < len(r) and r[index].strip()), "")
                    found.note("材料", value)
        return
    heads = head_row(table, terms)
    if heads is not None:
        for index, head in enumerate(table[heads]):
            below = [row[index].strip() for row in table[heads + 1 :] if index < len(row) and row[index].strip()]
            if below and terms.elements_named(head):
                found.note(head, next((value for value in below if value not in terms.nothing), below[0]))
        return
    for row in table:
        cells = [cell.strip() for cell in row]
        for cell, value in pairwise(cells):
            if len(value) > _LONGEST_LABEL or not terms.elements_named(value):
                found.note(cell, value)


def items_of_tables(page: Page, terms: Vocabulary) -> list[str]:
    """The names of the service items of which a page's table gives elements, one a row."""
    names: list[str] = []
    for table in page.tables:
        number = head_row(table, terms)
        if number is None:
            continue
        heads = ["".join(cell.split()).strip(_EDGE) for cell in table[number]]
        index = next((heads.index(name) for name in terms.item_names if name in heads), None)
        if index is not None:
            rows = [row for row in table[number + 1 :] if len(row) == len(heads)]
            names += [row[index].strip() for row in rows if row[index].strip()]
    return list(dict.fromkeys(names))


def _apart(line: str, terms: Vocabulary) -> list[str]:
    """A line that runs several labels together (时限：5日；收费：免费) as a line each; else as it is."""
    if line.count("：") + line.count(":") < 2:
        return [line]
    pieces = _INNER.split(line)
    return pieces if sum(bool(split(piece, terms)[0]) for piece in pieces) > 1 else [line]


def _from_lines(found: Elements, given: Sequence[str]) -> None:
    terms = found.terms
    lines = [piece for line in given for piece in _apart(line, terms)]
    bar = _bars(lines, terms)
    for number, line in enumerate(lines):
        head, value = split(line, terms)
        if not head or number in bar:
            continue
        if not value:
            value = _following(lines, number + 1, terms, bar)
        found.note(head, value)


def _bars(lines: Sequence[str], terms: Vocabulary) -> frozenset[int]:
    """Lines of labels alone that follow each other without a number: what stands below the last is not its words."""
    found: set[int] = set()
    run: dict[str, int] = {}
    for number, line in enumerate([*lines, ""]):
        bare = line.strip()
        alone = len(bare) <= _LONGEST_LABEL and bare[-1:] not in "：:" and not _NUMBER.match(bare)
        named = alone and bool(terms.elements_named(bare))
        if named and bare not in run:
            run[bare] = number
            continue
        # A label once more is the heading of the section that the bar's entry leads to.
        if len(run) >= _BAR:
            found.update(run.values())
        run = {bare: number} if named else {}
    return frozenset(found)


def split(line: str, terms: Vocabulary) -> tuple[str, str]:
    """A line's label and the words after it: 一、申请条件：…, 【办理依据】…, a heading alone; ("", "") without one."""
    text = _NUMBER.sub("", line.strip())
    if (match := _BRACKETS.match(text)) and terms.elements_named(match.group(1)):
        return match.group(1), text[match.end() :].strip()
    for mark in ("：", ":", "\t"):
        head, parted, rest = text.partition(mark)
        if parted and len(head) <= _LONGEST_LABEL and (terms.elements_named(head) or head.strip() in terms.hours):
            return head, rest.strip()
    head, parted, rest = text.partition(" ")
    if parted and len(head) >= 4 and head in terms.labels and not terms.elements_named(rest):
        return head, rest.strip()
    if len(text) <= _LONGEST_LABEL and text[-1:] not in "。；;，,":
        return (text, "") if terms.elements_named(text) else ("", "")
    return "", ""


def _following(lines: Sequence[str], start: int, terms: Vocabulary, bar: frozenset[int]) -> str:
    """The words under a heading, up to the next label or the next heading of the same kind."""
    parts: list[str] = []
    size = 0
    chapter = bool(start) and _CHAPTER.match(lines[start - 1].strip()) is not None
    for number, line in enumerate(lines[start : start + 20], start):
        if number in bar or split(line, terms)[0] or (chapter and _CHAPTER.match(line.strip())):
            break
        parts.append(line.strip())
        size += len(line)
        if size > LONGEST_WORDS:
            break
    return " ".join(parts).strip()
