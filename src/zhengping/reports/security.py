"""The report on a site's safety, apart from the public one: for the evaluating office and the site's own office."""

from __future__ import annotations

from zhengping.checks.front_end_libraries import compiled
from zhengping.checks.signs import Sign
from zhengping.evaluation.judgement import Judgement
from zhengping.reports.environment import environment

STATES = {"bad": "需要处理", "look": "请人工看", "good": "正常"}
SEVERITIES = {"high": "高", "middle": "中", "low": "低"}
_ORDER = {"high": 0, "middle": 1, "low": 2}


def render_security(judgement: Judgement) -> str:
    """The passive signs of 6.1 as one HTML text, the gravest first. Deterministic; no network."""
    signs = judgement.security
    return environment().get_template("security.html.j2").render(
        judgement=judgement,
        site=judgement.site,
        bad=_by_gravity(signs, "bad"),
        look=_by_gravity(signs, "look"),
        good=[sign for sign in signs if sign.state == "good"],
        severities=SEVERITIES,
        points=judgement.edition.points,
        compiled=compiled(),
    )  # fmt: skip


def _by_gravity(signs: tuple[Sign, ...], state: str) -> list[Sign]:
    return sorted((sign for sign in signs if sign.state == state), key=lambda sign: _ORDER[sign.severity])
