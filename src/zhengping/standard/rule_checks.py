"""The rules part of an edition: every rule names codes and facts that exist, and no two rules contradict each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from zhengping.standard.model import (
    ActivityRule,
    CaseRule,
    CountRule,
    Edition,
    IncidentRule,
    Indicator,
    Kind,
    LetterRule,
)
from zhengping.standard.problem import KIND_NAMES, Path, Problem


def rule_problems(edition: Edition) -> Iterator[Problem]:
    """All breaches in `edition.rules`, and bonus or deduction indicators that no rule counts."""
    yield from _alternatives(edition)
    yield from _redistributions(edition)
    yield from _zero_rules(edition)
    yield from _counted_rules(edition)


def _known_fact(edition: Edition, path: Path, fact: str) -> Iterator[Problem]:
    if fact not in edition.facts:
        known = "、".join(edition.facts)
        yield Problem(path, f"部门事实 {fact} 没有定义", f"在 facts 里写上它的默认值，或用 {known} 之一")


def _known(edition: Edition, path: Path, codes: Sequence[str], kind: Kind = "base") -> Iterator[Problem]:
    by_code = {indicator.code: indicator for indicator in edition.indicators}
    if not codes:
        yield Problem(path, "没有写指标代码", "至少写一个指标代码")
    for k, code in enumerate(codes):
        if code not in by_code:
            yield Problem((*path, k), f"没有代码为 {code} 的指标", "改成表内已有的指标代码")
        elif by_code[code].kind != kind:
            yield Problem((*path, k), f"指标 {code} 不是{KIND_NAMES[kind]}指标", f"改成{KIND_NAMES[kind]}指标的代码")


def _alternatives(edition: Edition) -> Iterator[Problem]:
    taken: set[str] = set()
    for i, rule in enumerate(edition.rules.alternatives):
        path = ("rules", "alternatives", i)
        yield from _known_fact(edition, (*path, "fact"), rule.fact)
        for field in ("when_true", "when_false"):
            codes: tuple[str, ...] = getattr(rule, field)
            yield from _known(edition, (*path, field), codes)
            for k, code in enumerate(codes):
                if code in taken:
                    yield Problem((*path, field, k), f"指标 {code} 在二选一里出现了两次", "一个指标只放在一组里")
                taken.add(code)


def _redistributions(edition: Edition) -> Iterator[Problem]:
    rules = edition.rules
    optional = {c for rule in rules.alternatives for c in (*rule.when_true, *rule.when_false)}
    sources = Counter(rule.source for rule in rules.redistributions)
    for i, rule in enumerate(rules.redistributions):
        path = ("rules", "redistributions", i)
        yield from _known_fact(edition, (*path, "fact"), rule.fact)
        for problem in _known(edition, path, (rule.source,)):
            yield replace(problem, path=(*path, "source"))
        yield from _known(edition, (*path, "targets"), rule.targets)
        if sources[rule.source] > 1 or rule.source in optional:
            yield Problem((*path, "source"), f"指标 {rule.source} 的权重有两条规则要动", "只留一条规则")
        for k, code in enumerate(rule.targets):
            if code in sources or code in optional or rule.targets.count(code) > 1:
                yield Problem(
                    (*path, "targets", k),
                    f"指标 {code} 不能接收权重：它自己可能不适用，或写了两次",
                    "改成始终适用的指标，各写一次",
                )


def _zero_rules(edition: Edition) -> Iterator[Problem]:
    by_code = {indicator.code: indicator for indicator in edition.indicators}
    points = {point.code for indicator in edition.indicators for point in indicator.points}
    names: set[str] = set()
    parts: tuple[tuple[str, Sequence[LetterRule | ActivityRule]], ...] = (
        ("letters", edition.rules.letters),
        ("activities", edition.rules.activities),
    )
    for part, listed in parts:
        for i, rule in enumerate(listed):
            path = ("rules", part, i)
            if rule.name in names:
                yield Problem((*path, "name"), f"规则名 {rule.name} 重复", "每条规则用自己的名字")
            names.add(rule.name)
            if not rule.source.strip():
                yield Problem((*path, "source"), f"规则 {rule.name} 没有出处", "写明指标表的注或文件条款")
            if part == "letters" and (rule.target not in by_code or by_code[rule.target].kind != "base"):
                yield Problem((*path, "target"), f"没有代码为 {rule.target} 的基础指标", "改成表内已有的基础指标代码")
            if part == "activities" and rule.target not in points:
                yield Problem((*path, "target"), f"没有代码为 {rule.target} 的采分点", "改成表内已有的采分点代码")


def _counted_rules(edition: Edition) -> Iterator[Problem]:
    rules = edition.rules
    covered: Counter[str] = Counter()
    fields: set[tuple[str, str]] = set()
    parts: tuple[tuple[str, Sequence[CaseRule | CountRule | IncidentRule], Kind], ...] = (
        ("cases", rules.cases, "bonus"),
        ("counts", rules.counts, "bonus"),
        ("incidents", rules.incidents, "deduction"),
    )
    for part, listed, kind in parts:
        for i, rule in enumerate(listed):
            path = ("rules", part, i)
            for problem in _known(edition, path, (rule.indicator,), kind):
                yield replace(problem, path=(*path, "indicator"))
            covered[rule.indicator] += 1
            if covered[rule.indicator] > 1:
                yield Problem((*path, "indicator"), f"指标 {rule.indicator} 有两条计分规则", "只留一条")
            if (kind, rule.field) in fields:
                yield Problem((*path, "field"), f"字段 {rule.field} 被两条规则使用", "每条规则用自己的字段")
            fields.add((kind, rule.field))
            for value in ("each", "own", "subordinate"):
                if getattr(rule, value, Fraction(1)) <= 0:
                    yield Problem((*path, value), "每次的分值不大于 0", "写成正数")
    for i, indicator in enumerate(edition.indicators):
        if indicator.kind != "base" and indicator.code not in covered:
            yield _uncounted(i, indicator)


def _uncounted(position: int, indicator: Indicator) -> Problem:
    return Problem(
        ("indicators", position, "code"),
        f"{KIND_NAMES[indicator.kind]}指标 {indicator.code} 没有计分规则",
        "在 rules 的 cases、counts 或 incidents 里写上它",
    )
