"""Policies and what explains them, linked to each other: by links, by document numbers, by their names (2.1).

A link alone pairs the two only where the interpretation names no other policy; a number only where the agency's mark
is the same; a name only where it is the whole name. Of several versions the one before the interpretation counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from zhengping.checks.context import Context
from zhengping.checks.document_names import Frames, Name, Number, numbers_in, other_number, same_name, same_number
from zhengping.checks.periods import estimate_note
from zhengping.checks.tools import Document, documents, has_any, number, words
from zhengping.reading.facts import Link

_INDICATOR = "2.1"
_REGIONS = ("body", "side", "list")
"""Where a link speaks of this document; menus, crumbs and footers stand on every page."""
_OPENING = 600
"""Characters of an interpretation in which it names its policy; what it names later is law that it rests on."""
_ENDING = 4
"""Characters at a name's end by which names that may be one are found."""
_MOST_LINKED = 2
"""Policies that an interpretation without a name in its title may link to and still explain them."""
_SHOWN = 4
"""Pairs that a sentence names."""


@dataclass(frozen=True)
class Pair:
    """A policy and one of its interpretations.

    `signs`: how they were found to belong together (链接, 文号, 标题, 正文); `forward`: the interpretation links to the
    policy; `back`: the policy links to it; `days`: working days from the policy to it, negative where it came first,
    None where a date is not known.
    """

    policy: Document
    interpretation: Document
    signs: tuple[str, ...]
    forward: bool
    back: bool
    days: int | None

    def text(self) -> str:
        """The pair for a sentence: “甲办法”（2021-03-01）←“《甲办法》解读”（晚2个工作日；标题、链接；互相链接）."""
        links = {(True, True): "互相链接", (True, False): "只有解读链接文件", (False, True): "只有文件链接解读"}
        how = links.get((self.forward, self.back), "没有链接")
        return (
            f"“{short(self.policy)}”（{self.policy.day or '未注日期'}）←“{short(self.interpretation)}”"
            f"（{delay_text(self.days)}；按{'、'.join(self.signs)}对应；{how}）"
        )


def short(document: Document, length: int = 36) -> str:
    """A title for a sentence, cut where it is long."""
    return document.title if len(document.title) <= length else document.title[:length] + "…"


def delay_text(days: int | None) -> str:
    """How long after its policy an interpretation came, in Chinese."""
    if days is None:
        return "时间差无法算出"
    if days == 0:
        return "同日或同一工作日"
    return f"晚{days}个工作日" if days > 0 else f"早{-days}个工作日"


def frames(context: Context) -> Frames:
    """The edition's words around the names of documents."""
    return Frames(
        words(context, _INDICATOR, "issuing_verbs"),
        words(context, _INDICATOR, "issuing_kinds"),
        words(context, _INDICATOR, "frame_before"),
        words(context, _INDICATOR, "frame_after"),
        words(context, _INDICATOR, "version_words"),
    )


def is_policy(context: Context, document: Document) -> bool:
    """Whether a document is one that an interpretation may explain: numbered, in a library, or titled as such."""
    if has_any(document.title, words(context, _INDICATOR, "no_policy_titles")):
        return False
    title = re.sub(r"[（(][^（()）]*[)）]$", "", document.title)
    numbered = document.article is not None and bool(document.article.page.document_number)
    in_library = any("1.1.3" in column.indicators for column in document.columns)
    return numbered or in_library or title.endswith(words(context, _INDICATOR, "policy_titles"))


@dataclass(frozen=True)
class _Policy:
    document: Document
    name: Name
    numbers: tuple[Number, ...]


