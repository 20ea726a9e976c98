"""The report of one site: one HTML file that opens without a network, on a phone and in print."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from fractions import Fraction
from functools import cache
from itertools import groupby
from pathlib import Path

from jinja2 import Template

from zhengping.checks.finding import Evidence, Finding
from zhengping.evaluation.judgement import BEIJING, Judgement
from zhengping.reading.coverage import BASES, coverage_of, meaning_for_zero, per_cent, totals
from zhengping.reading.site import Column
from zhengping.reports.environment import environment
from zhengping.reports.gains import WhatIf, what_if
from zhengping.reports.radar import Axis, radar
from zhengping.reports.trials import QUERY_KINDS, Pictures, all_shots, shots_of, trial_rows
from zhengping.scoring import IndicatorScore, two_decimals
from zhengping.standard.model import Effort, Indicator

STATES = {
    "judged": ("已判定", "程序对这个分值负责"),
    "suggested": ("建议值", "有分值和证据，由人决定"),
    "person": ("需人工", "只有人、登记数据或佐证材料才能说明"),
    "blocked": ("被拦截", "需要的页面拒绝了程序访问，不作扣分"),
    "failed": ("程序出错", "是程序的错，不作扣分"),
    "not-applicable": ("不适用", "按部门情况不评"),
}
NOT_REACHED = ("未能查看", "网站打不开，不作扣分")
"""What `blocked` means for a site that gave no answer at all: nothing was refused."""
COLUMN_STATES = {
    "filled": "有内容",
    "blank": "空白",
    "elsewhere": "在其他网站",
    "unseen": "未抓取到",
    "scripted": "脚本绘制，未读出",
}
MOST_BROKEN = 200
MOST_GAINS = 12


def render(judgement: Judgement, shots: Path | None = None, beside: Path | None = None) -> str:
    """The report of a judgement as one HTML text. Deterministic: no clock and no network.

    `shots`: the folder of the archive's screenshots; without it none is shown. `beside`: the folder of the
    report, from where links to them lead.
    """
    chances = what_if(judgement)
    by_code = {score.code: score for score in judgement.scorecard.indicators}
    base = [i for i in judgement.edition.indicators if i.kind == "base"]
    return _template().render(
        judgement=judgement,
        site=judgement.site,
        card=judgement.scorecard.as_dict(),
        rates=_rates(judgement),
        states=STATES | ({"blocked": NOT_REACHED} if judgement.outcome == "unreachable" else {}),
        why_not_judged=_why_not_judged(judgement),
        state_counts=_state_counts(judgement.findings.values()),
        suggested=judgement.scorecard_with_suggestions.as_dict(),
        radar=radar(_axes(judgement, base, by_code), "一级指标得分率"),
        chances=chances,
        first_steps=chances.steps[:MOST_GAINS],
        further_steps=chances.steps[MOST_GAINS:],
        efforts=_efforts(chances),
        coverage=totals(judgement.site.columns),
        chapters=[(name, list(group)) for name, group in groupby(base, key=lambda i: i.level1)],
        extras=[i for i in judgement.edition.indicators if i.kind != "base"],
        score_of=by_code,
        chapter_sums={name: _sums(list(group), by_code) for name, group in groupby(base, key=lambda i: i.level1)},
        to_decide=_to_decide(judgement),
        columns=sorted(judgement.site.columns, key=lambda column: column.path),
        column_states=COLUMN_STATES,
        bases=BASES,
        broken=judgement.site.broken_links[:MOST_BROKEN],
        most_broken=MOST_BROKEN,
        trials=trial_rows(judgement),
        shots=all_shots(judgement),
        pictures=Pictures(shots, beside),
    )


@cache
def _template() -> Template:
    made = environment()
    made.globals.update(
        captured=_captured, incomplete=_incomplete, pairs=_pairs, alone=_alone, coverage_of=coverage_of,
        shots_of=shots_of, query_kinds=QUERY_KINDS,
        meaning_for_zero=meaning_for_zero, per_cent=per_cent,
    )  # fmt: skip
    return made.get_template("report.html.j2")


def _pairs(evidence: Iterable[Evidence]) -> list[list[Evidence]]:
    """Pieces of evidence that contradict each other, those of one mark together."""
    groups: dict[str, list[Evidence]] = {}
    for each in evidence:
        if each.pair:
            groups.setdefault(each.pair, []).append(each)
    return [group for group in groups.values() if len(group) > 1]


def _alone(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Pieces of evidence that stand by themselves."""
    every = list(evidence)
    marks = [each.pair for each in every]
    return [each for each in every if not each.pair or marks.count(each.pair) == 1]


