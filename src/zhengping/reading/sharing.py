"""Controls by which a page offers to share itself."""

from __future__ import annotations

import re
from functools import lru_cache

from zhengping.reading.anchors import addresses_of
from zhengping.reading.document import Document
from zhengping.reading.script_text import script_text
from zhengping.reading.signs import signs_of

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
_ICON_TAGS = frozenset(("a", "i", "span", "li", "img"))
_ICONS = ",".join(
    f"[{attribute}*={word}]" for attribute in ("class", "title", "alt", "onclick") for word in ("hare", "分享", "icon-")
)
_SHARE_CALL = re.compile(r"share\w*\s*\(\s*['\"](\w+)", re.I)


def read_share(document: Document) -> tuple[str, ...]:
    """Where the page offers to share itself: ("wechat", "weibo", "qzone" …), sorted; empty where it does not.

    A link to the office's own account, and a QR code to follow it, are no share controls. "share" alone stands
    for a control whose targets the page does not name.
    """
    html = document.html
    if "hare" not in html and "分享" not in html and "jiathis" not in html and "HARE" not in html:
        return ()
    kinds: set[str] = set()
    addresses = addresses_of(document)
    if "share" in addresses or "Share" in addresses:
        for url in addresses.split("\n"):
            if "share" in url or "Share" in url:
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
    for anchor in document.tree.select(_ICONS):
        if anchor.tag not in _ICON_TAGS:
            continue
        attributes = anchor.attrs
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
