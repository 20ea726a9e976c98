"""Whether the leaders that a site lists are those of today (1.1.2-3): against notices of personnel, the pages' own
spelling of a name, and news that names the head of the office.

Only the office's own posts count: other offices' heads, inner units and people who merely have the same name are left
aside by the post. A page that is newer than a notice has the last word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from zhengping.checks.conflicts import Conflict, Said, where
from zhengping.checks.context import Context
from zhengping.checks.leader_names import name_in
from zhengping.checks.library import Document, documents, pages_of, titled
from zhengping.checks.periods import within_months
from zhengping.checks.quoting import quote
from zhengping.checks.tools import has_any, number, words
from zhengping.reading.appointments import Appointment, appointments_in, titles_of
from zhengping.reading.facts import Page
from zhengping.reading.ownership import bare_name, core_name
from zhengping.reading.person_names import NO_NAMES, SURNAMES
from zhengping.reading.site import Column

CODE = "1.1.2"
_NO_SURNAMES = frozenset("任为兼和于向应时全安相从强方单计别明文师支经解双国后都权助陪同成")
"""Surnames that stand behind 局长 as other words far more often (局长任组长, 局长和副局长)."""
_LEAST_LEADERS = 2


@dataclass
class Listed:
    """A leader as the pages list him: the titles of the office, and the pages that show him (newest first)."""

    name: str
    titles: set[str] = field(default_factory=set)
    pages: list[Page] = field(default_factory=list)

    @property
    def page(self) -> Page:
        """The page that shows him."""
        return self.pages[0]

    def said(self) -> Said:
        """How the page lists him."""
        post = "、".join(sorted(self.titles))
        return Said(where(self.page), self.page.url, f"{self.name} {post}".strip())

    @property
    def day(self) -> date | None:
        """The day of the newest of his pages that has one; None where all are undated."""
        return max((page.published.value for page in self.pages if page.published), default=None)


@dataclass(frozen=True)
class _Office:
    place: str
    core: str
    head: str


def listed_leaders(context: Context, columns: Sequence[Column]) -> dict[str, Listed]:
    """The leaders of the columns by name."""
    office = _office(context)
    found: dict[str, Listed] = {}
    for page in pages_of(columns):
        for person in page.people:
            name = "".join(person.name.split())
            leader = found.setdefault(name, Listed(name))
            leader.titles.update(titles_of(person.post, office.place, office.core)[0])
            own = context.site.pages.get(person.url)
            leader.pages = list({p.url: p for p in [*([own] if own else []), *leader.pages, page]}.values())
    posts, units = words(context, CODE, "posts"), words(context, "1.1.1", "unit_endings")
    for column in columns:
        for item in column.items:
            name = name_in(item.title, posts, units)
            page_of_row = item.article.page if item.article else next(iter(column.pages), None)
            if name and name not in found and page_of_row is not None:
                found[name] = Listed(name, set(), [page_of_row])
    return found


def leader_conflicts(context: Context, columns: Sequence[Column], listed: dict[str, Listed]) -> list[Conflict]:
    """All contradictions about the leaders, those of notices first."""
    if not listed:
        return []
    office = _office(context)
    found = _against_notices(context, columns, listed, office)
    found += _spellings(context, columns)
    return found + _against_news(context, listed, office)


def _office(context: Context) -> _Office:
    name = bare_name(context.site.office)
    core = core_name(name)
    head = next((f"{end}长" for end in "局厅院" if core.endswith(end)), "")
    head = head or ("主任" if core.endswith(("委员会", "委", "办公室", "办", "中心")) else "")
    return _Office(name.removesuffix(core), core, head)


# --- notices of appointment and removal ---


def notices(context: Context) -> list[Document]:
    """Notices of personnel that are recent enough to speak of the leaders listed, newest first."""
    months = number(context, CODE, "appointment_months")
    found = titled(
        context, words(context, "1.1.5", "appointments"), without=words(context, "1.1.5", "appointments_not")
    )
    return [d for d in found if d.day is not None and within_months(d.day, context.monitoring_date, months)]


def _against_notices(
    context: Context, columns: Sequence[Column], listed: dict[str, Listed], office: _Office
) -> list[Conflict]:
    found: list[Conflict] = []
    said = [(document, each) for document in notices(context) for each in appointments_in(document.text)]
    for document, change in said:
        titles, named = titles_of(change.post, office.place, office.core)
        if not titles:
            continue
        later = [each for other, each in said if _not_before(other, document) and each.name == change.name]
        leader = listed.get(change.name)
        if not change.appointed and leader is not None:
            back = any(each.appointed and _same_title(each, titles, office) for each in later)
            same = leader.titles & set(titles) or (named and not leader.titles)
            if _speaks_before(leader, document) and same and not back:
                found.append(Conflict("负责人与任免信息", leader.said(), _said(document, change), "已免职的仍在列"))
        elif change.appointed and named and leader is None and _leads(context, titles):
            gone = any(not each.appointed and _same_title(each, titles, office) for each in later)
            if not gone and not _shown_anywhere(columns, change.name) and _list_is_whole(columns, listed, document):
                found.append(Conflict("负责人与任免信息", _list_of(listed), _said(document, change), "新任的未列出"))
    return list({(c.kind, c.first.words, c.second.words): c for c in found}.values())


def _not_before(other: Document, document: Document) -> bool:
    return other.day is not None and document.day is not None and other.day >= document.day


def _same_title(change: Appointment, titles: Sequence[str], office: _Office) -> bool:
    return bool(set(titles_of(change.post, office.place, office.core)[0]) & set(titles))


def _speaks_before(leader: Listed, document: Document) -> bool:
    """Whether the leader's pages are undated or older than the notice."""
    return leader.day is None or (document.day is not None and leader.day <= document.day)


