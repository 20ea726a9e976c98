"""1.1.4 政务动态: columns, rhythm, reprints from above, sources, pictures, first publication."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from zhengping.checks.context import Context, check
from zhengping.checks.finding import Finding
from zhengping.checks.first_publication import own_items, source_of
from zhengping.checks.higher import is_reprint_of_higher, is_surely_of_higher, original
from zhengping.checks.offices import is_own
from zhengping.checks.periods import months_back, within_months
from zhengping.checks.tools import (
    GUESS,
    LIKELY,
    PARTLY,
    Document,
    all_columns,
    broken,
    column_point,
    documents,
    fresh,
    graded,
    has_any,
    in_columns,
    named_columns,
    naming,
    needs_person,
    number,
    seen,
    settle,
    undecided,
    unread_columns,
    words,
    zero,
)
from zhengping.reading.site import Column

CODE = "1.1.4"
_LEAST_HEADLINES = 3
_LEAST_NEWS = 10
"""News items from which a share is a measure and no accident."""


def notice_columns(context: Context) -> list[Column]:
    """Columns of notices (通知公告)."""
    return named_columns(context.site.columns_for(CODE), words(context, CODE, "notice_columns"))


def news_columns(context: Context) -> list[Column]:
    """Columns of news (政务要闻, 工作动态): those of 1.1.4 that are neither notices nor reprints."""
    wanted, reprints_of = words(context, CODE, "news_columns"), words(context, CODE, "reprint_columns")
    notices = words(context, CODE, "notice_columns")
    named = named_columns(context.site.columns_for(CODE), wanted, without=(*notices, *reprints_of))
    # What stands below a column of news is news, whatever its name (新闻动态 > 水利信息).
    below = [deep for column in named for deep in column.walk()[1:] if not deep.indicators or CODE in deep.indicators]
    kept = [column for column in below if not has_any(column.name, (*notices, *reprints_of))]
    return list({id(column): column for column in [*named, *kept]}.values())


def all_news_of_the_year(context: Context) -> list[Document]:
    """The read articles of the news columns within the year, newest first."""
    columns = news_columns(context) or context.site.columns_for(CODE)
    return [document for document in fresh(context, in_columns(context, columns)) if document.article]


def news_of_the_year(context: Context) -> list[Document]:
    """The newest of them, at most the sample's size."""
    return all_news_of_the_year(context)[: number(context, CODE, "sample")]


@check("1.1.4-1")
def column(context: Context) -> Finding:
    """Columns for 政务要闻, 通知公告, 工作动态."""
    news, notices = news_columns(context), notice_columns(context)
    columns = sorted([*news, *notices], key=lambda column: column.state != "filled")
    return column_point(context, "1.1.4-1", columns or context.site.columns_for(CODE))


@check("1.1.4-2")
def rhythm(context: Context) -> Finding:
    """Each column's newest item against its limit, and the gaps over the year; mean of news and notices."""
    news, notices = news_columns(context), notice_columns(context)
    columns = [*news, *notices]
    if not columns:
        return zero(context, "1.1.4-2", "未找到政务动态栏目，无法看到更新", anywhere=True)
    kinds: list[Fraction] = []
    sentences: list[str] = []
    dated: list[Column] = []
    for is_news, group in ((True, news), (False, notices)):
        values: list[Fraction] = []
        judged = [(one, *_column_rhythm(context, one, is_news=is_news)) for one in _with_items(group)]
        for one, value, sentence in sorted(judged, key=lambda entry: -entry[1]):
            values.append(value)
            sentences.append(sentence)
            dated.append(one)
        if values:
            # Many small columns of subordinate units must not outweigh the main one, nor a lively one hide the rest.
            kinds.append((max(values) + sum(values, Fraction(0)) / len(values)) / 2)
    if not kinds:
        if missing := unread_columns(columns):
            return undecided(context, "1.1.4-2", missing, "政务动态栏目未能读到条目")
        return zero(context, "1.1.4-2", "政务动态栏目没有注明日期的条目", columns)
    missing = [column for column in unread_columns(columns) if _is_main(column)]
    value = sum(kinds, Fraction(0)) / len(kinds)
    sentences = list(dict.fromkeys(sentences))
    sentence = "；".join(sentences[:4] + sentences[-1:] if len(sentences) > 5 else sentences)
    if missing:
        sentence += f"；{naming(missing)}未读到，待人工确认"
    complete = not missing and len(kinds) == 2 and all(column.items for column in dated)
    sure = complete and value in (0, 1) and not context.site.budget_reached
    confidence = 0.9 if sure else PARTLY if missing else LIKELY
    return settle(context, "1.1.4-2", value, sentence + "。", dated[:5], sure=sure, confidence=confidence)


