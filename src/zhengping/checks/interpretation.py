"""2.1 政策解读: the column, its content and forms, the links between interpretation and policy."""

from __future__ import annotations

from fractions import Fraction

from zhengping.checks.context import Context, check
from zhengping.checks.entries import proposal, quarters, signs
from zhengping.checks.finding import Finding
from zhengping.checks.first_publication import first_publication
from zhengping.checks.interpretation_forms import NOT_TEXT, examples_of, listing, may_hide_forms
from zhengping.checks.policies import is_own_normative, leads_elsewhere, leads_to_some_policy
from zhengping.checks.policy_pairs import Pair, list_of, pairs, short
from zhengping.checks.tools import (
    GUESS,
    LIKELY,
    SURE,
    Document,
    all_columns,
    column_point,
    documents,
    fresh,
    graded,
    has_any,
    looked_through,
    needs_person,
    number,
    settle,
    unread,
    words,
    zero,
)
from zhengping.reading.site import Column

_INDICATOR = "2.1"
_NO_DOCUMENTS = 0.5
"""Confidence of a zero where there was nothing to interpret: only the department can say so."""


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
        and not _is_a_policy_itself(context, document, wanted)
    ]


def _is_a_policy_itself(context: Context, document: Document, wanted: tuple[str, ...]) -> bool:
    """Whether a numbered document merely stands in the column of interpretations."""
    page = document.article.page if document.article else None
    issued = document.title.endswith(words(context, _INDICATOR, "policy_titles"))
    return page is not None and bool(page.document_number) and issued and not has_any(document.title, wanted)


def explained(context: Context) -> list[Pair]:
    """The site's policies with their interpretations."""
    return pairs(context, interpretations(context))


def own_documents(context: Context) -> list[Document]:
    """The year's normative documents of the department itself, which ought to be explained."""
    return [
        document
        for document in fresh(context, documents(context))
        if document.article and is_own_normative(context, document.article)
    ]


def _pairs_told(context: Context, found: list[Document]) -> str:
    """The pairs of these interpretations, own documents of the year without any, and who stands alone."""
    addresses = {document.url for document in found}
    told = [pair for pair in explained(context) if pair.interpretation.url in addresses]
    with_one = {pair.policy.url for pair in explained(context)}
    without = [document for document in own_documents(context) if document.url not in with_one]
    alone = len(addresses - {pair.interpretation.url for pair in told})
    return list_of(context, told, without, alone)


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
    read = [d for d in fresh(context, found) if d.text]
    # What media write beside the interpretations is comment (2.1-5); it counts where there is nothing else.
    recent = [d for d in read if not _is_comment(context, d)] or read
    if not found:
        return zero(context, "2.1-2", "未见政策解读信息", columns)
    if not recent and (unread_ones := fresh(context, found)):
        sentence = f"一年内有{len(unread_ones)}篇解读，正文未读到，由人工查看。"
        return needs_person(context, "2.1-2", sentence, [d.see() for d in unread_ones[:5]])
    if not recent:
        newest = max((document.day for document in found if document.day), default=None)
        sentence = f"监测点前一年内未读到政策解读正文，最新一篇为{newest or '未注明日期'}，共{len(found)}篇。"
        return settle(context, "2.1-2", Fraction(1, 4), sentence, [d.see() for d in found[:5]], sure=False)
    parts = {
        name: words(context, _INDICATOR, f"part_{name}") for name in ("背景依据", "目标任务", "主要内容", "解决的问题")
    }
    covered = {d.url: [name for name, needles in parts.items() if has_any(d.text, needles)] for d in recent}
    delays = _delays(context)
    limit = number(context, _INDICATOR, "interpretation_delay")
    scores = []
    for document in recent:
        content = Fraction(len(covered[document.url]), len(parts))
        days = delays.get(document.url)
        scores.append(content if days is None else (content + (days <= limit)) / 2)
    counts = "、".join(f"{name}{sum(name in c for c in covered.values())}篇" for name in parts)
    late = [days for d in recent if (days := delays.get(d.url)) is not None and days > limit]
    known = sum(d.url in delays for d in recent)
    sentence = f"一年内{len(recent)}篇解读，其中写到{counts}；形式有{listing(context, recent)}。"
    sentence += f"能算出与文件时间差的{known}篇，{len(late)}篇晚于{limit}个工作日。" if known else ""
    sentence += _pairs_told(context, recent)
    value = quarters(sum(scores, Fraction(0)) / len(scores))
    whole = all(document.was_read for document in fresh(context, found))
    confidence = LIKELY if whole else GUESS
    return settle(context, "2.1-2", value, sentence, [d.see() for d in recent[:6]], sure=False, confidence=confidence)


