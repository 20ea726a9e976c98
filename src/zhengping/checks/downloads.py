"""3.1.2 附件下载: the files of services, whether they download, and whether forms can be filled in on a computer."""

from __future__ import annotations

from fractions import Fraction

from zhengping.checks.context import Context, check
from zhengping.checks.entries import proposal
from zhengping.checks.finding import Finding
from zhengping.checks.services import services_missing, services_unread
from zhengping.checks.tools import LIKELY, SURE, graded, has_any, needs_person, see, settle, words
from zhengping.reading.facts import Attachment, Page
from zhengping.reading.site import FetchedFile

_GUIDES = "3.1.1"


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
    return context.site.files.get(file.url)


def works(context: Context, file: Attachment) -> bool:
    """Whether the file downloads with content of the type that its name says, as far as the crawl saw it."""
    fetched = fetched_file(context, file)
    return (
        fetched is not None
        and fetched.outcome == "ok"
        and fetched.size > 0
        and fetched.kind not in ("html", "empty")
        and fetched.openable is not False
    )


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
    asked = [found for found in files if _was_asked(fetched_file(context, found[1]))]
    if not files:
        return downloads_unread(context, "3.1.2-1") or services_missing(context, "3.1.2-1", "未见可下载的表格或附件")
    if not asked:
        return needs_person(
            context, "3.1.2-1", f"有附件{len(files)}个，未下载验证。", [see(p.url, f.text) for p, f in files[:5]]
        )
    if all((f := fetched_file(context, file)) is not None and f.outcome == "blocked" for _, file in asked):
        return Finding(
            "blocked", None, "附件地址拒绝了程序访问，待人工核验。", "请为评估程序放行访问。", 0.0, (see(asked[0][0]),)
        )
    good = [(page, file) for page, file in asked if works(context, file)]
    bad = [(page, file) for page, file in asked if (page, file) not in good]
    value = Fraction(len(good), len(asked))
    kind = "办事表格附件" if of_services else "网站附件（未见办事表格）"
    sentence = f"抽查{kind}{len(asked)}个，正常下载{len(good)}个（{graded(value)}）。"
    if bad:
        sentence += f"不能下载的如“{bad[0][1].text or bad[0][1].url}”。"
    sure = bool(of_services) and all((f := fetched_file(context, file)) is not None and f.whole for _, file in good)
    places = [see(page.url, file.text) for page, file in (bad or good)[:6]]
    return settle(context, "3.1.2-1", value, sentence, places, sure=sure, confidence=SURE if sure else LIKELY)


def _was_asked(file: FetchedFile | None) -> bool:
    return file is not None and file.outcome != "off-scope"


def _all_files(context: Context) -> list[tuple[Page, Attachment]]:
    files: dict[str, tuple[Page, Attachment]] = {}
    for article in context.site.articles:
        for file in article.page.attachments:
            files.setdefault(file.url, (article.page, file))
    return list(files.values())


@check("3.1.2-2")
def fillable_forms(context: Context) -> Finding:
    """表格支持电子化填写、提供电子示范文本: mean of the share of forms in fillable formats and of a filled example."""
    files = service_files(context)
    blank = [(page, file) for page, file in files if has_any(file.text, words(context, _GUIDES, "规范表格"))]
    if not blank:
        return downloads_unread(context, "3.1.2-2") or services_missing(context, "3.1.2-2", "未见办事表格")
    fillable = words(context, "3.1.2", "fillable")
    good = [(page, file) for page, file in blank if file.extension in fillable]
    examples = [(page, file) for page, file in files if has_any(file.text, words(context, _GUIDES, "示范文本"))]
    value = (Fraction(len(good), len(blank)) + (1 if examples else 0)) / 2
    sentence = f"办事表格{len(blank)}个，可编辑格式{len(good)}个；示范文本{len(examples)}个。"
    places = [see(page.url, file.text) for page, file in [*examples[:2], *blank[:4]]]
    finding = settle(context, "3.1.2-2", value, sentence, places, sure=value == 1 and not services_unread(context))
    return finding if finding.state == "judged" else proposal(finding)
