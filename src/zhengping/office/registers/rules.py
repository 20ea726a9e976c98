"""How registers fill points: one function a rule, from a department's rows to a value with its reason.

Every rule is stated in Chinese beside its function; the text stands on the register's page and in the reason of each
value. The table names the facts and no figures for most of them; where a figure is this program's default, the
docstring says so. A register says nothing of a point that it cannot tell: that is left to the experts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from zhengping.errors import InputError
from zhengping.office.registers.kinds import Values
from zhengping.office.registers.windows import Window
from zhengping.standard.working_calendar import WorkingCalendar

ANSWER_WITHIN = 3
"""Working days for an answer to an error report: table, 6.2.1."""
_MOST_BASIS = 60


@dataclass(frozen=True)
class Entry:
    """A row of a register: its number in the database and its data (with `key`)."""

    number: int
    data: Values


@dataclass(frozen=True)
class Guides:
    """What the machine tells of the guides (3.1.1-1): how many it read, whether it read all there is."""

    count: int
    sure: bool
    finding: int


@dataclass(frozen=True)
class Ledger:
    """All that a rule reads of one department: its rows inside the window, and what the office set for the round.

    `sites`: how many sites it has, subordinate ones included; `items`: its services that need a guide (None = not
    given); `guides`: None = the machine has not told.
    """

    entries: Sequence[Entry]
    window: Window
    calendar: WorkingCalendar
    settings: Mapping[str, object] = field(default_factory=dict)
    sites: int = 1
    items: int | None = None
    guides: Guides | None = None

    @property
    def monitoring_date(self) -> date:
        """The monitoring date."""
        return date.fromisoformat(self.window.until)


@dataclass(frozen=True)
class Verdict:
    """What a rule says: a value (None = it leaves the point to others), why in Chinese, the rows it rests on."""

    value: Fraction | None
    why: str
    rows: tuple[int, ...] = ()


@dataclass(frozen=True)
class Rule:
    """A stated rule: which register fills which point, its words, its function."""

    register: str
    point: str
    words: str
    judge: Callable[[Ledger], Verdict]


RULES: dict[str, Rule] = {}
"""Point -> its rule."""


def rule(register: str, point: str, words: str) -> Callable[[Callable[[Ledger], Verdict]], Callable[[Ledger], Verdict]]:
    """States a rule."""

    def state(judge: Callable[[Ledger], Verdict]) -> Callable[[Ledger], Verdict]:
        RULES[point] = Rule(register, point, words, judge)
        return judge

    return state


def rules_of(register: str) -> list[Rule]:
    """The rules of a register, by point."""
    return [one for one in RULES.values() if one.register == register]


def _numbers(entries: Sequence[Entry]) -> tuple[int, ...]:
    return tuple(entry.number for entry in entries[:_MOST_BASIS])


def _day(value: object) -> date | None:
    return date.fromisoformat(str(value)) if value else None


def due_day(calendar: WorkingCalendar, received: date, days: int = ANSWER_WITHIN) -> date:
    """The last day for an answer: the `days`-th working day after receipt (民法典 art. 201; reference, section e)."""
    day = received
    for _ in range(days):
        day += timedelta(days=1)
        while not calendar.is_working(day):
            day += timedelta(days=1)
    return day


def _estimated(calendar: WorkingCalendar, spans: Sequence[tuple[date, date]]) -> str:
    years = calendar.unknown_years(spans)
    return f"；{'、'.join(map(str, years))} 年的假期未知，按周一至周五估算" if years else ""


# --- error reports ------------------------------------------------------------------------------------------------
@rule(
    "error-reports",
    "6.2.1-3",
    "分值＝按时答复的条数÷应答复的条数。收到次日起 3 个工作日内答复为按时；标为无效的、到监测点期限未到的不计；"
    "没有应答复的，规则不判。",
)
def answered_in_three_days(ledger: Ledger) -> Verdict:
    """Table, 6.2.1: 安排专人及时处理网民纠错意见，3 个工作日内答复. The share is that of points.csv.

    An answer that is due after the monitoring date and has not come yet is neither in time nor late.
    """
    due: list[Entry] = []
    in_time = 0
    late: list[int] = []
    spans = []
    for entry in ledger.entries:
        received, answered = _day(entry.data["received"]), _day(entry.data.get("answered"))
        if received is None or entry.data.get("valid") is False:
            continue
        last = due_day(ledger.calendar, received)
        seen = answered if answered and answered <= ledger.monitoring_date else None
        if seen is None and last > ledger.monitoring_date:
            continue
        due.append(entry)
        spans.append((received, last))
        if seen is not None and seen <= last:
            in_time += 1
        else:
            late.append(ledger.calendar.count(received, seen or ledger.monitoring_date))
    if not due:
        return Verdict(None, "期间没有应答复的有效纠错，由专家评定")
    words = f"应答复 {len(due)} 条，3 个工作日内答复 {in_time} 条"
    if late:
        words += f"；逾期 {len(late)} 条，最长用了 {max(late)} 个工作日"
    return Verdict(Fraction(in_time, len(due)), words + _estimated(ledger.calendar, spans), _numbers(due))


Steps = list[tuple[Fraction | None, Fraction]]
"""Up to how many reports a site (None = more than all), and the value."""
_STEP = re.compile(r"(?:不超过|≤|<=)?\s*(超过|\d+(?:\.\d+)?)\s*(?:条)?\s*[=:：＝]\s*([01](?:\.\d+)?)\s*分?")


def parse_steps(text: str) -> Steps:
    """The office's step table for 6.3.1, as 1=0.75；3=0.5；超过=0. InputError in Chinese where it is none."""
    steps: Steps = []
    for part in re.split(r"[；;，,、\n]+", text):
        if not part.strip():
            continue
        match = _STEP.fullmatch(part.strip())
        if not match or Fraction(match[2]) > 1:
            raise InputError(f"“{part.strip()}”看不懂；请写成 1=0.75；3=0.5；超过=0")
        limit = None if match[1] == "超过" else Fraction(match[1])
        steps.append((limit, Fraction(match[2])))
    if not steps or steps[-1][0] is not None or any(limit is None for limit, _ in steps[:-1]):
        raise InputError("最后要写“超过”得几分，例如 1=0.75；3=0.5；超过=0")
    limits = [limit for limit, _ in steps if limit is not None]
    if any(later <= earlier for earlier, later in pairwise(limits)):
        raise InputError("条数要从小到大；请调整顺序")
    values = [value for _, value in steps]
    if any(later > earlier for earlier, later in pairwise(values)):
        raise InputError("条数越多，分值不能越高；请核对")
    return steps


