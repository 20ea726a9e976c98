"""4.3 在线访谈: the channel, previews and questions, how many within the year, guests, forms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from zhengping.checks.activities import (
    Held,
    channel_point,
    count_point,
    held,
    no_column,
    none_held,
    nothing_held,
    of,
    too_few,
)
from zhengping.checks.context import Context, check
from zhengping.checks.entries import Entrance, column_pages, entrances_named, forms_for, labels, proposal
from zhengping.checks.finding import Evidence, Finding
from zhengping.checks.quoting import quote
from zhengping.checks.tools import GUESS, LIKELY, SURE, has_any, needs_person, number, settle, share, words
from zhengping.reading.facts import Page
from zhengping.reading.site import Activity

_INDICATOR = "4.3"
_TURN = re.compile(r"(?m)^[ \u3000【\[]*[^：:\n，。]{1,12}[】\]]?[：:]")
"""Where somebody begins to speak in a transcript: 主持人：, 网友“山泉”：."""
_TURNS = 4
"""Turns from which a text is a transcript, however short."""


def _interviews(context: Context) -> Held:
    return held(context, _INDICATOR, context.site.interviews)


def _real(context: Context) -> list[Activity]:
    return [activity for activity in context.site.interviews if not activity.excluded]


def _latest(seen: Held, context: Context) -> list[Activity]:
    """The year's interviews, else all that there are."""
    return list(seen.counted) or _real(context)


def _pages(context: Context, seen: Held) -> list[Page]:
    pages = {page.url: page for page in column_pages(seen.columns)}
    pages.update((a.page.url, a.page) for a in _real(context) if a.page is not None)
    return list(pages.values())


@check("4.3-1")
def channel(context: Context) -> Finding:
    """访谈渠道: a column for interviews."""
    columns = context.site.columns_for(_INDICATOR)
    real = _real(context)
    if not columns and real:
        sentence = f"未设访谈栏目，但有访谈{len(real)}次，如“{real[0].title}”。"
        return settle(context, "4.3-1", Fraction(1, 2), sentence, [of(activity) for activity in real[:5]], sure=False)
    if not columns:
        return no_column(context, "4.3-1", "未设在线访谈栏目")
    return channel_point(context, "4.3-1", "在线访谈", columns)


PREVIEW, ASKING = FUNCTIONS = ("访谈预告", "在线提问")


def function_parts(context: Context) -> dict[str, list[Evidence]]:
    """Which of the two functions of 4.3-2 the pages show, each with its evidence."""
    pages = _pages(context, _interviews(context))
    previews: list[Evidence] = [
        of(a) for a in _real(context) if has_any(a.title, words(context, _INDICATOR, "preview"))
    ]
    previews += [e.see() for e in entrances_named(context, words(context, _INDICATOR, "preview"))]
    forms = forms_for(pages, "opinion", "comment", "mailbox", "other")
    questions: list[Evidence] = [e.see() for e in _asking(context, pages)]
    questions += [
        Evidence(page.url, quote(form.text, length=40))
        for page, form in forms
        if has_any(form.text, words(context, _INDICATOR, "question"))
    ]
    return {name: found for name, found in ((PREVIEW, previews), (ASKING, questions)) if found}


def _asking(context: Context, pages: list[Page]) -> list[Entrance]:
    return entrances_named(context, words(context, _INDICATOR, "question"), pages=pages)


@check("4.3-2")
def previews_and_questions(context: Context) -> Finding:
    """访谈预告、在线提问: share of the two."""
    seen = _interviews(context)
    parts = function_parts(context)
    if not parts:
        finding = nothing_held(context, "4.3-2", "未见访谈预告和在线提问入口", seen)
        return proposal(finding) if _real(context) else finding
    asking = _asking(context, _pages(context, seen))
    sentence = f"有{'、'.join(parts)}{labels(asking)}，提问功能由浏览器实测。"
    places = [place for found in parts.values() for place in found[:3]]
    return settle(context, "4.3-2", share(parts, FUNCTIONS), sentence, places, sure=False)


@check("4.3-3")
def number_of_interviews(context: Context) -> Finding:
    """年度开展次数."""
    return count_point(context, "4.3-3", "在线访谈", _interviews(context))


