"""Every operation of the API, every role and none: as the table says.

The rows were first printed from the declarations and read through: they show every later change, and are no second
opinion on the declarations themselves.

A declaration that is changed must be changed here too, and an operation that is not here fails. The requests go
through the real client with objects of the first department; what each one changes is rolled back.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tests.office.api.test_api import OPERATIONS
from tests.office.making import World, make_world
from tests.office.objects import THINGS
from zhengping.office.accounts.tokens import make_token
from zhengping.office.core.access import RESOLVERS
from zhengping.office.core.roles import Role
from zhengping.office.rounds.models import Phase

LETTERS = dict(zip("ASRVECOU", Role, strict=True))
"""Administrator, Staff, Reporter, reViewer, Expert, Chief expert, Observer, aUditor."""

TABLE = """
DELETE /registers/entries/{register_entry}                     AS
GET /appeals                                                   ASRVOU
GET /appeals/{appeal}                                          ASRVOU
GET /assessment/proofs/{proof}/file                            ASRVECU
GET /assessment/{participation}                                ASRVOU
GET /assessment/{participation}/proofs                         RV
GET /audit                                                     AU
GET /audit/check                                               AU
GET /collection/of/{participation}/findings                    ASRVOU
GET /collection/rounds/{round}/runs                            ASOU
GET /collection/runs/{run}                                     ASOU
GET /departments                                               ASRVOU
GET /departments/{department}                                  ASRVOU
GET /imports                                                   AS
GET /imports/batches/{batch}                                   ASU
GET /imports/{kind}/export/{format}                            AS
GET /notices                                                   ASRVECOU
GET /people                                                    AU
GET /people/{person}                                           AU
GET /publication/rounds/{round}                                ASOU
GET /registers/of/{participation}                              ASRVOU
GET /registers/rounds/{round}                                  ASOU
GET /registers/rounds/{round}/{kind}/entries                   ASOU
GET /results/rounds/{round}/scores                             ASOU
GET /results/{participation}/scorecard                         ASRVOU
GET /results/{participation}/standings                         ASRVOU
GET /review/rounds/{round}/agreement                           ASU
GET /review/rounds/{round}/disputes                            ASCU
GET /review/rounds/{round}/proposal                            AS
GET /review/rounds/{round}/tasks                               EC
GET /review/tasks/{assignment}                                 EC
GET /rounds                                                    ASRVECOU
GET /rounds/participations/{participation}/reopenings          ASOU
GET /rounds/{round}                                            ASRVECOU
GET /rounds/{round}/participations                             ASRVECOU
PATCH /people/{person}                                         A
POST /appeals/of/{result}/{code}                               RV
POST /appeals/{appeal}/answer                                  AS
POST /appeals/{appeal}/ask                                     AS
POST /appeals/{appeal}/withdraw                                RV
POST /assessment/applications/{application}/decide             AS
POST /assessment/{participation}/proofs                        R
POST /assessment/{participation}/ready                         R
POST /assessment/{participation}/submit                        V
POST /collection/findings/{finding}/confirm                    AS
POST /collection/of/{participation}/confirm                    AS
POST /collection/of/{participation}/start                      AS
POST /collection/rounds/{round}/{key}                          AS
POST /collection/runs/{run}/{key}                              AS
POST /imports/batches/{batch}/apply                            AS
POST /imports/batches/{batch}/undo                             AS
POST /imports/{kind}                                           AS
POST /people                                                   A
POST /people/{person}/activate                                 A
POST /people/{person}/deactivate                               A
POST /people/{person}/password                                 A
POST /publication/of/{participation}/confirm                   AS
POST /publication/rounds/{round}/freeze                        AS
POST /publication/{publication}/corrections/{code}             AS
POST /publication/{publication}/discard                        AS
POST /publication/{publication}/sign                           AS
POST /registers/rounds/{round}/{kind}/complete                 AS
POST /review/rounds/{round}/begin                              AS
POST /review/tasks/{assignment}/undo                           EC
POST /rounds                                                   AS
POST /rounds/participations/{participation}/refresh            AS
POST /rounds/participations/{participation}/reopenings         A
POST /rounds/reopenings/{reopening}/close                      A
POST /rounds/{round}/copy                                      AS
POST /rounds/{round}/move                                      AS
PUT /assessment/{participation}/points/{code}                  R
PUT /assessment/{participation}/texts                          R
PUT /review/disputes/{participation}/{code}                    C
PUT /review/tasks/{assignment}                                 EC
"""
PLAIN = {"code": "1.1.1-1", "kind": "departments", "format": "csv", "key": "pause"}
PLAIN_OF = {"/registers": {"kind": "security-scans"}}


def rows() -> dict[str, str]:
    """Operation -> the letters of the roles that may use it."""
    found = {}
    for line in TABLE.strip().splitlines():
        *name, letters = line.split()
        found[" ".join(name)] = letters
    return found


ROWS = rows()


def test_every_operation_stands_in_the_table() -> None:
    assert {f"{method} {path}" for method, path, _ in OPERATIONS} == set(ROWS)


class _RollBack(Exception):
    """Ends a transaction whose changes are not wanted."""


def call(client: Client, method: str, path: str) -> int:
    """The status of a request with an empty body; what it changed is undone."""
    status = 0
    try:
        with transaction.atomic():
            given = {} if method == "GET" else {"data": "{}", "content_type": "application/json"}
            status = getattr(client, method.lower())(f"/api/v1{path}", **given).status_code
            raise _RollBack
    except _RollBack:
        return status


def address(world: World, path: str, numbers: dict[str, int]) -> str:
    """The address with the objects of the first department in it."""

    def part(match: re.Match[str]) -> str:
        name = match[1]
        if name in RESOLVERS:
            if name not in numbers:
                numbers[name] = THINGS[name].make(world)
            return str(numbers[name])
        special = next((table for start, table in PLAIN_OF.items() if path.startswith(start)), {})
        return special.get(name, PLAIN[name])

    return re.sub(r"\{(\w+)\}", part, path)


@pytest.mark.django_db
def test_every_role_may_do_what_the_table_says_and_nothing_else() -> None:
    world = make_world()
    world.phase(Phase.FEEDBACK)
    numbers: dict[str, int] = {}
    wrong = []
    for method, path, _ in OPERATIONS:
        url = address(world, path, numbers)
        allowed = ROWS[f"{method} {path}"]
        if call(Client(), method, url) != 401:
            wrong.append(f"{method} {path}: open without sign-in")
        for letter, role in LETTERS.items():
            client = world.client(role.value)
            status = call(client, method, url)
            refused = status == 403
            # An object that a role may not see is 404 whatever the operation; what is not given is 422.
            if letter in allowed and status >= 500:
                wrong.append(f"{method} {path}: {role} {status}")
            if letter not in allowed and not refused:
                wrong.append(f"{method} {path}: {role} was let in ({status})")
    assert wrong == []


OF_A_DEPARTMENT = sorted(
    f"{method} {path}"
    for method, path, _ in OPERATIONS
    if any(THINGS[name].of_department for name in re.findall(r"\{(\w+)\}", path) if name in THINGS)
)


@pytest.mark.django_db
def test_objects_of_another_department_are_not_there() -> None:
    world = make_world()
    world.phase(Phase.FEEDBACK)
    numbers: dict[str, int] = {}
    wrong = []
    for operation in OF_A_DEPARTMENT:
        method, path = operation.split(" ", 1)
        url = address(world, path, numbers)
        for letter, who in (("R", "other_reporter"), ("V", "other_reviewer")):
            if letter in ROWS[operation] and call(world.client(who), method, url) not in (404, 422):
                wrong.append(f"{operation}: {who} reached it")
    assert wrong == []


@pytest.mark.django_db
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: f"{one[0]} {one[1]}")
def test_a_token_without_the_area_is_refused(world: World, operation: tuple[str, str, Any]) -> None:
    method, path, function = operation
    other = "rounds" if function.area != "rounds" else "notices"
    letter = ROWS[f"{method} {path}"][0]
    user = world.users[LETTERS[letter].value]
    text = make_token(user, "试", [f"{other}:write"], days=1).text
    client = Client(headers={"Authorization": f"Bearer {text}"})
    assert call(client, method, address(world, path, {})) == 403
