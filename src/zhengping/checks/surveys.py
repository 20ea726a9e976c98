"""4.2 征集调查: the channel, submitting online, how many within the year, how rich, and what became of the opinions."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

from zhengping.checks.activities import (
    Held,
    channel_point,
    count_point,
    held,
    names_this_year,
    no_column,
    none_held,
    nothing_held,
    of,
    too_few,
)
from zhengping.checks.context import Context, check
from zhengping.checks.entries import column_pages, entrances_named, forms_for, labels, proposal
from zhengping.checks.finding import Finding
from zhengping.checks.tools import (
    GUESS,
    LIKELY,
    SURE,
    Place,
    all_columns,
    has_any,
    naming,
    number,
    settle,
    unread,
    words,
)
from zhengping.reading.facts import Page
from zhengping.reading.site import Activity, Column

_INDICATOR = "4.2"


def _surveys(context: Context) -> Held:
    return held(context, _INDICATOR, context.site.surveys)


def _real(context: Context) -> list[Activity]:
    return [activity for activity in context.site.surveys if not activity.excluded]


def survey_columns(context: Context) -> list[Column]:
    """Columns of collections; those of results alone (结果反馈) are no channel."""
    return [
        c
        for c in context.site.columns_for(_INDICATOR)
        if not has_any(c.name, words(context, _INDICATOR, "result_columns"))
    ]


@check("4.2-1")
def channel(context: Context) -> Finding:
    """征集调查渠道: a column for collections of opinion or surveys."""
    columns = survey_columns(context)
    real = _real(context)
    if not columns and real:
        sentence = f"未设征集调查栏目，但有征集调查{len(real)}次，如“{real[0].title}”。"
        return settle(context, "4.2-1", Fraction(1, 2), sentence, [of(activity) for activity in real[:5]], sure=False)
    if not columns:
        return no_column(context, "4.2-1", "未设征集调查栏目")
    finding = channel_point(context, "4.2-1", "征集调查", columns)
    seen = _surveys(context)
    held_elsewhere = [*seen.counted, *seen.undated]
    online = [each for each in held_elsewhere if _asks_online(each) and (each.day or names_this_year(context, each))]
    if online and finding.value is not None and (finding.state != "judged" or finding.value < 1):
        # The column is blank or was not read, but the year's collection itself is there, with a form for the public.
        sentence = f"设有征集调查栏目{naming(columns)}，一年内另有在线填写意见的征集调查“{online[0].title}”。"
        places: list[Place] = [*(of(activity) for activity in online[:3]), *columns[:2]]
        return settle(context, "4.2-1", 1, sentence, places, sure=False, confidence=LIKELY)
    if finding.value == Fraction(1, 2) and held_elsewhere:
        sentence = f"征集调查栏目{naming(columns)}没有内容，但另有征集调查“{held_elsewhere[0].title}”。"
        places = [*columns[:2], *(of(activity) for activity in held_elsewhere[:3])]
        return settle(context, "4.2-1", 1, sentence, places, sure=False)
    return finding


@check("4.2-2")
def submitting(context: Context) -> Finding:
    """在线提交意见功能: a form, on the site or at a questionnaire service; mail and telephone are none."""
    seen = _surveys(context)
    pages = {page.url: page for page in column_pages(seen.columns)}
    for activity in _real(context):
        if activity.page is not None:
            pages.setdefault(activity.page.url, activity.page)
    for activity in [*seen.counted, *seen.undated]:
        if activity.page is not None:
            pages.setdefault(activity.page.url, activity.page)
    forms = forms_for(pages.values(), "opinion", "survey")
    asked = {activity.url for activity in [*seen.counted, *seen.undated]}
    forms += [found for found in forms_for(pages.values(), "mailbox", "comment") if found[0].url in asked]
    if forms:
        sentence = f"有在线提交意见的表单{len(forms)}处，未提交，功能由浏览器实测。"
        return settle(context, "4.2-2", 1, sentence, [page for page, _ in forms[:4]], sure=False, confidence=LIKELY)
    outside = [
        (page, link.url)
        for page in pages.values()
        for link in page.links
        if has_any(link.url, words(context, _INDICATOR, "hosts"))
    ]
    if outside:
        sentence = f"通过外部问卷服务在线提交意见，共{len(outside)}处入口。"
        return settle(context, "4.2-2", 1, sentence, [page for page, _ in outside[:4]], sure=False, confidence=LIKELY)
    buttons = entrances_named(context, words(context, _INDICATOR, "submit"), pages=pages.values())
    if buttons:
        sentence = f"征集调查页面有提交入口{labels(buttons)}，是否可用由浏览器实测。"
        return settle(context, "4.2-2", 1, sentence, [button.see() for button in buttons[:4]], sure=False)
    by_mail = [activity for activity in _real(context) if activity.page and _by_mail(activity.page)]
    if by_mail:
        sentence = f"所读征集{len(_real(context))}次，只有电子邮箱、电话等方式，未见在线提交表单。"
        return settle(
            context, "4.2-2", 0, sentence, [of(activity) for activity in by_mail[:4]], sure=False, confidence=LIKELY
        )
    finding = nothing_held(context, "4.2-2", "未见在线提交意见的功能", seen)
    return proposal(finding) if _real(context) else finding


def _asks_online(activity: Activity) -> bool:
    """Whether a collection's own page holds a form for opinions, a questionnaire, or what is filled in like one."""
    forms = activity.page.forms if activity.page is not None else ()
    return any(form.purpose in ("opinion", "survey", "mailbox", "comment") for form in forms)


