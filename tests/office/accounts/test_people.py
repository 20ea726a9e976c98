"""People: who may make and change accounts, what is refused, and that nothing is lost or done twice."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import ValidationError

from tests.office.accounts.test_sign_in import is_in, sign_in
from tests.office.making import World
from zhengping.office.accounts import people
from zhengping.office.accounts.models import ApiToken, User
from zhengping.office.accounts.tokens import make_token
from zhengping.office.core.models import AuditEntry

GIVEN = {"username": "zhang", "display_name": "张三", "role": "expert", "specialty": "1.1 5.2.1"}


def errors_of(given: dict[str, object], existing: User | None = None) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as caught:
        people.checked({**GIVEN, **given}, existing)
    return dict(caught.value.message_dict)


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"username": ""}, "username", "登录名用 2 到 32 个"),
        ({"username": "张三"}, "username", "登录名用 2 到 32 个"),
        ({"username": "a b"}, "username", "登录名用 2 到 32 个"),
        ({"username": "EXPERT"}, "username", "已有人用"),
        ({"display_name": " "}, "display_name", "请填姓名"),
        ({"display_name": "长" * 61}, "display_name", "最多 60 个字"),
        ({"role": "院长"}, "role", "不认得“院长”"),
        ({"role": ""}, "role", "角色应为"),
        ({"role": "reporter", "specialty": ""}, "department", "须属于一个部门"),
        ({"department": "lyj"}, "department", "不属于部门"),
        ({"role": "reporter", "department": "没有的局", "specialty": ""}, "department", "没有“没有的局”"),
        ({"email": "zhang"}, "email", "不是邮箱地址"),
        ({"specialty": "1.1 99.9"}, "specialty", "没有 99.9"),
        ({"role": "staff"}, "specialty", "只有专家填专长"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(world: World, given: dict[str, object], field: str, words: str) -> None:
    assert words in errors_of(given)[field][0]


def test_roles_and_departments_may_be_given_in_words(world: World) -> None:
    made = people.checked({**GIVEN, "role": "部门填报人", "department": "林业局", "specialty": ""})
    assert (made["role"], made["department"]) == ("reporter", world.departments[0])


def test_a_new_account_gets_a_password_shown_once_and_changed_first(world: World) -> None:
    answer = world.client("admin").post("/people/new/", GIVEN)
    password = re.search(r'id="new-password">([^<]+)<', answer.content.decode())
    assert password
    assert answer["Cache-Control"].count("no-store")
    client = sign_in("zhang", password[1])
    assert client.get("/")["Location"] == "/accounts/password/change/"
    page = world.client("admin").get(f"/people/{User.objects.get(username='zhang').pk}/").content.decode()
    assert password[1] not in page
    assert password[1] not in str(list(AuditEntry.objects.values_list("detail", flat=True)))


def test_one_time_passwords_keep_to_the_policy_and_differ(world: World) -> None:
    from django.contrib.auth.password_validation import validate_password

    made = {people.one_time_password() for _ in range(200)}
    assert len(made) == 200
    for one in made:
        validate_password(one)


def test_a_form_sent_twice_makes_one_account(world: World) -> None:
    admin = world.client("admin")
    admin.post("/people/new/", GIVEN)
    second = admin.post("/people/new/", GIVEN)
    assert second.status_code == 422
    assert "已有人用" in second.content.decode()
    assert User.objects.filter(username="zhang").count() == 1


def test_a_wrong_form_keeps_what_was_typed(world: World) -> None:
    page = world.client("admin").post("/people/new/", {**GIVEN, "specialty": "99"}).content.decode()
    assert "没有 99" in page
    assert 'value="张三"' in page


def test_a_change_is_recorded_with_before_and_after(world: World) -> None:
    expert = world.users["expert"]
    world.client("admin").post(
        f"/people/{expert.pk}/edit/", {"display_name": "李四", "role": "chief", "specialty": "", "version": 0}
    )
    entry = AuditEntry.objects.latest("number")
    assert (entry.action, entry.target) == ("user.changed", f"accounts.user:{expert.pk}")
    assert entry.detail["before"] == {"display_name": "expert", "role": "expert"}
    assert entry.detail["after"] == {"display_name": "李四", "role": "chief"}


def test_saving_what_is_there_changes_nothing(world: World) -> None:
    expert = world.users["expert"]
    world.client("admin").post(
        f"/people/{expert.pk}/edit/", {"display_name": "expert", "role": "expert", "specialty": "", "version": 0}
    )
    assert AuditEntry.objects.count() == 0


def test_two_administrators_who_change_the_same_account_lose_nothing(world: World) -> None:
    expert = world.users["expert"]
    address = f"/people/{expert.pk}/edit/"
    world.client("admin").post(address, {"display_name": "李四", "role": "expert", "specialty": "", "version": 0})
    late = world.client("admin").post(
        address, {"display_name": "王五", "role": "expert", "specialty": "1.1", "version": 0}
    )
    page = late.content.decode()
    assert late.status_code == 409
    assert "别人改过" in page
    assert "李四" in page
    assert 'value="王五"' in page
    assert User.objects.get(pk=expert.pk).display_name == "李四"
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version
    world.client("admin").post(
        address, {"display_name": "王五", "role": "expert", "specialty": "1.1", "version": version[1]}
    )
    assert User.objects.get(pk=expert.pk).display_name == "王五"


def test_the_name_of_an_account_stays(world: World) -> None:
    assert "不能改" in errors_of({"username": "other"}, world.users["expert"])["username"][0]


@pytest.mark.parametrize("change", ["edit", "deactivate"])
def test_the_last_administrator_stays(world: World, change: str) -> None:
    second = people.create_user({"username": "second", "display_name": "二", "role": "admin"}, None, password="x").user
    people.deactivate(second, world.users["admin"])
    admin = world.users["admin"]
    changes = {
        "edit": lambda: people.change_user(admin, {"role": "staff"}, second),
        "deactivate": lambda: people.deactivate(admin, second),
    }
    with pytest.raises(ValidationError, match="最后一位平台管理员"):
        changes[change]()
    admin.refresh_from_db()
    assert (admin.role, admin.is_active) == ("admin", True)


def test_one_cannot_close_oneself(world: World) -> None:
    admin = world.client("admin")
    page = admin.post(f"/people/{world.users['admin'].pk}/deactivate/", follow=True).content.decode()
    assert "不能停用自己的账号" in page
    assert is_in(admin)


def test_closing_revokes_tokens_and_opening_does_not_bring_them_back(world: World) -> None:
    expert, admin = world.users["expert"], world.client("admin")
    make_token(expert, "取数", ["results:read"], 30)
    admin.post(f"/people/{expert.pk}/deactivate/", {"why": "已调离"})
    admin.post(f"/people/{expert.pk}/activate/")
    assert User.objects.get(pk=expert.pk).is_active
    assert not ApiToken.objects.filter(user=expert, revoked_at=None).exists()
    assert AuditEntry.objects.get(action="user.deactivated").detail["why"] == "已调离"


def test_a_reset_sent_twice_makes_one_password(world: World) -> None:
    expert, admin = world.users["expert"], world.client("admin")
    first = admin.post(f"/people/{expert.pk}/password/", {"version": 0}).content.decode()
    second = admin.post(f"/people/{expert.pk}/password/", {"version": 0}, follow=True).content.decode()
    password = re.search(r'id="new-password">([^<]+)<', first)
    assert password
    assert "没有再重置" in second
    assert User.objects.get(pk=expert.pk).check_password(password[1])


def test_a_reset_signs_out(world: World) -> None:
    client = sign_in("expert")
    people.reset_password(world.users["expert"], world.users["admin"])
    assert not is_in(client)


def test_an_import_is_whole_or_nothing(world: World) -> None:
    rows = [GIVEN, {**GIVEN, "username": "li"}, {**GIVEN, "username": "wang", "role": "?"}, GIVEN]
    with pytest.raises(people.RowErrors) as caught:
        people.make_users(rows, world.users["admin"])
    assert set(caught.value.rows) == {2, 3}
    assert "已有人用" in caught.value.rows[3]["username"][0]
    assert not User.objects.filter(username__in=["zhang", "li"]).exists()
    assert AuditEntry.objects.count() == 0


def test_an_import_gives_each_its_password(world: World) -> None:
    made = people.make_users([GIVEN, {**GIVEN, "username": "li"}], world.users["admin"])
    assert [one.user.check_password(one.password) for one in made] == [True, True]


def test_undoing_an_import_deletes_what_nobody_used(world: World) -> None:
    made = people.make_users([GIVEN], world.users["admin"])[0].user
    assert people.remove_unused(made, world.users["admin"])
    assert not User.objects.filter(username="zhang").exists()


def test_undoing_an_import_closes_what_was_used(world: World) -> None:
    made = people.create_user(GIVEN, world.users["admin"], password="Correct-horse-9").user
    sign_in("zhang")
    assert not people.remove_unused(made, world.users["admin"])
    assert not User.objects.get(username="zhang").is_active


@pytest.mark.parametrize("role", ["staff", "auditor"])
def test_the_office_and_the_auditor_read_and_cannot_change(world: World, role: str) -> None:
    expert, client = world.users["expert"], world.client(role)
    assert client.get("/people/").status_code == 200
    page = client.get(f"/people/{expert.pk}/").content.decode()
    assert "停用账号" not in page
    for deed in ("edit", "password", "deactivate", "activate", "unlock", "second-factor/reset", "sessions/end"):
        assert client.post(f"/people/{expert.pk}/{deed}/").status_code == 403
    assert client.post("/people/new/", GIVEN).status_code == 403


@pytest.mark.parametrize("role", ["reporter", "reviewer", "expert", "chief", "observer"])
def test_the_others_do_not_see_people(world: World, role: str) -> None:
    client = world.client(role)
    assert client.get("/people/").status_code == 403
    assert client.get(f"/people/{world.users['admin'].pk}/").status_code == 403


def test_the_list_asks_the_database_the_same_for_few_and_many(
    world: World, django_assert_max_num_queries: object
) -> None:
    people.make_users([{**GIVEN, "username": f"many{at}"} for at in range(45)], None)
    admin = world.client("admin")
    admin.get("/people/")
    with django_assert_max_num_queries(9):  # type: ignore[operator]
        admin.get("/people/")


def test_the_list_is_searched_filtered_and_exported(world: World) -> None:
    admin = world.client("admin")
    page = admin.get("/people/?role=chief").content.decode()
    assert "首席专家</td>" in page
    assert "部门填报人</td>" not in page
    text = admin.get("/people/?q=other_&format=csv").content.decode("utf-8-sig")
    assert text.splitlines()[0].startswith("姓名,登录名,角色")
    assert len(text.splitlines()) == 3


def test_own_sessions_are_listed_and_ended(world: World) -> None:
    here, there = sign_in("expert"), sign_in("expert")
    there.get("/people/me/", HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Chrome/130 Safari/537.36")
    here.post("/people/me/sessions/end-others/")
    assert is_in(here)
    assert not is_in(there)


def test_anothers_session_is_not_ones_to_end(world: World) -> None:
    from allauth.usersessions.models import UserSession

    expert, chief = sign_in("expert"), sign_in("chief")
    session = UserSession.objects.get(user=world.users["expert"])
    assert chief.post(f"/people/sessions/{session.pk}/end/").status_code == 404
    assert is_in(expert)
    world.client("admin").post(f"/people/sessions/{session.pk}/end/")
    assert not is_in(expert)
    assert AuditEntry.objects.filter(action="session.revoked").count() == 1


def test_the_administrator_sees_who_is_signed_in(world: World) -> None:
    sign_in("expert2")
    page = world.client("admin").get("/people/sessions/?q=expert2").content.decode()
    assert "127.0.0.1" in page
    assert ">expert2<" in page
