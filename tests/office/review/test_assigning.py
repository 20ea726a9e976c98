"""Work is dealt out balanced, free of conflicts, by specialty, whole indicators together, the same every time."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.office.making import World, make_user
from tests.office.review.conftest import task
from zhengping.errors import InputError
from zhengping.office.core.models import AuditEntry
from zhengping.office.core.roles import Role
from zhengping.office.notices.models import Notice
from zhengping.office.results.models import Authority, PointStanding
from zhengping.office.results.settling import edition_of
from zhengping.office.review.again import ask_again
from zhengping.office.review.assigning import Unit, begin, deal, fits, propose, reassign, replace_expert
from zhengping.office.review.models import Assignment, ExpertScore
from zhengping.office.review.needs import indicator_of, needed
from zhengping.office.rounds.models import Conflict, RoundExpert

SIZES = st.lists(st.integers(1, 6), min_size=1, max_size=60)


@settings(max_examples=60, deadline=None)
@given(sizes=SIZES, experts=st.integers(2, 9), wanted=st.integers(1, 3), seed=st.text(max_size=4))
def test_loads_differ_by_no_more_than_the_largest_unit(sizes: list[int], experts: int, wanted: int, seed: str) -> None:
    everybody = frozenset(range(experts))
    units = [
        Unit(at % 5, "部门", str(at), tuple(f"{at}-{n}" for n in range(size)), frozenset(), everybody, wanted)
        for at, size in enumerate(sizes)
    ]
    found = deal(units, dict.fromkeys(everybody, 0), seed)
    assert max(found.loads.values()) - min(found.loads.values()) <= max(sizes)
    given_out = {(unit.participation, unit.indicator, expert) for unit, expert in found.given}
    assert len(given_out) == len(found.given) == len(units) * min(wanted, experts)
    assert bool(found.lacking) == (wanted > experts)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_nobody_gets_what_he_may_not_judge(data: st.DataObject) -> None:
    units = [
        Unit(at, "部门", "1", ("1-1",), frozenset(), frozenset(data.draw(st.sets(st.integers(0, 4)))), 2)
        for at in range(data.draw(st.integers(1, 20)))
    ]
    found = deal(units, dict.fromkeys(range(5), 0), "x")
    assert all(expert in unit.allowed for unit, expert in found.given)
    missing = sum(max(0, 2 - len(unit.allowed)) for unit in units)
    assert sum(lack for _, lack in found.lacking) == missing


@pytest.mark.parametrize(
    ("specialty", "indicator", "fit"),
    [
        ("", "1.1.1", True),
        ("1.1", "1.1.1", True),
        ("1.1", "1.10.1", False),
        ("2, 3", "3.1.1", True),
        ("4", "1.1.1", False),
    ],
)
def test_a_specialty_takes_in_the_codes_below_it(specialty: str, indicator: str, fit: bool) -> None:
    assert fits(specialty, indicator) is fit


def test_what_a_rule_or_a_confirmed_machine_value_settles_needs_no_expert(world: World) -> None:
    place = world.participations[0]
    before = needed(place)
    for point, authority in (("1.1.1-1", "machine"), ("1.1.1-2", "rule"), ("1.1.1-3", "machine")):
        PointStanding.objects.create(participation=place, point=point, value="1", authority=Authority(authority))
    # 1.1.1-3 is for experts by the table, whatever the machine says.
    assert set(before) - set(needed(place)) == {"1.1.1-1", "1.1.1-2"}


def test_points_that_do_not_apply_need_no_expert(world: World) -> None:
    place = world.participations[0]
    codes = {code.rsplit("-", 1)[0] for code in needed(place)}
    assert "3.1.1" in codes
    assert "3.2" not in codes


def test_each_point_gets_its_experts_and_an_indicator_stays_together(world: World) -> None:
    proposal = propose(world.round)
    made = begin(world.round, world.users["staff"], proposal.mark)
    assert made == Assignment.objects.count() == proposal.tasks
    indicator = indicator_of(edition_of(world.round.edition))
    for place in world.participations:
        groups: dict[str, set[frozenset[int]]] = {}
        for point in needed(place):
            experts = frozenset(place.assignments.filter(point=point).values_list("expert_id", flat=True))
            assert len(experts) == world.round.experts_a_point
            groups.setdefault(indicator[point], set()).add(experts)
        assert all(len(sets) == 1 for sets in groups.values())
    assert Notice.objects.filter(kind="review").count() == 3
    assert AuditEntry.objects.filter(action="review.assigned").count() == 1


def test_the_same_round_gives_the_same_proposal(world: World) -> None:
    assert propose(world.round).mark == propose(world.round).mark


def test_an_expert_never_gets_a_department_of_his_conflicts(world: World) -> None:
    barred = world.users["expert"]
    Conflict.objects.create(round=world.round, user=barred, department=world.departments[0], reason="曾任职")
    make_user("twin", Role.REVIEWER, world.departments[1], display_name="同名的人")
    world.users["expert2"].display_name = "同名的人"
    world.users["expert2"].save()
    proposal = propose(world.round)
    pairs = {(unit.participation, expert) for unit, expert in proposal.given}
    assert (world.participations[0].pk, barred.pk) not in pairs
    assert (world.participations[1].pk, world.users["expert2"].pk) not in pairs


def test_too_few_experts_are_told_with_the_points(world: World) -> None:
    for name in ("expert2", "expert3"):
        RoundExpert.objects.filter(user=world.users[name]).delete()
    text = world.client("staff").get(f"/review/assigning/round/{world.round.pk}/").content.decode()
    assert "专家不够" in text
    assert "林业局" in text
    assert "1.1.1-1、1.1.1-2" in text


def test_the_chief_is_given_no_work(world: World) -> None:
    assert world.users["chief"].pk not in {expert for _, expert in propose(world.round).given}


def test_a_proposal_that_changed_since_it_was_looked_at_is_not_started(world: World) -> None:
    mark = propose(world.round).mark
    Conflict.objects.create(
        round=world.round, user=world.users["expert"], department=world.departments[0], reason="曾任职"
    )
    with pytest.raises(InputError, match="重新生成"):
        begin(world.round, world.users["staff"], mark)
    assert not Assignment.objects.exists()


def test_starting_twice_gives_out_nothing_more(world: World) -> None:
    address = f"/review/assigning/round/{world.round.pk}/"
    mark = propose(world.round).mark
    client = world.client("staff")
    client.post(address, {"mark": mark})
    count = Assignment.objects.count()
    client.post(address, {"mark": mark})
    assert Assignment.objects.count() == count > 0


def test_an_expert_who_fell_out_is_replaced_and_keeps_what_he_scored(review: World) -> None:
    one = task(review, "expert", "1.1.1-1")
    ExpertScore.objects.create(assignment=one, value="1", at=one.made_at)
    replace_expert(review.round, review.users["expert"], review.users["staff"], "因病退出")
    active = Assignment.objects.filter(withdrawn_at__isnull=True)
    assert set(active.filter(expert=review.users["expert"]).values_list("point", flat=True)) == {"1.1.1-1"}
    second = active.filter(point="1.1.1-2", participation=review.participations[0])
    assert set(second.values_list("expert__username", flat=True)) == {"expert2", "expert3"}


def test_a_conflict_that_came_to_light_voids_the_values(review: World) -> None:
    one = task(review, "expert", "1.1.1-1")
    ExpertScore.objects.create(assignment=one, value="1", at=one.made_at)
    replace_expert(review.round, review.users["expert"], review.users["staff"], "回避", void=True)
    assert not Assignment.objects.filter(expert=review.users["expert"], withdrawn_at__isnull=True).exists()
    assert ExpertScore.objects.get().current is False


def test_an_indicator_is_given_to_somebody_else_but_not_to_one_who_must_not(review: World) -> None:
    place, staff = review.participations[0], review.users["staff"]
    Conflict.objects.create(
        round=review.round, user=review.users["expert3"], department=review.departments[0], reason="曾任职"
    )
    old, new = review.users["expert"], review.users["expert3"]
    with pytest.raises(InputError, match="须回避林业局"):
        reassign(place, "1.1.1", old, new, staff, "忙")
    Conflict.objects.all().delete()
    with pytest.raises(InputError, match="已经评这一指标"):
        reassign(place, "1.1.1", old, review.users["expert2"], staff, "忙")
    assert reassign(place, "1.1.1", old, new, staff, "忙") == 2
    assert set(Assignment.objects.filter(withdrawn_at__isnull=True).values_list("expert__username", flat=True)) == {
        "expert2",
        "expert3",
    }


def test_asking_again_needs_a_question_and_experts(review: World) -> None:
    place, staff = review.participations[0], review.users["staff"]
    with pytest.raises(InputError, match="问题"):
        ask_again(place, "1.1.1-1", " ", staff)
    with pytest.raises(InputError, match="没有评审专家"):
        ask_again(place, "1.1.2-1", "请再看", staff)
    assert ask_again(place, "1.1.1-1", "请再看", staff) == 2


def test_the_pages_of_assigning_ask_the_database_a_bounded_number_of_times(
    world: World,
    django_assert_max_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    begin(world.round, world.users["staff"], propose(world.round).mark)
    client = world.client("staff")
    with django_assert_max_num_queries(30):
        assert client.get(f"/review/assigning/round/{world.round.pk}/").status_code == 200
    with django_assert_max_num_queries(20):
        assert client.get(f"/review/assigning/{world.participations[0].pk}/").status_code == 200
