"""Who issued a page: its source (来源) and author, as its strip or its table of properties names them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from zhengping.reading.document import Document
from zhengping.reading.facts import Fact
from zhengping.reading.script_values import expressions_behind

_SOURCE_LABELS = (
    r"(?:信息|文章|内容|稿件|新闻|消息|资料|本文|数据)?来\s*源(?:单位|部门|于)?|稿\s*源|出\s*处|供稿(?:单位|部门|人)?|"
    r"发布(?:机构|单位|部门)|信息提供(?:单位|部门)?|发文(?:机关|机构|单位)|公开(?:单位|部门|机构|主体)"
)
_SOURCE = re.compile(r"(?<![\u4e00-\u9fff])(" + _SOURCE_LABELS + r")\s*[】\]]?\s*[:：]\s*")
_GLUED_SOURCE = re.compile(r"((?:信息|文章|内容|稿件|新闻)?来源)\s*[:：]\s*")
_AUTHOR = re.compile(r"(?:作\s*者|撰稿(?:人)?|记\s*者|文章作者|拟稿人)\s*[:：]\s*")
_NEXT_LABEL = re.compile(
    r"\s*(?:[【】\[\]|｜<>{}]|(?:发布|发表|发稿|公布|公开|录入|上传|添加|更新|刊发|上网|成文|发文|编辑|创建|信息|文章)?(?:时\s*间|日\s*期)\s*[:：]|"
    r"(?:发布|更新|录入)[于在]?\s*(?=(?:19|20)\d\d)|(?:责任|文字|网络|本网|值班|图片|执行)?编\s*辑\s*[:：]?|责\s*编|作\s*者\s*[:：]?|撰稿\s*[:：]?|记者\s*[:：]|审核|审签|校对|摄影\s*[:：]|"
    r"发布(?:人|者|机构|单位|部门)\s*[:：]|录入(?:人|者)?\s*[:：]|浏\s*览|点\s*击|阅\s*读|访问|人气|查看|次数|关注度|"
    r"(?:文字|文章)?\s*字\s*[体号]|字\s*大\s*小|大\s*中\s*小|大小\s*[:：]|\bA[+-]|视力保护|保护视力|背景色|打\s*印|分\s*享|收\s*藏|关\s*闭|返\s*回|复制|朗读|语音|我要纠错|纠错|"
    r"索引号|文\s*号|发文字号|主题(?:词|分类)|体裁|有效性|效力|公开(?:方式|范围|时限|类别|程序)|信息(?:类别|名称|分类)|栏目\s*[:：]|来\s*源\s*[:：]|"
    r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2})"
)
_EMPTY = frozenset(
    {"", "-", "--", "—", "——", "/", "无", "暂无", "未知", "不详", "null", "NULL", "undefined", "None", "none", "空"}
)
_TRIM = " \t:：,，;；|/\\()（）[]【】<>·-—_\"'“”"
_LONGEST = 60
_IN_HTML = re.compile(r"来\s*源\s*[:：]\s*(?:</?\w+[^<>]{0,80}>\s*){0,3}<script[^>]*>(.{0,300}?)</script", re.S | re.I)
_EMPTY_IN_HTML = re.compile(r"来\s*源\s*[:：]\s*((?:</?\w+[^<>]{0,120}>\s*){1,4})")
_QUOTED = re.compile(r"[\"']([^\"'<>=;]{2,40})[\"']")
_PROPERTY_LABELS = (
    *("信息来源", "来源", "发布机构", "发布单位", "发布部门"),
    *("发文机关", "发文单位", "发文机构", "公开主体", "公开单位"),
)


def read_source(
    document: Document, strip_line: int | None, title_line: int | None, properties: Mapping[str, str], meta: str
) -> Fact | None:
    """The displayed source; an empty one (来源： 作者：…) is none, and the ContentSource meta tag is asked last.

    `strip_line`, `title_line`: indexes among the page's lines of the line with the date and of the title.
    """
    lines = document.lines
    for index in _places(strip_line, title_line, len(lines)):
        line = lines[index]
        if len(line) > 400:
            continue
        for pattern in (_SOURCE, _GLUED_SOURCE):
            label = pattern.search(line)
            if label is None:
                continue
            value = _value(line[label.end() :])
            if value:
                return Fact(value, "strip", line[:120])
            if not label.start() and not line[label.end() :].strip(_TRIM) and (value := _next_line(lines, index)):
                return Fact(value, "strip", f"{line[:80]} {value}")
    for name in _PROPERTY_LABELS:
        if value := _value(properties.get(name, "")):
            return Fact(value, "table", name)
    if value := _written_by_script(document):
        return Fact(value, "script")
    if value := _value(re.sub(r"^\s*来\s*源\s*[:：]", "", meta)):
        return Fact(value, "meta", meta)
    return None


def read_author(document: Document, strip_line: int | None, title_line: int | None) -> str:
    """The author that the strip names, or an empty text."""
    for index in _places(strip_line, title_line, len(document.lines)):
        line = document.lines[index]
        if len(line) <= 400 and (label := _AUTHOR.search(line)):
            return _value(line[label.end() :])
    return ""


def _places(strip_line: int | None, title_line: int | None, total: int) -> list[int]:
    """Indexes of the lines where a source is looked for, the likeliest first."""
    places: list[int] = []
    if strip_line is not None:
        places += [strip_line, strip_line + 1, strip_line - 1, strip_line + 2, strip_line - 2, strip_line + 3]
    if title_line is not None:
        places += range(title_line + 1, title_line + 7)
    return [index for index in dict.fromkeys(places) if 0 <= index < total]


def _value(text: str) -> str:
    """The words up to the next label, trimmed; empty where they name nobody."""
    text = text[:200]
    end = _NEXT_LABEL.search(text)
    value = (text[: end.start()] if end else text).strip(_TRIM)
    if value in _EMPTY or len(value) > _LONGEST or value.isdigit():
        return ""
    return value


def _next_line(lines: list[str], index: int) -> str:
    """The value in the line after a label that stands alone, as cells and blocks give it."""
    if index + 1 >= len(lines) or len(lines[index + 1]) > 40:
        return ""
    line = lines[index + 1]
    if "。" in line or re.search(r"[:：]", line) or _NEXT_LABEL.match(line):
        return ""
    return _value(line)


def _written_by_script(document: Document) -> str:
    """A source that a script writes right behind its label (来源：<script>var source='…')."""
    if "来源" not in document.html:
        return ""
    for script in _IN_HTML.finditer(document.html):
        for quoted in _QUOTED.finditer(script[1]):
            value = _value(quoted[1])
            if value and not value.isascii() and "来源" not in value:
                return value
    for window in _EMPTY_IN_HTML.finditer(document.html):
        if " id=" in window[1] or " class=" in window[1]:
            for expression in expressions_behind(document, window[1].partition("</")[0]):
                quoted_text = _QUOTED.match(expression.lstrip("( "))
                if quoted_text and (value := _value(quoted_text[1])) and not value.isascii():
                    return value
    return ""
