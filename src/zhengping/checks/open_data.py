"""1.1.9 数据开放: the department's open sets, query over them, download."""

from __future__ import annotations

from zhengping.checks.context import Context, check
from zhengping.checks.entries import Entrance, entrances_named
from zhengping.checks.finding import Finding
from zhengping.checks.tools import (
    LIKELY,
    all_columns,
    column_point,
    has_any,
    needs_person,
    pages_of,
    seen,
    settle,
    words,
    zero,
)
from zhengping.reading.site import Column

CODE = "1.1.9"


@check("1.1.9-1")
def browse(context: Context) -> Finding:
    """An open-data column, or an entrance to the platform that lists this department's sets."""
    columns, entrances = open_data_places(context)
    filled = [column for column in columns if column.state == "filled"]
    if filled:
        items = sum(len(column.items) for column in filled)
        sentence = f"设有数据开放栏目“{filled[0].name}”，读到{items}条。"
        return settle(
            context,
            "1.1.9-1",
            1,
            sentence,
            filled[:3],
            sure=False,
            confidence=LIKELY,
            doubt="是否为本部门数据集由人工确认。",
        )
    blank = [column for column in columns if column.state == "blank"]
    if blank and not entrances:
        return column_point(context, "1.1.9-1", blank)
    if columns or entrances:
        name = columns[0].name if columns else entrances[0].label
        sentence = f"有数据开放的入口“{name}”，所指平台是否列有本部门数据集由人工确认。"
        evidence = seen(*columns[:2], *(entrance.see() for entrance in entrances[:2]))
        return settle(context, "1.1.9-1", 1, sentence, evidence, sure=False, confidence=0.7)
    return zero(context, "1.1.9-1", "未找到数据开放栏目或数据开放平台入口", anywhere="columns")


@check("1.1.9-2")
def query(context: Context) -> Finding:
    """A query over the open sets; whether it works is for a browser."""
    return _function(context, "1.1.9-2", "数据查询功能", query_form=True)


@check("1.1.9-3")
def download(context: Context) -> Finding:
    """Sets that can be downloaded in bulk; whether the files open is for a browser or a person."""
    return _function(context, "1.1.9-3", "数据文件批量下载", query_form=False)


def _function(context: Context, code: str, what: str, *, query_form: bool) -> Finding:
    columns, entrances = open_data_places(context)
    if not columns and not entrances:
        return zero(context, code, f"未找到数据开放栏目或平台，无{what}", anywhere="columns")
    pages = pages_of([column for column in columns if column.state == "filled"])
    if not pages and not entrances and all(column.state == "blank" for column in columns):
        return zero(context, code, f"数据开放栏目为空白，无{what}", columns)
    if not pages:
        evidence = seen(*columns[:2], *(entrance.see() for entrance in entrances[:2]))
        return needs_person(context, code, f"数据开放内容在其他平台或未读到，{what}需浏览器实测。", evidence)
    kinds = words(context, CODE, "file_types")
    found = [
        page
        for page in pages
        if (
            any(form.purpose == "data-query" for form in page.forms)
            if query_form
            else any(attachment.extension in kinds for attachment in page.attachments)
        )
    ]
    named = ("下载", *kinds)
    nowhere = [label for page in pages for label in page.unaddressed if has_any(label.lower(), named)]
    if not found and nowhere and not query_form:
        sentence = f"数据开放栏目有“{nowhere[0]}”字样的链接，但没有地址，能否下载由浏览器实测。"
        return settle(context, code, 1, sentence, columns[:3], sure=False)
    if not found:
        return zero(context, code, f"数据开放栏目未见{what}", columns, contents=True)
    sentence = f"数据开放栏目有{what}（{len(found)}个页面），能否正常使用需浏览器实测。"
    return settle(context, code, 1, sentence, found[:4], sure=False, confidence=0.7)


def open_data_places(context: Context) -> tuple[list[Column], list[Entrance]]:
    """The columns of open data, and the entrances that lead to a platform."""
    memory = context.site.memory
    if "open_data" not in memory:
        memory["open_data"] = _find_places(context)
    columns, found = memory["open_data"]
    return list(columns), list(found)


def _find_places(context: Context) -> tuple[list[Column], list[Entrance]]:
    columns = context.site.columns_for(CODE)
    own = {column.url for column in all_columns(context.site)}
    found = entrances_named(context, words(context, CODE, "entrances"), without=words(context, CODE, "entrances_not"))
    return columns, [entrance for entrance in found if entrance.url not in own]
