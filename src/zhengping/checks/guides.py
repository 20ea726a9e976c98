"""3.1.1 办事指南 and 3.1.2 附件下载: the guides that the site shows, their elements and their files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from zhengping.checks.context import Context, check
from zhengping.checks.entries import proposal, signs
from zhengping.checks.finding import Evidence, Finding
from zhengping.checks.tools import (
    GUESS,
    LIKELY,
    SURE,
    graded,
    has_any,
    looked_through,
    needs_person,
    refused,
    see,
    settle,
    share,
    titled,
    unread,
    words,
    zero,
)
from zhengping.reading.facts import Attachment, Page
from zhengping.reading.site import Column, FetchedFile, Guide

_GUIDES = "3.1.1"
_SERVICES = ("3.1.1", "3.1.2", "3.1.3", "3.1.4", "3.1.6")


def service_columns(context: Context) -> list[Column]:
    """All columns of administrative services."""
    return context.site.columns_for(*_SERVICES)


def services_unread(context: Context) -> list[Column]:
    """Service columns that exist and whose content is not known (elsewhere, not fetched, drawn by a script)."""
    return [column for column in service_columns(context) if unread(column) and column.state != "filled"]


def services_missing(context: Context, code: str, sentence: str) -> Finding:
    """Nothing of the kind was found: for a person where service columns lie unread, else an honest zero."""
    hidden = services_unread(context)
    if code.startswith(_GUIDES) and (calls := titled(context, words(context, _GUIDES, "calls"))):
        sentence += f"；有“{calls[0].title}”等申报类公告{len(calls)}条，是否作为指南由人工确认"
        return proposal(zero(context, code, sentence, service_columns(context), also=[d.see() for d in calls[:3]]))
    if hidden and all(column.outcome == "blocked" for column in hidden):
        return refused(context, code, hidden)
    if hidden:
        reasons = "、".join(unread(column) for column in hidden[:3])
        return needs_person(context, code, f"{sentence}；但{reasons}，内容由人工查看，不作零分。", hidden)
    finding = zero(context, code, sentence, service_columns(context), anywhere=True)
    return proposal(finding) if signs(context, _GUIDES) and not service_columns(context) else finding


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
        return services_missing(context, code, f"未读到办事指南，{what}无从判断")
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
    files = _service_files(context)
    guides = _guides(context)
    if not guides and not files:
        missing = _downloads_unread(context, "3.1.1-4")
        return missing or services_missing(context, "3.1.1-4", "未读到办事指南和办事表格")
    working = [(page, file) for page, file in files if _fetched(context, file) is None or _works(context, file)]
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
        return services_missing(context, "3.1.1-5", "未读到办事指南，流程无从判断")
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


def _service_files(context: Context) -> list[tuple[Page, Attachment]]:
    """Attachments of guides and of the service and download columns with their articles, each once."""
    pages = {guide.url: guide.page for guide in _guides(context)}
    for column in context.site.columns_for("3.1.2", "3.1.1"):
        for page in [*column.pages, *(article.page for article in column.articles)]:
            pages.setdefault(page.url, page)
    files: dict[str, tuple[Page, Attachment]] = {}
    for page in pages.values():
        for file in page.attachments:
            files.setdefault(file.url, (page, file))
    return list(files.values())


def _fetched(context: Context, file: Attachment) -> FetchedFile | None:
    return context.site.files.get(file.url)


def _works(context: Context, file: Attachment) -> bool:
    """Whether the file downloads with content of the type that its name says, as far as the crawl saw it."""
    fetched = _fetched(context, file)
    return (
        fetched is not None
        and fetched.outcome == "ok"
        and fetched.size > 0
        and fetched.kind not in ("html", "empty")
        and fetched.openable is not False
    )


def _downloads_unread(context: Context, code: str) -> Finding | None:
    """For a person, where a download column lists things whose files the pages do not lead to (a script does)."""
    items = [item for column in context.site.columns_for("3.1.2") for item in column.items]
    if not items:
        return None
    sentence = f"下载栏目列有“{items[0].title}”等{len(items)}条，附件地址未能读出，由人工下载核对。"
    return needs_person(context, code, sentence, items[:5])


@check("3.1.2-1")
def files_download(context: Context) -> Finding:
    """表格、附件正常下载: share of service attachments (all of the site's where there are none) that download whole."""
    of_services = _service_files(context)
    files = of_services or _all_files(context)
    asked = [
        (page, file) for page, file in files if (f := _fetched(context, file)) is not None and f.outcome != "off-scope"
    ]
    if not files:
        return _downloads_unread(context, "3.1.2-1") or services_missing(context, "3.1.2-1", "未见可下载的表格或附件")
    if not asked:
        return needs_person(
            context, "3.1.2-1", f"有附件{len(files)}个，未下载验证。", [see(p.url, f.text) for p, f in files[:5]]
        )
    if all((f := _fetched(context, file)) is not None and f.outcome == "blocked" for _, file in asked):
        return Finding(
            "blocked", None, "附件地址拒绝了程序访问，待人工核验。", "请为评估程序放行访问。", 0.0, (see(asked[0][0]),)
        )
    good = [(page, file) for page, file in asked if _works(context, file)]
    bad = [(page, file) for page, file in asked if (page, file) not in good]
    value = Fraction(len(good), len(asked))
    kind = "办事表格附件" if of_services else "网站附件（未见办事表格）"
    sentence = f"抽查{kind}{len(asked)}个，正常下载{len(good)}个（{graded(value)}）。"
    if bad:
        sentence += f"不能下载的如“{bad[0][1].text or bad[0][1].url}”。"
    sure = bool(of_services) and all((f := _fetched(context, file)) is not None and f.whole for _, file in good)
    places = [see(page.url, file.text) for page, file in (bad or good)[:6]]
    return settle(context, "3.1.2-1", value, sentence, places, sure=sure, confidence=SURE if sure else LIKELY)


def _all_files(context: Context) -> list[tuple[Page, Attachment]]:
    files: dict[str, tuple[Page, Attachment]] = {}
    for article in context.site.articles:
        for file in article.page.attachments:
            files.setdefault(file.url, (article.page, file))
    return list(files.values())


@check("3.1.2-2")
def fillable_forms(context: Context) -> Finding:
    """表格支持电子化填写、提供电子示范文本: mean of the share of forms in fillable formats and of a filled example."""
    files = _service_files(context)
    blank = [(page, file) for page, file in files if has_any(file.text, words(context, _GUIDES, "规范表格"))]
    if not blank:
        return _downloads_unread(context, "3.1.2-2") or services_missing(context, "3.1.2-2", "未见办事表格")
    fillable = words(context, "3.1.2", "fillable")
    good = [(page, file) for page, file in blank if file.extension in fillable]
    examples = [(page, file) for page, file in files if has_any(file.text, words(context, _GUIDES, "示范文本"))]
    value = (Fraction(len(good), len(blank)) + (1 if examples else 0)) / 2
    sentence = f"办事表格{len(blank)}个，可编辑格式{len(good)}个；示范文本{len(examples)}个。"
    places = [see(page.url, file.text) for page, file in [*examples[:2], *blank[:4]]]
    finding = settle(context, "3.1.2-2", value, sentence, places, sure=value == 1 and not services_unread(context))
    return finding if finding.state == "judged" else proposal(finding)
