"""What the machine's part tells the round's page: figures per department, and what is not done yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Count
from django.urls import reverse

from zhengping.office.collection.models import Confirmation, PointFinding, SiteRun
from zhengping.office.collection.running import ACTIVE
from zhengping.office.results.settling import settle
from zhengping.office.rounds.models import Participation, Phase, Round
from zhengping.office.rounds.registry import Figures, Undone, reacts_to_facts, shows_figures, undone_in


def latest_runs(round: Round) -> dict[int, SiteRun]:
    """The newest run of each participation."""
    runs = SiteRun.objects.filter(participation__round=round).order_by("asked_at", "pk")
    return {run.participation_id: run for run in runs.defer("observed")}


def _states(round: Round) -> Mapping[int, Any]:
    return {number: run.get_state_display() for number, run in latest_runs(round).items()}


def confirmed_counts(round: Round) -> dict[int, int]:
    """Confirmed machine values by participation."""
    rows = Confirmation.objects.filter(participation__round=round).values("participation").annotate(n=Count("pk"))
    return {row["participation"]: row["n"] for row in rows}


def waiting_counts(round: Round) -> dict[int, int]:
    """Judged values of the current runs that nobody confirmed yet, by participation."""
    judged = PointFinding.objects.filter(
        run__participation__round=round, run__current=True, state="judged", value__isnull=False
    )
    confirmed = set(Confirmation.objects.filter(participation__round=round).values_list("participation", "point"))
    found: dict[int, int] = {}
    for number, point in judged.values_list("run__participation", "point"):
        if (number, point) not in confirmed:
            found[number] = found.get(number, 0) + 1
    return found


@undone_in(Phase.PREPARATION)
def not_prepared(round: Round) -> Iterable[Undone]:
    """Nobody takes part, no site, no experts, facts that nobody gave."""
    rows = list(round.participations.select_related("department"))
    departments = reverse("round_departments", args=[round.pk])
    if not rows:
        yield Undone("还没有加入部门", departments)
    without = [str(one.department) for one in rows if not one.site_url]
    if without:
        yield Undone(f"{len(without)} 个部门没有登记网站：{_names(without)}", departments)
    unknown = [str(one.department) for one in rows if not one.key_areas_known]
    if unknown:
        words = f"{len(unknown)} 个部门没有给出重点领域（附录1），1.2.4 待定：{_names(unknown)}"
        yield Undone(words, departments)
    experts = round.experts.count()
    if experts < round.experts_a_point:
        words = f"专家只有 {experts} 名，每个采分点需要 {round.experts_a_point} 名"
        yield Undone(words, reverse("round_experts", args=[round.pk]))
    if round.windows.count() < len(Phase):
        yield Undone("日程没有排全", reverse("edit_round", args=[round.pk]))


@undone_in(Phase.COLLECTION)
def not_collected(round: Round) -> Iterable[Undone]:
    """Runs under way, departments without a result, values that nobody confirmed."""
    url = reverse("collection", args=[round.pk])
    going = SiteRun.objects.filter(participation__round=round, state__in=ACTIVE).count()
    if going:
        yield Undone(f"{going} 个网站的采集还没有结束", url)
    lacking = Participation.objects.filter(round=round).exclude(
        pk__in=SiteRun.objects.filter(participation__round=round, current=True).values("participation")
    )
    names = [str(one.department) for one in lacking.select_related("department")]
    if names:
        yield Undone(f"{len(names)} 个部门没有采集结果：{_names(names)}", url)
    waiting = sum(waiting_counts(round).values())
    if waiting:
        yield Undone(f"机器判定的分值有 {waiting} 个还没有确认", url)


def _names(names: list[str]) -> str:
    return "、".join(names[:5]) + ("等" if len(names) > 5 else "")


@reacts_to_facts
def settle_anew(participation: Participation, actor: Any, why: str) -> None:
    """Facts decide which indicators apply."""
    settle(participation, actor, why)


def _scores(round: Round) -> Mapping[int, Any]:
    from zhengping.office.results.models import Score

    return {one.participation_id: one.scorecard.get("total", "—") for one in _all(Score, round)}


def _pending(round: Round) -> Mapping[int, Any]:
    from zhengping.office.results.models import Score

    return {one.participation_id: one.pending for one in _all(Score, round)}


def _all(model: Any, round: Round) -> Any:
    return model.objects.filter(participation__round=round)


shows_figures(Figures("机器采集", _states, number=False, order=10))
shows_figures(Figures("已确认的机器分值", confirmed_counts, order=20))
shows_figures(Figures("待定采分点", _pending, order=80))
shows_figures(Figures("现在得分", _scores, order=90))
