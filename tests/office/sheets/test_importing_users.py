"""Users by file: checked as by hand, with one-time passwords shown once, undone while nobody has signed in."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.office.making import World
from tests.office.sheets.making import xlsx
from tests.office.sheets.test_importing import apply, fates, undo, upload
from zhengping.office.accounts.models import User
from zhengping.office.core import clock
from zhengping.office.sheets.models import ImportBatch

ROWS = [
    ["登录名", "姓名", "角色", "部门", "专长"],
    ["lyj-zhang", "张三", "部门填报人", "林业局", ""],
    ["zj-li", "李四", "评审专家", "", "1.1 5.2.1"],
    ["wrong", "王五", "部门填报人", "", ""],
    ["reporter", "换名", "部门填报人", "lyj", ""],
]


@pytest.fixture
def admin(world: World) -> Client:
    return world.client("admin")


def tried(client: Client, rows: list[list[str]]) -> ImportBatch:
    assert upload(client, "users", xlsx(rows)).status_code == 302
    return ImportBatch.objects.first()  # type: ignore[return-value]


def test_new_accounts_get_passwords_that_are_shown_once_and_work(admin: Client) -> None:
    batch = tried(admin, ROWS)
    assert fates(batch) == ["new", "new", "wrong", "changed"]
    assert "部门填报人须属于一个部门" in batch.fates[2]["words"]
    page = apply(admin, batch, leave_out="1").content.decode()
    passwords = re.findall(r'<code class="text-nowrap">(.*?)</code>', page)
    assert len(passwords) == 2
    user = User.objects.get(username="lyj-zhang")
    assert user.check_password(passwords[0])
    assert user.must_change_password
    assert passwords[0] not in admin.get(f"/imports/batches/{batch.pk}/").content.decode()
    assert passwords[0] not in str(batch.before)
    assert "pbkdf2" not in str(batch.before)
    assert User.objects.get(username="reporter").display_name == "换名"


def test_accounts_that_nobody_used_are_undone(admin: Client) -> None:
    batch = tried(admin, ROWS[:3])
    apply(admin, batch)
    assert undo(admin, batch).status_code == 302
    assert not User.objects.filter(username__in=["lyj-zhang", "zj-li"]).exists()


def test_an_account_that_was_used_keeps_the_import_from_being_undone(admin: Client) -> None:
    batch = tried(admin, ROWS[:3])
    apply(admin, batch)
    User.objects.filter(username="zj-li").update(last_login=clock.now())
    assert undo(admin, batch).status_code == 422
    assert User.objects.filter(username="lyj-zhang").exists()


def test_only_the_administrator_imports_users(world: World) -> None:
    assert world.client("staff").get("/imports/users/").status_code == 403


def test_an_administrator_is_not_made_less_by_a_file(admin: Client) -> None:
    batch = tried(admin, [ROWS[0], ["admin", "管理员", "观察员", "", ""]])
    assert fates(batch) == ["wrong"]


def test_what_is_exported_is_the_same_when_imported(admin: Client) -> None:
    assert upload(admin, "users", admin.get("/imports/users/export/csv/").content, "用户.csv").status_code == 302
    assert set(fates(ImportBatch.objects.get())) == {"same"}
