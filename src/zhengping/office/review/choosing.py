"""Which round a page without one in its address is about: the newest that a person sees and that is not archived."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from zhengping.office.rounds.models import Round
from zhengping.office.rounds.visible import rounds_of


def lead_to(request: HttpRequest, name: str) -> HttpResponse:
    """Leads on to the page `name` of the newest round; a plain page where there is none."""
    round = rounds_of(request.user).filter(archived=False).first()
    if round is None:
        return render(request, "review/none.html")
    return redirect(name, round=round.pk)


def others(user: Any, round: Round) -> list[Round]:
    """The other rounds that a person can turn to."""
    return [one for one in rounds_of(user).filter(archived=False)[:6] if one.pk != round.pk]
