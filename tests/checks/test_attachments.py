"""What stands in attachments counts, what cannot be read is never a zero, what does not work is named."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.checks.sites import HOST, column, context, doc, judge
from tests.checks.test_tools import others
from zhengping.checks.library import documents, only_attachment, unread_files
from zhengping.reading.facts import Attachment
from zhengping.reading.files.model import FileReading
from zhengping.reading.site import FetchedFile

EXPENSES = "公开表\n因公出国（境）费\t0\n公务用车购置及运行费\t5\n公务接待费\t1\n比上年减少，主要原因是厉行节约\n" * 3
REPORT = (
    "一、总体情况\n二、主动公开\n三、收到和处理申请\n四、行政复议、行政诉讼\n五、存在的主要问题\n六、其他需要报告\n" * 9
)
LIST = "权力类型\t项目名称\t实施依据\t责任事项\t责任事项依据\n行政许可\t取水许可\t某法\t受理\t某法\n" * 10
URL = f"{HOST}a.pdf"


def attached(name: str = "附件.pdf", url: str = URL) -> tuple[Attachment, ...]:
    return (Attachment(url, name, url.rpartition(".")[2]),)


def fetched(text: str = "", url: str = URL, outcome: str = "ok", **facts: object) -> dict[str, FetchedFile]:
    reading = FileReading(kind="pdf", text=text, **facts)  # type: ignore[arg-type]
    return {url: FetchedFile(url, outcome, "pdf", 1000, True, None, "r1", reading)}


def accounts(files: dict[str, FetchedFile], **more: object):  # type: ignore[no-untyped-def]
    page = doc("2019年度部门决算公开", "2020-09-20", text="详见附件。", attachments=attached(**more))  # type: ignore[arg-type]
    return judge("1.2.1-3", column("财政信息", page, serves="1.2.1"), *others(), files=files)


def test_expenses_in_an_attachment_are_full_and_judged_and_the_file_is_the_evidence() -> None:
    finding = accounts(fetched(EXPENSES))
    assert (finding.state, finding.value) == ("judged", 1)
    assert any(evidence.url == URL and "因公出国" in evidence.quote for evidence in finding.evidence)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "未下载"),
        (fetched(fault="damaged"), "已损坏"),
        (fetched(fault="protected"), "要密码"),
        (fetched(fault="html"), "是网页"),
        (fetched(unread="pictures"), "扫描图片"),
        (fetched(unread="part"), "只取了开头"),
        (fetched(unread="failed"), "未能读出"),
        (fetched(outcome="timeout"), "未能下载"),
    ],
)
def test_expenses_in_an_attachment_that_was_not_read_are_a_proposal_that_says_why(
    files: dict[str, FetchedFile], said: str
) -> None:
    finding = accounts(files)
    assert (finding.state, finding.value) == ("suggested", Fraction(3, 4))
    assert said in finding.finding


def test_a_reason_of_change_elsewhere_in_a_long_file_is_none_of_the_expenses() -> None:
    text = "因公出国（境）费0\n公务用车购置及运行费5\n公务接待费1\n" + "。" * 500 + "收入比上年减少，主要原因是拨款减少"
    assert accounts(fetched(text)).value == Fraction(3, 4)


def test_a_row_that_leads_to_a_file_is_read() -> None:
    place = column("财政信息", doc("2021年部门预算", "2021-02-26", read=False), serves="1.2.1")
    files = fetched("2021年部门预算公开表", url=f"{HOST}财政信息/0.html")
    finding = judge("1.2.1-1", place, *others(), files=files)
    assert (finding.state, finding.value) == ("judged", 1)


def test_a_budget_whose_only_file_is_damaged_is_a_proposal() -> None:
    page = doc("2021年部门预算", "2021-02-26", text="详见附件。", attachments=attached())
    place = column("财政信息", page, serves="1.2.1")
    finding = judge("1.2.1-1", place, *others(), files=fetched(fault="damaged"))
    assert (finding.state, finding.value) == ("suggested", 1)
    assert "附件已损坏" in finding.finding


def test_an_annual_report_in_a_file_is_read_by_its_parts() -> None:
    page = doc("2020年政府信息公开工作年度报告", "2021-01-20", text="见附件", attachments=attached())
    place = column("政府信息公开年报", page, serves="1.3.3")
    full = judge("1.3.3-2", place, *others(), files=fetched(REPORT, tables=3))
    assert (full.state, full.value) == ("judged", 1)
    half = judge("1.3.3-2", place, *others(), files=fetched(REPORT.replace("主动公开", "某某"), tables=3))
    assert half.value == Fraction(5, 6)


def test_tables_of_a_report_in_a_pdf_are_known_by_the_words_of_the_national_forms() -> None:
    page = doc("2020年政府信息公开工作年度报告", "2021-01-20", text="见附件", attachments=attached())
    place = column("政府信息公开年报", page, serves="1.3.3")
    assert judge("1.3.3-2", place, *others(), files=fetched(REPORT)).value == Fraction(6, 7)
    assert judge("1.3.3-2", place, *others(), files=fetched(REPORT + "本年处理决定数量")).value == 1


def test_a_list_of_powers_in_a_workbook_shows_its_five_parts() -> None:
    page = doc("安平市水务局权责清单", "2021-03-01", text="见附件", attachments=attached())
    place = column("权责清单", page, serves="1.2.2")
    finding = judge("1.2.2-2", place, *others(), files=fetched(LIST))
    assert (finding.state, finding.value) == ("judged", 1)
    assert any(evidence.url == URL for evidence in finding.evidence)


def test_a_list_attached_to_the_columns_own_page_counts() -> None:
    place = column("权责清单", serves="1.2.2", text="权责清单", attachments=attached())
    finding = judge("1.2.2-2", place, *others(), files=fetched(LIST))
    assert finding.value == Fraction(1, 2)
    assert "五项要素见到5项" in finding.finding


def test_an_address_written_otherwise_is_the_same_file() -> None:
    page = doc("2021年部门预算", "2021-02-26", text="见附件", attachments=attached(url=f"{HOST}x/../a.pdf#page=1"))
    [document] = [d for d in documents(context(column("财政信息", page), files=fetched("正文")))]
    assert document.text.endswith("正文")
    assert not unread_files(document)


def test_a_page_with_text_of_its_own_is_not_lengthened_by_its_files() -> None:
    page = doc("通知", "2021-02-26", text="字" * 700, attachments=attached())
    [document] = documents(context(column("通知公告", page), files=fetched("背景依据")))
    assert "背景依据" not in document.text
    assert "背景依据" in document.whole_text


def test_an_unread_file_beside_a_read_one_still_hides_something() -> None:
    files = (*attached(), *attached("另一份.rar", f"{HOST}b.rar"))
    page = doc("通知", "2021-02-26", text="见附件", attachments=files)
    [document] = documents(context(column("通知公告", page), files=fetched("文" * 500)))
    assert only_attachment(document)
    assert unread_files(document) == ["附件“另一份.rar”未下载"]


def test_personal_numbers_in_a_quoted_file_are_masked() -> None:
    text = "名单\n张某某 110101199003078515 手机13912345678 因公出国（境）费0\n" + EXPENSES
    finding = accounts(fetched(text))
    assert "19900307" not in str(finding)
    assert "13912345678" not in str(finding)


def downloads(files: dict[str, FetchedFile], *attachments: Attachment):  # type: ignore[no-untyped-def]
    return judge("3.1.2-1", column("表格下载", serves="3.1.2", text="下载", attachments=attachments), files=files)


def test_downloads_are_a_share_of_those_that_are_known_and_each_fault_is_named() -> None:
    names = ["好", "坏", "空", "网页", "无", "慢"]
    attachments = [Attachment(f"{HOST}{n}.doc", f"{name}表", "doc") for n, name in enumerate(names)]
    files = fetched("表", f"{HOST}0.doc") | fetched(url=f"{HOST}1.doc", fault="damaged")
    files |= fetched(url=f"{HOST}2.doc", fault="empty") | fetched(url=f"{HOST}3.doc", fault="html")
    files |= fetched(url=f"{HOST}4.doc", outcome="not-found") | fetched(url=f"{HOST}5.doc", outcome="timeout")
    finding = downloads(files, *attachments)
    assert (finding.state, finding.value) == ("judged", Fraction(1, 5))
    for said in ("“坏表”已损坏", "“空表”是空文件", "“网页表”下载到的是网页", "“无表”打不开", "未能验证的1个未计入"):
        assert said in finding.finding


def test_downloads_that_were_not_verified_for_the_most_part_are_a_proposal() -> None:
    attachments = [Attachment(f"{HOST}{n}.doc", f"{n}表", "doc") for n in range(3)]
    files = fetched("表", f"{HOST}0.doc")
    assert downloads(files, *attachments).state == "suggested"


def test_a_download_that_wants_a_password_is_for_a_person() -> None:
    attachments = [Attachment(f"{HOST}{n}.doc", f"{n}表", "doc") for n in range(2)]
    files = fetched("表", f"{HOST}0.doc") | fetched(url=f"{HOST}1.doc", fault="protected")
    assert downloads(files, *attachments).state == "suggested"


def test_a_pdf_with_fields_can_be_filled_in() -> None:
    place = column("表格下载", serves="3.1.2", text="下载", attachments=attached("申请表（空白表）.pdf"))
    plain = judge("3.1.2-2", place, files=fetched("申请表"))
    fields = judge("3.1.2-2", place, files=fetched("申请表", fillable=True))
    assert (plain.value, fields.value) == (0, Fraction(1, 2))
