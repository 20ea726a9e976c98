"""Service guides (办事指南): which pages are guides, and which elements and material requirements they state.

The elements and their labels are the edition's (indicator 3.1.1): `elements` and `materials` name the parts, and a
list of the same name as a part holds the labels under which guides give it (依据: 设定依据, 办理依据 …).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from zhengping.reading.facts import Page
from zhengping.reading.site import Guide, Site
from zhengping.standard.model import Edition, Indicator

GUIDES = "3.1.1"
FEWEST_IN_COLUMN = 2
"""Elements that make a page of a guide column a guide."""
FEWEST_BY_TITLE = 2
FEWEST_ELSEWHERE = 5
_LONGEST_LABEL = 16
_LONGEST_VALUE = 600
_NUMBER = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]\s*|[●■◆▪·※★]\s*|第[一二三四五六七八九十]+[条章、]?\s*)+"
)
_BRACKETS = re.compile(r"^[【\[《]\s*(.{2,16}?)\s*[】\]》][:：]?\s*")
_SHORT_TEXT = 80


def guides_of(site: Site, edition: Edition) -> list[Guide]:
    """The guides in the order of their addresses."""
    indicator = edition.by_code.get(GUIDES)
    if indicator is None:
        return []
    labels = _labels(indicator, "elements")
    if not labels:
        return []
    material_parts = indicator.words.get("materials", ())
    in_columns = _pages_in_columns(site)
    titles = indicator.words.get("guide-titles", ())
    quick = indicator.words.get("guide-signs", ())
    guides: list[Guide] = []
    for url in sorted(site.pages):
        page = site.pages[url]
        inside = url in in_columns
        title = page.title.value if page.title is not None else page.heading or page.title_tag
        titled = any(word in title for word in titles)
        if page.kind in ("home", "list"):
            continue
        if not inside and not titled and sum(word in page.text for word in quick) < 2:
            continue
        elements = elements_of(page, labels)
        fewest = FEWEST_IN_COLUMN if inside else FEWEST_BY_TITLE if titled else FEWEST_ELSEWHERE
        hollow = _is_hollow(page)
        if len(elements) < fewest and not (hollow and titled):
            continue
        materials = materials_of(page, elements, material_parts, indicator)
        guides.append(
            Guide(page.url, title, elements, page, materials, only_picture_or_file=hollow and len(elements) < fewest)
        )
    return guides


def _pages_in_columns(site: Site) -> frozenset[str]:
    found: set[str] = set()
    for top in site.columns_for(GUIDES):
        for column in top.walk():
            found.update(page.url for page in column.pages)
            found.update(item.article.page.url for item in column.items if item.article is not None)
    return frozenset(found)


def _labels(indicator: Indicator, name: str) -> dict[str, str]:
    """Label -> element, longest labels first."""
    pairs = [
        (label, element)
        for element in indicator.words.get(name, ())
        for label in dict.fromkeys((*indicator.words.get(element, ()), element))
    ]
    return dict(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


def elements_of(page: Page, labels: Mapping[str, str]) -> dict[str, str]:
    """Element -> its words, from the page's properties, tables (label beside or above the value) and text lines.

    An element counts only where words follow its label; the first place that has them wins, in the order of the page.
    """
    found: dict[str, str] = {}
    for label, value in page.properties.items():
        _note(found, labels, label, value)
    for table in page.tables:
        _from_table(found, labels, table)
    lines = page.text.split("\n")
    for number, line in enumerate(lines):
        head, value = _split(line, labels)
        if head is None:
            continue
        if not value:
            value = _following(lines, number + 1, labels)
        if value:
            found.setdefault(labels[head], value[:_LONGEST_VALUE])
    return found


def _note(found: dict[str, str], labels: Mapping[str, str], label: str, value: str) -> None:
    known = _label(label, labels)
    if known is not None and value.strip():
        found.setdefault(labels[known], value.strip()[:_LONGEST_VALUE])


def _label(text: str, labels: Mapping[str, str]) -> str | None:
    """The known label that a short text is, or ends in (受理条件, 二、申请条件)."""
    bare = _NUMBER.sub("", text.strip()).strip("【】[]《》:： \u3000")
    if not bare or len(bare) > _LONGEST_LABEL:
        return None
    if bare in labels:
        return bare
    return next(
        (label for label in labels if len(label) >= 2 and bare.endswith(label) and len(bare) <= len(label) + 6), None
    )


def _from_table(found: dict[str, str], labels: Mapping[str, str], table: Sequence[Sequence[str]]) -> None:
    for row in table:
        cells = [cell.strip() for cell in row]
        for index, cell in enumerate(cells[:-1]):
            value = cells[index + 1]
            if value and _label(value, labels) is None:
                _note(found, labels, cell, value)
    if len(table) > 1:
        heads = [_label(cell, labels) for cell in table[0]]
        if sum(head is not None for head in heads) >= 2:
            for index, head in enumerate(heads):
                values = [row[index].strip() for row in table[1:] if index < len(row) and row[index].strip()]
                if head is not None and values:
                    found.setdefault(labels[head], values[0][:_LONGEST_VALUE])


def _split(line: str, labels: Mapping[str, str]) -> tuple[str | None, str]:
    """A line's label and the words after it: 一、申请条件：…, 【办理依据】…, a heading alone."""
    text = _NUMBER.sub("", line.strip())
    if match := _BRACKETS.match(text):
        label = _label(match.group(1), labels)
        if label is not None:
            return label, text[match.end() :].strip()
    for mark in ("：", ":", "\t"):
        head, found, rest = text.partition(mark)
        if found and len(head) <= _LONGEST_LABEL:
            label = _label(head, labels)
            if label is not None:
                return label, rest.strip()
    if len(text) <= _LONGEST_LABEL:
        return _label(text, labels), ""
    return None, ""


def _following(lines: Sequence[str], start: int, labels: Mapping[str, str]) -> str:
    """The words under a heading, up to the next label."""
    parts: list[str] = []
    size = 0
    for line in lines[start : start + 20]:
        if _split(line, labels)[0] is not None:
            break
        parts.append(line.strip())
        size += len(line)
        if size > _LONGEST_VALUE:
            break
    return " ".join(parts).strip()


def materials_of(page: Page, elements: Mapping[str, str], parts: Sequence[str], indicator: Indicator) -> dict[str, str]:
    """What the list of materials says of each part (name, basis, format, copies, signature)."""
    found: dict[str, str] = {}
    text = elements.get("材料", "")
    for part in parts:
        labels = (*indicator.words.get(f"材料{part}", ()), part)
        for table in page.tables:
            if len(table) < 2 or not any("材料" in cell for cell in table[0]):
                continue
            for index, head in enumerate(table[0]):
                if any(label in head for label in labels):
                    value = next(
                        (row[index].strip() for row in table[1:] if index < len(row) and row[index].strip()), ""
                    )
                    if value:
                        found.setdefault(part, value[:_LONGEST_VALUE])
        if part not in found and text:
            word = next((label for label in labels if label in text), "")
            if word:
                found[part] = word
    if text and parts:
        found.setdefault(parts[0], text[:_LONGEST_VALUE])
    return found


def _is_hollow(page: Page) -> bool:
    """A page whose text is next to nothing while it shows a picture or a file."""
    return len(page.text.strip()) < _SHORT_TEXT and (
        bool(page.attachments) or any(picture.in_body for picture in page.pictures)
    )
