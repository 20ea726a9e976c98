"""3.1.1 办事指南 and 3.1.2 附件下载: the guides that the site shows, their elements and their files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from zhengping.checks.application_notices import from_notices
from zhengping.checks.context import Context, check
from zhengping.checks.downloads import downloads_unread, fetched_file, service_files, works
from zhengping.checks.finding import Evidence, Finding
from zhengping.checks.services import service_columns, services_missing
from zhengping.checks.tools import (
    GUESS,
    LIKELY,
    SURE,
    graded,
    has_any,
    looked_through,
    needs_person,
    see,
    settle,
    share,
    words,
)
from zhengping.reading.facts import Page
from zhengping.reading.site import Guide

_GUIDES = "3.1.1"


def _guides(context: Context) -> list[Guide]:
    return context.site.guides


def _evidence(guides: Sequence[Guide]) -> list[Evidence]:
    return [see(guide.url, guide.title) for guide in guides[:5]]


def _core(name: str) -> str:
    for frame in ("办事指南", "服务指南", "办理指南", "办理流程", "《", "》", " ", "“", "”"):
        name = name.replace(frame, "")
    return name


@check("3.1.1-1")
def number_of_guides(context: Context) -> Finding:
    """办事指南数量占比: guides found over the items of the register, else of the published list."""
    guides = _guides(context)
    items = context.department.items
    if not guides:
        return services_missing(context, "3.1.1-1", "未读到办事指南")
    if items:
        cores = [_core(guide.title) for guide in guides]
        matched = [item for item in items if any(core and (core in item or _core(item) in core) for core in cores)]
        missing = [item for item in items if item not in matched]
        sentence = f"登记服务事项{len(items)}项，读到指南{len(guides)}篇，对应{len(matched)}项。"
        sentence += f"缺“{missing[0]}”等{len(missing)}项。" if missing else ""
        whole = not missing or (looked_through(context, service_columns(context)).complete and matched != [])
        value = Fraction(len(matched), len(items))
        return settle(
            context, "3.1.1-1", value, sentence, _evidence(guides), sure=whole, confidence=SURE if whole else GUESS
        )
    listed = _items_of_the_list(context)
    if listed:
        value = min(Fraction(1), Fraction(len(guides), listed))
        sentence = (
            f"读到指南{len(guides)}篇；网站公布的清单中许可、确认和其他事项约{listed}项（估算，未导入事项登记）。"
        )
        return settle(context, "3.1.1-1", value, sentence, _evidence(guides), sure=False)
    sentence = f"读到办事指南{len(guides)}篇；未导入部门事项登记，占比无法计算。"
    return needs_person(context, "3.1.1-1", sentence, _evidence(guides))


def _items_of_the_list(context: Context) -> int:
    """Rows of the published list of powers whose class is one that needs a guide."""
    kinds = words(context, _GUIDES, "item_classes")
    pages = {page.url: page for column in context.site.columns_for("1.2.2") for page in column.pages}
    for column in context.site.columns_for("1.2.2"):
        pages.update((article.page.url, article.page) for article in column.articles)
    return sum(
        any(cell.strip() in kinds for cell in row) for page in pages.values() for table in page.tables for row in table
    )


def _mean_share(parts: Sequence[str], per_guide: Sequence[Mapping[str, str]]) -> tuple[Fraction, str]:
    """The mean share of `parts` over the guides, and which parts most guides lack."""
    value = sum((share(found, parts) for found in per_guide), Fraction(0)) / len(per_guide)
    lacking = [part for part in parts if 2 * sum(part in found for found in per_guide) < len(per_guide)]
    return value, f"多数指南缺：{'、'.join(lacking)}。" if lacking else ""


def _elements_finding(context: Context, code: str, what: str, list_name: str, *, materials: bool) -> Finding:
    guides = _guides(context)
    if not guides:
        prefix, parts = ("公告材料" if materials else "公告"), words(context, _GUIDES, list_name)
        notices = from_notices(context, code, what, parts, prefix)
        return notices or services_missing(context, code, f"未读到办事指南，{what}无从判断")
    readable = [guide for guide in guides if not guide.only_picture_or_file]
    if not readable:
        return needs_person(
            context, code, f"{len(guides)}篇办事指南只有图片或附件，{what}由人工查看。", _evidence(guides)
        )
    parts = words(context, _GUIDES, list_name)
    found = [guide.materials if materials else guide.elements for guide in readable]
    value, lacking = _mean_share(parts, found)
    sentence = f"{len(readable)}篇指南平均写明{what}的{graded(value)}（{'、'.join(parts)}）。{lacking}"
    pictures = len(guides) - len(readable)
    sentence += f"另有{pictures}篇只有图片或附件，未计入。" if pictures else ""
    clear = not pictures and value == 1
    return settle(context, code, value, sentence, _evidence(readable), sure=clear, confidence=SURE if clear else LIKELY)


@check("3.1.1-2")
def elements(context: Context) -> Finding:
    """细化规范要素: mean share of the eight elements over the guides."""
    return _elements_finding(context, "3.1.1-2", "办事要素", "required_elements", materials=False)


@check("3.1.1-3")
def materials(context: Context) -> Finding:
    """提交材料要求明确: mean share of name, basis, format, copies, signature over the guides."""
    return _elements_finding(context, "3.1.1-3", "材料要求", "materials", materials=True)


@check("3.1.1-4")
def forms_and_examples(context: Context) -> Finding:
    """规范表格、填写说明、示范文本: share of the three that stand in the guides or the downloads and do not fail."""
    files = service_files(context)
    guides = _guides(context)
    if not guides and not files:
        missing = downloads_unread(context, "3.1.1-4")
        return missing or services_missing(context, "3.1.1-4", "未读到办事指南和办事表格")
    working = [(page, file) for page, file in files if fetched_file(context, file) is None or works(context, file)]
    kinds = ("规范表格", "填写说明", "示范文本")
    found: dict[str, Evidence] = {}
    for kind in kinds:
        needles = words(context, _GUIDES, kind)
        for page, file in working:
            if has_any(file.text, needles):
                found.setdefault(kind, see(page.url, file.text))
        for guide in guides:
            if kind != "规范表格" and has_any(guide.page.text, needles):
                found.setdefault(kind, see(guide.url, has_any(guide.page.text, needles)))
    value = share(found, kinds)
    lacking = [kind for kind in kinds if kind not in found]
    sentence = f"办事表格等附件{len(files)}个，找到{'、'.join(found) or '无'}；" + (
        f"未见{'、'.join(lacking)}。" if lacking else "三者齐全。"
    )
    places = list(found.values()) or _evidence(guides)
    return settle(context, "3.1.1-4", value, sentence, places, sure=not lacking, confidence=LIKELY if lacking else SURE)


@check("3.1.1-5")
def clear_process(context: Context) -> Finding:
    """办理流程清晰: share of guides with steps or a flow chart."""
    guides = _guides(context)
    if not guides:
        notices = from_notices(context, "3.1.1-5", "办理流程", ("流程",), "公告")
        return notices or services_missing(context, "3.1.1-5", "未读到办事指南，流程无从判断")
    charts = words(context, _GUIDES, "flow_chart")
    with_flow = [guide for guide in guides if "流程" in guide.elements or _has_chart(guide.page, charts)]
    value = Fraction(len(with_flow), len(guides))
    sentence = f"{len(guides)}篇指南中{len(with_flow)}篇有办理步骤或流程图（{graded(value)}）；是否清晰由人工评判。"
    return settle(context, "3.1.1-5", value, sentence, _evidence(with_flow or guides), sure=False, confidence=LIKELY)


def _has_chart(page: Page, charts: Sequence[str]) -> bool:
    return any(has_any(picture.alt, charts) for picture in page.pictures) or any(
        has_any(file.text, charts) for file in page.attachments
    )


@check("3.1.1-6")
def correct(context: Context) -> Finding:
    """内容准确: for a person, with dead links and missing telephones pointed out."""
    guides = _guides(context)
    if not guides:
        return needs_person(context, "3.1.1-6", "未读到办事指南，准确性由人工核对。", service_columns(context)[:4])
    urls = {guide.url for guide in guides}
    dead = [row for row in context.site.broken_links if row[1] in urls]
    silent = [guide for guide in guides if "联系方式" not in guide.elements]
    sentence = f"预检：{len(guides)}篇指南中有失效链接{len(dead)}处，未写联系方式{len(silent)}篇；内容准确由人工核对。"
    places = [see(row[1], f"失效链接 {row[0]}") for row in dead[:4]]
    return needs_person(context, "3.1.1-6", sentence, places or _evidence(guides))
