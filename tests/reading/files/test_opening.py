from __future__ import annotations

import pytest

from tests.reading.files.making import compound, doc, docx, encrypted_pdf, ofd, package, pdf, protected_zip, xls, xlsx
from zhengping.reading.files.opening import read_file
from zhengping.sample.files import damaged, html_in_disguise

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.mark.parametrize(
    ("body", "kind", "text"),
    [
        (docx(["部门预算", "一、部门概况"]), "docx", "部门预算\n一、部门概况"),
        (xlsx([["科目", "决算数"], ["合计", 4108]]), "xlsx", "科目\t决算数\n合计\t4108"),
        (pdf(["部门预算公开表", "公务接待费"]), "pdf", "部门预算公开表\n公务接待费"),
        (doc("权责清单\r一、行政许可\r"), "doc", "权责清单\n一、行政许可"),
        (xls([["科目", "金额"], ["合计", 4108.0]]), "xls", "预算表\n科目\t金额\n合计\t4108"),
        (ofd("公开年报", "总体情况"), "ofd", "公开年报\n总体情况"),
        (package({"a/清单.docx": docx(["责任事项"])}), "zip", "a/清单.docx\n责任事项"),
    ],
    ids=["docx", "xlsx", "pdf", "doc", "xls", "ofd", "zip"],
)
def test_text_is_read_by_signature_whatever_the_name_says(body: bytes, kind: str, text: str) -> None:
    reading = read_file(body, "bin")
    assert (reading.kind, reading.text, reading.fault, reading.unread) == (kind, text, "", "")
    assert reading.opened


@pytest.mark.parametrize(
    ("body", "suffix", "fault"),
    [
        (b"", "doc", "empty"),
        (bytes(2000), "pdf", "empty"),
        (html_in_disguise(), "doc", "html"),
        (b"<html><body>404</body></html>", "pdf", "html"),
        (damaged(docx(["字" * 4000])), "docx", "damaged"),
        (damaged(xlsx([["字" * 4000]])), "xlsx", "damaged"),
        (damaged(doc("字" * 4000)), "doc", "damaged"),
        (b"%PDF-1.4\n" + b"\x00garbage" * 100, "pdf", "damaged"),
        (doc("机密", encrypted=True), "doc", "protected"),
        (compound({"EncryptedPackage": b"x", "EncryptionInfo": b"y"}), "docx", "protected"),
        (xls([["机密"]], protected=True), "xls", "protected"),
        (encrypted_pdf(), "pdf", "protected"),
        (protected_zip({"a.docx": docx(["机密"])}), "zip", "protected"),
        (b"Rar!\x1a\x07\x00\x00\x00\x73\x80\x00\x0d\x00" + bytes(40), "rar", "protected"),
        (package({}), "zip", "empty"),
        (b'{"code":404,"msg":"no such file"}', "xls", "unknown"),
        (b"\xff\xd8\xff\xe0" + bytes(100), "pdf", "unknown"),
        ("文件不存在".encode(), "doc", "unknown"),
    ],
)
def test_what_is_wrong_with_a_file_is_named(body: bytes, suffix: str, fault: str) -> None:
    reading = read_file(body, suffix)
    assert reading.fault == fault
    assert not reading.opened


@pytest.mark.parametrize(
    ("body", "suffix"),
    [
        (b'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table><tr><td>1</td></tr></table></html>', "xls"),
        (("文字" * 300).encode("gb18030"), "doc"),
        (b"{\\rtf1 text}", "doc"),
        (b"<html><body>page</body></html>", ""),
        (b"Rar!\x1a\x07\x00" + bytes(60), "rar"),
        (docx(["甲"]), "doc"),
    ],
    ids=["office-html", "text", "rtf", "page-without-promise", "rar", "docx-as-doc"],
)
def test_what_office_programs_open_is_no_fault(body: bytes, suffix: str) -> None:
    assert read_file(body, suffix).fault == ""


def test_a_beginning_is_never_called_damaged() -> None:
    reading = read_file(pdf(["字" * 500])[:900], "pdf", whole=False)
    assert (reading.kind, reading.fault, reading.unread) == ("pdf", "", "part")


def test_a_page_in_disguise_is_known_by_its_beginning() -> None:
    assert read_file(html_in_disguise()[:200], "doc", whole=False).fault == "html"


def test_a_scanned_pdf_is_said_to_be_pictures() -> None:
    reading = read_file(pdf([]), "pdf")
    assert (reading.text, reading.fault, reading.unread, reading.pages) == ("", "", "pictures", 1)


def test_tables_of_a_word_file_are_rows_of_cells() -> None:
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    rows = "".join(f"<w:tr>{cell.format(a)}{cell.format(b)}</w:tr>" for a, b in (("事项", "依据"), ("许可", "某法")))
    main = f'<w:document xmlns:w="{WORD}"><w:body><w:tbl>{rows}</w:tbl></w:body></w:document>'
    reading = read_file(package({"[Content_Types].xml": "<Types/>", "word/document.xml": main}), "docx")
    assert (reading.text, reading.tables) == ("事项\t依据\n许可\t某法", 1)


def test_deleted_text_and_field_codes_of_a_word_file_are_not_read() -> None:
    runs = "<w:r><w:delText>旧</w:delText></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>新</w:t></w:r>"
    main = f'<w:document xmlns:w="{WORD}"><w:body><w:p>{runs}</w:p></w:body></w:document>'
    assert read_file(package({"[Content_Types].xml": "<T/>", "word/document.xml": main})).text == "新"


def test_tables_of_an_old_word_file_are_rows_of_cells() -> None:
    reading = read_file(doc("标题\r事项\x07依据\x07\x07许可\x07某法\x07\x07"))
    assert reading.text == "标题\n事项\t依据\n许可\t某法"
    assert reading.tables == 1


def test_shared_strings_stand_in_their_cells() -> None:
    parts = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": '<workbook><sheets><sheet name="预算总表"/><sheet name="Sheet2"/></sheets></workbook>',
        "xl/sharedStrings.xml": "<sst><si><t>科</t><r><t>目</t></r></si><si><t>金额</t></si></sst>",
        "xl/worksheets/sheet1.xml": '<worksheet><sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>'
        "<row><c><v>12.5</v></c></row></sheetData></worksheet>",
    }
    assert read_file(package(parts)).text == "预算总表\n科目\t金额\n12.5"


def test_names_of_an_archive_are_listed_and_gbk_names_are_read() -> None:
    body = package({"清单.docx": docx(["甲"]), "说明.txt": "x", "空/": ""})
    assert read_file(body, "zip").names == ("清单.docx", "说明.txt")
    gbk = package({"xxxx.txt": "x"}).replace(b"xxxx", "清单".encode("gbk"))
    assert read_file(gbk, "zip").names == ("清单.txt",)


def test_an_archive_within_an_archive_is_not_opened() -> None:
    inner = package({"a.docx": docx(["甲"])})
    assert "甲" not in read_file(package({"b.zip": inner, "c.docx": docx(["乙"])})).text