def _is_main(column: Column) -> bool:
    """A column near the top of this site's own menus; lists of units far below and other sites' menus weigh little."""
    return len(column.path) <= 2 and not (column.parent is not None and column.parent.state == "elsewhere")


def _with_items(columns: Sequence[Column]) -> list[Column]:
    """Columns with dated items of their own; a column that merely gathers what stands below it is left out."""
    chosen = [column for column in columns if any(item.day for item in column.items)]
    below = {id(child) for column in chosen for child in column.walk()[1:]}
    parents = {id(column) for column in chosen if any(id(deep) in below for deep in column.walk()[1:] if deep.items)}
    return [column for column in chosen if id(column) not in parents] or chosen


def _days(context: Context, column: Column) -> list[date]:
    limit = context.monitoring_date + timedelta(days=1)
    return sorted({item.day for item in column.items if item.day and item.day < limit}, reverse=True)


def _column_rhythm(context: Context, column: Column, *, is_news: bool) -> tuple[Fraction, str]:
    days = _days(context, column)
    if not days:
        return Fraction(0), f"“{column.name}”没有监测点之前的条目"
    newest, old = days[0], (context.monitoring_date - days[0]).days
    if is_news:
        limit = number(context, CODE, "news_days")
        in_time, late = old <= limit, old <= 2 * limit
        limit_words = f"{limit}天"
    else:
        months = number(context, CODE, "notice_months")
        in_time = newest >= months_back(context.monitoring_date, months)
        late = newest >= months_back(context.monitoring_date, 2 * months)
        limit_words = f"{months}个月"
    if not in_time:
        value = Fraction(1, 2) if late and not is_news else Fraction(1, 4) if late else Fraction(0)
        return value, f"“{column.name}”最新一条为{newest}，距监测点{old}天，超过{limit_words}"
    if not is_news:
        return Fraction(1), f"“{column.name}”最新一条为{newest}，在{limit_words}内"
    gap = number(context, CODE, "gap_days")
    start = months_back(context.monitoring_date, 12)
    year = [day for day in days if day > start]
    gaps = [(later, earlier) for later, earlier in pairwise(year) if (later - earlier).days > gap]
    if gaps:
        later, earlier = max(gaps, key=lambda pair: (pair[0] - pair[1]).days)
        sentence = f"“{column.name}”最新一条为{newest}，但{earlier}至{later}断档{(later - earlier).days}天"
        return Fraction(3, 4), sentence
    return Fraction(1), f"“{column.name}”最新一条为{newest}，一年内未见超过{gap}天的断档"


@check("1.1.4-3")
def reprints(context: Context) -> Finding:
    """Reprints of higher governments: recent ones 1, of the year 3/4, only an entrance or only media 1/2 to 3/4."""
    found = [document for document in documents(context) if _is_reprint(context, document)]
    columns = named_columns(all_columns(context.site), words(context, CODE, "reprint_columns"))
    links = _higher_headlines(context)
    year = fresh(context, found)
    recent = [document for document in year if within_months(document.day, context.monitoring_date, 1)]
    originals = [copy.see() for document in year[:4] if (copy := original(context, document))]
    evidence = seen(*(document.see() for document in year[:4]), *originals, *columns[:3])
    confidence, doubt = LIKELY, ""
    if recent:
        value, sentence = Fraction(1), f"一年内转载上级政府信息{len(year)}条，最新{recent[0].day}《{recent[0].title}》"
        sentence += _delay(context, year)
        if not any(is_surely_of_higher(context, document) for document in year):
            sentence += "；来源均不是上级政府网站，由标题和正文认出，是否转载上级由人工确认。"
            return settle(context, "1.1.4-3", Fraction(3, 4), sentence, evidence, sure=False, confidence=GUESS)
    elif year:
        value, sentence = (
            Fraction(3, 4),
            f"一年内转载上级政府信息{len(year)}条，最新{year[0].day}《{year[0].title}》，近一月没有",
        )
        if not any(is_surely_of_higher(context, document) for document in year):
            confidence, doubt = GUESS, "来源均不是上级政府网站，由标题和正文认出，是否转载上级由人工确认。"
    elif columns:
        value, sentence, sure = _by_columns(context, columns)
        if not sure:
            confidence, doubt = GUESS, "是否及时转载由人工确认。"
    elif len(links) >= _LEAST_HEADLINES:
        value, sentence = Fraction(3, 4), f"首页有指向上级政府网站的信息{len(links)}条，如“{links[0]}”"
        evidence = seen(context.site.home)
    else:
        if found and found[0].day:
            sentence = f"最近一次转载上级政府信息在{found[0].day}，一年内没有"
        else:
            sentence = "未见转载上级政府网站的信息"
        if line := fresh(context, [document for document in documents(context) if _is_of_the_line(context, document)]):
            sentence += (
                f"；转载上级主管部门的信息{len(line)}条，如{line[0].day}《{line[0].title}》，是否算转载上级由人工确认。"
            )
            evidence = seen(*(document.see() for document in line[:4]))
            return settle(context, "1.1.4-3", Fraction(1, 2), sentence, evidence, sure=False, confidence=GUESS)
        finding = zero(context, "1.1.4-3", sentence, context.site.columns_for(CODE)[:6])
        # A reprint may stand anywhere and name its source in words that no list knows.
        return replace(finding, state="suggested", confidence=GUESS) if finding.state == "judged" else finding
    return settle(context, "1.1.4-3", value, sentence + "。", evidence, sure=False, confidence=confidence, doubt=doubt)


