"""首发: which of a department's own items stand earlier on another site of the run, and what that costs.

Only a dated copy on another site, earlier by at least a day and not older than the edition's `copy_days`, counts. What
the other site itself takes from this department does not, nor what the department names another source for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from fractions import Fraction

from zhengping.checks.context import Context
from zhengping.checks.elsewhere import Copy
from zhengping.checks.finding import Evidence, Finding
from zhengping.checks.library import Document
from zhengping.checks.offices import full_names, is_own
from zhengping.checks.quoting import quote
from zhengping.checks.verdicts import GUESS, LIKELY, graded, has_any, needs_person, number, settle, words

_SHOWN = 3
"""Pairs of pages shown as evidence."""
_DAYS_OF_PUBLICATION = ("label", "strip", "script", "meta", "list")
"""Where a day of publication is read; one in a table or at the end of a text may be the day of drafting."""
_EDGE = 80
"""Characters at either end of a text in which it may name where it was taken from (来源：…, 转自…)."""
_ORIGIN_NAME = 24
"""Characters after such a mark that hold the name."""


@dataclass(frozen=True)
class Earlier:
    """An item of the department and the earliest copy of it elsewhere. `certain`: earlier by the rules; else a

    person has to see (one of the two undated, long before, or taken from this department by its own words).
    """

    document: Document
    copy: Copy
    certain: bool

    def see(self, mark: str) -> tuple[Evidence, Evidence]:
        """Both pages, paired by `mark`: dates, titles and first words."""
        document = self.document
        day = f"{document.day} " if document.day else "未注明日期 "
        own = Evidence(document.url, quote(f"本站：{day}{document.title} {document.text[:80]}", length=120), pair=mark)
        return own, replace(self.copy.see(), pair=mark)


@dataclass(frozen=True)
class Compared:
    """The department's own items after the comparison; `sites` = 0 where there was none."""

    sites: int
    certain: tuple[Earlier, ...] = ()
    doubtful: tuple[Earlier, ...] = ()

    @property
    def words(self) -> str:
        """What the comparison found, as the end of a sentence."""
        if not self.sites:
            return ""
        said = f"；与本次评估的其他{self.sites}个网站比对，"
        if self.certain:
            first = self.certain[0]
            said += f"{len(self.certain)}条在别处更早，如《{first.document.title}》本站{first.document.day}发布，"
            said += f"“{first.copy.office}”{first.copy.day}已发布（正文{graded(first.copy.share)}相同）"
        else:
            said += "未见确定更早的同一内容"
        if self.doubtful:
            said += f"；另有{len(self.doubtful)}条同一内容的先后不能确定"
        return said

    @property
    def doubt(self) -> str:
        """What remains for a person, as a sentence."""
        return f"是否先于{'微信等' if self.sites else ''}其他渠道发布由人工比对。"

    @property
    def confidence(self) -> float:
        """Of a value that rests on it; low without a comparison and where it is open which page came first."""
        return LIKELY if self.sites and not self.doubtful else GUESS

    @property
    def evidence(self) -> list[Evidence]:
        """Pairs of pages, certain ones first."""
        shown = (*self.certain, *self.doubtful)[:_SHOWN]
        return [page for number, earlier in enumerate(shown, 1) for page in earlier.see(f"先后{number}")]

    def first(self, documents: Sequence[Document]) -> list[Document]:
        """Those of the documents that are not certain to stand earlier elsewhere."""
        late = {earlier.document.url for earlier in self.certain}
        return [document for document in documents if document.url not in late]


def compared(context: Context, documents: Sequence[Document]) -> Compared:
    """Compares items that the department gives out as its own (its source line or none) with the run's other sites."""
    if context.elsewhere is None:
        return Compared(0)
    found = [earlier for document in documents if (earlier := _earlier(context, document))]
    return Compared(
        context.elsewhere.sites,
        tuple(one for one in found if one.certain),
        tuple(one for one in found if not one.certain),
    )


def _earlier(context: Context, document: Document) -> Earlier | None:
    copies = context.elsewhere.of(document.url) if context.elsewhere else ()
    others = [copy for copy in copies if not _of_the_house(context, copy)]
    if others and names_an_origin(context, document):
        return None
    for copy in others:
        if _certain(context, document, copy):
            return Earlier(document, copy, certain=True)
    doubtful = [copy for copy in others if not (copy.day and document.day and copy.day >= document.day)]
    return Earlier(document, doubtful[0], certain=False) if doubtful else None


def _certain(context: Context, document: Document, copy: Copy) -> bool:
    if not document.day or not copy.day or copy.day >= document.day or taken_from(context, copy):
        return False
    where = document.article.published_where if document.article else ""
    if where not in _DAYS_OF_PUBLICATION or copy.where not in _DAYS_OF_PUBLICATION:
        return False
    return document.day - copy.day <= timedelta(days=number(context, "1.1.4", "copy_days"))


def taken_from(context: Context, copy: Copy) -> bool:
    """Whether the other site's page itself names this department as its source."""
    return copy.source not in words(context, "1.1.4", "own_sources") and is_own(context, copy.source)


def names_an_origin(context: Context, document: Document) -> bool:
    """Whether the text itself says whose it is: a news agency's dateline, or 来源、转自 and a name not its own."""
    start, end = document.text[:_EDGE], document.text[-_EDGE:]
    if has_any(start, words(context, "1.1.4", "datelines")):
        return True
    for edge in (start, end):
        for mark in words(context, "1.1.4", "origin_marks"):
            _, found, after = edge.partition(mark)
            name = after[:_ORIGIN_NAME].strip("：: 　（(“”")
            if found and name and not has_any(name, full_names(context)):
                return True
    return False


def _of_the_house(context: Context, copy: Copy) -> bool:
    """Whether the other site is one of the department's own or of its subordinate units."""
    sites = {site.split("://", 1)[-1].rstrip("/") for site in context.department.subordinate_sites}
    return copy.site.split("://", 1)[-1].rstrip("/") in sites


def first_publication(context: Context, code: str, found: Sequence[Document], what: str) -> Finding:
    """首发: the share of items with a source that name the department and do not stand earlier elsewhere."""
    own, sourced, result = own_items(context, found, lambda source: is_own(context, source))
    if not sourced and not result.certain:
        sentence = f"所读{len(found)}篇{what}均未注明来源，是否首发由人工比对。"
        places = [*result.evidence, *(document.see() for document in found[:5])]
        return needs_person(context, code, sentence, places)
    counted = len(sourced) + sum(not source_of(earlier.document) for earlier in result.certain)
    first = result.first(own)
    value = Fraction(len(first), counted)
    sentence = f"{len(sourced)}篇注明来源的{what}中，{len(own)}篇来源为本部门（{graded(value)}）{result.words}"
    places = [*result.evidence, *(document.see() for document in sourced[:5])]
    return settle(context, code, value, sentence, places, sure=False, confidence=result.confidence, doubt=result.doubt)


def own_items(
    context: Context, found: Sequence[Document], is_own_source: Callable[[str], bool]
) -> tuple[list[Document], list[Document], Compared]:
    """(items whose source is the department, items with any source, the comparison of the own and the unsourced)."""
    sourced = [document for document in found if source_of(document)]
    own = [document for document in sourced if is_own_source(source_of(document))]
    unsourced = [document for document in found if document.article and not source_of(document)]
    return own, sourced, compared(context, [*own, *unsourced])


def source_of(document: Document) -> str:
    """What the document's page says of its source; empty where it says nothing."""
    return document.article.source.strip() if document.article else ""
