"""Collection of a round: a table with live progress, and what can be done with each run and with all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhengping.crawl.outcomes import RULES
from zhengping.errors import InputError
from zhengping.office.collection import running
from zhengping.office.collection.figures import confirmed_counts, latest_runs, waiting_counts
from zhengping.office.collection.importing import folder_of
from zhengping.office.collection.models import SiteRun
from zhengping.office.core.access import access, hidden
from zhengping.office.core.audit import record
from zhengping.office.core.downloads import as_download
from zhengping.office.core.lists import Column, show_list
from zhengping.office.core.models import AuditEntry
from zhengping.office.core.person import person
from zhengping.office.core.roles import OFFICE, READERS
from zhengping.office.rounds.models import Participation, Phase, Round
from zhengping.office.rounds.visible import rounds_of

State = SiteRun.State
COLOURS = {
    State.WAITING: "secondary", State.RUNNING: "blue", State.PAUSED: "yellow", State.CANCELLED: "secondary",
    State.DONE: "green", State.UNJUDGED: "orange", State.FAILED: "red",
}  # fmt: skip
STEPS = {"crawl": "抓取", "browser": "浏览器实测", "judge": "读取和评判"}


@access(OFFICE | READERS, change=())
def collections(request: HttpRequest) -> HttpResponse:
    """The rounds, each with its collection; where there is one only, that one at once."""
    rounds = rounds_of(request.user).filter(archived=False)
    if not request.GET and rounds.count() == 1:
        return redirect("collection", rounds.get().pk)
    columns = [
        Column("name", "轮次", lambda r: r.name, "name", link=lambda r: reverse("collection", args=[r.pk])),
        Column("date", "监测点", lambda r: r.monitoring_date.isoformat(), "monitoring_date"),
        Column("phase", "阶段", lambda r: Phase(r.phase).label, badge=lambda r: "blue"),
    ]
    return show_list(request, rounds.order_by("-monitoring_date", "-pk"), columns, title="机器采集", search=("name",))


@access(OFFICE | READERS, change=())
def collection(request: HttpRequest, round: Round) -> HttpResponse:
    """The sites of a round and how far each is."""
    return render(request, "collection/collection.html", table(request, round))


@access(OFFICE | READERS, change=())
def collection_table(request: HttpRequest, round: Round) -> HttpResponse:
    """The table alone, asked for every few seconds while something is under way."""
    return render(request, "collection/table.html", table(request, round))


def table(request: HttpRequest, round: Round) -> dict[str, Any]:
    """What the table shows."""
    runs = latest_runs(round)
    confirmed, waiting = confirmed_counts(round), waiting_counts(round)
    current = set(
        SiteRun.objects.filter(participation__round=round, current=True).values_list("participation", flat=True)
    )
    rows = []
    for one in round.participations.select_related("department"):
        run = runs.get(one.pk)
        rows.append(
            {
                "participation": one,
                "run": run,
                "colour": COLOURS[State(run.state)] if run else "",
                "progress": progress_words(run) if run else "",
                "confirmed": confirmed.get(one.pk, 0),
                "waiting": waiting.get(one.pk, 0),
                "has_result": one.pk in current,
                "actions": actions(run, one),
            }
        )
    states = [run.state for run in runs.values()]
    may_change = person(request).role in OFFICE and not round.archived and round.phase != Phase.PUBLICATION
    return {
        "round": round,
        "rows": rows,
        "active": any(state in (State.WAITING, State.RUNNING) for state in states),
        "counts": [(label, states.count(state)) for state, label in State.choices if state in states],
        "without": sum(row["run"] is None for row in rows),
        "may_change": may_change,
        "to_confirm": sum(waiting.values()),
        "going": sum(state in running.ACTIVE for state in states),
    }


def progress_words(run: SiteRun) -> str:
    """Where a run is, in a line."""
    said = run.progress
    if run.state == State.DONE:
        crawl = run.summary.get("crawl", {})
        return f"{crawl.get('pages', 0)} 页，文章 {crawl.get('articles', 0)} 篇"
    if run.state in (State.RUNNING, State.PAUSED) and said.get("step"):
        words = STEPS.get(said["step"], "")
        if said["step"] == "crawl":
            return f"{words}：{said.get('pages', 0)} 页，待抓 {said.get('queue', 0)}，未成功 {said.get('failed', 0)}"
        return f"{words}：{said['name']}" if said.get("name") else words
    return run.message


def actions(run: SiteRun | None, participation: Participation) -> list[tuple[str, str, str]]:
    """What can be done (key, words, icon) with a department's newest run."""
    if run is None:
        return [("start", "开始", "player-play")] if participation.site_url else []
    found = []
    if run.state in running.MAY_PAUSE:
        found.append(("pause", "暂停", "player-pause"))
    if run.state in running.MAY_GO_ON:
        found.append(("go_on", "继续", "player-play"))
    if run.state in running.MAY_RETRY:
        found.append(("retry", "重试", "refresh"))
    if run.state in running.MAY_CANCEL:
        found.append(("cancel", "取消", "player-stop"))
    if run.state not in running.ACTIVE:
        found.append(("start", "重新采集", "player-play"))
    return found