@rule(
    "error-reports",
    "6.3.1-1",
    "期间没有有效纠错的为 1；有的，按办公室为本轮定的分档，看平均每个网站（本部门和下属）的有效条数；没有定分档的，"
    "只列条数，规则不判。",
)
def number_of_error_reports(ledger: Ledger) -> Verdict:
    """Table, 6.3.1: the reports of the platform for the department and its subordinate sites; it gives no function.

    Default of reference i, question 13: none = full; else a step table by the number of sites, set by the office.
    """
    valid = [entry for entry in ledger.entries if entry.data.get("valid") is not False]
    if not valid:
        return Verdict(Fraction(1), "期间没有有效纠错")
    average = Fraction(len(valid), ledger.sites)
    words = f"有效纠错 {len(valid)} 条，网站 {ledger.sites} 个，平均每站 {_decimal(average)} 条"
    text = str(ledger.settings.get("steps") or "")
    if not text:
        return Verdict(None, f"{words}；本轮没有定分档，由专家评定", _numbers(valid))
    for limit, value in parse_steps(text):
        if limit is None or average <= limit:
            return Verdict(value, f"{words}，按分档 {text}", _numbers(valid))
    raise AssertionError("a step table ends with 超过")


def _decimal(number: Fraction) -> str:
    """To two places, for reading."""
    text = f"{float(number):.2f}"
    return text.rstrip("0").rstrip(".")


