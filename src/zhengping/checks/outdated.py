"""Documents of the site that a later one repeals, amends or replaces, and whether their own pages say so (1.1.3-3)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from zhengping.checks.context import Context
from zhengping.checks.document_names import Frames, Name, Number, numbers_in, other_number, same_name, same_number
from zhengping.checks.offices import beside_own_names
from zhengping.checks.policy_pairs import frames, is_policy
from zhengping.checks.repeals import Named, Verbs, named_in
from zhengping.checks.tools import Document, core_columns, documents, has_any, in_columns, words

CODE = "1.1.3"
_BRACKETS = re.compile(r"[（(\[【〔][^（()）\[\]【】〔〕]*[)）\]】〕]")
_ENDING = 4
"""Characters at a name's end by which names that may be one are found."""
_OPENING = 300
"""Characters of a page's text in which it says of itself that it was amended or is no longer in force."""
_LAST = 6
"""Characters at the end of a title in which a mark stands without brackets."""
_REISSUED = 300
"""Days between two issues of a text under one name; within them it is one text published twice."""
_COMPARED = 400
"""Characters by which two issues are told apart."""


@dataclass(frozen=True)
class Outdated:
    """A document of the site that a later one (`by`) repeals, amends or replaces.

    `words`: how that one says so; empty where it is a later issue of the same document. `mark`: what the document's own
    page says of its validity; `marked`: whether that tells the reader. `certain`: named by its number, or by its whole
    name with no other document of that name on the site.
    """

    document: Document
    by: Document
    words: str
    mark: str
    marked: bool
    certain: bool = False


@dataclass(frozen=True)
class Repeals:
    """What the site's notices name: the documents found on the site, and how many named ones are not there."""

    cases: tuple[Outdated, ...]
    notices: tuple[Document, ...]
    absent: int
    unread: tuple[Document, ...]


@dataclass(frozen=True)
class _Known:
    document: Document
    name: Name
    numbers: tuple[Number, ...]


def repeals(context: Context) -> Repeals:
    """All documents of the site that need a mark, in order of their addresses, and what the notices name besides."""
    memory = context.site.memory
    if "repeals" not in memory:
        memory["repeals"] = _repeals(context)
    found: Repeals = memory["repeals"]
    return found


def _repeals(context: Context) -> Repeals:
    frame, verbs = frames(context), _verbs(context)
    known = _known(context, frame)
    by_ending: dict[str, list[_Known]] = {}
    by_number: dict[tuple[int, int], list[_Known]] = {}
    for one in known:
        if one.name:
            by_ending.setdefault(one.name.core[-_ENDING:], []).append(one)
        for number in one.numbers:
            by_number.setdefault(number.key, []).append(one)
    cases: dict[str, Outdated] = {}
    unread: dict[str, Document] = {}
    notices: list[Document] = []
    absent = 0
    for notice in documents(context):
        named = _named_by(context, notice, verbs, frame)
        notices += [notice] if named else []
        for text in named:
            candidates = by_ending.get(text.name.core[-_ENDING:], []) if text.name else []
            numbered = by_number.get(text.number.key, []) if text.number else []
            old = _matches(text, notice, frame.name(notice.title), candidates, numbered)
            absent += not old
            for match in old:
                if match.document.article is None:
                    unread.setdefault(match.document.url, match.document)
                    continue
                certain = bool(text.number and match.numbers) or len(old) == 1
                mark, marked = _mark(context, match.document, amended=text.done == "amended")
                case = Outdated(match.document, notice, text.quote, mark, marked, certain)
                cases.setdefault(match.document.url, case)
    for case in _reissued(context, by_ending):
        cases.setdefault(case.document.url, case)
    ordered = tuple(cases[url] for url in sorted(cases))
    return Repeals(ordered, tuple(notices), absent, tuple(unread[url] for url in sorted(unread)))


def _verbs(context: Context) -> Verbs:
    kinds = ("repealed", "amended", "kept", "planned", "basis")
    repealed, amended, kept, planned, basis = (words(context, CODE, kind) for kind in kinds)
    return Verbs(repealed, amended, kept, planned, basis)


def _known(context: Context, frame: Frames) -> list[_Known]:
    """Documents that a notice can name: policies and laws, by name and number; drafts, news and the like are none."""
    drafts = words(context, CODE, "drafts")
    found = []
    for document in documents(context):
        if has_any(document.title, drafts) or not is_policy(context, document):
            continue
        page = document.article.page if document.article else None
        stated = f"{page.document_number} {document.title}" if page else document.title
        found.append(_Known(document, frame.name(document.title), tuple(numbers_in(stated))))
    return found


