"""What surveys (4.2) and interviews (4.3) share: which count within the year, and whether all of them were seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import pairwise

from zhengping.checks.context import Context
from zhengping.checks.entries import absent, home_gaps, proposal, signs
from zhengping.checks.finding import Evidence, Finding
from zhengping.checks.news import notice_columns
from zhengping.checks.periods import months_back, this_year, within_year, years_named
from zhengping.checks.quoting import quote
from zhengping.checks.tools import (
    GUESS,
    PARTLY,
    SURE,
    all_columns,
    column_point,
    entrances,
    failures,
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

_FEW = 3
"""Examples that a sentence names."""


@dataclass(frozen=True)
class Held:
    """The activities of one kind: `counted` within the year, `undated` ones, `excluded` look-alikes, and the columns.

    `reaching` began before the year and ended within it. `gaps` names in Chinese what was not seen; without gaps the
    list is complete for the year. `aside` names what was not read outside the columns of the kind and could hold a
    further one: it matters to a zero only.
    """

    counted: tuple[Activity, ...]
    undated: tuple[Activity, ...]
    excluded: tuple[Activity, ...]
    columns: tuple[Column, ...]
    gaps: tuple[str, ...]
    reaching: tuple[Activity, ...] = ()
    aside: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether the crawl saw every activity of the year."""
        return not self.gaps

    @property
    def doubtful(self) -> tuple[Activity, ...]:
        """Look-alikes left out by a sign that a person must confirm."""
        return tuple(activity for activity in self.excluded if activity.doubtful)

    def why_open(self, minimum: int) -> tuple[str, ...]:
        """What could still lift a count below `minimum` to it, in Chinese; a zero never rests on such a count."""
        if len(self.counted) >= minimum:
            return ()
        questions = list(self.aside)
        for found, said in (
            (self.undated, "未注明日期"),
            (self.reaching, "始于周期之前、止于周期之内"),
            (self.doubtful, "是否计入由人工确认"),
        ):
            questions += [f"“{found[0].title}”等{len(found)}次{said}"] if found else []
        unsettled = len(self.undated) + len(self.reaching) + len(self.doubtful)
        tips = bool(self.aside) or len(self.counted) + unsettled >= minimum
        return tuple(questions) if tips else ()


def held(context: Context, code: str, activities: Sequence[Activity]) -> Held:
    """The activities of indicator `code` (4.2, 4.3) as its rule counts them (the table's note 2)."""
    activities = [*activities, *_by_form(context, activities)] if code == "4.2" else activities
    real = [activity for activity in activities if not activity.excluded]
    until = context.monitoring_date
    results = words(context, "4.2", "result_columns")
    columns = [
        deeper
        for column in context.site.columns_for(code)
        for deeper in column.walk()
        if not has_any(deeper.name, results)
    ]
    return Held(
        tuple(activity for activity in real if within_year(activity.day, until)),
        tuple(activity for activity in real if activity.day is None),
        tuple(activity for activity in activities if activity.excluded and _could_count(activity, until)),
        tuple({id(column): column for column in columns}.values()),
        tuple(dict.fromkeys(_gaps(context, code, columns))),
        tuple(activity for activity in real if _reaches_into(activity, until)),
        tuple(dict.fromkeys(_aside(context, code))),
    )


def _could_count(activity: Activity, until: date) -> bool:
    """Whether its day, or the lack of one, would let it count within the year."""
    return activity.day is None or within_year(activity.day, until)


def _reaches_into(activity: Activity, until: date) -> bool:
    """Whether it began before the year and ended within it: held in the year by its end, not by its start."""
    begun = activity.day is not None and activity.day <= months_back(until, 12)
    return begun and activity.ends is not None and activity.ends > months_back(until, 12)


def _aside(context: Context, code: str) -> list[str]:
    """Notices of the year that were not read, where a collection of opinions can stand outside its own column."""
    since = months_back(context.monitoring_date, 12)
    notices = notice_columns(context) if code == "4.2" and "1.1.4" in context.edition.by_code else []
    unread_ones = [column for column in notices if unread(column) and not _beyond(column, since)]
    return [*failures(context.site), *(unread(column) for column in unread_ones)]


def _beyond(column: Column, since: date) -> bool:
    """Whether a list that was read in part shows all rows since that day: newest first, its last rows before it."""
    days = [item.day for item in column.items if item.day is not None]
    if column.state != "filled" or not days or len(days) * 10 < len(column.items) * 9:
        return False
    inversions = sum(later > earlier for earlier, later in pairwise(days))
    return inversions * 10 <= len(days) and days[-1] <= since


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
        titled = not column.url and not column.items and any(column.name in title for title in titles)
        reason = "" if titled else unread(column)
        if reason and not _beyond(column, year_before):
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


