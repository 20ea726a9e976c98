"""3.1.1 办事指南 and 3.1.2 附件下载: the guides that the site shows, their elements and their files."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction

from zhengping.checks.application_notices import from_notices
from zhengping.checks.conflicts import accuracy_point, dead_links, placeholders
from zhengping.checks.context import Context, check
from zhengping.checks.downloads import downloads_unread, fetched_file, service_files, works
from zhengping.checks.entries import column_pages
from zhengping.checks.finding import Evidence, Finding
from zhengping.checks.guide_accuracy import guide_conflicts, guide_faults
from zhengping.checks.organization import own_records
from zhengping.checks.services import (
    FAIR,
    entries_elsewhere,
    guide_rows,
    service_columns,
    services_missing,
    services_unread,
)
from zhengping.checks.tools import (
    GUESS,
    LIKELY,
    SURE,
    Place,
    graded,
    has_any,
    looked_through,
    needs_person,
    see,
    settle,
    share,
    words,
)
from zhengping.crawl.outcomes import meaning
from zhengping.reading.facts import Page
from zhengping.reading.site import Guide

_GUIDES = "3.1.1"


def _guides(context: Context) -> list[Guide]:
    return context.site.guides


def _evidence(guides: Sequence[Guide]) -> list[Evidence]:
    return [see(guide.url, guide.title) for guide in guides[:5]]


def _core(context: Context, name: str) -> str:
    for frame in words(context, _GUIDES, "guide-frames"):
        name = name.replace(frame, "")
    return "".join(name.split())


def _services_named(guides: Sequence[Guide]) -> list[str]:
    """What the guides are about: the services that one page's table lists, else the guide's title."""
    return [name for guide in guides for name in (guide.items or (guide.title,))]


@check("3.1.1-1")
def number_of_guides(context: Context) -> Finding:
    """办事指南数量占比: guides found over the items of the register, else of the site's own list (an estimate).

    Entries that lead to a service platform count as guides in a proposal: there is one, its content is unknown.
    """
    guides = _guides(context)
    entries = entries_elsewhere(context)
    if not guides and not (entries and context.department.items):
        return services_missing(context, "3.1.1-1", "未读到办事指南")
    names = [*_services_named(guides), *(entry.title for entry in entries)]
    said = f"读到指南{len(names) - len(entries)}项" + (f"、其他网站上的入口{len(entries)}项" if entries else "")
    places: list[Place] = [*_evidence(guides), *entries[: 5 - min(5, len(guides))]]
    if context.department.items:
        return _against_register(context, context.department.items, names, said, places, bool(entries))
    listed, whose = _items_of_the_list(context)
    if listed:
        value = min(Fraction(1), Fraction(len(names), listed))
        sentence = f"{said}；{whose}约{listed}项（估算，未导入事项登记）。"
        return settle(context, "3.1.1-1", value, sentence, places, sure=False)
    return needs_person(context, "3.1.1-1", f"{said}；未导入部门事项登记，占比无法计算。", places)


def _against_register(
    context: Context, items: Sequence[str], names: Sequence[str], said: str, places: Sequence[Place], entries: bool
) -> Finding:
    cores = [core for name in names if (core := _core(context, name))]
    matched = [item for item in items if any(core in item or _core(context, item) in core for core in cores)]
    missing = [item for item in items if item not in matched]
    sentence = f"登记服务事项{len(items)}项，{said}，对应{len(matched)}项。"
    sentence += f"缺“{missing[0]}”等{len(missing)}项。" if missing else ""
    columns = service_columns(context)
    lost = [item for column in columns for item in column.items if meaning(item.outcome or "ok") == "unknown"]
    # A row whose page was not read may be the guide that seems to be missing.
    rows = [item for column in columns for deep in column.walk() for item in deep.items if item.article is None]
    named = [_core(context, item.title) for item in rows if not item.foreign]
    wanted = [_core(context, item) for item in missing]
    unread_rows = [core for core in named if core and any(core in item or item in core for item in wanted)]
    whole = not missing or (
        looked_through(context, columns).complete and matched != [] and not lost and not unread_rows
    )
    sentence += f"另有{len(lost)}条未能打开，由人工确认。" if missing and lost else ""
    sure = whole and not entries
    value = Fraction(len(matched), len(items))
    return settle(context, "3.1.1-1", value, sentence, places, sure=sure, confidence=SURE if sure else GUESS)


def _items_of_the_list(context: Context) -> tuple[int, str]:
    """How many services need a guide by the site's own lists, and which list says so; (0, "") without one.

    The published list of powers counts by its rows of the classes that need a guide, or by the numbers that its text
    states (行政许可12项); without it the rows that the guide columns list stand for the services.
    """
    kinds = words(context, _GUIDES, "item_classes")
    pages = {page.url: page for page in column_pages(context.site.columns_for("1.2.2"))}
    rows = sum(
        any(cell.strip() in kinds for cell in row) for page in pages.values() for table in page.tables for row in table
    )
    if rows:
        return rows, "网站公布的清单中许可、确认和其他事项"
    stated = [_stated(page.text, words(context, _GUIDES, "stated_classes")) for page in pages.values()]
    if max(stated, default=0):
        return max(stated), "网站公布的清单写明许可、确认和其他事项"
    listed = guide_rows(context)
    return (len(listed), "办事指南栏目所列事项") if len(listed) > 1 else (0, "")


def _stated(text: str, kinds: Sequence[str]) -> int:
    """The sum of the numbers of items that a text states of each class, the first number of a class."""
    found = [re.search(rf"{re.escape(kind)}(?:事项|类)?[^\d，。；\n]{{0,4}}(\d{{1,4}})\s*项", text) for kind in kinds]
    return sum(int(match[1]) for match in found if match)


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
        return _hollow(context, code, what, guides)
    parts = words(context, _GUIDES, list_name)
    found = [guide.materials if materials else {**guide.elements, **guide.in_files} for guide in readable]
    value, lacking = _mean_share(parts, found)
    sentence = f"{len(readable)}篇指南平均写明{what}的{graded(value)}（{'、'.join(parts)}）。{lacking}"
    pictures = len(guides) - len(readable)
    apart = bool(entries_elsewhere(context) or services_unread(context))
    sentence += f"另有{pictures}篇只有图片或附件，未计入。" if pictures else ""
    sentence += "另有办事内容在其他网站或未读到，未计入。" if apart else ""
    referring = [guide for guide in readable if guide.in_files] if not materials else []
    if referring:
        words_there = next(iter(referring[0].in_files.values()))
        sentence += f"{len(referring)}篇有要素只写“{words_there[:16]}”，按附件中有计，由人工打开核对。"
    plain = not pictures and not referring and not apart and _stands_in_column(context, readable)
    clear = plain and value == 1
    # A layout that was not understood looks like missing elements: low shares are never the machine's own.
    likely = plain and not materials and value >= Fraction(1, 2)
    confidence = SURE if clear else LIKELY if likely else FAIR
    return settle(context, code, value, sentence, _evidence(readable), sure=clear, confidence=confidence)


def _stands_in_column(context: Context, guides: Sequence[Guide]) -> bool:
    """Whether a guide stands in a column of services or says by its title that it is one of them."""
    pages = {page.url for page in column_pages(service_columns(context))}
    titles = words(context, _GUIDES, "service-guides")
    return any(guide.url in pages or has_any(guide.title, titles) for guide in guides)


def _hollow(context: Context, code: str, what: str, guides: Sequence[Guide]) -> Finding:
    """Guides that are pictures or files alone: half as an estimate, which a person checks."""
    sentence = f"{len(guides)}篇办事指南只有图片或附件，{what}未能读出，按一半估计，由人工查看。"
    return settle(context, code, Fraction(1, 2), sentence, _evidence(guides), sure=False, confidence=GUESS)


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
        missing = _forms_by_title(context) or downloads_unread(context, "3.1.1-4")
        return missing or services_missing(context, "3.1.1-4", "未读到办事指南和办事表格")
    working = [(page, file) for page, file in files if fetched_file(context, file) is None or works(context, file)]
    kinds = words(context, _GUIDES, "form_kinds")
    found: dict[str, Evidence] = {}
    for kind in kinds:
        needles = words(context, _GUIDES, kind)
        for page, file in working:
            if has_any(file.text, needles):
                found.setdefault(kind, see(page.url, file.text))
        for guide in guides:
            if kind != kinds[0] and has_any(guide.page.text, needles):
                found.setdefault(kind, see(guide.url, has_any(guide.page.text, needles)))
    value = share(found, kinds)
    lacking = [kind for kind in kinds if kind not in found]
    sentence = f"办事表格等附件{len(files)}个，找到{'、'.join(found) or '无'}；" + (
        f"未见{'、'.join(lacking)}。" if lacking else "三者齐全。"
    )
    places = list(found.values()) or _evidence(guides)
    return settle(context, "3.1.1-4", value, sentence, places, sure=not lacking, confidence=FAIR if lacking else SURE)


def _forms_by_title(context: Context) -> Finding | None:
    """Forms that download columns list by title, where their files could not be read: a proposal by the titles."""
    rows = {item.title: item for column in context.site.columns_for("3.1.2") for item in column.items}
    kinds = words(context, _GUIDES, "form_kinds")
    found = {
        kind: next((item for title, item in rows.items() if has_any(title, words(context, _GUIDES, kind))), None)
        for kind in kinds
    }
    there = {kind: item for kind, item in found.items() if item is not None}
    if not there:
        return None
    sentence = f"下载栏目列有“{next(iter(rows))}”等{len(rows)}条，附件地址未能读出，按标题有{'、'.join(there)}"
    lacking = [kind for kind in kinds if kind not in there]
    sentence += (f"，未见{'、'.join(lacking)}" if lacking else "") + "，由人工下载核对。"
    return settle(context, "3.1.1-4", share(there, kinds), sentence, list(there.values()), sure=False, confidence=GUESS)


@check("3.1.1-5")
def clear_process(context: Context) -> Finding:
    """办理流程清晰: share of guides with steps or a flow chart; those that are pictures or files alone left out."""
    guides = _guides(context)
    if not guides:
        notices = from_notices(context, "3.1.1-5", "办理流程", ("流程",), "公告")
        return notices or services_missing(context, "3.1.1-5", "未读到办事指南，流程无从判断")
    charts = words(context, _GUIDES, "flow_chart")
    with_flow = [guide for guide in guides if _shows_process(guide, charts)]
    readable = [guide for guide in guides if guide in with_flow or not guide.only_picture_or_file]
    if not readable:
        return _hollow(context, "3.1.1-5", "办理流程", guides)
    value = Fraction(len(with_flow), len(readable))
    sentence = f"{len(readable)}篇指南中{len(with_flow)}篇有办理步骤或流程图（{graded(value)}）；是否清晰由人工评判。"
    return settle(context, "3.1.1-5", value, sentence, _evidence(with_flow or guides), sure=False, confidence=FAIR)


def _shows_process(guide: Guide, charts: Sequence[str]) -> bool:
    return (
        "流程" in guide.elements
        or "流程" in guide.in_files
        or bool(has_any(guide.title, charts) or _has_chart(guide.page, charts))
    )


def _has_chart(page: Page, charts: Sequence[str]) -> bool:
    return any(has_any(picture.alt, charts) for picture in page.pictures) or any(
        has_any(file.text, charts) for file in page.attachments
    )


@check("3.1.1-6")
def correct(context: Context) -> Finding:
    """Pre-check for the expert: guides against the office's own pages, each other and repealed law."""
    guides = _guides(context)
    if not guides:
        return services_missing(context, "3.1.1-6", "未读到办事指南，没有可核对的内容")
    pages = [guide.page for guide in guides]
    own = own_records(context)
    faults = [*guide_faults(context, guides, own), *placeholders(context, pages), *dead_links(context, pages)]
    checked = f"{len(guides)}篇指南的电话、地址、时间、机构名称和依据"
    return accuracy_point(context, "3.1.1-6", guide_conflicts(context, guides, own), faults, checked, _evidence(guides))
