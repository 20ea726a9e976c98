"""An appeal is filed within its working days, answered by the office, and changes value, score and rank."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.office.making import World
from tests.office.results.conftest import Said
from zhengping.errors import InputError
from zhengping.office.appeals.answering import AnsweredMeanwhile, answer
from zhengping.office.appeals.deadlines import last_day, working_day_after
from zhengping.office.appeals.filing import file_appeal, withdraw
from zhengping.office.appeals.models import Appeal
from zhengping.office.core import clock
from zhengping.office.core.models import AuditEntry
from zhengping.office.notices.models import Notice
from zhengping.office.results import sources
from zhengping.office.results.models import Authority, PointStanding, Score, ValueChange
from zhengping.office.results.ranking import ranking, scores_of
from zhengping.office.results.settling import settle
from zhengping.office.results.sources import Proposed
from zhengping.office.review.models import Arbitration, Assignment
from zhengping.office.rounds.models import Phase, Reopening
from zhengping.standard.working_calendar import WorkingCalendar


def picture() -> bytes:
    """A small png."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(out, "PNG")
    return out.getvalue()


def new_page(world: World, code: str = "1.1.1-1", at: int = 0) -> str:
    return f"/appeals/new/{world.participations[at].pk}/{code}/"


def filed(world: World, code: str = "1.1.1-1", **given: Any) -> Appeal:
    given.setdefault("reason", "栏目已设置")
    return file_appeal(world.participations[0], code, world.users["reporter"], **given)


def standing(world: World, code: str = "1.1.1-1") -> PointStanding:
    return PointStanding.objects.get(participation=world.participations[0], point=code)


def test_an_appeal_changes_a_score_and_a_rank(feedback: Said) -> None:
    world = feedback.world
    before = {one.participation.department.code: one.rank for one in ranking(world.round, scores_of(world.round))}
    assert before == {"ghj": 1, "lyj": 2, "jyj": 3}
    department = world.client("reporter")
    page = department.get(f"/results/of/{world.participations[0].pk}/1.1.3/")
    assert new_page(world, "1.1.3-1") in page.content.decode()
    for code in ("1.1.3-1", "1.1.3-2", "1.1.3-3"):
        answered = department.post(new_page(world, code), {"reason": "文件栏目齐全，见首页", "wanted": "1"})
        assert answered.status_code == 302
    office = world.client("staff")
    for appeal in Appeal.objects.all():
        given = {"state": "upheld", "new_value": "1", "answer": "核实无误", "version": appeal.version}
        assert office.post(f"/appeals/{appeal.pk}/answer/", given).status_code == 302
    after = {one.participation.department.code: one.rank for one in ranking(world.round, scores_of(world.round))}
    assert after == {"lyj": 1, "ghj": 2, "jyj": 3}
    assert Score.objects.get(participation=world.participations[0]).scorecard["total"] == "68.50"
    change = ValueChange.objects.filter(point="1.1.3-1").last()
    assert change is not None
    assert (change.before, change.after, change.authority_after) == (Decimal("0.75"), 1, "arbitration")
    assert change.by == world.users["staff"]
    assert "申诉采纳：核实无误" in change.why
    told = Notice.objects.filter(user=world.users["reviewer"], kind="appeal").values_list("words", flat=True)
    assert any("由 0.75 改为 1" in words for words in told)


def test_every_step_is_recorded(feedback: Said) -> None:
    appeal = filed(feedback.world)
    answer(appeal, "rejected", "栏目为空", None, appeal.version, feedback.world.users["staff"])
    withdrawn = filed(feedback.world, "1.1.2-1")
    withdraw(withdrawn, feedback.world.users["reporter"])
    actions = AuditEntry.objects.filter(action__startswith="appeal.").order_by("number")
    assert [one.action for one in actions] == [
        "appeal.filed",
        "appeal.answered",
        "appeal.filed",
        "appeal.withdrawn",
    ]


@pytest.mark.parametrize(
    ("day", "number", "then"),
    [("2025-12-05", 1, "2025-12-08"), ("2025-09-30", 1, "2025-10-09"), ("2025-12-01", 0, "2025-12-01")],
)
def test_working_days_leave_out_rest_days(day: str, number: int, then: str) -> None:
    assert working_day_after(WorkingCalendar(), date.fromisoformat(day), number) == date.fromisoformat(then)


def test_the_period_counts_working_days_from_the_day_after(feedback: Said) -> None:
    assert last_day(feedback.world.participations[0]) == date(2025, 12, 8)


@pytest.mark.parametrize(
    ("hour", "status"),
    [(datetime(2025, 12, 8, 15, 59, tzinfo=UTC), 302), (datetime(2025, 12, 8, 16, 0, tzinfo=UTC), 422)],
)
def test_after_the_last_day_an_appeal_is_refused_with_the_day_and_nothing_typed_is_lost(
    feedback: Said, hour: datetime, status: int
) -> None:
    with clock.at(hour):
        page = feedback.world.client("reporter").post(new_page(feedback.world), {"reason": "我写的长长的理由"})
    assert page.status_code == status
    if status == 422:
        assert "申诉期已于 2025-12-08 结束" in page.content.decode()
        assert "我写的长长的理由" in page.content.decode()
        assert not Appeal.objects.exists()


