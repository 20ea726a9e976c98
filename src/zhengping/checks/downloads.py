"""3.1.2 附件下载: the files of services, whether they download, and whether forms can be filled in on a computer."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from zhengping.checks.context import Context, check
from zhengping.checks.entries import proposal
from zhengping.checks.finding import Finding
from zhengping.checks.looking import failures
from zhengping.checks.services import services_missing, services_unread
from zhengping.checks.tools import LIKELY, SURE, graded, has_any, needs_person, see, settle, words
from zhengping.crawl.attachments import WHOLE_SUFFIXES, suffix_of
from zhengping.crawl.outcomes import meaning
from zhengping.reading.facts import Attachment, Page
from zhengping.reading.files.model import FAULT_LABELS
from zhengping.reading.site import FetchedFile

_GUIDES = "3.1.1"
_MOST_NAMED = 4
_ENOUGH_FILES = 3
"""Files tried from which the share of those that work is a measure, where there are more."""
_DOUBTFUL = 0.7
"""Confidence where files may be in order after all, or most could not be tried: a person decides."""


def service_files(context: Context) -> list[tuple[Page, Attachment]]:
    """Attachments of guides and of the service and download columns with their articles, each once."""
    pages = {guide.url: guide.page for guide in context.site.guides}
    for column in context.site.columns_for("3.1.2", "3.1.1"):
        for page in [*column.pages, *(article.page for article in column.articles)]:
            pages.setdefault(page.url, page)
    files: dict[str, tuple[Page, Attachment]] = {}
    for page in pages.values():
        for file in page.attachments:
            files.setdefault(file.url, (page, file))
    return list(files.values())


def fetched_file(context: Context, file: Attachment) -> FetchedFile | None:
    """The attachment as the crawl met it; None where it was not asked for."""
    return context.site.file(file.url)


def works(context: Context, file: Attachment) -> bool:
    """Whether the file downloads with content of the type that its name says, as far as the crawl saw it."""
    fetched = fetched_file(context, file)
    return fetched is not None and fetched.outcome == "ok" and not fault_of(fetched)


def fault_of(file: FetchedFile) -> str:
    """What is wrong with a file, in Chinese; empty where nothing is, or nothing is known.

    Where the file was opened, that counts; else what its first bytes told.
    """
    if meaning(file.outcome) == "absent":
        return "打不开（地址不存在）"
    if file.outcome != "ok":
        return ""
    if file.reading.kind:
        return FAULT_LABELS[file.reading.fault]
    if file.size == 0 or file.kind == "empty":
        return FAULT_LABELS["empty"]
    if file.kind == "html" and suffix_of(file.url) in WHOLE_SUFFIXES:
        return FAULT_LABELS["html"]
    if file.openable is False:
        return FAULT_LABELS["html" if file.kind == "html" else "damaged"]
    return ""


def downloads_unread(context: Context, code: str) -> Finding | None:
    """For a person, where a download column lists things whose files the pages do not lead to (a script does)."""
    items = [item for column in context.site.columns_for("3.1.2") for item in column.items]
    if not items:
        return None
    sentence = f"下载栏目列有“{items[0].title}”等{len(items)}条，附件地址未能读出，由人工下载核对。"
    return needs_person(context, code, sentence, items[:5])


@check("3.1.2-1")
def files_download(context: Context) -> Finding:
    """表格、附件正常下载: share of service attachments (all of the site's where there are none) that download whole."""
    of_services = service_files(context)
    files = of_services or _all_files(context)
    if not files:
        return downloads_unread(context, "3.1.2-1") or services_missing(context, "3.1.2-1", "未见可下载的表格或附件")
    fetched = [(page, file, found) for page, file in files if (found := fetched_file(context, file)) is not None]
    known = [(page, file, found) for page, file, found in fetched if found.outcome == "ok" or fault_of(found)]
    if not known:
        return _none_known(context, files, [found for _, _, found in fetched])
    bad = [(page, file, found) for page, file, found in known if fault_of(found)]
    good = [(page, file, found) for page, file, found in known if not fault_of(found)]
    value = Fraction(len(good), len(known))
    kind = "办事表格附件" if of_services else "网站附件（未见办事表格）"
    sentence = f"抽查{kind}{len(known)}个，正常下载{len(good)}个（{graded(value)}）。"
    for _, file, found in bad[:_MOST_NAMED]:
        sentence += f"“{file.text or file.url}”{fault_of(found)}。"
    sentence += f"另有{len(bad) - _MOST_NAMED}个有问题。" if len(bad) > _MOST_NAMED else ""
    left = len(files) - len(known)
    sentence += f"未能验证的{left}个未计入。" if left else ""
    # A password may be meant; a name that promises too much may still open: a person decides.
    doubtful = any(found.reading.fault in ("protected", "unknown") for _, _, found in bad)
    seen_enough = 2 * left <= len(files) and all(found.whole for _, _, found in good)
    few = len(known) < _ENOUGH_FILES and (bool(left) or _guides_unread(context))
    sure = bool(of_services) and not few and not doubtful and seen_enough and not failures(context.site)
    confidence = SURE if sure else _DOUBTFUL if doubtful or not seen_enough or few or not of_services else LIKELY
    places = [see(file.url, f"{file.text} {fault_of(found)}") for _, file, found in bad[:4]]
    places += [see(page.url, file.text) for page, file, _ in (bad or good)[:4]]
    return settle(context, "3.1.2-1", value, sentence, places, sure=sure, confidence=confidence)


def _guides_unread(context: Context) -> bool:
    """Whether guides are listed whose pages, with their forms, were not read."""
    items = [item for column in context.site.columns_for("3.1.1") for item in column.items]
    return bool(services_unread(context)) or any(item.article is None and not item.foreign for item in items)


def _none_known(context: Context, files: Sequence[tuple[Page, Attachment]], fetched: Sequence[FetchedFile]) -> Finding:
    """No file could be had: refused where all of those asked for were, else for a person."""
    if fetched and all(found.outcome == "blocked" for found in fetched):
        said = "附件地址拒绝了程序访问，待人工核验。"
        return Finding("blocked", None, said, "请为评估程序放行访问。", 0.0, (see(files[0][0]),))
    sentence = f"有附件{len(files)}个，未下载验证。"
    return needs_person(context, "3.1.2-1", sentence, [see(page.url, file.text) for page, file in files[:5]])


def _all_files(context: Context) -> list[tuple[Page, Attachment]]:
    files: dict[str, tuple[Page, Attachment]] = {}
    for article in context.site.articles:
        for file in article.page.attachments:
            files.setdefault(file.url, (article.page, file))
    return list(files.values())


def _is_form(context: Context, file: Attachment) -> bool:
    """Whether a PDF has fields to fill in, or a file without a telling name is of an editable kind."""
    fetched = fetched_file(context, file)
    if fetched is None:
        return False
    return fetched.reading.fillable or (not file.extension and fetched.kind in words(context, "3.1.2", "fillable"))


@check("3.1.2-2")
def fillable_forms(context: Context) -> Finding:
    """表格支持电子化填写、提供电子示范文本: mean of the share of forms in fillable formats and of a filled example."""
    files = service_files(context)
    blank = [(page, file) for page, file in files if has_any(file.text, words(context, _GUIDES, "规范表格"))]
    if not blank:
        return downloads_unread(context, "3.1.2-2") or services_missing(context, "3.1.2-2", "未见办事表格")
    fillable = words(context, "3.1.2", "fillable")
    good = [(page, file) for page, file in blank if file.extension in fillable or _is_form(context, file)]
    examples = [(page, file) for page, file in files if has_any(file.text, words(context, _GUIDES, "示范文本"))]
    value = (Fraction(len(good), len(blank)) + (1 if examples else 0)) / 2
    sentence = f"办事表格{len(blank)}个，可编辑格式{len(good)}个；示范文本{len(examples)}个。"
    places = [see(page.url, file.text) for page, file in [*examples[:2], *blank[:4]]]
    finding = settle(context, "3.1.2-2", value, sentence, places, sure=value == 1 and not services_unread(context))
    return finding if finding.state == "judged" else proposal(finding)
