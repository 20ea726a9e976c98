"""The rules that an edition of the table must itself keep: codes, weights, shares, references, sources.

Each rule yields problems with the path of the value that is wrong, so that the loader can name the line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product

from zhengping.standard.model import Edition, Kind, Threshold
from zhengping.standard.problem import KIND_NAMES, Path, Problem, show
from zhengping.standard.rule_checks import rule_problems
from zhengping.standard.working_calendar import shipped_calendars

UNITS = {
    "hours": "小时",
    "days": "天",
    "working-days": "个工作日",
    "months": "个月",
    "quarters": "季度",
    "years": "年",
    "items": "条",
    "characters": "字",
    "pixels": "像素",
    "share": "（比例）",
    "clicks": "次点击",
}
"""Units of a threshold, with their Chinese names."""


def problems(edition: Edition) -> Iterator[Problem]:
    """All breaches of the rules in `edition`; sums come last, because they are often wrong by another mistake."""
    yield from _identity(edition)
    yield from _codes(edition)
    yield from _texts(edition)
    yield from _thresholds(edition)
    yield from _words(edition)
    yield from _plain_words(edition)
    yield from _columns(edition)
    yield from rule_problems(edition)
    yield from _shares(edition)
    yield from _weights(edition)


def _identity(edition: Edition) -> Iterator[Problem]:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", edition.id):
        yield Problem(("id",), f"版本标识“{edition.id}”不合规", "只用小写字母、数字和连字符，例如 guangxi-departments")
    for field in ("name", "year", "source"):
        if not getattr(edition, field).strip():
            yield Problem((field,), "是空的", "写明这一版指标的名称、年度与出处")
    if edition.calendar and edition.calendar not in shipped_calendars():
        known = "、".join(shipped_calendars())
        yield Problem(("calendar",), f"没有名为“{edition.calendar}”的工作日历", f"改成 {known}，或删去这一项")


def _codes(edition: Edition) -> Iterator[Problem]:
    seen: set[str] = set()
    for i, indicator in enumerate(edition.indicators):
        path = ("indicators", i)
        if not re.fullmatch(r"\d+(\.\d+)*", indicator.code):
            yield Problem((*path, "code"), f"指标代码“{indicator.code}”不合规", "用点分开的数字，例如 1.1.1")
        if indicator.code in seen:
            yield Problem((*path, "code"), f"指标代码 {indicator.code} 重复", "每个指标用自己的代码")
        seen.add(indicator.code)
        if indicator.kind == "base" and not indicator.points:
            yield Problem((*path, "points"), f"指标 {indicator.code} 没有采分点", "至少写一个采分点")
        if indicator.kind != "base" and indicator.points:
            yield Problem(
                (*path, "points"),
                f"{KIND_NAMES[indicator.kind]}指标 {indicator.code} 不应有采分点",
                "删去 points，在 rules 里写它的计分方法",
            )
        for j, point in enumerate(indicator.points):
            code_path = (*path, "points", j, "code")
            if not re.fullmatch(re.escape(indicator.code) + r"-\d+", point.code):
                yield Problem(
                    code_path,
                    f"采分点代码 {point.code} 与所属指标 {indicator.code} 不符",
                    f"写成 {indicator.code}-{j + 1}",
                )
            if point.code in seen:
                yield Problem(code_path, f"采分点代码 {point.code} 重复", "每个采分点用自己的代码")
            seen.add(point.code)


def _weights(edition: Edition) -> Iterator[Problem]:
    for i, indicator in enumerate(edition.indicators):
        if indicator.weight <= 0:
            yield Problem(("indicators", i, "weight"), f"权重 {show(indicator.weight)} 不大于 0", "写成正数")
    kinds: tuple[tuple[Kind, Fraction], ...] = (
        ("bonus", edition.totals.bonus),
        ("deduction", edition.totals.deduction),
    )
    for kind, total in kinds:
        found = sum((i.weight for i in edition.indicators if i.kind == kind), Fraction(0))
        if found != total:
            yield _total_problem(kind, found, total, "")
    alternatives = edition.rules.alternatives
    for choice in product((True, False), repeat=len(alternatives)):
        out = {
            code
            for rule, fact in zip(alternatives, choice, strict=True)
            for code in (rule.when_false if fact else rule.when_true)
        }
        found = sum(
            (i.weight for i in edition.indicators if i.kind == "base" and i.code not in out),
            Fraction(0),
        )
        if found != edition.totals.base:
            when = "、".join(
                f"{rule.fact} 为 {str(fact).lower()}" for rule, fact in zip(alternatives, choice, strict=True)
            )
            yield _total_problem("base", found, edition.totals.base, when)
            return


def _total_problem(kind: Kind, found: Fraction, total: Fraction, when: str) -> Problem:
    case = f"（{when} 时）" if when else ""
    return Problem(
        ("totals", kind),
        f"{KIND_NAMES[kind]}指标的权重之和{case}是 {show(found)}，不是 {show(total)}",
        "改正各指标的 weight 或这里的合计",
    )


def _shares(edition: Edition) -> Iterator[Problem]:
    for i, indicator in enumerate(edition.indicators):
        for j, point in enumerate(indicator.points):
            if point.share <= 0:
                path = ("indicators", i, "points", j, "share")
                yield Problem(path, f"采分点 {point.code} 的份额 {show(point.share)} 不大于 0", "写成 0 到 1 之间的数")
        total = sum((point.share for point in indicator.points), Fraction(0))
        if indicator.points and total != 1:
            yield Problem(
                ("indicators", i, "points", 0, "share"),
                f"指标 {indicator.code} 各采分点的份额之和是 {show(total)}，不是 1",
                "改正各 share，或全部删去（平均分配）",
            )


def _threshold_problems(path: Path, thresholds: dict[str, Threshold]) -> Iterator[Problem]:
    for name, threshold in thresholds.items():
        here = (*path, name)
        if not threshold.source.strip():
            yield Problem((*here, "source"), f"阈值 {name} 没有出处", "写明文件、条款；出处不明的写“经验值”")
        if threshold.unit not in UNITS:
            yield Problem((*here, "unit"), f"阈值 {name} 的单位“{threshold.unit}”不认识", f"用 {'、'.join(UNITS)} 之一")
        if threshold.value < 0:
            yield Problem((*here, "value"), f"阈值 {name} 是负数", "写成 0 或正数")
        if threshold.unit == "share" and threshold.value > 1:
            yield Problem((*here, "value"), f"阈值 {name} 是比例而大于 1", "写成 0 到 1 之间的数")


def _thresholds(edition: Edition) -> Iterator[Problem]:
    yield from _threshold_problems(("thresholds",), edition.thresholds)
    for i, indicator in enumerate(edition.indicators):
        yield from _threshold_problems(("indicators", i, "thresholds"), indicator.thresholds)


def _word_problems(path: Path, words: dict[str, tuple[str, ...]]) -> Iterator[Problem]:
    for name, values in words.items():
        yield from _list_problems((*path, name), name, values, may_be_empty=False)


def _list_problems(path: Path, name: str, values: Sequence[str], *, may_be_empty: bool = True) -> Iterator[Problem]:
    if not values and not may_be_empty:
        yield Problem(path, f"词表 {name} 是空的", "写上词，或删去这个词表")
    for value, count in Counter(values).items():
        if count > 1:
            yield Problem((*path, list(values).index(value)), f"词表 {name} 里“{value}”写了 {count} 次", "只留一处")
        if not value.strip() or value != value.strip():
            yield Problem((*path, list(values).index(value)), f"词表 {name} 里有空白词“{value}”", "去掉空白")


def _words(edition: Edition) -> Iterator[Problem]:
    yield from _word_problems(("words",), edition.words)
    for i, indicator in enumerate(edition.indicators):
        yield from _word_problems(("indicators", i, "words"), indicator.words)


def _plain_words(edition: Edition) -> Iterator[Problem]:
    for i, indicator in enumerate(edition.indicators):
        plain = indicator.plain_words
        if plain is None:
            continue
        path = ("indicators", i, "plain_words")
        if not plain.source.strip():
            yield Problem((*path, "source"), "通俗说法没有出处", "写明文件、条款；出处不明的写“经验整理”")
        if not plain.names:
            yield Problem((*path, "names"), "通俗说法是空的", "逐行写 通俗说法: [正式名称]，或删去这一项")
        for saying, official in plain.names.items():
            yield from _list_problems((*path, "names", saying), saying, official, may_be_empty=False)
            if any(saying in name for name in official):
                yield Problem(
                    (*path, "names", saying),
                    f"“{saying}”本身就在正式名称里",
                    "换成群众的说法：照字面就能搜到的，测不出通俗语言搜索",
                )


def _columns(edition: Edition) -> Iterator[Problem]:
    for i, indicator in enumerate(edition.indicators):
        path = ("indicators", i, "columns")
        columns = indicator.columns
        lists = {
            "names": columns.names,
            "names_unverified": columns.names_unverified,
            "context": tuple(columns.context),
            "exclude": columns.exclude,
        }
        where: dict[str, str] = {}
        for name, values in lists.items():
            if name != "context":
                yield from _list_problems((*path, name), name, values)
            for k, value in enumerate(values):
                if value in where and where[value] != name:
                    yield Problem(
                        (*path, name, value if name == "context" else k),
                        f"栏目名“{value}”既在 {where[value]} 又在 {name}",
                        "只留一处",
                    )
                where[value] = name
        yield from _list_problems((*path, "slugs"), "slugs", columns.slugs)
        for k, slug in enumerate(columns.slugs):
            if not re.fullmatch(r"[a-z0-9-]+", slug):
                yield Problem((*path, "slugs", k), f"地址段“{slug}”不合规", "只用小写字母、数字、连字符")
        for title, parents in columns.context.items():
            yield from _list_problems((*path, "context", title), title, parents, may_be_empty=False)


def _texts(edition: Edition) -> Iterator[Problem]:
    for i, indicator in enumerate(edition.indicators):
        for field in ("text", "level1", "level2"):
            if not getattr(indicator, field).strip():
                yield Problem(("indicators", i, field), f"指标 {indicator.code} 的 {field} 是空的", "照指标表原文填写")
        for j, point in enumerate(indicator.points):
            path = ("indicators", i, "points", j)
            for field in ("name", "law", "how", "advice"):
                if not getattr(point, field).strip():
                    yield Problem((*path, field), f"采分点 {point.code} 的 {field} 是空的", "写一句部门看得懂的话")
            if not point.sources or len(set(point.sources)) != len(point.sources):
                yield Problem((*path, "sources"), f"采分点 {point.code} 的来源空缺或重复", "主要来源写在最前")
