"""2.1 政策解读: the column, its content and forms, the links between interpretation and policy."""

from __future__ import annotations

from fractions import Fraction

from zhengping.checks.context import Context, check
from zhengping.checks.entries import proposal, quarters, signs
from zhengping.checks.finding import Finding
from zhengping.checks.first_publication import first_publication
from zhengping.checks.periods import estimate_note, within_year
from zhengping.checks.policies import explained_within, is_own_normative, links_to_policy, policies_of
from zhengping.checks.tools import (
    LIKELY,
    SURE,
    Document,
    all_columns,
    column_point,
    documents,
    graded,
    has_any,
    looked_through,
    needs_person,
    number,
    settle,
    titled,
    unread,
    words,
    zero,
)
from zhengping.reading.site import Article, Column

_INDICATOR = "2.1"
_MOST_TEXT_OF_A_PICTURE = 200
"""Characters; a page with body pictures and less text than this explains by its pictures."""


@check("2.1-1")
def interpretation_column(context: Context) -> Finding:
    """设置政策解读栏目."""
    finding = column_point(context, "2.1-1")
    return proposal(finding) if finding.value == 0 and signs(context, _INDICATOR) else finding


def interpretation_columns(context: Context) -> list[Column]:
    """Columns of the indicator whose name says interpretation; 解读回应 and 新闻发布 are only parents of such."""
    generic = words(context, _INDICATOR, "generic_columns")
    return [column for column in context.site.columns_for(_INDICATOR) if column.name not in generic]


def interpretations(context: Context) -> list[Document]:
    """Documents that explain a policy: what stands in the column, and what its title calls so elsewhere."""
    columns = {id(column) for column in interpretation_columns(context)}
    names = {column.name for column in all_columns(context.site)}
    wanted, unwanted = words(context, _INDICATOR, "titles"), words(context, _INDICATOR, "other_titles")
    return [
        document
        for document in documents(context)
        if not has_any(document.title, unwanted)
        and (document.article is not None or document.title not in names)
        and (any(id(column) in columns for column in document.columns) or has_any(document.title, wanted))
    ]


def of_the_year(context: Context, found: list[Document]) -> list[Document]:
    """Those published within the year before the monitoring date."""
    return [document for document in found if within_year(document.day, context.monitoring_date)]


def unknown_content(context: Context, code: str, found: list[Document]) -> Finding | None:
    """For a person, where nothing was found but a column exists whose content could not be read."""
    columns = context.site.columns_for(_INDICATOR)
    hidden = [column for column in columns if unread(column) and column.state != "filled"]
    if found or not hidden:
        return None
    reason = "、".join(unread(column) for column in hidden[:3])
    return needs_person(context, code, f"有政策解读栏目，但{reason}，内容待人工查看。", hidden)


@check("2.1-2")
def timely_and_thorough(context: Context) -> Finding:
    """及时发布，多种形式详细介绍: mean share of the four parts of content over the year's interpretations."""
    found = interpretations(context)
    if unknown := unknown_content(context, "2.1-2", found):
        return unknown
    columns = interpretation_columns(context)
    comment = words(context, _INDICATOR, "comment")
    recent = [d for d in of_the_year(context, found) if d.text and not has_any(d.title, comment)]
    if not found:
        return zero(context, "2.1-2", "未见政策解读信息", columns)
    if not recent and (unread_ones := of_the_year(context, found)):
        sentence = f"一年内有{len(unread_ones)}篇解读，正文未读到，由人工查看。"
        return needs_person(context, "2.1-2", sentence, [d.see() for d in unread_ones[:5]])
    if not recent:
        newest = max((document.day for document in found if document.day), default=None)
        sentence = f"监测点前一年内未读到政策解读正文，最新一篇为{newest or '未注明日期'}，共{len(found)}篇。"
        return settle(context, "2.1-2", Fraction(1, 4), sentence, [d.see() for d in found[:5]], sure=False)
    parts = {
        name: words(context, _INDICATOR, f"part_{name}") for name in ("背景依据", "目标任务", "主要内容", "解决的问题")
    }
    covered = {name: sum(bool(has_any(d.text, needles)) for d in recent) for name, needles in parts.items()}
    value = Fraction(sum(covered.values()), len(parts) * len(recent))
    detail = "、".join(f"{name}{count}篇" for name, count in covered.items())
    sentence = f"一年内{len(recent)}篇解读，其中写到{detail}。{_delays(context, recent)}"
    return settle(
        context, "2.1-2", quarters(value), sentence, [d.see() for d in recent[:6]], sure=False, confidence=LIKELY
    )