def _efforts(chances: WhatIf) -> list[Effort]:
    """The classes of effort of the steps, the least first."""
    return sorted({step.effort.name: step.effort for step in chances.steps}.values(), key=lambda each: each.cost)


def _captured(judgement: Judgement, evidence: Evidence) -> str:
    """When the page of a piece of evidence was fetched, Beijing time; empty where it is not in the archive."""
    time = judgement.captured.get(evidence.url, "")
    return datetime.fromisoformat(time).astimezone(BEIJING).strftime("%Y-%m-%d %H:%M") if time else ""


def _incomplete(column: Column) -> str:
    """What of a column was not seen, in Chinese."""
    return "" if column.complete else column.incomplete_why or "未看全"


def _why_not_judged(judgement: Judgement) -> str:
    """Why the site could not be judged, as the points that needed it say; empty where it was judged."""
    blocked = (finding.finding for finding in judgement.findings.values() if finding.state == "blocked")
    return "" if judgement.outcome == "judged" else next(blocked, "没有可供判断的页面。")


def _rates(judgement: Judgement) -> dict[str, Fraction]:
    card = judgement.scorecard
    kinds = {indicator.code: indicator.kind for indicator in judgement.edition.indicators}
    whole = sum((i.effective_weight for i in card.indicators if kinds[i.code] == "base"), Fraction(0)) or Fraction(1)
    return {
        "base": card.base / whole,
        "possible": card.base_possible / whole,
        "whole": whole,
    }


def _state_counts(findings: Iterable[Finding]) -> dict[str, int]:
    states = [finding.state for finding in findings]
    return {state: states.count(state) for state in STATES if state in states}


def _sums(indicators: list[Indicator], scores: dict[str, IndicatorScore]) -> dict[str, Fraction]:
    own = [scores[i.code] for i in indicators]
    return {
        "weight": sum((score.effective_weight for score in own), Fraction(0)),
        "score": sum((score.score for score in own), Fraction(0)),
        "possible": sum((score.score_possible for score in own), Fraction(0)),
    }


def _axes(judgement: Judgement, base: list[Indicator], scores: dict[str, IndicatorScore]) -> list[Axis]:
    accepted = {score.code: score for score in judgement.scorecard_with_suggestions.indicators}
    axes = []
    for name, members in groupby(base, key=lambda i: i.level1):
        group = list(members)
        sums = _sums(group, scores)
        whole = sums["weight"] or Fraction(1)
        short = name if len(name) <= 6 else name.replace("自治区人民政府", "").replace("情况", "")
        axes.append(
            Axis(
                short,
                f"{two_decimals(sums['score'])} / {two_decimals(sums['weight'])}",
                float(sums["score"] / whole),
                float(_sums(group, accepted)["score"] / whole),
                float(sums["possible"] / whole),
            )
        )
    return axes


def _to_decide(judgement: Judgement) -> list[tuple[str, Finding]]:
    """Points that wait for a person: suggested first, then what the machine could not see."""
    order = ("suggested", "blocked", "failed", "person")
    waiting = [(code, finding) for code, finding in judgement.findings.items() if finding.state in order]
    return sorted(waiting, key=lambda pair: order.index(pair[1].state))
