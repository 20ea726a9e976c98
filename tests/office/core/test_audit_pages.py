"""The record's pages: who reads it, what the filters leave, files with hashes, checking; nobody changes it."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from tests.office.making import World
from zhengping.office.core import clock
from zhengping.office.core.audit import record
from zhengping.office.core.audit_words import DOINGS, THINGS, WHOLE, action_words
from zhengping.office.core.models import AuditEntry

NOON = datetime(2025, 12, 1, 4, 0, tzinfo=UTC)


@pytest.fixture
def entries(world: World) -> None:
    for at in range(4):
        with clock.at(NOON + timedelta(days=at)):
            record(
                world.users["staff" if at % 2 else "expert"],
                "score.changed" if at < 3 else "proof.viewed",
                world.participations[at % 3],
                department=world.departments[at % 3],
                before={"value": at},
                after={"value": at + 1},
                why=f"理由{at}",
            )


@pytest.fixture
def auditor(world: World, entries: None) -> Client:
    return world.client("auditor")


def rows(page: str) -> list[str]:
    return re.findall(r"理由(\d)", page)


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("", "3210"),
        ("action=proof.viewed", "3"),
        ("from=2025-12-03", "32"),
        ("until=2025-12-02", "10"),
        ("from=2025-12-02&until=2025-12-02", "1"),
        ("q=staff", "31"),
        ("sort=number", "0123"),
    ],
)
def test_the_filters_leave_what_they_say(auditor: Client, query: str, left: str) -> None:
    assert "".join(rows(auditor.get(f"/audit/?{query}").content.decode())) == left


def test_one_person_or_department_is_picked(world: World, auditor: Client) -> None:
    by_person = auditor.get(f"/audit/?person={world.users['staff'].pk}").content.decode()
    by_department = auditor.get(f"/audit/?department={world.departments[0].pk}").content.decode()
    assert rows(by_person) == ["3", "1"]
    assert rows(by_department) == ["3", "0"]


def test_a_day_that_is_none_is_told(auditor: Client) -> None:
    page = auditor.get("/audit/?from=2025-13-45").content.decode()
    assert "开始日期“2025-13-45”不是日期" in page
    assert len(rows(page)) == 4


@pytest.mark.parametrize("form", ["csv", "jsonl", "xlsx"])
def test_an_export_is_itself_recorded(auditor: Client, form: str) -> None:
    answer = auditor.get(f"/audit/?format={form}&action=score.changed")
    assert answer["Content-Disposition"].startswith("attachment")
    entry = AuditEntry.objects.latest("number")
    assert (entry.action, entry.detail["asked"]) == ("audit.exported", {"format": form, "action": "score.changed"})


def test_an_export_has_what_the_filters_leave_with_hashes(auditor: Client) -> None:
    text = auditor.get("/audit/?format=csv&action=score.changed").content.decode("utf-8-sig")
    kept = AuditEntry.objects.get(number=2)
    assert len(text.strip().splitlines()) == 4
    assert kept.hash in text
    assert kept.previous in text


def test_the_chain_can_be_checked_from_the_lines_alone(auditor: Client) -> None:
    """As docs/office/audit.md says, with nothing of this program."""
    text = auditor.get("/audit/?format=jsonl&sort=number").content.decode()
    lines = sorted(map(json.loads, text.splitlines()), key=lambda line: line["number"])
    previous = ""
    for line in lines:
        fields = [line["number"], datetime.fromisoformat(line["at"]).timestamp().hex(), line["actor_number"],
                  line["actor_name"], line["action"], line["target"], line["department_number"], line["detail"],
                  line["address"], line["previous"]]  # fmt: skip
        text = json.dumps(fields, ensure_ascii=False, sort_keys=True)
        assert line["hash"] == hashlib.sha256(text.encode()).hexdigest()
        assert line["previous"] == previous
        previous = line["hash"]
    assert len(lines) == 5


def test_one_entry_is_shown_whole(auditor: Client) -> None:
    page = auditor.get("/audit/2/").content.decode()
    kept = AuditEntry.objects.get(number=2)
    assert kept.hash in page
    assert "教育局" in page
    assert re.search(r"<td[^>]*>1</td><td[^>]*>2</td>", page)


def test_checking_says_that_all_is_well(auditor: Client) -> None:
    assert "没有改动过" in auditor.post("/audit/check/", follow=True).content.decode()
    assert AuditEntry.objects.latest("number").action == "audit.checked"


def test_checking_names_what_was_tampered_with(auditor: Client) -> None:
    AuditEntry.objects.filter(number=2).update(actor_name="别人")
    page = auditor.post("/audit/check/").content.decode()
    assert "第 2 条的内容被改动过" in page


@pytest.mark.parametrize("role", ["staff", "reporter", "reviewer", "expert", "chief", "observer"])
def test_others_do_not_read_the_record(world: World, entries: None, role: str) -> None:
    client = world.client(role)
    for address in ("/audit/", "/audit/1/", "/audit/?format=csv"):
        assert client.get(address).status_code == 403
    assert client.post("/audit/check/").status_code == 403


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nobody_changes_an_entry(world: World, entries: None, method: str) -> None:
    for who in ("admin", "auditor"):
        for address in ("/audit/", "/audit/1/"):
            assert getattr(world.client(who), method)(address).status_code == 403


def test_the_list_asks_the_database_the_same_for_few_and_many(
    world: World, auditor: Client, django_assert_max_num_queries: object
) -> None:
    auditor.get("/audit/")
    for at in range(60):
        record(world.users["staff"], "score.changed", world.participations[at % 3])
    with django_assert_max_num_queries(10):  # type: ignore[operator]
        auditor.get("/audit/")


def test_every_action_that_the_office_records_has_words() -> None:
    from pathlib import Path

    import zhengping.office

    source = Path(zhengping.office.__file__).parent
    actions = {
        action
        for path in source.rglob("*.py")
        if "migrations" not in path.parts
        for action in re.findall(
            r"(?:record|_note)\(\s*[^,()]+(?:\([^()]*\))?,\s*\"([a-z_]+\.[a-z_]+)\"", path.read_text()
        )
    }
    assert len(actions) > 15
    assert [action for action in sorted(actions) if action_words(action) == action] == []


def test_words_are_chinese() -> None:
    assert not [word for word in [*THINGS.values(), *DOINGS.values(), *WHOLE.values()] if re.search(r"[A-Za-z]", word)]
