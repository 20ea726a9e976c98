"""A small judgement made by hand, for the report's tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from zhengping.checks.finding import Evidence, Finding
from zhengping.evaluation.department import default_department
from zhengping.evaluation.judgement import Judgement, context_of, judge
from zhengping.standard import load_edition

EDITION = load_edition()
HOME = "http://www.example.gov.cn/"


def judgement(**changed: Finding) -> Judgement:
    """A site of no pages; `changed` gives findings by code with dots and dashes as underscores (p1_1_1_1)."""
    context = context_of(HOME, [], [], EDITION, default_department(EDITION), date(2025, 11, 30))
    empty = judge(context, [])
    findings = dict(empty.findings)
    for name, finding in changed.items():
        parts = name.removeprefix("p").split("_")
        findings[".".join(parts[:-1]) + "-" + parts[-1]] = finding
    return replace(empty, findings=findings, outcome="judged")


def found(value: str, state: str = "judged", text: str = "找到了。", url: str = HOME, quote: str = "") -> Finding:
    """A finding with a value and one piece of evidence."""
    return Finding(state, Fraction(value), text, "请补齐。", 0.96, (Evidence(url, quote),))  # type: ignore[arg-type]