# --- the regional portal ------------------------------------------------------------------------------------------
@rule(
    "letters",
    "7.1.3-1",
    "分值＝按期反馈的件数÷到期的件数。到监测点期限未到又未反馈的不计；有信件没有写要求反馈日期的，只列用时，规则不判；"
    "没有转办信件的，规则不判。",
)
def letters_answered_in_time(ledger: Ledger) -> Verdict:
    """Table, 7.1.3: 在规定时间内及时反馈; the limit is that of each row (reference i, question 5)."""
    if not ledger.entries:
        return Verdict(None, "期间没有转办的信件，由专家评定")
    rows = _numbers(ledger.entries)
    without = [entry for entry in ledger.entries if not entry.data.get("due")]
    if without:
        taken = [
            ledger.calendar.count(_day(one.data["forwarded"]) or ledger.monitoring_date, answered)
            for one in ledger.entries
            if (answered := _day(one.data.get("answered")))
        ]
        words = f"信件 {len(ledger.entries)} 件，其中 {len(without)} 件没有写要求反馈日期，不定分"
        if taken:
            words += f"；已反馈 {len(taken)} 件，平均用 {_decimal(Fraction(sum(taken), len(taken)))} 个工作日"
        return Verdict(None, words, rows)
    until = ledger.window.until
    judged = [
        entry
        for entry in ledger.entries
        if str(entry.data["due"]) <= until or (entry.data.get("answered") and str(entry.data["answered"]) <= until)
    ]
    if not judged:
        return Verdict(None, f"信件 {len(ledger.entries)} 件，到监测点都没有到期，由专家评定", rows)
    in_time = [e for e in judged if e.data.get("answered") and str(e.data["answered"]) <= str(e.data["due"])]
    return Verdict(
        Fraction(len(in_time), len(judged)), f"到期 {len(judged)} 件，按期反馈 {len(in_time)} 件", _numbers(judged)
    )


def _full(ledger: Ledger) -> int:
    return max(1, int(str(ledger.settings.get("full") or 1)))


@rule("portal-interviews", "7.1.1-1", "分值＝期间开展次数÷满分次数（办公室为本轮定，不定为 1 次），最高 1。")
def portal_interviews(ledger: Ledger) -> Verdict:
    """Table, 7.1.1: 主动通过门户网站开展在线访谈; the number for full marks is the office's, by default one."""
    count, full = len(ledger.entries), _full(ledger)
    words = f"门户在线访谈 {count} 次，满分次数 {full} 次"
    return Verdict(min(Fraction(1), Fraction(count, full)), words, _numbers(ledger.entries))


@rule(
    "portal-surveys",
    "7.1.2-1",
    "一半看开展次数（÷满分次数，最高 1；办公室为本轮定，不定为 1 次），一半看到监测点已截止的里面有结果反馈的占比；"
    "都没有截止的，只看次数。",
)
def portal_surveys(ledger: Ledger) -> Verdict:
    """Table, 7.1.2: collections and surveys at the portal, and 结果反馈情况: halves, as points of one weight share it.

    A row without a closing day counts as closed on its own day.
    """
    count, full = len(ledger.entries), _full(ledger)
    times = min(Fraction(1), Fraction(count, full))
    until = ledger.window.until
    closed = [e for e in ledger.entries if str(e.data.get("closes") or e.data["day"]) <= until]
    told = [e for e in closed if _told(e, until)]
    words = f"门户征集调查 {count} 次，满分次数 {full} 次"
    if not closed:
        return Verdict(times, words + ("；都还没有截止" if count else ""), _numbers(ledger.entries))
    words += f"；已截止 {len(closed)} 次，有结果反馈 {len(told)} 次"
    return Verdict((times + Fraction(len(told), len(closed))) / 2, words, _numbers(ledger.entries))


def _told(entry: Entry, until: str) -> bool:
    """Whether the result was published by the monitoring date."""
    day = entry.data.get("result_day")
    return str(day) <= until if day else bool(entry.data.get("result_url"))


