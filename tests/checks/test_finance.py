"""1.2.1 财政信息. The monitoring date is 2021-06-09: accounts of 2020 are not yet due."""

from datetime import date
from fractions import Fraction

import pytest

from tests.checks.sites import HOST, column, context, doc, judge
from tests.checks.test_tools import others
from zhengping.checks.finance import accounts_year, is_own_title
from zhengping.reading.facts import Attachment

EXPENSES = "因公出国（境）费0万元；公务用车购置及运行费5万元；公务接待费1万元，比上年减少，主要原因是厉行节约。" * 5


def finance(code: str, *docs, more=(), **facts):  # type: ignore[no-untyped-def]
    return judge(code, column("财政信息", *docs, serves="1.2.1"), *more, *others(), **facts)


def test_the_budget_of_the_year_is_full_and_judged() -> None:
    finding = finance("1.2.1-1", doc("安平市水务局2021年部门预算公开", "2021-02-26"))
    assert (finding.state, finding.value) == ("judged", 1)


def test_the_budget_of_the_year_before_is_zero_and_named() -> None:
    finding = finance("1.2.1-1", doc("安平市水务局2020年部门预算公开", "2020-02-26"))
    assert finding.value == 0
    assert "2020年部门预算" in finding.finding


def test_a_budget_that_only_a_row_shows_is_less_sure_than_one_that_was_read() -> None:
    row = finance("1.2.1-1", doc("2021年部门预算", "2021-02-26", read=False))
    read = finance("1.2.1-1", doc("2021年部门预算", "2021-02-26"))
    assert (row.value, read.value) == (1, 1)
    assert row.confidence < read.confidence
    assert "正文未读到" in row.finding


@pytest.mark.parametrize(
    "title", ["2021年部门预算及绩效目标公开", "安平市水务局2021年度单位预算", "2021年预算信息公开"]
)
def test_variants_of_a_budgets_title(title: str) -> None:
    assert finance("1.2.1-1", doc(title, "2021-02-26")).value == 1


@pytest.mark.parametrize("trap", ["2021年预算执行情况审计", "2021年预算绩效管理培训", "2021年工程预算评审公告"])
def test_look_alikes_of_a_budget_do_not_count(trap: str) -> None:
    assert finance("1.2.1-1", doc(trap, "2021-03-01")).value == 0


@pytest.mark.parametrize(
    ("on", "year"), [(date(2021, 6, 9), 2019), (date(2021, 10, 1), 2020), (date(2020, 12, 31), 2019)]
)
def test_the_accounts_that_are_due(on: date, year: int) -> None:
    assert accounts_year(context(on=on)) == year


def test_accounts_of_the_due_year_are_full() -> None:
    assert finance("1.2.1-2", doc("2019年度部门决算公开", "2020-09-20")).value == 1
    assert finance("1.2.1-2", doc("2018年度部门决算公开", "2019-09-20")).value == 0


def test_completion_accounts_of_a_building_are_none() -> None:
    assert finance("1.2.1-2", doc("2019年水库工程竣工决算审计", "2020-09-20")).value == 0


def test_accounts_of_subordinate_units_alone_are_a_low_proposal() -> None:
    finding = finance("1.2.1-2", doc("安平市水文中心2019年度部门决算", "2020-09-20"))
    assert (finding.state, finding.value) == ("suggested", Fraction(1, 4))


@pytest.mark.parametrize(
    ("title", "own"),
    [
        ("2019年度部门决算公开", True),
        ("安平市水务局2019年度部门决算", True),
        ("市水务局2019年度部门决算", True),
        ("安平市水文中心2019年度部门决算", False),
        ("青山林业局2019年度部门决算", False),
    ],
)
def test_whose_accounts_a_title_means(title: str, own: bool) -> None:
    assert is_own_title(context(), title) is own


def test_the_four_expenses_in_the_text_are_full() -> None:
    finding = finance("1.2.1-3", doc("2019年度部门决算公开", "2020-09-20", text=EXPENSES))
    assert (finding.state, finding.value) == ("judged", 1)


def test_expenses_in_an_unopened_file_are_a_proposal() -> None:
    file = (Attachment(f"{HOST}a.pdf", "决算.pdf", "pdf"),)
    finding = finance("1.2.1-3", doc("2019年度部门决算公开", "2020-09-20", text="见附件", attachments=file))
    assert finding.state == "suggested"


def test_special_funds_in_a_column_that_was_not_read_are_for_a_person() -> None:
    unread = column("财政专项资金", serves="1.2.1", state="unseen", outcome="not-found")
    assert judge("1.2.1-4", unread, *others()).state == "person"


def test_procurement_is_a_share_of_four() -> None:
    finding = finance("1.2.1-5", doc("河道清淤项目招标公告", "2021-03-01"), doc("河道清淤项目中标公告", "2021-04-01"))
    assert finding.value == Fraction(1, 2)


def test_a_tenders_title_over_an_awards_text_is_an_award() -> None:
    award = doc("设备询价采购公告", "2021-03-01", text="成交供应商：某公司。成交金额：五万元。" * 5)
    finding = finance("1.2.1-5", award)
    assert finding.value == Fraction(1, 4)
    assert "中标公告" in finding.finding


@pytest.mark.parametrize("trap", ["国家社会科学基金重大项目招标公告", "土地使用权出让招标公告"])
def test_tenders_of_another_kind_are_no_procurement(trap: str) -> None:
    assert finance("1.2.1-5", doc(trap, "2021-03-01")).value == 0


@pytest.mark.parametrize("code", ["1.2.1-2", "1.2.1-3", "1.2.1-5"])
@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("财政专项清单", "judged"),
        ("项目资金", "judged"),
        ("预算及专项资金", "suggested"),
        ("财政信息公开", "suggested"),
    ],
)
def test_an_unread_column_of_special_funds_alone_hides_no_accounts(code: str, name: str, state: str) -> None:
    unread = column(name, serves="1.2.1", state="unseen")
    finding = finance(code, doc("2018年度部门决算公开", "2019-09-20"), more=(unread,))
    assert (finding.state, finding.value) == (state, 0)


def test_an_unread_column_of_procurement_hides_procurement_but_no_accounts() -> None:
    unread = column("政府采购", serves="1.2.1", state="unseen")
    assert finance("1.2.1-2", doc("2018年度部门决算公开", "2019-09-20"), more=(unread,)).state == "judged"
    assert finance("1.2.1-5", doc("2018年度部门决算公开", "2019-09-20"), more=(unread,)).state == "person"
