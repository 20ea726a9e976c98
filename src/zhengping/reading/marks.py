"""Marks of a page: validity, platform, viewport, scripts, what an https page loads by http."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from turbohtml import Element

from zhengping.reading.anchors import anchors_of, joiner_of
from zhengping.reading.document import Document, single_spaced
from zhengping.reading.script_text import script_text
from zhengping.reading.signs import signs_of

_VALIDITY = re.compile(
    r"(已废止|已失效|已修改|已修订|部分有效|部分失效|部分废止|现行有效|继续有效|全文有效|全文废止|全文失效|废止|失效|有效|修改|修订|宣布失效|已被修改|试行)"
)
_VALIDITY_LABEL = re.compile(
    r"(?:有\s?效\s?性|时\s?效\s?性?|效力(?:状态|情况)?|文件状态|有效状态|是否有效|有效性标[识注]|文件效力|规范性文件效力|效力级别状态)\s*[：:】\]]?\s*([\u4e00-\u9fa5]{1,8})"
)
_TITLE_MARK = re.compile(
    r"[（(\[【〔]\s*((?:已|全文|部分)?(?:废止|失效|修改|修订|有效)|[^（()）\[\]【】〔〕《》]{1,18}(?:废止|失效|停止执行))\s*[）)\]】〕]"
    r"|[\s-](已(?:废止|失效|修改))$"
)
_OF_ITSELF = re.compile(
    r"(?:本|此)(?:文件|件|文|办法|规定|通知|意见|公告|细则|方案|规范性文件)(?:[（(][^（()）]{0,20}[）)])?"
    r"(?:已|现已|业已)[^，。；《》]{0,24}?(废止|失效|停止执行|修改|修订)"
    r"|(?:本|此)(?:文件|件)[^，。；《》]{0,4}(?:于|自)\s?\d{4}年[^，。；《》]{0,16}?(废止|失效|停止执行)"
    r"|^[【\[（(]?(?:该|本|此)(?:文件|件|文)已?(?:经|被|宣布)?(废止|失效|修改|停止执行)[】\]）)。！]?$"
)
"""A short line in which a page speaks of its own document: 本文件已于2020年5月1日废止."""
_LONGEST_OF_ITSELF = 60
_ALONE = re.compile(
    r"[【\[（(]?(?:已废止|已失效|已修改|全文废止|全文失效|现行有效|继续有效|部分失效|部分废止|失效|废止)[】\]）)]?"
)
"""A mark that stands on a line of its own; several on a page are a list of other documents' states."""
_STAMP = re.compile(r"(?:feizhi|shixiao|youxiao|xiugai|fz|sx|yx)(?:_?\w{0,4})?\.(?:png|gif|jpe?g)$", re.I)
_STAMP_WORDS = {"feizhi": "已废止", "shixiao": "已失效", "youxiao": "有效", "xiugai": "已修改"}
_WORTH = {"是": "有效", "否": "失效"}
_FAMILY_MARKS = {
    "trs_jpaas": r"jpaas-publish-server|jpaas-jsearch|/api-gateway/jpaas",
    "gkmlpt": r"/gkmlpt/",
    "jcms": r"/module/web/jpage|/module/jslib|jcms|/jrobotfront/|/col/col\d+/|/art/\d{4}/\d+/\d+/art_",
    "trs_wcm": r"trs_editor|custom_unionstyle|trs_ueditor|/t\d{8}_\d+\.s?html|createpagehtml|was5/web|/t\d{7,}\.shtml",
    "visual_sitebuilder": r"visual sitebuilder|_sitegray|\.vsb\.css|vsbcontent|_vsl/",
    "siteserver": r"sitefiles/assets|siteserver|publishmentsystemid",
    "dedecms": r"dedecms|/plus/(?:list|view|search)\.php|templets/",
    "phpcms": r"phpcms|statics/js/|index\.php\?m=content",
    "empirecms": r"empirecms|/e/(?:search|public|data)/",
    "jeecms": r"jeecms|/r/cms/",
    "pageadmin": r"pageadmin",
    "wordpress": r"wp-content|wp-includes",
    "kaipu": r"/ucms|ucap",
    "asp_net": r"__viewstate|\.aspx\b",
}
"""Family of platforms -> its marks in addresses and source, in lower case."""

_FAMILIES = re.compile("|".join(f"(?P<{name}>{marks})" for name, marks in _FAMILY_MARKS.items()))
_FAMILY_SIGN = re.compile("|".join(_FAMILY_MARKS.values()))
"""The same without groups, which finds the place many times faster."""


