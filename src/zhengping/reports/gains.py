"""What if: for every point lost, what to do and what it would gain, by exact scoring again with all rules in force."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from zhengping.checks.finding import Finding
from zhengping.evaluation.judgement import Judgement
from zhengping.scoring import Scorecard
from zhengping.standard.model import ActivityRule, Edition, Effort, LetterRule, Point

UNCERTAIN = Fraction(1, 2)
"""A loss that is only suggested counts half in the order: what is certain is worth doing first."""
WHAT_TO_DO = {
    "letters": "逐封答复超期未答复的来信；来信栏目保持开放，监测点前一个月内有来信和答复公开",
    "surveys": "监测点前一年内至少开展{minimum}次征集调查，写明起止日期并公开结果",
    "interviews": "监测点前一年内至少开展{minimum}次在线访谈，写明日期并公开实录",
}


@dataclass(frozen=True)
class Gain:
    """A step that can still gain `points` of the total (exact), taken alone; `certain` where the loss is judged.

    `code` is the point's, or the target of a zero rule; `before` says what lifts the zero rule that stands over the
    point, and `points` is what the step adds after that. `target` is the address within the report.
    """

    code: str
    name: str
    now: str
    advice: str
    points: Fraction
    certain: bool
    effort: Effort
    target: str
    before: str = ""

    @property
    def worth(self) -> Fraction:
        """Points for effort, uncertain ones at half."""
        return self.points * (1 if self.certain else UNCERTAIN) / self.effort.cost


@dataclass(frozen=True)
class WhatIf:
    """All steps, the most points for effort first, and the total that all of them together reach."""

    steps: tuple[Gain, ...]
    now: Fraction
    reachable: Fraction

    @property
    def together(self) -> Fraction:
        """What all steps gain together: less than their sum where a cap or a floor is in the way."""
        return self.reachable - self.now


def what_if(judgement: Judgement) -> WhatIf:
    """For every point lost, judged or suggested, the exact gain over the score with all suggestions accepted.

    Each step is scored again by itself, so that redistributed weights, zero rules, caps and the floor of the total
    count as the table has them. What a zero rule struck gains nothing before the rule is lifted: that is a step of
    its own, and the points under it are scored on top of it.
    """
    card = judgement.rescored()
    struck = _struck(judgement.edition, card)
    lost = _lost(judgement, card)
    steps: list[Gain] = []
    for observation, rules in struck.items():
        steps += _rule_steps(judgement, card, observation, rules)
    for point, finding in lost:
        first = next((seen for seen, rules in struck.items() if _targets(point.code, rules)), "")
        lifted = (first,) if first else ()
        before = judgement.rescored(lifted=lifted) if lifted else card
        gained = judgement.rescored({point.code: Fraction(1)}, lifted=lifted).total - before.total
        if gained > 0:
            before_it = f"先解除零分规则：{_lifting(first, struck[first])}。" if first else ""
            steps.append(_step(judgement.edition, point, finding, gained, before=before_it))
    everything = {point.code: Fraction(1) for point, _ in lost}
    reachable = judgement.rescored(everything, lifted=tuple(struck)).total
    order = {code: number for number, code in enumerate([*judgement.edition.by_code, *judgement.edition.points])}
    steps.sort(key=lambda step: (-step.worth, step.effort.cost, order[step.code]))
    return WhatIf(tuple(steps), card.total, reachable)


def _lost(judgement: Judgement, card: Scorecard) -> list[tuple[Point, Finding]]:
    """Points that apply, have a value and do not have it whole, in the table's order."""
    applies = {score.code for score in card.indicators if score.applicable}
    return [
        (point, finding)
        for code, point in judgement.edition.points.items()
        if code.rsplit("-", 1)[0] in applies
        and (finding := judgement.findings[code]).state in ("judged", "suggested")
        and finding.value is not None
        and finding.value < 1
    ]


def _step(edition: Edition, point: Point, finding: Finding, gained: Fraction, *, before: str) -> Gain:
    return Gain(
        code=point.code,
        name=point.name,
        now=finding.finding,
        advice=finding.advice or point.advice,
        points=gained,
        certain=finding.state == "judged",
        effort=edition.effort_of(point),
        target=f"p{point.code}",
        before=before,
    )


def _struck(edition: Edition, card: Scorecard) -> dict[str, list[LetterRule | ActivityRule]]:
    """The zero rules that struck, by the observation that they look at."""
    found: dict[str, list[LetterRule | ActivityRule]] = {}
    for letter_rule in edition.rules.letters:
        if letter_rule.name in card.rules:
            found.setdefault("letters", []).append(letter_rule)
    for activity_rule in edition.rules.activities:
        if activity_rule.name in card.rules:
            found.setdefault(activity_rule.evidence, []).append(activity_rule)
    return found


def _targets(code: str, rules: Iterable[LetterRule | ActivityRule]) -> bool:
    return any(rule.target in (code, code.rsplit("-", 1)[0]) for rule in rules)


def _rule_steps(
    judgement: Judgement, card: Scorecard, observation: str, rules: list[LetterRule | ActivityRule]
) -> list[Gain]:
    """The step that lifts the zero rules of one observation; none where nothing stands behind them yet."""
    lifted = judgement.rescored(lifted=(observation,))
    gained = lifted.total - card.total
    if gained <= 0:
        return []
    edition, target = judgement.edition, rules[0].target
    point = edition.points.get(target)
    name = point.name if point is not None else edition.by_code[target].name
    reasons = [score.reasons for score in card.indicators if score.code == target.rsplit("-", 1)[0]]
    names = [f"规则 {rule.name}：" for rule in rules]
    said = [line.removeprefix(name) for lines in reasons for line in lines for name in names if line.startswith(name)]
    first = point or edition.by_code[target].points[0]
    return [
        Gain(
            code=target,
            name=f"{name}（解除零分规则）",
            now="；".join(said) or "触发零分规则",
            advice=f"{_lifting(observation, rules)}。",
            points=gained,
            certain=True,
            effort=edition.efforts.get("middle") or edition.effort_of(first),
            target=f"p{first.code}",
        )
    ]


def _lifting(observation: str, rules: Iterable[LetterRule | ActivityRule]) -> str:
    """What lifts the zero rules of one observation, in words."""
    minimum = max((rule.minimum for rule in rules if isinstance(rule, ActivityRule)), default=0)
    return WHAT_TO_DO[observation].format(minimum=minimum)
