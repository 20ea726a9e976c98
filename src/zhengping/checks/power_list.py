"""1.2.2 权责清单: column, completeness and yearly change, adjustments, feedback."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from zhengping.checks.context import Context, check
from zhengping.checks.finding import Finding
from zhengping.checks.tools import (
    GUESS,
    Document,
    all_columns,
    column_point,
    documents,
    files_of,
    fresh,
    has_any,
    in_columns,
    named_columns,
    only_attachment,
    pageless,
    see_file,
    seen,
    settle,
    share,
    titled,
    undecided,
    unread_columns,
    unread_files,
    words,
    zero,
)
from zhengping.reading.facts import Page
from zhengping.reading.site import Column, FetchedFile

CODE = "1.2.2"
_QUOTED_ITEM = re.compile(r"“([^”\n]{4,40})”")
_SHORTEST_ITEM = 4
_LEAST_LIST = 200
"""Characters; a shorter text is no list in which an item could be missed."""
PARTS = {
    "item_class": "权力分类",
    "item_name": "项目名称",
    "item_basis": "实施依据",
    "duty_items": "责任事项",
    "duty_basis": "责任事项依据",
}


def list_columns(context: Context) -> list[Column]:
    """Columns of the list itself; 双随机 or 意见箱 may serve the indicator but hold no list."""
    return named_columns(all_columns(context.site), words(context, CODE, "core_columns"))


def lists(context: Context) -> list[Document]:
    """Documents that are a list of powers and duties, by their title, wherever they stand."""
    return titled(context, words(context, CODE, "list_titles"), without=words(context, CODE, "list_not"))


@check("1.2.2-1")
def column(context: Context) -> Finding:
    """权责清单 column, with content."""
    return column_point(context, "1.2.2-1", list_columns(context), "权责清单栏目")


@check("1.2.2-2")
def completeness(context: Context) -> Finding:
    """Half the share of five parts of the list, half its update within the year."""
    columns = list_columns(context)
    found = list({document.url: document for document in [*lists(context), *_lists_in(context, columns)]}.values())
    pages = [page for column in columns for page in column.pages if _parts(context, page)]
    if not found and not pages and not any(_heads(context, file.text) for file in _files(context, columns, [])):
        if missing := unread_columns(columns):
            return undecided(context, "1.2.2-2", missing, "权责清单未能读到")
        return zero(context, "1.2.2-2", "未见权责清单", columns, anywhere=not columns)
    parts: set[str] = set()
    for page in [*pages, *(document.article.page for document in found if document.article)]:
        parts |= _parts(context, page)
    files = _files(context, columns, found)
    shown = [file for file in files if _heads(context, file.text)]
    for file in shown:
        parts |= _heads(context, file.text)
    closed = [document for document in found if only_attachment(document) or unread_files(document)]
    recent = fresh(context, found)
    half = Fraction(1, 2)
    whole = share(parts, PARTS)
    unknown = bool(closed) and len(parts) < len(PARTS)
    value = half * (max(whole, half) if unknown else whole) + (half if recent else 0)
    newest = max((document.day for document in found if document.day), default=None)
    missing_parts = [PARTS[name] for name in PARTS if name not in parts]
    sentence = f"权责清单{len(found) or len(pages) or len(shown)}份"
    sentence += f"，最新{newest}" if newest else "，未注明日期"
    sentence += "，一年内有更新" if recent else "，一年内无更新"
    if shown:
        sentence += f"；读了附件中的清单{len(shown)}份"
    if unknown:
        why = "".join(f"（{reason}）" for reason in unread_files(closed[0])[:1])
        sentence += f"；读到要素{len(parts)}项，《{closed[0].title}》的内容在附件中或未读到{why}"
        sentence += "，按一半估计，由人工确认"
    else:
        sentence += f"；五项要素见到{len(parts)}项" + (f"，缺{'、'.join(missing_parts)}" if missing_parts else "")
    wanted = [] if recent else ["按最新事项调整权责清单并注明日期"]
    if unknown:
        wanted.append("在网页上或用可读取的表格附件列出清单全文，写明五项要素（先人工打开现有附件核对）")
    elif missing_parts:
        wanted.append(f"在清单中补充{'、'.join(missing_parts)}")
    advice = "；".join(wanted) + "。" if wanted else None
    heads = [word for name in PARTS for word in words(context, CODE, name)]
    inside = [see_file(file, has_any(file.text, heads)) for file in shown[:2]]
    evidence = seen(*(document.see() for document in found[:4]), *inside, *pages[:2], *columns[:2])
    sure = value == 1
    return settle(
        context, "1.2.2-2", value, sentence + "。", evidence, sure=sure, confidence=0.9 if sure else 0.65, advice=advice
    )


def _lists_in(context: Context, columns: list[Column]) -> list[Document]:
    kinds = words(context, CODE, "kinds")
    return [document for document in in_columns(context, columns) if has_any(document.title, kinds)]


def _files(context: Context, columns: list[Column], found: list[Document]) -> list[FetchedFile]:
    """Attachments of the list's documents and of its columns' own pages, each once."""
    files = [file for document in found for file in document.files]
    files += [file for column in columns for page in column.pages for file in files_of(context.site, page)]
    return list({file.url: file for file in files}.values())


def _parts(context: Context, page: Page) -> set[str]:
    """Parts of the list that the page shows as heads of a table or as labels; a law's text is no list."""
    heads = " ".join(cell for table in page.tables for row in table[:4] for cell in row)
    text = heads or page.text[:4000]
    return _named(context, text)


