"""Service guides (办事指南): which pages are guides, which elements and which requirements of materials they state.

Titles, labels and how many elements make a guide are the edition's (indicator 3.1.1): `elements` and `materials` name
the parts, see `guide_elements`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from zhengping.reading.facts import Page
from zhengping.reading.guide_elements import (
    LONGEST_WORDS,
    Vocabulary,
    add_text,
    items_of_tables,
    lists_materials,
    read_elements,
    vocabulary,
)
from zhengping.reading.site import Guide, Site
from zhengping.standard.model import Edition, Indicator

GUIDES = "3.1.1"
_SHORT_TEXT = 80


def guides_of(site: Site, edition: Edition) -> list[Guide]:
    """The guides in the order of their addresses."""
    indicator = edition.by_code.get(GUIDES)
    if indicator is None or not indicator.words.get("elements"):
        return []
    terms = vocabulary(indicator)
    in_columns = _pages_in_columns(site)
    found = [_guide(site, page, page.url in in_columns, terms, indicator) for _, page in sorted(site.pages.items())]
    return [guide for guide in found if guide is not None]


def _guide(site: Site, page: Page, inside: bool, terms: Vocabulary, indicator: Indicator) -> Guide | None:
    """The guide that a page is: by its title, by the column it stands in, or by its many elements; else None."""
    if page.kind == "home":
        return None
    lists = indicator.words
    title = page.title.value if page.title is not None else page.heading or page.title_tag
    other = any(word in title for word in lists.get("no-guide-titles", ()))
    titled = not other and any(word in title for word in lists.get("guide-titles", ()))
    loosely = not other and title.rstrip(" ）)").endswith(lists.get("guide-endings", ()))
    if not inside and not titled and not loosely:
        signs = sum(word in page.text for word in lists.get("guide-signs", ()))
        if signs < 2 and len(page.labelled) < 2:
            return None
    read = read_elements(page, terms)
    if (read.elsewhere or _is_hollow(page)) and (text := _file_text(site, page, lists.get("规范表格", ()))):
        read = add_text(read, text)
    stated = {**read.words, **read.elsewhere}
    fewest = _fewest(indicator, "titled" if titled else "column" if inside else "loose" if loosely else "elsewhere")
    if page.kind == "list" or other:
        fewest = max(fewest, _fewest(indicator, "loose" if inside and not other else "elsewhere"))
    hollow = _is_hollow(page) and len(stated) < fewest and not other and page.kind != "list" and (titled or inside)
    if hollow and inside and not titled:
        hollow = page.published is None or not any(word in title for word in lists.get("news-titles", ()))
    named_guide = titled and inside and page.kind == "article" and bool(page.text)
    if len(stated) < fewest and not hollow and not named_guide:
        return None
    in_files = read.elsewhere if _has_file(site, page) else {}
    return Guide(
        page.url,
        title,
        read.words,
        page,
        materials_of(page, read.words, indicator, terms),
        only_picture_or_file=hollow,
        in_files=in_files,
        items=tuple(items_of_tables(page, terms)),
    )


def _fewest(indicator: Indicator, place: str) -> int:
    """How many elements make a page a guide, by where it stands (`guide_elements_…` of the edition)."""
    threshold = indicator.thresholds.get(f"guide_elements_{place}")
    return int(threshold.value) if threshold is not None else 2


def _pages_in_columns(site: Site) -> frozenset[str]:
    found: set[str] = set()
    for top in site.columns_for(GUIDES):
        for column in top.walk():
            found.update(page.url for page in column.pages)
            found.update(item.article.page.url for item in column.items if item.article is not None)
    return frozenset(found)


def materials_of(page: Page, elements: Mapping[str, str], indicator: Indicator, terms: Vocabulary) -> dict[str, str]:
    """What the list of materials says of each part (name, basis, format, copies, signature)."""
    found: dict[str, str] = {}
    parts = indicator.words.get("materials", ())
    text = elements.get("材料", "")
    for part in parts:
        labels = (*indicator.words.get(f"材料{part}", ()), part)
        value = _below_head(page, labels, terms)
        if value:
            found[part] = value
        elif text and (word := next((label for label in labels if label in text), "")):
            found[part] = word
    if text and parts:
        found.setdefault(parts[0], text)
    return found


def _below_head(page: Page, labels: Sequence[str], terms: Vocabulary) -> str:
    """The first words below a head of one of the labels in a table of materials."""
    for table in page.tables:
        if not (lists_materials(table, terms) or any("材料" in cell for cell in table[0])):
            continue
        for number, heads in enumerate(table[:2]):
            for index, head in enumerate(heads):
                if len(head) > 12 or not any(label in head for label in labels):
                    continue
                below = (row[index].strip() for row in table[number + 1 :] if index < len(row))
                if value := next((words for words in below if words and words not in terms.nothing), ""):
                    return value[:LONGEST_WORDS]
    return ""


def _has_file(site: Site, page: Page) -> bool:
    """Whether there is a file or a picture that may hold what the text refers to; files known to fail are none."""
    files = [site.files.get(file.url) for file in page.attachments]
    whole = any(file is None or (file.outcome == "ok" and file.size > 0 and file.kind != "html") for file in files)
    return whole or any(picture.in_body for picture in page.pictures)


def _file_text(site: Site, page: Page, forms: Sequence[str]) -> str:
    """The text of the page's attachments as far as they were opened; a form to fill in (申请表) states no elements."""
    names = [file.url for file in page.attachments if not any(word in file.text for word in forms)]
    files = [site.files.get(url) for url in names]
    return "\n".join(file.text for file in files if file is not None and file.text)


def _is_hollow(page: Page) -> bool:
    """A page whose text is next to nothing while it shows a picture or a file."""
    return len(page.text.strip()) < _SHORT_TEXT and (
        bool(page.attachments) or any(picture.in_body for picture in page.pictures)
    )
