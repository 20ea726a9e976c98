"""1.3.3 信息公开年报: published by the legal date, with the parts of the national format."""

from __future__ import annotations

import calendar
import re
from datetime import date
from fractions import Fraction

from zhengping.checks.context import Context, check
from zhengping.checks.finding import Finding
from zhengping.checks.library import THIN
from zhengping.checks.periods import closed_year, years_named
from zhengping.checks.tools import (
    Document,
    documents,
    has_any,
    number,
    only_attachment,
    see_file,
    seen,
    settle,
    share,
    unread_files,
    words,
    zero,
)

CODE = "1.3.3"
PARTS = {
    "overall": "总体情况",
    "disclosed": "主动公开",
    "requests": "申请处理",
    "disputes": "复议诉讼",
    "problems": "问题及改进",
    "others": "其他事项",
}


def due_date(context: Context, year: int) -> date:
    """The legal date of the report on `year`: the end of January, of March for reports under the former ordinance.

    A government's own report (its portal's) is due at the end of March under the present ordinance too (art. 49).
    """
    name = "due_month" if year >= number(context, CODE, "new_rule_from") else "due_month_old"
    office = context.department.name or context.site.office
    if name == "due_month" and office.endswith(words(context, CODE, "governments")):
        name = "due_month_government"
    month = number(context, CODE, name)
    return date(year + 1, month, calendar.monthrange(year + 1, month)[1])


def due_year(context: Context) -> int:
    """The newest year whose legal date has passed on the monitoring date; on the day itself the report may yet come."""
    year = closed_year(context.monitoring_date)
    return year if due_date(context, year) < context.monitoring_date else year - 1


def reports(context: Context) -> list[Document]:
    """Documents that are the open-information report of the office, by title; the website's own report is none."""
    subject, kind = words(context, CODE, "subject"), words(context, CODE, "report")
    unwanted = words(context, CODE, "report_not")
    columns = {id(deep) for column in context.site.columns_for(CODE) for deep in column.walk()}
    found: list[Document] = []
    for document in documents(context):
        title = "".join(document.title.split())
        if not has_any(title, kind) or has_any(title, unwanted) or not years_named(title):
            continue
        in_column = any(id(column) in columns and has_any(column.name, subject) for column in document.columns)
        if has_any(title, subject) or (in_column and _bare(title, kind)):
            found.append(document)
    return found


def _bare(title: str, kind: tuple[str, ...]) -> bool:
    """Whether a title says nothing but year and report (2020年年度报告): its column tells which report it is."""
    return re.sub(r"(?:19|20)\d{2}年?度?|[（()）]", "", title) in ("", *kind)


def _of_year(context: Context, year: int) -> list[Document]:
    """Reports on the year, or on a later one; the earliest published first."""
    found = [document for document in reports(context) if years_named(document.title)[0] >= year]
    return sorted(found, key=lambda document: (years_named(document.title)[0], document.day or date.max, document.url))


@check("1.3.3-1")
def in_time(context: Context) -> Finding:
    """The last due report, published by its legal date."""
    year = due_year(context)
    due = due_date(context, year)
    found = _of_year(context, year)
    if not found:
        return _missing(context, "1.3.3-1", year)
    report = found[0]
    evidence = seen(*(document.see() for document in found[:3]))
    if report.day is None:
        sentence = f"有{year}年度信息公开年报《{report.title}》，未读到发布日期，是否在{due}前发布由人工确认。"
        return settle(context, "1.3.3-1", 1, sentence, evidence, sure=False, confidence=0.7)
    if report.day <= due:
        sentence = f"{year}年度信息公开年报于{report.day}发布，在法定期限{due}之前。"
        return settle(context, "1.3.3-1", 1, sentence, evidence, sure=True, confidence=0.95)
    late = (report.day - due).days
    sentence = f"{year}年度信息公开年报于{report.day}发布，比法定期限{due}晚{late}天。"
    value = Fraction(1, 2) if report.day <= context.monitoring_date else Fraction(0)
    return settle(context, "1.3.3-1", value, sentence, evidence, sure=False, confidence=0.6)


@check("1.3.3-2")
def format_of_report(context: Context) -> Finding:
    """Share of the six required parts in the last due report; tables are named in the finding."""
    year = due_year(context)
    found = [document for document in _of_year(context, year) if document.article] or _of_year(context, year)
    if not found:
        return _missing(context, "1.3.3-2", year)
    report = found[0]
    evidence = [report.see()]
    if only_attachment(report, 400) or len(report.whole_text) < 60:
        unread = unread_files(report)
        why = f"（{unread[0]}）" if unread else ""
        sentence = f"《{report.title}》的正文在附件或图片中，或未读到{why}，内容规范由人工打开确认。"
        return settle(context, "1.3.3-2", Fraction(3, 4), sentence, evidence, sure=False, confidence=0.5)
    parts = [name for name in PARTS if has_any(report.whole_text, words(context, CODE, name))]
    missing = [PARTS[name] for name in PARTS if name not in parts]
    tables = _tables(context, report)
    value = share(parts, PARTS)
    needs_tables = year >= number(context, CODE, "new_rule_from")
    if needs_tables and not tables:
        value = value * Fraction(len(PARTS), len(PARTS) + 1)
    sentence = f"《{report.title}》六部分见到{len(parts)}部分" + (f"，缺{'、'.join(missing)}" if missing else "")
    sentence += f"；有数据表{tables}张" if tables else "；未见数据表" if needs_tables else ""
    read = next((file for file in report.files if file.text), None)
    if read is not None and len(report.page_text) < THIN:
        sentence += "（据附件）"
        evidence.append(see_file(read))
    sure = value == 1
    return settle(context, "1.3.3-2", value, sentence + "。", evidence, sure=sure, confidence=0.9 if sure else 0.75)


def _tables(context: Context, report: Document) -> int:
    """Tables of the report on its page and in its files; a PDF shows them by the words of the national forms alone."""
    tables = len(report.article.page.tables) if report.article else 0
    tables += sum(max(0, file.reading.tables) for file in report.files)
    return tables or int(bool(has_any(report.file_text, words(context, CODE, "table_words"))))


def _missing(context: Context, code: str, year: int) -> Finding:
    older = reports(context)
    columns = context.site.columns_for(CODE)
    sentence = f"未见{year}年度政府信息公开年报"
    if older:
        newest = max(older, key=lambda document: years_named(document.title)[0])
        sentence += f"，最近的是{newest.day or '未注日期'}《{newest.title}》"
    also = [document.see() for document in older[:2]]
    return zero(
        context,
        code,
        sentence,
        columns,
        anywhere=True,
        since=date(year + 1, 1, 1),
        also=also,
        advice=f"发布{year}年度信息公开工作年度报告。",
    )
