"""The course of an import in the browser's way: upload, every row's fate, apply, undo."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from tests.office.making import World
from tests.office.sheets.making import csv_of, xlsx
from zhengping.office.core.models import AuditEntry
from zhengping.office.departments.models import Department, FormerName, Site
from zhengping.office.sheets.models import ImportBatch

HEAD = ["部门编码", "部门名称", "简称", "曾用名", "网站网址"]


def upload(client: Client, kind: str, content: bytes, name: str = "表.xlsx", **more: Any) -> HttpResponse:
    return client.post(f"/imports/{kind}/", {"file": SimpleUploadedFile(name, content), **more})  # type: ignore[return-value]


def tried(client: Client, rows: Sequence[Sequence[Any]], kind: str = "departments") -> ImportBatch:
    answer = upload(client, kind, xlsx(rows))
    assert answer.status_code == 302, answer.content.decode()
    return ImportBatch.objects.first()  # type: ignore[return-value]


def fates(batch: ImportBatch) -> list[str]:
    return [one["fate"] for one in batch.fates]


def apply(client: Client, batch: ImportBatch, **more: str) -> HttpResponse:
    answer = client.post(f"/imports/batches/{batch.pk}/apply/", more)
    batch.refresh_from_db()
    return answer  # type: ignore[return-value]


def undo(client: Client, batch: ImportBatch) -> HttpResponse:
    answer = client.post(f"/imports/batches/{batch.pk}/undo/")
    batch.refresh_from_db()
    return answer  # type: ignore[return-value]


@pytest.fixture
def staff(world: World) -> Client:
    return world.client("staff")


ROWS = [
    HEAD,
    ["lyj", "林业局", "林业", "林业厅", "http://lyj.example.gov.cn/"],
    ["jyj", "教育局", "", "", "http://jyj.example.gov.cn/"],
    ["scj", "市场监管局", "市监局", "工商局、质监局", "scj.example.gov.cn"],
    ["", "没有编码的局", "", "", ""],
]


def test_trying_out_shows_every_rows_fate_and_changes_nothing(staff: Client) -> None:
    batch = tried(staff, ROWS)
    assert fates(batch) == ["changed", "same", "new", "wrong"]
    assert batch.fates[0]["changes"] == [["简称", "", "林业"], ["曾用名", "", "林业厅"]]
    assert batch.fates[3]["words"] == "“部门编码”没有填；这一列必填"
    assert Department.objects.count() == 3
    page = staff.get(f"/imports/batches/{batch.pk}/?fate=wrong").content.decode()
    assert "没有编码的局" in page
    assert "市场监管局" not in page


def test_wrong_rows_are_left_out_only_where_one_says_so(staff: Client) -> None:
    batch = tried(staff, ROWS)
    answer = apply(staff, batch)
    assert answer.status_code == 422
    assert "有 1 行有误，没有导入" in answer.content.decode()
    assert Department.objects.count() == 3
    assert apply(staff, batch, leave_out="1").status_code == 302
    assert (batch.state, batch.left_out) == ("applied", 1)
    made = Department.objects.get(code="scj")
    assert made.main_site is not None
    assert made.main_site.url == "http://scj.example.gov.cn/"
    assert {one.name for one in made.former_names.all()} == {"工商局", "质监局"}


def test_undoing_restores_what_was_before(staff: Client) -> None:
    def everything() -> list[Any]:
        return [list(model.objects.order_by("pk").values()) for model in (Department, Site, FormerName)]

    before = everything()
    batch = tried(staff, ROWS)
    apply(staff, batch, leave_out="1")
    assert everything() != before
    assert undo(staff, batch).status_code == 302
    assert everything() == before
    assert batch.state == "undone"


def test_undoing_brings_back_what_a_list_took_out(staff: Client, world: World) -> None:
    site = Site.objects.create(department=world.departments[0], name="下属", url="http://x.example.gov.cn/")
    batch = tried(staff, [["部门编码", "部门名称", "下属网站"], ["lyj", "林业局", ""]])
    apply(staff, batch)
    assert not Site.objects.filter(pk=site.pk).exists()
    undo(staff, batch)
    assert Site.objects.get(pk=site.pk).url == "http://x.example.gov.cn/"


def test_undoing_is_refused_with_reasons_where_rows_were_changed_since(staff: Client) -> None:
    batch = tried(staff, ROWS[:3])
    apply(staff, batch)
    Department.objects.filter(code="lyj").update(short_name="别的")
    answer = undo(staff, batch)
    assert answer.status_code == 422
    assert "第 2 行“林业局”的简称后来改过" in answer.content.decode()
    assert FormerName.objects.filter(name="林业厅").exists()
    assert batch.state == "applied"


def test_undoing_is_refused_where_something_else_uses_a_new_row(staff: Client, world: World) -> None:
    batch = tried(staff, [HEAD, ["scj", "市场监管局", "", "", ""]])
    apply(staff, batch)
    world.users["reporter"].department = Department.objects.get(code="scj")
    world.users["reporter"].save()
    answer = undo(staff, batch)
    assert answer.status_code == 422
    assert "已被别处用到" in answer.content.decode()
    assert Department.objects.filter(code="scj").exists()


def test_what_changed_since_the_trial_is_shown_before_anything_is_imported(staff: Client) -> None:
    batch = tried(staff, ROWS[:3])
    Department.objects.filter(code="lyj").update(short_name="林业")
    answer = apply(staff, batch)
    assert answer.status_code == 422
    assert "试导入之后数据有变化（第 2 行）" in answer.content.decode()
    assert not FormerName.objects.exists()
    assert batch.fates[0]["changes"] == [["曾用名", "", "林业厅"]]
    assert apply(staff, batch).status_code == 302


def test_applying_twice_does_nothing_the_second_time(staff: Client) -> None:
    batch = tried(staff, [HEAD, ["scj", "市场监管局", "", "工商局", ""]])
    apply(staff, batch)
    answer = apply(staff, batch)
    assert answer.status_code == 422
    assert "这一批已导入，不能再导入" in answer.content.decode()
    assert Department.objects.filter(code="scj").count() == 1


def test_rows_that_say_the_same_twice_are_imported_once(staff: Client) -> None:
    row = ["scj", "市场监管局", "", "", ""]
    batch = tried(staff, [HEAD, row, row])
    assert [(one["fate"], one["words"]) for one in batch.fates] == [("new", ""), ("same", "与第 2 行重复，只导入一次")]


def test_rows_of_one_record_that_differ_are_wrong(staff: Client) -> None:
    batch = tried(staff, [HEAD, ["scj", "市场监管局", "", "", ""], ["scj", "市场监管局", "市监", "", ""]])
    assert fates(batch) == ["new", "wrong"]
    assert "与第 2 行是同一条（市场监管局）而内容不同；请只留一行" in batch.fates[1]["words"]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (["ly j/", "新局", "", "", ""], "“部门编码”“lyj/”不能作编码"),
        (["xj", "林业局", "", "", ""], "已有部门“林业局”，编码是 lyj"),
        (["xj", "新局", "", "", "没有"], "“网站网址”“没有”不是网址"),
        (["xj", "", "", "", ""], "“部门名称”没有填"),
        (["x" * 50, "新局", "", "", ""], "超过 40 字"),
    ],
)
def test_a_wrong_row_says_the_column_and_the_remedy(staff: Client, row: list[str], words: str) -> None:
    batch = tried(staff, [HEAD, row])
    assert fates(batch) == ["wrong"]
    assert words in batch.fates[0]["words"]


def test_two_new_departments_of_one_name_are_told(staff: Client) -> None:
    batch = tried(staff, [HEAD, ["aa", "新局", "", "", ""], ["bb", "新局", "", "", ""]])
    assert "与编码 aa 的部门同名" in batch.fates[1]["words"]


def test_areas_and_the_statement_that_there_are_none_contradict(staff: Client) -> None:
    batch = tried(staff, [["编码", "名称", "有重点领域", "附录1"], ["lyj", "林业局", "否", "扶贫工作"]])
    assert "写了“否”又列了重点领域" in batch.fates[0]["words"]


def test_columns_that_a_file_has_not_stay_as_they_are(staff: Client) -> None:
    Department.objects.filter(code="lyj").update(short_name="林业", key_areas=["扶贫工作"])
    apply(staff, tried(staff, [["编码", "名称", "类别"], ["lyj", "林业局", "组成部门"]]))
    department = Department.objects.get(code="lyj")
    assert (department.short_name, department.key_areas, department.group) == ("林业", ["扶贫工作"], "组成部门")


def test_the_same_file_again_is_told_and_changes_nothing(staff: Client) -> None:
    apply(staff, tried(staff, ROWS[:3]))
    batch = tried(staff, ROWS[:3])
    assert fates(batch) == ["same", "same"]
    assert batch.told[0].startswith("同一份文件已由 staff 在")
    assert "没有可以导入的行" in apply(staff, batch).content.decode()


def test_a_file_that_cannot_be_read_is_told_at_the_field(staff: Client) -> None:
    answer = upload(staff, "departments", b"%PDF-1.7", "表.xlsx")
    assert answer.status_code == 422
    assert 'id="id_file_error">这是 PDF 文件，不是表格' in answer.content.decode()
    assert not ImportBatch.objects.exists()
    assert "请选择文件" in staff.post("/imports/departments/", {}).content.decode()
    assert "文件是空的" in upload(staff, "departments", b"").content.decode()


def test_hash_person_and_time_are_kept_and_the_record_says_so(staff: Client, world: World) -> None:
    batch = tried(staff, ROWS[:3])
    apply(staff, batch)
    undo(staff, batch)
    assert len(batch.sha256) == 64
    assert (batch.by, batch.applied_by, batch.undone_by) == (world.users["staff"],) * 3
    actions = list(AuditEntry.objects.values_list("action", flat=True))
    assert actions == ["import.tried", "import.applied", "import.undone"]


def test_the_file_can_be_had_back_as_it_was(world: World, staff: Client) -> None:
    content = csv_of(ROWS[:3])
    upload(staff, "departments", content, "部门.csv")
    batch = ImportBatch.objects.get()
    answer = world.client("auditor").get(f"/imports/batches/{batch.pk}/file/")
    assert answer.content == content
    assert answer["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("who", ["reporter", "reviewer", "expert", "chief", "observer"])
def test_others_see_no_imports(world: World, staff: Client, who: str) -> None:
    batch = tried(staff, ROWS)
    for address in ("/imports/", "/imports/departments/", f"/imports/batches/{batch.pk}/"):
        assert world.client(who).get(address).status_code in (403, 404)


def test_the_auditor_sees_and_changes_nothing(world: World, staff: Client) -> None:
    batch = tried(staff, ROWS[:3])
    auditor = world.client("auditor")
    assert auditor.get(f"/imports/batches/{batch.pk}/").status_code == 200
    assert apply(auditor, batch).status_code == 403
    assert batch.state == "tried"


@pytest.mark.parametrize("format", ["csv", "xlsx"])
@pytest.mark.parametrize("kind", ["departments", "sites", "duties", "former-names"])
def test_what_is_exported_is_the_same_when_imported(world: World, staff: Client, kind: str, format: str) -> None:
    first = world.departments[0]
    first.short_name, first.other_names, first.key_areas = "=林业", ["甲局", "乙局"], ["扶贫工作", "环境保护"]
    first.public_services = ["林木查询"]
    first.duty_items = [{"name": "采伐", "class": "行政许可", "code": "-1", "from": "2019-01-01", "to": ""}]
    first.save()
    FormerName.objects.create(department=first, name="林业厅", until="2018-11-01")
    FormerName.objects.create(department=first, name="林草局")
    Site.objects.create(
        department=first, name="+下属", url="http://x.example.gov.cn/", code="4500000001", hosts=["a.b"]
    )
    content = staff.get(f"/imports/{kind}/export/{format}/").content
    answer = upload(staff, kind, content, f"表.{format}")
    assert answer.status_code == 302, answer.content.decode()
    batch = ImportBatch.objects.get()
    assert set(fates(batch)) == {"same"}
    assert batch.told == []


@pytest.mark.parametrize("kind", ["departments", "sites", "duties", "former-names"])
def test_the_template_has_every_column(staff: Client, kind: str) -> None:
    from zhengping.office.sheets.kinds import kind_of
    from zhengping.office.sheets.opening import open_sheets

    of = kind_of(kind)
    assert of is not None
    sheets = open_sheets(staff.get(f"/imports/{kind}/template/").content, "模板.xlsx")
    assert [sheet.name for sheet in sheets] == ["填写", "填写说明"]
    assert [str(cell).removesuffix("（必填）") for cell in sheets[0].rows[0]] == [one.words for one in of.fields]


def test_the_template_filled_in_is_read(staff: Client) -> None:
    import io

    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(staff.get("/imports/departments/template/").content))
    book["填写"].cell(2, 1).value, book["填写"].cell(2, 2).value = "scj", "市场监管局"
    file = io.BytesIO()
    book.save(file)
    assert upload(staff, "departments", file.getvalue()).status_code == 302
    assert fates(ImportBatch.objects.get()) == ["new"]


def test_sites_and_duties_find_their_department_by_any_name(staff: Client, world: World) -> None:
    FormerName.objects.create(department=world.departments[0], name="林业厅")
    head = ["责任单位", "权力名称", "事项类型", "实施日期"]
    batch = tried(staff, [head, ["林业厅", "采伐许可", "许可", "2019年1月1日"], ["lyj", "确认", "确认", ""],
                          ["林业居", "别的", "许可", ""]], "duties")  # fmt: skip
    assert fates(batch) == ["new", "new", "wrong"]
    assert "没有部门“林业居”，是不是“林业局”" in batch.fates[2]["words"]
    apply(staff, batch, leave_out="1")
    items = Department.objects.get(code="lyj").duty_items
    assert [(item["name"], item["class"], item["from"]) for item in items or ()] == [
        ("采伐许可", "行政许可", "2019-01-01"),
        ("确认", "行政确认", ""),
    ]
    undo(staff, batch)
    assert Department.objects.get(code="lyj").duty_items is None


def test_a_second_main_site_is_refused(staff: Client) -> None:
    batch = tried(
        staff, [["部门", "网站名称", "网址", "主站"], ["林业局", "新站", "new.example.gov.cn", "是"]], "sites"
    )
    assert "“主站”这个部门的主站已是“林业局网站”" in batch.fates[0]["words"]


def test_a_list_of_many_rows_is_imported_in_few_statements(staff: Client, django_assert_max_num_queries: Any) -> None:
    rows = [["部门", "事项名称", "类别"], *(["林业局", f"事项{n}", "许可"] for n in range(500))]
    with django_assert_max_num_queries(60):
        apply(staff, tried(staff, rows, "duties"))
    assert len(Department.objects.get(code="lyj").duty_items or ()) == 500
