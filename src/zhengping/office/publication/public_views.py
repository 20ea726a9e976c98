"""What anybody may read without signing in. Every answer is made once a content and set of corrections, then kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from zhengping.office.core.access import access, hidden
from zhengping.office.core.downloads import as_download
from zhengping.office.publication.canonical import canonical
from zhengping.office.publication.correcting import by_role, corrected_ranks, published_state
from zhengping.office.publication.freezing import is_intact
from zhengping.office.publication.models import Correction, Publication
from zhengping.office.publication.open_data import FIELDS, LICENCE, as_csv_text, as_data, description

VERSION = version("zhengping")
KEPT = 600
"""Seconds for which an answer is kept in memory."""
HTML = "text/html; charset=utf-8"
JSON = "application/json; charset=utf-8"


def _kept(
    request: HttpRequest, key: str, make: Callable[[], str | bytes], kind: str = HTML, name: str = ""
) -> HttpResponseBase:
    """The answer of this key with its ETag; 304 where the reader has it. `make` runs only where it is not kept."""
    tag = hashlib.sha256(f"{VERSION}|{settings.OFFICE_NAME}|{key}".encode()).hexdigest()
    etag = f'"{tag[:40]}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None and unchanged.status_code == 304:
        return unchanged
    body = cache.get(f"public-{tag}")
    if body is None:
        made = make()
        body = made.encode("utf-8") if isinstance(made, str) else made
        cache.set(f"public-{tag}", body, KEPT)
    answer = as_download(body, name, kind) if name else HttpResponse(body, content_type=kind)
    answer["ETag"] = etag
    answer["Cache-Control"] = "public, no-cache"
    return answer


def _key(publication: Publication, page: str) -> str:
    """What an answer depends on: the hash of the content, the newest correction, the page."""
    newest = publication.corrections.order_by("-pk").values_list("pk", flat=True).first()
    return f"{publication.pk}|{publication.sha256}|{newest}|{page}"


def _corrections(publication: Publication) -> list[Correction]:
    return list(publication.corrections.select_related("by"))


def _basic(publication: Publication) -> dict[str, Any]:
    """What every page of a publication shows."""
    return {
        "publication": publication,
        "content": publication.content,
        "intact": is_intact(publication),
        "office_name": publication.content["office"],
    }


def correction_lines(publication: Publication, corrections: list[Correction]) -> list[dict[str, Any]]:
    """Corrections as pages show them."""
    names = {one["code"]: one["name"] for one in publication.content["ranking"]}
    return [
        {"correction": one, "department": names.get(one.department_code, ""), "by": by_role(one)} for one in corrections
    ]


def corrections_in_short(publication: Publication, corrections: list[Correction]) -> list[dict[str, Any]]:
    """One line for what was corrected of a department at once: how many items, the total before and after."""
    names = {one["code"]: one["name"] for one in publication.content["ranking"]}
    lines: dict[tuple[str, Any], dict[str, Any]] = {}
    for one in corrections:
        key = (one.department_code, one.at)
        new = {"correction": one, "department": names.get(one.department_code, ""), "by": by_role(one), "items": 0}
        lines.setdefault(key, new)["items"] += 1
    return list(lines.values())


def ranking_context(publication: Publication) -> dict[str, Any]:
    """The ranking as published, with what corrections make of it beside."""
    corrections = _corrections(publication)
    now = corrected_ranks(published_state(publication, corrections)) if corrections else {}
    touched = {one.department_code for one in corrections}
    lines = []
    for line in publication.content["ranking"]:
        rank, total = now.get(line["code"], (line["rank"], line["total"]))
        moved = bool(corrections) and (rank != line["rank"] or line["code"] in touched)
        lines.append({**line, "rank_now": rank, "total_now": total, "corrected": moved})
    return {
        **_basic(publication),
        "lines": lines,
        "corrections": corrections_in_short(publication, corrections),
        "groups": any(line["group"] for line in lines),
    }


@require_safe
@access(public=True)
def rounds(request: HttpRequest) -> HttpResponseBase:
    """The rounds whose results are published."""
    held = (
        Publication.objects.filter(state=Publication.State.PUBLISHED)
        .select_related("round")
        .defer("content")
        .order_by("-round__monitoring_date", "-pk")
    )
    return render(request, "public/rounds.html", {"publications": held})


@require_safe
@access(public=True)
def round_page(request: HttpRequest, published: Publication) -> HttpResponseBase:
    """The ranking with bands."""
    key = _key(published, "ranking")
    return _kept(request, key, lambda: render_to_string("public/round.html", ranking_context(published)))


@require_safe
@access(public=True)
def indicators(request: HttpRequest, published: Publication) -> HttpResponseBase:
    """Means by indicator."""
    key = _key(published, "indicators")
    return _kept(request, key, lambda: render_to_string("public/indicators.html", _basic(published)))


@require_safe
@access(public=True)
def about(request: HttpRequest, published: Publication) -> HttpResponseBase:
    """The hash and how to check it, the open data, the corrections."""

    def make() -> str:
        context = {
            **_basic(published),
            "fields": FIELDS,
            "licence": LICENCE,
            "corrections": correction_lines(published, _corrections(published)),
        }
        return render_to_string("public/about.html", context)

    return _kept(request, _key(published, "about"), make)


@require_safe
@access(public=True)
def department(request: HttpRequest, published: Publication, key: str) -> HttpResponseBase:
    """A department's page: score, indicators, points, change against the year before, corrections."""
    if not published.round.participations.filter(department__code=key).exists():
        raise hidden()

    def make() -> str:
        line = next((one for one in published.content["ranking"] if one["code"] == key), None)
        if line is None:
            raise hidden()
        corrections = _corrections(published)
        own = [one for one in corrections if one.department_code == key]
        now = corrected_ranks(published_state(published, corrections)).get(key) if corrections else None
        means = {one["code"]: one["mean"] for one in published.content["indicators"]}
        groups: dict[str, list[dict[str, Any]]] = {}
        for one in published.content["departments"][key]["indicators"]:
            groups.setdefault(one["level1"], []).append({**one, "mean": means.get(one["code"], "")})
        context = {
            **_basic(published),
            "line": line,
            "groups": groups.items(),
            "now": now,
            "corrections": correction_lines(published, own),
            "corrected_codes": {one.point: one.after["value"] for one in own},
        }
        return render_to_string("public/department.html", context)

    return _kept(request, _key(published, f"department {key}"), make)


@require_safe
@access(public=True)
def data_json(request: HttpRequest, published: Publication) -> HttpResponseBase:
    """Everything, with the corrections."""

    def make() -> str:
        return json.dumps(as_data(published, _corrections(published)), ensure_ascii=False, indent=1)

    return _kept(request, _key(published, "data.json"), make, JSON)


@require_safe
@access(public=True)
def content_json(request: HttpRequest, published: Publication) -> HttpResponseBase:
    """The frozen content byte for byte as it was hashed."""
    return _kept(request, _key(published, "content.json"), lambda: canonical(published.content), JSON, "content.json")


@require_safe
@access(public=True)
def data_csv(request: HttpRequest, published: Publication) -> HttpResponseBase:
    """One line a department and indicator."""

    def make() -> bytes:
        return as_csv_text(published, _corrections(published)).encode("utf-8-sig")

    return _kept(request, _key(published, "data.csv"), make, "text/csv; charset=utf-8", "data.csv")


@require_safe
@access(public=True)
def datapackage(request: HttpRequest, published: Publication) -> HttpResponseBase:
    """What the fields mean."""

    def make() -> str:
        return json.dumps(description(published), ensure_ascii=False, indent=1)

    return _kept(request, _key(published, "datapackage"), make, JSON)
