"""An expert gives, changes and takes back values; what is typed is never lost; bad input is told at the field."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.office.archives import make_finding, make_run
from tests.office.making import MOMENT, World
from tests.office.review.conftest import post, task
from zhengping.office.assessment.models import Claim, Proof, SelfAssessment
from zhengping.office.core.models import AuditEntry
from zhengping.office.results.models import PointStanding
from zhengping.office.review.again import answered, ask_again
from zhengping.office.review.models import Assignment, Draft, ExpertScore
from zhengping.office.rounds.models import Conflict, Phase, Reopening


def standing(world: World, point: str = "1.1.1-1") -> tuple[Decimal | None, str]:
    found = PointStanding.objects.filter(participation=world.participations[0], point=point).first()
    return (found.value, found.authority) if found else (None, "none")


def test_the_value_is_the_mean_once_all_have_scored(review: World) -> None:
    assert post(review, "expert", "0.5").status_code == 200
    assert standing(review) == (None, "none")
    post(review, "expert2", "0.6667")
    assert standing(review) == (Decimal("0.5834"), "expert")
    why = PointStanding.objects.get(participation=review.participations[0], point="1.1.1-1").why
    assert why == "2 名专家独立评分的平均值"


def test_values_too_far_apart_give_no_value(review: World) -> None:
    post(review, "expert", "0.5")
    post(review, "expert2", "0.7501")
    assert standing(review) == (None, "none")
    post(review, "expert2", "0.75")
    assert standing(review) == (Decimal("0.625"), "expert")


@pytest.mark.parametrize("value", ["", "1.01", "-0.1", "abc", "NaN", "1e999", "７分", "0.5.5"])
def test_a_bad_value_is_told_at_the_field_and_nothing_is_saved(review: World, value: str) -> None:
    answer = post(review, "expert", value)
    assert answer.status_code == 422
    assert "0 到 1" in answer.json()["faults"]["value"]
    assert not ExpertScore.objects.exists()


def test_the_form_without_script_comes_back_with_what_was_typed(review: World) -> None:
    one = task(review, "expert")
    answer = review.client("expert").post(f"/review/work/{one.pk}/", {"value": "7", "comment": "很好", "seen": "0"})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert 'value="7"' in text
    assert "很好" in text
    assert "请填 0 到 1 之间的小数" in text


def test_a_zero_wants_a_comment(review: World) -> None:
    assert "评 0 分" in post(review, "expert", "0").json()["faults"]["comment"]
    assert post(review, "expert", "0", "没有栏目").status_code == 200


def test_a_value_far_from_a_judged_machine_value_wants_a_comment(review: World) -> None:
    run = make_run(review.participations[0], {"http://lyj.example.gov.cn/": ("text/html", "x")})
    finding = make_finding(run, "1.1.1-1", [], state="judged", value="1")
    assert "机器判定值 1" in post(review, "expert", "0.7").json()["faults"]["comment"]
    assert post(review, "expert", "0.75").status_code == 200
    finding.state = "suggested"
    finding.save()
    assert post(review, "expert", "0.7").status_code == 200


def test_the_same_value_sent_twice_is_one(review: World) -> None:
    post(review, "expert", "0.5", seen=0)
    assert post(review, "expert", "0.5", seen=0).status_code == 200
    assert ExpertScore.objects.count() == 1


def test_a_second_tab_overwrites_nothing_and_is_told_what_holds(review: World) -> None:
    post(review, "expert", "0.5", "第一个窗口", seen=0)
    answer = post(review, "expert", "0.7", "第二个窗口", seen=0)
    assert answer.status_code == 409
    assert "0.5" in answer.json()["words"]
    assert "第一个窗口" in answer.json()["words"]
    assert post(review, "expert", "0.7", "第二个窗口", seen=answer.json()["seen"]).status_code == 200
    assert [one.value for one in ExpertScore.objects.filter(current=True)] == [Decimal("0.7")]


def test_undo_brings_back_the_value_before_and_keeps_the_history(review: World) -> None:
    post(review, "expert", "0.5")
    post(review, "expert2", "0.5")
    post(review, "expert", "0.6")
    one = task(review, "expert")
    client = review.client("expert")

    def undo():  # type: ignore[no-untyped-def]
        current = one.scores.filter(current=True).first()
        headers = {"accept": "application/json"}
        return client.post(f"/review/work/{one.pk}/undo", {"seen": current.pk if current else 0}, headers=headers)

    assert undo().json()["value"] == "0.5"
    assert standing(review) == (Decimal("0.5"), "expert")
    assert undo().json()["value"] == ""
    assert standing(review)[0] is None
    assert undo().status_code == 409
    assert one.scores.count() == 2


def test_a_draft_is_kept_counts_for_nothing_and_goes_with_the_value(review: World) -> None:
    one = task(review, "expert")
    client = review.client("expert")
    assert client.post(f"/review/work/{one.pk}/draft", {"value": "0.", "comment": "还在看"}).status_code == 200
    assert not ExpertScore.objects.exists()
    assert "还在看" in client.get(f"/review/work/{one.pk}/").content.decode()
    post(review, "expert", "0.5")
    assert not Draft.objects.exists()


def test_a_phase_that_ended_while_one_typed_refuses_with_a_clear_word(review: World) -> None:
    review.phase(Phase.ARBITRATION)
    answer = post(review, "expert", "0.5")
    assert answer.status_code == 403
    assert "评审已经结束" in answer.content.decode()
    assert not ExpertScore.objects.exists()
    one = task(review, "expert")
    kept = review.client("expert").post(f"/review/work/{one.pk}/draft", {"value": "0.5"})
    assert kept.status_code == 403
    assert "仲裁" in kept.json()["words"]


def test_a_review_reopened_for_one_department_takes_values(review: World) -> None:
    review.phase(Phase.ARBITRATION)
    Reopening.objects.create(
        participation=review.participations[0],
        phase=Phase.REVIEW,
        until="2099-01-01",
        reason="漏评",
        by=review.users["admin"],
        at="2025-12-01T00:00:00Z",
    )
    assert post(review, "expert", "0.5").status_code == 200


def test_asked_again_what_held_holds_until_all_have_scored_anew(review: World) -> None:
    post(review, "expert", "0.5")
    post(review, "expert2", "0.5")
    review.phase(Phase.FEEDBACK)
    assert post(review, "expert", "0.6").status_code == 403
    ask_again(review.participations[0], "1.1.1-1", "请看新证明", review.users["staff"])
    assert "请看新证明" in review.client("expert").get(f"/review/work/{task(review, 'expert').pk}/").content.decode()
    post(review, "expert", "1")
    assert standing(review) == (Decimal("0.5"), "expert")
    assert not answered(review.participations[0], "1.1.1-1")
    post(review, "expert2", "0.9")
    assert standing(review) == (Decimal("0.95"), "expert")
    assert answered(review.participations[0], "1.1.1-1")
    assert post(review, "expert", "0.5", point="1.1.1-2").status_code == 403


def test_the_list_puts_what_matters_most_first(review: World) -> None:
    run = make_run(review.participations[0], {"http://lyj.example.gov.cn/": ("text/html", "x")})
    make_finding(run, "1.1.1-1", [], state="judged", value="1", confidence="0.98")
    text = review.client("expert").get(f"/review/work/round/{review.round.pk}/").content.decode()
    assert text.index("1.1.1-2 ") < text.index("1.1.1-1 ")
    post(review, "expert", "0.5", point="1.1.1-2")
    text = review.client("expert").get(f"/review/work/round/{review.round.pk}/").content.decode()
    assert text.index("1.1.1-1 ") < text.index("1.1.1-2 ")
    assert "已评 1 项，共 2 项" in text


def test_saving_leads_to_the_next_that_is_not_done(review: World) -> None:
    second = task(review, "expert", "1.1.1-2")
    assert post(review, "expert", "0.5").json()["next"] == f"/review/work/{second.pk}/"
    assert post(review, "expert", "0.5", point="1.1.1-2").json()["next"] == f"/review/work/round/{review.round.pk}/"


def test_experts_are_blind_to_each_other_by_page_and_by_number(review: World) -> None:
    post(review, "expert", "0.4321", "只有我这样写")
    client = review.client("expert2")
    mine, theirs = task(review, "expert2"), task(review, "expert")
    for address in (f"/review/work/{mine.pk}/", f"/review/work/round/{review.round.pk}/"):
        text = client.get(address).content.decode()
        assert "0.4321" not in text
        assert "只有我这样写" not in text
    for address in (f"/review/work/{theirs.pk}/", f"/review/work/{theirs.pk}/undo", f"/review/work/{theirs.pk}/draft"):
        assert client.post(address, {"value": "1", "seen": "0"}).status_code == 404
    assert client.get(f"/review/work/{theirs.pk}/").status_code == 404
    assert client.get(f"/review/disputes/{review.participations[0].pk}/1.1.1-1/").status_code == 403
    assert client.get(f"/review/agreement/round/{review.round.pk}/").status_code == 403


def test_the_chief_sees_no_values_before_the_arbitration(review: World) -> None:
    post(review, "expert", "0.1234")
    post(review, "expert2", "1")
    client = review.client("chief")
    text = client.get(f"/review/disputes/round/{review.round.pk}/").content.decode()
    assert "0.1234" not in text
    assert client.get(f"/review/disputes/{review.participations[0].pk}/1.1.1-1/").status_code == 404


@pytest.mark.parametrize("who", ["admin", "staff", "reporter", "reviewer", "observer", "auditor"])
def test_others_than_experts_do_not_score(review: World, who: str) -> None:
    one = task(review, "expert")
    assert review.client(who).post(f"/review/work/{one.pk}/", {"value": "1", "seen": "0"}).status_code == 403
    assert not ExpertScore.objects.exists()


def test_a_conflict_declared_later_hides_the_task(review: World) -> None:
    one = task(review, "expert")
    Conflict.objects.create(
        round=review.round, user=review.users["expert"], department=review.departments[0], reason="曾任职"
    )
    client = review.client("expert")
    assert client.get(f"/review/work/{one.pk}/").status_code == 404
    assert post(review, "expert", "0.5").status_code == 404
    assert "1.1.1-1" not in client.get(f"/review/work/round/{review.round.pk}/").content.decode()


def test_a_task_taken_from_an_expert_is_gone_for_him(review: World) -> None:
    one = task(review, "expert")
    Assignment.objects.filter(pk=one.pk).update(withdrawn_at="2025-12-01T00:00:00Z")
    assert review.client("expert").get(f"/review/work/{one.pk}/").status_code == 404


def test_every_value_and_its_undo_is_in_the_record(review: World) -> None:
    post(review, "expert", "0.5")
    post(review, "expert", "0.6")
    entries = AuditEntry.objects.filter(action="score.given")
    assert [(one.detail["before"], one.detail["after"]) for one in entries] == [(None, "0.5"), ("0.5", "0.6")]


def test_the_screens_ask_the_database_a_bounded_number_of_times(
    review: World,
    django_assert_max_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    for point in ("1.1.2-1", "1.1.2-2", "1.1.3-1", "1.1.3-2", "2.1-1", "2.1-2"):
        task(review, "expert", point)
    client = review.client("expert")
    with django_assert_max_num_queries(22):
        client.get(f"/review/work/round/{review.round.pk}/")
    with django_assert_max_num_queries(34):
        client.get(f"/review/work/{task(review, 'expert').pk}/")


def test_an_expert_sees_claims_and_proofs_as_submitted_and_never_a_draft(review: World) -> None:
    review.round.blind_to_claims = False
    review.round.save(update_fields=["blind_to_claims"])
    own = SelfAssessment.objects.create(participation=review.participations[0])
    claim = Claim.objects.create(self_assessment=own, point="1.1.1-1", value="1", explanation="草稿里的话")
    proof = Proof.objects.create(
        self_assessment=own, name="会议记录.pdf", size=1, uploaded_by=review.users["reporter"], uploaded_at=MOMENT
    )
    claim.proofs.add(proof)
    page = f"/review/work/{task(review, 'expert').pk}/"
    assert "草稿里的话" not in review.client("expert").get(page).content.decode()
    assert "会议记录.pdf" not in review.client("expert").get(page).content.decode()
    assert not AuditEntry.objects.filter(action="claim.viewed").exists()
    own.submitted_at, proof.handed_in_at = MOMENT, MOMENT
    own.submitted_content = {"claims": [{"point": "1.1.1-1", "value": "0.5", "explanation": "提交的话"}]}
    own.save()
    proof.save()
    shown = review.client("expert").get(page).content.decode()
    assert "自评分值：0.5" in shown
    assert "提交的话" in shown
    assert "会议记录.pdf" in shown
    assert "草稿里的话" not in shown
    assert AuditEntry.objects.filter(action="claim.viewed").count() == 1


def test_an_expert_sees_the_evidence_of_departments_where_he_is_assigned_only(review: World) -> None:
    pages: dict[str, tuple[str, bytes | str]] = {"http://lyj.example.gov.cn/": ("text/html", "<p>机构职能</p>")}
    evidence = [{"url": "http://lyj.example.gov.cn/", "quote": "机构职能"}]
    here = make_finding(make_run(review.participations[0], pages), "1.1.1-1", evidence)
    there = make_finding(make_run(review.participations[1], pages), "1.1.1-1", evidence)
    client = review.client("expert")
    assert client.get(f"/evidence/{here.pk}/0/frame").status_code == 200
    assert client.get(f"/evidence/{there.pk}/0/frame").status_code == 404
    assert review.client("expert3").get(f"/evidence/{here.pk}/0/frame").status_code == 404
    Conflict.objects.create(
        round=review.round, user=review.users["expert"], department=review.departments[0], reason="曾任职"
    )
    assert client.get(f"/evidence/{here.pk}/0/frame").status_code == 404
