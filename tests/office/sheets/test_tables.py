"""Reading of tables as people make them: where the head is, what its columns are called, where the data ends."""

from __future__ import annotations

from datetime import date

import pytest

from tests.office.sheets.making import csv_of, xlsx
from tests.reading.files.making import xls
from zhengping.errors import InputError
from zhengping.office.sheets.fields import Field
from zhengping.office.sheets.tables import Table, read_table

FIELDS = (
    Field("department", "部门", ("单位", "部门名称"), required=True),
    Field("key", "信件编号", ("编号",), kind="code", required=True),
    Field("received", "转办日期", ("转办时间",), kind="date", required=True),
    Field("answered", "反馈日期", ("办结时间", "时间反馈"), kind="date"),
    Field("times", "次数", (), kind="whole", empty=0),
)
HEAD = ["部门", "信件编号", "转办日期", "反馈日期", "次数"]
ROW = ["林业局", "A1", "2025-03-01", "2025-03-04", "2"]
READ = {"department": "林业局", "key": "A1", "received": "2025-03-01", "answered": "2025-03-04", "times": 2}


def table(content: bytes, name: str = "表.xlsx") -> Table:
    return read_table(content, name, FIELDS)


def values(content: bytes, name: str = "表.xlsx") -> list[dict[str, object]]:
    found = table(content, name)
    assert [row.errors for row in found.rows] == [[] for _ in found.rows]
    return [row.values for row in found.rows]


def test_title_rows_above_the_head_are_passed_over() -> None:
    rows = [["主席信箱转办情况表", "", "", "", ""], ["填报单位：办公厅", "", "", "2025年3月"], [], HEAD, ROW]
    assert values(xlsx(rows, merged=[(0, 0, 0, 4)])) == [READ]


def test_rows_are_numbered_as_in_the_file() -> None:
    assert [row.number for row in table(xlsx([["标题"], [], HEAD, ROW, [], ROW])).rows] == [4, 6]


def test_a_head_of_two_rows_with_merged_cells_is_joined() -> None:
    rows = [["部门", "信件编号", "时间", None, "次数"], [None, None, "转办", "反馈", None], ROW]
    merged = [(0, 2, 0, 3), (0, 0, 1, 0), (0, 1, 1, 1), (0, 4, 1, 4)]
    assert values(xlsx(rows, merged)) == [READ]


def test_a_head_of_two_rows_in_text_is_joined() -> None:
    rows = [["部门", "信件编号", "时间", "", "次数"], ["", "", "转办", "反馈", ""], ROW]
    assert values(csv_of(rows), "表.csv") == [READ]


def test_columns_are_known_by_other_names_in_any_order_with_remarks_and_blanks() -> None:
    head = ["序号", "办结时间（如有）", "次 数", "编号*", "单 位", "转办\n时间"]
    row = ["1", "2025-03-04", "2", "A1", "林业局", "2025-03-01"]
    assert values(xlsx([head, row])) == [READ]


def test_a_merged_cell_of_data_holds_for_its_rows() -> None:
    rows = [HEAD, ROW, [None, "A2", "2025-03-02", "", "1"]]
    assert [one["department"] for one in values(xlsx(rows, merged=[(1, 0, 2, 0)]))] == ["林业局", "林业局"]


def test_blank_rows_notes_sums_and_repeated_heads_are_no_data() -> None:
    rows = [HEAD, ROW, [], HEAD, ["林业局", "A2", "2025-03-02"], ["合计", "", "", "", "3"], [],
            ["注：以上数据截至 2025 年 11 月。"], ["填表人：张三", "", "审核人：李四"]]  # fmt: skip
    found = table(xlsx(rows))
    assert [row.values["key"] for row in found.rows] == ["A1", "A2"]
    assert any("第 4、6、8、9 行" in line for line in found.told)


def test_a_row_without_required_cells_is_told_and_not_dropped() -> None:
    found = table(xlsx([HEAD, ["林业局", "", "2025-03-02", "", ""]]))
    assert found.rows[0].errors == ["“信件编号”没有填；这一列必填"]


def test_the_sheet_with_the_table_is_found_and_the_others_are_told() -> None:
    found = table(xlsx([HEAD, ROW], more=["说明"]))
    assert found.told == ["读的是工作表“Sheet1”；“说明”没有读"]


def test_columns_that_are_not_used_are_told() -> None:
    assert table(xlsx([[*HEAD, "备用"], [*ROW, "x"]])).told == ["没有用到的列：备用"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_text_files_are_read_in_the_usual_encodings(encoding: str) -> None:
    assert values(csv_of([HEAD, ROW], encoding), "表.csv") == [READ]


@pytest.mark.parametrize("mark", [",", "\t", ";", "，"])
def test_text_files_are_read_with_the_usual_separators(mark: str) -> None:
    assert values(csv_of([HEAD, ROW], mark=mark), "表.csv") == [READ]


def test_old_workbooks_are_read() -> None:
    assert values(xls([HEAD, ["林业局", "A1", 45717.0, 45720.0, 2.0]]), "表.xls") == [READ]


def test_cells_of_dates_and_serial_numbers_are_days() -> None:
    rows = [HEAD, ["林业局", "A1", date(2025, 3, 1), 45720, 2]]
    assert values(xlsx(rows)) == [READ]


def test_the_same_column_twice_is_refused_by_name() -> None:
    with pytest.raises(InputError, match=r"“编号”和“编号”（第 2、3 列）是同一项"):
        table(xlsx([["部门", "编号", "编号", "转办日期"], ["a", "b", "c", "2025-03-01"]]))


def test_the_exact_name_of_a_column_wins_over_another_name() -> None:
    found = table(xlsx([["部门", "单位", "信件编号", "转办日期"], ["林业局", "x", "A1", "2025-03-01"]]))
    assert found.rows[0].values["department"] == "林业局"
    assert found.told == ["没有用到的列：单位"]