def is_notice(context: Context, document: Document) -> bool:
    """Whether a document is by its title a notice that repeals or amends others, or gives the result of a review."""
    title = _BRACKETS.sub("", document.title)
    if "关于" not in title or has_any(beside_own_names(context, title), words(context, CODE, "repeal_not")):
        return False
    review = has_any(title, words(context, CODE, "review_titles"))
    return bool(has_any(title, words(context, CODE, "repeal_titles"))) or (
        bool(review) and bool(has_any(title, words(context, CODE, "review_objects")))
    )


def _named_by(context: Context, notice: Document, verbs: Verbs, frame: Frames) -> list[Named]:
    """What a document names as repealed or amended: a notice in sentences, lists and tables, its attachments' too; any
    other policy only where a sentence repeals by name (《甲办法》同时废止)."""
    if not notice.was_read or has_any(notice.title, words(context, CODE, "drafts")):
        return []
    notices = is_notice(context, notice)
    text = notice.whole_text if notices else notice.page_text
    if not notices and not (has_any(text, verbs.repealed) and is_policy(context, notice)):
        return []
    tables = notice.article.page.tables if notice.article else ()
    return named_in(notice.title, text, tables if notices else (), verbs, frame, notice=notices)


def _matches(
    named: Named, notice: Document, own: Name, candidates: Sequence[_Known], numbered: Sequence[_Known]
) -> list[_Known]:
    """The site's documents that are the one named: of its number, else of its name, earlier, and of no other number.

    `own`: the notice's own name; a new issue repeals the old one of its name, of which it may stand on the site twice.
    """
    number = named.number
    if number is not None:
        of_number = [k for k in numbered if any(same_number(number, other) for other in k.numbers)]
        if of_number := [k for k in of_number if k.document.url != notice.url]:
            return of_number
    found = []
    for known in candidates:
        if known.document.url == notice.url or not same_name(known.name, named.name):
            continue
        if number is not None and known.numbers and all(other_number(number, other) for other in known.numbers):
            continue
        if known.document.day is None or notice.day is None or known.document.day < notice.day:
            found.append(known)
    of_version = [known for known in found if named.name.version and known.name.version == named.name.version]
    return of_version or [known for known in found if not same_name(own, known.name) or _is_older(known, named, notice)]


def _is_older(known: _Known, named: Named, notice: Document) -> bool:
    """Whether a document of the notice's own name is an earlier issue, and no second copy of the notice itself."""
    old = known.document
    if named.name.version or not (old.day and notice.day) or (notice.day - old.day).days <= _REISSUED:
        return False
    return not old.page_text or old.page_text[:_COMPARED] != notice.page_text[:_COMPARED]


def _mark(context: Context, document: Document, *, amended: bool) -> tuple[str, bool]:
    """What a document's own page says of its validity, and whether that tells the reader that it is outdated.

    Of an amended one it is enough that its text opens with the amendment (根据……修正); a repealed one needs a mark.
    """
    page = document.article.page if document.article else None
    marks = words(context, CODE, "marks")
    said = next(
        (part for part in [*_BRACKETS.findall(document.title), document.title[-_LAST:]] if has_any(part, marks)), ""
    )
    if said:
        return said, True
    if page is None:
        return "", False
    if page.validity:
        return page.validity, bool(has_any(page.validity, words(context, CODE, "validity_marks")))
    opening = page.text[:_OPENING] if amended else ""
    bracketed = next((b for b in _BRACKETS.findall(opening) if has_any(b, words(context, CODE, "updated"))), "")
    return bracketed, bool(bracketed)


def _reissued(context: Context, by_ending: dict[str, list[_Known]]) -> list[Outdated]:
    """Older issues of a rule or law that was issued again under the same name; annual documents are no such issues."""
    library = {document.url for document in in_columns(context, core_columns(context, CODE))}
    endings = (*words(context, CODE, "rule_endings"), *words(context, CODE, "law_endings"))
    forwarding = words(context, "2.1", "forwarding")
    groups: dict[str, list[Document]] = {}
    for bucket in by_ending.values():
        for known in bucket:
            document = known.document
            usable = document.day and document.article and document.url in library and not known.name.years
            if usable and known.name.core.endswith(endings) and not has_any(document.title, forwarding):
                groups.setdefault(known.name.core, []).append(document)
    found = []
    for issues in groups.values():
        ordered = sorted(issues, key=lambda d: (d.day.toordinal() if d.day else 0, d.url), reverse=True)
        for new, old in pairwise(ordered):
            apart = (new.day - old.day).days if new.day and old.day else 0
            if apart > _REISSUED and old.page_text[:_COMPARED] != new.page_text[:_COMPARED]:
                mark, marked = _mark(context, old, amended=False)
                found.append(Outdated(old, new, "", mark, marked))
    return found
