"""Surveys and collections of opinion (征集调查, 4.2) and interviews (在线访谈, 4.3) that the site itself holds.

The words that tell them are the edition's: `activity` (titles that say one), `no-activity` (look-alikes, such as
recruitment that says 征集), `opinion` (titles that surely ask for opinions), `result` (notices of the outcome),
`forwarded` (another office's activity passed on), `preview` (announcements of an interview). What is left out keeps
the reason (`Activity.excluded`) and says whether a person must confirm it (`doubtful`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

from zhengping.reading.naming import normalised
from zhengping.reading.ownership import core_name
from zhengping.reading.site import Activity, Article, Item, Site
from zhengping.standard.model import Edition

SURVEYS, INTERVIEWS = "4.2", "4.3"
Kind = Literal["survey", "interview"]

_DAY = r"(?:(\d{4})\s*[年\-./])?\s*(\d{1,2})\s*[月\-./]\s*(\d{1,2})\s*日?"
_RANGE = re.compile(_DAY + r"(?:\s*\d{1,2}[:：]\d{2}(?::\d{2})?)?\s*(?:起)?\s*(?:至|到|—+|-+|~|～|——)\s*" + _DAY)
_UNTIL = re.compile(r"(?:截止|截至|结束)(?:时间|日期)?\s*(?:为|是|至|到|于|[:：])*\s*" + _DAY)
_BEFORE = re.compile(r"(?:于|在|至|到)\s*" + _DAY + r"\s*(?:之?前|止|截止|17:|18:)")
_FRAME = re.compile(
    r"关于|公开|再次|面向社会|向社会|征求|征集|意见建议|意见|建议|情况|公众|采纳|反馈|结果|公示|公告|通知|启事|的|对|《|》|“|”|\s|统计|汇总|调查|问卷"
)
_OFFICE_TAIL = re.compile(r"(?:局|厅|委|办|院|部|政府|委员会|办公室|中心)$")
_SHORTEST_CORE = 4
_QUOTED = re.compile(r"《[^》]*》?|〈[^〉]*〉?")
"""Names of documents: what they speak of says nothing of the activity (征求《招标投标办法》意见)."""
_WE = re.compile(r"我(?:局|厅|委|办|院|校|部|中心|单位|馆|站|监狱|县|市|区)")
_COMMON_SOURCE = 0.3
"""Share of the site's documents from which a source is a constant of the template and names nobody."""
_COPY_DAYS = 7
"""The same title again within so many days is a copy; later it can be the next round of a survey."""
_TO_UNITS = re.compile(r"各[^。；\n]{2,80}[：:]")
_PUBLIC = re.compile(r"社会公众|公开征求|面向社会|向社会|广大群众|社会各界|公民、法人")


def surveys_of(site: Site, edition: Edition) -> list[Activity]:
    """All surveys and collections met, newest first; those that do not count carry the reason."""
    return _activities(site, edition, SURVEYS, "survey")


def interviews_of(site: Site, edition: Edition) -> list[Activity]:
    """All interviews met, newest first; those that do not count carry the reason."""
    return _activities(site, edition, INTERVIEWS, "interview")


def _activities(site: Site, edition: Edition, code: str, kind: Kind) -> list[Activity]:
    indicator = edition.by_code.get(code)
    if indicator is None:
        return []
    words = indicator.words
    found: dict[str, Activity] = {}
    results: dict[str, str] = {}
    inside = {id(column): column for top in site.columns_for(code) for column in top.walk()}
    for column in inside.values():
        if column.strengths.get(code, 3) < 1:
            continue
        for item in column.items:
            if _holds(item.title, words.get("result", ())):
                # A notice of results whose page was not read is one as well, and no collection of its own.
                results.setdefault(_key(item), item.title)
                continue
            activity = _from_item(item, kind)
            _exclude(activity, site, item.title, item.article, words, foreign=item.foreign, titled=False)
            found.setdefault(_key(item), activity)
    titles = words.get("activity", ())
    for article in site.articles:
        if article.url in found or article.url in results or not _holds(article.title, titles):
            continue
        if _holds(article.title, words.get("result", ())):
            results[article.url] = article.title
            continue
        if any(id(column) in inside for column in article.columns):
            continue
        activity = _from_article(article, kind)
        _exclude(activity, site, article.title, article, words, foreign=False, titled=True)
        found[article.url] = activity
    activities = list(found.values())
    activities.sort(
        key=lambda activity: (-(activity.day.toordinal() if activity.day else 0), activity.url, activity.title)
    )
    _leave_out_copies(activities)
    if kind == "interview":
        _pair_previews(activities, words.get("preview", ()))
    _join_results([activity for activity in activities if not activity.excluded], results)
    return activities


def _key(item: Item) -> str:
    return item.article.url if item.article is not None else item.url or item.title


def _from_item(item: Item, kind: Kind) -> Activity:
    if item.article is not None:
        return _from_article(item.article, kind)
    return Activity(url=item.url, title=item.title, day=item.day, kind=kind)


def _from_article(article: Article, kind: Kind) -> Activity:
    return Activity(
        url=article.url,
        title=article.title,
        day=article.published,
        kind=kind,
        ends=end_of(article.text, article.published),
        page=article.page,
    )


def end_of(text: str, published: date | None) -> date | None:
    """The last day of an activity as its text states it; a year left out is that of the publication."""
    for pattern in (_UNTIL, _RANGE, _BEFORE):
        match = pattern.search(text)
        if match is None:
            continue
        own_year, month, day = match.groups()[-3:]
        start_year = match.groups()[0]
        year = own_year or start_year or (str(published.year) if published is not None else "")
        if not year:
            continue
        try:
            end = date(int(year), int(month), int(day))
            if own_year is None and published is not None and end < published:
                end = end.replace(year=end.year + 1)
        except ValueError:
            continue
        return end
    return None


