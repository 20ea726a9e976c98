"""A self-assessment as a Word file in the layout of an official paper (GB/T 9704: A4, margins, 方正小标宋, 仿宋)."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from zhengping.office.results.settling import edition_of
from zhengping.reading.private_numbers import masked_address, masked_numbers
from zhengping.scoring import two_decimals

_SONG, _HEI, _FANG = "宋体", "黑体", "仿宋"
_KINDS = {"case": "创新案例（8.1.1）", "award": "表彰（8.1.2）", "media": "媒体报道（8.1.3）"}
_YES = {True: "是", False: "否"}


def as_word(content: Mapping[str, Any], receipt: str, *, masked: bool) -> bytes:
    """The file of a frozen (or present) content; `receipt` empty for a draft; `masked`: private numbers are starred."""
    paper = _Paper(masked)
    paper.front(content, receipt)
    paper.declarations(content)
    paper.claims(content)
    paper.applications(content)
    paper.proofs(content)
    paper.report(content)
    paper.end(content, receipt)
    out = io.BytesIO()
    paper.document.save(out)
    return out.getvalue()


class _Paper:
    """The document while it is written."""

    def __init__(self, masked: bool) -> None:
        self.document = Document()
        self._masked = masked
        section = self.document.sections[0]
        section.orientation = WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.top_margin, section.bottom_margin = Cm(3.0), Cm(2.5)
        section.left_margin, section.right_margin = Cm(2.6), Cm(2.4)
        _face(self.document.styles["Normal"], _SONG, 11)
        for level, size in ((1, 16), (2, 13), (3, 11)):
            style = self.document.styles[f"Heading {level}"]
            _face(style, _HEI, size)
            style.font.bold = level > 1
            style.font.color.rgb = RGBColor(0, 0, 0)
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(10), Pt(4)
        _number_pages(section.footer.paragraphs[0])

    def _shown(self, text: str) -> str:
        # Word's XML takes no control characters.
        clean = "".join(c for c in text if c in "\n\t" or ord(c) >= 32)
        return masked_numbers(clean) if self._masked else clean

    def line(self, text: str, *, indent: bool = True) -> None:
        """A paragraph, its first line moved in by two characters."""
        paragraph = self.document.add_paragraph(self._shown(text))
        paragraph.paragraph_format.line_spacing = 1.4
        paragraph.paragraph_format.space_after = Pt(2)
        if indent:
            paragraph.paragraph_format.first_line_indent = Pt(22)

    def table(self, heads: list[str], rows: Iterable[list[str]], widths: list[float]) -> None:
        """A table whose head is repeated on every page and whose rows are not broken."""
        table = self.document.add_table(rows=1, cols=len(heads))
        table.style = "Table Grid"
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        for cell, head in zip(table.rows[0].cells, heads, strict=True):
            _cell(cell, head, bold=True)
        _mark_row(table.rows[0], "w:tblHeader")
        for row in rows:
            cells = table.add_row()
            _mark_row(cells, "w:cantSplit")
            for cell, text in zip(cells.cells, row, strict=True):
                _cell(cell, self._shown(text))
        for row_cells in table.rows:
            for cell, width in zip(row_cells.cells, widths, strict=True):
                cell.width = Cm(width)

    def front(self, content: Mapping[str, Any], receipt: str) -> None:
        """Title and what was submitted when by whom."""
        title = self.document.add_paragraph()
        title.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = title.add_run(f"{content['department']['name']}\n{content['round']['year']}年网站绩效自评")
        _face(run, _SONG, 22)
        run.bold = True
        title.paragraph_format.space_after = Pt(14)
        summary = content["summary"]
        rows = [
            ["评估轮次", content["round"]["name"]],
            ["网站", content["site"]],
            ["监测点", content["monitoring_date"]],
            ["采分点", f"应填 {summary['wanted']} 个，已填 {summary['filled']} 个，不完整 {summary['lacking']} 处"],
            ["自评得分", f"{_two(summary['claimed'])} 分（适用指标满分 {_two(summary['weight'])} 分）"],
        ]
        if receipt:
            rows += [
                ["填报人、审核人", f"{content['reported_by']}、{content['submitted_by']}"],
                [
                    "提交",
                    f"第 {content['number']} 次，{content['submitted_at']}（{'逾期' if content['late'] else '按时'}）",
                ],
                ["回执码（SHA-256）", receipt],
            ]
        else:
            rows.append(["状态", "草稿，尚未提交"])
        self.table(["项目", "内容"], rows, [4.2, 11.8])

    def declarations(self, content: Mapping[str, Any]) -> None:
        """What the department declared."""
        given = content["declarations"]
        self.document.add_heading("一、声明", 1)
        self.line(f"本年度无热点回应事件：{_YES[bool(given['no_hot_events'])]}。")
        self.line(f"无重点领域考核任务（附录1）：{_YES[bool(given['no_key_areas'])]}（由评估办公室核对后认定）。")
        for text in given["other"].splitlines():
            self.line(text)

    def claims(self, content: Mapping[str, Any]) -> None:
        """Point by point, by indicator."""
        edition = edition_of(content["edition"])
        claims = {claim["point"]: claim for claim in content["claims"]}
        names = {proof["id"]: proof["name"] for proof in content["proofs"]}
        self.document.add_heading("二、逐项自评", 1)
        level1 = ""
        for indicator in edition.indicators:
            mine = [claims[point.code] for point in indicator.points if point.code in claims]
            if not mine:
                continue
            if indicator.level1 != level1:
                level1 = indicator.level1
                self.document.add_heading(level1, 2)
            self.document.add_heading(f"{indicator.code} {indicator.name}（{indicator.weight} 分）", 3)
            self.table(
                ["采分点", "自评", "说明、网址和证明材料"],
                [[f"{one['point']} {one['name']}", one["value"] or "未填", self._words(one, names)] for one in mine],
                [4.6, 1.5, 9.9],
            )

    def _words(self, claim: Mapping[str, Any], names: Mapping[int, str]) -> str:
        """Explanation, addresses and proofs of a claim."""
        lines = [claim["explanation"] or "（没有说明）"]
        if not claim["applies"]:
            lines.insert(0, "（按部门情况或声明，本点不评）")
        lines += [f"网址：{masked_address(url) if self._masked else url}" for url in claim["addresses"]]
        lines += [f"材料：{names[number]}" for number in claim["proofs"] if number in names]
        return "\n".join(lines)

    def applications(self, content: Mapping[str, Any]) -> None:
        """The applications for bonus."""
        self.document.add_heading("三、加分申报", 1)
        names = {proof["id"]: proof["name"] for proof in content["proofs"]}
        if not content["applications"]:
            self.line("无。")
            return
        self.table(
            ["种类", "名称", "单位和日期", "说明和证明"],
            [
                [
                    _KINDS.get(one["kind"], one["kind"]),
                    one["title"],
                    "\n".join(part for part in (one["issuer"], one["day"]) if part),
                    "\n".join(
                        part
                        for part in (
                            one["explanation"],
                            one["address"],
                            *(f"材料：{names[number]}" for number in one["proofs"] if number in names),
                        )
                        if part
                    ),
                ]
                for one in content["applications"]
            ],
            [3.0, 4.2, 3.2, 5.6],
        )

    def proofs(self, content: Mapping[str, Any]) -> None:
        """The list of proofs with their hashes."""
        self.document.add_heading("四、证明材料清单", 1)
        if not content["proofs"]:
            self.line("无。")
            return
        self.table(
            ["文件名和说明", "材料日期", "大小", "SHA-256"],
            [
                [
                    "\n".join(part for part in (one["name"], one["description"]) if part),
                    one["evidence_date"] or "未写",
                    f"{-(-one['size'] // 1024)} KB",
                    f"{one['sha256'][:32]}\n{one['sha256'][32:]}",
                ]
                for one in content["proofs"]
            ],
            [5.6, 2.4, 1.9, 6.1],
        )

    def report(self, content: Mapping[str, Any]) -> None:
        """The report as a whole, on a page of its own."""
        self.document.add_heading("五、自评报告", 1).paragraph_format.page_break_before = True
        for text in (content["report"] or "（没有写）").splitlines():
            if text.strip():
                self.line(text.strip())

    def end(self, content: Mapping[str, Any], receipt: str) -> None:
        """How the receipt is checked."""
        if receipt:
            self.line(
                f"回执码 {receipt} 是以上内容（含证明材料的 SHA-256）的校验值，可在系统“核对回执”页核对。", indent=False
            )


def _two(number: str) -> str:
    return two_decimals(Fraction(number or "0"))


def _face(styled: Any, name: str, size: float) -> None:
    """Chinese and western face and size of a style or a run."""
    styled.font.name = "Times New Roman"
    styled.font.size = Pt(size)
    fonts = styled.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), name)
    # A face of the theme would go before the one that is named here.
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)


def _cell(cell: Any, text: str, *, bold: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(text)
    _face(run, _HEI if bold else _SONG, 9.5)
    run.bold = bold
    paragraph.paragraph_format.space_after = Pt(0)


def _mark_row(row: Any, mark: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(mark))


def _number_pages(paragraph: Any) -> None:
    """“— 3 —” at the foot of each page."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run("— ")
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)
    paragraph.add_run(" —")