def _by_columns(context: Context, columns: list[Column]) -> tuple[Fraction, str, bool]:
    """What columns for reprints show by their rows' days alone: value, sentence, and whether it is plain."""
    days = [day for column in columns for day in _days(context, column)]
    if days:
        newest = max(days)
        dated = [column for column in columns if _days(context, column)]
        sentence = f"设有转载上级信息的栏目{naming(dated)}，最新一条为{newest}"
        if within_months(newest, context.monitoring_date, 1):
            return Fraction(1), sentence, True
        if newest >= context.year_start:
            return Fraction(1, 2), sentence, True
        return Fraction(1, 4), f"{sentence}，一年内没有", False
    if unread_columns(columns):
        sentence = f"设有转载上级信息的栏目{naming(columns)}，内容在其他网站或未读到"
        return Fraction(3, 4), sentence, False
    return Fraction(1, 4), f"设有转载上级信息的栏目{naming(columns)}，未读到注明日期的内容", False


def _is_of_the_line(context: Context, document: Document) -> bool:
    """Whether the source is a national or provincial office above the department (国家林业局, 省林业厅), no medium."""
    source = source_of(document)
    return (
        source.startswith(words(context, CODE, "line_beginnings"))
        and source.endswith(words(context, CODE, "line_endings"))
        and not is_own_source(context, source)
    )


def _higher_headlines(context: Context) -> list[str]:
    """Headlines on the home page that lead to a higher government's site, as a reprint block shows them."""
    home = context.site.home
    hosts = words(context, CODE, "higher_hosts")
    links = home.links if home else ()
    return [link.label for link in links if len(link.label) >= 10 and has_any(link.url, hosts)]


def _is_reprint(context: Context, document: Document) -> bool:
    source = source_of(document)
    return is_reprint_of_higher(context, document, bool(source) and is_own_source(context, source))


def _delay(context: Context, year: Sequence[Document]) -> str:
    """How long after the original the newest reprint came whose original stands in the run."""
    for document in year:
        if (first := original(context, document)) and document.day and first.day:
            return f"，《{document.title}》与“{first.office}”{first.day}的原文相隔{(document.day - first.day).days}天"
    return ""


@check("1.1.4-4")
def sources(context: Context) -> Finding:
    """Share of the year's news with a source line that names somebody; accuracy is for a person."""
    found = news_of_the_year(context)
    if not found:
        return _no_news(context, "1.1.4-4")
    empty = words(context, CODE, "empty_sources")
    with_source = [document for document in found if source_of(document) and source_of(document) not in empty]
    without = [document for document in found if document not in with_source]
    value = Fraction(len(with_source), len(found))
    sentence = f"抽查一年内动态{len(found)}条，{len(with_source)}条注明来源（{graded(value)}）"
    if without:
        sentence += f"；如{without[0].day}《{without[0].title}》未注明"
    evidence = seen(*(document.see() for document in (without[:3] + with_source[:3])))
    advice = None if without else ""
    sure = not without and len(found) >= _LEAST_NEWS
    confidence = 0.9 if sure else LIKELY if _is_a_sample(context, found) else PARTLY
    return settle(
        context,
        "1.1.4-4",
        value,
        sentence,
        evidence,
        sure=sure,
        confidence=confidence,
        advice=advice,
        doubt="内容准确性由人工抽查。",
    )


@check("1.1.4-5")
def pictures(context: Context) -> Finding:
    """Mean share, over the news columns, of the year's items with a picture or video in the body."""
    found = news_of_the_year(context)
    if not found:
        return _no_news(context, "1.1.4-5")
    shares: list[Fraction] = []
    for one in _with_items(news_columns(context) or context.site.columns_for(CODE)):
        inside = [document for document in found if any(column is one for column in document.columns)]
        if inside:
            shares.append(Fraction(sum(illustrated(context, document) for document in inside), len(inside)))
    shown = [document for document in found if illustrated(context, document)]
    overall = Fraction(len(shown), len(found))
    value = sum(shares, Fraction(0)) / len(shares) if shares else overall
    sentence = f"抽查一年内动态{len(found)}条，{len(shown)}条正文配有图片或视频（{graded(overall)}）"
    sentence += f"，各栏目平均{graded(value)}" if len(shares) > 1 else ""
    evidence = seen(*(document.see() for document in (shown[:3] or found[:3])))
    confidence = LIKELY if _is_a_sample(context, found) else PARTLY
    return settle(context, "1.1.4-5", value, sentence + "。", evidence, sure=False, confidence=confidence)