def _holds(text: str, needles: Iterable[str]) -> str:
    return next((needle for needle in needles if needle in text), "")


def _exclude(
    activity: Activity,
    site: Site,
    title: str,
    article: Article | None,
    words: dict[str, tuple[str, ...]],
    *,
    foreign: bool,
    titled: bool,
) -> None:
    """Notes why an activity does not count, in Chinese, and whether a person must confirm that."""
    if reason := _surely_not(title, words, foreign):
        activity.excluded = reason
        return
    outside = _QUOTED.sub("", title)
    if word := _holds(outside, words.get("no-activity", ())):
        activity.excluded = f"标题含“{word}”，不是意见征集或访谈"
        activity.doubtful = bool(_holds(outside, words.get("opinion", ())))
    elif word := _holds(title, words.get("preview", ())):
        activity.excluded = f"标题含“{word}”，是预告，不另计一次"
        activity.doubtful = True
    elif titled and article is not None and _is_to_units(article):
        activity.excluded = "是向下级单位征求意见，不是面向公众"
    elif article is not None and _is_other_office(site, article):
        activity.excluded = f"来源为“{article.source}”，是转发的其他部门活动"
        activity.doubtful = not _speaks_of(article, article.source) or _is_common_source(site, article.source)


def _surely_not(title: str, words: dict[str, tuple[str, ...]], foreign: bool) -> str:
    if foreign:
        return "链接到其他网站的活动，不是本部门开展"
    word = _holds(title, words.get("forwarded", ()))
    return f"标题含“{word}”，是转发的其他部门活动" if word else ""


def _speaks_of(article: Article, office: str) -> bool:
    """Whether the document itself names the office, so that its source is no slip of the template."""
    core = core_name(office)
    return len(core) > 1 and (core in article.title or core in article.text)


def _is_common_source(site: Site, source: str) -> bool:
    """Whether most documents carry this source, whoever wrote them."""
    sources: Counter[str] | None = site.memory.get("sources")
    if sources is None:
        sources = Counter(article.source.strip() for article in site.articles)
        site.memory["sources"] = sources
    return sources[source.strip()] > max(3, _COMMON_SOURCE * len(site.articles))


def _leave_out_copies(activities: list[Activity]) -> None:
    """The same title within a week, or once without a date, is one activity shown twice: the dated one counts."""
    kept: dict[str, list[Activity]] = {}
    for activity in activities:
        if activity.excluded:
            continue
        title = normalised(activity.title)
        first = next((other for other in kept.get(title, ()) if _same_days(activity.day, other.day)), None)
        if first is None or len(title) < _SHORTEST_CORE:
            kept.setdefault(title, []).append(activity)
            continue
        first.results += activity.results
        first.ends = first.ends or activity.ends
        first.page = first.page or activity.page
        activity.excluded = f"与{first.day or '未注日期'}的同题活动重复，只计一次"


def _same_days(one: date | None, other: date | None) -> bool:
    return one is None or other is None or abs((one - other).days) <= _COPY_DAYS


def _pair_previews(activities: list[Activity], preview: Iterable[str]) -> None:
    """An announcement whose interview is shown too is settled: it is no second one, and nobody need look."""
    held = [_subject(activity.title, preview) for activity in activities if not activity.excluded]
    for activity in activities:
        if not activity.doubtful or not _holds(activity.title, preview):
            continue
        subject = _subject(activity.title, preview)
        if len(subject) >= _SHORTEST_CORE and any(subject in other or other in subject for other in held if other):
            activity.doubtful = False


def _subject(title: str, preview: Iterable[str]) -> str:
    """What an interview is about: its title without the words of announcing and holding one."""
    for word in sorted(preview, key=len, reverse=True):
        title = title.replace(word, "")
    return normalised(re.sub(r"在线访谈|网上访谈|访谈|直播|实录|回顾|做客|[：:【】《》\[\]（）()]", "", title))


def _is_to_units(article: Article) -> bool:
    """A circular that opens with the units it is sent to (各县…局：) and does not speak to the public."""
    return _TO_UNITS.match(article.text.lstrip()) is not None and not _PUBLIC.search(article.text[:1500])


def _is_other_office(site: Site, article: Article) -> bool:
    """A source that is an office's name, and not this one's, where the text does not speak of this office either."""
    source = article.source.strip()
    if not _OFFICE_TAIL.search(source) or len(source) > 24:
        return False
    own = core_name(site.office)
    if not own or own in source or core_name(source) in site.office or source in site.name:
        return False
    return own not in article.text and own not in article.title and not _WE.search(article.text)


def _join_results(activities: list[Activity], results: Mapping[str, str]) -> None:
    """Hands each notice of results to the activity of the same subject; one that stands alone is kept, not counted."""
    cores = [(activity, _core(activity.title)) for activity in activities]
    for url, title in results.items():
        core = _core(title)
        if len(core) < _SHORTEST_CORE:
            continue
        for activity, other in cores:
            if len(other) >= _SHORTEST_CORE and (core in other or other in core):
                activity.results.append(url)
                break
    for activity in activities:
        page = activity.page
        if page is not None:
            activity.results += [
                link.url for link in page.links if link.region == "body" and _is_result_link(link.label)
            ]
        activity.results = list(dict.fromkeys(activity.results))


def _is_result_link(label: str) -> bool:
    return (
        len(label) < 60
        and ("结果" in label or "采纳" in label)
        and ("反馈" in label or "意见" in label or "征集" in label)
    )


def _core(title: str) -> str:
    return normalised(_FRAME.sub("", title))
