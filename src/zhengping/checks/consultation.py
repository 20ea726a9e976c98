"""4.1 政务咨询: the channel, its three functions, how fast and how well it answers, the common questions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from zhengping.checks.context import Context, check
from zhengping.checks.correspondence import correspondence, see_letter
from zhengping.checks.entries import column_pages, entrance_pages, entrances_named, forms_for, labels, proposal, signs
from zhengping.checks.finding import Evidence, Finding
from zhengping.checks.periods import estimate_note
from zhengping.checks.tools import (
    GUESS,
    LIKELY,
    PARTLY,
    SURE,
    all_columns,
    column_point,
    has_any,
    named_columns,
    naming,
    needs_person,
    number,
    refused,
    see,
    seen,
    settle,
    share,
    unread,
    words,
    zero,
)
from zhengping.reading.facts import Form, Letter, Page
from zhengping.reading.site import Column

_INDICATOR = "4.1"
_ROOT = 3
"""Slashes of an address that stands in the root (http://host/); a column there has no directory of its own."""
_FEW = 3
"""Examples that a sentence names."""
_LEAST_LABELS = 3
_LONGEST_CLASS = 16
_SENTENCE = re.compile(r"[。？！；，：?!:]|^(?:问|答|Q|A)|\d{2}")
_QUESTION = re.compile(r"(?:^|\n)\s*(?:问|Q)\s*[：:]")


def consultation_columns(context: Context) -> list[Column]:
    """Columns of consultation, those of common questions left out."""
    questions = words(context, _INDICATOR, "questions")
    return [column for column in context.site.columns_for(_INDICATOR) if not has_any(column.name, questions)]


def _specific(context: Context, columns: Sequence[Column]) -> list[Column]:
    """Columns whose name says mailbox or consultation; 互动交流 and the like are only where such may stand."""
    generic = words(context, _INDICATOR, "generic_columns")
    return [column for column in columns if column.name not in generic]


def _channel_pages(context: Context) -> list[Page]:
    """Pages of the columns, and those that the crawl met of the platform to which they lead."""
    site = context.site
    columns = consultation_columns(context)
    below = [deeper for column in columns for deeper in column.walk()]
    platforms = {column.platform for column in below if column.platform}
    beside = [page for url, page in sorted(site.other_pages.items()) if site.foreign_pages.get(url) in platforms]
    framed = [
        page
        for url, page in sorted(site.pages.items())
        if any(column.url.count("/") > _ROOT and url.startswith(column.url.rsplit("/", 1)[0] + "/") for column in below)
    ]
    return list({page.url: page for page in [*column_pages(below), *framed, *beside]}.values())


def mailbox_pages(context: Context, pages: Sequence[Page]) -> list[Page]:
    """Pages with a form to write a letter: so called, or with the labels of one (a name, a title, what it is about)."""
    labels_of_one = words(context, _INDICATOR, "form_labels")
    found = [page for page, _ in forms_for(pages, "mailbox")]
    found += [
        page
        for page, form in forms_for(pages, "other", "comment", "opinion")
        if sum(label in _run_together(form) for label in labels_of_one) >= _LEAST_LABELS
    ]
    return list({page.url: page for page in found}.values())


def _run_together(form: Form) -> str:
    """A form's words and labels without the spaces that spread them (姓 名, 标 题)."""
    return "".join((form.text + "".join(field.label for field in form.fields)).split())


@check("4.1-1")
def channel(context: Context) -> Finding:
    """政务咨询渠道: a mailbox or consultation column, here or on the platform that the site leads to."""
    columns = consultation_columns(context)
    forms = mailbox_pages(context, _channel_pages(context))
    if forms and columns:
        sentence = f"设有政务咨询渠道{naming(columns)}，有在线写信表单。"
        return settle(context, "4.1-1", 1, sentence, forms[:3], sure=True)
    specific = _specific(context, columns)
    linked = [column for column in specific if column.in_navigation and unread(column) and column.outcome != "blocked"]
    if linked and not any(column.state == "filled" for column in specific):
        reasons = "、".join(unread(column) for column in linked[:3])
        sentence = f"设有政务咨询渠道入口{naming(linked)}（{reasons}）。"
        return settle(context, "4.1-1", 1, sentence, linked[:4], sure=False, confidence=GUESS)
    if not columns:
        entrances = entrances_named(
            context, words(context, _INDICATOR, "entrance"), without=words(context, _INDICATOR, "no_entrance")
        )
        if entrances:
            sentence = f"有政务咨询入口{labels(entrances)}，所到页面的内容由人工确认。"
            return settle(context, "4.1-1", 1, sentence, [e.see() for e in entrances[:4]], sure=False)
    finding = column_point(context, "4.1-1", specific or columns, "政务咨询渠道")
    if finding.value == 0 and signs(context, _INDICATOR):
        return proposal(finding)
    return finding if specific or not columns else proposal(finding)


SUBMIT, QUERY, PUBLIC = FUNCTIONS = ("在线提交", "信件查询", "来信和回复公开")


def function_parts(context: Context) -> dict[str, list[Evidence]]:
    """Which of the three functions of 4.1-2 the pages show, each with its evidence."""
    pages = _channel_pages(context)
    everywhere = [*pages, *entrance_pages(context)]
    submit = mailbox_pages(context, pages)
    submit_links = entrances_named(context, words(context, _INDICATOR, "submit"))
    query = [page for page, _ in forms_for(everywhere, "letter-query")]
    query_links = entrances_named(
        context, words(context, _INDICATOR, "query"), without=words(context, _INDICATOR, "no_query")
    )
    public = [letter for letter in context.site.letters if letter.replied]
    public_links = entrances_named(context, words(context, _INDICATOR, "public"))
    parts: dict[str, list[Evidence]] = {}
    if submit or submit_links:
        parts[SUBMIT] = [*seen(*submit[:2]), *(e.see() for e in submit_links[:1])]
    if query or query_links:
        parts[QUERY] = [*seen(*query[:2]), *(e.see() for e in query_links[:1])]
    if public or public_links:
        parts[PUBLIC] = [
            *(see(letter.url, letter.title) for letter in public[:2]),
            *(e.see() for e in public_links[:1]),
        ]
    return parts


@check("4.1-2")
def functions(context: Context) -> Finding:
    """在线提交、信件查询、来信和回复公开: share of the three; nothing is submitted."""
    columns = consultation_columns(context)
    parts = function_parts(context)
    hidden = [column for column in columns if unread(column) and column.state != "filled"]
    missing = [name for name in FUNCTIONS if name not in parts]
    if not parts:
        if hidden and all(column.outcome == "blocked" for column in hidden):
            return refused(context, "4.1-2", hidden)
        if hidden:
            return needs_person(context, "4.1-2", f"咨询渠道{unread(hidden[0])}，功能由人工或浏览器实测。", hidden)
        finding = zero(context, "4.1-2", "未见在线提交、信件查询、来信和回复公开", columns)
        drawn = _drawn(_channel_pages(context))
        unsure = any(column.platform for column in columns) or drawn or signs(context, _INDICATOR)
        return proposal(finding) if unsure else finding
    sentence = (
        f"找到{'、'.join(parts)}"
        + (f"；未见{'、'.join(missing)}" if missing else "")
        + "；表单未提交，是否可用由浏览器实测。"
    )
    if hidden and missing:
        sentence += f"{unread(hidden[0])}，其中可能还有功能。"
    places = [place for found in parts.values() for place in found]
    return settle(context, "4.1-2", share(parts, FUNCTIONS), sentence, places, sure=False, confidence=LIKELY)


def _drawn(pages: Sequence[Page]) -> bool:
    """Whether a script draws any of the pages, so that a form could stand in it unseen."""
    return any(page.scripted for page in pages)


@check("4.1-3")
def replies(context: Context) -> Finding:
    """答复及时性、质量、态度: share of public letters answered within the limit; empty phrases are pointed out."""
    letters = context.site.letters
    columns = consultation_columns(context)
    if not letters and not columns:
        finding = zero(context, "4.1-3", "未设政务咨询渠道，也未见公开的来信和答复", anywhere="columns")
        nowhere = channel(context)
        # Where the channel itself is surely not there, nobody was answered; letters under unknown names may be some.
        return finding if nowhere.state == "judged" and nowhere.value == 0 else proposal(finding)
    if not letters:
        hidden = [column for column in columns if unread(column) and column.state != "filled"]
        why = f"（{unread(hidden[0])}）" if hidden else ""
        return needs_person(
            context, "4.1-3", f"未读到公开的来信和答复{why}，答复情况由人工或后台数据判断。", columns[:4]
        )
    limit = number(context, _INDICATOR, "reply_limit")
    until = context.monitoring_date
    known = [letter for letter in letters if letter.submitted and letter.submitted <= until]
    in_time: list[Letter] = []
    late: list[Letter] = []
    open_ones: list[Letter] = []
    pending: list[Letter] = []
    for letter in known:
        if letter.submitted and letter.answered and letter.answered <= until:
            days = context.calendar.count(letter.submitted, letter.answered)
            (in_time if days <= limit else late).append(letter)
        elif not letter.replied or letter.answered:
            waiting = letter.submitted and context.calendar.count(letter.submitted, until) <= limit
            (pending if waiting else open_ones).append(letter)
    judged = len(in_time) + len(late) + len(open_ones)
    empty = [letter for letter in letters if letter.reply and _is_empty_phrase(context, letter.reply)]
    notes = f"笼统答复（如只请来信人致电）{len(empty)}封，由人工确认。" if empty else ""
    notes += _on_the_rules(context)
    if not judged and pending:
        sentence = f"公开来信{len(pending)}封未答复，但还在{limit}个工作日的答复期限内，时效无法计算。{notes}"
        return needs_person(context, "4.1-3", sentence, [_see(letter) for letter in pending[:5]])
    if not judged:
        sentence = f"公开来信{len(letters)}封，未同时注明来信和答复日期，时效无法计算。{notes}"
        return needs_person(context, "4.1-3", sentence, [_see(letter) for letter in letters[:5]])
    spans = [(x.submitted, x.answered) for x in [*in_time, *late] if x.submitted and x.answered]
    note = estimate_note(context.calendar, spans)
    sentence = f"公开来信{judged}封中，{limit}个工作日内答复{len(in_time)}封，逾期{len(late)}封{note}，"
    sentence += f"未见答复{len(open_ones)}封。"
    sentence += f"另有{len(pending)}封未答复的还在答复期限内，不计入。" if pending else ""
    sentence += notes
    places = [_see(letter) for letter in [*open_ones[:3], *late[:3], *in_time[:2]]]
    # Letters of half a list are a sample that the site chose; few prove little; empty phrases are no good replies.
    few = judged < number(context, _INDICATOR, "letters_enough")
    hollow = 4 * len(empty) > len(letters)
    confidence = GUESS if correspondence(context).gaps or few or hollow else PARTLY if empty else LIKELY
    return settle(context, "4.1-3", Fraction(len(in_time), judged), sentence, places, sure=False, confidence=confidence)


def _on_the_rules(context: Context) -> str:
    """What the zero rules of note 1 were given: the letters counted, those left out with the reason, or why none."""
    seen = correspondence(context)
    few = [f"“{out.title}”{out.reason}" for out in seen.left_out[:_FEW]]
    left_out = f"不计入{len(seen.left_out)}封（{'；'.join(few)}）。" if few else ""
    if seen.gaps:
        return f"来信清单不用于零分规则：{'、'.join(seen.gaps[:_FEW])}。{left_out}"
    return f"零分规则按来信{len(seen.counted)}封计。{left_out}"


def _see(letter: Letter) -> Evidence:
    return see_letter(letter)


def _is_empty_phrase(context: Context, reply: str) -> bool:
    longest = number(context, _INDICATOR, "empty_reply")
    return len(reply) <= longest and bool(has_any(reply, words(context, _INDICATOR, "empty_phrases")))


@check("4.1-4")
def common_questions(context: Context) -> Finding:
    """常见问题汇编: a column of common questions with classes (full) or without (half); unread questions propose it."""
    names = words(context, _INDICATOR, "questions")
    columns = named_columns(all_columns(context.site), names)
    if not columns:
        return zero(context, "4.1-4", "未见常见问题及解答栏目", consultation_columns(context), anywhere="columns")
    filled = [
        column for column in columns if column.state == "filled" or any(c.state == "filled" for c in column.children)
    ]
    if not filled:
        finding = column_point(context, "4.1-4", columns, "常见问题栏目")
        return proposal(finding)
    classes = [child for column in filled for child in column.children]
    count = sum(len(deeper.items) for column in filled for deeper in column.walk())
    count = count or sum(len(_QUESTION.findall(column.text)) for column in filled)
    headed = _classes_headed(filled) if count else []
    classified = bool(classes) or len(headed) > 1
    value = Fraction(1) if classified else Fraction(1, 2)
    parts = naming(classes) or "“" + "”“".join(headed[:6]) + "”"
    sentence = f"设有{naming(filled)}，读到问答{count}条，" + (f"分为{parts}。" if classified else "未见分类。")
    sure = bool(classes) and count > 0
    confidence = SURE if sure else LIKELY if count else GUESS
    doubt = "" if count else "页面上有没有问答由人工确认。"
    return settle(context, "4.1-4", value, sentence, filled[:4], sure=sure, confidence=confidence, doubt=doubt)


def _classes_headed(columns: Sequence[Column]) -> list[str]:
    """Short lines without a stop that stand among the questions and answers of a page: the heads of its classes."""
    lines = [line.strip() for column in columns if _QUESTION.search(column.text) for line in column.text.split("\n")]
    return [line for line in lines if 2 <= len(line) <= _LONGEST_CLASS and not _SENTENCE.search(line)]
