"""Marks of a page: the footer's (国办发〔2017〕47号), share controls, the platform, validity, viewport, scripts."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import msgspec
from turbohtml import Element

from zhengping.reading.anchors import anchors_of, joiner_of
from zhengping.reading.document import Document, single_spaced
from zhengping.reading.facts import Footer
from zhengping.reading.script_text import script_text

_SITE_CODE = re.compile(
    r"(?:网站)?标识码?\s*[：:]?\s*(?:</?\w+[^>]*>|&nbsp;|\s)*\s*((?:bm|BM|CA|ca)\d{8,9}|\d{10})(?!\d)"
)
_ICP = re.compile(r"([\u4e00-\u9fa5]\s?ICP\s?[备证]\s?[\w\-]{4,20}\s?号?(?:[-－—]\s?\d{1,3})?)", re.I)
_ICP_LICENCE = re.compile(
    r"ICP\s?(?:备案?号?|证号?|许可证号?)\s*[：:]?\s*([\u4e00-\u9fa5]?\s?[A-Z]?\d?-?\d{6,}(?:-\d+)?号?(?:-\d+)?)", re.I
)
_POLICE = re.compile(r"([\u4e00-\u9fa5]?\s?公网安备\s*(?:号)?[：:]?\s*\d{10,16}\s?号?|网警备案号[：:]?\s*\d{8,16})")
_ORGANIZER = re.compile(r"(?:主\s?办\s?(?:单\s?位)?|主办方)\s*[：:]\s*([^\s：:|｜]{3,40})")
_ORGANIZER_LOOSE = re.compile(
    r"版权所有\s*[：:©]?\s*([\u4e00-\u9fa5（）()]{4,30}?)(?=\s|$|版权|Copyright|ICP|主办|承办|地址|备案)"
)
_UNDERTAKER_TAIL = re.compile(r"(?:承办|维护|技术|版权|地址|联系|电话|协办).*$")
_TELEPHONE = re.compile(
    r"(?:(?:联系|咨询|值班|办公|服务|监督|网站|总机|传达)*(?:电\s?话|热线)|联系方式|TEL|Tel)[^\d（(]{0,12}((?:[（(]?0\d{2,3}[)）]?\s?[-－—\s]?\s?)?\d{7,8}(?:[-转]\d{1,5})?|1\d{10}|1\d{4}|400[-\s]?\d{3}[-\s]?\d{4})"
)
_ADDRESS = re.compile(
    r"(?:(?:联系|办公|单位|通讯|通信)?地\s?址)\s*[：:]\s*([^：:|｜]{4,60}?)(?=\s|$|邮编|邮政编码|联系|电话|传真|ICP|备案|技术)"
)
_ERROR_ADDRESSES = ("jiucuo", "zfwzzc", "pucha.kaipuyun", "errorInfo")
_ERROR_SCRIPT = re.compile(r"""((?:https?:)?//(?:pucha\.kaipuyun\.cn|zfwzzc\.www\.gov\.cn)[^"'\s]*)""", re.I)
_ACCESSIBILITY = re.compile(
    r"无障碍|长者(?:版|模式|助手)|关怀(?:版|模式)|适老|老年(?:人)?(?:模式|版)|读屏|大字版|屏幕阅读|辅助浏览"
)
_ACCESSIBILITY_MARK = re.compile(
    r"wzayd|assist-open|wza[_\-/.]|initAccessible|toolbarSwitch|wzayy|accessib|barrierfree|slh\.js|canyou", re.I
)
_SITE_MAP = re.compile(r"(?:本站|网站)(?:地图|导航)|站点地图|sitemap", re.I)

_SHARE_TARGETS = (
    ("service.weibo.com/share", "weibo"),
    ("v.t.sina.com.cn/share", "weibo"),
    ("share.v.t.qq.com", "tencent-weibo"),
    ("v.t.qq.com/share", "tencent-weibo"),
    ("sns.qzone.qq.com/cgi-bin/qzshare", "qzone"),
    ("qzshare/cgi_qzshare", "qzone"),
    ("connect.qq.com/widget/shareqq", "qq"),
    ("shareqq/index", "qq"),
    ("share.renren.com", "renren"),
    ("widget.renren.com/dialog/share", "renren"),
    ("www.douban.com/share", "douban"),
    ("shuo.douban.com", "douban"),
    ("tieba.baidu.com/f/commit/share", "tieba"),
)
_BD_COMMANDS = {
    "tsina": "weibo", "weixin": "wechat", "qzone": "qzone", "sqq": "qq", "tqq": "tencent-weibo", "renren": "renren",
    "douban": "douban", "tieba": "tieba", "more": "more",
}  # fmt: skip
_BD_COMMAND = re.compile(r"""(?:data-cmd\s*=\s*["']?|class\s*=\s*["']?[^"'>]*\bbds_|\bbds_)(\w+)""", re.I)
_TOOL_BUTTON = re.compile(r"\b(?:jiathis_button_|bshare-)([a-z]+)", re.I)
_SITES = re.compile(r"""(?:data-sites|sites)\s*[=:]\s*(?:["']([\w,\s\-]+)["']|\[([^\]]*)\])""", re.I)
_SITE_NAMES = {
    "weibo": "weibo", "qq": "qq", "qzone": "qzone", "wechat": "wechat", "weixin": "wechat", "tencent": "tencent-weibo",
    "douban": "douban", "renren": "renren", "tsina": "weibo", "sina": "weibo", "wx": "wechat", "cqq": "qq",
    "tieba": "tieba", "sinaminiblog": "weibo", "sinawb": "weibo", "pengyouquan": "moments",
}  # fmt: skip
_SHARE_TOOLS = (
    (re.compile(r"bdshare|bdsharebuttonbox|bds_config|bdshare_t", re.I), "bdshare", ("weibo", "qzone", "wechat")),
    (
        re.compile(r"social-share|share\.min\.js|socialShare\s*\(", re.I),
        "social-share",
        ("weibo", "qq", "qzone", "wechat"),
    ),
    (re.compile(r"jiathis|jtbutton", re.I), "jiathis", ("weibo", "qzone", "wechat")),
    (re.compile(r"ujian\.cc|bshare\.cn|bshare-[a-z]|bshareC", re.I), "bshare", ("weibo", "qzone", "wechat")),
    (re.compile(r"ckepop", re.I), "ckepop", ("weibo", "qzone")),
    (re.compile(r"shareTo\w*\s*\(|gwshare|gwds_|share_tools?|shareBox|soshm|mshare", re.I), "script", ()),
)
_SHARE_CLASS = re.compile(
    r"share[-_]?(?:to)?[-_]?(wechat|weixin|wx|weibo|sina|wb|qzone|qq|tsina)|(?:wechat|weixin|wx|weibo|sina|qzone|qq)[-_]?share|icon-(wechat|weibo|qq|qzone)",
    re.I,
)
_SHARE_WORDS = re.compile(r"分享(?:到|至|本页|文章|：|:)|一键分享|转发到|^\W*分享\W*$", re.M)
_SHARE_CALL = re.compile(r"share\w*\s*\(\s*['\"](\w+)", re.I)

_VALIDITY = re.compile(
    r"(已废止|已失效|已修改|已修订|部分有效|部分失效|部分废止|现行有效|继续有效|全文有效|全文废止|全文失效|废止|失效|有效|修改|修订|宣布失效|已被修改|试行)"
)
_VALIDITY_LABEL = re.compile(
    r"(?:有\s?效\s?性|时\s?效\s?性?|效力(?:状态|情况)?|文件状态|有效状态|是否有效|有效性标[识注]|文件效力|规范性文件效力|效力级别状态)\s*[：:】\]]?\s*([\u4e00-\u9fa5]{1,8})"
)
_TITLE_MARK = re.compile(r"[（(\[【〔]\s*((?:已|全文|部分)?(?:废止|失效|修改|修订|有效))\s*[）)\]】〕]")
_STAMP = re.compile(r"(?:feizhi|shixiao|youxiao|xiugai|fz|sx|yx)(?:_?\w{0,4})?\.(?:png|gif|jpe?g)$", re.I)
_STAMP_WORDS = {"feizhi": "已废止", "shixiao": "已失效", "youxiao": "有效", "xiugai": "已修改"}
_WORTH = {"是": "有效", "否": "失效"}

_FAMILIES = re.compile(
    r"(?P<trs_jpaas>jpaas-publish-server|jpaas-jsearch|/api-gateway/jpaas)|(?P<gkmlpt>/gkmlpt/)"
    r"|(?P<jcms>/module/web/jpage|/module/jslib|jcms|/jrobotfront/|/col/col\d+/|/art/\d{4}/\d+/\d+/art_)"
    r"|(?P<trs_wcm>TRS_Editor|Custom_UnionStyle|TRS_UEDITOR|/t\d{8}_\d+\.s?html|createPageHTML|was5/web|/t\d{7,}\.shtml)"
    r"|(?P<visual_sitebuilder>Visual SiteBuilder|_sitegray|\.vsb\.css|vsbcontent|_vsl/)"
    r"|(?P<siteserver>sitefiles/assets|siteserver|publishmentSystemID)"
    r"|(?P<dedecms>dedecms|/plus/(?:list|view|search)\.php|templets/)|(?P<phpcms>phpcms|statics/js/|index\.php\?m=content)"
    r"|(?P<empirecms>EmpireCMS|/e/(?:search|public|data)/)|(?P<jeecms>jeecms|/r/cms/)|(?P<pageadmin>pageadmin)"
    r"|(?P<wordpress>wp-content|wp-includes)|(?P<kaipu>/ucms|ucap)|(?P<asp_net>__VIEWSTATE|\.aspx\b)",
    re.I,
)
_TAIL = 40
_MOST_FOOTER_TEXT = 4_000


def signs_of(document: Document) -> str:
    """The addresses of the page's scripts, styles and frames, as they stand: few words that tell what made it."""
    signs: str | None = document.shared.get("signs")
    if signs is None:
        parts = [element.attr("src") or "" for element in document.by_tag("script", "iframe", "embed")]
        parts += [element.attr("href") or "" for element in document.by_tag("link")]
        signs = document.shared["signs"] = "\n".join(part for part in parts if part and len(part) < 500)
    return signs


def read_footer(document: Document) -> Footer:
    """The footer's marks, read from the last lines of the page and from its links, pictures and scripts."""
    tail = "\n".join(line for line in document.lines[-_TAIL:] if len(line) < 500)[-_MOST_FOOTER_TEXT:]
    footer = _footer_of_text(tail)
    error_report = site_map = ""
    anchors = anchors_of(document)
    addresses = "\n".join([anchor.url for anchor in anchors])
    words = "\n".join([anchor.text or anchor.title for anchor in anchors if len(anchor.text) < 14])
    conac = "conac" in addresses
    accessible = _ACCESSIBILITY.search(words) is not None
    if "找错" in words or any(mark in addresses for mark in _ERROR_ADDRESSES):
        for anchor in anchors:
            if anchor.url and ("找错" in anchor.text or any(mark in anchor.url for mark in _ERROR_ADDRESSES)):
                error_report = anchor.url
                break
    if "地图" in words or "导航" in words or "itemap" in words:
        for anchor in anchors:
            if anchor.url and _SITE_MAP.fullmatch((anchor.text or anchor.title)[:20].strip(" |·")):
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
    code = _SITE_CODE.search(tail)
    icp = _ICP.search(tail) or _ICP_LICENCE.search(tail)
    police = _POLICE.search(tail)
    telephone = _TELEPHONE.search(tail)
    address = _ADDRESS.search(tail)
    return Footer(
        site_code=code.group(1) if code else "",
        icp="".join(icp.group(1).split()) if icp else "",
        police="".join(police.group(1).split()) if police else "",
        organizer=_organizer(tail),
        telephone=single_spaced(telephone.group(1)) if telephone else "",
        address=address.group(1).strip() if address else "",
    )


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


def _organizer(tail: str) -> str:
    found = _ORGANIZER.search(tail) or _ORGANIZER_LOOSE.search(tail)
    return _UNDERTAKER_TAIL.sub("", found.group(1)).strip(" ：:，,。") if found else ""


def read_share(document: Document) -> tuple[str, ...]:
    """Where the page offers to share itself: ("wechat", "weibo", "qzone" …), sorted; empty where it does not.

    A link to the office's own account, and a QR code to follow it, are no share controls. "share" alone stands
    for a control whose targets the page does not name.
    """
    html = document.html
    if "hare" not in html and "分享" not in html and "jiathis" not in html and "HARE" not in html:
        return ()
    kinds: set[str] = set()
    for anchor in anchors_of(document):
        url = anchor.url
        if url and ("share" in url or "Share" in url):
            kinds |= {kind for mark, kind in _SHARE_TARGETS if mark in url}
    named, tool = _share_tools(_share_source(document))
    kinds |= named
    worded = _SHARE_WORDS.search(document.text) is not None if "分享" in html else False
    if tool or worded:
        kinds |= _icon_kinds(document)
    kinds.discard("more")
    if not kinds and worded and _has_share_control(document):
        kinds.add("share")
    return tuple(sorted(kinds))


@lru_cache(maxsize=512)
def _share_tools(body: str) -> tuple[frozenset[str], bool]:
    """The targets that scripts and share boxes name, and whether a known tool is there; remembered by their source."""
    kinds = {kind for mark, kind in _SHARE_TARGETS if mark in body}
    tool = False
    for pattern, name, usual in _SHARE_TOOLS:
        if not pattern.search(body):
            continue
        if name == "bdshare":
            kinds |= {
                _BD_COMMANDS[command.lower()]
                for command in _BD_COMMAND.findall(body)
                if command.lower() in _BD_COMMANDS
            }
        kinds |= {_SITE_NAMES[word.lower()] for word in _TOOL_BUTTON.findall(body) if word.lower() in _SITE_NAMES}
        for quoted, listed in _SITES.findall(body) if "sites" in body else ():
            words = re.findall(r"[\w\-]+", quoted or listed)
            kinds |= {_SITE_NAMES[word.lower()] for word in words if word.lower() in _SITE_NAMES}
        kinds |= {_SITE_NAMES[word.lower()] for word in _SHARE_CALL.findall(body) if word.lower() in _SITE_NAMES}
        if usual and not kinds - {"more"}:
            kinds |= set(usual)
        tool = tool or bool(usual)
    return frozenset(kinds), tool


def _share_source(document: Document) -> str:
    """What of the page can hold share controls: its scripts, and the elements that are named after sharing."""
    boxes = document.tree.select(
        "[class*=share],[id*=share],[class*=Share],[id*=Share],[class*=bds],[class*=jiathis],[onclick*=hare]"
    )[:40]
    return "\n".join([signs_of(document), script_text(document), *(box.html[:4_000] for box in boxes)])


def _icon_kinds(document: Document) -> set[str]:
    """Targets named by the icons of a box that says 分享."""
    kinds: set[str] = set()
    for anchor in document.by_tag("a", "i", "span", "li", "img"):
        attributes = anchor.attrs
        if not attributes:
            continue
        words = " ".join(str(attributes.get(name) or "") for name in ("class", "title", "alt", "onclick"))
        if "hare" not in words and "分享" not in words and "icon-" not in words:
            continue
        match = _SHARE_CLASS.search(words)
        if match:
            name = next((group for group in match.groups() if group), "").lower() or match.group(0).lower().split(
                "share"
            )[0].strip("-_")
            kinds.add(
                {"wechat": "wechat", "weixin": "wechat", "wx": "wechat", "qzone": "qzone", "qq": "qq"}.get(
                    name, "weibo"
                )
            )
        elif "分享" in words:
            for word, kind in (
                ("微信", "wechat"),
                ("朋友圈", "wechat"),
                ("微博", "weibo"),
                ("空间", "qzone"),
                ("QQ", "qq"),
            ):
                if word in words:
                    kinds.add(kind)
    return kinds


def _has_share_control(document: Document) -> bool:
    for anchor in document.by_tag("a", "span", "div", "i"):
        attributes = anchor.attrs
        if attributes and (
            "hare" in str(attributes.get("class") or attributes.get("id") or "")
            or "hare" in str(attributes.get("onclick") or "")
        ):
            return True
    return False


def read_validity(document: Document, title: str, properties: dict[str, str]) -> str:
    """The mark of a document's validity (有效, 已废止, 已修改 …): from properties, a label, its title, or a stamp.

    Never from the prose: a text that speaks of another document's repeal says nothing of itself.
    """
    for name, value in properties.items():
        if (
            ("效" in name or "状态" in name)
            and re.search("有效性|时效|效力|文件状态|有效状态|是否有效|废止", name)
            and len(value) <= 12
        ):
            worth = _WORTH.get(value, value)
            if _VALIDITY.search(worth):
                return worth
    mark = _TITLE_MARK.search(title)
    if mark:
        return mark.group(1)
    if "效" in document.html or "废止" in document.html:
        for line in document.lines[:200]:
            if len(line) > 300 or not ("效" in line or "状态" in line):
                continue
            label = _VALIDITY_LABEL.search(line)
            found = _VALIDITY.match(_WORTH.get(label.group(1), label.group(1))) if label else None
            if found:
                return found.group(0)
            if len(line) <= 8 and re.fullmatch(
                r"[【\[（(]?(?:已废止|已失效|已修改|全文废止|全文失效|现行有效|部分失效|部分废止|失效)[】\]）)]?", line
            ):
                return line.strip("【】[]（）()")
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
    found = _FAMILIES.search(words)
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
