"""1.1.3 文件资料: columns, completeness with classes and search, and marks of validity."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from zhengping.checks.context import Context, check
from zhengping.checks.finding import Finding
from zhengping.checks.offices import full_names, is_own
from zhengping.checks.tools import (
    GUESS,
    Document,
    column_point,
    core_columns,
    documents,
    has_any,
    in_columns,
    named_columns,
    naming,
    needs_person,
    seen,
    settle,
    undecided,
    unread_columns,
    words,
    zero,
)

CODE = "1.1.3"
_QUOTED = re.compile(r"《([^《》]{6,120})》")
_INNER = re.compile(r"[《〈＜]([^《》〈〉＜＞]{4,120})[》〉＞]")
_NUMBER = re.compile(r"[〔\[［(（]\s*((?:19|20)\d{2})\s*[〕\]］)）]\s*(\d{1,4})\s*号")


@check("1.1.3-1")
def column(context: Context) -> Finding:
    """Columns for rules, normative documents, policies and laws."""
    return column_point(context, "1.1.3-1", core_columns(context, CODE))


@check("1.1.3-2")
def completeness(context: Context) -> Finding:
    """Half for what is published (laws, own documents), half for classes and search inside the library."""
    columns = core_columns(context, CODE)
    if all(column.state == "blank" for column in columns):
        scattered = [document for document in documents(context) if _issued_here(context, document)]
        if not scattered and columns:
            return zero(context, "1.1.3-2", "文件资料栏目没有文件", columns, anywhere=True)
        if not scattered:
            return zero(context, "1.1.3-2", "未找到文件资料栏目，也未见本部门文件", anywhere=True)
        sentence = f"文件资料栏目{naming(columns)}为空白" if columns else "无文件资料栏目"
        sentence += f"，本部门文件{len(scattered)}份散见于其他栏目，如《{scattered[0].title}》，没有分类和检索。"
        evidence = seen(*(document.see() for document in scattered[:4]))
        return settle(context, "1.1.3-2", Fraction(1, 4), sentence, evidence, sure=False, confidence=GUESS)
    found = in_columns(context, columns)
    if not found:
        if missing := unread_columns(columns):
            return undecided(context, "1.1.3-2", missing, "文件资料栏目未能读到内容")
        return zero(context, "1.1.3-2", "文件资料栏目没有文件", columns)
    laws = [document for document in found if _is_law(context, document)]
    own = [document for document in found if _is_own(context, document)]
    own = own or [document for document in documents(context) if _issued_here(context, document)]
    pages = [page for column in columns for page in column.pages]
    labels = [link.label for page in pages for link in page.links if link.region != "list"]
    labels += [entry.name for page in pages for entry in page.menus]
    classes = has_any(" ".join(labels), words(context, CODE, "facets"))
    search = next(
        (
            form
            for page in pages
            for form in page.forms
            if has_any(form.text + "".join(field.label + field.name for field in form.fields), _search(context))
        ),
        None,
    )
    published = Fraction(bool(laws) + bool(own), 2)
    functions = Fraction(bool(classes) + (search is not None), 2)
    value = (published + functions) / 2
    newest = max((document.day for document in own if document.day), default=None)
    sentence = f"文件资料栏目共{len(found)}条：法律法规{len(laws)}条，本部门文件{len(own)}条"
    sentence += f"（最新{newest}）" if newest else ""
    sentence += f"；分类{f'有“{classes}”' if classes else '未见'}，文件检索{'有表单' if search else '未见'}"
    lacking = [
        what
        for what, there in (
            ("法律法规", laws),
            ("本部门文件", own),
            ("按主题或年份分类", classes),
            ("文件检索", search),
        )
        if not there
    ]
    advice = f"补充{'、'.join(lacking)}，并保证文件发布齐全。" if lacking else ""
    evidence = seen(*columns[:3], *(document.see() for document in (laws[:1] + own[:2])))
    sentence += "；是否全面由人工确认。"
    return settle(context, "1.1.3-2", value, sentence, evidence, sure=False, confidence=GUESS, advice=advice)


@dataclass(frozen=True)
class Outdated:
    """A document of the site that a later one repeals, amends or replaces, and whether its page says so."""

    document: Document
    by: Document
    marked: bool


@check("1.1.3-3")
def validity(context: Context) -> Finding:
    """Marked documents over those known to need a mark; where none is known, an expert."""
    known = outdated(context)
    columns = core_columns(context, CODE)
    if not known:
        sentence = "未发现已被废止、修改或替代而仍在站内的文件，有效性标注由人工判断。"
        return needs_person(context, "1.1.3-3", sentence, columns[:4])
    marked = [case for case in known if case.marked]
    first = next((case for case in known if not case.marked), known[0])
    sentence = f"发现{len(known)}份文件已被后来的文件废止、修改或替代，其中{len(marked)}份在原页面作了标注"
    sentence += f"；如《{first.document.title}》因{first.by.day or ''}《{first.by.title}》" if not first.marked else ""
    sentence += "应标注而未标注" if not first.marked else ""
    evidence = seen(*(place for case in known[:4] for place in (case.document.see(), case.by.see())))
    value = Fraction(len(marked), len(known))
    return settle(context, "1.1.3-3", value, sentence + "。", evidence, sure=False, confidence=0.7)


def outdated(context: Context) -> list[Outdated]:
    """Documents named in a later notice of repeal or amendment, and older issues of a text issued again."""
    memory = context.site.memory
    if "outdated" not in memory:
        memory["outdated"] = _outdated(context)
    return list(memory["outdated"])


def _outdated(context: Context) -> list[Outdated]:
    marks = words(context, CODE, "marks")
    repeal, not_repeal = words(context, CODE, "repeal_titles"), words(context, CODE, "repeal_not")
    by_core: dict[str, list[Document]] = {}
    by_number: dict[tuple[str, str], list[Document]] = {}
    for document in documents(context):
        own_number = document.article.page.document_number if document.article else ""
        for number in _NUMBER.findall(own_number):
            by_number.setdefault(number, []).append(document)
        core = core_title(document.title)
        if len(core) >= 6:
            by_core.setdefault(core, []).append(document)
    found: dict[str, Outdated] = {}

    def add(old: Document, new: Document) -> None:
        page = old.article.page if old.article else None
        marked = bool(has_any(old.title, marks)) or bool(page and has_any(page.validity, marks))
        found.setdefault(old.url, Outdated(old, new, marked))

    for notice in documents(context):
        if not has_any(notice.title, repeal) or has_any(notice.title, not_repeal) or notice.article is None:
            continue
        text = notice.title + notice.text
        named = [old for name in dict.fromkeys(_QUOTED.findall(text)) for old in by_core.get(core_title(name), [])]
        numbered = [old for number in dict.fromkeys(_NUMBER.findall(text)) for old in by_number.get(number, [])]
        for old in [*named, *numbered]:
            if old.url != notice.url and old.article and _earlier(old, notice):
                add(old, notice)
    library = {id(document) for document in in_columns(context, core_columns(context, CODE))}
    for issues in by_core.values():
        dated = [document for document in issues if document.day and document.article and id(document) in library]
        for old, new in zip(dated[1:], dated, strict=False):
            if old.day and new.day and (new.day - old.day).days > 300 and old.text[:400] != new.text[:400]:
                add(old, new)
    return sorted(found.values(), key=lambda case: case.document.url)


def core_title(title: str) -> str:
    """What a document is called without who issued it, how, and its year: 关于印发《甲办法》的通知 -> 甲办法."""
    if quoted := _INNER.findall(title):
        title = max(quoted, key=len)
    title = re.sub(r"^.{0,24}?关于(?:印发|发布|公布)?|的(?:通知|公告|公示|函)$", "", title.strip())
    return re.sub(r"[（(][^（()）]*[)）]|(?:19|20)\d{2}年度?|[\s“”\"：:，,]", "", title)


def _earlier(old: Document, new: Document) -> bool:
    return old.day is None or new.day is None or old.day < new.day


def _is_law(context: Context, document: Document) -> bool:
    title = re.sub(r"[（(].*?[)）]|[《》\s]", "", document.title)
    return title.endswith(words(context, CODE, "law_endings")) and not title.endswith(("办法", "作法", "做法", "方法"))


def _is_own(context: Context, document: Document) -> bool:
    """Own: a document number, or a notice, measure or rule in a column for own documents, that is no law."""
    if _is_law(context, document):
        return False
    own = named_columns(document.columns, words(context, CODE, "own_columns"))
    number = bool(document.article and document.article.page.document_number)
    title = re.sub(r"[（(].*?[)）]|[《》\s]", "", document.title)
    return number or (
        bool(own) and title.endswith((*words(context, CODE, "rule_endings"), "通知", "公告", "方案", "清单"))
    )


def _issued_here(context: Context, document: Document) -> bool:
    """A document of the office outside the library: its name, 关于, and the kind of document at the end; or a rule in
    full that the office itself is the source of."""
    title = re.sub(r"[（(].*?[)）]|[《》\s]", "", document.title)
    kinds = (*words(context, CODE, "rule_endings"), "通知", "方案")
    if "关于" in title and title.endswith(kinds) and has_any(title.split("关于")[0], full_names(context)):
        return True
    own = document.article is not None and is_own(context, document.article.source)
    return (
        own and title.endswith(words(context, CODE, "own_rules")) and not has_any(title, words(context, CODE, "drafts"))
    )


def _search(context: Context) -> tuple[str, ...]:
    return words(context, CODE, "search_labels")
