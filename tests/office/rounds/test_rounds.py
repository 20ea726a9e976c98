"""Rounds: made, changed by two at once, moved on and back, opened again, copied; facts frozen and refreshed."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from tests.office.making import World, make_department
from zhengping.office.core.models import AuditEntry
from zhengping.office.core.roles import Role
from zhengping.office.notices.models import Notice
from zhengping.office.rounds import registry
from zhengping.office.rounds.models import Conflict, Phase, Reopening, Round
from zhengping.office.rounds.phases import is_open
from zhengping.office.rounds.registry import Undone


def filled(client: Client, address: str) -> dict[str, Any]:
    """The values of a form as the page gives them."""
    form = client.get(address).context["form"]
    data = {}
    for field in form:
        value = field.value()
        if value is not None and value is not False:
            data[field.html_name] = value
    return data


@pytest.fixture
def unfinished(monkeypatch: pytest.MonkeyPatch) -> None:
    """Something that is never done in preparation."""
    monkeypatch.setitem(registry._UNDONE, Phase.PREPARATION, [lambda round: [Undone("还有 2 个部门没有网站")]])


def test_a_new_round_takes_departments_with_their_facts_and_the_experts(world: World) -> None:
    client = world.client("staff")
    data = filled(client, "/rounds/new") | {"name": "2026年评估"}
    answer = client.post("/rounds/new", data)
    assert answer.status_code == 302, answer.context["form"].errors
    made = Round.objects.get(name="2026年评估")
    assert made.participations.count() == 3
    assert made.participations.first().department_data["name"]
    assert made.experts.count() == 4
    assert made.windows.count() == len(Phase)


def test_overlapping_phases_are_refused_at_the_field_and_nothing_is_saved(world: World) -> None:
    client = world.client("staff")
    data = filled(client, "/rounds/new") | {"name": "重叠"}
    data["starts_review"] = data["starts_collection"]
    answer = client.post("/rounds/new", data)
    assert answer.status_code == 422
    assert "重叠" in answer.context["form"].errors["starts_review"][0]
    assert not Round.objects.filter(name="重叠").exists()


def test_two_who_edit_settings_see_each_other_and_nothing_is_lost(world: World) -> None:
    address = f"/rounds/{world.round.pk}/edit"
    one, two = world.client("staff"), world.client("admin")
    first, second = filled(one, address), filled(two, address)
    assert one.post(address, first | {"appeal_days": 7}).status_code == 302
    answer = two.post(address, second | {"appeal_days": 9})
    assert answer.status_code == 422
    assert "staff" in answer.content.decode()
    assert ("申诉期（工作日）", "7") in answer.context["theirs"]
    assert answer.context["form"]["appeal_days"].value() == "9"
    again = second | {"appeal_days": 9, "version": answer.context["form"]["version"].value()}
    assert two.post(address, again).status_code == 302
    assert Round.objects.get(pk=world.round.pk).appeal_days == 9


def test_the_same_form_sent_twice_changes_once(world: World) -> None:
    address = f"/rounds/{world.round.pk}/edit"
    client = world.client("staff")
    data = filled(client, address) | {"appeal_days": 7}
    for _ in range(2):
        assert client.post(address, data).status_code == 302
    assert AuditEntry.objects.filter(action="round.changed").count() == 1


def test_a_round_moves_to_the_next_phase_and_the_departments_are_told(world: World) -> None:
    data = {"seen": "preparation", "to": "self_assessment"}
    for _ in range(2):
        assert world.client("staff").post(f"/rounds/{world.round.pk}/move", data).status_code == 302
    assert Round.objects.get(pk=world.round.pk).phase == Phase.SELF_ASSESSMENT
    assert AuditEntry.objects.filter(action="round.moved").count() == 1
    assert Notice.objects.filter(kind="phase", user=world.users["reporter"]).count() == 1
    assert not Notice.objects.filter(user=world.users["expert"]).exists()


def test_no_phase_is_skipped(world: World) -> None:
    data = {"seen": "preparation", "to": "review"}
    assert world.client("staff").post(f"/rounds/{world.round.pk}/move", data).status_code == 422
    assert Round.objects.get(pk=world.round.pk).phase == Phase.PREPARATION


def test_what_is_undone_is_named_and_must_be_confirmed(world: World, unfinished: None) -> None:
    client, address = world.client("staff"), f"/rounds/{world.round.pk}/move"
    data = {"seen": "preparation", "to": "self_assessment"}
    answer = client.post(address, data)
    assert answer.status_code == 422
    assert "还有 2 个部门没有网站" in answer.content.decode()
    assert client.post(address, data | {"confirmed": "on"}).status_code == 302
    assert AuditEntry.objects.get(action="round.moved").detail["undone"] == ["还有 2 个部门没有网站"]


def test_the_way_back_needs_a_reason(world: World) -> None:
    world.phase(Phase.REVIEW)
    client, address = world.client("staff"), f"/rounds/{world.round.pk}/move"
    assert client.post(address, {"seen": "review", "to": "collection"}).status_code == 422
    assert client.post(address, {"seen": "review", "to": "collection", "reason": "漏采一站"}).status_code == 302
    assert AuditEntry.objects.get(action="round.moved").detail["why"] == "漏采一站"


def test_who_saw_another_phase_moves_nothing(world: World) -> None:
    world.phase(Phase.COLLECTION)
    answer = world.client("staff").post(
        f"/rounds/{world.round.pk}/move", {"seen": "preparation", "to": "self_assessment"}
    )
    assert answer.status_code == 422
    assert Round.objects.get(pk=world.round.pk).phase == Phase.COLLECTION


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMIN, Role.STAFF}))
def test_only_the_office_moves_a_round(world: World, role: str) -> None:
    answer = world.client(role).post(f"/rounds/{world.round.pk}/move", {"seen": "preparation", "to": "self_assessment"})
    assert answer.status_code == 403
    assert Round.objects.get(pk=world.round.pk).phase == Phase.PREPARATION


def test_a_phase_is_opened_again_for_one_department_until_a_day_and_closed(world: World) -> None:
    world.phase(Phase.REVIEW)
    mine, other = world.participations[:2]
    world.round.refresh_from_db()
    from zhengping.office.core import clock

    data = {"phase": "self_assessment", "until": clock.today() + timedelta(2), "reason": "断电"}
    client = world.client("admin")
    for _ in range(2):
        assert client.post(f"/rounds/taking-part/{mine.pk}/reopen", data).status_code == 302
    reopening = Reopening.objects.get()
    assert is_open(world.round, [Phase.SELF_ASSESSMENT], mine)
    assert not is_open(world.round, [Phase.SELF_ASSESSMENT], other)
    with clock.at(clock.now() + timedelta(days=3)):
        assert not is_open(world.round, [Phase.SELF_ASSESSMENT], mine)
    assert client.post(f"/rounds/reopenings/{reopening.pk}/close").status_code == 302
    assert not is_open(world.round, [Phase.SELF_ASSESSMENT], mine)


def test_staff_cannot_reopen(world: World) -> None:
    world.phase(Phase.REVIEW)
    address = f"/rounds/taking-part/{world.participations[0].pk}/reopen"
    assert world.client("staff").get(address).status_code == 403


def test_a_phase_still_to_come_cannot_be_opened_again(world: World) -> None:
    world.phase(Phase.COLLECTION)
    data = {"phase": "review", "until": "2099-01-01", "reason": "早一点"}
    address = f"/rounds/taking-part/{world.participations[0].pk}/reopen"
    assert world.client("admin").post(address, data).status_code == 422
    assert not Reopening.objects.exists()


def test_facts_stay_as_they_were_until_refreshed_and_the_difference_is_shown(world: World) -> None:
    mine = world.participations[0]
    department = mine.department
    department.has_administrative_services = False
    department.save()
    client = world.client("staff")
    page = client.get(f"/rounds/taking-part/{mine.pk}/")
    assert [(d.words, d.before, d.after) for d in page.context["differences"]] == [("有行政办事服务", "是", "否")]
    mine.refresh_from_db()
    assert mine.facts["has_administrative_services"] is True
    for _ in range(2):
        client.post(f"/rounds/taking-part/{mine.pk}/")
    mine.refresh_from_db()
    assert mine.facts["has_administrative_services"] is False
    assert AuditEntry.objects.filter(action="round.facts_refreshed").count() == 1


def test_a_department_joins_once_and_leaves_in_preparation_only(world: World) -> None:
    new = make_department("slj", "水利局")
    client = world.client("staff")
    assert client.post(f"/rounds/{world.round.pk}/departments", {"departments": [new.pk]}).status_code == 302
    joined = world.round.participations.get(department=new)
    world.phase(Phase.SELF_ASSESSMENT)
    client.post(f"/rounds/taking-part/{joined.pk}/leave")
    assert world.round.participations.filter(department=new).exists()
    world.phase(Phase.PREPARATION)
    client.post(f"/rounds/taking-part/{joined.pk}/leave")
    assert not world.round.participations.filter(department=new).exists()


def test_next_years_round_has_dates_a_year_later_and_facts_as_they_hold_now(world: World) -> None:
    user, department = world.users["expert"], world.departments[1]
    Conflict.objects.create(round=world.round, user=user, department=department, reason="曾任职")
    world.departments[0].has_administrative_services = False
    world.departments[0].save()
    world.round.difference = Decimal("0.5")
    world.round.save()
    assert world.client("staff").post(f"/rounds/{world.round.pk}/copy").status_code == 302
    made = Round.objects.get(name="2026年评估")
    assert (made.year, made.monitoring_date, made.phase) == (2026, date(2026, 11, 30), Phase.PREPARATION)
    assert made.difference == world.round.difference
    assert made.windows.get(phase=Phase.REVIEW).starts == date(2026, 12, 10)
    assert made.participations.get(department=world.departments[0]).facts["has_administrative_services"] is False
    assert list(made.conflicts.values_list("user", "department", "reason")) == [(user.pk, department.pk, "曾任职")]
    assert made.experts.count() == 4


def test_copied_twice_it_is_there_once(world: World) -> None:
    for _ in range(2):
        world.client("staff").post(f"/rounds/{world.round.pk}/copy")
    assert Round.objects.count() == 2


def test_29_february_becomes_28() -> None:
    from zhengping.office.rounds.making import a_year_later

    assert a_year_later(date(2024, 2, 29)) == date(2025, 2, 28)


def test_an_expert_with_a_conflict_does_not_see_the_department(world: World) -> None:
    client = world.client("staff")
    data = {"user": world.users["expert"].pk, "department": world.departments[0].pk, "reason": "配偶任职"}
    assert client.post(f"/rounds/{world.round.pk}/conflicts", data).status_code == 302
    from zhengping.office.rounds.visible import participations_of

    seen = participations_of(world.users["expert"])
    assert world.departments[0].pk not in {one.department_id for one in seen}
    client.post(f"/rounds/conflicts/{Conflict.objects.get().pk}/drop")
    assert participations_of(world.users["expert"]).count() == 3


@pytest.mark.parametrize(
    "path", ["", "{r}/", "{r}/edit", "{r}/move", "{r}/departments", "{r}/experts", "taking-part/{p}/"]
)
def test_pages_take_few_queries(world: World, path: str, django_assert_max_num_queries: Any) -> None:
    for at in range(12):
        department = make_department(f"d{at}", f"部门{at}")
        from zhengping.office.rounds.taking_part import join

        join(world.round, [department], world.users["staff"])
    address = "/rounds/" + path.format(r=world.round.pk, p=world.participations[0].pk)
    client = world.client("staff")
    client.get(address)
    with django_assert_max_num_queries(24):
        assert client.get(address).status_code == 200
