"""Proofs are kept by hash, seen by those who may, served as downloads, and each view by others is written down."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from django.conf import settings as chosen

from tests.office.assessment.acting import hand_in, own, save, upload, url
from tests.office.assessment.files import BAD, GOOD, picture
from tests.office.making import MOMENT, World
from tests.reading.files.making import pdf
from zhengping.office.assessment.models import Claim, Proof
from zhengping.office.assessment.proofs import used_elsewhere
from zhengping.office.core.models import AuditEntry
from zhengping.office.review.models import Assignment
from zhengping.office.rounds.models import Conflict, Phase

BODY = pdf(["关于举办培训班的通知"])


def test_a_proof_is_kept_by_its_hash_for_the_server_alone(begun: World) -> None:
    upload(begun, "通知.pdf", BODY)
    proof = Proof.objects.get()
    path = Path(chosen.MEDIA_ROOT) / proof.stored
    assert path.name == proof.sha256
    assert path.read_bytes() == BODY
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one for one in path.parent.iterdir() if one != path] == []


@pytest.mark.parametrize(
    "case",
    [
        "a picture under a pdf's name",
        "nothing in it",
        "macros in a zip",
        "a bomb by ratio",
        "a path in its name",
        "a path of the other kind in its name",
        "a drive in its name",
    ],
)
def test_a_bad_file_is_refused_at_the_field_and_nothing_is_kept(begun: World, case: str) -> None:
    name, body, words = BAD[case]
    boundary = "xyz"
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="description"\r\n\r\n我写的说明\r\n'.encode(),
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode(),
        body,
        f"\r\n--{boundary}--\r\n".encode(),
    ]
    answer = begun.client("reporter").generic(
        "POST", url(begun, "proofs/"), b"".join(parts), f"multipart/form-data; boundary={boundary}"
    )
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "我写的说明" in answer.content.decode()
    assert not Proof.objects.exists()
    assert not list(Path(chosen.MEDIA_ROOT).rglob("*"))


def test_a_file_over_the_limit_is_refused_at_the_field(begun: World, settings: pytest.FixtureRequest) -> None:
    settings.PROOF_LIMIT_MB = 1  # type: ignore[attr-defined]
    answer = upload(begun, "材料.pdf", b"%PDF-" + bytes(2 << 20), description="写好的说明")
    assert answer.status_code == 422
    assert "有 2.0 MB，超过 1 MB" in answer.content.decode()
    assert "写好的说明" in answer.content.decode()


def test_a_date_ahead_of_today_is_refused(begun: World) -> None:
    answer = upload(begun, "通知.pdf", BODY, evidence_date="2026-01-01")
    assert answer.status_code == 422
    assert "今天之前" in answer.content.decode()


def test_the_same_file_sent_twice_is_one_proof(begun: World) -> None:
    upload(begun, "通知.pdf", BODY)
    upload(begun, "通知.pdf", BODY)
    assert Proof.objects.count() == 1


def test_a_new_version_stands_in_the_place_of_the_old_which_is_kept(begun: World) -> None:
    upload(begun, "通知.pdf", BODY, rest="point/1.1.1-1/proofs/")
    old = Proof.objects.get()
    upload(begun, "通知2.pdf", pdf(["改过的通知"]), replaces=str(old.pk))
    new = Proof.objects.exclude(pk=old.pk).get()
    assert new.replaces == old
    assert list(Claim.objects.get().proofs.all()) == [new]
    assert (Path(chosen.MEDIA_ROOT) / old.stored).is_file()


def test_a_proof_is_taken_off_a_point_and_put_on_another(begun: World) -> None:
    upload(begun, "通知.pdf", BODY, rest="point/1.1.1-1/proofs/")
    number = Proof.objects.get().pk
    client = begun.client("reporter")
    client.post(url(begun, "point/1.1.1-2/proofs/"), {"add": number})
    client.post(url(begun, "point/1.1.1-1/proofs/"), {"remove": number})
    assert Claim.objects.get(point="1.1.1-1").proofs.count() == 0
    assert Claim.objects.get(point="1.1.1-2").proofs.count() == 1


def test_another_departments_proof_cannot_be_attached(begun: World) -> None:
    upload(begun, "通知.pdf", BODY)
    other = begun.client("other_reporter")
    answer = other.post(url(begun, "point/1.1.1-1/proofs/", 1), {"add": Proof.objects.get().pk})
    assert answer.status_code == 422


def test_it_is_a_download_that_the_browser_does_not_open(begun: World) -> None:
    upload(begun, "通知.pdf", BODY)
    answer = begun.client("reporter").get(f"/assessment/proof/{Proof.objects.get().pk}/")
    assert answer.content == BODY
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["培训通知.pdf", "签到表.jpg"])
def test_a_preview_is_a_picture_made_anew(begun: World, name: str) -> None:
    upload(begun, name, GOOD[name])
    answer = begun.client("reporter").get(f"/assessment/proof/{Proof.objects.get().pk}/picture/")
    assert answer["Content-Type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")
    assert GOOD[name] not in answer.content


def test_bytes_behind_a_picture_do_not_reach_the_preview(begun: World) -> None:
    upload(begun, "现场.png", picture() + b"<script>alert(1)</script>")
    proof = Proof.objects.get()
    answer = begun.client("reporter").get(f"/assessment/proof/{proof.pk}/picture/")
    assert b"<script>" not in answer.content


def test_before_the_submission_only_the_department_sees_it(begun: World) -> None:
    upload(begun, "通知.pdf", BODY)
    address = f"/assessment/proof/{Proof.objects.get().pk}/"
    assert begun.client("reviewer").get(address).status_code == 200
    for who in ("staff", "admin", "expert", "auditor", "observer", "other_reporter"):
        assert begun.client(who).get(address).status_code in (403, 404), who


def test_after_the_submission_those_who_judge_see_it_and_it_is_written_down(begun: World) -> None:
    upload(begun, "通知.pdf", BODY)
    hand_in(begun)
    begun.phase(Phase.REVIEW)
    Conflict.objects.create(
        round=begun.round, user=begun.users["expert2"], department=begun.departments[0], reason="曾任职"
    )
    for who, place in (("expert", 0), ("expert2", 0), ("expert3", 1)):
        Assignment.objects.create(
            participation=begun.participations[place], point="1.1.1-1", expert=begun.users[who], made_at=MOMENT
        )
    address = f"/assessment/proof/{Proof.objects.get().pk}/"
    allowed = {"staff": 200, "expert": 200, "auditor": 200, "expert2": 404, "expert3": 404, "observer": 403}
    for who, status in allowed.items():
        assert begun.client(who).get(address).status_code == status, who
    assert begun.client("other_reporter").get(address).status_code == 404
    seen = AuditEntry.objects.filter(action="proof.viewed")
    assert [entry.actor_name for entry in seen] == ["staff", "expert", "auditor"]


def test_a_file_changed_on_the_disk_is_not_served(begun: World) -> None:
    upload(begun, "通知.pdf", BODY)
    proof = Proof.objects.get()
    (Path(chosen.MEDIA_ROOT) / proof.stored).write_bytes(b"other")
    answer = begun.client("reporter").get(f"/assessment/proof/{proof.pk}/")
    assert answer.status_code == 400
    assert "与上传时不一致" in answer.content.decode()


def test_the_same_file_for_many_points_and_departments_is_told_to_the_office(begun: World) -> None:
    upload(begun, "通知.pdf", BODY, rest="point/1.1.1-1/proofs/")
    number = Proof.objects.get().pk
    begun.client("reporter").post(url(begun, "point/1.1.1-2/proofs/"), {"add": number})
    hand_in(begun)
    (places,) = used_elsewhere(Proof.objects.all()).values()
    assert places == ["林业局（2025年评估） 1.1.1-1、1.1.1-2"]
    assert "同一文件多处使用" in begun.client("staff").get(url(begun, "submitted/")).content.decode()


def test_a_proof_is_not_changed_after_the_submission(begun: World) -> None:
    upload(begun, "通知.pdf", BODY)
    save(begun)
    hand_in(begun)
    proof = Proof.objects.get()
    client = begun.client("reporter")
    assert upload(begun, "另一份.pdf", pdf(["另一份"])).status_code == 422
    answer = client.post(f"/assessment/proof/{proof.pk}/change/", {"evidence_date": "2025-01-01", "description": "改"})
    assert answer.status_code == 422
    client.post(f"/assessment/proof/{proof.pk}/withdraw/")
    proof.refresh_from_db()
    assert (proof.description, proof.withdrawn_at, own(begun).state) == ("", None, "submitted")
