"""1.1.3 文件资料: columns, completeness with classes and search, and marks of validity."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from zhengping.checks.context import Context, check
from zhengping.checks.finding import Evidence, Finding
from zhengping.checks.offices import full_names, is_own
from zhengping.checks.outdated import Outdated, repeals
from zhengping.checks.quoting import quote
from zhengping.checks.tools import (
    GUESS,
    LIKELY,
    Document,
    Place,
    column_point,
    core_columns,
    documents,
    has_any,
    in_columns,
    named_columns,
    naming,
    needs_person,
    see,
    seen,
    settle,
    undecided,
    unread_columns,
    words,
    zero,
)
from zhengping.reading.site import Column

CODE = "1.1.3"
_NAMED = 4
"""Documents without a mark that the sentence names; the rest is counted."""
_QUOTED = 60
"""Characters of a quotation in the sentence."""


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
    parts = library_parts(context, columns)
    assert parts is not None
    return parts.finding(context, parts.search)


@dataclass(frozen=True)
class LibraryParts:
    """What the document library shows: laws, the office's own documents, a word by which they are sorted, and whether
    a form to search them stands there."""

    columns: tuple[Column, ...]
    found: tuple[Document, ...]
    laws: tuple[Document, ...]
    own: tuple[Document, ...]
    classes: str
    search: bool

    @property
    def all_but_search(self) -> bool:
        """Whether everything is there, the search left aside."""
        return bool(self.laws and self.own and self.classes)

    def value(self, search: bool) -> Fraction:
        """Half for what is published, half for classes and search."""
        published = Fraction(bool(self.laws) + bool(self.own), 2)
        return (published + Fraction(bool(self.classes) + search, 2)) / 2

    def sentence(self) -> str:
        """What was read, the search left aside."""
        newest = max((document.day for document in self.own if document.day), default=None)
        said = f"文件资料栏目共{len(self.found)}条：法律法规{len(self.laws)}条，本部门文件{len(self.own)}条"
        said += f"（最新{newest}）" if newest else ""
        return f"{said}；分类{f'有“{self.classes}”' if self.classes else '未见'}"

    def advice(self, search: bool) -> str:
        """What to add."""
        parts = (
            ("法律法规", self.laws),
            ("本部门文件", self.own),
            ("按主题或年份分类", self.classes),
            ("文件检索", search),
        )
        lacking = [what for what, there in parts if not there]
        return f"补充{'、'.join(lacking)}，并保证文件发布齐全。" if lacking else ""

    def evidence(self) -> tuple[Evidence, ...]:
        """The columns and some of their documents."""
        return seen(*self.columns[:3], *(document.see() for document in (*self.laws[:1], *self.own[:2])))

    def finding(self, context: Context, search: bool) -> Finding:
        """As the pages alone tell it: a form is no proof that it finds anything."""
        sentence = f"{self.sentence()}，文件检索{'有表单' if search else '未见'}；是否全面由人工确认。"
        return settle(
            context,
            "1.1.3-2",
            self.value(search),
            sentence,
            self.evidence(),
            sure=False,
            confidence=GUESS,
            advice=self.advice(search),
        )


def library_parts(context: Context, columns: Sequence[Column] | None = None) -> LibraryParts | None:
    """What the columns of documents show; None where they show no document."""
    columns = core_columns(context, CODE) if columns is None else columns
    found = in_columns(context, columns)
    if not found:
        return None
    laws = [document for document in found if _is_law(context, document)]
    own = [document for document in found if _is_own(context, document)]
    own = own or [document for document in documents(context) if _issued_here(context, document)]
    pages = [page for column in columns for page in column.pages]
    labels = [link.label for page in pages for link in page.links if link.region != "list"]
    labels += [entry.name for page in pages for entry in page.menus]
    classes = has_any(" ".join(labels), words(context, CODE, "facets"))
    search = any(
        has_any(form.text + "".join(field.label + field.name for field in form.fields), _search(context))
        for page in pages
        for form in page.forms
    )
    return LibraryParts(tuple(columns), tuple(found), tuple(laws), tuple(own), classes, search)


@check("1.1.3-3")
def validity(context: Context) -> Finding:
    """Marked documents over those known to need a mark; where none is known, an expert."""
    found = repeals(context)
    columns = core_columns(context, CODE)
    if not found.cases:
        sentence = "未发现已被废止、修改或替代而仍在站内的文件"
        if found.unread:
            sentence += f"；公告点名的《{found.unread[0].title}》等{len(found.unread)}份在列表中，原页面未读到"
        elif found.absent:
            sentence += f"；公告点名的{found.absent}份文件不在站内"
        sentence += "，有效性标注由人工判断。"
        looked: list[Place] = [*(document.see() for document in found.notices[:3]), *columns[:4]]
        return needs_person(context, "1.1.3-3", sentence, looked)
    marked = [case for case in found.cases if case.marked]
    bare = [case for case in found.cases if not case.marked]
    sentence = f"发现{len(found.cases)}份文件已被后来的文件废止、修改或替代，其中{len(marked)}份在原页面作了标注"
    if bare:
        sentence += f"；应标注而未标注的：{'；'.join(map(_told, bare[:_NAMED]))}"
        sentence += f"；等{len(bare)}份" if len(bare) > _NAMED else ""
    if found.unread:
        sentence += f"；另有{len(found.unread)}份被点名的文件原页面未读到"
    places = [place for case in [*bare[:3], *marked[:1]] for place in _both(case)]
    value = Fraction(len(marked), len(found.cases))
    certain = all(case.words and case.certain for case in found.cases) and not found.unread
    confidence = LIKELY if certain else 0.7
    return settle(context, "1.1.3-3", value, sentence + "。", seen(*places), sure=False, confidence=confidence)


def _told(case: Outdated) -> str:
    """One document without a mark, with both quotations: what the notice says of it and what its own page says."""
    by = f"{case.by.day or '未注日期'}《{case.by.title}》"
    how = f"写明“{quote(case.words, case.document.title, _QUOTED)}”" if case.words else "重新发布了同一文件"
    page = f"原页面只写着“{quote(case.mark, length=20)}”" if case.mark else "原页面没有任何标注"
    return f"《{case.document.title}》（{case.document.day or '未注日期'}）：{by}{how}，{page}"


def _both(case: Outdated) -> tuple[Evidence, Evidence]:
    """The document with what its page says, and the notice with what that says of it."""
    said = f"，页面写着“{case.mark}”" if case.mark else "，页面没有有效性标注"
    old = see(case.document.url, f"{case.document.day or ''} {case.document.title}{said}".strip())
    return old, see(case.by.url, case.words) if case.words else case.by.see()


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
