"""1.1.2 负责人信息: the column, what it tells of each leader, and what speaks against it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction

from zhengping.checks.conflicts import accuracy_point, dead_links, placeholders
from zhengping.checks.context import Context, check
from zhengping.checks.entries import proposal
from zhengping.checks.finding import Finding
from zhengping.checks.leader_changes import compared, leader_conflicts, listed_leaders, notices
from zhengping.checks.leader_names import name_in as name_in
from zhengping.checks.offices import is_own
from zhengping.checks.tools import (
    GUESS,
    LIKELY,
    Document,
    Place,
    broken,
    column_point,
    has_any,
    in_columns,
    named_columns,
    needs_person,
    pages_of,
    seen,
    settle,
    titled,
    undecided,
    unread,
    words,
    zero,
)
from zhengping.reading.facts import Page
from zhengping.reading.site import Column

CODE = "1.1.2"


@dataclass
class Leader:
    """What the site tells of one leader; `page_read` is false where only the name's row was seen."""

    name: str
    photos: set[str] = field(default_factory=set)
    photo: bool = False
    resume: bool = False
    duties: bool = False
    page_read: bool = False


@check("1.1.2-1")
def column(context: Context) -> Finding:
    """负责人信息 column, with content."""
    return column_point(context, "1.1.2-1", leader_columns(context))


@check("1.1.2-2")
def elements(context: Context) -> Finding:
    """Mean share of name, photo, resume and division of work over the leaders, and speeches: five equal parts."""
    columns = leader_columns(context)
    speech = speeches(context)
    if not columns:
        return zero(context, "1.1.2-2", "未找到负责人信息栏目", speech_columns(context), anywhere=True)
    leaders = read_leaders(context, columns)
    if not leaders:
        pages = pages_of(columns)
        if not pages or any(unread(column) for column in columns):
            return undecided(context, "1.1.2-2", columns, "负责人信息栏目未能读到负责人")
        return needs_person(context, "1.1.2-2", "负责人信息栏目有内容，但程序未能辨认出各位负责人。", columns[:4])
    count = len(leaders)
    has_speech = bool(speech)
    known = [
        Fraction(1),
        Fraction(sum(leader.photo for leader in leaders), count),
        _known_or_half([leader.resume if leader.page_read or leader.resume else None for leader in leaders]),
        _known_or_half([leader.duties if leader.page_read or leader.duties else None for leader in leaders]),
        Fraction(has_speech),
    ]
    unread_pages = sum(not leader.page_read for leader in leaders)
    value = sum(known, Fraction(0)) / len(known)
    names = "、".join(leader.name for leader in leaders[:8]) + ("等" if count > 8 else "")
    sentence = f"列出负责人{count}位（{names}）：有照片{sum(leader.photo for leader in leaders)}位，"
    sentence += (
        f"有简历{sum(leader.resume for leader in leaders)}位，有分工{sum(leader.duties for leader in leaders)}位；"
    )
    sentence += f"重要讲话{len(speech)}篇" if has_speech else "未见重要讲话文稿"
    if unread_pages:
        sentence += f"；{unread_pages}位的个人页面未读到，其简历、分工按一半估计，待人工确认"
    lacking = [
        what
        for what, there in (
            ("照片", all(leader.photo for leader in leaders)),
            ("简历", all(leader.resume for leader in leaders)),
            ("分工", all(leader.duties for leader in leaders)),
            ("重要讲话文稿", has_speech),
        )
        if not there
    ]
    advice = f"补充{'、'.join(lacking)}。" if lacking else ""
    aside = has_speech and not in_columns(context, speech_columns(context))
    complete = (value == 1 or (not unread_pages and has_speech)) and not aside
    confidence = GUESS if unread_pages or aside else LIKELY
    evidence = seen(*columns[:3], *(document.see() for document in speech[:2]))
    return settle(
        context,
        "1.1.2-2",
        value,
        sentence + "。",
        evidence,
        sure=complete,
        confidence=0.9 if complete else confidence,
        advice=advice,
        doubt="讲话文稿见于讲话栏目以外，是否重要讲话由人工确认。" if aside else "",
    )