class _Library:
    """The site's policies by address, by number and by the end of their names."""

    def __init__(self, context: Context, without: Sequence[Document]) -> None:
        known = {url for document in without for url in _addresses(document)}
        frame = frames(context)
        self.linking_to: dict[str, list[tuple[_Policy, Link]]] = {}
        self.by_url: dict[str, _Policy] = {}
        self.by_ending: dict[str, list[_Policy]] = {}
        self.by_number: dict[tuple[int, int], list[_Policy]] = {}
        for document in documents(context):
            if document.url in known or not is_policy(context, document):
                continue
            page = document.article.page if document.article else None
            stated = f"{page.document_number} {document.title}" if page else document.title
            policy = _Policy(document, frame.name(document.title), tuple(numbers_in(stated)))
            for url in _addresses(document):
                self.by_url.setdefault(url, policy)
            if policy.name:
                self.by_ending.setdefault(policy.name.core[-_ENDING:], []).append(policy)
            for found in policy.numbers:
                self.by_number.setdefault(found.key, []).append(policy)
            for link in page.links if page else ():
                if link.url in known and link.region in _REGIONS:
                    self.linking_to.setdefault(link.url, []).append((policy, link))

    def named(self, name: Name) -> list[_Policy]:
        """Policies of that name."""
        return [policy for policy in self.by_ending.get(name.core[-_ENDING:], []) if same_name(policy.name, name)]

    def numbered(self, found: Number) -> list[_Policy]:
        """Policies of that number, the agency's mark being the same."""
        return [p for p in self.by_number.get(found.key, []) if any(same_number(found, own) for own in p.numbers)]


def pairs(context: Context, found: Sequence[Document]) -> list[Pair]:
    """All pairs of the site's policies with the interpretations `found`, in their order."""
    memory = context.site.memory
    if "policy_pairs" not in memory:
        library = _Library(context, found)
        memory["policy_pairs"] = [pair for document in found for pair in _pairs_of(context, library, document)]
    return list(memory["policy_pairs"])


def _pairs_of(context: Context, library: _Library, document: Document) -> list[Pair]:
    """The pairs of one interpretation."""
    frame = frames(context)
    quoted = frame.explained(document.title) if "《" in document.title else []
    signs: dict[str, list[str]] = {}
    policies: dict[str, _Policy] = {}

    def note(policy: _Policy, sign: str) -> None:
        if policy.document.url != document.url and not (quoted and not _fits(quoted, policy)):
            policies.setdefault(policy.document.url, policy)
            signs.setdefault(policy.document.url, []).append(sign)

    named = quoted or frame.explained(document.title)
    linked = _linked(library, document, named)
    for policy in linked:
        note(policy, "链接")
    for url in _addresses(document):
        for policy, link in library.linking_to.get(url, []):
            if link.region == "body" if not named else any(same_name(name, policy.name) for name in named):
                note(policy, "链接")
    opening = document.text[:_OPENING]
    cited = numbers_in(document.title) or numbers_in(opening)
    for policy in (policy for one in cited for policy in library.numbered(one)):
        # An opening cites what the policy rests on as well: there the number needs the name, or to be the first.
        if quoted or numbers_in(document.title) or one_of(policy, cited[:1]) or any(policy is p for p in linked):
            note(policy, "文号")
    for name in named:
        for policy in _best_version(context, library.named(name), document, cited, signs):
            note(policy, "标题")
    if not policies and not quoted:
        for name in frame.quoted(opening)[:1]:
            for policy in _best_version(context, library.named(name), document, cited, signs):
                note(policy, "正文")
    return [
        _pair(context, policy.document, document, tuple(dict.fromkeys(signs[url])))
        for url, policy in policies.items()
        if _in_reach(context, policy.document, document, linked="链接" in signs[url])
    ]


def one_of(policy: _Policy, cited: Iterable[Number]) -> bool:
    """Whether the policy bears one of the numbers."""
    return any(same_number(one, own) for one in cited for own in policy.numbers)


def _fits(quoted: Sequence[Name], policy: _Policy) -> bool:
    """Whether a policy is one of those that the title names in title marks."""
    return any(same_name(name, policy.name) for name in quoted)


