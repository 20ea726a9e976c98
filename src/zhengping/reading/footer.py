"""The footer's marks (国办发〔2017〕47号) of a page."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from zhengping.reading.anchors import addresses_of, anchors_of
from zhengping.reading.document import Document, single_spaced
from zhengping.reading.facts import Footer
from zhengping.reading.script_text import script_text
from zhengping.reading.signs import signs_of

_SITE_CODE = re.compile(r"标识码?\s*[：:]?\s*(?:</?\w+[^>]*>|&nbsp;|\s)*\s*((?:bm|BM|CA|ca)\d{8,9}|\d{10})(?!\d)")
_ICP = re.compile(r"([\u4e00-\u9fa5]\s?ICP\s?[备证]\s?[\w\-]{4,20}\s?号?(?:[-－—]\s?\d{1,3})?)", re.I)
_ICP_NAMED = re.compile("[Ii][Cc][Pp]")
_ICP_LICENCE = re.compile(
    r"ICP\s?(?:备案?号?|证号?|许可证号?)\s*[：:]?\s*([\u4e00-\u9fa5]?\s?[A-Z]?\d?-?\d{6,}(?:-\d+)?号?(?:-\d+)?)", re.I
)
_POLICE_NAMED = re.compile("公网安备|网警备案号")
_POLICE = re.compile(r"([\u4e00-\u9fa5]?\s?公网安备\s*(?:号)?[：:]?\s*\d{10,16}\s?号?|网警备案号[：:]?\s*\d{8,16})")
_ORGANIZER = re.compile(r"(?:主\s?办\s?(?:单\s?位)?|主办方)\s*[：:]\s*([^\s：:|｜]{3,40})")
_ORGANIZER_LOOSE = re.compile(
    r"版权所有\s*[：:©]?\s*([\u4e00-\u9fa5（）()]{4,30}?)(?=\s|$|版权|Copyright|ICP|主办|承办|地址|备案)"
)
_UNDERTAKER_TAIL = re.compile(r"(?:承办|维护|技术|版权|地址|联系|电话|协办).*$")
_TELEPHONE = re.compile(
    r"(?:电\s?话|热线|联系方式|TEL|Tel)[^\d（(]{0,12}((?:[（(]?0\d{2,3}[)）]?\s?[-－—\s]?\s?)?\d{7,8}(?:[-转]\d{1,5})?|1\d{10}|1\d{4}|400[-\s]?\d{3}[-\s]?\d{4})"
)
_LABEL_BEFORE = re.compile(r"[\u4e00-\u9fff]*$")
_ADDRESS = re.compile(r"地\s?址\s*[：:]\s*([^：:|｜]{4,60}?)(?=\s|$|邮编|邮政编码|联系|电话|传真|ICP|备案|技术)")
_ERROR_ADDRESSES = ("jiucuo", "zfwzzc", "pucha.kaipuyun", "errorInfo")
_ERROR_SCRIPT = re.compile(r"""((?:https?:)?//(?:pucha\.kaipuyun\.cn|zfwzzc\.www\.gov\.cn)[^"'\s]*)""", re.I)
_ACCESSIBILITY = re.compile(
    r"无障碍|长者(?:版|模式|助手)|关怀(?:版|模式)|适老|老年(?:人)?(?:模式|版)|读屏|大字版|屏幕阅读|辅助浏览"
)
_ACCESSIBILITY_SIGNS = ("障碍", "长者", "关怀", "适老", "老年", "读屏", "大字", "屏幕", "辅助")
"""One of them stands in all that `_ACCESSIBILITY` finds."""
_ACCESSIBILITY_MARK = re.compile(
    r"wzayd|assist-open|wza[_\-/.]|initAccessible|toolbarSwitch|wzayy|accessib|barrierfree|slh\.js|canyou", re.I
)
_SITE_MAP = re.compile(r"(?:本站|网站)(?:地图|导航)|站点地图|sitemap", re.I)
_TAIL = 40
_MOST_FOOTER_TEXT = 4_000


def read_footer(document: Document) -> Footer:
    """The footer's marks, read from the last lines of the page and from its links, pictures and scripts."""
    tail = "\n".join(line for line in document.lines[-_TAIL:] if len(line) < 500)[-_MOST_FOOTER_TEXT:]
    footer = _footer_of_text(tail)
    error_report = site_map = ""
    anchors = anchors_of(document)
    addresses = addresses_of(document)
    words = "\n".join([anchor.text or anchor.title for anchor in anchors if len(anchor.text) < 14])
    conac = "conac" in addresses
    accessible = _says_accessible(words)
    marks = [mark for mark in _ERROR_ADDRESSES if mark in addresses]
    if "找错" in words or marks:
        for anchor in anchors:
            if anchor.url and ("找错" in anchor.text or (marks and any(mark in anchor.url for mark in marks))):
                error_report = anchor.url
                break
    if "地图" in words or "导航" in words or "itemap" in words:
        for anchor in anchors:
            if anchor.url and _names_a_site_map((anchor.text or anchor.title)[:20]):
                site_map = anchor.url
                break
    script = script_text(document)
    if not error_report:
        error_report = _error_report_of(signs_of(document)) or (
            _error_report_of(script) if "kaipuyun" in script or "zfwzzc" in script else ""
        )
    if not conac:
        conac = "conac" in script or "conac" in signs_of(document) or _has_conac_picture(document)
    if not accessible:
        accessible = _is_accessible_by(signs_of(document)) or "initAccessible" in script or "wzayd" in script
    code = footer.site_code
    if not code and "标识码" in document.text:
        found = _SITE_CODE.search(document.text)
        code = found.group(1) if found else ""
    return msgspec.structs.replace(
        footer, site_code=code, conac=conac, error_report=error_report, accessibility=accessible, site_map=site_map
    )


@lru_cache(maxsize=256)
def _footer_of_text(tail: str) -> Footer:
    """What the footer's words say; remembered, because a site's pages end alike."""
    code = _SITE_CODE.search(tail) if "标识" in tail else None
    named = _ICP_NAMED.search(tail)
    icp = (_ICP.search(tail, max(0, named.start() - 2)) or _ICP_LICENCE.search(tail, named.start())) if named else None
    registered = _POLICE_NAMED.search(tail)
    police = _POLICE.search(tail, max(0, registered.start() - 2)) if registered else None
    telephone = _TELEPHONE.search(tail)
    address = _ADDRESS.search(tail)
    return Footer(
        site_code=code.group(1) if code else "",
        icp="".join(icp.group(1).split()) if icp else "",
        police="".join(police.group(1).split()) if police else "",
        organizer=_organizer(tail),
        telephone=single_spaced(telephone.group(1)) if telephone else "",
        telephone_label=_label_of(tail, telephone) if telephone else "",
        address=address.group(1).strip() if address else "",
    )


def _label_of(tail: str, telephone: re.Match[str]) -> str:
    """The words right before a telephone's number: 网站维护电话."""
    before = _LABEL_BEFORE.search(tail[max(0, telephone.start() - 16) : telephone.start()])
    words = (before.group() if before else "") + tail[telephone.start() : telephone.start(1)]
    return "".join(words.split()).strip("：:（(")


@lru_cache(maxsize=256)
def _error_report_of(text: str) -> str:
    found = _ERROR_SCRIPT.search(text)
    if not found:
        return ""
    address = found.group(1)
    return "https:" + address if address.startswith("//") else address


@lru_cache(maxsize=256)
def _is_accessible_by(signs: str) -> bool:
    return _ACCESSIBILITY_MARK.search(signs) is not None


def _has_conac_picture(document: Document) -> bool:
    return any(
        "conac" in (picture.attr("src") or "") or "党政机关" in (picture.attr("alt") or "")
        for picture in document.by_tag("img")[-12:]
    )


@lru_cache(maxsize=512)
def _says_accessible(words: str) -> bool:
    """Whether the links' texts offer a form for the old or the blind; pages of a column have the same menus."""
    return any(sign in words for sign in _ACCESSIBILITY_SIGNS) and _ACCESSIBILITY.search(words) is not None


@lru_cache(maxsize=8192)
def _names_a_site_map(text: str) -> bool:
    return _SITE_MAP.fullmatch(text.strip(" |·")) is not None


def _organizer(tail: str) -> str:
    found = (_ORGANIZER.search(tail) if "主" in tail else None) or _ORGANIZER_LOOSE.search(tail)
    return _UNDERTAKER_TAIL.sub("", found.group(1)).strip(" ：:，,。") if found else ""
