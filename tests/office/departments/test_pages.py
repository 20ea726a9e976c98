"""Pages of departments: what is shown, the checks of the forms, two who edit at once, what is recorded."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.office.making import World
from zhengping.office.core.models import AuditEntry
from zhengping.office.departments import changing
from zhengping.office.departments.models import Department, FormerName, Site


@pytest.fixture
def staff(world: World) -> Client:
    return world.client("staff")


def form(client: Client, address: str, **given: str) -> dict[str, str]:
    """What a form sends where a person changes only these boxes."""
    bound = client.get(address).context["form"]
    seen = client.get(address).context.get("seen", "")
    sent = {name: str(bound.get_initial_for_field(box, name) or "") for name, box in bound.fields.items()}
    sent.pop("keep_name", None)
    return {**sent, "seen": seen, **given}


def test_the_list_and_a_page_need_few_queries(staff: Client, world: World, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(16):
        assert "林业局" in staff.get("/departments/").content.decode()
    with django_assert_max_num_queries(20):
        page = staff.get(f"/departments/{world.departments[0].pk}/").content.decode()
    assert "http://lyj.example.gov.cn/" in page
    assert "没有给出。3.1.1-1 将按网站公布的清单估算" in page


def test_a_department_is_added_and_recorded(staff: Client) -> None:
    answer = staff.post("/departments/new/", form(staff, "/departments/new/", code="scj", name="市场监管局",
                                                  key_areas="市场监管、信用信息"))  # fmt: skip
    made = Department.objects.get(code="scj")
    assert answer["Location"] == f"/departments/{made.pk}/"
    assert (made.key_areas, made.has_key_areas, made.public_services) == (["市场监管", "信用信息"], True, None)
    assert AuditEntry.objects.get().action == "department.added"


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"code": "jyj"}, "code", "编码“jyj”已是“教育局”的"),
        ({"code": "林业"}, "code", "不能作编码"),
        ({"name": "教育局"}, "name", "已有部门“教育局”，编码是 jyj"),
        ({"name": ""}, "name", "没有填；这一列必填"),
        ({"has_key_areas": "否", "key_areas": "扶贫"}, "has_key_areas", "写了“否”又列了重点领域"),
    ],
)
def test_what_is_wrong_is_told_at_the_field_and_nothing_is_lost(
    staff: Client, world: World, given: dict[str, str], field: str, words: str
) -> None:
    address = f"/departments/{world.departments[0].pk}/edit/"
    answer = staff.post(address, form(staff, address, short_name="林", **given))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="id_{field}_error">' in page
    assert words in page
    assert 'value="林"' in page
    assert Department.objects.get(pk=world.departments[0].pk).short_name == ""


def test_two_who_edit_at_once_see_each_others_changes_and_lose_nothing(world: World) -> None:
    first, second = world.client("staff"), world.client("admin")
    address = f"/departments/{world.departments[0].pk}/edit/"
    mine, theirs = form(first, address, short_name="甲"), form(second, address, group="乙类")
    assert second.post(address, theirs).status_code == 302
    answer = first.post(address, mine)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "admin在" in page
    assert "<td>甲</td><td>（空）</td>" in page
    assert "<td>（空）</td><td>乙类</td>" in page
    assert Department.objects.get(pk=world.departments[0].pk).group == "乙类"
    assert first.post(address, {**mine, "seen": answer.context["seen"], "group": "乙类"}).status_code == 302
    saved = Department.objects.get(pk=world.departments[0].pk)
    assert (saved.short_name, saved.group) == ("甲", "乙类")


def test_the_same_form_twice_is_recorded_once(staff: Client, world: World) -> None:
    address = f"/departments/{world.departments[0].pk}/edit/"
    sent = form(staff, address, short_name="甲")
    assert [staff.post(address, sent).status_code for _ in range(2)] == [302, 302]
    assert AuditEntry.objects.filter(action="department.changed").count() == 1


def test_a_new_name_keeps_the_old_one_where_one_says_so(staff: Client, world: World) -> None:
    address = f"/departments/{world.departments[0].pk}/edit/"
    staff.post(address, form(staff, address, name="林草局", keep_name="on"))
    assert FormerName.objects.get().name == "林业局"
    entry = AuditEntry.objects.get()
    assert (entry.detail["before"], entry.detail["after"]) == ({"name": "林业局"}, {"name": "林草局"})
    assert "林业局</del>" in staff.get(f"/departments/{world.departments[0].pk}/").content.decode()


def test_a_department_is_taken_out_and_back_with_a_reason(staff: Client, world: World) -> None:
    department = world.departments[0]
    address = f"/departments/{department.pk}/active/"
    assert "请写明理由" in staff.post(address, {"seen": "out"}).content.decode()
    for seen, active in (("out", False), ("out", False), ("in", True)):
        staff.post(address, {"seen": seen, "reason": "机构改革"})
        department.refresh_from_db()
        assert department.active is active
    assert [e.action for e in AuditEntry.objects.all()] == ["department.deactivated", "department.activated"]


def test_sites_are_added_changed_and_removed(staff: Client, world: World) -> None:
    department = world.departments[0]
    add = f"/departments/{department.pk}/sites/new/"
    staff.post(add, form(staff, add, name="下属站", url="x.example.gov.cn", main="否"))
    site = Site.objects.get(name="下属站")
    assert site.url == "http://x.example.gov.cn/"
    edit = f"/departments/sites/{site.pk}/edit/"
    answer = staff.post(edit, form(staff, edit, main="是", code="12"))
    page = answer.content.decode()
    assert "这个部门的主站已是“林业局网站”" in page
    assert "不是网站标识码" in page
    assert staff.post(edit, form(staff, edit, name="别名")).status_code == 302
    staff.post(f"/departments/sites/{site.pk}/remove/", {"reason": "已关停"})
    assert not Site.objects.filter(pk=site.pk).exists()
    assert [e.action for e in AuditEntry.objects.all()] == ["site.added", "site.changed", "site.removed"]


def test_former_names_are_added_once_and_removed(staff: Client, world: World) -> None:
    department = world.departments[0]
    add = f"/departments/{department.pk}/names/new/"
    assert staff.post(add, {"name": "林业厅", "until": "2018年11月1日"}).status_code == 302
    assert "已经登记过" in staff.post(add, {"name": "林业厅"}).content.decode()
    one = FormerName.objects.get()
    assert str(one.until) == "2018-11-01"
    staff.post(f"/departments/names/{one.pk}/remove/", {"reason": "写错"})
    assert not FormerName.objects.exists()


def test_a_department_sees_itself_and_no_other(world: World) -> None:
    reporter = world.client("reporter")
    own, other = world.departments[:2]
    assert reporter.get(f"/departments/{own.pk}/").status_code == 200
    assert reporter.get(f"/departments/{other.pk}/").status_code == 404
    assert reporter.get(f"/departments/{own.pk}/edit/").status_code == 403
    assert "教育局" not in reporter.get("/departments/").content.decode()


def test_a_site_of_another_department_is_hidden(world: World) -> None:
    site = Site.objects.get(department=world.departments[1])
    assert world.client("reporter").get(f"/departments/sites/{site.pk}/edit/").status_code in (403, 404)


def test_listeners_hear_of_changes(staff: Client, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changing, "_LISTENERS", [])
    heard: list[str] = []

    @changing.on_change
    def hear(departments: list[Department], actor: Any, why: str) -> None:
        heard.extend(f"{one.code} {actor} {why}" for one in departments)

    address = f"/departments/{world.departments[0].pk}/edit/"
    staff.post(address, form(staff, address, short_name="甲"))
    assert heard == ["lyj staff 修改部门"]
