"""Near-duplicates between the sites of a run: which document's text stands in which other site's document.

Two passes, so that memory stays bounded whatever the texts: the first holds twelve checksums a document and finds
candidates, the second holds the sketches of the candidates alone. Measured in docs/decisions/copies-by-clauses.md.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from itertools import groupby
from urllib.parse import urlsplit

from zhengping.errors import EditionError
from zhengping.evaluation.sketches import DocumentSketch, SiteSketches
from zhengping.reading.clauses import NUMBERED
from zhengping.standard.model import Edition

ANCHORS = 12
"""Checksums of a document by which candidates are found; two must be shared, since one may be a common phrase.

Texts of which half is shared meet so with 99.7%."""
BUCKETS = 32
"""Parts in which checksums and pairs are sorted, one after another, so that few are held as objects at a time."""
MOST_OF_ONE_ANCHOR = 400
"""An anchor in more documents of a run is a phrase, whatever single sites make of it."""
LEAST_NUMBERED = 3
"""Fewer clauses with figures than these tell nothing."""
MOST_UNPACKED = 4096
"""Documents whose clauses are held as sets at a time, some 8 KB each."""
MOST_COPIES = 8
"""Copies kept of one document, the earliest first."""
_DOCUMENT_BITS = 24
_DOCUMENT = (1 << _DOCUMENT_BITS) - 1


@dataclass(frozen=True)
class CopyRules:
    """When a document is a copy of another: thresholds and words of the edition (`copy_…`)."""

    share: Fraction
    share_retitled: Fraction
    numbered: Fraction
    clauses: int
    characters: int
    generic: tuple[str, ...]


def copy_rules(edition: Edition) -> CopyRules:
    """The rules of an edition; EditionError names what it lacks."""
    try:
        thresholds = edition.thresholds
        return CopyRules(
            share=Fraction(thresholds["copy_share"].value),
            share_retitled=Fraction(thresholds["copy_share_retitled"].value),
            numbered=Fraction(thresholds["copy_numbered"].value),
            clauses=int(thresholds["copy_clauses"].value),
            characters=int(thresholds["copy_characters"].value),
            generic=edition.words["copy_generic"],
        )
    except KeyError as missing:
        raise EditionError(
            f"指标体系 {edition.id} 缺少比对所需的 {missing.args[0]}，请补在顶层的阈值或词表里"
        ) from None


@dataclass(frozen=True)
class Match:
    """`copy`, a document of the site numbered `site`, holds `share` of the text of the document that it is kept for."""

    site: int
    copy: DocumentSketch
    share: Fraction


Loader = Callable[[], SiteSketches]


def find_copies(loaders: Sequence[Loader], rules: CopyRules) -> list[dict[str, tuple[Match, ...]]]:
    """For each site: address of a document -> its copies on other sites that are not later than it.

    The order is fixed: by date, undated last, then by site and address.
    """
    common: set[int] = set()
    for load in loaders:
        common.update(load().common)
    candidates = _candidates(loaders, common, rules)
    wanted = {number for pair in candidates for number in pair}
    kept = {number: (site, document) for site, number, document in _numbered(loaders) if number in wanted}

    @lru_cache(MOST_UNPACKED)
    def known(number: int) -> _Known:
        site, document = kept[number]
        return site, document, _Clauses.of(document, common)

    found: list[dict[str, list[Match]]] = [defaultdict(list) for _ in loaders]
    for one, other in candidates:
        for here, there in ((known(one), known(other)), (known(other), known(one))):
            if (share := _copied(here, there, rules)) is not None:
                found[here[0]][here[1].url].append(Match(there[0], there[1], share))
    return [{url: _earliest(matches) for url, matches in sorted(site.items())} for site in found]


def _numbered(loaders: Sequence[Loader]) -> Iterator[tuple[int, int, DocumentSketch]]:
    """(site, running number, document) of all documents."""
    number = 0
    for site, load in enumerate(loaders):
        for document in load().documents:
            yield site, number, document
            number += 1


def _candidates(loaders: Sequence[Loader], common: set[int], rules: CopyRules) -> list[tuple[int, int]]:
    """Pairs of documents of different sites that share two anchors, ascending."""
    postings, sites = [array("Q") for _ in range(BUCKETS)], array("H")
    for site, number, document in _numbered(loaders):
        sites.append(site)
        if document.sketch.characters < rules.characters or any(word in document.title for word in rules.generic):
            continue
        own = [checksum for checksum in document.sketch.checksums if checksum not in common]
        if len(own) >= rules.clauses:
            for checksum in own[:ANCHORS]:
                postings[checksum % BUCKETS].append(checksum << _DOCUMENT_BITS | number)
    pairs = [array("Q") for _ in range(BUCKETS)]
    for bucket in postings:
        for group in _groups(sorted(bucket)):
            for at, one in enumerate(group):
                others = [other for other in group[at + 1 :] if sites[other] != sites[one]]
                pairs[one % BUCKETS].extend(one << _DOCUMENT_BITS | other for other in others)
    found: list[tuple[int, int]] = []
    for bucket in pairs:
        twice = [pair for pair, times in groupby(sorted(bucket)) if _two(times)]
        found += [(pair >> _DOCUMENT_BITS, pair & _DOCUMENT) for pair in twice]
    return sorted(found)


def _two(times: Iterator[int]) -> bool:
    """Whether there are at least two."""
    next(times)
    return next(times, None) is not None


def _groups(postings: Iterable[int]) -> Iterator[list[int]]:
    """Numbers of the documents that share an anchor, where more than one and not too many do."""
    group: list[int] = []
    anchor = -1
    for posting in postings:
        if posting >> _DOCUMENT_BITS != anchor:
            if 1 < len(group) <= MOST_OF_ONE_ANCHOR:
                yield group
            group, anchor = [], posting >> _DOCUMENT_BITS
        group.append(posting & _DOCUMENT)
    if 1 < len(group) <= MOST_OF_ONE_ANCHOR:
        yield group


@dataclass(frozen=True)
class _Clauses:
    """A document's kept checksums without the phrases of templates; `own` is their part of all kept ones."""

    checksums: frozenset[int]
    bound: int
    characters: Fraction

    @classmethod
    def of(cls, document: DocumentSketch, common: set[int]) -> _Clauses:
        kept = document.sketch.checksums
        own = frozenset(checksum for checksum in kept if checksum not in common)
        return cls(own, document.sketch.bound, Fraction(document.sketch.characters * len(own), max(1, len(kept))))