def _delays(context: Context, recent: list[Document]) -> str:
    """A sentence on the working days between a policy and its interpretation, where both dates are known."""
    pairs = [
        (document.day, policy.published)
        for document in recent
        if document.article and document.day
        for policy in policies_of(context, document.article)
        if policy.published
    ]
    if not pairs:
        return "解读与文件的时间差无法算出。"
    limit = number(context, _INDICATOR, "interpretation_delay")
    late = sum(context.calendar.count(policy, day) > limit for day, policy in pairs)
    note = estimate_note(context.calendar, [(policy, day) for day, policy in pairs])
    return f"可算出时间差的{len(pairs)}篇中，{late}篇晚于文件{limit}个工作日以上{note}。"


@check("2.1-3")
def forms_of_interpretation(context: Context) -> Finding:
    """数字化、图解、音频、视频、动漫展现: forms that occur within the year (none 0, one 1/2, two 3/4, three 1)."""
    found = interpretations(context)
    if unknown := unknown_content(context, "2.1-3", found):
        return unknown
    recent = of_the_year(context, found)
    examples: dict[str, Document] = {}
    for document in recent:
        for form in _forms(context, document):
            examples.setdefault(form, document)
    if not examples:
        finding = zero(
            context,
            "2.1-3",
            _no_forms(recent),
            interpretation_columns(context),
        )
        unsure = any(document.article is None or _shows(document.article) for document in recent)
        return proposal(finding) if unsure else finding
    value = (Fraction(0), Fraction(1, 2), Fraction(3, 4), Fraction(1))[min(3, len(examples))]
    sentence = f"一年内解读采用了{'、'.join(examples)}共{len(examples)}种非文字形式。"
    places = [document.see() for document in examples.values()]
    full = value == 1
    return settle(context, "2.1-3", value, sentence, places, sure=full, confidence=SURE if full else LIKELY)


def _shows(article: Article) -> bool:
    """Whether a page shows pictures or a player, which may be a form that its title does not name."""
    return bool(article.page.media) or any(picture.in_body for picture in article.page.pictures)


def _no_forms(recent: list[Document]) -> str:
    if not recent:
        return "一年内未见政策解读信息，也未见图解、音频、视频、动漫等形式"
    return f"一年内{len(recent)}篇解读中未见图解、音频、视频、动漫等形式"


def _forms(context: Context, document: Document) -> list[str]:
    forms = [
        form
        for form in ("图解", "视频", "音频", "动漫", "数字化")
        if has_any(document.title, words(context, _INDICATOR, f"form_{form}"))
    ]
    page = document.article.page if document.article else None
    if page is not None:
        kinds = {media.kind for media in page.media}
        forms += ["视频"] if kinds & {"video", "flash"} else []
        forms += ["音频"] if "audio" in kinds else []
        shown = [p for p in page.pictures if p.in_body and context.site.outcomes.get(p.url, "ok") == "ok"]
        forms += ["图解"] if shown and len(page.text) < _MOST_TEXT_OF_A_PICTURE else []
    return list(dict.fromkeys(forms))


@check("2.1-4")
def linked_both_ways(context: Context) -> Finding:
    """解读与文件相互关联: mean of the shares that link to their policy and of these that link back."""
    found = interpretations(context)
    if unknown := unknown_content(context, "2.1-4", found):
        return unknown
    columns = interpretation_columns(context)
    read = [document for document in (of_the_year(context, found) or found) if document.article]
    if not found:
        return zero(context, "2.1-4", "未见政策解读信息，谈不上与文件关联", columns)
    if not read:
        return needs_person(
            context, "2.1-4", f"有{len(found)}篇解读，但正文未读到，关联情况待人工查看。", [d.see() for d in found[:5]]
        )
    forward = [document for document in read if links_to_policy(context, document)]
    if not forward:
        sentence = f"所读{len(read)}篇解读均未链接到所解读的文件"
        finding = zero(context, "2.1-4", sentence, columns, also=[document.see() for document in read[:4]])
        return proposal(finding) if any(d.article and d.article.page.attachments for d in read) else finding
    policies = {policy.url: policy for d in forward if d.article for policy in policies_of(context, d.article)}
    explained = {document.url for document in forward}
    back = [policy for policy in policies.values() if any(link.url in explained for link in policy.page.links)]
    there = Fraction(len(forward), len(read))
    returned = Fraction(len(back), len(policies)) if policies else Fraction(0)
    sentence = f"{len(read)}篇解读中{len(forward)}篇链接到文件（{graded(there)}）；"
    sentence += f"本站{len(policies)}份被解读文件中{len(back)}份链接回解读。"
    whole = looked_through(context, columns).complete and bool(policies)
    return settle(
        context,
        "2.1-4",
        (there + returned) / 2,
        sentence,
        [d.see() for d in forward[:4]],
        sure=whole and there == returned == 1,
    )


