"""`zhengping standard`: checks an edition file, shows the table and everything about one code (docs/edition.md)."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from zhengping.errors import InputError
from zhengping.standard import Edition, Indicator, Point, Threshold, load_edition
from zhengping.standard.checks import UNITS
from zhengping.standard.gaps import told
from zhengping.standard.problem import KIND_NAMES, show

SOURCE_NAMES = {"site": "网站", "probe": "浏览器", "register": "登记数据", "material": "证明材料", "expert": "专家"}
EFFORT_NAMES = {"low": "小", "middle": "中", "high": "大"}
SIGNS = {"base": "", "bonus": "+", "deduction": "-"}


def check(file: str) -> None:
    """Loads `file` with all checks and prints a line; EditionError (exit code 2) where a rule is broken."""
    edition = load_edition(file)
    totals = edition.totals
    print(
        f"{edition.id}：{len(edition.indicators)} 个指标、{len(edition.points)} 个采分点，"
        f"基础 {show(totals.base)} 分、加分至多 {show(totals.bonus)} 分、扣分至多 {show(totals.deduction)} 分；检查通过"
    )
    if lacking := told(edition):
        print(f"提示：{lacking}")


def print_standard(code: str | None, edition_name: str) -> None:
    """Prints the whole table, or everything about an indicator or a point; InputError where the code is unknown."""
    edition = load_edition(edition_name)
    console = Console(highlight=False)
    if code is None:
        _print_table(console, edition)
    elif code in edition.by_code:
        _print_indicator(console, edition, edition.by_code[code])
    elif code in edition.points:
        indicator = next(i for i in edition.indicators if edition.points[code] in i.points)
        console.print(f"[bold]{indicator.code} {indicator.name}[/]（权重 {show(indicator.weight)}）")
        _print_point(console, indicator, edition.points[code])
    else:
        raise InputError(f"没有代码为 {code} 的指标或采分点；用 zhengping standard show 查看全部代码")


def _print_table(console: Console, edition: Edition) -> None:
    table = Table(title=escape(f"{edition.name}（{edition.year}）"), title_justify="left")
    for name in ("代码", "一级指标", "二级指标", "指标", "权重", "采分点"):
        table.add_column(name, justify="right" if name in ("权重", "采分点") else "left", overflow="fold")
    level1 = level2 = ""
    for indicator in edition.indicators:
        new1 = indicator.level1 != level1
        new2 = new1 or indicator.level2 != level2
        level1, level2 = indicator.level1, indicator.level2
        if new1 and table.row_count:
            table.add_section()
        table.add_row(
            indicator.code,
            escape(level1) if new1 else "",
            escape(level2) if new2 else "",
            escape(indicator.name),
            SIGNS[indicator.kind] + show(indicator.weight),
            str(len(indicator.points) or ""),
        )
    console.print(table)
    for note in edition.notes:
        console.print(f"注：{escape(note)}")


def _print_indicator(console: Console, edition: Edition, indicator: Indicator) -> None:
    console.print(f"[bold]{indicator.code} {escape(indicator.name)}[/]")
    levels = " › ".join(level for level in (indicator.level1, indicator.level2, indicator.level3) if level)
    _line(console, "位置", levels)
    _line(console, "权重", f"{show(indicator.weight)}（{KIND_NAMES[indicator.kind]}）")
    _line(console, "原文", indicator.text)
    for rule in rules_about(edition, indicator):
        _line(console, "规则", rule)
    columns = indicator.columns
    _line(console, "栏目名", "、".join(columns.names))
    _line(console, "栏目名（未核实）", "、".join(columns.names_unverified))
    under = (f"{title}（在{'、'.join(words)}之下）" for title, words in columns.context.items())
    _line(console, "须有上级", "；".join(under))
    _line(console, "不算", "、".join(columns.exclude))
    _line(console, "地址段", " ".join(columns.slugs))
    for name, words in indicator.words.items():
        _line(console, f"词表 {name}", "、".join(words))
    if indicator.plain_words:
        pairs = (f"{saying}＝{'、'.join(names)}" for saying, names in indicator.plain_words.names.items())
        _line(console, "通俗说法", "；".join(pairs))
    for name, threshold in indicator.thresholds.items():
        _line(console, f"阈值 {name}", describe_threshold(threshold))
    for point in indicator.points:
        console.print()
        _print_point(console, indicator, point)


def _print_point(console: Console, indicator: Indicator, point: Point) -> None:
    console.print(f"[bold]{point.code} {escape(point.name)}[/]")
    _line(console, "份额", f"{show(point.share)}（{show(point.share * indicator.weight)} 分）")
    _line(console, "来源", "、".join(SOURCE_NAMES[source] for source in point.sources))
    _line(console, "依据", point.law + ("" if point.law_verified else "（未核实）"))
    _line(console, "怎么评", point.how)
    _line(console, "怎么做", point.advice)
    _line(console, "工作量", EFFORT_NAMES[point.effort])


def _line(console: Console, label: str, text: str) -> None:
    if text:
        console.print(f"  [dim]{escape(label)}：[/]{escape(text)}", soft_wrap=True)


def describe_threshold(threshold: Threshold) -> str:
    """A threshold with its unit, source and standing, as one line."""
    standing = "已核实" if threshold.verified else "未核实"
    note = f"；{threshold.note}" if threshold.note else ""
    return f"{show(threshold.value)} {UNITS[threshold.unit]}（{threshold.source}；{standing}{note}）"


def rules_about(edition: Edition, indicator: Indicator) -> Iterator[str]:
    """What the edition's rules do to an indicator or its points, a line each."""
    code, rules = indicator.code, edition.rules
    for alternative in rules.alternatives:
        if code in alternative.when_true:
            yield f"部门事实 {alternative.fact} 为 false 时不适用（{alternative.reason_when_false}）"
        if code in alternative.when_false:
            yield f"部门事实 {alternative.fact} 为 true 时不适用（{alternative.reason_when_true}）"
    for moved in rules.redistributions:
        when = f"部门事实 {moved.fact} 为 {str(moved.equals).lower()} 时"
        if code == moved.source:
            yield f"{when}不适用，权重平均分给 {'、'.join(moved.targets)}（{moved.reason}）"
        if code in moved.targets:
            yield f"{when}从 {moved.source} 接收其权重的 1/{len(moved.targets)}"
    for letter in rules.letters:
        if code == letter.target:
            yield f"{letter.name}：{letter.source}"
    for activity in rules.activities:
        if activity.target in {point.code for point in indicator.points}:
            yield f"{activity.name}：{activity.target} 为零，{activity.source}"
    for case in rules.cases:
        if code == case.indicator:
            yield f"每个案例 0 到 {show(case.each)} 分，合计至多 {show(indicator.weight)} 分"
    for count in rules.counts:
        if code == count.indicator:
            yield f"每次 {show(count.each)} 分，合计至多 {show(indicator.weight)} 分"
    for incident in rules.incidents:
        if code == incident.indicator:
            yield (
                f"本部门网站每次扣 {show(incident.own)} 分，下属网站每次扣 {show(incident.subordinate)} 分，"
                f"合计至多 {show(indicator.weight)} 分"
            )