@check("4.3-4")
def richness(context: Context) -> Finding:
    """内容丰富程度、主题设计、质量: zero by the table's rule where fewer than 3 in the year; else a proposal."""
    seen = _interviews(context)
    minimum = number(context, _INDICATOR, "minimum")
    count = len(seen.counted)
    if not count and not seen.undated:
        return none_held(context, "4.3-4", f"一年内访谈不足{minimum}次，按规则为零", seen)
    places = [of(activity) for activity in (seen.counted or seen.undated)[:6]]
    if count < minimum:
        return too_few(context, "4.3-4", "访谈", seen, places)
    long_enough = number(context, _INDICATOR, "transcript")
    with_text = [activity for activity in seen.counted if activity.page and len(activity.page.text) >= long_enough]
    value = Fraction(1, 2) + Fraction(1, 2) * Fraction(len(with_text), count)
    sentence = f"一年内访谈{count}次，其中{len(with_text)}次有实录正文；主题和质量由人工评判。"
    return settle(context, "4.3-4", value, sentence, places, sure=False)


@check("4.3-5")
def leaders_and_public(context: Context) -> Finding:
    """领导出席、网友互动: mean of the shares with a leading guest and with questions of the public."""
    seen = _interviews(context)
    activities = _latest(seen, context)
    if not activities:
        return nothing_held(context, "4.3-5", "未见访谈，谈不上领导出席和网友互动", seen)
    read = [activity for activity in activities if activity.page is not None and activity.page.text]
    if not read:
        return needs_person(
            context, "4.3-5", f"有访谈{len(activities)}次，内容未读到，由人工查看。", [of(a) for a in activities[:5]]
        )
    led = _with_words(context, read, "leader")
    asked = _with_words(context, read, "public")
    value = (Fraction(len(led), len(read)) + Fraction(len(asked), len(read))) / 2
    sentence = f"{len(read)}次访谈中，领导出席{len(led)}次，有网友提问和回答{len(asked)}次；互动实质内容由人工评判。"
    return settle(context, "4.3-5", value, sentence, [of(activity) for activity in read[:5]], sure=False)


def _with_words(context: Context, activities: Sequence[Activity], name: str) -> list[Activity]:
    needles = words(context, _INDICATOR, name)
    return [
        activity for activity in activities if activity.page and has_any(activity.title + activity.page.text, needles)
    ]


@check("4.3-6")
def shown_in_three_forms(context: Context) -> Finding:
    """视频、图片、文字公开: share of the three forms over the year's interviews."""
    seen = _interviews(context)
    activities = _latest(seen, context)
    if not activities:
        return nothing_held(context, "4.3-6", "未见以视频、图片、文字公开的访谈", seen)
    pages = [activity.page for activity in activities if activity.page is not None]
    if not pages:
        return needs_person(
            context, "4.3-6", f"有访谈{len(activities)}次，内容未读到，由人工查看。", [of(a) for a in activities[:5]]
        )
    long_enough = number(context, _INDICATOR, "transcript")
    forms = {
        "视频": [page for page in pages if any(media.kind in ("video", "flash", "frame") for media in page.media)],
        "图片": [page for page in pages if any(picture.in_body for picture in page.pictures)],
        "文字": [page for page in pages if len(page.text) >= long_enough or len(_TURN.findall(page.text)) >= _TURNS],
    }
    there = [name for name, found in forms.items() if found]
    missing = [name for name in forms if name not in there]
    sentence = (
        f"{len(pages)}次访谈以{'、'.join(there) or '无任何形式'}公开"
        + (f"，未见{'、'.join(missing)}" if missing else "")
        + "。"
    )
    places: list[Page | Evidence] = [page for name in there for page in forms[name][:2]]
    places += [] if places else [of(a) for a in activities[:3]]
    played = any(media.kind in ("video", "flash") for page in pages for media in page.media)
    sure = not missing and played and bool(seen.counted)
    # A text of some length may be a transcript or an announcement; what was not read may show the rest.
    near = "文字" in missing and 2 * max(len(page.text) for page in pages) >= long_enough
    unread_ones = bool(missing) and len(pages) < len(activities)
    confidence = SURE if sure else GUESS if near or unread_ones else LIKELY
    return settle(context, "4.3-6", share(there, forms), sentence, places, sure=sure, confidence=confidence)