def _heads(context: Context, text: str) -> set[str]:
    """Parts of the list in a file's text: at its beginning, or in the head of a table further on (one line)."""
    found = _named(context, text[:4000])
    for line in text[4000:].splitlines() if len(found) < len(PARTS) else ():
        if "\t" in line:
            found |= _named(context, line)
    return found


def _named(context: Context, text: str) -> set[str]:
    found = {name for name in PARTS if has_any(text, words(context, CODE, name))}
    return found if len(found) >= 2 else set()


@check("1.2.2-3")
def adjustments(context: Context) -> Finding:
    """Notices of cancelled, delegated or taken-over items, and a list that is newer than they are."""
    verbs, objects = words(context, CODE, "adjustments"), words(context, CODE, "adjusted")
    notices = [
        document
        for document in fresh(context, documents(context))
        if has_any(document.title, verbs) and has_any(document.title, objects)
    ]
    if not notices and not list_columns(context) and not lists(context):
        return zero(context, "1.2.2-3", "未见权责清单，也未见取消、下放、承接事项的调整", anywhere=True)
    if not notices:
        sentence = "一年内未见取消、下放、承接事项的文件，权责清单是否应调整由人工判断。"
        updated = bool(fresh(context, lists(context)))
        value = Fraction(1, 2) if updated else Fraction(1, 4)
        sentence = sentence.replace(
            "由人工判断", f"由人工判断；清单一年内{'有' if updated else '无'}更新，暂按{value}提出"
        )
        return settle(context, "1.2.2-3", value, sentence, list_columns(context)[:3], sure=False, confidence=0.4)
    own = {document.url for document in notices}
    newest_list = max((d.day for d in lists(context) if d.day and d.url not in own), default=None)
    titles = words(context, CODE, "list_titles")
    followed = [
        document
        for document in notices
        if has_any(document.title, titles) or (newest_list and document.day and newest_list >= document.day)
    ]
    behind = [document for document in notices if document not in followed]
    first = (behind or notices)[0]
    value = max(Fraction(1, 4), Fraction(len(followed), len(notices)))
    sentence = f"一年内有事项调整文件{len(notices)}件，如{first.day}《{first.title}》"
    if not behind:
        sentence += "，清单随后有更新；"
    else:
        sentence += f"，其中{len(behind)}件以后权责清单没有更新（最新为{newest_list or '未注日期'}）；"
    named, kept = _cancelled(context, notices)
    if kept:
        value = max(Fraction(1, 4), value * (1 - Fraction(len(kept), len(named))))
    sentence += f"文件点名取消的事项{len(named)}项，清单中仍列{len(kept)}项" if named else ""
    sentence += f"，如“{kept[0]}”；" if kept else "；" if named else ""
    sentence += "逐项是否对应由人工确认。"
    evidence = seen(*(document.see() for document in notices[:4]), *list_columns(context)[:2])
    return settle(context, "1.2.2-3", value, sentence, evidence, sure=False, confidence=GUESS)