DONE: dict[str, Callable[..., bool]] = {
    "pause": running.pause,
    "go_on": running.go_on,
    "cancel": running.cancel,
    "retry": running.retry,
}
WHOLE: dict[str, tuple[Callable[..., int], str]] = {
    "start": (running.start_all, "已开始 {} 个网站的采集"),
    "pause": (running.pause_all, "已暂停 {} 个"),
    "cancel": (running.cancel_all, "已取消 {} 个"),
}


@access(OFFICE)
@require_POST
def act_on_all(request: HttpRequest, round: Round, key: str) -> HttpResponse:
    """Start, pause or cancel all."""
    if key not in WHOLE:
        raise Http404
    work, words = WHOLE[key]
    try:
        messages.success(request, words.format(work(round, request.user, request)))
    except InputError as error:
        messages.error(request, str(error))
    return redirect("collection", round.pk)


@access(OFFICE)
@require_POST
def start_run(request: HttpRequest, participation: Participation) -> HttpResponse:
    """This site again, in one click."""
    try:
        running.start(participation, request.user, request)
    except InputError as error:
        messages.error(request, str(error))
    return _answer(request, participation.round)


@access(OFFICE)
@require_POST
def act_on_run(request: HttpRequest, run: SiteRun, key: str) -> HttpResponse:
    """Pause, go on, cancel, retry. Done already is no error."""
    if key not in DONE:
        raise Http404
    try:
        DONE[key](run, request.user, request)
    except InputError as error:
        messages.error(request, str(error))
    return _answer(request, run.participation.round)


def _answer(request: HttpRequest, round: Round) -> HttpResponse:
    if getattr(request, "htmx", False):
        return render(request, "collection/table.html", table(request, round))
    return redirect("collection", round.pk)


@access(OFFICE | READERS, change=())
def show_run(request: HttpRequest, run: SiteRun) -> HttpResponse:
    """One run: its summary, the outcomes of its pages, what was done with it."""
    entries = AuditEntry.objects.filter(target=f"{SiteRun._meta.label_lower}:{run.pk}").order_by("number")
    words = {
        "run.asked": "开始", "run.paused": "暂停", "run.resumed": "继续", "run.cancelled": "取消",
        "run.retried": "重试", "run.imported": "结果入库", "run.report_downloaded": "下载报告",
    }  # fmt: skip
    outcomes = sorted(run.summary.get("crawl", {}).get("outcomes", {}).items(), key=lambda pair: -pair[1])
    context = {
        "run": run,
        "round": run.participation.round,
        "department": run.participation.department,
        "colour": COLOURS[State(run.state)],
        "progress": progress_words(run),
        "outcomes": [(OUTCOMES.get(name, name), number) for name, number in outcomes],
        "states": [(FINDING_STATES.get(k, k), n) for k, n in run.summary.get("states", {}).items()],
        "log": [(entry.at, entry.actor_name, words.get(entry.action, entry.action)) for entry in entries],
        "report": run.state in (State.DONE, State.UNJUDGED) and (folder_of(run) / "report.html").is_file(),
        "actions": actions(run, run.participation) if person(request).role in OFFICE else [],
        "others": run.participation.runs.exclude(pk=run.pk)[:20],
    }
    return render(request, "collection/run.html", context)


OUTCOMES = {str(one.value): rule.label for one, rule in RULES.items()}
FINDING_STATES = {
    "judged": "已判定", "suggested": "建议值", "person": "需人工", "blocked": "被拦截",
    "failed": "程序出错", "not-applicable": "不适用",
}  # fmt: skip


@access(OFFICE, change=())
def run_report(request: HttpRequest, run: SiteRun) -> HttpResponse:
    """The report of a run as a file, one HTML page that needs no network."""
    path = folder_of(run) / "report.html"
    if not run.folder or not path.is_file():
        raise hidden()
    department = run.participation.department
    record(person(request), "run.report_downloaded", run, department=department, request=request)
    return as_download(path.read_bytes(), f"{department}采集报告.html", "text/html; charset=utf-8")