def _is_comment(context: Context, document: Document) -> bool:
    """Whether a medium's comment on a policy rather than an interpretation: by its title, its column or its source."""
    comment = words(context, _INDICATOR, "comment")
    named = any(has_any(column.name, comment) for column in document.columns)
    source = document.article.source if document.article else ""
    return bool(named or has_any(document.title, comment) or has_any(source, words(context, _INDICATOR, "media")))


def _delays(context: Context) -> dict[str, int]:
    """Working days from its policy to each interpretation, by its address; the shortest where it explains several."""
    found: dict[str, int] = {}
    for pair in explained(context):
        if pair.days is not None:
            url = pair.interpretation.url
            found[url] = min(found.get(url, pair.days), pair.days, key=abs)
    return found


@check("2.1-3")
def forms_of_interpretation(context: Context) -> Finding:
    """数字化、图解、音频、视频、动漫展现: forms that occur within the year (none 0, one 1/2, two 3/4, three 1)."""
    found = interpretations(context)
    if unknown := unknown_content(context, "2.1-3", found):
        return unknown
    recent = fresh(context, found)
    examples = examples_of(context, recent, NOT_TEXT)
    if not examples:
        sentence = "一年内未见政策解读信息，也未见图解、音频、视频、动漫等形式"
        if recent:
            sentence = (
                f"一年内{len(recent)}篇解读中未见图解、音频、视频、动漫等形式，所见形式为{listing(context, recent)}"
            )
        finding = zero(context, "2.1-3", sentence, interpretation_columns(context))
        return proposal(finding) if any(may_hide_forms(document) for document in recent) else finding
    value = (Fraction(0), Fraction(1, 2), Fraction(3, 4), Fraction(1))[min(3, len(examples))]
    sentence = (
        f"一年内解读采用了{'、'.join(examples)}共{len(examples)}种非文字形式；各种形式为{listing(context, recent)}。"
    )
    places = [documents[0].see() for documents in examples.values()]
    full = value == 1
    confidence = SURE if full else GUESS if any(not document.was_read for document in recent) else LIKELY
    return settle(context, "2.1-3", value, sentence, places, sure=full, confidence=confidence)


@check("2.1-4")
def linked_both_ways(context: Context) -> Finding:
    """解读与文件相互关联: mean of the shares that link to their policy and of these that link back."""
    found = interpretations(context)
    if unknown := unknown_content(context, "2.1-4", found):
        return unknown
    columns = interpretation_columns(context)
    read = [document for document in (fresh(context, found) or found) if document.article]
    if not found:
        return zero(context, "2.1-4", "未见政策解读信息，谈不上与文件关联", columns)
    if not read:
        return needs_person(
            context, "2.1-4", f"有{len(found)}篇解读，但正文未读到，关联情况待人工查看。", [d.see() for d in found[:5]]
        )
    told = [pair for pair in explained(context) if any(pair.interpretation.url == d.url for d in read)]
    there = {pair.interpretation.url for pair in told if pair.forward}
    there |= {document.url for document in read if leads_elsewhere(context, document)}
    forward = [document for document in read if document.url in there]
    policies = {pair.policy.url: pair.policy for pair in told}
    returned = {pair.policy.url for pair in told if pair.back}
    if not forward and not returned:
        sentence = f"所读{len(read)}篇解读均未链接到所解读的文件，文件也未链接解读；{_pairs_told(context, read)}"
        finding = zero(context, "2.1-4", sentence, columns, also=[document.see() for document in read[:4]])
        return proposal(finding) if any(_may_link(context, document) for document in read) else finding
    share_there = Fraction(len(forward), len(read))
    share_back = Fraction(len(returned), len(policies)) if policies else Fraction(0)
    sentence = f"{len(read)}篇解读中{len(forward)}篇链接到文件（{graded(share_there)}）；"
    sentence += f"本站{len(policies)}份被解读文件中{len(returned)}份链接回解读。{_pairs_told(context, read)}"
    whole = looked_through(context, columns).complete and bool(policies)
    places = [place for pair in told[:3] for place in (pair.interpretation.see(), pair.policy.see())]
    return settle(
        context,
        "2.1-4",
        (share_there + share_back) / 2,
        sentence,
        [*places, *(document.see() for document in forward[:4])],
        sure=whole and share_there == share_back == 1,
    )


