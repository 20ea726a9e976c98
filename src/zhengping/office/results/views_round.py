"""Pages of a round's results: the matrix, the ranking, the means, the export that anybody can compute again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from zhengping.office.core.access import access
from zhengping.office.core.audit import record
from zhengping.office.core.downloads import as_csv, as_download, as_xlsx
from zhengping.office.core.roles import DEPARTMENT, OFFICE, READERS
from zhengping.office.results import export
from zhengping.office.results import matrix as heat_map
from zhengping.office.results.again import settle_all
from zhengping.office.results.means import Mean, exact_cards, means_by_indicator, means_by_level1
from zhengping.office.results.ranking import Standing, earlier_round, earlier_totals, ranking, scores_of
from zhengping.office.results.settling import edition_of
from zhengping.office.results.visible import is_of_department, may_see_result
from zhengping.office.rounds.models import Round
from zhengping.office.rounds.visible import participations_of, rounds_of

SEE = OFFICE | READERS


@access(OFFICE | READERS | DEPARTMENT, change=())
def rounds(request: HttpRequest) -> HttpResponse:
    """The rounds for the office and its readers; a department's own scorecards for a department."""
    if is_of_department(request.user):
        own = participations_of(request.user).select_related("score").order_by("-round__monitoring_date")
        lines = [(one, may_see_result(request.user, one), hasattr(one, "score")) for one in own]
        return render(request, "results/own.html", {"lines": lines})
    counted = [
        (round, round.participations.count(), round.participations.filter(score__pending=0).count())
        for round in rounds_of(request.user)[:30]
    ]
    return render(request, "results/rounds.html", {"rounds": counted})


@access(SEE, change=())
def matrix(request: HttpRequest, round: Round) -> HttpResponse:
    """Departments by indicators. `level`: a first-level indicator; `sort`; `show=rate`; `format=csv|xlsx`."""
    edition = edition_of(round.edition)
    names = heat_map.levels(edition)
    level = request.GET.get("level", "")
    level = level if level in names else ""
    places = heat_map.columns_of(edition, level)
    standings = heat_map.sorted_by(ranking(round, scores_of(round)), edition, request.GET.get("sort", ""))
    record(request.user, "scores.viewed", round, request=request, page="matrix", format=request.GET.get("format", ""))
    if request.GET.get("format") in ("csv", "xlsx"):
        make = as_csv if request.GET["format"] == "csv" else as_xlsx
        heads, rows = heat_map.table_of(standings, edition, places)
        return make(heads, rows, f"{round.name}指标矩阵")
    as_rate = request.GET.get("show") == "rate"
    shown = {
        "round": round,
        "levels": names,
        "level": level,
        "as_rate": as_rate,
        "sort": request.GET.get("sort", ""),
        "spans": heat_map.level_spans(edition, places),
        "indicators": [edition.indicators[at] for at in places],
        "rows": heat_map.rows_of(standings, edition, places, as_rate=as_rate),
        "waiting": round.participations.filter(score__isnull=True).count(),
    }
    return render(request, "results/matrix.html", shown)


@access(SEE, change=())
def ranking_page(request: HttpRequest, round: Round) -> HttpResponse:
    """The ranking. `group`: departments of one class; `format=csv|xlsx`."""
    before = earlier_round(round)
    standings = ranking(round, scores_of(round), earlier_totals(before))
    groups = sorted({one.participation.department.group for one in standings} - {""})
    group = request.GET.get("group", "")
    if group in groups:
        standings = [one for one in standings if one.participation.department.group == group]
    record(request.user, "scores.viewed", round, request=request, page="ranking", format=request.GET.get("format", ""))
    if request.GET.get("format") in ("csv", "xlsx"):
        make = as_csv if request.GET["format"] == "csv" else as_xlsx
        return make(*_ranking_table(standings), f"{round.name}排名")
    bands: dict[str, int] = {}
    for one in standings:
        bands[one.band] = bands.get(one.band, 0) + 1
    shown = {
        "round": round,
        "standings": standings,
        "before": before,
        "groups": groups,
        "group": group,
        "bands": [(name, bands.get(name, 0)) for name in ("优秀", "合格", "不合格")],
        "pending": sum(one.score.pending for one in standings),
    }
    return render(request, "results/ranking.html", shown)


