"""Runs follow what people ask; results become findings once; confirmed values count, and nothing else does."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.office.collection.making import JUDGED, SUGGESTED, finished, result
from tests.office.making import World
from zhengping.errors import InputError
from zhengping.office.collection import confirming, running
from zhengping.office.collection.importing import folder_of, import_result
from zhengping.office.collection.models import Confirmation, PointFinding, SiteRun
from zhengping.office.core.models import AuditEntry
from zhengping.office.core.roles import Role
from zhengping.office.results.settling import assessment_of
from zhengping.office.rounds.models import Phase
from zhengping.office.rounds.registry import undone

State = SiteRun.State


def test_a_second_start_gives_the_run_under_way(world: World) -> None:
    first = running.start(world.participations[0], world.users["staff"])
    assert running.start(world.participations[0], world.users["staff"]) == first
    assert SiteRun.objects.count() == 1


def test_a_department_without_a_site_is_refused(world: World) -> None:
    mine = world.participations[0]
    mine.site_url = ""
    mine.save()
    with pytest.raises(InputError, match="没有登记网站"):
        running.start(mine, world.users["staff"])


def test_a_run_is_paused_goes_on_and_is_cancelled_each_once(world: World) -> None:
    run, staff = running.start(world.participations[0], world.users["staff"]), world.users["staff"]
    assert running.pause(run, staff)
    assert not running.pause(run, staff)
    before = run.workflow
    assert running.go_on(run, staff)
    run.refresh_from_db()
    assert (run.state, run.attempts) == (State.WAITING, 2)
    assert run.workflow != before
    assert running.cancel(run, staff)
    assert not running.cancel(run, staff)
    assert not running.go_on(run, staff)
    assert running.retry(run, staff)


def test_a_cancelled_run_is_not_retried_beside_another(world: World) -> None:
    staff = world.users["staff"]
    old = running.start(world.participations[0], staff)
    running.cancel(old, staff)
    running.start(world.participations[0], staff)
    with pytest.raises(InputError, match="已有采集"):
        running.retry(old, staff)


def test_all_sites_are_started_paused_and_cancelled(world: World) -> None:
    client, address = world.client("staff"), f"/collection/{world.round.pk}/all/"
    for key, state in (("start", State.WAITING), ("pause", State.PAUSED), ("start", State.WAITING)):
        assert client.post(address + key).status_code == 302
        assert [run.state for run in SiteRun.objects.all()] == [state] * 3
    client.post(address + "cancel")
    assert {run.state for run in SiteRun.objects.all()} == {State.CANCELLED}


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMIN, Role.STAFF}))
def test_only_the_office_starts_runs(world: World, role: str) -> None:
    assert world.client(role).post(f"/collection/{world.round.pk}/all/start").status_code == 403
    assert not SiteRun.objects.exists()


def test_a_result_becomes_all_127_findings_once_and_the_run_is_current(world: World) -> None:
    run = finished(world, world.participations[0], result(p1_1_1_1=JUDGED))
    assert (run.state, run.current, run.findings.count()) == (State.DONE, True, 127)
    finding = run.findings.get(point="1.1.1-1")
    assert (finding.value, finding.confidence, finding.state) == (Decimal("0.5"), Decimal("0.98"), "judged")
    assert finding.evidence == JUDGED["evidence"]
    assert not import_result(run, world.users["staff"])
    assert PointFinding.objects.count() == 127


def test_a_newer_result_takes_the_place_of_the_older(world: World) -> None:
    old = finished(world, world.participations[0], result())
    new = finished(world, world.participations[0], result(p1_1_1_1=JUDGED))
    old.refresh_from_db()
    assert (old.current, new.current) == (False, True)


def test_a_result_of_an_earlier_attempt_is_not_taken_in(world: World) -> None:
    run = running.start(world.participations[0], world.users["staff"])
    folder_of(run).mkdir(parents=True, exist_ok=True)
    import json

    (folder_of(run) / "result.json").write_text(json.dumps(result()), encoding="utf-8")
    assert not import_result(run, None, "run-of-before")
    assert not PointFinding.objects.exists()


def test_a_broken_result_changes_nothing(world: World) -> None:
    run = running.start(world.participations[0], world.users["staff"])
    folder_of(run).mkdir(parents=True, exist_ok=True)
    (folder_of(run) / "result.json").write_text('{"outcome": "judged"', encoding="utf-8")
    with pytest.raises(InputError, match="重新采集"):
        import_result(run, None)
    run.refresh_from_db()
    assert run.state == State.WAITING


def test_a_site_that_could_not_be_judged_leaves_the_older_result(world: World) -> None:
    old = finished(world, world.participations[0], result(p1_1_1_1=JUDGED))
    new = finished(world, world.participations[0], result() | {"outcome": "blocked"})
    old.refresh_from_db()
    assert (new.state, new.current, new.findings.count()) == (State.UNJUDGED, False, 0)
    assert old.current


def test_a_machine_value_counts_only_once_it_is_confirmed(world: World) -> None:
    mine = world.participations[0]
    finished(world, mine, result(p1_1_1_1=JUDGED, p1_1_1_2=SUGGESTED))
    assert "1.1.1-1" not in assessment_of(mine)["points"]
    assert world.client("staff").post(f"/collection/of/{mine.pk}/confirm").status_code == 302
    points = assessment_of(mine)["points"]
    assert points["1.1.1-1"] == "0.5"
    assert "1.1.1-2" not in points
    assert AuditEntry.objects.filter(action="machine_value.confirmed").count() == 1
    world.client("staff").post(f"/collection/of/{mine.pk}/confirm")
    assert Confirmation.objects.count() == 1
    assert AuditEntry.objects.filter(action="machine_value.confirmed").count() == 1


def test_a_suggested_value_is_confirmed_with_a_note_only(world: World) -> None:
    mine = world.participations[0]
    finding = finished(world, mine, result(p1_1_1_2=SUGGESTED)).findings.get(point="1.1.1-2")
    client, address = world.client("staff"), f"/collection/findings/{finding.pk}/confirm"
    answer = client.post(address, {"note": " "}, headers={"hx-request": "true"})
    assert answer.status_code == 422
    assert "请写明核实情况" in answer.content.decode()
    assert client.post(address, {"note": "已打开页面核对"}, headers={"hx-request": "true"}).status_code == 200
    standing = mine.standings.get(point="1.1.1-2")
    assert (standing.value, standing.authority) == (Decimal(1), "machine")


def test_a_point_without_a_value_cannot_be_confirmed(world: World) -> None:
    finding = finished(world, world.participations[0], result()).findings.get(point="1.1.1-1")
    with pytest.raises(InputError, match="没有给出分值"):
        confirming.confirm(finding, "看过", world.users["staff"])


def test_a_confirmation_is_withdrawn_with_a_reason(world: World) -> None:
    mine = world.participations[0]
    finished(world, mine, result(p1_1_1_1=JUDGED))
    confirming.confirm_judged(mine, world.users["staff"])
    address = f"/collection/confirmations/{Confirmation.objects.get().pk}/withdraw"
    client = world.client("staff")
    assert client.post(address, {"note": ""}, headers={"hx-request": "true"}).status_code == 422
    client.post(address, {"note": "页面看错"})
    assert mine.standings.get(point="1.1.1-1").value is None
    assert mine.changes.filter(point="1.1.1-1").count() == 2


def test_what_the_crawl_did_not_see_complete_is_left_unknown(world: World) -> None:
    finished(world, world.participations[0], result())
    data = assessment_of(world.participations[0])
    assert (data["surveys"], data["interviews"]) == (["2025-03-02"], [])
    assert "letters" not in data


def test_a_round_says_what_of_the_collection_is_not_done(world: World) -> None:
    world.phase(Phase.COLLECTION)
    finished(world, world.participations[0], result(p1_1_1_1=JUDGED))
    running.start(world.participations[1], world.users["staff"])
    words = " ".join(one.words for one in undone(world.round))
    assert "1 个网站的采集还没有结束" in words
    assert "2 个部门没有采集结果" in words
    assert "1 个还没有确认" in words


def test_a_department_sees_its_findings_where_the_round_allows_it(world: World) -> None:
    mine, other = world.participations[:2]
    finished(world, mine, result(p1_1_1_1=JUDGED))
    world.phase(Phase.SELF_ASSESSMENT)
    client = world.client("reporter")
    assert "有栏目，是空的" in client.get(f"/collection/of/{mine.pk}/findings").content.decode()
    assert client.get(f"/collection/of/{other.pk}/findings").status_code == 404
    world.round.show_findings = False
    world.round.save()
    assert client.get(f"/collection/of/{mine.pk}/findings").status_code == 403
    world.phase(Phase.FEEDBACK)
    assert client.get(f"/collection/of/{mine.pk}/findings").status_code == 200


def test_nothing_is_confirmed_after_publication(world: World) -> None:
    mine = world.participations[0]
    finished(world, mine, result(p1_1_1_1=JUDGED))
    world.phase(Phase.PUBLICATION)
    world.client("staff").post(f"/collection/of/{mine.pk}/confirm")
    assert not Confirmation.objects.exists()


PAGES = ("{r}/", "{r}/table", "of/{p}/findings", "runs/{n}/")


@pytest.mark.parametrize("path", PAGES)
def test_pages_take_few_queries(world: World, path: str, django_assert_max_num_queries: Any) -> None:
    for one in world.participations:
        run = finished(world, one, result(p1_1_1_1=JUDGED))
    address = "/collection/" + path.format(r=world.round.pk, p=world.participations[2].pk, n=run.pk)
    client = world.client("staff")
    client.get(address)
    with django_assert_max_num_queries(24):
        assert client.get(address).status_code == 200


def test_a_run_whose_work_ended_undone_waits_for_another_work(world: World) -> None:
    from zhengping.office.collection.work import hand_back

    run = running.start(world.participations[0], world.users["staff"])
    first = run.workflow
    hand_back(run.pk, first)
    run.refresh_from_db()
    assert (run.state, run.workflow != first) == (State.WAITING, True)
    second = run.workflow
    hand_back(run.pk, first)
    running.pause(run, world.users["staff"])
    hand_back(run.pk, second)
    run.refresh_from_db()
    assert (run.state, run.workflow) == (State.PAUSED, second)
