"""Proof files: taken after a check, kept by their hash, versions beside each other, seen by those who may."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from zhengping.errors import InputError
from zhengping.office.assessment.file_checks import check_file
from zhengping.office.assessment.models import Proof, SelfAssessment
from zhengping.office.core import clock
from zhengping.office.core.audit import record

MOST_PROOFS = 400
"""Of one self-assessment, with those that were replaced: three for each of the table's points."""
EARLIEST = date(2000, 1, 1)


def take_proof(
    own: SelfAssessment,
    name: str,
    body: bytes,
    actor: Any,
    *,
    evidence_date: date | None = None,
    description: str = "",
    replaces: Proof | None = None,
    request: HttpRequest | None = None,
) -> Proof:
    """Checks and keeps one file within the caller's transaction. Raises InputError (ProofRefused) with its line.

    The same file sent twice for the same place is taken once.
    """
    checked = check_file(name, body, settings.PROOF_LIMIT_MB)
    check_date(evidence_date)
    same = own.proofs.filter(sha256=checked.sha256, withdrawn_at__isnull=True, replaced_by__isnull=True).first()
    if same is not None and (replaces is None or replaces.pk == same.pk):
        return same
    if own.proofs.count() >= MOST_PROOFS:
        raise InputError(f"证明材料已有 {MOST_PROOFS} 份，请把同一事项的材料合并成一个文件")
    if replaces is not None and (replaces.withdrawn_at or hasattr(replaces, "replaced_by")):
        raise InputError("这份材料已经被替换或撤下，请刷新页面")
    proof = Proof.objects.create(
        self_assessment=own,
        name=checked.name,
        kind=checked.kind,
        size=len(body),
        sha256=checked.sha256,
        stored=store(body),
        evidence_date=evidence_date,
        description=description[:300],
        uploaded_at=clock.now(),
        uploaded_by=actor,
        replaces=replaces,
    )
    if replaces is not None:
        for claim in replaces.claims.all():
            claim.proofs.remove(replaces)
            claim.proofs.add(proof)
        for application in replaces.applications.all():
            application.proofs.remove(replaces)
            application.proofs.add(proof)
    record(
        actor,
        "proof.uploaded",
        proof,
        department=own.participation.department_id,
        request=request,
        name=proof.name,
        sha256=proof.sha256,
        replaces=replaces.pk if replaces else None,
    )
    return proof


def check_date(day: date | None) -> None:
    """InputError where the evidence's own date lies ahead or before the web."""
    if day is not None and not EARLIEST <= day <= clock.today():
        raise InputError("材料日期应在 2000 年之后、今天之前，请填材料上写的日期")


def store(body: bytes) -> str:
    """Keeps bytes under MEDIA_ROOT by their hash; written beside and renamed, readable by the server alone."""
    digest = hashlib.sha256(body).hexdigest()
    relative = f"proofs/{digest[:2]}/{digest}"
    path = Path(settings.MEDIA_ROOT) / relative
    if path.is_file() and path.stat().st_size == len(body):
        return relative
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, beside = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(beside, 0o600)
        os.replace(beside, path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
    return relative


def content_of(proof: Proof) -> bytes:
    """The bytes of a proof. Raises InputError where the file is lost or was changed on the disk."""
    try:
        body = (Path(settings.MEDIA_ROOT) / proof.stored).read_bytes()
    except OSError:
        raise InputError(f"证明材料“{proof.name}”的文件不在服务器上，请告诉管理员") from None
    if hashlib.sha256(body).hexdigest() != proof.sha256:
        raise InputError(f"证明材料“{proof.name}”与上传时不一致，请告诉管理员")
    return body


def current(own: SelfAssessment) -> list[Proof]:
    """The proofs that hold now: not withdrawn, not replaced; newest first."""
    if own.pk is None:
        return []
    found = own.proofs.filter(withdrawn_at__isnull=True, replaced_by__isnull=True)
    return list(found.select_related("uploaded_by", "replaces").order_by("-uploaded_at", "-pk"))


def hand_in(proofs: Iterable[Proof]) -> None:
    """Marks proofs as handed in, by a submission or an appeal: from now on the office and the experts see them."""
    numbers = [proof.pk for proof in proofs]
    Proof.objects.filter(pk__in=numbers, handed_in_at__isnull=True).update(handed_in_at=clock.now())


def used_elsewhere(proofs: Iterable[Proof]) -> dict[str, list[str]]:
    """For the office: where the same file (by hash) is used more than once, as Chinese lines by hash.

    Several points of one department and other departments count; only what was handed in is told. A remark, no fault.
    """
    hashes = {proof.sha256 for proof in proofs}
    found = (
        Proof.objects.filter(sha256__in=hashes, handed_in_at__isnull=False, withdrawn_at__isnull=True)
        .select_related("self_assessment__participation__department", "self_assessment__participation__round")
        .prefetch_related("claims")
    )
    places: dict[str, list[tuple[int, str]]] = {}
    for proof in found:
        participation = proof.self_assessment.participation
        points = sorted({claim.point for claim in proof.claims.all()})
        where = f"{participation.department}（{participation.round}）" + (f" {'、'.join(points)}" if points else "")
        places.setdefault(proof.sha256, []).append((max(1, len(points)), where))
    return {
        sha256: [words for _, words in used] for sha256, used in places.items() if sum(count for count, _ in used) > 1
    }
