"""The office's pages: confirming, freezing, signing off, publishing, correcting."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from zhengping.errors import InputError
from zhengping.office.core.access import access
from zhengping.office.core.person import person
from zhengping.office.core.roles import OFFICE, READERS
from zhengping.office.publication.confirming import confirm, lines_of
from zhengping.office.publication.correcting import changes, correct
from zhengping.office.publication.freezing import changed_since, current, discard, freeze, is_intact, sign
from zhengping.office.publication.models import Publication
from zhengping.office.publication.public_views import ranking_context
from zhengping.office.rounds.models import Participation, Phase, Round
from zhengping.office.rounds.visible import rounds_of

SEE = OFFICE | READERS


@access(SEE, change=())
def rounds(request: HttpRequest) -> HttpResponse:
    """The rounds and where their publication stands."""
    held = {
        one.round_id: one for one in Publication.objects.exclude(state=Publication.State.DISCARDED).defer("content")
    }
    lines = [(round, held.get(round.pk)) for round in rounds_of(person(request))[:50]]
    return render(request, "publication/rounds.html", {"lines": lines})


@access(SEE, change=())
def round_page(request: HttpRequest, round: Round) -> HttpResponse:
    """The steps of a round's publication: confirm, freeze, two signatures; what is pending is listed."""
    return _round_page(request, round)


def _round_page(request: HttpRequest, round: Round, error: str = "", reason: str = "") -> HttpResponse:
    lines = lines_of(round)
    publication = current(round)
    discarded = Publication.objects.filter(round=round, state=Publication.State.DISCARDED).defer("content")
    unfinished = publication is not None and publication.state != Publication.State.PUBLISHED
    shown = {
        "round": round,
        "lines": lines,
        "confirmed": sum(one.state == "confirmed" for one in lines),
        "clear": [one for one in lines if one.state in ("open", "changed") and one.score and not one.score.pending],
        "pending": sum(one.score.pending for one in lines if one.score),
        "open_phase": round.phase in (Phase.CONFIRMATION, Phase.PUBLICATION),
        "publication": publication,
        "intact": is_intact(publication) if publication else True,
        "changed": changed_since(publication) if publication and unfinished else [],
        "discarded": discarded.select_related("discarded_by", "frozen_by"),
        "error": error,
        "reason": reason,
    }
    return render(request, "publication/round.html", shown, status=422 if error else 200)


@access(OFFICE)
def confirm_one(request: HttpRequest, participation: Participation) -> HttpResponse:
    """Confirms one department's result as it stood on the page."""
    if request.method == "POST":
        try:
            confirm(participation, request.POST.get("seen", ""), person(request), request)
        except InputError as error:
            return _round_page(request, participation.round, str(error))
        messages.success(request, f"已确认 {participation.department} 的结果")
    return redirect("publication_round", participation.round_id)


@access(OFFICE)
def confirm_all(request: HttpRequest, round: Round) -> HttpResponse:
    """Confirms all departments of which nothing is pending, as they stood on the page (`seen`: number:fingerprint)."""
    if request.method == "POST":
        seen = dict(one.split(":", 1) for one in request.POST.getlist("seen") if ":" in one)
        done = 0
        faults = []
        for participation in round.participations.filter(pk__in=[int(pk) for pk in seen if pk.isdigit()]):
            try:
                done += confirm(participation, seen[str(participation.pk)], person(request), request)
            except InputError as error:
                faults.append(str(error))
        if done:
            messages.success(request, f"已确认 {done} 个部门的结果")
        if faults:
            return _round_page(request, round, "；".join(faults))
    return redirect("publication_round", round.pk)


@access(OFFICE)
def freeze_round(request: HttpRequest, round: Round) -> HttpResponse:
    """Freezes the results."""
    if request.method == "POST":
        reason = request.POST.get("reason", "")[:500]
        try:
            freeze(round, person(request), reason, request)
        except InputError as error:
            return _round_page(request, round, str(error), reason)
        messages.success(request, "结果已冻结，等待两人签发")
    return redirect("publication_round", round.pk)


@access(SEE, change=())
def preview(request: HttpRequest, publication: Publication) -> HttpResponse:
    """What the public will see of the ranking, before it does."""
    return render(request, "public/round.html", {**ranking_context(publication), "preview": True})


@access(OFFICE)
def sign_off(request: HttpRequest, publication: Publication) -> HttpResponse:
    """Signs; the second person's signature publishes."""
    if request.method == "POST":
        try:
            held = sign(publication, request.POST.get("seen", ""), person(request), request)
        except InputError as error:
            return _round_page(request, publication.round, str(error))
        published = held.state == Publication.State.PUBLISHED
        messages.success(request, "已签发，结果已公布" if published else "已签；还须另一人签发")
    return redirect("publication_round", publication.round_id)


@access(OFFICE)
def discard_frozen(request: HttpRequest, publication: Publication) -> HttpResponse:
    """Discards what is not published."""
    if request.method == "POST":
        try:
            discard(publication, request.POST.get("reason", ""), person(request), request)
        except InputError as error:
            return _round_page(request, publication.round, str(error))
        messages.success(request, "已作废；可以重新确认、冻结")
    return redirect("publication_round", publication.round_id)


@access(SEE, change=())
def corrections(request: HttpRequest, publication: Publication) -> HttpResponse:
    """Corrections that were published, and departments that differ from what is public."""
    return _corrections(request, publication)


def _corrections(request: HttpRequest, publication: Publication, error: str = "", reason: str = "") -> HttpResponse:
    published = publication.state == Publication.State.PUBLISHED
    shown = {
        "publication": publication,
        "round": publication.round,
        "names": {one["code"]: one["name"] for one in publication.content["ranking"]},
        "corrections": publication.corrections.select_related("by"),
        "changes": changes(publication) if published else [],
        "error": error,
        "reason": reason,
    }
    return render(request, "publication/corrections.html", shown, status=422 if error else 200)


@access(OFFICE)
def correct_one(request: HttpRequest, publication: Publication, key: str) -> HttpResponse:
    """Publishes a department's correction."""
    if request.method == "POST":
        reason = request.POST.get("reason", "")
        try:
            correct(publication, key, reason, person(request), request)
        except InputError as error:
            return _corrections(request, publication, str(error), reason)
        messages.success(request, "更正已公布")
    return redirect("publication_corrections", publication.pk)
