"""The rules of the table that move a weight or make a score zero. Pure: an assessment in, a ruling out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from zhengping.scoring.assessment import Assessment
from zhengping.scoring.calendar import format_day, months_back
from zhengping.standard.model import ActivityRule, Edition, LetterRule

ACTIVITY_NAMES = {"surveys": "征集调查", "interviews": "在线访谈"}


@dataclass
class Ruling:
    """What the rules make of one assessment.

    `weights` are effective weights of the base indicators (0 where one does not apply); `zeroed` holds
    indicators and points that a zero rule struck; `reasons` by indicator code; `struck` the rules' names.
    """

    weights: dict[str, Fraction]
    not_applicable: set[str] = field(default_factory=set)
    zeroed: set[str] = field(default_factory=set)
    reasons: dict[str, list[str]] = field(default_factory=dict)
    struck: set[str] = field(default_factory=set)

    def explain(self, code: str, reason: str) -> None:
        """Adds a Chinese sentence to an indicator's reasons."""
        self.reasons.setdefault(code, []).append(reason)


def apply_facts(facts: Mapping[str, bool], edition: Edition) -> Ruling:
    """Alternatives, then redistributions (score contract, rules 2 to 4): what the department's facts alone decide."""
    ruling = Ruling({i.code: i.weight for i in edition.indicators if i.kind == "base"})
    _choose_alternatives(facts, edition, ruling)
    _redistribute(facts, edition, ruling)
    return ruling


def apply_rules(assessment: Assessment, edition: Edition, by_facts: Ruling) -> Ruling:
    """The zero rules (score contract, rules 5 and 6) on top of what `apply_facts` gave, which is left as it is."""
    ruling = Ruling(dict(by_facts.weights), set(by_facts.not_applicable))
    ruling.reasons = {code: list(reasons) for code, reasons in by_facts.reasons.items()}
    for letter_rule in edition.rules.letters:
        _letters(letter_rule, assessment, ruling)
    for activity_rule in edition.rules.activities:
        _activities(activity_rule, assessment, ruling)
    return ruling


def _remove(code: str, reason: str, ruling: Ruling) -> None:
    ruling.weights[code] = Fraction(0)
    ruling.not_applicable.add(code)
    ruling.explain(code, reason)


def _choose_alternatives(facts: Mapping[str, bool], edition: Edition, ruling: Ruling) -> None:
    for rule in edition.rules.alternatives:
        out, reason = (
            (rule.when_false, rule.reason_when_true) if facts[rule.fact] else (rule.when_true, rule.reason_when_false)
        )
        for code in out:
            _remove(code, reason, ruling)


def _redistribute(facts: Mapping[str, bool], edition: Edition, ruling: Ruling) -> None:
    for rule in edition.rules.redistributions:
        if facts[rule.fact] != rule.equals or rule.source in ruling.not_applicable:
            continue
        targets = [code for code in rule.targets if code not in ruling.not_applicable]
        weight = ruling.weights[rule.source]
        part = weight / len(targets)
        _remove(rule.source, f"{rule.reason}，权重 {weight} 平均分给 {'、'.join(targets)}", ruling)
        for code in targets:
            before = ruling.weights[code]
            ruling.weights[code] = before + part
            gained = f"{rule.source} 的权重分来 {part}，权重 {before} + {part} = {before + part}"
            ruling.explain(code, f"{rule.reason}：{gained}")


def _zero(rule: LetterRule | ActivityRule, reason: str, ruling: Ruling) -> None:
    indicator = rule.target.rsplit("-", 1)[0]
    if indicator in ruling.not_applicable:
        return
    ruling.zeroed.add(rule.target)
    ruling.struck.add(rule.name)
    ruling.explain(indicator, f"规则 {rule.name}：{reason}，{rule.target} 不得分")


def _letters(rule: LetterRule, assessment: Assessment, ruling: Ruling) -> None:
    if assessment.letters is None:
        return
    today = assessment.monitoring_date
    edge = months_back(today, rule.months)
    if rule.kind == "unanswered":
        overdue = sorted(
            letter.submitted
            for letter in assessment.letters
            if letter.submitted < edge and (letter.answered is None or letter.answered > today)
        )
        if overdue:
            count = f"等 {len(overdue)} 封" if len(overdue) > 1 else ""
            _zero(
                rule,
                f"{format_day(overdue[0])} 提交的信件{count}早于 {format_day(edge)}（监测点 {format_day(today)} 往前"
                f" {rule.months} 个月），到监测点仍未答复",
                ruling,
            )
    elif not any(edge < letter.submitted <= today for letter in assessment.letters):
        _zero(rule, f"{format_day(edge)} 之后到监测点 {format_day(today)} 没有任何来信", ruling)


def _activities(rule: ActivityRule, assessment: Assessment, ruling: Ruling) -> None:
    days = assessment.activities.get(rule.evidence)
    if days is None:
        return
    today = assessment.monitoring_date
    edge = months_back(today, rule.months)
    held = sum(1 for day in days if edge < day <= today)
    if held < rule.minimum:
        _zero(
            rule,
            f"{format_day(edge)} 之后到监测点 {format_day(today)} 开展{ACTIVITY_NAMES[rule.evidence]} {held} 次，"
            f"少于 {rule.minimum} 次",
            ruling,
        )
