"""The Word file holds the whole self-assessment in the layout of an official paper."""

from __future__ import annotations

import io

from docx import Document

from tests.office.assessment.acting import hand_in, save, upload, url
from tests.office.making import World
from tests.reading.files.making import pdf
from zhengping.office.assessment.models import Proof, Submission


def text_of(body: bytes) -> str:
    paper = Document(io.BytesIO(body))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in paper.paragraphs] + cells)


def test_it_holds_claims_proofs_declarations_report_and_receipt(begun: World) -> None:
    save(begun, explanation="首页导航第二项", addresses="http://lyj.gov.cn/jgzn/")
    upload(begun, "培训通知.pdf", pdf(["通知"]), rest="point/1.1.1-1/proofs/", description="签到和照片")
    client = begun.client("reporter")
    client.post(url(begun, "declarations/"), {"no_hot_events": "on", "version": "0"})
    client.post(url(begun, "report/"), {"report": "一、总体情况\n按时完成。", "version": "1"})
    hand_in(begun)
    text = text_of(begun.client("staff").get(url(begun, "word/")).content)
    sha256 = Proof.objects.get().sha256
    said = ["林业局", "首页导航第二项", "网址：http://lyj.gov.cn/jgzn/", "材料：培训通知.pdf", "签到和照片"]
    said += [sha256[:32], sha256[32:], "本年度无热点回应事件：是", "按时完成。", Submission.objects.get().receipt]
    for words in said:
        assert words in text, words


def test_a_draft_says_that_it_is_one(begun: World) -> None:
    save(begun)
    assert "草稿，尚未提交" in text_of(begun.client("reporter").get(url(begun, "word/")).content)


def test_its_face_and_paper_are_those_of_official_papers(begun: World) -> None:
    save(begun)
    paper = Document(io.BytesIO(begun.client("reporter").get(url(begun, "word/")).content))
    section = paper.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    assert 'w:eastAsia="宋体"' in paper.styles["Normal"].element.xml
    assert 'w:eastAsia="黑体"' in paper.styles["Heading 1"].element.xml
    assert "Theme" not in paper.styles["Heading 1"].element.rPr.rFonts.xml.split("xmlns")[-1]
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in paper.tables)