def _is_a_sample(context: Context, found: Sequence[Document]) -> bool:
    """Whether a share of these items speaks for the news: enough of them, and most main columns' own pages were
    read; what is left of a column without its page is what other pages happened to lead to."""
    main = [column for column in news_columns(context) if _is_main(column) and not column.children]
    lost = [column for column in main if not column.pages]
    return len(found) >= _LEAST_NEWS and 2 * len(lost) < max(len(main), 1)


def illustrated(context: Context, document: Document) -> bool:
    """A picture in the body that is not known to be broken, or a video or audio player."""
    if document.article is None:
        return False
    page = document.article.page
    return bool(page.media) or any(p.in_body and not broken(context, p.url) for p in page.pictures)


@check("1.1.4-6")
def first_published(context: Context) -> Finding:
    """Own news on the own site: graded by the share whose source is the department, less what stood elsewhere before.

    A person compares the dates with channels that are not in the run.
    """
    news = all_news_of_the_year(context)
    found = news[: number(context, CODE, "sample")]
    sourced = [document for document in found if source_of(document)]
    # Where it stands first is asked of all own items of the year: a look into the comparison costs nothing.
    all_own, _, result = own_items(context, news, lambda source: is_own_source(context, source))
    if not sourced:
        if not found:
            return _no_news(context, "1.1.4-6")
        sentence = f"所读动态{len(found)}条均未注明来源，是否首发由人工比对。"
        if result.certain:
            sentence = f"所读动态{len(found)}条均未注明来源{result.words}。{result.doubt}"
        places = [*result.evidence, *(document.see() for document in found[:4])]
        return needs_person(context, "1.1.4-6", sentence, places)
    own = [document for document in sourced if is_own_source(context, source_of(document))]
    if not own and (notices := _own_notices(context)):
        sentence = f"一年内注明来源的动态{len(sourced)}条均非本部门来源，但通知公告有{len(notices)}条来源为本部门，如"
        sentence += f"{notices[0].day}《{notices[0].title}》；是否先于其他渠道发布由人工比对。"
        places = [document.see() for document in [*notices[:3], *sourced[:3]]]
        return settle(context, "1.1.4-6", Fraction(1, 4), sentence, places, sure=False, confidence=GUESS)
    part = Fraction(len(own), len(sourced))
    half, quarter = Fraction(1, 2), Fraction(1, 4)
    value = Fraction(1) if part >= half else Fraction(3, 4) if part >= quarter else half if part > 0 else Fraction(0)
    sentence = f"一年内注明来源的动态{len(sourced)}条，来源为本部门的{len(own)}条（{graded(part)}）"
    if result.certain:
        claimed = len(all_own) + sum(not source_of(earlier.document) for earlier in result.certain)
        value *= Fraction(claimed - len(result.certain), claimed)
    evidence = seen(*result.evidence, *(document.see() for document in (own[:3] + sourced[:3])))
    said = sentence + result.words
    return settle(
        context, "1.1.4-6", value, said, evidence, sure=False, confidence=result.confidence, doubt=result.doubt
    )


def _own_notices(context: Context) -> list[Document]:
    """The year's notices whose source is the department: what it publishes itself where its news are all reprints."""
    found = fresh(context, in_columns(context, notice_columns(context)))
    return [document for document in found if source_of(document) and is_own_source(context, source_of(document))]


def is_own_source(context: Context, source: str) -> bool:
    """Whether a source line names the department or one of its inner units (办公室, 宣传科); an outlet is neither."""
    if is_own(context, source):
        return True
    plain = source.replace("局", "", 1).replace("厅", "", 1) if source[:1] in "局厅" else source
    units = words(context, "1.1.1", "unit_endings")
    return len(plain) <= 8 and plain.endswith(units) and not has_any(plain, words(context, CODE, "outlets"))


def _no_news(context: Context, code: str) -> Finding:
    columns = news_columns(context) or context.site.columns_for(CODE)
    if missing := unread_columns(columns):
        return undecided(context, code, missing, "动态栏目未能读到一年内的文章")
    return zero(context, code, "一年内没有读到政务动态文章", columns, anywhere=True, since=context.year_start)
