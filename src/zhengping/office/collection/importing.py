"""A run's result files become its findings: all of them in one transaction, and the run becomes the current one."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from zhengping.errors import InputError
from zhengping.office.accounts.models import User
from zhengping.office.collection.models import PointFinding, SiteRun
from zhengping.office.core import clock
from zhengping.office.core.audit import record
from zhengping.office.core.fields import exact
from zhengping.office.core.roles import OFFICE
from zhengping.office.notices.telling import tell
from zhengping.office.results.settling import settle
from zhengping.office.rounds.models import Participation


def folder_of(run: SiteRun) -> Path:
    """Where a run's archive and result files are."""
    return Path(settings.MEDIA_ROOT) / run.folder


def import_result(run: SiteRun, actor: Any, workflow: str = "") -> bool:
    """Takes in `result.json` of the run's folder. False where it was taken in before or `workflow` is not its own.

    A site that could not be judged gives no findings, and the run before stays current. InputError where the file is
    not there or not what the contract `evaluate` says; then nothing is changed.
    """
    result = read_result(folder_of(run))
    with transaction.atomic():
        participation = Participation.objects.select_for_update().get(pk=run.participation_id)
        held = SiteRun.objects.select_for_update().get(pk=run.pk)
        ended = held.state in (SiteRun.State.DONE, SiteRun.State.UNJUDGED, SiteRun.State.CANCELLED)
        if ended or (workflow and held.workflow != workflow):
            return False
        judged = result["outcome"] == "judged"
        held.state = SiteRun.State.DONE if judged else SiteRun.State.UNJUDGED
        held.ended_at = clock.now()
        held.observed = result.get("observed", {})
        held.summary = _summary(result)
        if judged:
            participation.runs.filter(current=True).update(current=False)
            held.current = True
        held.save()
        if judged:
            PointFinding.objects.bulk_create([_finding(held, code, one) for code, one in result["points"].items()])
            settle(participation, actor, "机器采集完成")
        record(actor, "run.imported", held, department=participation.department, outcome=result["outcome"])
    run.refresh_from_db()
    return True


def read_result(folder: Path) -> dict[str, Any]:
    """The result file of an evaluation."""
    try:
        result = json.loads((folder / "result.json").read_text(encoding="utf-8"))
        points = result["points"]
        assert isinstance(points, dict)
        assert result["outcome"]
    except (OSError, ValueError, KeyError, AssertionError, TypeError):
        raise InputError(f"{folder.name}：没有采集结果，或结果文件已损坏，请重新采集") from None
    return dict(result)


def _finding(run: SiteRun, code: str, one: dict[str, Any]) -> PointFinding:
    value = one.get("value")
    return PointFinding(
        run=run,
        point=code,
        state=one["state"],
        value=None if value is None else exact(value),  # type: ignore[misc]
        confidence=exact(str(one.get("confidence", 0))),
        finding=one.get("finding", ""),
        advice=one.get("advice", ""),
        evidence=one.get("evidence", []),
    )


def _summary(result: dict[str, Any]) -> dict[str, Any]:
    """What the pages show of a run: the crawl's figures, how many points in which state, the machine's own score."""
    states: dict[str, int] = {}
    for one in result["points"].values():
        states[one["state"]] = states.get(one["state"], 0) + 1
    card = result.get("scorecard") or {}
    return {
        "site": result.get("site", ""),
        "made": result.get("made", ""),
        "outcome": result["outcome"],
        "crawl": result.get("crawl", {}),
        "states": states,
        "total": card.get("total", ""),
        "total_possible": card.get("total_possible", ""),
    }


def tell_of_the_end(run: SiteRun) -> None:
    """Tells who asked where a run failed, and the office when the last run of a round has ended."""
    from zhengping.office.collection.running import ACTIVE

    round = run.participation.round
    url = reverse("collection", args=[round.pk])
    if run.state in (SiteRun.State.FAILED, SiteRun.State.UNJUDGED) and run.asked_by is not None:
        words = f"{run.participation.department}：机器采集{run.get_state_display()}。{run.message}"
        tell([run.asked_by], "collection", f"run:{run.workflow}", words, url)
    runs = SiteRun.objects.filter(participation__round=round)
    if not runs.filter(state__in=ACTIVE).exists():
        done = round.participations.filter(runs__current=True).distinct().count()
        words = f"{round.name}：机器采集已全部结束，{round.participations.count()} 个部门中 {done} 个有结果"
        office = User.objects.filter(role__in=OFFICE, is_active=True)
        tell(office, "collection", f"collected:{round.pk}:{run.workflow}", words, url)


def adopt(participation: Participation, folder: Path, actor: Any) -> SiteRun:
    """Takes in an evaluation that was made elsewhere (`zhengping evaluate --out FOLDER`), archive and all.

    InputError where the folder holds no result. The files are copied; where the system allows, as links.
    """
    read_result(folder)
    run = SiteRun.objects.create(
        participation=participation, asked_by=actor, asked_at=clock.now(), started_at=clock.now(), attempts=1
    )
    run.folder = f"runs/{run.pk}"
    run.save(update_fields=["folder"])
    to = folder_of(run)
    to.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    shutil.copytree(folder, to, copy_function=_link_or_copy)
    import_result(run, actor)
    return run


def _link_or_copy(source: str, to: str) -> None:
    try:
        os.link(source, to)
    except OSError:
        shutil.copy2(source, to)
