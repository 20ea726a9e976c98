"""2.2 热点回应: what the site itself shows of responses. Whether there was an event only the department knows,

so nothing here is judged: values are proposals, and no response found is a proposed zero (contract `evaluate`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from zhengping.checks.context import Context, check
from zhengping.checks.entries import proposal, quarters
from zhengping.checks.finding import Finding
from zhengping.checks.first_publication import first_publication
from zhengping.checks.offices import business_words, full_names, is_own, own_places
from zhengping.checks.periods import within_year
from zhengping.checks.tools import (
    GUESS,
    Document,
    all_columns,
    column_point,
    documents,
    fresh,
    has_any,
    in_columns,
    named_columns,
    needs_person,
    number,
    refused,
    settle,
    titled,
    unread,
    words,
    zero,
)
from zhengping.reading.site import Column

_INDICATOR = "2.2"
_EVENT = re.compile(r"(?:((?:19|20)\d{2})年)?(?<!\d)(1[0-2]|0?[1-9])月([12]\d|3[01]|0?[1-9])日")
_OPENING = 200
"""Characters in which a response says what happened when."""


def response_columns(context: Context) -> list[Column]:
    """Columns named for responses; 应急管理, 新闻发布会 and the like hold other things as well."""
    wide, others = words(context, _INDICATOR, "wide_columns"), words(context, _INDICATOR, "other_columns")
    return [
        column
        for column in context.site.columns_for(_INDICATOR)
        if column.name not in wide and not has_any(column.name, others)
    ]


def responses(context: Context) -> list[Document]:
    """The year's responses: what stands in a response column, and what its title calls so anywhere on the site."""
    named = {document.url: document for document in _titled_of_the_year(context, "titles", "other_titles")}
    names = {column.name for column in all_columns(context.site)}
    unwanted = words(context, _INDICATOR, "other_titles")
    columns = {id(column) for column in response_columns(context) if column.state == "filled"}
    for document in documents(context):
        listed = not has_any(document.title, unwanted) and any(id(column) in columns for column in document.columns)
        real = document.article is not None or document.title not in names
        if listed and real and within_year(document.day, context.monitoring_date):
            named.setdefault(document.url, document)
    return list(named.values())


def _titled_of_the_year(context: Context, wanted: str, unwanted: str) -> list[Document]:
    found = titled(context, words(context, _INDICATOR, wanted), without=words(context, _INDICATOR, unwanted))
    return [document for document in found if within_year(document.day, context.monitoring_date)]


def _nothing(context: Context, code: str, sentence: str) -> Finding:
    """No such item: a proposed zero, or for a person where a column of responses could not be read."""
    columns = context.site.columns_for(_INDICATOR)
    blocked = [column for column in columns if column.outcome == "blocked"]
    if blocked:
        return refused(context, code, blocked)
    hidden = [c for c in response_columns(context) if unread(c) and c.state != "filled" and c.in_navigation]
    if hidden:
        return needs_person(context, code, f"{sentence}，但{unread(hidden[0])}，由人工查看。", hidden)
    advice = "若本年度确无涉及本部门的热点事件，请在自评中说明，权重将并入政策解读；如有，请补充回应信息。"
    return proposal(
        zero(
            context,
            code,
            f"{sentence}；本年度是否有此类事件由部门说明",
            columns,
            advice=advice,
            anywhere=True,
            since=context.year_start,
        )
    )


def _found(context: Context, code: str, value: Fraction, sentence: str, items: Sequence[Document]) -> Finding:
    return settle(context, code, value, sentence, [document.see() for document in items[:5]], sure=False)


