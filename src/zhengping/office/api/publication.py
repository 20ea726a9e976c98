"""Publication: confirming, freezing, two signatures, corrections. What is public is also at /public/."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from zhengping.office.api.declaring import operation
from zhengping.office.core.person import person
from zhengping.office.core.roles import OFFICE, READERS
from zhengping.office.publication.confirming import confirm
from zhengping.office.publication.correcting import correct
from zhengping.office.publication.freezing import current, discard, freeze, is_intact, sign
from zhengping.office.publication.models import Publication
from zhengping.office.rounds.models import Participation, Round

router = Router(tags=["publication"])


class Seen(Schema):
    """The fingerprint or hash of what one saw."""

    seen: str


class Reason(Schema):
    """Why."""

    reason: str = ""


def publication_shown(publication: Publication) -> dict[str, Any]:
    """A publication as the API gives it."""
    return {
        "id": publication.pk,
        "round": publication.round_id,
        "state": publication.state,
        "sha256": publication.sha256,
        "intact": is_intact(publication),
        "content": publication.content,
    }


@router.get("/rounds/{round}", summary="一轮的公布")
@operation("publication", OFFICE | READERS)
def of_round(request: HttpRequest, round: Round) -> Any:
    """The publication of a round, whatever its state; null where nothing is frozen."""
    found = current(round)
    return publication_shown(found) if found else None


@router.post("/of/{participation}/confirm", summary="确认一个部门的结果")
@operation("publication", OFFICE)
def confirm_result(request: HttpRequest, participation: Participation, body: Seen) -> Any:
    """Confirms a result as it was seen."""
    return {"done": confirm(participation, body.seen, person(request), request)}


@router.post("/rounds/{round}/freeze", summary="冻结")
@operation("publication", OFFICE)
def freeze_round(request: HttpRequest, round: Round, body: Reason) -> Any:
    """Freezes the results; where something is pending only the administrator may, with a reason."""
    return publication_shown(freeze(round, person(request), body.reason, request))


@router.post("/{publication}/sign", summary="签发")
@operation("publication", OFFICE)
def sign_off(request: HttpRequest, publication: Publication, body: Seen) -> Any:
    """Signs; the second signature, by another person, publishes."""
    return publication_shown(sign(publication, body.seen, person(request), request))


@router.post("/{publication}/discard", summary="作废")
@operation("publication", OFFICE)
def discard_frozen(request: HttpRequest, publication: Publication, body: Reason) -> Any:
    """Discards what is not published yet."""
    return {"done": discard(publication, body.reason, person(request), request)}


@router.post("/{publication}/corrections/{code}", summary="公布更正")
@operation("publication", OFFICE)
def correct_one(request: HttpRequest, publication: Publication, code: str, body: Reason) -> Any:
    """Publishes what changed of a department (`code` its own) since, with the reason."""
    made = correct(publication, code, body.reason, person(request), request)
    return [{"point": one.point, "before": one.before, "after": one.after, "reason": one.reason} for one in made]
