"""Judging: from the site model to one finding a point. Each module of this package registers its checks."""

from __future__ import annotations

import importlib
import pkgutil

from zhengping.checks.context import REGISTER, TRIED, Context
from zhengping.checks.finding import Finding
from zhengping.checks.standing import stand_by
from zhengping.checks.tools import needs_person
from zhengping.errors import EditionError
from zhengping.standard.model import Point

__all__ = ["Context", "Finding", "judge_all", "not_applicable"]

_WHO_CAN_TELL = {
    "site": "页面由人工查看",
    "probe": "需要浏览器实测",
    "register": "需要导入登记数据",
    "material": "需要部门提交佐证材料",
    "expert": "需要专家评判",
}


def load_checks() -> None:
    """Imports every module of this package, so that all checks stand in the register."""
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda found: found.name):
        importlib.import_module(f"{__name__}.{module.name}")


def not_applicable(context: Context) -> dict[str, str]:
    """Indicators that the department's facts take out, each with the table's reason (score contract, rules 2-4)."""
    rules = context.edition.rules
    facts = {**context.edition.facts, **context.department.facts}
    out: dict[str, str] = {}
    for alternative in rules.alternatives:
        holds = facts[alternative.fact]
        codes = alternative.when_false if holds else alternative.when_true
        reason = alternative.reason_when_true if holds else alternative.reason_when_false
        out.update(dict.fromkeys(codes, reason))
    for rule in rules.redistributions:
        if facts[rule.fact] == rule.equals:
            out[rule.source] = rule.reason
    return out


def judge_all(context: Context) -> dict[str, Finding]:
    """One finding for each point of the edition, in the table's order; never raises for a check that fails.

    Points without a check are for a person, a register or a probe; a check that raises gives the state
    `failed`, with the fault named; where the whole site refused the crawl, points read from pages are `blocked`.
    """
    load_checks()
    taken_out = not_applicable(context)
    findings: dict[str, Finding] = {}
    for code, point in context.edition.points.items():
        indicator = code.rsplit("-", 1)[0]
        if indicator in taken_out:
            findings[code] = Finding("not-applicable", None, f"本指标不适用：{taken_out[indicator]}")
        elif _whole_site_blocked(context) and point.sources[0] in ("site", "probe"):
            sentence = "网站拒绝了程序访问，全部页面待人工核验，不作扣分。"
            findings[code] = Finding("blocked", None, sentence, "请为评估程序放行访问。")
        else:
            findings[code] = _judge(context, code, point)
    return findings


def _judge(context: Context, code: str, point: Point) -> Finding:
    check = REGISTER.get(code)
    if check is None:
        return needs_person(context, code, who_can_tell(point))
    try:
        finding = stand_by(context, point, check(context))
        if context.probed is not None and code in TRIED:
            finding = TRIED[code](context, finding)
        return finding
    except EditionError as lack:
        return Finding("failed", None, f"{lack}；本采分点未给分值。")
    except Exception as fault:  # one faulty check must not cost the department its other points
        cause = f"{type(fault).__name__}: {fault}"
        return Finding("failed", None, f"程序在判断本采分点时出错（{cause}），未给分值，请反馈给维护人员。")


def who_can_tell(point: Point) -> str:
    """Which register, proof, probe or person the point needs, by its sources."""
    needs = "，并".join(dict.fromkeys(_WHO_CAN_TELL[source] for source in point.sources))
    return f"“{point.name}”不能由程序从页面判定：{needs}。"


def _whole_site_blocked(context: Context) -> bool:
    outcomes = context.site.outcomes.values()
    return context.site.home is None and bool(outcomes) and all(outcome == "blocked" for outcome in outcomes)