def is_hollow(context: Context, column: Column) -> bool:
    """A column that is filled by a few words only: no list, no form, nothing to take part in."""
    pages = column.pages
    few = number(context, "4.2", "hollow")
    return (
        column.state == "filled"
        and not column.items
        and not column.children
        and sum(len(page.text.strip()) for page in pages) < few
        and not any(page.attachments or page.tables or page.letters or page.media for page in pages)
        and not any(form.purpose not in ("search", "login") for page in pages for form in page.forms)
    )


def channel_point(context: Context, code: str, what: str, columns: Sequence[Column]) -> Finding:
    """A column for activities; one that holds a few words only is a proposal of a half."""
    if columns and all(is_hollow(context, column) for column in columns):
        sentence = f"设有{what}栏目{naming(columns)}，但页面上只有少量文字，未见列表或表单，是否空白由人工确认。"
        return settle(context, code, Fraction(1, 2), sentence, columns[:4], sure=False)
    return column_point(context, code, columns)


def count_point(context: Context, code: str, what: str, seen: Held) -> Finding:
    """年度开展次数: the number within the year over the number that the table asks for, at most 1."""
    minimum = number(context, code.rsplit("-", 1)[0], "minimum")
    told = [activity for activity in seen.undated if names_this_year(context, activity)]
    undated = len(seen.undated) - len(told)
    count = len(seen.counted) + len(told)
    if not count and not seen.undated:
        sentence = f"监测点前一年内未见{what}活动"
        sentence += f"（{left_out(seen)}）" if seen.excluded else ""
        finding = nothing_held(context, code, sentence, seen)
        return _left_open(finding, seen.why_open(minimum))
    value = min(Fraction(1), Fraction(count, minimum))
    sentence = (
        f"监测点前一年内开展{what}{count}次"
        + (f"（其中{len(told)}次未注明日期，正文写明在本年内）" if told else "")
        + (f"（另有{undated}次未注明日期，按未开展计）" if undated else "")
        + "。"
    )
    sentence += f"{left_out(seen)}。" if seen.excluded else ""
    named = words(context, code.rsplit("-", 1)[0], "activity")
    # What only a title tells may be another office's, or a second notice of the same: the page would say so.
    plain = [activity for activity in seen.counted if activity.page is not None and has_any(activity.title, named)]
    unsettled = seen.why_open(minimum)
    whole = len(plain) == count and seen.complete and not seen.undated and not unsettled
    sure = not told and (len(plain) >= minimum or whole)
    if not sure:
        reasons = [*seen.gaps, *unsettled]
        why = "、".join(reasons[:3]) or ("有活动未注明日期" if seen.undated else "有的活动只见标题")
        sentence += f"由人工确认：{why}。"
    places = [of(activity) for activity in [*seen.counted, *told, *seen.undated, *seen.excluded]]
    # A count below the minimum that rests on half a list is a lower bound and no measure.
    confidence = SURE if sure else PARTLY if count >= minimum or not (seen.gaps or unsettled) else GUESS
    return settle(context, code, value, sentence, places, sure=sure, confidence=confidence)


def too_few(context: Context, code: str, what: str, seen: Held, places: Sequence[Evidence]) -> Finding:
    """The table's zero for fewer than the minimum within the year: judged where nothing could lift the count."""
    minimum = number(context, code.rsplit("-", 1)[0], "minimum")
    reasons = [*seen.gaps, *seen.why_open(minimum)]
    sentence = f"一年内{what}{len(seen.counted)}次，不足{minimum}次，按规则为零。"
    sentence += f"{left_out(seen)}。" if seen.excluded else ""
    sentence += f"未能看全，由人工确认：{'、'.join(reasons[:3])}。" if reasons else ""
    return settle(context, code, 0, sentence, places, sure=not reasons)


def none_held(context: Context, code: str, sentence: str, seen: Held) -> Finding:
    """The table's zero where no activity was seen at all; a proposal where one could stand unseen."""
    minimum = number(context, code.rsplit("-", 1)[0], "minimum")
    return _left_open(nothing_held(context, code, sentence, seen), seen.why_open(minimum))


def left_out(seen: Held) -> str:
    """What does not count and why, for a sentence: “…”不计入：…；“…”不计入：…等5条."""
    few = [f"“{activity.title}”不计入：{activity.excluded}" for activity in seen.excluded[:_FEW]]
    return "；".join(few) + (f"；等{len(seen.excluded)}条" if len(seen.excluded) > _FEW else "")


def _left_open(finding: Finding, reasons: Sequence[str]) -> Finding:
    if finding.state != "judged" or not reasons:
        return finding
    sentence = f"{finding.finding}由人工确认：{'、'.join(reasons[:3])}。"
    return replace(proposal(finding), finding=sentence)


def names_this_year(context: Context, activity: Activity) -> bool:
    """Whether an undated page to take part in names the monitoring date's year, and no later one, in its text."""
    page = activity.page
    if page is None or not any(form.purpose not in ("search", "login") for form in page.forms):
        return False
    return max(years_named(page.text), default=0) == this_year(context.monitoring_date)