_Known = tuple[int, DocumentSketch, _Clauses]


def _copied(here: _Known, there: _Known, rules: CopyRules) -> Fraction | None:
    """How much of `here` stands in `there`; None where that is too little, or `there` is later or the same page."""
    one, other = here[1], there[1]
    if one.published and other.published and other.published > one.published:
        return None
    if _same_page(one, other):
        return None
    bound = min(here[2].bound, there[2].bound)
    mine = {checksum for checksum in here[2].checksums if checksum <= bound}
    both = mine & there[2].checksums
    if len(both) < rules.clauses:
        return None
    numbered = sum(checksum & NUMBERED for checksum in mine)
    if numbered >= LEAST_NUMBERED and sum(checksum & NUMBERED for checksum in both) < rules.numbered * numbered:
        return None
    share = Fraction(len(both), len(mine))
    least = rules.share if _same_title(one.title, other.title) else rules.share_retitled
    return share if share >= least and share * here[2].characters >= rules.characters else None


def _same_page(one: DocumentSketch, other: DocumentSketch) -> bool:
    """Whether two sites lead to one and the same page (a platform that both use): it is no copy of itself."""
    return bool({_address(u) for u in (one.url, *one.copies)} & {_address(u) for u in (other.url, *other.copies)})


def _address(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return f"{parts.netloc.removeprefix('www.')}{parts.path}?{parts.query}"


def _same_title(one: str, other: str) -> bool:
    """Whether half of the shorter title's pairs of characters stand in the other."""
    pairs, others = ({title[i : i + 2] for i in range(len(title) - 1)} for title in (one, other))
    return 2 * len(pairs & others) >= min(len(pairs), len(others)) > 0


def _earliest(matches: Iterable[Match]) -> tuple[Match, ...]:
    ordered = sorted(matches, key=lambda match: (match.copy.published or date.max, match.site, match.copy.url))
    return tuple(ordered[:MOST_COPIES])
