"""The API: who one is, what a token may, how errors are told; every operation is declared."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.office.archives import make_finding, make_run
from tests.office.making import World
from zhengping.office.accounts.tokens import make_token
from zhengping.office.api.app import api
from zhengping.office.core.access import Access
from zhengping.office.core.models import AuditEntry
from zhengping.office.core.roles import Role
from zhengping.office.rounds.models import Phase


def operations() -> Iterator[tuple[str, str, Any]]:
    """Method, address and function of every operation."""
    for prefix, router in api._routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                for method in operation.methods:
                    yield method, f"{prefix}{path}", operation.view_func


OPERATIONS = sorted(operations(), key=lambda one: one[:2])


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: f"{one[0]} {one[1]}")
def test_every_operation_is_declared(operation: tuple[str, str, Any]) -> None:
    assert isinstance(getattr(operation[2], "access", None), Access)
    assert operation[2].area


def ask(world: World, who: str, scopes: list[str], path: str, method: str = "get", **body: Any) -> Any:
    """An answer to a request with a token."""
    text = make_token(world.users[who], "试", scopes, days=1).text
    given = {"data": json.dumps(body), "content_type": "application/json"} if method != "get" else {}
    return getattr(Client(), method)(f"/api/v1{path}", headers={"Authorization": f"Bearer {text}"}, **given)


def test_without_a_token_or_session_nothing_is_told(world: World) -> None:
    answer = Client().get("/api/v1/rounds")
    assert answer.status_code == 401
    assert "令牌" in answer.json()["error"]


def test_a_wrong_token_is_refused(world: World) -> None:
    assert Client().get("/api/v1/rounds", headers={"Authorization": "Bearer nonsense"}).status_code == 401


def test_a_session_is_enough(world: World) -> None:
    assert world.client("staff").get("/api/v1/rounds").json()["count"] == 1


def test_a_token_reads_what_its_scope_names(world: World) -> None:
    answer = ask(world, "staff", ["rounds:read"], "/rounds")
    assert answer.json()["items"][0]["name"] == world.round.name


def test_a_token_without_the_scope_is_refused(world: World) -> None:
    answer = ask(world, "staff", ["people:read"], "/rounds")
    assert answer.status_code == 403
    assert "没有“评估轮次”的读取权限" in answer.json()["error"]


def test_another_departments_object_is_not_there(world: World) -> None:
    assert (
        ask(world, "reporter", ["results:read"], f"/results/{world.participations[1].pk}/standings").status_code == 404
    )


def test_a_department_sees_its_results_from_the_feedback_on(world: World) -> None:
    path = f"/results/{world.participations[0].pk}/standings"
    assert ask(world, "reporter", ["results:read"], path).status_code == 403
    world.phase(Phase.FEEDBACK)
    assert ask(world, "reporter", ["results:read"], path).status_code == 200


@pytest.mark.parametrize("what", ["standings", "scorecard"])
def test_a_look_at_anothers_result_is_recorded_as_on_the_pages(world: World, what: str) -> None:
    world.phase(Phase.FEEDBACK)
    path = f"/results/{world.participations[0].pk}/{what}"
    assert ask(world, "reporter", ["results:read"], path).status_code == 200
    assert not AuditEntry.objects.filter(action="score.viewed").exists()
    assert ask(world, "observer", ["results:read"], path).status_code == 200
    assert AuditEntry.objects.get(action="score.viewed").actor == world.users["observer"]


def test_private_numbers_in_findings_are_masked(world: World) -> None:
    private = "联系人手机 13812345678"
    evidence = [{"url": "http://lyj.example.gov.cn/", "quote": private}]
    make_finding(make_run(world.participations[0], {}), "1.1.1-1", evidence, finding=private, advice=private)
    answer = ask(world, "staff", ["collection:read"], f"/collection/of/{world.participations[0].pk}/findings")
    assert answer.status_code == 200
    assert "lyj.example.gov.cn" in answer.content.decode()
    assert "13812345678" not in answer.content.decode()


def test_experts_do_not_see_totals(world: World) -> None:
    assert world.users["expert"].role == Role.EXPERT
    assert ask(world, "expert", ["results:read"], f"/results/rounds/{world.round.pk}/scores").status_code == 403


def test_the_description_names_every_operation(world: World) -> None:
    described = world.client("staff").get("/api/v1/openapi.json").json()
    assert {path for _, path, _ in OPERATIONS} <= {path.removeprefix("/api/v1") for path in described["paths"]}


def calendar() -> dict[str, Any]:
    """A calendar of eight phases of two days each."""
    return {
        phase.value: {"starts": f"2026-01-{1 + 2 * at:02}", "ends": f"2026-01-{2 + 2 * at:02}"}
        for at, phase in enumerate(Phase)
    }


def test_a_round_is_made_by_the_rules_of_the_page(world: World) -> None:
    body = {"name": "新一轮", "year": 2025, "monitoring_date": "2025-12-31", "calendar": calendar()}
    made = ask(world, "staff", ["rounds:write"], "/rounds", "post", **body, departments=[world.departments[0].pk])
    assert made.json()["phase"] == "preparation"
    wrong = ask(world, "staff", ["rounds:write"], "/rounds", "post", **{**body, "name": "又一轮"}, experts_a_point=1)
    assert wrong.status_code == 422
    assert wrong.json() == {"error": "每个采分点至少要有 2 名专家", "field": "experts_a_point"}


def test_a_token_for_reading_changes_nothing(world: World) -> None:
    path = f"/rounds/{world.round.pk}/move"
    answer = ask(world, "staff", ["rounds:read"], path, "post", seen="preparation", to="self_assessment")
    assert answer.status_code == 403
    world.round.refresh_from_db()
    assert world.round.phase == "preparation"


def test_a_claim_is_saved_and_a_stale_one_is_not(world: World) -> None:
    world.phase(Phase.SELF_ASSESSMENT)
    path = f"/assessment/{world.participations[0].pk}/points/1.1.1-1"
    first = ask(world, "reporter", ["assessment:write"], path, "put", value="1", explanation="已设置", version=0)
    assert first.json()["value"] == "1"
    stale = ask(world, "reporter", ["assessment:write"], path, "put", value="0", explanation="旧的", version=0)
    assert stale.status_code == 422
    assert "改过" in stale.json()["error"]


def test_the_office_sees_no_draft(world: World) -> None:
    world.phase(Phase.SELF_ASSESSMENT)
    path = f"/assessment/{world.participations[0].pk}"
    ask(
        world, "reporter", ["assessment:write"], f"{path}/points/1.1.1-1", "put", value="1", explanation="话", version=0
    )
    seen = ask(world, "staff", ["assessment:read"], path).json()
    assert seen["submitted"] is None
    assert "claims" not in seen


def test_people_are_the_administrators(world: World) -> None:
    body = {"username": "new.one", "display_name": "新人", "role": "expert"}
    assert ask(world, "admin", ["people:write"], "/people", "post", **body).json()["password"]
    assert ask(world, "admin", ["people:write"], "/people", "post", **body).status_code == 422


def test_an_import_is_tried_applied_and_undone(world: World) -> None:
    from io import BytesIO

    text = make_token(world.users["staff"], "试", ["departments:write"], days=1).text
    file = BytesIO("部门编码,部门名称\nsnj,水利局\n".encode())
    file.name = "部门.csv"
    headers = {"Authorization": f"Bearer {text}"}
    tried = Client().post("/api/v1/imports/departments", {"file": file}, headers=headers).json()
    assert tried["counts"]["new"] == 1
    number = tried["id"]
    for action, state in (("apply", "applied"), ("undo", "undone")):
        answer = Client().post(
            f"/api/v1/imports/batches/{number}/{action}", data="{}", content_type="application/json", headers=headers
        )
        assert answer.json()["state"] == state


def test_every_operation_is_documented() -> None:
    text = (Path(__file__).parents[3] / "docs" / "api.md").read_text(encoding="utf-8")
    assert [f"{method} {path}" for method, path, _ in OPERATIONS if f"`{method} {path}`" not in text] == []
