"""What is typed for a point is saved once, by the version seen; on a clash both texts are shown and nothing is lost."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.office.assessment.acting import own, save, url
from tests.office.assessment.conftest import TOO_LATE
from tests.office.making import World, make_user
from zhengping.office.assessment.models import Claim
from zhengping.office.core import clock
from zhengping.office.core.models import AuditEntry
from zhengping.office.core.roles import Role
from zhengping.office.rounds.models import Phase


def words(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined,no-any-return]


def test_a_claim_is_saved_with_who_and_when(begun: World) -> None:
    answer = save(begun, value="0.5", addresses="http://a.gov.cn/x\nhttps://b.gov.cn/")
    assert answer.status_code == 200
    assert "已保存 10:00" in words(answer)
    claim = Claim.objects.get()
    assert (claim.value, claim.version, claim.changed_by) == (Decimal("0.5"), 1, begun.users["reporter"])
    assert claim.addresses == ["http://a.gov.cn/x", "https://b.gov.cn/"]
    assert AuditEntry.objects.get(action="claim.changed").detail["before"]["value"] == ""


def test_the_same_sent_twice_is_saved_once(begun: World) -> None:
    save(begun)
    again = save(begun)
    assert again.status_code == 200
    assert Claim.objects.get().version == 1
    assert AuditEntry.objects.filter(action="claim.changed").count() == 1


def test_two_who_edit_see_both_texts_and_choose(begun: World) -> None:
    begun.users["second"] = make_user("second", Role.REPORTER, begun.departments[0], display_name="李四")
    save(begun, who="second", explanation="李四写的一段")
    clash = save(begun, explanation="我写的一段", version="0")
    assert clash.status_code == 422
    assert "李四写的一段" in words(clash)
    assert "我写的一段" in words(clash)
    assert Claim.objects.get().explanation == "李四写的一段"
    chosen = save(begun, explanation="我写的一段", version="0", over="1")
    assert chosen.status_code == 200
    assert Claim.objects.get().explanation == "我写的一段"
    kept = AuditEntry.objects.filter(action="claim.changed").last()
    assert kept is not None
    assert kept.detail["before"]["explanation"] == "李四写的一段"


@pytest.mark.parametrize("value", ["2", "-1", "好", "NaN", "1e9", "0.5.1"])
def test_a_value_out_of_range_is_refused_at_the_field(begun: World, value: str) -> None:
    answer = save(begun, value=value)
    assert answer.status_code == 422
    assert "请填 0 到 1 之间的小数" in words(answer)
    assert not Claim.objects.exists()


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "ftp://a.gov.cn/", "www.a.gov.cn", "http://", "https://a:b@c.gov.cn/", "见首页"]
)
def test_what_is_no_address_is_refused_with_its_line(begun: World, address: str) -> None:
    answer = save(begun, addresses=f"http://a.gov.cn/\n{address}")
    assert answer.status_code == 422
    assert "第 2 行" in words(answer)
    assert not Claim.objects.exists()


def test_a_phase_that_ends_while_one_types_leaves_the_text_and_says_so(begun: World) -> None:
    begun.phase(Phase.COLLECTION)
    answer = save(begun, explanation="写了一半的说明")
    assert answer.status_code == 422
    assert "“机器采集”阶段，自评已经结束" in words(answer)
    assert "还在上面的框里" in words(answer)
    assert not Claim.objects.filter(version__gt=0).exists()
    without_script = begun.client("reporter").post(
        url(begun, "point/1.1.1-1/save/"), {"value": "1", "explanation": "写了一半的说明", "version": "0"}
    )
    assert "写了一半的说明" in words(without_script)
    report = begun.client("reporter").post(url(begun, "report/"), {"report": "写了一半的报告", "version": "0"})
    assert report.status_code == 422
    assert "写了一半的报告" in words(report)


def test_after_the_deadline_one_may_still_write_while_the_phase_lasts(begun: World) -> None:
    with clock.at(TOO_LATE):
        assert save(begun).status_code == 200


@pytest.mark.parametrize("who", ["reviewer", "staff", "expert", "observer", "auditor"])
def test_nobody_but_a_reporter_writes(begun: World, who: str) -> None:
    assert save(begun, who=who).status_code in (403, 404)
    assert not Claim.objects.exists()


def test_another_departments_objects_are_not_there(begun: World) -> None:
    save(begun)
    for page in ("", "indicator/1.1.1/", "point/1.1.1-1/", "check/", "report/", "proofs/", "word/", "receipt/"):
        assert begun.client("other_reporter").get(url(begun, page)).status_code == 404, page
    assert save(begun, who="other_reporter").status_code == 404


def test_a_point_that_is_none_is_not_there(begun: World) -> None:
    assert save(begun, code="9.9.9-9").status_code == 404


def test_a_declaration_changes_at_once_what_applies(begun: World) -> None:
    page = url(begun, "indicator/2.2/")
    assert "不用填写" not in words(begun.client("reporter").get(page))
    answer = begun.client("reporter").post(url(begun, "declarations/"), {"no_hot_events": "on", "version": "0"})
    assert answer.status_code == 302
    shown = words(begun.client("reporter").get(page))
    assert "不用填写" in shown
    assert "自评说明本年度无热点回应事件" in shown


def test_two_who_declare_see_each_other(begun: World) -> None:
    client = begun.client("reporter")
    client.post(url(begun, "declarations/"), {"other_declarations": "第一份", "version": "0"})
    answer = client.post(url(begun, "declarations/"), {"other_declarations": "第二份", "version": "0"})
    assert answer.status_code == 422
    assert "第一份" in words(answer)
    assert "第二份" in words(answer)
    assert own(begun).other_declarations == "第一份"


def test_the_report_is_saved_and_a_clash_shows_both(begun: World) -> None:
    client = begun.client("reporter")
    assert (
        client.post(url(begun, "report/"), {"report": "甲稿", "version": "0"}, HTTP_HX_REQUEST="true").status_code
        == 200
    )
    clash = client.post(url(begun, "report/"), {"report": "乙稿", "version": "0"}, HTTP_HX_REQUEST="true")
    assert clash.status_code == 422
    assert "甲稿" in words(clash)
    assert own(begun).report == "甲稿"


def test_the_draft_of_the_report_holds_the_claims_figures(begun: World) -> None:
    save(begun)
    assert "自评得分 0.67 分" in words(begun.client("reporter").get(url(begun, "report/")))
