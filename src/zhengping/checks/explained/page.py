"""The page of one point and the index of all, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from zhengping.checks import load_checks, who_can_tell
from zhengping.checks.context import REGISTER, TRIED
from zhengping.checks.explained.explanation import explanations
from zhengping.checks.explained.inputs import inputs_of
from zhengping.standard.checks import UNITS
from zhengping.standard.model import Edition, Indicator, Point, Threshold

_SOURCES = {
    "site": "网页",
    "probe": "浏览器实测",
    "register": "登记数据",
    "material": "佐证材料",
    "expert": "专家",
}
_MOST_WORDS = 60
"""Words of a list that a page shows; the rest stand in the edition."""
MADE = "<!-- 由 `zhengping explain --docs docs/points` 生成，请改指标体系文件或 src/zhengping/checks/explained/。 -->"


def point_page(code: str, edition: Edition) -> str:
    """The page of a point of the edition; KeyError where it has none of that code."""
    load_checks()
    point = edition.points[code]
    indicator = edition.by_code[code.rsplit("-", 1)[0]]
    return "\n".join([*_head(point, indicator), *_explained(point), *_data(point, indicator, edition)]) + "\n"


def _head(point: Point, indicator: Indicator) -> Iterator[str]:
    levels = " › ".join(level for level in (indicator.level1, indicator.level2, indicator.level3) if level)
    yield from (MADE, f"# {point.code} {point.name}", "")
    yield f"- 指标：{indicator.code} {levels}，权重 {_number(indicator.weight)}"
    yield f"- 本采分点：{_number(point.share * indicator.weight)} 分（指标权重的 {_number(point.share)}）"
    yield f"- 证据来源：{'、'.join(_SOURCES[source] for source in point.sources)}"
    yield f"- 依据：{point.law}{'' if point.law_verified else '（未核实）'}"
    yield from ("", f"> {indicator.text}", "", point.how)


def _explained(point: Point) -> Iterator[str]:
    explanation = explanations().get(point.code)
    if point.code not in REGISTER or explanation is None:
        yield from ("", "## 谁来评", "", who_can_tell(point))
        return
    yield from ("", "## 看什么", "", explanation.looks_for)
    yield from ("", "## 分值怎样得来", "", explanation.shares)
    yield from ("", "## 不算的", "", *_items(explanation.never))
    yield from ("", "## 已知的局限", "", *_items(explanation.limits))


def _data(point: Point, indicator: Indicator, edition: Edition) -> Iterator[str]:
    yield from ("", "## 怎样得分", "", point.advice)
    names = (*indicator.columns.names, *indicator.columns.names_unverified)
    if names and point.sources[0] in ("site", "probe"):
        yield from ("", "## 栏目名", "", f"名称含这些词的栏目算本指标的：{'、'.join(names)}。")
        if indicator.columns.exclude:
            yield f"名称含这些词的不算：{'、'.join(indicator.columns.exclude)}。"
    if point.code not in REGISTER:
        return
    words, thresholds = inputs_of(REGISTER[point.code], indicator, edition, TRIED.get(point.code))
    if thresholds:
        yield from ("", "## 时限和数目", "", "| 名称 | 值 | 出处 |", "|---|---|---|")
        for name in thresholds:
            yield _threshold(name, indicator.thresholds.get(name) or edition.thresholds[name])
    if words:
        yield from ("", "## 词表", "", "| 名称 | 词 |", "|---|---|")
        for name in words:
            yield f"| `{name}` | {_listed(indicator.words.get(name) or edition.words[name])} |"


def _threshold(name: str, threshold: Threshold) -> str:
    standing = "" if threshold.verified else "（未核实）"
    return f"| `{name}` | {_number(threshold.value)} {UNITS[threshold.unit]} | {_cell(threshold.source)}{standing} |"


def _listed(words: tuple[str, ...]) -> str:
    more = f" 等{len(words)}个" if len(words) > _MOST_WORDS else ""
    return _cell("、".join(words[:_MOST_WORDS])) + more


def _items(sentences: Iterable[str]) -> Iterator[str]:
    yield from (f"- {sentence}" for sentence in sentences)


def _cell(text: str) -> str:
    """Text of a table's cell: a bar or a line break would end it, a tag would be read as one."""
    return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")


def _number(value: Fraction) -> str:
    """A number as it can be said exactly: a decimal where it ends, else a fraction."""
    exact = Fraction(value)
    for digits in range(5):
        scaled = exact * 10**digits
        if scaled.denominator == 1:
            whole = str(abs(scaled.numerator)).rjust(digits + 1, "0")
            text = f"{whole[:-digits]}.{whole[-digits:]}" if digits else whole
            return ("-" if exact < 0 else "") + text
    return str(exact)


def index_page(edition: Edition) -> str:
    """The list of all points with links to their pages."""
    load_checks()
    lines = [MADE, "# 各采分点怎样评", "", "约定和状态见 [judging.md](../judging.md)。", ""]
    lines += ["| 采分点 | 名称 | 分 | 证据来源 |", "|---|---|---|---|"]
    for indicator in edition.indicators:
        for point in indicator.points:
            sources = "、".join(_SOURCES[source] for source in point.sources)
            score = _number(point.share * indicator.weight)
            lines.append(f"| [{point.code}]({point.code}.md) | {point.name} | {score} | {sources} |")
    return "\n".join(lines) + "\n"
