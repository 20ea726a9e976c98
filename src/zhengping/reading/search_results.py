"""Answers of a search read whatever their template: rows, order, classes, the total, and "did you mean".

A result list is found by what it is, not by its class names: like branches of one element, each led by a title, that
change with the question. What stands in the same words under every question is the site's own make-up.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from turbohtml import Element

from zhengping.crawl.addresses import page_key
from zhengping.reading.document import Document, single_spaced
from zhengping.reading.search_choices import SearchWords, choices_of, correction_of, sorts_of, total_of
from zhengping.reading.search_rows import ResultRow, rows_of, shown_links

__all__ = [
    "AnswerPage",
    "ResultRow",
    "SearchWords",
    "bare",
    "best_list",
    "holds",
    "rank_of",
    "read_answer",
    "row_matches",
    "same_title",
]

_FIRST = 10
_ENOUGH_PAGES = 3
"""Pages with different questions from which on a list that never changes is known to be no answer."""
_CUT = re.compile(r"(?:…+|\.{3,}|。{3,})\s*$")
_TRAILING = re.compile(r"\s*(?:[-_|—–]+|[（(【\[])\s*[^-_|—–]{2,30}$")
_LEADING = re.compile(r"^\s*[【\[（(][^】\]）)]{1,10}[】\]）)]\s*")
_LEAST_CUT = 8
"""Characters of a shortened title by which a longer one is known."""


@dataclass(frozen=True)
class AnswerPage:
    """What the page after a question shows, in one or several documents (frames).

    `lists`: the place of a list in the page -> its rows; `links`: every title that leads somewhere, in order;
    `nothing`: the page says that it found nothing; `choices`: sets of labels by which results may be narrowed.
    """

    query: str
    lists: dict[str, tuple[ResultRow, ...]] = field(default_factory=dict)
    links: tuple[tuple[str, str], ...] = ()
    total: int = -1
    nothing: bool = False
    corrected: str = ""
    choices: tuple[tuple[str, ...], ...] = ()
    sorts: tuple[str, ...] = ()
    text: str = ""


def read_answer(query: str, documents: Iterable[tuple[str, str]], words: SearchWords) -> AnswerPage:
    """Reads the visible documents (address, HTML) of the page that answers `query`."""
    lists: dict[str, tuple[ResultRow, ...]] = {}
    links: list[tuple[str, str]] = []
    choices: list[tuple[str, ...]] = []
    sorts: list[str] = []
    texts: list[str] = []
    corrected = ""
    for number, (url, html) in enumerate(documents):
        document = Document(url, html)
        body = document.tree.find("body")
        if not isinstance(body, Element) or document.oversized:
            continue
        for place, rows in rows_of(document, body, query).items():
            lists[f"{number} {place}"] = rows
        links += shown_links(document, body)
        choices += choices_of(document, body, query, words)
        sorts += sorts_of(body, words)
        corrected = corrected or correction_of(body, query, words)
        texts.append(single_spaced(body.text))
    text = " ".join(texts)
    total = total_of(text)
    said = any(word in text for word in words.nothing) or total == 0
    kept_choices, kept_sorts = tuple(dict.fromkeys(choices)), tuple(dict.fromkeys(sorts))
    return AnswerPage(query, lists, tuple(links), total, said, corrected, kept_choices, kept_sorts, text)


def best_list(pages: Sequence[AnswerPage]) -> tuple[str, bool]:
    """(place of the result list, whether it is the same under every question); "" where no page shows one.

    `pages` answer different questions. A list that does not change, though three questions or more were put, is
    taken only where nothing else is there.
    """
    scores: dict[str, int] = {}
    for page in pages:
        for place, rows in page.lists.items():
            scores[place] = scores.get(place, 0) + _score(page, rows)
    order = sorted(scores, key=lambda place: (-scores[place], len(place), place))
    changing = [place for place in order if not _unchanging(place, pages) and _matches_somewhere(place, pages)]
    if changing:
        return changing[0], False
    same = [place for place in order if _unchanging(place, pages)]
    return (same[0], True) if same else ("", False)


def _score(page: AnswerPage, rows: Sequence[ResultRow]) -> int:
    """How much a list looks like results: rows with dates, texts and words of the question."""
    points = 0
    for row in rows[:_FIRST]:
        points += 1 + (1 if row.day else 0) + (1 if len(row.text) > len(row.title) + 20 else 0)
        points += 3 if row_matches(row, page.query) else 0
    return points


def _unchanging(place: str, pages: Sequence[AnswerPage]) -> bool:
    shown = [tuple(row.title for row in page.lists[place][:_FIRST]) for page in pages if place in page.lists]
    return len(shown) >= _ENOUGH_PAGES and len(set(shown)) == 1


def _matches_somewhere(place: str, pages: Sequence[AnswerPage]) -> bool:
    return any(row_matches(row, page.query) for page in pages for row in page.lists.get(place, ()))


def row_matches(row: ResultRow, query: str) -> bool:
    """Whether a row's title or text bears on the question."""
    return holds(f"{row.title} {row.text}", query)


def holds(text: str, query: str) -> bool:
    """Whether a text has the question in it, or at least half of its pairs of characters."""
    asked, said = bare(query), bare(text)
    if not asked or asked in said:
        return bool(asked)
    # Pairs of digits stand in every date.
    pairs = {pair for i in range(len(asked) - 1) if not (pair := asked[i : i + 2]).isdigit()}
    return bool(pairs) and sum(pair in said for pair in pairs) * 2 >= len(pairs)


def bare(text: str) -> str:
    """Letters, digits and characters only, in lower case."""
    return re.sub(r"[\W_]+", "", text).lower()


def same_title(shown: str, wanted: str) -> bool:
    """Whether a row's title is the wanted one: marks around it and highlighting aside, shortened ones by what is left.

    Either may be shortened (…) or carry a class before it ([通知]) or the site's name after it (-某局网站).
    """
    wanted_bare = bare(_CUT.sub("", wanted))
    for form in dict.fromkeys((shown, _LEADING.sub("", shown), _TRAILING.sub("", shown))):
        cut = bool(_CUT.search(form))
        form_bare = bare(_CUT.sub("", form))
        if form_bare == wanted_bare and form_bare:
            return True
        if cut and len(form_bare) >= _LEAST_CUT and wanted_bare.startswith(form_bare):
            return True
        if _CUT.search(wanted) and len(wanted_bare) >= _LEAST_CUT and form_bare.startswith(wanted_bare):
            return True
    return False


def rank_of(rows: Sequence[ResultRow], addresses: Collection[str], titles: Collection[str], words: str = "") -> int:
    """Place of the first row (from 1) that is the wanted item; 0 where none is.

    By address or the target of a redirect, else by title. `words`: the phrase that a variant stands for; a row whose
    title holds it answers as well.
    """
    places = {page_key(address) for address in addresses} - {""}
    phrase = bare(words)
    for number, row in enumerate(rows, 1):
        if page_key(row.target) in places or any(same_title(row.title, title) for title in titles):
            return number
        if phrase and phrase in bare(row.title):
            return number
    return 0