@rule(
    "column-duties",
    "7.2-1",
    "分值＝各栏目“按时次数÷要求次数”（最高 1）的平均。有栏目没有要求次数的，规则不判，7.2 待定。",
)
def column_duties(ledger: Ledger) -> Verdict:
    """Table, 7.2: columns and frequencies of 桂政办发〔2017〕115号; without them no score (reference i 4)."""
    if not ledger.entries:
        return Verdict(None, "没有分配给本部门的栏目，由专家评定")
    rows = _numbers(ledger.entries)
    without = [entry for entry in ledger.entries if not entry.data.get("required")]
    if without:
        words = f"栏目 {len(ledger.entries)} 个，其中 {len(without)} 个没有要求次数，不定分"
        return Verdict(None, words, rows)
    shares = [min(Fraction(1), Fraction(int(e.data["in_time"]), int(e.data["required"]))) for e in ledger.entries]
    short = [str(e.data["column"]) for e, part in zip(ledger.entries, shares, strict=True) if part < 1]
    words = f"栏目 {len(shares)} 个，足额按时 {len(shares) - len(short)} 个"
    if short:
        words += f"；不足：{'、'.join(short[:5])}" + ("等" if len(short) > 5 else "")
    return Verdict(sum(shares, Fraction(0)) / len(shares), words, rows)


# --- services, accounts, security ---------------------------------------------------------------------------------
@rule(
    "service-items",
    "3.1.1-1",
    "分值＝机器读到的办事指南数÷权责清单里到监测点有效的许可、确认、其他事项数，最高 1。机器没有读全、又不足事项数的，"
    "规则不判。",
)
def guides_for_services(ledger: Ledger) -> Verdict:
    """Points table, 3.1.1-1: guides found over the items of the register, at most 1.

    A count that the machine does not vouch for may be too low, so it decides only where it suffices for full marks:
    what the program or the site's refusal hid costs no point.
    """
    if ledger.items is None:
        return Verdict(None, "没有导入权责清单事项，由专家评定")
    if ledger.items == 0:
        return Verdict(None, "权责清单里没有须有办事指南的事项，由专家评定")
    if ledger.guides is None:
        return Verdict(None, f"须有指南的事项 {ledger.items} 项；还没有机器数出的指南数，由专家评定")
    words = f"须有指南的事项 {ledger.items} 项，机器读到指南 {ledger.guides.count} 项"
    if ledger.guides.count < ledger.items and not ledger.guides.sure:
        return Verdict(None, f"{words}，可能没有读全，由专家评定")
    return Verdict(min(Fraction(1), Fraction(ledger.guides.count, ledger.items)), words)


@rule(
    "accounts",
    "5.1.1-2",
    "只看微博、微信。每个账号：监测点前规定天数（不定为 14 天）内有更新得 0.5，有服务功能得 0.5；分值为各账号的平均。"
    "没有登记账号的，规则不判。",
)
def accounts_kept(ledger: Ledger) -> Verdict:
    """Table, 5.1.1: 微信、微博服务功能、内容保障情况: two facts, halves each.

    Two weeks: the national limit for new media (reference b). The halves are this program's default.
    """
    counted = [entry for entry in ledger.entries if entry.data.get("platform") in ("weixin", "weibo")]
    if not counted:
        return Verdict(None, "登记里没有微博、微信账号，由专家评定")
    days = int(str(ledger.settings.get("days") or 14))
    since = (ledger.monitoring_date - timedelta(days=days)).isoformat()
    fresh = [entry for entry in counted if str(entry.data.get("last_post") or "") >= since]
    serving = [entry for entry in counted if entry.data.get("functions")]
    value = Fraction(len(fresh) + len(serving), 2 * len(counted))
    words = f"微博微信账号 {len(counted)} 个，{days} 天内有更新的 {len(fresh)} 个，有服务功能的 {len(serving)} 个"
    return Verdict(value, words, _numbers(counted))


def _problems(ledger: Ledger, area: str, name: str) -> Verdict:
    scans = [entry for entry in ledger.entries if entry.data.get("area") == area]
    if not scans:
        return Verdict(None, f"期间没有{name}检测的登记，由专家评定")
    until = ledger.window.until
    problems = [entry for entry in scans if entry.data.get("level") in ("high", "middle")]
    is_open = [e for e in problems if not e.data.get("fixed") or str(e.data["fixed"]) > until]
    high = sum(entry.data["level"] == "high" for entry in is_open)
    if not problems:
        return Verdict(Fraction(1), f"{name}检测没有高、中危问题", _numbers(scans))
    words = f"{name}检测发现高、中危问题 {len(problems)} 个，到监测点已整改 {len(problems) - len(is_open)} 个"
    if high:
        return Verdict(Fraction(0), f"{words}，有高危问题没有整改", _numbers(problems))
    return Verdict(Fraction(len(problems) - len(is_open), len(problems)), words, _numbers(problems))


