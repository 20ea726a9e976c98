"""Applications for bonus are decided by the office one by one; an event counts once."""

from __future__ import annotations

import pytest

from tests.office.assessment.acting import hand_in, upload, url
from tests.office.making import World
from tests.reading.files.making import pdf
from zhengping.office.assessment.applying import bonus_of, repeated
from zhengping.office.assessment.models import BonusApplication, Proof
from zhengping.office.core import clock
from zhengping.office.registers.models import RegisterState
from zhengping.office.results.models import Score


def apply(world: World, kind: str, title: str, **given: str) -> None:
    if not Proof.objects.exists():
        upload(world, "通报.pdf", pdf(["通报"]))
    data = {"kind": kind, "title": title, "issuer": "自治区人民政府", "day": "2025-06-01", "address": "", **given}
    answer = world.client("reporter").post(url(world, "applications/"), {**data, "proofs": [Proof.objects.get().pk]})
    assert answer.status_code == 302


def decide(world: World, title: str, value: str, reason: str = "属实", who: str = "staff") -> int:
    one = BonusApplication.objects.get(title=title)
    data = {"value": value, "reason": reason, "version": one.version}
    return world.client(who).post(f"/assessment/application/{one.pk}/decide/", data).status_code


def bonus() -> object:
    return Score.objects.get().assessment.get("bonus")


def test_decided_applications_make_the_bonus(begun: World) -> None:
    for kind, title in (("case", "无障碍"), ("award", "先进"), ("media", "报道一"), ("media", "报道二")):
        apply(begun, kind, title)
    hand_in(begun)
    assert bonus() is None
    for title, value in (("无障碍", "1.5"), ("先进", "1"), ("报道一", "1"), ("报道二", "0")):
        assert decide(begun, title, value) == 302
    assert bonus() == {"cases": ["1.5"], "awards": 1, "media_reports": 1}
    assert Score.objects.get().scorecard["bonus"] == "3.00"


def test_the_same_event_counts_once_and_is_told(begun: World) -> None:
    apply(begun, "award", "全区先进单位")
    apply(begun, "award", "全区 先进单位。")
    apply(begun, "media", "专访", address="https://www.gxnews.com.cn/a/1.html")
    apply(begun, "media", "另一标题", address="http://gxnews.com.cn/a/1.html/", day="2025-06-02")
    assert len(repeated(BonusApplication.objects.all())) == 2
    assert "同一事件，只计一次" in begun.client("reporter").get(url(begun, "applications/")).content.decode()
    hand_in(begun)
    for title in ("全区先进单位", "全区 先进单位。", "专访", "另一标题"):
        assert decide(begun, title, "1") == 302
    assert bonus() == {"awards": 1, "media_reports": 1}


def test_a_complete_register_of_awards_counts_alone(begun: World) -> None:
    apply(begun, "award", "先进")
    hand_in(begun)
    RegisterState.objects.create(round=begun.round, kind="awards", complete=True, at=clock.now())
    decide(begun, "先进", "1")
    assert bonus_of(begun.participations[0]) == {}
    shown = begun.client("staff").get(f"/assessment/round/{begun.round.pk}/applications/").content.decode()
    assert "得分按登记计" in shown


@pytest.mark.parametrize(
    ("kind", "value"), [("case", "3"), ("award", "2"), ("award", "0.5"), ("media", "好"), ("case", "")]
)
def test_a_decision_out_of_range_is_refused_and_comes_back(begun: World, kind: str, value: str) -> None:
    apply(begun, kind, "某项")
    hand_in(begun)
    one = BonusApplication.objects.get()
    answer = begun.client("staff").post(
        f"/assessment/application/{one.pk}/decide/", {"value": value, "reason": "写好的理由", "version": "0"}
    )
    assert answer.status_code == 422
    assert "写好的理由" in answer.content.decode()
    assert BonusApplication.objects.get().decided is None


def test_a_decision_wants_a_reason_and_an_office(begun: World) -> None:
    apply(begun, "award", "先进")
    assert decide(begun, "先进", "1") == 404
    hand_in(begun)
    assert decide(begun, "先进", "1", reason=" ") == 422
    assert decide(begun, "先进", "1", who="reporter") == 403
    assert decide(begun, "先进", "1", who="observer") == 403
    assert decide(begun, "先进", "1") == 302


def test_an_old_page_decides_nothing(begun: World) -> None:
    apply(begun, "award", "先进")
    hand_in(begun)
    one = BonusApplication.objects.get()
    decide(begun, "先进", "1")
    stale = begun.client("admin").post(
        f"/assessment/application/{one.pk}/decide/", {"value": "0", "reason": "不实", "version": one.version}
    )
    assert stale.status_code == 422
    assert BonusApplication.objects.get().decided == 1


def test_the_same_application_sent_twice_is_made_once(begun: World) -> None:
    apply(begun, "award", "先进")
    apply(begun, "award", "先进")
    assert BonusApplication.objects.count() == 1


def test_another_departments_application_is_not_there(begun: World) -> None:
    apply(begun, "award", "先进")
    one = BonusApplication.objects.get()
    assert begun.client("other_reporter").get(f"/assessment/application/{one.pk}/").status_code == 404
    assert begun.client("other_reporter").post(f"/assessment/application/{one.pk}/remove/").status_code == 404
    assert begun.client("expert").get(f"/assessment/application/{one.pk}/").status_code == 403


def test_what_is_wrong_in_an_application_stands_at_its_field_and_the_rest_comes_back(begun: World) -> None:
    answer = begun.client("reporter").post(
        url(begun, "applications/"),
        {"kind": "award", "title": "先进", "address": "见附件", "day": "2026-05-01", "explanation": "写了很多"},
    )
    assert answer.status_code == 422
    for words in ("这不是网址", "日期不能在今天之后", "写了很多"):
        assert words in answer.content.decode()
    assert not BonusApplication.objects.exists()
