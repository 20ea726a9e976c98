"""1.1.5 人事信息."""

import pytest

from tests.checks.sites import column, doc, judge
from tests.checks.test_tools import others


def published(code: str, title: str, day: str = "2021-03-01"):  # type: ignore[no-untyped-def]
    return judge(code, column("人事信息", doc(title, day), serves="1.1.5"), *others())


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("1.1.5-1", "关于张三等同志职务任免的通知"),
        ("1.1.5-1", "安平市水务局干部任免公告"),
        ("1.1.5-2", "干部任前公示"),
        ("1.1.5-2", "安平市水务局拟提拔干部公示公告"),
        ("1.1.5-3", "安平市水务局2021年公开招聘工作人员公告"),
        ("1.1.5-3", "2021年公务员招考公告"),
    ],
)
def test_published_within_the_year_is_full_and_judged(code: str, title: str) -> None:
    finding = published(code, title)
    assert (finding.state, finding.value) == ("judged", 1)


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("1.1.5-1", "李四同志任职期间经济责任审计结果公告"),
        ("1.1.5-1", "国务院任免国家工作人员"),
        ("1.1.5-1", "关于举办任职资格培训的通知"),
        ("1.1.5-2", "2021年公开招聘拟聘用人员公示"),
        ("1.1.5-2", "防汛应急模拟任务演练公示"),
        ("1.1.5-3", "关于公开遴选会计师事务所的公示"),
        ("1.1.5-3", "加强考前检查 研招考试安全专项治理行动"),
        ("1.1.5-3", "征集青年就业见习岗位"),
        ("1.1.5-3", "春季校园招聘会举行"),
    ],
)
def test_a_look_alike_does_not_count(code: str, title: str) -> None:
    assert published(code, title).value == 0


def test_what_is_older_than_a_year_is_zero_and_named() -> None:
    finding = published("1.1.5-1", "关于王五同志任免的通知", "2019-03-01")
    assert finding.value == 0
    assert "2019-03-01" in finding.finding


def test_an_undated_notice_does_not_count() -> None:
    assert published("1.1.5-1", "关于王五同志任免的通知", "").value == 0


def test_a_notice_outside_its_columns_is_only_suggested() -> None:
    finding = judge("1.1.5-3", column("科技信息", doc("2021年公开招聘公告", "2021-03-01")), *others())
    assert (finding.state, finding.value) == ("suggested", 1)