_SECURITY = (
    "检测没有高、中危问题的为 1；有的，分值＝到监测点已整改的÷发现的；有高危问题没有整改的为 0。"
    "没有检测登记的，规则不判。"
)


@rule("security-scans", "6.1-1", f"只看对主机的检测。{_SECURITY}")
def host_risks(ledger: Ledger) -> Verdict:
    """Table, 6.1: 主机风险控制. The table gives no measure; the share of problems mended is this program's default.

    Only counts stand in the reason: findings of security tests are for nobody else (关键信息基础设施条例 art. 30).
    """
    return _problems(ledger, "host", "主机")


@rule("security-scans", "6.1-2", f"只看对网站的检测。{_SECURITY}")
def site_flaws(ledger: Ledger) -> Verdict:
    """Table, 6.1: 网站漏洞防护; as `host_risks`."""
    return _problems(ledger, "site", "网站")


# --- additions and deductions -------------------------------------------------------------------------------------
EVENTS = {
    "awards": ("8.1.2", "期间每受到 1 次上级表彰加 1 分，累计最高 3 分。"),
    "media-reports": ("8.1.3", "期间每被国家或自治区级主流媒体正面报道 1 次加 0.5 分，累计最高 1 分。"),
    "security-incidents": ("8.2.1", "期间每次扣 2 分（组织填报网站 1 分），累计最高 5 分；同一事件编号只扣一次。"),
    "criticisms": (
        "8.2.2",
        "期间每次扣 1 分（组织填报网站 0.5 分），累计最高 3 分；同一事件编号已按 8.2.1 扣的不再扣。",
    ),
    "exposures": (
        "8.2.3",
        "经查实的每次扣 1 分（组织填报网站 0.5 分），累计最高 2 分；同一事件编号已按 8.2.1、8.2.2 扣的不再扣。",
    ),
}
"""Registers of events: their indicator and rule (table, 8.1.2 to 8.2.3; the sums are the score contract's)."""
_DEDUCTIONS = {"security-incidents": "security_incidents", "criticisms": "criticisms", "exposures": "exposures"}
_BONUS = {"awards": "awards", "media-reports": "media_reports"}


@dataclass(frozen=True)
class Counted:
    """How often a register of events counts for a department, and the rows that count."""

    register: str
    own: int
    subordinate: int
    rows: tuple[int, ...]
    twice: int = 0
    """Rows left out because their event counts already elsewhere."""

    @property
    def times(self) -> int:
        """All together."""
        return self.own + self.subordinate


def count_events(ledgers: Mapping[str, Ledger]) -> dict[str, Counted]:
    """What each register of events counts to; one event (事件编号) counts once within 8.2 (reference i, question 14).

    The deduction that weighs most comes first: 8.2.1, then 8.2.2, then 8.2.3.
    """
    found: dict[str, Counted] = {}
    for register in _BONUS:
        if register in ledgers:
            entries = ledgers[register].entries
            found[register] = Counted(register, len(entries), 0, _numbers(entries))
    seen: set[str] = set()
    for register in _DEDUCTIONS:
        if register not in ledgers:
            continue
        counting = [e for e in ledgers[register].entries if register != "exposures" or e.data.get("proved") is True]
        fresh = [entry for entry in counting if str(entry.data["key"]) not in seen]
        seen |= {str(entry.data["key"]) for entry in fresh}
        own = sum(entry.data["owner"] == "own" for entry in fresh)
        found[register] = Counted(register, own, len(fresh) - own, _numbers(fresh), len(counting) - len(fresh))
    return found


def extras_from(counted: Mapping[str, Counted]) -> dict[str, dict[str, object]]:
    """The parts of the score contract's input: bonus and deductions of the registers that speak."""
    bonus = {_BONUS[name]: one.times for name, one in counted.items() if name in _BONUS}
    deductions = {
        _DEDUCTIONS[name]: {"own": one.own, "subordinate": one.subordinate}
        for name, one in counted.items()
        if name in _DEDUCTIONS
    }
    given: dict[str, dict[str, object]] = {}
    if bonus:
        given["bonus"] = dict(bonus)
    if deductions:
        given["deductions"] = dict(deductions)
    return given