def _leads(context: Context, titles: Sequence[str]) -> bool:
    return any(title.endswith(words(context, CODE, "leading_titles")) for title in titles)


def _shown_anywhere(columns: Sequence[Column], name: str) -> bool:
    pages = pages_of(columns)
    rows = [item.title for column in columns for item in column.items]
    return any(name in "".join(text.split()) for text in [*rows, *(page.text for page in pages)])


def _list_is_whole(columns: Sequence[Column], listed: dict[str, Listed], document: Document) -> bool:
    """Whether the list can be held to name everybody: several leaders, read whole, not newer than the notice."""
    whole = all(column.complete for column in columns if column.state == "filled")
    days = [leader.day for leader in listed.values() if leader.day is not None]
    newer = bool(days) and document.day is not None and max(days) > document.day
    return len(listed) >= _LEAST_LEADERS and whole and not newer


def _list_of(listed: dict[str, Listed]) -> Said:
    first = next(iter(listed.values()))
    page = Counter(page.url for leader in listed.values() for page in leader.pages).most_common(1)[0][0]
    place = next(p for leader in listed.values() for p in leader.pages if p.url == page)
    return Said(where(place) if place else where(first.page), page, f"列有{'、'.join(listed)}")


def _said(document: Document, change: Appointment) -> Said:
    return Said(f"《{document.title}》", document.url, f"{document.day} {quote(change.quote, change.name)}")


# --- the same leader in two spellings ---


def _spellings(context: Context, columns: Sequence[Column]) -> list[Conflict]:
    """A card that leads to a page of one person under a like name: the same surname, or one character apart."""
    found = {}
    for page in pages_of(columns):
        for person in page.people:
            own = context.site.pages.get(person.url)
            if own is None or own.url == page.url or len(own.people) != 1:
                continue
            one, other = "".join(person.name.split()), "".join(own.people[0].name.split())
            if one != other and (one[0] == other[0] or _one_apart(one, other)):
                found[(one, other)] = Conflict(
                    "同一负责人的姓名", Said(where(page), page.url, one), Said(where(own), own.url, other)
                )
    return list(found.values())


def _one_apart(one: str, other: str) -> bool:
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1


# --- news that names the head of the office ---


def _against_news(context: Context, listed: dict[str, Listed], office: _Office) -> list[Conflict]:
    """Recent news that names another head of this office than the list, in two articles or more, and none the old."""
    if not office.head or not office.core:
        return []
    heads = [leader for leader in listed.values() if office.head in leader.titles]
    if len(heads) != 1:
        return []
    head = heads[0]
    months = number(context, CODE, "news_months")
    pattern = _naming(office)
    others: list[tuple[Document, str, str]] = []
    own: list[Document] = []
    for document in documents(context):
        if not within_months(document.day, context.monitoring_date, months) or office.head not in document.text:
            continue
        for match in pattern.finditer(document.text):
            name = match["name"]
            if any(name.startswith(leader) for leader in listed):
                own += [document] if name.startswith(head.name) else []
            elif name[0] in SURNAMES and name[0] not in _NO_SURNAMES and name[:2] not in NO_NAMES:
                others.append((document, name[:2], " ".join(document.text[match.start() : match.end() + 8].split())))
    common = Counter(short for _, short, _ in dict.fromkeys((d.url, short, "") for d, short, _ in others))
    for document, short, said in others:
        newest_own = max((d.day for d in own if d.day), default=None)
        newer = document.day is not None and (newest_own is None or document.day > newest_own)
        if common[short] > 1 and newer and _speaks_before(head, document):
            news = Said(f"《{document.title}》", document.url, f"{document.day} {said}")
            return [Conflict(f"{office.head}姓名", head.said(), news)]
    return []


def _naming(office: _Office) -> re.Pattern[str]:
    """The head of this office by name: 安平市水务局局长张三, 市水务局党组书记、局长张三, 我局局长张三."""
    ends = [office.place[at:] for at in range(len(office.place))]
    own = "|".join(re.escape(f"{place}{office.core}") for place in [*ends, ""])
    return re.compile(
        rf"(?<![\u4e00-\u9fff])(?:{own}|[我本]?局|[我本]?厅|[我本]委)(?:党[组委]书记[、，])?(?:党[组委]副书记[、，])?"
        rf"{re.escape(office.head)}[\s\u3000]?(?P<name>[\u4e00-\u9fff]{{2,3}})"
    )


def compared(listed: Iterable[str], found: Sequence[Document]) -> str:
    """What a sentence says of the notices that were compared."""
    if not found:
        return "未读到近期任免信息"
    names = tuple(listed)
    naming = sum(bool(has_any(document.title + document.text, names)) for document in found)
    return f"{len(found)}条任免信息（{naming}条提到现列的人）"
