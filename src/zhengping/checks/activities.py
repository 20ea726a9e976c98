"""What surveys (4.2) and interviews (4.3) share: which count within the year, and whether all of them were seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from zhengping.checks.context import Context
from zhengping.checks.entries import absent, home_gaps, proposal, signs
from zhengping.checks.finding import Evidence, Finding
from zhengping.checks.periods import months_back, this_year, within_year, years_named
from zhengping.checks.quoting import quote
from zhengping.checks.tools import (
    LIKELY,
    SURE,
    all_columns,
    column_point,
    entrances,
    has_any,
    may_hide,
    naming,
    needs_person,
    number,
    refused,
    settle,
    unread,
    unread_entrances,
    words,
    zero,
)
from zhengping.reading.site import Activity, Column

_FEW_WORDS = 80
"""Characters."""


@dataclass(frozen=True)
class Held:
    """The activities of one kind: `counted` within the year, `undated` ones, `excluded` look-alikes, and the columns.

    `gaps` names in Chinese what was not seen; without gaps the list is complete for the year.
    """

    counted: tuple[Activity, ...]
    undated: tuple[Activity, ...]
    excluded: tuple[Activity, ...]
    columns: tuple[Column, ...]
    gaps: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether the crawl saw every activity of the year."""
        return not self.gaps


def held(context: Context, code: str, activities: Sequence[Activity]) -> Held:
    """The activities of indicator `code` (4.2, 4.3) as its rule counts them (the table's note 2)."""
    activities = [*activities, *_by_form(context, activities)] if code == "4.2" else activities
    real = [activity for activity in activities if not activity.excluded]
    results = words(context, "4.2", "result_columns")
    columns = [
        deeper
        for column in context.site.columns_for(code)
        for deeper in column.walk()
        if not has_any(deeper.name, results)
    ]
    return Held(
        tuple(activity for activity in real if within_year(activity.day, context.monitoring_date)),
        tuple(activity for activity in real if activity.day is None),
        tuple(activity for activity in activities if activity.excluded),
        tuple({id(column): column for column in columns}.values()),
        tuple(dict.fromkeys(_gaps(context, code, columns))),
    )


def _by_form(context: Context, known: Sequence[Activity]) -> list[Activity]:
    """Pages that ask the public for opinions with a form of their own and stand in no list."""
    urls = {activity.url for activity in known}
    asking = words(context, "4.2", "asking")
    found = []
    for url, page in sorted(context.site.pages.items()):
        purposes = {form.purpose for form in page.forms}
        title = page.title.value if page.title else page.title_tag
        named = purposes & {"opinion", "survey", "mailbox", "comment"} and has_any(title, asking)
        if url not in urls and named and not has_any(title, words(context, "4.2", "no-activity")):
            found.append(Activity(url, title, page.published.value if page.published else None, "survey", page=page))
    return found


def _gaps(context: Context, code: str, columns: Sequence[Column]) -> list[str]:
    """What may hide activities of the year; a list read back beyond the year hides none, read to its end or not."""
    site = context.site
    titles = {article.title for article in site.articles}
    year_before = months_back(context.monitoring_date, 12)
    gaps = ["抓取达到上限，网站未读全"] if site.budget_reached else []
    gaps += ["首页未能读出"] if site.home is None else []
    gaps += ["部分页面拒绝访问"] if "blocked" in site.outcomes.values() else []
    for column in columns:
        if column.indicators and code not in column.indicators:
            continue  # a column of another kind that only stands below
        reason = "" if any(column.name in title for title in titles) and not column.url else unread(column)
        beyond = column.state == "filled" and column.oldest is not None and column.oldest <= year_before
        if reason and not beyond:
            gaps.append(reason)
        elif column.state == "filled" and not column.items and not column.children:
            gaps.append(f"“{column.name}”未读出列表")
    if not columns:
        gaps += [*_hiding_places(context), *signs(context, code)]
    return gaps


def _hiding_places(context: Context) -> list[str]:
    """Where a column of activities is linked, if there is one: menus, 互动交流; unread or on a platform they hide it.

    The catalogue of open information and single lists are no such places.
    """
    site = context.site
    if not all_columns(site):
        return ["未读出任何栏目"]
    # A platform whose page was read shows its own menu; `signs` looks through it.
    around = [
        column
        for column in site.columns_for("4.1", "4.2", "4.3")
        if not column.pages and unread(column) and may_hide(context, column, "4.2")
    ]
    menus = [column for column in unread_entrances(context, "4.2") if len(column.path) <= 1 and not column.indicators]
    return [f"“{column.name}”{_why_hidden(column)}" for column in [*around, *menus]]


