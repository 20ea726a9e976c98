"""Pages of evidence: the archived page in a sandbox, the quotation marked; screenshot; file."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any
from urllib.parse import unquote, urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zhengping.errors import ArchiveError
from zhengping.office.collection.models import PointFinding
from zhengping.office.core.access import access, hidden
from zhengping.office.core.audit import record
from zhengping.office.core.downloads import as_download
from zhengping.office.core.roles import DEPARTMENT
from zhengping.office.evidence.cleaning import Shown, shown_page, shown_text
from zhengping.office.evidence.kept import KeptPage, KeptSite, site_of
from zhengping.office.evidence.pieces import EvidencePiece, piece_of, pieces_of
from zhengping.office.evidence.visible import LOOKERS
from zhengping.office.results.settling import edition_of

FRAME_POLICY = "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'self'"
"""Of the archived page: no script, no origin, no form, no frame, no address but what the page carries itself."""
_TEXTS = ("text/", "application/json", "application/xml", "application/javascript")
_FOUND = {
    "whole": ("green", "引文已在网页中标出"),
    "part": ("yellow", "网页中只找到引文的一部分，已标出"),
    "title": ("blue", "引文是网页标题（显示在浏览器标签上），正文中没有"),
    "none": ("red", "归档网页中找不到引文：可能由脚本生成，或只在截图中可见；请看截图或网上原页"),
    "no quote": ("secondary", "这一证据没有引文，整页为据"),
}


@access(LOOKERS, change=())
def evidence_page(request: HttpRequest, evidence: PointFinding, key: int) -> HttpResponse:
    """The piece of evidence with where and when it was fetched, the page in a sandbox beside it."""
    piece = _piece(evidence, key)
    site = site_of(evidence.run)
    page = site.page(piece.url, piece.record) if site else None
    pieces = pieces_of(evidence)
    at = next(number for number, each in enumerate(pieces) if each.number == key)
    shown = _shown(site, page, piece) if site and page else None
    colour, words = _FOUND[_state(shown, piece)] if shown else ("secondary", "")
    if shown is None:
        _note(request, evidence, piece, "page")  # where there is a frame, the frame's view is what is recorded
    edition = edition_of(evidence.run.participation.round.edition)
    context = {
        "finding": evidence,
        "point": edition.points.get(evidence.point),
        "participation": evidence.run.participation,
        "piece": piece,
        "pieces": pieces,
        "before": pieces[at - 1] if at else None,
        "after": pieces[at + 1] if at + 1 < len(pieces) else None,
        "page": page,
        "fetched": _moment(page.fetched_at) if page else None,
        "hash": hashlib.sha256(page.body).hexdigest() if page else "",
        "size": len(page.body) if page else 0,
        "shown": shown,
        "colour": colour,
        "words": words,
    }
    return render(request, "evidence/page.html", context)


@access(LOOKERS, change=())
def evidence_frame(request: HttpRequest, evidence: PointFinding, key: int) -> HttpResponse:
    """The archived page itself, for a sandboxed frame."""
    piece = _piece(evidence, key)
    site = site_of(evidence.run)
    page = site.page(piece.url, piece.record) if site else None
    shown = _shown(site, page, piece) if site and page else None
    if shown is None:
        why = "这一内容是文件，请下载查看。" if page else "档案中没有这一网页的内容。"
        html = f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>归档</title><body><p>{why}</p></body>'
    else:
        html = shown.html
    _note(request, evidence, piece, "frame")
    answer = HttpResponse(html)
    answer["Content-Security-Policy"] = FRAME_POLICY
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Referrer-Policy"] = "no-referrer"
    answer["Cache-Control"] = "private, no-store"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer


@access(LOOKERS, change=())
def evidence_shot(request: HttpRequest, evidence: PointFinding, key: int) -> HttpResponse:
    """The screenshot on which a browser saw it, written anew as PNG."""
    piece = _piece(evidence, key)
    site = site_of(evidence.run)
    try:
        if site is None or not piece.shot:
            raise ArchiveError("没有截图")
        png = site.shot(piece.shot)
    except ArchiveError:
        raise hidden() from None
    _note(request, evidence, piece, "shot")
    answer = HttpResponse(png, content_type="image/png")
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


@access(LOOKERS, change=())
def evidence_file(request: HttpRequest, evidence: PointFinding, key: int) -> HttpResponse:
    """A file of the archive (pdf, docx …), or the page as it came, as a download."""
    piece = _piece(evidence, key)
    site = site_of(evidence.run)
    page = site.page(piece.url, piece.record) if site else None
    if page is None:
        raise hidden()
    _note(request, evidence, piece, "file")
    name = unquote(urlsplit(page.url).path.rsplit("/", 1)[-1])[:80].strip(". ") or "page"
    return as_download(page.body, f"{name}.html" if page.is_page and "." not in name else name)


def _piece(finding: PointFinding, key: int) -> EvidencePiece:
    piece = piece_of(finding, key)
    if piece is None:
        raise hidden()
    return piece


def _shown(site: KeptSite, page: KeptPage, piece: EvidencePiece) -> Shown | None:
    """The page as it is shown; as a browser drew it where only that has the quotation; None for a file."""

    def asset(url: str) -> tuple[str, bytes] | None:
        kept = site.asset(url)
        return (kept.content_type, kept.body) if kept else None

    def made(of: KeptPage) -> Shown:
        return shown_page(of.body, of.content_type, of.url, piece.quote, asset)

    if not page.is_page:
        if page.content_type.lower().startswith(_TEXTS):
            return shown_text(page.body, page.content_type, piece.quote)
        return None
    shown = made(page)
    if shown.found != "whole" and piece.quote and not page.drawn and not shown.in_title:
        drawn = site.drawn(page.url)
        if drawn is not None and (again := made(drawn)).found == "whole":
            return again
    return shown


def _state(shown: Shown, piece: EvidencePiece) -> str:
    if not piece.quote.strip():
        return "no quote"
    return "title" if shown.in_title else shown.found


def _moment(written: str) -> datetime | None:
    """A time as the archive writes it."""
    try:
        return datetime.fromisoformat(written.replace("Z", "+00:00"))
    except ValueError:
        return None


def _note(request: HttpRequest, finding: PointFinding, piece: EvidencePiece, what: str) -> None:
    """Records who saw whose evidence; a department that looks at its own is not recorded."""
    user: Any = request.user
    participation = finding.run.participation
    if user.role in DEPARTMENT:
        return
    record(
        user,
        "evidence.viewed",
        finding,
        department=participation.department,
        request=request,
        point=finding.point,
        piece=piece.number,
        what=what,
        url=piece.shown_url,
    )