@check("2.1-5")
def media_comment(context: Context) -> Finding:
    """转载媒体评论文章: comment by media within the year; on the department's own policies full, else half."""
    comments = [
        document
        for document in titled(
            context, words(context, _INDICATOR, "comment"), without=words(context, _INDICATOR, "no_comment")
        )
        if within_year(document.day, context.monitoring_date)
    ]
    columns = {id(column) for column in interpretation_columns(context)}
    media = words(context, _INDICATOR, "media")
    comments += [
        document
        for document in of_the_year(context, interpretations(context))
        if document.article and has_any(document.article.source, media) and document not in comments
    ]
    if unknown := unknown_content(context, "2.1-5", list(comments)):
        return unknown
    if not comments and (essays := _essays(context)):
        sentence = f"未见针对本部门政策的媒体评论，但一年内转载媒体文章{len(essays)}篇，如《{essays[0].title}》；"
        sentence += "是否为对政策的评论、解读由人工确认。"
        return settle(context, "2.1-5", Fraction(1, 2), sentence, [d.see() for d in essays[:5]], sure=False)
    if not comments:
        return proposal(
            zero(context, "2.1-5", "一年内未见转载媒体对政策的评论、解读文章", interpretation_columns(context))
        )
    beside = [d for d in comments if any(id(column) in columns for column in d.columns)]
    value = Fraction(1) if beside else Fraction(1, 2)
    where = "解读栏目内" if beside else "其他栏目内，是否针对本部门政策由人工确认"
    sentence = f"一年内转载媒体评论、解读文章{len(comments)}篇（{where}）。"
    return settle(context, "2.1-5", value, sentence, [d.see() for d in (beside or comments)[:5]], sure=False)


def _essays(context: Context) -> list[Document]:
    """The year's reprints from national newspapers in columns that hold no news: essays on policy, most of them."""
    papers = words(context, _INDICATOR, "papers")
    found = [
        document
        for document in of_the_year(context, documents(context))
        if document.article
        and has_any(document.article.source, papers)
        and not any("1.1.4" in column.indicators for column in document.columns)
    ]
    return found if len(found) >= number(context, _INDICATOR, "essays") else []


@check("2.1-6")
def first_on_the_site(context: Context) -> Finding:
    """解读信息网站首发: the share of the year's interpretations whose source is the department itself."""
    found = interpretations(context)
    if unknown := unknown_content(context, "2.1-6", found):
        return unknown
    if not found:
        return zero(context, "2.1-6", "未见政策解读信息，谈不上首发", interpretation_columns(context))
    return first_publication(context, "2.1-6", of_the_year(context, found) or found, "解读")


@check("2.1-7")
def published_together(context: Context) -> Finding:
    """文件发布同步发布解读材料: the year's own documents that are interpreted within the limit of days."""
    own = [
        document
        for document in of_the_year(context, documents(context))
        if document.article and is_own_normative(context, document.article)
    ]
    found = interpretations(context)
    if unknown := unknown_content(context, "2.1-7", found):
        return unknown
    if not own:
        return needs_person(
            context,
            "2.1-7",
            "一年内未读到本部门新发的规范性文件，是否有应解读的文件由部门说明。",
            interpretation_columns(context)[:4],
        )
    limit = number(context, _INDICATOR, "interpretation_delay")
    explained = {document.url: explained_within(context, document, found, limit) for document in own}
    count = sum(day is not None for day in explained.values())
    missing = [document for document in own if explained[document.url] is None]
    known = estimate_note(context.calendar, [(d.day, day) for d in own if d.day and (day := explained[d.url])])
    sentence = f"一年内读到本部门文件{len(own)}份，其中{count}份在发布后{limit}个工作日内有对应解读{known}。"
    if missing:
        sentence += f"未见解读的如“{missing[0].title}”。"
    places = [d.see() for d in (missing or own)[:5]]
    return settle(context, "2.1-7", Fraction(count, len(own)), sentence, places, sure=False)