def _cancelled(context: Context, notices: list[Document]) -> tuple[list[str], list[str]]:
    """(items that notices of cancellation name, those of them that the list still holds), as far as it was read.

    Names stand in quotation marks, or in a table below a head for names; without a readable list nothing is told.
    """
    verbs, heads = words(context, CODE, "cancelled"), words(context, CODE, "item_name")
    pages = [*(page for column in list_columns(context) for page in column.pages)]
    own = {document.url for document in notices}
    text = "\n".join([*(page.text for page in pages), *(d.whole_text for d in lists(context) if d.url not in own)])
    tables = [table for page in pages for table in page.tables]
    text += "\n".join(cell for table in tables for row in table for cell in row)
    named: dict[str, None] = {}
    for document in notices:
        if not has_any(document.title, verbs) or document.article is None:
            continue
        quoted = _QUOTED_ITEM.findall(document.text)
        rows = [row for table in document.article.page.tables for row in _below(table, heads)]
        named |= dict.fromkeys(name.strip() for name in [*quoted, *rows] if len(name.strip()) >= _SHORTEST_ITEM)
    if len(text) < _LEAST_LIST:
        return [], []
    return list(named), [name for name in named if name in text]


def _below(table: Sequence[Sequence[str]], heads: tuple[str, ...]) -> list[str]:
    """The cells of a table's column whose head is one of `heads`."""
    at = next((n for n, cell in enumerate(table[0]) if has_any(cell, heads)), None) if table else None
    return [row[at] for row in table[1:] if len(row) > at] if at is not None else []


@check("1.2.2-4")
def feedback(context: Context) -> Finding:
    """A feedback mailbox or form on the list's own pages; the site's general mailbox does not count."""
    columns = list_columns(context)
    pages = [page for column in columns for page in column.pages]
    if not pages:
        if missing := pageless(columns):
            return undecided(context, "1.2.2-4", missing, "权责清单栏目未读到，有无意见信箱不知")
        return zero(context, "1.2.2-4", "无权责清单栏目，也无相应的意见反馈渠道", anywhere="columns")
    forms = [page for page in pages if any(form.purpose in ("mailbox", "opinion", "comment") for form in page.forms)]
    if forms:
        sentence = "权责清单栏目有在线提交意见的表单（未提交，能否使用需实测）。"
        return settle(context, "1.2.2-4", 1, sentence, forms[:3], sure=False, confidence=0.75)
    labels = words(context, CODE, "feedback")
    links = [
        (page, link)
        for page in pages
        for link in page.links
        if link.region not in ("nav", "footer", "breadcrumb") and has_any(link.label, labels) and len(link.label) <= 14
    ]
    home = {link.url for link in context.site.home.links} if context.site.home else set()
    own = [(page, link) for page, link in links if link.url not in home]
    if own:
        page, link = own[0]
        sentence = f"权责清单栏目有“{link.label}”入口，能否在线提交需实测。"
        return settle(context, "1.2.2-4", Fraction(3, 4), sentence, [page, link.url], sure=False, confidence=0.65)
    return zero(context, "1.2.2-4", "权责清单栏目未见意见反馈信箱或在线提交意见的表单", columns)