def test_a_reopening_lets_one_department_appeal_again(feedback: Said) -> None:
    world = feedback.world
    world.phase(Phase.CONFIRMATION)
    with pytest.raises(InputError, match="申诉"):
        filed(world)
    Reopening.objects.create(
        participation=world.participations[0],
        phase=Phase.FEEDBACK,
        until=date(2025, 12, 20),
        reason="材料晚到",
        by=world.users["admin"],
        at=clock.now(),
    )
    with clock.at(datetime(2025, 12, 19, tzinfo=UTC)):
        assert filed(world).due == date(2025, 12, 26)
    with clock.at(datetime(2025, 12, 21, tzinfo=UTC)), pytest.raises(InputError, match="2025-12-20"):
        filed(world, "1.1.2-1")


@pytest.mark.parametrize("phase", [one for one in Phase if one is not Phase.FEEDBACK])
def test_outside_the_feedback_nothing_is_filed(feedback: Said, phase: Phase) -> None:
    feedback.world.phase(phase)
    with pytest.raises(InputError):
        filed(feedback.world)


def test_the_same_form_sent_twice_files_once(feedback: Said) -> None:
    client = feedback.world.client("reporter")
    for _ in range(2):
        assert client.post(new_page(feedback.world), {"reason": "同一个理由", "wanted": "1"}).status_code == 302
    assert Appeal.objects.count() == 1
    assert client.post(new_page(feedback.world), {"reason": "另一个理由"}).status_code == 422


@pytest.mark.parametrize(
    ("wanted", "words"), [("0.75", "应高于现在的 0.75"), ("2", "0 到 1 之间"), ("一", "0 到 1 之间")]
)
def test_a_wanted_value_is_above_what_holds(feedback: Said, wanted: str, words: str) -> None:
    page = feedback.world.client("reporter").post(new_page(feedback.world), {"reason": "理由", "wanted": wanted})
    assert page.status_code == 422
    assert words in page.content.decode()


def test_a_new_proof_comes_along(feedback: Said) -> None:
    file = SimpleUploadedFile("截图.png", picture(), "image/png")
    page = feedback.world.client("reporter").post(new_page(feedback.world), {"reason": "见截图", "new_files": [file]})
    assert page.status_code == 302, page.content.decode()[-2000:]
    assert [one.name for one in Appeal.objects.get().proofs.all()] == ["截图.png"]


def test_a_refused_proof_files_nothing(feedback: Said) -> None:
    file = SimpleUploadedFile("截图.png", b"MZ\x90", "image/png")
    page = feedback.world.client("reporter").post(new_page(feedback.world), {"reason": "见截图", "new_files": [file]})
    assert page.status_code == 422
    assert not Appeal.objects.exists()


def test_another_departments_point_is_hidden(feedback: Said) -> None:
    assert feedback.world.client("other_reporter").get(new_page(feedback.world)).status_code == 404
    appeal = filed(feedback.world)
    for who in ("other_reporter", "other_reviewer"):
        assert feedback.world.client(who).get(f"/appeals/{appeal.pk}/").status_code == 404
        assert feedback.world.client(who).post(f"/appeals/{appeal.pk}/withdraw/").status_code == 404


@pytest.mark.parametrize("who", ["reporter", "reviewer", "expert", "chief", "observer", "auditor"])
def test_only_the_office_answers(feedback: Said, who: str) -> None:
    appeal = filed(feedback.world)
    given = {"state": "upheld", "new_value": "1", "answer": "好", "version": 0}
    assert feedback.world.client(who).post(f"/appeals/{appeal.pk}/answer/", given).status_code in (403, 404)
    appeal.refresh_from_db()
    assert appeal.state == "filed"


def test_two_who_answer_see_each_other_and_lose_nothing(feedback: Said) -> None:
    appeal = filed(feedback.world)
    answer(appeal, "rejected", "栏目为空", None, 0, feedback.world.users["admin"])
    given = {"state": "upheld", "new_value": "1", "answer": "我认为应当采纳", "version": 0}
    page = feedback.world.client("staff").post(f"/appeals/{appeal.pk}/answer/", given)
    assert page.status_code == 422
    text = page.content.decode()
    assert "由 admin 于" in text
    assert "我认为应当采纳" in text
    assert standing(feedback.world).value == Decimal("0.75")


def test_the_same_answer_sent_twice_is_given_once(feedback: Said) -> None:
    appeal = filed(feedback.world)
    for _ in range(2):
        answer(appeal, "upheld", "好", Decimal(1), 0, feedback.world.users["staff"])
    assert AuditEntry.objects.filter(action="appeal.answered").count() == 1