def _why_hidden(column: Column) -> str:
    return f"在{column.platform}的平台上" if column.platform else "未能读出"


def no_column(context: Context, code: str, sentence: str) -> Finding:
    """A zero because the site has no column of the kind: menus, the site map and 互动交流 were looked through."""
    indicator = code.rsplit("-", 1)[0]
    gaps = [*home_gaps(context), *_hiding_places(context), *signs(context, indicator)]
    gaps += ["抓取达到上限，网站未读全"] if context.site.budget_reached else []
    pages = entrances(context.site)
    where = "首页、导航和网站地图中均未见" if len(pages) > 1 else "首页和导航中均未见"
    return absent(context, code, f"{sentence}，{where}", pages, gaps)


def of(activity: Activity) -> Evidence:
    """Evidence of an activity: its day and title."""
    return Evidence(activity.url, quote(f"{activity.day or ''} {activity.title}".strip()))


def nothing_held(context: Context, code: str, sentence: str, seen: Held) -> Finding:
    """No activity: blocked or for a person where a column could not be read, else an honest zero."""
    hidden = [column for column in seen.columns if unread(column) and column.state != "filled"]
    if hidden and all(column.outcome == "blocked" for column in hidden):
        return refused(context, code, hidden)
    if hidden and not any(column.state in ("filled", "blank") for column in seen.columns):
        return needs_person(
            context, code, f"有栏目{naming(hidden)}，但{unread(hidden[0])}，由人工查看，不作零分。", hidden
        )
    if not seen.columns:
        return no_column(context, code, sentence)
    finding = zero(context, code, sentence, seen.columns)
    return proposal(finding) if seen.gaps else finding


def is_hollow(column: Column) -> bool:
    """A column that is filled by a few words only: no list, no form, nothing to take part in."""
    pages = column.pages
    return (
        column.state == "filled"
        and not column.items
        and not column.children
        and sum(len(page.text.strip()) for page in pages) < _FEW_WORDS
        and not any(page.attachments or page.tables or page.letters or page.media for page in pages)
        and not any(form.purpose not in ("search", "login") for page in pages for form in page.forms)
    )


def channel_point(context: Context, code: str, what: str, columns: Sequence[Column]) -> Finding:
    """A column for activities; one that holds a few words only is a proposal of a half."""
    if columns and all(is_hollow(column) for column in columns):
        sentence = f"设有{what}栏目{naming(columns)}，但页面上只有少量文字，未见列表或表单，是否空白由人工确认。"
        return settle(context, code, Fraction(1, 2), sentence, columns[:4], sure=False)
    return column_point(context, code, columns)


def count_point(context: Context, code: str, what: str, seen: Held) -> Finding:
    """年度开展次数: the number within the year over the number that the table asks for, at most 1."""
    minimum = number(context, code.rsplit("-", 1)[0], "minimum")
    told = [activity for activity in seen.undated if _names_this_year(context, activity)]
    undated = len(seen.undated) - len(told)
    count = len(seen.counted) + len(told)
    if not count and not seen.undated:
        sentence = f"监测点前一年内未见{what}活动"
        if seen.excluded:
            sentence += f"（“{seen.excluded[0].title}”{seen.excluded[0].excluded}，不计入）"
        return nothing_held(context, code, sentence, seen)
    value = min(Fraction(1), Fraction(count, minimum))
    sentence = (
        f"监测点前一年内开展{what}{count}次"
        + (f"（其中{len(told)}次未注明日期，正文写明在本年内）" if told else "")
        + (f"（另有{undated}次未注明日期，按未开展计）" if undated else "")
        + "。"
    )
    if seen.excluded:
        sentence += f"“{seen.excluded[0].title}”等{len(seen.excluded)}条不计入：{seen.excluded[0].excluded}。"
    named = words(context, code.rsplit("-", 1)[0], "activity")
    plain = not told and all(has_any(activity.title, named) for activity in seen.counted)
    sure = plain and (count >= minimum or (seen.complete and not seen.undated))
    if not sure:
        why = "、".join(seen.gaps[:3]) or ("有活动未注明日期" if seen.undated else "有的标题看不出是此类活动")
        sentence += f"由人工确认：{why}。"
    places = [of(activity) for activity in ([*seen.counted, *told] or seen.undated)[:6]]
    return settle(context, code, value, sentence, places, sure=sure, confidence=SURE if sure else LIKELY)


def _names_this_year(context: Context, activity: Activity) -> bool:
    """Whether an undated page to take part in names the monitoring date's year, and no later one, in its text."""
    page = activity.page
    if page is None or not any(form.purpose not in ("search", "login") for form in page.forms):
        return False
    return max(years_named(page.text), default=0) == this_year(context.monitoring_date)