def _may_link(context: Context, document: Document) -> bool:
    """Whether an interpretation may lead to its policy in a way that was not recognised."""
    page = document.article.page if document.article else None
    return page is None or page.scripted or bool(page.attachments) or leads_to_some_policy(context, document)


@check("2.1-6")
def first_on_the_site(context: Context) -> Finding:
    """解读信息网站首发: the share of the year's interpretations whose source is the department itself."""
    found = interpretations(context)
    if unknown := unknown_content(context, "2.1-6", found):
        return unknown
    if not found:
        return zero(context, "2.1-6", "未见政策解读信息，谈不上首发", interpretation_columns(context))
    return first_publication(context, "2.1-6", fresh(context, found) or found, "解读")


@check("2.1-7")
def published_together(context: Context) -> Finding:
    """文件发布同步发布解读材料: the year's own documents that are interpreted within the limit of days."""
    own = own_documents(context)
    found = interpretations(context)
    if unknown := unknown_content(context, "2.1-7", found):
        return unknown
    if not own:
        sentence = "一年内未读到本部门新发的规范性文件，未见同步解读；是否有应解读的文件由部门说明。"
        return settle(
            context, "2.1-7", 0, sentence, interpretation_columns(context)[:4], sure=False, confidence=_NO_DOCUMENTS
        )
    limit = number(context, _INDICATOR, "interpretation_delay")
    same = number(context, _INDICATOR, "same_time")
    days: dict[str, int] = {}
    undated: set[str] = set()
    for pair in explained(context):
        if pair.days is None:
            undated.add(pair.policy.url)
        else:
            days[pair.policy.url] = min(days.get(pair.policy.url, pair.days), pair.days)
    together = [document for document in own if document.url in days and days[document.url] <= same]
    soon = [document for document in own if document.url in days and same < days[document.url] <= limit]
    late = [document for document in own if document.url in days and days[document.url] > limit]
    unclear = [document for document in own if document.url not in days and document.url in undated]
    missing = [document for document in own if document.url not in days and document.url not in undated]
    value = (len(together) + Fraction(len(soon) + len(unclear), 2)) / len(own)
    sentence = f"一年内读到本部门文件{len(own)}份：同步（同日或次一工作日内）有解读的{len(together)}份，"
    sentence += f"{limit}个工作日内的{len(soon)}份，更晚的{len(late)}份"
    sentence += f"，解读未注日期的{len(unclear)}份" if unclear else ""
    sentence += f"，未见解读的{len(missing)}份"
    sentence += f"，如“{short(missing[0])}”。" if missing else "。"
    sentence += _pairs_told(context, [pair.interpretation for pair in explained(context) if pair.policy in own])
    places = [d.see() for d in [*missing[:3], *late[:2], *soon[:2], *together[:2]]]
    unread_ones = [
        document
        for document in fresh(context, documents(context))
        if not document.was_read and any("1.1.3" in column.indicators for column in document.columns)
    ]
    confidence = LIKELY if value == 1 and not unread_ones else GUESS
    return settle(context, "2.1-7", value, sentence, places, sure=False, confidence=confidence)
