"""Content that stands outside a column of its own is found on the whole site, and proposed in part."""

from fractions import Fraction

from tests.checks.sites import OFFICE, column, doc, judge

RULES = doc(
    "安平市水利科研项目管理办法", "2021-03-01", text="项目经费实行专款专用。项目经费分期拨付。" * 10, source=OFFICE
)
GRANTS = doc("2021年水利科研项目立项结果公布", "2021-04-01", text="序号\n项目\n资助金额\n" * 10, source=OFFICE)
CALL = doc(
    "2021年水利科研项目申报公告",
    "2021-03-01",
    text="申报人应具备以下条件。申报程序：逐级评审。申报时间截止4月1日，逾期不予受理，不得重复申报。"
    "根据办法执行。申请书一式五份，A4纸打印，加盖公章，报送至市水务局，联系电话见附件。",
)
PAPERS = tuple(doc(f"论治水第{n}篇", f"2021-0{n}-01", source="人民日报") for n in range(1, 6))
NEWS = tuple(
    column(name, doc("本市召开会议", "2021-05-01", source="安平日报"), serves="1.1.4") for name in ("要闻", "动态")
)


def notices(*docs: object) -> object:
    return column("通知公告", *docs, serves="1.1.4")  # type: ignore[arg-type]


def test_rules_and_lists_of_amounts_among_the_notices_are_half_of_the_special_funds() -> None:
    finding = judge("1.2.1-4", notices(RULES, GRANTS), *NEWS)
    assert (finding.state, finding.value) == ("suggested", Fraction(1, 2))
    assert judge("1.2.1-4", notices(RULES), *NEWS).value == Fraction(1, 4)


def test_titles_that_name_funds_are_a_half_for_use_and_a_half_for_management() -> None:
    use = doc("2021年水利发展资金分配结果", "2021-04-01", text="资金分配如下。")
    rule = doc("水利专项资金管理办法", "2021-04-02")
    named = doc("2021年专项资金使用情况公示", "2021-04-03")
    assert judge("1.2.1-4", notices(use, named), *NEWS).value == Fraction(1, 2)
    assert judge("1.2.1-4", notices(named, rule), *NEWS).value == 1


def test_without_any_fund_in_title_or_text_the_zero_of_a_site_seen_whole_is_judged() -> None:
    finding = judge("1.2.1-4", notices(doc("关于放假的通知", "2021-04-01")), *NEWS)
    assert (finding.state, finding.value) == ("judged", 0)


def test_an_own_rule_among_the_notices_is_a_quarter_of_the_documents() -> None:
    finding = judge("1.1.3-2", notices(RULES), *NEWS)
    assert (finding.state, finding.value) == ("suggested", Fraction(1, 4))


def test_a_draft_or_the_rule_of_another_office_is_no_own_document() -> None:
    draft = doc("关于征求安平市节水管理办法意见的办法", "2021-03-01", source=OFFICE)
    other = doc("全国取水许可管理办法", "2021-03-01", source="水利部")
    assert judge("1.1.3-2", notices(draft, other), *NEWS).value == 0


def test_a_provinces_office_is_the_own_by_a_short_name_only_where_it_is_provincial() -> None:
    rule = doc("水资源费征收办法", "2021-03-01", source="自治区水利厅")
    assert judge("1.1.3-2", notices(rule), *NEWS, name="广西水利厅").value == Fraction(1, 4)
    assert judge("1.1.3-2", notices(rule), *NEWS, name="安平市水利厅").value == 0


def test_reprints_of_the_office_above_in_the_same_line_are_a_proposed_half() -> None:
    finding = judge("1.1.4-3", notices(doc("关于申报的公告", "2021-04-01", source="国家水利工作办公室")), *NEWS)
    assert (finding.state, finding.value) == ("suggested", Fraction(1, 2))
    assert judge("1.1.4-3", notices(doc("关于申报的公告", "2021-04-01", source="中国水利报")), *NEWS).value == 0


def test_own_notices_beside_reprinted_news_are_a_proposed_quarter_of_first_publication() -> None:
    finding = judge("1.1.4-6", notices(RULES), *NEWS)
    assert (finding.state, finding.value) == ("suggested", Fraction(1, 4))


def test_newspaper_essays_in_a_column_of_their_own_are_a_proposed_half_of_comment() -> None:
    finding = judge("2.1-5", column("理论文章", *PAPERS), *NEWS)
    assert (finding.state, finding.value) == ("suggested", Fraction(1, 2))
    assert judge("2.1-5", column("媒体报道", *PAPERS, serves="1.1.4"), *NEWS).value == 0


def test_calls_for_applications_stand_for_guides_by_a_quarter() -> None:
    for code in ("3.1.1-2", "3.1.1-3", "3.1.1-5"):
        finding = judge(code, notices(CALL), *NEWS)
        assert (finding.state, finding.value) == ("suggested", Fraction(1, 4)), code


def test_calls_that_were_not_read_are_no_guides_and_never_a_judged_zero() -> None:
    finding = judge("3.1.1-2", notices(doc("2021年水利科研项目申报公告", "2021-03-01", read=False)), *NEWS)
    assert (finding.state, finding.value) == ("suggested", 0)


def test_results_outside_a_column_are_three_quarters_while_fresh_and_a_half_when_stale() -> None:
    fresh = judge("3.1.5-1", notices(GRANTS), *NEWS)
    assert (fresh.state, fresh.value) == ("suggested", Fraction(3, 4))
    assert judge("3.1.5-1", notices(doc("2019年水利科研项目立项名单", "2019-04-01")), *NEWS).value == Fraction(1, 2)


def test_a_result_is_decided_on_the_day_of_its_signature() -> None:
    late = doc("第一批立项名单", "2021-04-20", text="现予公布。\n安平市水务局\n2021年3月1日\n附件\n名单")
    soon = doc("第二批立项名单", "2021-04-20", text="现予公布。\n安平市水务局\n2021年4月19日")
    assert judge("3.1.5-2", notices(late, soon), *NEWS).value == Fraction(1, 2)


def test_content_beside_a_blank_column_of_its_own_is_found_as_well() -> None:
    results, library = column("结果公示", serves="3.1.5"), column("政策文件", serves="1.1.3")
    assert judge("3.1.5-1", results, notices(GRANTS), *NEWS).value == Fraction(3, 4)
    assert judge("1.1.3-2", library, notices(RULES), *NEWS).value == Fraction(1, 4)
    blank = judge("1.1.3-2", library, notices(doc("关于放假的通知", "2021-04-01")), *NEWS)
    assert (blank.state, blank.value) == ("judged", 0)