def read_validity(document: Document, title: str, properties: dict[str, str]) -> str:
    """The mark of a document's validity (有效, 已废止, 已修改 …): from its title, a line of its own, properties, a
    label, or a stamp.

    Never from the prose: a text that speaks of another document's repeal says nothing of itself. What the page says in
    words goes before the table, whose 有效 may have been forgotten there.
    """
    if mark := _TITLE_MARK.search(title):
        return mark.group(1) or mark.group(2)
    if own := _said_of_itself(document):
        return own
    for name, value in properties.items():
        if (
            ("效" in name or "状态" in name)
            and re.search("有效性|时效|效力|文件状态|有效状态|是否有效|废止", name)
            and len(value) <= 12
        ):
            worth = _WORTH.get(value, value)
            if _VALIDITY.search(worth):
                return worth
    alone: list[str] = []
    text = document.text
    marked = "效" in text or "状态" in text or "废止" in text or "修改" in text
    for line in document.lines[:400] if marked else ():
        if len(line) > 300 or not ("效" in line or "状态" in line or "废止" in line or "修改" in line):
            continue
        label = _VALIDITY_LABEL.search(line)
        found = _VALIDITY.match(_WORTH.get(label.group(1), label.group(1))) if label else None
        if found:
            return found.group(0)
        if len(line) <= 8 and _ALONE.fullmatch(line):
            alone.append(line.strip("【】[]（）()"))
    if len(alone) == 1:
        return alone[0]
    for picture in document.by_tag("img"):
        source = (picture.attr("src") or "").rpartition("/")[2]
        words = (picture.attr("alt") or picture.attr("title") or "").strip()
        if words and re.fullmatch(r"(?:本文件?)?(?:已废止|已失效|已修改|废止|失效)", words):
            return words
        if source and _STAMP.search(source):
            for word, meaning in _STAMP_WORDS.items():
                if word in source.lower():
                    return meaning
    return ""


def _said_of_itself(document: Document) -> str:
    text = document.text
    if not ("废止" in text or "失效" in text or "停止执行" in text or "已" in text):
        return ""
    for line in document.lines[:400]:
        if len(line) > _LONGEST_OF_ITSELF or not ("废止" in line or "失效" in line or "停止" in line or "修" in line):
            continue
        if match := _OF_ITSELF.search(line.strip()):
            return "已" + next(word for word in match.groups() if word)
    return ""


def read_generator(document: Document) -> str:
    """What made the page: its generator meta tag, else the platform family by its marks; empty where unknown."""
    for element in document.by_tag("meta"):
        if (element.attr("name") or "").lower() == "generator":
            content = single_spaced(element.attr("content") or "")
            if content and not content.lower().startswith(("word", "microsoft word", "mshtml")):
                return content[:80]
    family = _family_of(signs_of(document))
    if family:
        return family
    words = [document.url, document.html[:400], document.html[-400:]]
    main = document.main
    if main is not None:
        words.append(f"{main.attr('class') or ''} {main.attr('id') or ''}")
    words += [anchor.url for anchor in anchors_of(document) if anchor.is_list_row][:3]
    if "createPageHTML" in script_text(document):
        words.append("createPageHTML")
    if any(element.attr("name") == "__VIEWSTATE" for element in document.by_tag("input")[:6]):
        words.append("__VIEWSTATE")
    return _family_of("\n".join(words))


@lru_cache(maxsize=1024)
def _family_of(words: str) -> str:
    words = words.lower()
    sign = _FAMILY_SIGN.search(words)
    found = _FAMILIES.match(words, sign.start()) if sign else None
    return (found.lastgroup or "").replace("_", "-") if found else ""


def read_viewport(document: Document) -> str:
    """The content of the viewport meta tag; empty where there is none."""
    for element in document.by_tag("meta"):
        if (element.attr("name") or "").lower() == "viewport":
            return single_spaced(element.attr("content") or "")
    return ""


def read_scripts(document: Document) -> tuple[str, ...]:
    """The addresses of the page's scripts, each once, in document order; their file names often tell the version."""
    join = joiner_of(document).join
    found: dict[str, None] = {}
    for element in document.by_tag("script"):
        source = element.attrs.get("src") if element.attrs else None
        if isinstance(source, str) and source:
            url = join(source)
            if url:
                found.setdefault(url)
    return tuple(found)


def read_insecure(document: Document) -> tuple[str, ...]:
    """What an https page loads by http: scripts, styles, frames, pictures, targets of forms; empty for http pages."""
    if not document.url.startswith("https:") or "http://" not in document.html:
        return ()
    found: dict[str, None] = {}
    element: Any
    for element in document.by_tag(
        "script", "img", "iframe", "frame", "embed", "video", "audio", "source", "link", "form", "object"
    ):
        name = {"link": "href", "form": "action", "object": "data"}.get(element.tag, "src")
        if isinstance(element, Element) and element.tag == "link" and "stylesheet" not in (element.attr("rel") or ""):
            continue
        value = (element.attr(name) or "").strip()
        if value.lower().startswith("http://"):
            found.setdefault(value)
    return tuple(found)
