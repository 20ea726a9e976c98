"""Which proposals the machine stands by: a measured value of enough confidence is judged.

A check gives each value the confidence that such values earn against careful readers (`python -m bench.points`
prints how often each agrees). From `judged_from` of the edition on the value is the machine's own, where pages
alone lead to it and the crawl saw the site whole.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from zhengping.checks.context import Context
from zhengping.checks.finding import Finding
from zhengping.checks.looking import failures, unread
from zhengping.standard.model import Point

_QUOTED = re.compile(r"“[^”]*”|《[^》]*》")

_OTHERS = ("register", "material")
"""Sources without which the point is not decided; what an expert adds is quality, which he may still correct."""


_BY_RECORDS = "登记数据或佐证材料可能另有内容，由人工确认。"

_ASKS_A_PERSON = re.compile(r"[由待](?:人工|浏览器|专家)|[需须由](?:浏览器)?实测")
"""Words of a finding that leave the value to somebody else: such a finding is a proposal, whatever its confidence."""


def stand_by(context: Context, point: Point, finding: Finding) -> Finding:
    """The finding as judged or proposed; what is still open is said of a proposal only."""
    settled = _settled(context, point, finding)
    if settled.state == "judged":
        if _ASKS_A_PERSON.search(_QUOTED.sub("", settled.finding)):
            return replace(settled, state="suggested", doubt="")
        return replace(settled, doubt="") if settled.doubt else settled
    return replace(settled, finding=settled.finding + settled.doubt, doubt="") if settled.doubt else settled


def _settled(context: Context, point: Point, finding: Finding) -> Finding:
    """The finding as judged where its confidence is enough, else as it is.

    Not where a browser leads or a register or a proof has a say, nor where pages were refused or did not open: then
    what was measured may be part of the truth; a loss that rests on items whose dates were not read is a proposal.
    A measured zero (what is there does not fulfil the point) needs the indicator's columns read whole besides; the
    zero of what was not found is `looking.zero`'s alone.
    """
    if finding.value is not None and finding.value < 1 and _rests_on_unread_days(context, finding):
        return replace(finding, state="suggested") if finding.state == "judged" else finding
    if finding.state == "judged" and not finding.value and _others_decide(context, point):
        return replace(finding, state="suggested", doubt=_BY_RECORDS)
    if finding.state != "suggested" or finding.value is None or point.sources[0] != "site":
        return finding
    if not finding.value and any(unread(column) for column in context.site.columns_for(point.code.rsplit("-", 1)[0])):
        return finding
    enough = context.threshold("", "judged_from").value
    if any(source in _OTHERS for source in point.sources) or Fraction(str(finding.confidence)) < enough:
        return finding
    return replace(finding, state="judged") if _seen_whole(context) else finding


def _others_decide(context: Context, point: Point) -> bool:
    """Whether records or proofs that the machine has not may lift a zero; the edition names the points where not."""
    settled_by_pages = context.words("", "zeros_by_pages")
    return any(source in _OTHERS for source in point.sources) and point.code not in settled_by_pages


def _rests_on_unread_days(context: Context, finding: Finding) -> bool:
    """Whether the evidence holds items whose dates only an outside script fills in: what looks old may be new."""
    memory = context.site.memory
    if "unread days" not in memory:
        columns = {id(deep): deep for column in context.site.columns for deep in column.walk()}.values()
        items = [(column, item) for column in columns for item in column.items if item.date_scripted]
        memory["unread days"] = frozenset(url for column, item in items for url in (column.url, item.url))
    return any(place.url in memory["unread days"] for place in finding.evidence)


def _seen_whole(context: Context) -> bool:
    site = context.site
    return site.home is not None and not site.budget_reached and not failures(site)
