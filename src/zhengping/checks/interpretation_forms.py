"""The forms in which an interpretation explains its policy: text, pictures, audio, video, animation, and how it is told
(questions and answers, press conference, interview). Named by titles and columns, seen by what the page holds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhengping.checks.context import Context
from zhengping.checks.document_names import quotations
from zhengping.checks.tools import Document, has_any, words

_INDICATOR = "2.1"
NOT_TEXT = ("图解", "视频", "音频", "动漫", "数字化")
"""Forms that 2.1-3 counts."""
TOLD = ("问答", "新闻发布会", "专访")
"""Forms that are text, told in a way of their own (2.1-2)."""
_MOST_TEXT_OF_A_PICTURE = 200
"""Characters; a page with body pictures and less text than this explains by its pictures."""
_FILES = {
    "视频": ("mp4", "flv", "avi", "wmv", "mov", "mkv", "m3u8", "rmvb"),
    "音频": ("mp3", "wav", "m4a", "wma", "aac", "amr"),
}
_QUESTION = re.compile(r"^(?:问|记者问?|提问|主持人)[:：]", re.M)
_QUESTIONS = 2
"""Questions in a text that make it questions and answers."""


def forms_of(context: Context, document: Document) -> list[str]:
    """The forms of one interpretation, in the order of the table; 文字 where none other is seen."""
    title = _own_words(document)
    said = [title, *(column.name for column in document.columns)]
    found = {form for form in (*NOT_TEXT, *TOLD) if any(has_any(text, _words(context, form)) for text in said)}
    page = document.article.page if document.article else None
    if page is not None:
        kinds = {media.kind for media in page.media if _loads(context, media.url)}
        found |= {"视频"} if kinds & {"video", "flash"} and "动漫" not in found else set()
        found |= {"音频"} if "audio" in kinds else set()
        for form, extensions in _FILES.items():
            if any(file.extension in extensions and _loads(context, file.url) for file in page.attachments):
                found.add(form)
        shown = [picture for picture in page.pictures if picture.in_body and _loads(context, picture.url)]
        found |= {"图解"} if shown and len(page.text) < _MOST_TEXT_OF_A_PICTURE else set()
        found |= {"问答"} if len(_QUESTION.findall(page.text)) >= _QUESTIONS else set()
        dead = bool(page.media) and not kinds
        found -= {"视频", "音频"} if dead and not _files_load(context, document) else set()
    return [form for form in (*NOT_TEXT, *TOLD) if form in found] or ["文字"]


def examples_of(context: Context, found: Sequence[Document], forms: Sequence[str]) -> dict[str, list[Document]]:
    """The interpretations of each of the forms, forms without any left out."""
    by_form: dict[str, list[Document]] = {form: [] for form in forms}
    for document in found:
        for form in forms_of(context, document):
            if form in by_form:
                by_form[form].append(document)
    return {form: examples for form, examples in by_form.items() if examples}


def listing(context: Context, found: Sequence[Document]) -> str:
    """All forms of the interpretations with their numbers, for a sentence: 图解2篇、问答1篇、文字5篇."""
    by_form = examples_of(context, found, (*NOT_TEXT, *TOLD, "文字"))
    return "、".join(f"{form}{len(examples)}篇" for form, examples in by_form.items())


def may_hide_forms(document: Document) -> bool:
    """Whether a page was not read, or shows pictures or players that may be a form that its title does not name."""
    if document.article is None:
        return True
    page = document.article.page
    return bool(page.media) or page.scripted or any(picture.in_body for picture in page.pictures)


def _words(context: Context, form: str) -> tuple[str, ...]:
    return words(context, _INDICATOR, f"form_{form}")


def _own_words(document: Document) -> str:
    """A title without the names in title marks: 《视频监控管理办法》解读 is no video."""
    title = document.title
    for name in quotations(title):
        title = title.replace(name, "")
    return title


def _files_load(context: Context, document: Document) -> bool:
    page = document.article.page if document.article else None
    extensions = (*_FILES["视频"], *_FILES["音频"])
    return page is not None and any(f.extension in extensions and _loads(context, f.url) for f in page.attachments)


def _loads(context: Context, url: str) -> bool:
    """Whether an address is not known to be missing; one that was not asked for counts as there."""
    file = context.site.files.get(url)
    return (file.outcome if file else context.site.outcomes.get(url, "ok")) not in ("not-found", "soft-not-found")
