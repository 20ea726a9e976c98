"""What people ask of runs: start, pause, go on, cancel, again. Only the database is touched; the worker follows it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.http import HttpRequest

from zhengping.errors import InputError
from zhengping.office.collection.models import SiteRun
from zhengping.office.core import clock
from zhengping.office.core.audit import record
from zhengping.office.rounds.models import Participation, Phase, Round

State = SiteRun.State
ACTIVE = (State.WAITING, State.RUNNING, State.PAUSED)
"""A department has one run at most in these."""
MAY_PAUSE = (State.WAITING, State.RUNNING)
MAY_GO_ON = (State.PAUSED,)
MAY_CANCEL = ACTIVE
MAY_RETRY = (State.FAILED, State.UNJUDGED, State.CANCELLED)


def start(participation: Participation, actor: Any, request: HttpRequest | None = None) -> SiteRun:
    """A new run of a department's site; where one is under way, that one is given. InputError without a site."""
    with transaction.atomic():
        held = Participation.objects.select_for_update(of=("self",)).select_related("round", "department")
        held_participation = held.get(pk=participation.pk)
        _may_change(held_participation.round)
        if not held_participation.site_url:
            raise InputError(f"{held_participation.department}：没有登记网站，不能采集")
        there = held_participation.runs.filter(state__in=ACTIVE).first()
        if there is not None:
            return there
        run = SiteRun.objects.create(participation=held_participation, asked_by=actor, asked_at=clock.now())
        run.folder = f"runs/{run.pk}"
        send(run)
        record(actor, "run.asked", run, department=held_participation.department, request=request)
    return run


def pause(run: SiteRun, actor: Any, request: HttpRequest | None = None) -> bool:
    """Interrupts a run; what is archived is kept. False where it is not under way."""
    return _change(run, MAY_PAUSE, State.PAUSED, "run.paused", actor, request)


def go_on(run: SiteRun, actor: Any, request: HttpRequest | None = None) -> bool:
    """A paused run goes on where it was."""
    return _change(run, MAY_GO_ON, State.WAITING, "run.resumed", actor, request)


def cancel(run: SiteRun, actor: Any, request: HttpRequest | None = None) -> bool:
    """Ends a run without a result."""
    return _change(run, MAY_CANCEL, State.CANCELLED, "run.cancelled", actor, request)


def retry(run: SiteRun, actor: Any, request: HttpRequest | None = None) -> bool:
    """A run that failed or was cancelled goes on with what it had archived."""
    return _change(run, MAY_RETRY, State.WAITING, "run.retried", actor, request)


def start_all(round: Round, actor: Any, request: HttpRequest | None = None, *, missing: bool = True) -> int:
    """Starts all sites of a round that have no run under way; with `missing` only those without a result yet.

    Paused ones go on. Gives how many were started.
    """
    started = 0
    for participation in round.participations.exclude(site_url="").prefetch_related("runs"):
        runs = list(participation.runs.all())
        paused = next((run for run in runs if run.state == State.PAUSED), None)
        if paused is not None:
            started += go_on(paused, actor, request)
        elif any(run.state in ACTIVE for run in runs) or (missing and any(run.current for run in runs)):
            continue
        else:
            start(participation, actor, request)
            started += 1
    return started


def pause_all(round: Round, actor: Any, request: HttpRequest | None = None) -> int:
    """Pauses all runs of a round."""
    return sum(pause(run, actor, request) for run in _runs(round, MAY_PAUSE))


def cancel_all(round: Round, actor: Any, request: HttpRequest | None = None) -> int:
    """Cancels all runs of a round."""
    return sum(cancel(run, actor, request) for run in _runs(round, MAY_CANCEL))


def _runs(round: Round, states: Iterable[str]) -> list[SiteRun]:
    return list(SiteRun.objects.filter(participation__round=round, state__in=tuple(states)))


def _change(
    run: SiteRun, allowed: Iterable[str], to: str, action: str, actor: Any, request: HttpRequest | None
) -> bool:
    with transaction.atomic():
        Participation.objects.select_for_update().get(pk=run.participation_id)
        held = SiteRun.objects.select_for_update(of=("self",)).select_related("participation__round").get(pk=run.pk)
        if held.state not in tuple(allowed):
            return False
        if to == State.WAITING:
            _may_change(held.participation.round)
            others = held.participation.runs.filter(state__in=ACTIVE).exclude(pk=held.pk)
            if others.exists():
                raise InputError("这一部门已有采集在进行")
        before, held.state, held.message = held.state, to, ""
        if to == State.WAITING:
            send(held)
        else:
            held.ended_at = clock.now() if to == State.CANCELLED else None
            held.save(update_fields=["state", "message", "ended_at"])
        department = held.participation.department
        record(actor, action, held, department=department, request=request, before=before, after=to)
    run.state = held.state
    return True


def send(run: SiteRun) -> None:
    """Waiting, with a new number of background work, so that nothing of an earlier attempt counts any more."""
    run.state, run.message, run.ended_at = State.WAITING, "", None
    run.attempts += 1
    run.workflow = f"run-{run.pk}-{uuid.uuid4().hex}"
    run.save()


def _may_change(round: Round) -> None:
    if round.archived or round.phase == Phase.PUBLICATION:
        raise InputError("本轮次已公布或归档，不再采集")