@check("1.1.2-3")
def accuracy(context: Context) -> Finding:
    """Pre-check for the expert: the leaders against notices of personnel, their pages and the news."""
    columns = leader_columns(context)
    if not columns:
        return proposal(
            zero(context, "1.1.2-3", "未找到负责人信息栏目，没有可核对的内容", speech_columns(context), anywhere=True)
        )
    listed = listed_leaders(context, columns)
    pages = pages_of(columns)
    if not listed:
        if not pages:
            return undecided(context, "1.1.2-3", columns, "负责人信息栏目未能读到内容，准确性由人工判断")
        return needs_person(context, "1.1.2-3", "未读到负责人名单，准确性由人工判断。", columns[:4])
    faults = [*placeholders(context, pages), *dead_links(context, pages)]
    found = notices(context)
    checked = f"现列负责人{len(listed)}位、{compared(listed, found)}和近期报道"
    places: list[Place] = [*columns[:2], *(document.see() for document in found[:3])]
    return accuracy_point(context, "1.1.2-3", leader_conflicts(context, columns, listed), faults, checked, places)


def leader_columns(context: Context) -> list[Column]:
    """Columns of the leaders themselves; 领导活动, 领导讲话 and 领导信箱 tell of them but do not introduce them."""
    columns = context.site.columns_for(CODE)
    aside = {id(column) for column in named_columns(columns, words(context, CODE, "side_columns"))}
    return [column for column in columns if id(column) not in aside]


def speech_columns(context: Context) -> list[Column]:
    """Columns for leaders' speeches."""
    return named_columns(context.site.columns_for(CODE), words(context, CODE, "speech_columns"))


def speeches(context: Context) -> list[Document]:
    """The speech texts of the speech columns, else those that stand elsewhere; news about a speech is none."""
    columns = speech_columns(context)
    return (in_columns(context, columns) if columns else []) or _speeches_elsewhere(context)


def _speeches_elsewhere(context: Context) -> list[Document]:
    """Titles that end as a speech's (在某会议上的讲话) and whose source is the department, or not stated."""
    endings = words(context, CODE, "speech_titles")
    found = []
    for document in titled(context, endings, without=words(context, CODE, "speech_not")):
        title = re.sub(r"[（(].*?[)）]|[》”\s]", "", document.title)
        source = document.article.source.strip() if document.article else ""
        if title.endswith(endings) and (not source or is_own(context, source)):
            found.append(document)
    return found


def read_leaders(context: Context, columns: list[Column]) -> list[Leader]:
    """The leaders of the columns, each once by name, with what their rows and pages show."""
    leaders: dict[str, Leader] = {}
    for page in pages_of(columns):
        for person in page.people:
            name = _plain(person.name)
            if not name:
                continue
            leader = leaders.setdefault(name, Leader(name))
            if person.photo:
                leader.photos.add(person.photo)
            leader.resume |= bool(person.resume)
            leader.duties |= bool(person.duties)
            own_page = context.site.pages.get(person.url) if person.url else None
            _read_page(context, leader, own_page or page)
            # A card that is no link tells all there is; one whose page was not fetched, or has no address, does not.
            nowhere = not person.url and any(name == _plain(label) for label in page.unaddressed)
            leader.page_read |= own_page is not None or not (person.url or nowhere)
    for column in columns:
        for item in column.items:
            name = name_in(item.title, words(context, CODE, "posts"), words(context, "1.1.1", "unit_endings"))
            if not name:
                continue
            leader = leaders.setdefault(name, Leader(name))
            if item.article is not None:
                leader.page_read = True
                _read_page(context, leader, item.article.page)
    shown = Counter(photo for leader in leaders.values() for photo in leader.photos)
    for leader in leaders.values():
        # One picture for several leaders is a placeholder.
        leader.photo |= any(shown[photo] == 1 and not broken(context, photo) for photo in leader.photos)
    return list(leaders.values())


def _read_page(context: Context, leader: Leader, page: Page) -> None:
    """What a leader's page or the part of a common page that follows the name tells."""
    text = page.text
    if len(page.people) > 1 and leader.name in text:
        start = text.find(leader.name)
        others = [person.name for person in page.people if _plain(person.name) != leader.name]
        ends = [at for other in others if (at := text.find(other, start + len(leader.name))) > 0]
        text = text[start : min(ends, default=len(text))]
    resume = [word for word in words(context, CODE, "resume_words") if word in text]
    leader.resume |= len(resume) >= 2
    leader.duties |= bool(has_any(text, words(context, CODE, "duty_words")))
    if len(page.people) <= 1:
        leader.photos |= {picture.url for picture in page.pictures if picture.in_body}


def _known_or_half(states: list[bool | None]) -> Fraction:
    """Mean of what is known; an unknown part stands in the middle of its range."""
    values = [Fraction(1, 2) if state is None else Fraction(state) for state in states]
    return sum(values, Fraction(0)) / len(values)


def _plain(name: str) -> str:
    return re.sub(r"[\s　]", "", name)