def test_an_appeal_never_lowers_a_value(feedback: Said) -> None:
    appeal = filed(feedback.world)
    with pytest.raises(InputError, match="不得使分值降低"):
        answer(appeal, "partly", "只有一半", Decimal("0.5"), 0, feedback.world.users["staff"])


def test_a_rules_value_is_changed_in_its_register(feedback: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    rule = {"1.1.1-1": Proposed(Decimal("0.25"), "登记")}
    monkeypatch.setitem(sources._SOURCES, Authority.RULE, [lambda _: rule])
    settle(feedback.world.participations[0], None)
    appeal = filed(feedback.world)
    with pytest.raises(InputError, match="先更正登记数据"):
        answer(appeal, "upheld", "好", Decimal(1), 0, feedback.world.users["staff"])
    rule["1.1.1-1"] = Proposed(Decimal(1), "登记已更正")
    settle(feedback.world.participations[0], None)
    answer(appeal, "upheld", "登记已更正", Decimal(1), 0, feedback.world.users["staff"])
    assert (standing(feedback.world).value, standing(feedback.world).authority) == (1, "rule")


@pytest.mark.parametrize("appeal_first", [True, False])
def test_of_appeal_and_arbitration_the_later_decision_holds(feedback: Said, appeal_first: bool) -> None:
    world = feedback.world
    appeal = filed(world)
    moments = [clock.now() + timedelta(hours=hour) for hour in ((1, 2) if appeal_first else (2, 1))]
    with clock.at(moments[0]):
        answer(appeal, "upheld", "采纳", Decimal("0.9"), 0, world.users["staff"])
    Arbitration.objects.create(
        participation=world.participations[0],
        point="1.1.1-1",
        value="0.1",
        reason="仲裁",
        by=world.users["chief"],
        at=moments[1],
    )
    settle(world.participations[0], world.users["chief"])
    held = standing(world)
    assert held.authority == "arbitration"
    assert (held.value == Decimal("0.9")) is not appeal_first


def test_the_newest_upheld_appeal_holds(feedback: Said) -> None:
    world = feedback.world
    first = filed(world)
    answer(first, "partly", "部分", Decimal("0.8"), 0, world.users["staff"])
    with clock.at(clock.now() + timedelta(hours=1)):
        second = filed(world, reason="还有新材料")
        answer(second, "upheld", "全部", Decimal("1"), 0, world.users["staff"])
    assert standing(world).value == 1


def test_a_withdrawn_appeal_cannot_be_answered(feedback: Said) -> None:
    appeal = filed(feedback.world)
    assert feedback.world.client("reporter").post(f"/appeals/{appeal.pk}/withdraw/").status_code == 302
    with pytest.raises(AnsweredMeanwhile):
        answer(appeal, "upheld", "好", Decimal(1), 0, feedback.world.users["staff"])


def test_the_experts_are_asked_again(feedback: Said) -> None:
    world = feedback.world
    appeal = filed(world)
    ask = f"/appeals/{appeal.pk}/ask/"
    assert world.client("staff").post(ask, {"question": "栏目算不算？", "version": 0}).status_code == 422
    Assignment.objects.create(
        participation=world.participations[0], point="1.1.1-1", expert=world.users["expert"], made_at=clock.now()
    )
    assert world.client("staff").post(ask, {"question": "栏目算不算？", "version": 0}).status_code == 302
    appeal.refresh_from_db()
    assert (appeal.state, appeal.question) == ("experts", "栏目算不算？")
    assert Assignment.objects.get().again == "栏目算不算？"
    assert Notice.objects.filter(user=world.users["expert"]).exists()


def test_lists_and_pages_take_few_queries(feedback: Said, django_assert_max_num_queries: Any) -> None:
    for code in ("1.1.1-1", "1.1.1-2", "1.1.1-3", "1.1.2-1", "1.1.2-2"):
        filed(feedback.world, code)
    for who in ("staff", "observer", "auditor", "reporter"):
        client = feedback.world.client(who)
        with django_assert_max_num_queries(20):
            assert client.get("/appeals/").status_code == 200
        with django_assert_max_num_queries(30):
            assert client.get(f"/appeals/{Appeal.objects.first().pk}/").status_code == 200  # type: ignore[union-attr]


def test_what_waits_for_an_answer_comes_first_by_its_due_day(feedback: Said) -> None:
    answered, withdrawn = filed(feedback.world, "1.1.2-1"), filed(feedback.world, "1.1.2-2")
    answer(answered, "rejected", "栏目为空", None, 0, feedback.world.users["staff"])
    withdraw(withdrawn, feedback.world.users["reporter"])
    filed(feedback.world, "1.1.2-3")
    page = feedback.world.client("staff").get("/appeals/")
    assert [one.point for one in page.context["page_obj"]] == ["1.1.2-3", "1.1.2-2", "1.1.2-1"]
