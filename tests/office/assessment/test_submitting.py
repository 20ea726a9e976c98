"""From draft to receipt: what lacks is named, a submission is frozen, late is late, a reopening does not heal it."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings

from tests.office.assessment.acting import hand_in, own, part, save, upload, url
from tests.office.assessment.conftest import IN_TIME, TOO_LATE
from tests.office.making import World
from tests.reading.files.making import pdf
from zhengping.office.assessment.completeness import missing
from zhengping.office.assessment.drafts import self_assessment_of
from zhengping.office.assessment.models import Proof, Submission
from zhengping.office.assessment.overdue import settle_overdue
from zhengping.office.assessment.sheet import load_sheet
from zhengping.office.assessment.submitting import verify
from zhengping.office.assessment.visible import claims_seen
from zhengping.office.core import clock
from zhengping.office.notices.models import Notice
from zhengping.office.results.models import Authority, Score
from zhengping.office.results.settling import settle
from zhengping.office.rounds.models import Phase, Reopening


def lacking(world: World) -> list[str]:
    participation = part(world)
    return [one.words for one in missing(load_sheet(participation, self_assessment_of(participation), beside=False))]


def reopen(world: World) -> None:
    Reopening.objects.create(
        participation=world.participations[0],
        phase=Phase.SELF_ASSESSMENT,
        until=date(2025, 12, 31),
        reason="补充材料",
        by=world.users["admin"],
        at=clock.now(),
    )


def timely(world: World) -> tuple[Decimal | None, str]:
    standing = world.participations[0].standings.get(point="6.2.2-1")
    return standing.value, standing.authority


def test_the_check_names_what_lacks(begun: World) -> None:
    save(begun, explanation="")
    save(begun, code="6.2.3-1", addresses="http://a.gov.cn/")
    upload(begun, "通知.pdf", pdf(["通知"]), evidence_date="")
    found = lacking(begun)
    assert "1.1.1-1 设置机构职能栏目：没有说明，没有网址或证明材料" in found
    assert "1.1.1-2 公开机构设置、主要职责、办公地址、联系方式：没有自评分，没有说明" in found
    assert "6.2.3-1 定期培训：没有证明材料（这一点看材料）" in found
    assert "“通知.pdf”没有写材料日期" in found
    assert "自评报告还没有写" in found
    assert not any(line.startswith("3.2-") for line in found)


def test_a_full_point_lacks_nothing(begun: World) -> None:
    save(begun, addresses="http://a.gov.cn/")
    assert not any(line.startswith("1.1.1-1") for line in lacking(begun))


def test_what_lacks_is_submitted_only_knowingly(begun: World) -> None:
    begun.client("reporter").post(url(begun, "ready/"))
    answer = begun.client("reviewer").post(url(begun, "submit/"))
    assert answer.status_code == 422
    assert "处不完整" in answer.content.decode()
    assert own(begun).state == "ready"


def test_only_the_reviewer_submits_and_only_what_was_sent_for_review(begun: World) -> None:
    assert begun.client("reporter").post(url(begun, "submit/"), {"knowing": "1"}).status_code == 403
    assert begun.client("reviewer").post(url(begun, "submit/"), {"knowing": "1"}).status_code == 422
    assert not Submission.objects.exists()


def test_while_it_is_reviewed_nothing_changes(begun: World) -> None:
    begun.client("reporter").post(url(begun, "ready/"))
    assert save(begun).status_code == 422
    begun.client("reporter").post(url(begun, "return/"))
    assert save(begun).status_code == 200


def test_the_reviewer_sends_back_with_a_reason(begun: World) -> None:
    begun.client("reporter").post(url(begun, "ready/"))
    assert begun.client("reviewer").post(url(begun, "return/")).status_code == 422
    begun.client("reviewer").post(url(begun, "return/"), {"reason": "2.1 没有写网址"})
    assert own(begun).state == "returned"
    assert "2.1 没有写网址" in begun.client("reporter").get(url(begun)).content.decode()
    assert Notice.objects.filter(user=begun.users["reporter"], words__contains="2.1 没有写网址").exists()


def test_a_submission_is_frozen_and_a_second_one_does_nothing(begun: World) -> None:
    save(begun)
    hand_in(begun)
    first = Submission.objects.get()
    hand_in(begun)
    assert Submission.objects.get() == first
    assert save(begun, explanation="改", version="1").status_code == 422
    assert first.content["claims"][0]["explanation"] == "栏目已设置"
    assert own(begun).receipt == first.receipt


def test_the_receipt_verifies_and_breaks_when_anything_is_changed(begun: World) -> None:
    save(begun)
    upload(begun, "通知.pdf", pdf(["通知"]))
    hand_in(begun)
    made = Submission.objects.get()
    assert verify(made) == []
    made.content["claims"][0]["value"] = "0.5"
    assert verify(made) == ["提交的内容与回执不一致，内容在提交之后被改动过"]
    made.refresh_from_db()
    (Path(settings.MEDIA_ROOT) / Proof.objects.get().stored).write_bytes(b"x")
    assert verify(made) == ["证明材料“通知.pdf”的文件与提交时不一致"]


def test_a_receipts_file_is_verified_on_its_page(begun: World) -> None:
    save(begun)
    hand_in(begun)
    client = begun.client("reviewer")
    body = client.get(url(begun, "receipt/?format=json")).content
    given = json.loads(body)
    page = "/assessment/verify/"
    assert "一致：林业局" in client.post(page, {"receipt": given["receipt"]}).content.decode()

    def sent(content: bytes) -> str:
        from django.core.files.uploadedfile import SimpleUploadedFile

        return client.post(page, {"file": SimpleUploadedFile("a.json", content)}).content.decode()  # type: ignore[no-any-return]

    assert "一致：林业局" in sent(body)
    given["content"]["report"] = "改过"
    assert "文件被改动过" in sent(json.dumps(given).encode())
    assert "不是本系统的回执文件" in sent(b"{")
    assert "64 位" in client.post(page, {"receipt": "abc"}).content.decode()
    other = begun.client("other_reporter").post(page, {"receipt": given["receipt"]}).content.decode()
    assert "没有这一回执" in other


def test_in_time_gives_the_point_by_rule(begun: World) -> None:
    settle(begun.participations[0], None)
    assert timely(begun) == (None, Authority.NONE)
    hand_in(begun)
    assert timely(begun) == (Decimal(1), Authority.RULE)


def test_late_gives_nothing_and_is_recorded(begun: World) -> None:
    with clock.at(TOO_LATE):
        settle(begun.participations[0], None)
        assert timely(begun) == (Decimal(0), Authority.RULE)
        hand_in(begun)
        assert timely(begun) == (Decimal(0), Authority.RULE)
    assert (own(begun).late, Submission.objects.get().content["late"]) == (True, True)
    assert "逾期" in begun.client("staff").get(f"/assessment/round/{begun.round.pk}/").content.decode()


def test_the_passing_of_the_deadline_counts_by_itself_and_once(begun: World) -> None:
    hand_in(begun)
    assert settle_overdue() == 0
    with clock.at(TOO_LATE):
        assert settle_overdue() == 2
        assert settle_overdue() == 0
    values = [one.standings.get(point="6.2.2-1").value for one in begun.participations]
    assert values == [Decimal(1), Decimal(0), Decimal(0)]


def test_the_passing_of_the_deadline_changes_nothing_in_a_published_round(begun: World) -> None:
    begun.phase(Phase.PUBLICATION)
    with clock.at(TOO_LATE):
        assert settle_overdue() == 0


def test_a_reopening_does_not_heal_lateness(begun: World) -> None:
    begun.phase(Phase.REVIEW)
    with clock.at(TOO_LATE):
        assert hand_in(begun).status_code in (403, 422)
        reopen(begun)
        hand_in(begun)
    assert own(begun).late
    assert timely(begun) == (Decimal(0), Authority.RULE)


def test_a_second_submission_after_a_reopening_stays_in_time_and_the_first_is_kept(begun: World) -> None:
    save(begun)
    hand_in(begun)
    begun.phase(Phase.REVIEW)
    with clock.at(TOO_LATE):
        reopen(begun)
        assert save(begun, explanation="补充", version="1").status_code == 200
        hand_in(begun)
    first, second = Submission.objects.all()
    assert (first.content["claims"][0]["explanation"], second.content["claims"][0]["explanation"]) == (
        "栏目已设置",
        "补充",
    )
    assert (verify(first), verify(second), second.late) == ([], [], False)
    assert timely(begun) == (Decimal(1), Authority.RULE)


def test_a_reopening_from_before_the_submission_does_not_open_it(begun: World) -> None:
    with clock.at(IN_TIME - timedelta(hours=1)):
        reopen(begun)
    hand_in(begun)
    assert save(begun).status_code == 422


def test_no_hot_events_counts_once_it_is_submitted(begun: World) -> None:
    begun.client("reporter").post(url(begun, "declarations/"), {"no_hot_events": "on", "version": "0"})
    settle(begun.participations[0], None)
    assert Score.objects.get().assessment["department"]["declared_no_hot_events"] is False
    hand_in(begun)
    assert Score.objects.get().assessment["department"]["declared_no_hot_events"] is True


def test_no_key_areas_moves_the_weight_only_when_the_office_confirms(begun: World) -> None:
    begun.client("reporter").post(url(begun, "declarations/"), {"no_key_areas": "on", "version": "0"})
    assert not any(line.startswith("1.2.4") for line in lacking(begun))
    hand_in(begun)
    assert Score.objects.get().assessment["department"]["has_key_area_tasks"] is True
    staff = begun.client("staff")
    staff.post(url(begun, "key-areas/"), {"decision": "confirmed", "reason": ""})
    assert Score.objects.get().assessment["department"]["has_key_area_tasks"] is True
    staff.post(url(begun, "key-areas/"), {"decision": "confirmed", "reason": "附录1没有该部门"})
    assert Score.objects.get().assessment["department"]["has_key_area_tasks"] is False
    assert begun.client("reporter").post(url(begun, "key-areas/"), {"decision": "confirmed"}).status_code == 403


def test_the_office_sees_no_draft(begun: World) -> None:
    save(begun, explanation="草稿里的话")
    for page in ("", "indicator/1.1.1/", "check/"):
        assert begun.client("staff").get(url(begun, page)).status_code == 403, page
    for page in ("submitted/", "receipt/", "word/"):
        assert begun.client("staff").get(url(begun, page)).status_code == 404, page


@pytest.mark.parametrize("who", ["expert", "chief"])
def test_experts_see_no_claims_where_the_round_is_blind(begun: World, who: str) -> None:
    save(begun)
    participation = part(begun)
    assert claims_seen(begun.users["staff"], participation) == {}
    hand_in(begun)
    assert claims_seen(begun.users[who], participation) == {}
    assert claims_seen(begun.users["staff"], participation)["1.1.1-1"]["value"] == "1"
    for page in ("submitted/", "word/", "receipt/", "indicator/1.1.1/"):
        assert begun.client(who).get(url(begun, page)).status_code == 403, page
    participation.round.blind_to_claims = False
    assert claims_seen(begun.users[who], participation)["1.1.1-1"]["value"] == "1"


def test_private_numbers_are_starred_for_others(begun: World) -> None:
    save(begun, explanation="联系人 13812345678")
    hand_in(begun)
    shown = begun.client("staff").get(url(begun, "submitted/")).content.decode()
    assert "13812345678" not in shown
    assert "138****5678" in shown