def _by_mail(page: Page) -> bool:
    return "@" in page.text or "邮箱" in page.text


@check("4.2-3")
def number_of_surveys(context: Context) -> Finding:
    """年度开展次数."""
    return count_point(context, "4.2-3", "征集调查", _surveys(context))


@check("4.2-4")
def richness(context: Context) -> Finding:
    """内容丰富程度: zero by the table's rule where fewer than 3 in the year; else a proposal from forms and rhythm."""
    seen = _surveys(context)
    minimum = number(context, _INDICATOR, "minimum")
    count = len(seen.counted)
    if not count and not seen.undated:
        return none_held(context, "4.2-4", f"一年内征集调查不足{minimum}次，按规则为零", seen)
    places = [of(activity) for activity in (seen.counted or seen.undated)[:6]]
    if count < minimum:
        return too_few(context, "4.2-4", "征集调查", seen, places)
    questionnaires = [a for a in seen.counted if has_any(a.title, words(context, _INDICATOR, "questionnaire"))]
    months = {activity.day.month for activity in seen.counted if activity.day}
    varied = 0 < len(questionnaires) < count
    value = Fraction(1, 2) + Fraction(1, 4) * (varied + (len(months) >= minimum))
    sentence = f"一年内{count}次，分布在{len(months)}个月，其中调查问卷{len(questionnaires)}次、"
    sentence += f"意见征集{count - len(questionnaires)}次；主题和质量由人工评判。"
    return settle(context, "4.2-4", value, sentence, places, sure=False)


@check("4.2-5")
def results(context: Context) -> Finding:
    """意见及采纳情况公开: share of closed collections with a published result."""
    seen = _surveys(context)
    activities = [*seen.counted, *seen.undated] or _real(context)
    if not activities:
        return nothing_held(context, "4.2-5", "未见征集调查，也未见意见和采纳情况公开", seen)
    menus = {column.url for column in all_columns(context.site)}
    answered = [activity for activity in activities if set(activity.results) - menus]
    closed = [a for a in activities if a in answered or _is_closed(context, a)]
    if not closed:
        sentence = f"{len(activities)}次征集调查均未结束，结果公开情况留待结束后判断。"
        return settle(context, "4.2-5", 1, sentence, [of(a) for a in activities[:4]], sure=False)
    without = [activity for activity in closed if activity not in answered]
    sentence = f"已结束的征集调查{len(closed)}次，公开结果{len(answered)}次。"
    if without:
        sentence += f"未见结果的如“{without[0].title}”。"
    if still := len(activities) - len(closed):
        days = number(context, _INDICATOR, "open_days")
        sentence += f"另有{still}次还没有结束（未写截止日期的，满{days}天才算结束），不计入。"
    # The page of a collection leads to its result, and so do columns of results and notices: unread, they leave it
    # open; an undated collection may be of last week.
    closed_unread = any(activity.page is None or (activity.ends or activity.day) is None for activity in without)
    columns = context.site.columns_for(_INDICATOR)
    gaps = [*seen.gaps, *(reason for c in columns if without and (reason := unread(c)))]
    gaps += seen.aside if without else ()
    open_ends = closed_unread or bool(gaps)
    everywhere = not without and seen.complete
    doubt = f"未能看全，由人工确认：{'、'.join(list(dict.fromkeys(gaps))[:3])}。" if gaps else "未见结果的由人工确认。"
    places = [of(activity) for activity in [*answered[:3], *without][:6]]
    return settle(
        context,
        "4.2-5",
        Fraction(len(answered), len(closed)),
        sentence,
        places,
        sure=everywhere,
        confidence=SURE if everywhere else GUESS if open_ends else LIKELY,
        doubt=doubt if open_ends else "",
    )


def _is_closed(context: Context, activity: Activity) -> bool:
    """Whether its time is over: by the end that it states, else some time after it began; undated ones count as over.

    Most collections run for about a month, so one of last week without a stated end is taken to be open.
    """
    if activity.ends is not None:
        return activity.ends < context.monitoring_date
    days = timedelta(days=number(context, _INDICATOR, "open_days"))
    return activity.day is None or activity.day + days < context.monitoring_date