@check("2.2-1")
def timely_response(context: Context) -> Finding:
    """政务舆情及时回应: responses within the year, in a column of their own (full) or among other items (3/4)."""
    found = responses(context)
    if not found:
        return _nothing(context, "2.2-1", "未见一年内的舆情、热点回应信息")
    columns = {id(column) for column in response_columns(context)}
    placed = any(id(column) in columns for document in found for column in document.columns)
    value = Fraction(1) if placed else Fraction(3, 4)
    sentence = f"一年内有回应类信息{len(found)}条，如“{found[0].title}”；"
    limit = -(-number(context, _INDICATOR, "response") // 24)
    most = number(context, _INDICATOR, "longest_delay")
    delays = [(delay, document) for document in found if (delay := days_to_response(document, most)) is not None]
    late = [document for delay, document in delays if delay > limit]
    if delays:
        longest, slowest = max(delays, key=lambda pair: pair[0])
        sentence += f"读到事件日期的{len(delays)}条中，{len(delays) - len(late)}条在{limit}天内回应，最长隔{longest}天"
        sentence += f"（“{slowest.title}”）；事件日期由人工核对。"
        value -= Fraction(1, 4) if 2 * len(late) > len(delays) else 0
    else:
        sentence += "回应与事件的时间差由人工核对。"
    return _found(context, "2.2-1", value, sentence, [*late, *(d for d in found if d not in late)])


def days_to_response(document: Document, longest: int) -> int | None:
    """Days from the event, as the response's opening dates it (6月12日，有网民反映…), to its publication; else None.

    The national rule counts hours (国办发〔2016〕61号); pages show days alone. A date more than `longest` days back
    is no event's that the site responds to, but a law's or a document's.
    """
    match = _EVENT.search(document.page_text[:_OPENING]) if document.day else None
    if match is None or document.day is None:
        return None
    year, month, day = int(match[1] or document.day.year), int(match[2]), int(match[3])
    try:
        event = date(year, month, day)
        if event > document.day and not match[1]:
            event = date(year - 1, month, day)
    except ValueError:
        return None
    days = (document.day - event).days
    return days if 0 <= days <= longest else None


@check("2.2-2")
def event_releases(context: Context) -> Finding:
    """重大突发事件发布: releases within the year; full with follow-ups, else half. Plans and drills are none."""
    found = _titled_of_the_year(context, "event", "no_event")
    if len(found) < 2 and (series := _event_series(context)):
        column, releases = series
        sentence = f"设有突发事件专栏“{column.name}”，一年内连续发布{len(releases)}条，如“{releases[0].title}”；"
        sentence += "是否为涉及本部门的事件信息由人工确认。"
        return _found(context, "2.2-2", Fraction(1), sentence, releases)
    if not found:
        return _nothing(context, "2.2-2", "未见一年内的突发事件发布信息（预案、演练、机制、名单不算）")
    first, meeting = number(context, _INDICATOR, "first_information"), number(context, _INDICATOR, "press_conference")
    sentence = f"一年内有突发事件发布信息{len(found)}条，如“{found[0].title}”；"
    sentence += f"重大的应在{first}小时内首发、{meeting}小时内开新闻发布会，是否做到由人工核对。"
    return _found(context, "2.2-2", Fraction(1) if len(found) > 1 else Fraction(1, 2), sentence, found)


def _event_series(context: Context) -> tuple[Column, list[Document]] | None:
    """A column for one event (an epidemic, a flood) with releases that went on through it within the year."""
    for column in named_columns(
        all_columns(context.site),
        words(context, _INDICATOR, "event_columns"),
        without=words(context, _INDICATOR, "no_event_columns"),
    ):
        releases = fresh(context, in_columns(context, [column]))
        if len(releases) >= number(context, _INDICATOR, "event_series"):
            return column, releases
    return None


@check("2.2-3")
def authoritative_response(context: Context) -> Finding:
    """热点问题权威全面回应: half for responses, half for the share of them whose text names a basis."""
    events, drills = words(context, _INDICATOR, "event"), words(context, _INDICATOR, "no_event")
    # A release on an event says what happened (2.2-2); it answers no question.
    found = [d for d in responses(context) if not has_any(d.title, events) or has_any(d.title, drills)]
    if not found:
        return _nothing(context, "2.2-3", "未见一年内对热点问题的回应信息")
    read = [document for document in found if document.text]
    if not read:
        sentence = f"有回应类信息{len(found)}条，正文未读到，是否权威、全面由人工评判。"
        return _found(context, "2.2-3", Fraction(1, 2), sentence, found)
    basis = [document for document in read if has_any(document.text, words(context, _INDICATOR, "basis"))]
    sentence = f"{len(read)}条回应中{len(basis)}条写明政策或事实依据；是否权威、全面由人工评判。"
    value = Fraction(1, 2) + Fraction(len(basis), 2 * len(read))
    return _found(context, "2.2-3", quarters(value), sentence, basis or read)


@check("2.2-4")
def rumours_refuted(context: Context) -> Finding:
    """谣言及时辟谣: refutations within the year."""
    found = _titled_of_the_year(context, "rumour", "no_rumour")
    if not found:
        return _nothing(context, "2.2-4", "未见一年内的辟谣信息")
    own = [document for document in found if _concerns(context, document)]
    sentence = f"一年内有辟谣信息{len(found)}条，如“{(own or found)[0].title}”"
    if not own:
        sentence += "，均未涉及本部门，是否应由本部门辟谣由人工确认"
    return _found(context, "2.2-4", Fraction(1) if own else Fraction(1, 2), f"{sentence}。", own or found)


def _concerns(context: Context, document: Document) -> bool:
    """Whether an item is the department's own, or names its place or business.

    What another source says of something else, or what stands in a column for one event, is a reprint of general
    rumours; without a source it is taken for the department's own.
    """
    source = document.article.source if document.article else ""
    events = words(context, _INDICATOR, "event_columns")
    if not source and not any(has_any(name, events) for column in document.columns for name in column.path):
        return True
    about = (*business_words(context), *own_places(context), *full_names(context))
    return is_own(context, source) or bool(has_any(document.title + document.text, about))


@check("2.2-5")
def first_on_the_site(context: Context) -> Finding:
    """热点回应网站首发: the share of responses whose source is the department itself."""
    found = responses(context)
    if not found:
        return _nothing(context, "2.2-5", "未见一年内的回应信息，谈不上首发")
    finding = first_publication(context, "2.2-5", found, "回应")
    return replace(finding, confidence=min(finding.confidence, GUESS))


@check("2.2-6")
def pushed_to_media(context: Context) -> Finding:
    """向媒体和新媒体推送: only proof can tell; columns that the site has are handed on."""
    column = column_point(context, "2.2-6", context.site.columns_for(_INDICATOR), "热点回应栏目")
    return needs_person(context, "2.2-6", "向媒体和新媒体推送回应信息须由部门提交佐证材料。", column.evidence)
