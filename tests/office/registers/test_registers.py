"""Registers in a round: imported, corrected, complete; what departments get follows at once and is recorded."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from tests.office.making import World
from tests.office.sheets.making import xlsx
from tests.office.sheets.test_importing import apply, fates, undo, upload
from zhengping.office.core.models import AuditEntry
from zhengping.office.departments.models import FormerName
from zhengping.office.registers.kinds import KINDS
from zhengping.office.registers.models import RegisterEntry
from zhengping.office.results.models import PointStanding, Score, ValueChange
from zhengping.office.sheets.models import ImportBatch

LETTERS = [
    ["部门", "信件编号", "转办日期", "要求反馈日期", "反馈日期"],
    ["林业局", "A1", "2025-03-03", "2025-03-10", "2025-03-07"],
    ["林业局", "A2", "2025-03-03", "2025-03-10", "2025-03-12"],
    ["教育局", "A3", "2025年5月6日", "2025年5月16日", "2025年5月15日"],
]


@pytest.fixture
def staff(world: World) -> Client:
    return world.client("staff")


def tried(client: Client, world: World, kind: str, rows: list[list[Any]]) -> ImportBatch:
    answer = upload(client, f"register-{kind}", xlsx(rows), round=str(world.round.pk))
    assert answer.status_code == 302, answer.content.decode()
    return ImportBatch.objects.first()  # type: ignore[return-value]


def imported(client: Client, world: World, kind: str, rows: list[list[Any]]) -> ImportBatch:
    batch = tried(client, world, kind, rows)
    assert apply(client, batch).status_code == 302, batch.fates
    return batch


def complete(client: Client, world: World, kind: str, yes: bool = True) -> None:
    client.post(f"/registers/rounds/{world.round.pk}/{kind}/complete/", {"complete": "1" if yes else ""})


def standing(world: World, point: str, at: int = 0) -> PointStanding | None:
    return world.participations[at].standings.filter(point=point).first()


def held(world: World, point: str, at: int = 0) -> Decimal | None:
    found = standing(world, point, at)
    return found.value if found else None


def test_a_register_speaks_only_once_it_is_complete(staff: Client, world: World) -> None:
    imported(staff, world, "letters", LETTERS)
    assert held(world, "7.1.3-1") is None
    complete(staff, world, "letters")
    found = standing(world, "7.1.3-1")
    assert found is not None
    assert (found.value, found.authority) == (Decimal("0.5"), "rule")
    assert found.why.startswith("到期 2 件，按期反馈 1 件。规则：分值＝按期反馈的件数÷到期的件数")
    assert {"kind": "register_entry", "id": RegisterEntry.objects.get(key="A1").pk} in found.basis
    assert held(world, "7.1.3-1", 1) == 1
    assert held(world, "7.1.3-1", 2) is None
    complete(staff, world, "letters", False)
    assert held(world, "7.1.3-1") is None


def test_undoing_an_import_takes_its_values_back(staff: Client, world: World) -> None:
    complete(staff, world, "letters")
    batch = imported(staff, world, "letters", LETTERS)
    assert held(world, "7.1.3-1") == Decimal("0.5")
    undo(staff, batch)
    assert held(world, "7.1.3-1") is None
    assert not RegisterEntry.objects.exists()
    reasons = list(ValueChange.objects.filter(point="7.1.3-1").values_list("why", flat=True))
    assert f"撤销导入“主席信箱”（第 {batch.pk} 批）" in reasons


def test_a_register_only_for_reference_decides_nothing(staff: Client, world: World) -> None:
    imported(staff, world, "letters", LETTERS)
    complete(staff, world, "letters")
    staff.post(f"/registers/rounds/{world.round.pk}/letters/settings/", {"decides": "否"})
    assert held(world, "7.1.3-1") is None


def test_rows_outside_the_window_count_for_nothing_and_are_told(staff: Client, world: World) -> None:
    batch = imported(staff, world, "letters", [LETTERS[0], ["林业局", "B1", "2024-11-30", "2024-12-10", ""]])
    assert batch.fates[0]["words"].startswith("日期不在本轮期间（2024-11-30 之后、2025-11-30 以前（含当日））")
    complete(staff, world, "letters")
    assert held(world, "7.1.3-1") is None
    page = staff.get(f"/registers/rounds/{world.round.pk}/letters/values/").content.decode()
    assert "期间外 1" in page


@pytest.mark.parametrize(
    ("kind", "row", "words"),
    [
        ("letters", {"部门": "没有的局"}, "没有部门“没有的局”"),
        ("letters", {"反馈日期": "2025-03-01"}, "“反馈日期”早于转办日期"),
        ("letters", {"转办日期": "3月3日"}, "没有写全年月日"),
        ("letters", {"信件编号": ""}, "“信件编号”没有填"),
    ],
)
def test_a_wrong_row_says_what_is_wrong(
    staff: Client, world: World, kind: str, row: dict[str, str], words: str
) -> None:
    whole = {**dict(zip(LETTERS[0], LETTERS[1], strict=True)), **row}
    batch = tried(staff, world, kind, [list(whole), list(whole.values())])
    assert fates(batch) == ["wrong"]
    assert words in batch.fates[0]["words"]


def test_a_department_that_takes_no_part_is_told(staff: Client, world: World) -> None:
    world.participations[0].delete()
    batch = tried(staff, world, "letters", LETTERS)
    assert "林业局不参加“2025年评估”" in batch.fates[0]["words"]


def test_error_reports_find_their_department_by_the_code_of_the_site(staff: Client, world: World) -> None:
    world.departments[0].sites.update(code="4500000001")
    rows = [["编号", "标识码", "留言时间", "答复时间", "有效"],
            ["1", "4500000001", "2025-03-03 09:12:00", "2025-03-05", "是"],
            ["2", "4500000009", "2025-03-03", "", "是"]]  # fmt: skip
    batch = tried(staff, world, "error-reports", rows)
    assert fates(batch) == ["new", "wrong"]
    assert "没有网站的标识码是“4500000009”" in batch.fates[1]["words"]
    apply(staff, batch, leave_out="1")
    complete(staff, world, "error-reports")
    assert held(world, "6.2.1-3") == 1
    assert held(world, "6.3.1-1") is None
    assert held(world, "6.3.1-1", 1) == 1


def test_the_offices_steps_are_set_for_a_round_and_checked(staff: Client, world: World) -> None:
    rows = [["部门", "编号", "收到日期"], ["林业局", "1", "2025-03-03"], ["林业局", "2", "2025-03-03"]]
    imported(staff, world, "error-reports", rows)
    complete(staff, world, "error-reports")
    address = f"/registers/rounds/{world.round.pk}/error-reports/settings/"
    answer = staff.post(address, {"decides": "是", "steps": "1=0.75"})
    assert answer.status_code == 422
    assert "最后要写“超过”得几分" in answer.content.decode()
    assert staff.post(address, {"decides": "是", "steps": "1=0.75；3=0.5；超过=0"}).status_code == 302
    assert held(world, "6.3.1-1") == Decimal("0.5")


def test_a_former_name_joins_records_from_before_a_reform(staff: Client, world: World) -> None:
    FormerName.objects.create(department=world.departments[0], name="林业厅")
    batch = tried(staff, world, "letters", [LETTERS[0], ["林业厅", *LETTERS[1][1:]]])
    assert batch.fates[0]["label"] == "林业局：A1"


def test_an_event_is_deducted_once_and_only_with_a_proof(staff: Client, world: World) -> None:
    head = ["部门", "事件编号", "日期", "网站类别", "文号", "事由"]
    row = ["林业局", "E1", "2025-06-01", "本部门网站", "桂政办通〔2025〕1号", "内容失真"]
    imported(staff, world, "security-incidents", [head, row])
    imported(staff, world, "criticisms", [head, row, [*row[:1], "E2", row[2], "下属", *row[4:]]])
    assert "“文号”没有填" in tried(staff, world, "criticisms", [head, [*row[:4], "", row[5]]]).fates[0]["words"]
    complete(staff, world, "security-incidents")
    complete(staff, world, "criticisms")
    card = Score.objects.get(participation=world.participations[0])
    assert card.assessment["deductions"] == {
        "security_incidents": {"own": 1, "subordinate": 0},
        "criticisms": {"own": 0, "subordinate": 1},
    }
    assert card.scorecard["deductions"] == "2.50"


def test_service_items_follow_the_list_of_duties(staff: Client, world: World) -> None:
    from zhengping.office.collection.models import PointFinding, SiteRun
    from zhengping.office.core import clock

    run = SiteRun.objects.create(participation=world.participations[0], current=True, asked_at=clock.now())
    PointFinding.objects.create(run=run, point="3.1.1-1", state="judged", value="1",
                                finding="登记服务事项2项，读到指南1项，对应1项。")  # fmt: skip
    complete(staff, world, "service-items")
    assert held(world, "3.1.1-1") is None
    rows = [["部门", "事项名称", "类别", "失效日期"], ["林业局", "采伐", "许可", ""], ["林业局", "运输", "确认", ""],
            ["林业局", "旧的", "许可", "2025-11-30"], ["林业局", "罚款", "处罚", ""]]  # fmt: skip
    upload(staff, "duties", xlsx(rows))
    batch = ImportBatch.objects.get()
    apply(staff, batch)
    assert held(world, "3.1.1-1") == Decimal("0.5")
    undo(staff, batch)
    assert held(world, "3.1.1-1") is None


# --- by hand ------------------------------------------------------------------------------------------------------
LETTER = {"key": "A9", "forwarded": "2025年3月3日", "due": "2025-03-10", "answered": "2025-03-07", "note": ""}


def test_a_row_is_added_corrected_and_removed_by_hand_and_all_is_recorded(staff: Client, world: World) -> None:
    complete(staff, world, "letters")
    first = world.departments[0].pk
    new = f"/registers/rounds/{world.round.pk}/letters/new/"
    assert staff.post(new, {**LETTER, "department": str(first)}).status_code == 302
    entry = RegisterEntry.objects.get()
    assert (entry.data["forwarded"], held(world, "7.1.3-1")) == ("2025-03-03", Decimal(1))
    page = staff.get(f"/registers/entries/{entry.pk}/")
    sent = {**LETTER, "department": str(first), "seen": page.context["seen"], "answered": "2025-03-12"}
    assert "请写明理由" in staff.post(f"/registers/entries/{entry.pk}/", sent).content.decode()
    assert staff.post(f"/registers/entries/{entry.pk}/", {**sent, "reason": "抄错"}).status_code == 302
    assert held(world, "7.1.3-1") == 0
    assert staff.post(f"/registers/entries/{entry.pk}/remove/", {"reason": "重复"}).status_code == 302
    assert held(world, "7.1.3-1") is None
    actions = [e.action for e in AuditEntry.objects.filter(action__startswith="register.")]
    assert actions == ["register.completed", "register.added", "register.changed", "register.removed"]
    removed = AuditEntry.objects.get(action="register.removed")
    assert (removed.detail["before"]["answered"], removed.detail["reason"]) == ("2025-03-12", "重复")


def test_a_row_by_hand_is_checked_like_one_from_a_file(staff: Client, world: World) -> None:
    new = f"/registers/rounds/{world.round.pk}/letters/new/"
    answer = staff.post(new, {**LETTER, "forwarded": "下周", "department": ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“下周”不是日期；请写成 2025-03-01" in page
    assert "请选择部门" in page
    assert 'value="A9"' in page
    again = {**LETTER, "department": str(world.departments[0].pk)}
    staff.post(new, again)
    assert "林业局已有“A9”这一条" in staff.post(new, again).content.decode()
    assert RegisterEntry.objects.count() == 1


def test_two_who_correct_at_once_see_each_other(world: World, staff: Client) -> None:
    imported(staff, world, "letters", LETTERS[:2])
    entry = RegisterEntry.objects.get()
    address = f"/registers/entries/{entry.pk}/"
    base = {"department": str(world.departments[0].pk), "key": "A1", "forwarded": "2025-03-03", "due": "2025-03-10",
            "answered": "2025-03-07", "note": "", "reason": "核对",
            "seen": staff.get(address).context["seen"]}  # fmt: skip
    assert world.client("admin").post(address, {**base, "note": "甲"}).status_code == 302
    answer = staff.post(address, {**base, "answered": "2025-03-08"})
    assert answer.status_code == 422
    assert "<td>（空）</td><td>甲</td>" in answer.content.decode()
    entry.refresh_from_db()
    assert (entry.data["answered"], entry.data["note"]) == ("2025-03-07", "甲")


def test_a_row_corrected_since_keeps_its_import_from_being_undone(staff: Client, world: World) -> None:
    batch = imported(staff, world, "letters", LETTERS)
    entry = RegisterEntry.objects.get(key="A1")
    staff.post(f"/registers/entries/{entry.pk}/remove/", {"reason": "重复"})
    answer = undo(staff, batch)
    assert "第 2 行“林业局：A1”后来被删除" in answer.content.decode()
    assert RegisterEntry.objects.count() == 2


# --- every register -----------------------------------------------------------------------------------------------
ROWS: dict[str, dict[str, Any]] = {
    "error-reports": {"received": "2025-03-03", "answered": "2025-03-05", "valid": True, "status": "已办结", "site": "",
                      "site_code": "", "problem": "错字\n两行"},
    "letters": {"forwarded": "2025-03-03", "due": "2025-03-10", "answered": "", "note": "=1+1"},
    "portal-interviews": {"day": "2025-03-03", "title": "造林 绿化", "url": "http://a.example.gov.cn/", "guest": "张"},
    "portal-surveys": {"what": "survey", "day": "2025-03-03", "closes": "", "title": "问卷", "url": "",
                       "result_day": "",
                       "result_url": "http://a.example.gov.cn/r"},
    "column-duties": {"column": "部门动态", "required": None, "in_time": 3, "note": ""},
    "accounts": {"platform": "weixin", "account": "林业 发布", "last_post": "2025-11-20", "a_month": 12,
                 "functions": ["查询", "预约"]},
    "security-scans": {"day": "2025-03-03", "area": "host", "level": "high", "fixed": "", "issuer": "", "site": "",
                       "problem": "弱口令"},
    "awards": {"title": "先进", "issuer": "自治区政府", "day": "2025-03-03", "proof": "桂政发1号", "note": ""},
    "media-reports": {"title": "报道", "issuer": "广西日报", "day": "2025-03-03", "proof": "http://x.cn/1", "note": ""},
    "security-incidents": {"day": "2025-03-03", "owner": "own", "site": "", "proof": "1号", "title": "改", "note": ""},
    "criticisms": {"day": "2025-03-03", "owner": "subordinate", "site": "", "proof": "1号", "title": "停", "note": ""},
    "exposures": {"day": "2025-03-03", "owner": "own", "site": "", "proof": "1号", "title": "曝光", "proved": True,
                  "note": ""},
}  # fmt: skip


@pytest.mark.parametrize("format", ["csv", "xlsx"])
@pytest.mark.parametrize("kind", ROWS)
def test_what_is_exported_is_the_same_when_imported(staff: Client, world: World, kind: str, format: str) -> None:
    from zhengping.office.core import clock

    of = KINDS[kind]
    values = {**ROWS[kind], **({"key": "K 1"} if any(f.key == "key" and f.required for f in of.fields) else {})}
    key = of.number_of(values)
    RegisterEntry.objects.create(round=world.round, department=world.departments[0], kind=kind, key=key,
                                 data=ROWS[kind], at=clock.now())  # fmt: skip
    content = staff.get(f"/imports/register-{kind}/export/{format}/?round={world.round.pk}").content
    assert upload(staff, f"register-{kind}", content, f"表.{format}", round=str(world.round.pk)).status_code == 302
    batch = ImportBatch.objects.get()
    assert [(one["fate"], one["words"], one["changes"]) for one in batch.fates] == [("same", "", [])]


@pytest.mark.parametrize("kind", KINDS)
def test_every_registers_pages_open_and_need_few_queries(
    staff: Client, world: World, kind: str, django_assert_max_num_queries: Any
) -> None:
    base = f"/registers/rounds/{world.round.pk}/{kind}/"
    with django_assert_max_num_queries(16):
        page = staff.get(base).content.decode()
    assert "未齐全" in page
    with django_assert_max_num_queries(22):
        assert "林业局" in staff.get(base + "values/").content.decode()
    if kind != "service-items":
        assert staff.get(base + "new/").status_code == 200
        assert staff.get(f"/imports/register-{kind}/?round={world.round.pk}").status_code == 200
        assert staff.get(f"/imports/register-{kind}/template/").status_code == 200


def test_the_page_of_a_round_needs_few_queries(staff: Client, world: World, django_assert_max_num_queries: Any) -> None:
    imported(staff, world, "letters", LETTERS)
    with django_assert_max_num_queries(14):
        page = staff.get("/registers/", follow=True).content.decode()
    assert "主席信箱" in page


# --- who ----------------------------------------------------------------------------------------------------------
def test_security_rows_are_for_the_office_and_the_auditor(staff: Client, world: World) -> None:
    from zhengping.office.core import clock

    entry = RegisterEntry.objects.create(round=world.round, department=world.departments[0], kind="security-scans",
                                         key="S1", data=ROWS["security-scans"], at=clock.now())  # fmt: skip
    base = f"/registers/rounds/{world.round.pk}/security-scans/"
    assert world.client("auditor").get(base).status_code == 200
    observer = world.client("observer")
    assert observer.get(base).status_code == 403
    assert observer.get(base + "values/").status_code == 403
    assert observer.get(f"/registers/rounds/{world.round.pk}/letters/").status_code == 200
    page = observer.get(f"/registers/departments/{world.participations[0].pk}/").content.decode()
    assert "弱口令" not in page
    assert "安全检测" not in observer.get(f"/registers/rounds/{world.round.pk}/").content.decode()
    assert world.client("expert").get(f"/registers/entries/{entry.pk}/").status_code == 403


def test_who_looks_at_a_registers_rows_from_outside_the_office_is_written_down(staff: Client, world: World) -> None:
    seen = AuditEntry.objects.filter(action="register.viewed")
    assert staff.get(f"/registers/rounds/{world.round.pk}/security-scans/").status_code == 200
    assert not seen.exists()
    assert world.client("auditor").get(f"/registers/rounds/{world.round.pk}/security-scans/").status_code == 200
    assert world.client("auditor").get(
        f"/api/v1/registers/rounds/{world.round.pk}/security-scans/entries"
    ).status_code == 200  # fmt: skip
    assert [entry.actor_name for entry in seen] == ["auditor", "auditor"]


def test_a_department_sees_its_own_rows_once_feedback_has_begun(staff: Client, world: World) -> None:
    from zhengping.office.core import clock

    imported(staff, world, "letters", LETTERS)
    reporter = world.client("reporter")
    own, other = (f"/registers/departments/{one.pk}/" for one in world.participations[:2])
    assert reporter.get(own).status_code == 403
    world.round.feedback_opened_at = clock.now()
    world.round.save()
    assert "A1" in reporter.get(own).content.decode()
    assert reporter.get(other).status_code == 404
    assert AuditEntry.objects.filter(action="register.viewed").count() == 1


def test_readers_change_nothing(staff: Client, world: World) -> None:
    base = f"/registers/rounds/{world.round.pk}/letters/"
    for who in ("auditor", "observer", "reporter", "expert"):
        client = world.client(who)
        for address in (base + "complete/", base + "new/", base + "settings/"):
            assert client.post(address, {"complete": "1"}).status_code in (403, 404)
    assert not RegisterEntry.objects.exists()


def test_an_archived_round_takes_no_change(staff: Client, world: World) -> None:
    world.round.archived = True
    world.round.save()
    complete(staff, world, "letters")
    assert not ValueChange.objects.exists()
    answer = upload(staff, "register-letters", xlsx(LETTERS), round=str(world.round.pk))
    assert answer.status_code == 422
    assert "已归档" in answer.content.decode()


def test_private_numbers_are_masked_where_they_are_shown(staff: Client, world: World) -> None:
    head = ["部门", "编号", "收到日期", "问题"]
    imported(staff, world, "error-reports", [head, ["林业局", "1", "2025-03-03", "电话13877112233打不通"]])
    page = staff.get(f"/registers/rounds/{world.round.pk}/error-reports/").content.decode()
    assert "13877112233" not in page