def _linked(library: _Library, document: Document, named: Sequence[Name]) -> list[_Policy]:
    """Policies that an interpretation links to: those that it names, else the one or two that stand in its text."""
    if document.article is None:
        return []
    found: dict[str, tuple[_Policy, Link]] = {}
    for link in document.article.page.links:
        policy = library.by_url.get(link.url) if link.region in _REGIONS else None
        if policy is not None and policy.document.url != document.url:
            found.setdefault(policy.document.url, (policy, link))
    agreeing = [policy for policy, _ in found.values() if any(same_name(name, policy.name) for name in named)]
    if agreeing:
        return agreeing
    inside = [policy for policy, link in found.values() if link.region == "body"]
    return inside if len(inside) <= _MOST_LINKED else []


def _addresses(document: Document) -> set[str]:
    return {document.url, *(document.article.copies if document.article else ())}


def _links_to(document: Document, addresses: set[str]) -> bool:
    page = document.article.page if document.article else None
    return page is not None and any(link.region in _REGIONS and link.url in addresses for link in page.links)


def _best_version(
    context: Context,
    versions: Sequence[_Policy],
    document: Document,
    cited: Sequence[Number],
    signs: dict[str, list[str]],
) -> list[_Policy]:
    """Of several documents of one name the one explained: linked, of the number cited, else the newest before it."""
    reachable = [
        policy
        for policy in versions
        if _in_reach(context, policy.document, document, linked=policy.document.url in signs)
        and not (cited and policy.numbers and all(other_number(a, b) for a in cited[:1] for b in policy.numbers))
    ] or [
        policy
        for policy in versions
        if _in_reach(context, policy.document, document, linked=policy.document.url in signs)
    ]
    if not reachable:
        return []
    certain = [policy for policy in reachable if policy.document.url in signs or one_of(policy, cited)]
    pool = certain or reachable
    return [max(pool, key=lambda policy: _rank(context, policy, document))]


def _rank(context: Context, policy: _Policy, document: Document) -> tuple[bool, bool, int]:
    """Own documents before forwarded ones, versions that the title names first, then the newest."""
    forwarded = has_any(policy.document.title, words(context, _INDICATOR, "forwarding"))
    version = policy.name.version
    day = policy.document.day
    return not forwarded, bool(version and version in document.title), day.toordinal() if day else 0


def _in_reach(context: Context, policy: Document, document: Document, *, linked: bool) -> bool:
    """Whether an interpretation can be this policy's by their days: one long before it explains an earlier version."""
    if policy.day is None or document.day is None or linked:
        return True
    return document.day + timedelta(days=number(context, _INDICATOR, "interpretation_lead")) >= policy.day


def _pair(context: Context, policy: Document, document: Document, signs: tuple[str, ...]) -> Pair:
    days = None
    if policy.day and document.day:
        count = context.calendar.count
        days = count(policy.day, document.day) if policy.day <= document.day else -count(document.day, policy.day)
    forward, back = _links_to(document, _addresses(policy)), _links_to(policy, _addresses(document))
    return Pair(policy, document, signs, forward, back, days)


def spans(found: Iterable[Pair]) -> list[tuple[date, date]]:
    """The spans over which the pairs' working days were counted, earlier day first."""
    known = [(pair.policy.day, pair.interpretation.day) for pair in found]
    return [(min(a, b), max(a, b)) for a, b in known if a and b]


def list_of(context: Context, found: Sequence[Pair], unexplained: Sequence[Document], alone: int) -> str:
    """The sentence that every point of 2.1 that looks at pairs ends in.

    The pairs, the policies without an interpretation, how many interpretations (`alone`) have no policy on the site.
    """
    sentence = ""
    if found:
        rest = f"等{len(found)}对" if len(found) > _SHOWN else ""
        sentence += f"文件与解读对应：{'，'.join(pair.text() for pair in found[:_SHOWN])}{rest}"
        sentence += estimate_note(context.calendar, spans(found)) + "。"
    else:
        sentence += "没有能与站内文件对应的解读。"
    if unexplained:
        named = "、".join(f"“{short(document)}”（{document.day or '未注日期'}）" for document in unexplained[:_SHOWN])
        sentence += f"没有解读的本部门文件{len(unexplained)}份：{named}{'等' if len(unexplained) > _SHOWN else ''}。"
    if alone:
        sentence += f"{alone}篇解读的文件不在站内或未能对应。"
    return sentence