def _ranking_table(standings: list[Standing]) -> tuple[list[str], list[list[str]]]:
    """Heads and rows of the exported ranking, the exact total among them."""
    heads = [
        "名次",
        "是否并列",
        "部门编码",
        "部门",
        "类别",
        "类别内名次",
        "总分",
        "总分（精确分数）",
        "得分率（%）",
        "等次",
    ]
    heads += ["加分", "扣分", "总分比上一轮", "名次比上一轮", "待定采分点"]
    rows = []
    for one in standings:
        department, card = one.participation.department, one.score.scorecard
        row = [str(one.rank), "是" if one.shared else "", department.code, department.name, department.group]
        row += [str(one.group_rank), one.printed, one.score.exact_total, one.percent_text, one.band]
        row += [card["bonus"], card["deductions"], one.change_text, one.rank_change_text, str(one.score.pending)]
        rows.append(row)
    return heads, rows


@access(SEE, change=())
def means_page(request: HttpRequest, round: Round) -> HttpResponse:
    """Means by first-level indicator and by indicator, with charts. `format=csv|xlsx`."""
    cards = exact_cards(round, scores_of(round))
    by_indicator, by_level = means_by_indicator(round, cards), means_by_level1(round, cards)
    record(request.user, "scores.viewed", round, request=request, page="means", format=request.GET.get("format", ""))
    if request.GET.get("format") in ("csv", "xlsx"):
        make = as_csv if request.GET["format"] == "csv" else as_xlsx
        return make(*_means_table(by_indicator), f"{round.name}指标平均分")
    rated = [one for one in by_indicator if one.rate is not None and one.kind == "base"]
    shown = {
        "round": round,
        "means": by_indicator,
        "levels": by_level,
        "departments": len(cards),
        "chart": _chart(rated, [f"{one.code} {one.name}" for one in rated]),
        "level_chart": _chart(by_level, [one.name for one in by_level]),
        "weakest": sorted(rated, key=lambda one: one.rate or 0)[:5],
    }
    return render(request, "results/means.html", shown)


def _chart(means: list[Mean], names: list[str]) -> dict[str, list[str]]:
    """What the chart draws: names and rates as they are printed."""
    return {"names": names, "rates": [one.rate_text for one in means]}


def _means_table(means: list[Mean]) -> tuple[list[str], list[list[str]]]:
    """Heads and rows of the exported means."""
    heads = [
        "指标",
        "名称",
        "一级指标",
        "权重",
        "适用部门数",
        "平均分",
        "平均得分率（%）",
        "最高",
        "最低",
        "满分部门数",
        "零分部门数",
    ]
    rows = []
    for one in means:
        row = [one.code, one.name, one.level1, one.weight_text, str(one.departments), one.mean_text, one.rate_text]
        rows.append([*row, one.highest_text, one.lowest_text, str(one.full), str(one.zero)])
    return heads, rows


@access(SEE, change=())
def recompute(request: HttpRequest, round: Round) -> HttpResponse:
    """How anybody computes the round again: the files, the command, which line is whose."""
    scores = scores_of(round)
    text = export.as_text(scores)
    shown = {"round": round, "scores": scores, "sha256": export.fingerprint(text), "size": len(text.encode("utf-8"))}
    return render(request, "results/recompute_round.html", shown)


@access(SEE, change=())
def assessments(request: HttpRequest, round: Round) -> HttpResponse:
    """The file that `zhengping score --lines` reads."""
    record(request.user, "assessments.exported", round, request=request)
    text = export.as_text(scores_of(round))
    return as_download(text.encode("utf-8"), f"{round.name}评估数据.jsonl", "application/x-ndjson; charset=utf-8")


@access(SEE, change=())
def scorecards(request: HttpRequest, round: Round) -> HttpResponse:
    """The kept scorecards, line by line, to lay beside what the command prints."""
    record(request.user, "scorecards.exported", round, request=request)
    text = "".join(f"{export.card_line_of(score)}\n" for score in scores_of(round))
    return as_download(text.encode("utf-8"), f"{round.name}成绩单.jsonl", "application/x-ndjson; charset=utf-8")


@access(OFFICE)
def settle_again(request: HttpRequest, round: Round) -> HttpResponse:
    """Asks, then settles the whole round again."""
    if request.method != "POST":
        return render(request, "results/settle.html", {"round": round})
    again = settle_all(round, request.user, request=request)
    words = (
        f"已重新核定 {again.departments} 个部门：{again.values} 个采分点的值有变化，{again.totals} 个部门的总分有变化。"
    )
    messages.success(request, words)
    for fault in again.faults:
        messages.error(request, fault)
    return redirect("results_matrix", round.pk)
