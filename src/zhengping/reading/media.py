"""Files, pictures, video and audio of a page."""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import unquote

from turbohtml import Element

from zhengping.reading.anchors import anchors_of, joiner_of, scripted_targets
from zhengping.reading.document import Document, single_spaced
from zhengping.reading.facts import Attachment, Media, Picture
from zhengping.reading.records import record_anchors
from zhengping.reading.regions import regions_of
from zhengping.reading.script_text import script_text

_EXTENSION = re.compile(
    r"\.(pdf|docx?|xlsx?|pptx?|wps|et|dps|ofd|zip|rar|7z|tar|gz|csv|txt|rtf|xml|json|dwg|ceb|cebx|mp3|mp4|wmv|avi|flv|jpe?g|png|gif|bmp|tiff?)$",
    re.I,
)
_FILES = frozenset(
    [
        "pdf",
        "doc",
        "docx",
        "xls",
        "xlsx",
        "ppt",
        "pptx",
        "wps",
        "et",
        "dps",
        "ofd",
        "zip",
        "rar",
        "7z",
        "tar",
        "gz",
        "csv",
        "rtf",
        "dwg",
        "ceb",
        "cebx",
        "txt",
    ]
)
_PICTURES = frozenset(["jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff"])
_SERVLET = re.compile(
    r"/(?:down(?:load)?s?(?:file|attach|servlet)?|downfile|filedown|attach(?:ment)?down|getfile|openfile)(?:\.\w+)?(?:[?/;]|$)"
    r"|[?&](?:filename|fileid|attachid|attachmentid|file_?name|wbfileid|attid)=|\.attach(?:$|\?)|/system/_content/download\.jsp|download\w*\.(?:jsp|do|aspx|php|ashx)",
    re.I,
)
_NAMED = re.compile(r"[?&](?:filename|file_?name|name|file|path|url|fn|f|src)=([^&]+)", re.I)
_NAME_IN_TEXT = re.compile(r"\.(pdf|docx?|xlsx?|pptx?|wps|et|ofd|zip|rar)\s*(?:$|[)）\]】（(])", re.I)
_VIEWER = re.compile(r"[?&](?:file|src|url|pdf|path|furl)=([^&#]+\.(?:pdf|ofd|docx?|xlsx?|pptx?|wps))", re.I)
_VIDEO_FILE = re.compile(r"\.(?:mp4|m3u8|flv|wmv|avi|mov|webm|rmvb|mpg|mpeg|ogv)(?:$|[?#])", re.I)
_AUDIO_FILE = re.compile(r"\.(?:mp3|wav|m4a|ogg|aac|wma)(?:$|[?#])", re.I)
_PLAYER = re.compile(
    r"player\.youku|v\.qq\.com|player\.bilibili|open\.iqiyi|tv\.sohu|player\.video|v\.ifeng|vodplayer|player\.html|/player[/?]|xigua|videoplay|tv\.cctv|cctv\.com/\w*player|ixigua|live\.|/live[/?]",
    re.I,
)
_PLAYER_SCRIPT = re.compile(r"""["']((?:https?:)?/{0,2}[^"'\s<>]+\.(?:mp4|m3u8|flv|mp3|webm))(?:\?[^"']*)?["']""", re.I)
_LAZY = frozenset(
    (
        "data-src",
        "data-original",
        "original",
        "data-lazy",
        "data-lazy-src",
        "lazy-src",
        "lazysrc",
        "lazyload",
        "_src",
        "oldsrc",
        "file",
        "real_src",
    )
)
_TEMPLATE = re.compile(
    r"(?:^|[/_\-])(?:icon|icons|hand|blank|spacer|space|transparent|dot|line|bg|btn|button|arrow|logo|loading|placeholder|pixel|close|print|share|top|ewm|qrcode|weixin|wechat|"
    r"doc|docx|pdf|xls|xlsx|ppt|rar|zip|txt|file|attach\w*|default|nopic|noimg|error|new|hot|jpg|gif|png|unknown|icon_\w+)\d*\.(?:gif|png|jpe?g|bmp|svg)$"
    r"|filetypeimages?/|/(?:icons?|fileTypeImages|emotion|smiley|face)/|/images?/icon|ueditor/dialogs|fileicon|file-?type|spacer",
    re.I,
)
_SIZE = re.compile(r"\d+")
_SMALLEST_SIDE = 40
_PAGES = (".html", ".htm", ".shtml", "/")


def extension_of(url: str, text: str = "") -> str:
    """The file extension that an address tells, by its path, by the name that a download servlet is given, or by the
    link's text; empty where none tells."""
    path, _, query = url.partition("?")
    match = _EXTENSION.search(path)
    if match:
        return match.group(1).lower()
    if query:
        for named in _NAMED.finditer(url):
            match = _EXTENSION.search(unquote(named.group(1)))
            if match:
                return match.group(1).lower()
    match = _NAME_IN_TEXT.search(text) if text else None
    return match.group(1).lower() if match and (query or _SERVLET.search(url)) else ""


def read_attachments(document: Document) -> tuple[Attachment, ...]:
    """The page's files, each address once: links, script-written addresses, files shown in frames and viewers."""
    found: dict[str, Attachment] = {}

    def add(url: str, text: str, shown: bool = False) -> None:
        if not url or url in found or (url.endswith(_PAGES) and not shown):
            return
        extension = extension_of(url, text)
        if (extension in _FILES and not (extension == "txt" and "robots" in url)) or (
            (shown or not extension) and _SERVLET.search(url) and not shown
        ):
            found[url] = Attachment(url, text, extension)

    if not document.oversized:
        for anchor in anchors_of(document):
            if anchor.url and anchor.region in ("body", "list", "side"):
                add(anchor.url, anchor.text or anchor.title)
        for anchor in record_anchors(document):
            add(anchor.url, anchor.text or anchor.title)
    join = joiner_of(document).join
    for element in document.by_tag("iframe", "embed", "object", "frame"):
        source = (
            (element.attr("data") if element.tag == "object" else element.attr("src")) or element.attr("data-src") or ""
        )
        viewed = _VIEWER.search(source)
        add(join(unquote(viewed.group(1)) if viewed else source.partition("#")[0]), element.attr("title") or "")
    for url, text in scripted_targets(document):
        viewed = _VIEWER.search(url)
        add(join(unquote(viewed.group(1))) if viewed else url, text)
    script = script_text(document)
    if script and ("P0" in script or ".pdf" in script or ".doc" in script):
        for match in re.finditer(
            r"""["'](?:\./)?([^"'\s<>+]*?\.(?:pdf|docx?|xlsx?|wps|ofd|zip|rar))["']""", script, re.I
        ):
            if len(match.group(1)) > 5 and ("/" in match.group(1) or match.group(1).isascii()):
                add(join(match.group(1)), "")
    return tuple(found.values())


def read_pictures(document: Document, main: Element | None = None) -> tuple[Picture, ...]:
    """The page's pictures, each address once. `main` is the element of the main text: pictures inside it are
    `in_body` unless they are template icons, dots or file-type signs. Lazy pictures count by their true address."""
    found: dict[str, Picture] = {}
    join = joiner_of(document).join
    inside = set(main.find_all("img")) if main is not None else set()
    for element in document.by_tag("img"):
        attributes = element.attrs
        source = ""
        for name in attributes:
            if name not in _LAZY:
                continue
            value = attributes.get(name)
            if isinstance(value, str) and "." in value:
                source = value
                break
        plain = attributes.get("src")
        if (
            isinstance(plain, str)
            and plain
            and (not source or ("oldsrc" in attributes and "data-src" not in attributes))
        ):
            source = plain
        if not source or source[:5] == "data:":
            continue
        url = join(source)
        if not url:
            continue
        in_body = element in inside and not _is_template_picture(element, url)
        if url not in found or (in_body and not found[url].in_body):
            alt = attributes.get("alt")
            found[url] = Picture(url, single_spaced(alt) if isinstance(alt, str) and alt else "", in_body)
    return tuple(found.values())


def _is_template_picture(element: Element, url: str) -> bool:
    path = url.partition("?")[0]
    if _TEMPLATE.search(path):
        return True
    for name in ("width", "height"):
        match = _SIZE.match((element.attr(name) or "").strip())
        if match and int(match.group(0)) < _SMALLEST_SIDE and "%" not in (element.attr(name) or ""):
            return True
    style = element.attr("style") or ""
    if style:
        sizes = re.findall(r"(?:^|[;\s])(?:width|height)\s*:\s*(\d+)(?:\.\d+)?px", style)
        if sizes and min(map(int, sizes)) < _SMALLEST_SIDE:
            return True
        if "display:none" in style.replace(" ", ""):
            return True
    return False


def read_media(document: Document) -> tuple[Media, ...]:
    """Video and audio: tags, embedded players, linked or script-fed media files; each address once."""
    found: dict[str, Media] = {}
    join = joiner_of(document).join

    def add(source: str, kind: Literal["video", "audio", "frame", "flash"]) -> None:
        url = join(source.strip()) if source and source[:5] != "blob:" else ""
        if url:
            found.setdefault(url, Media(url, kind))

    for element in document.by_tag("video", "audio"):
        kind: Literal["video", "audio"] = "video" if element.tag == "video" else "audio"
        sources = [element.attr("src") or "", *(child.attr("src") or "" for child in element.find_all("source"))]
        if not any(sources) and kind == "video":
            sources = [element.attr("data-src") or ""]
        for source in sources:
            add(source, kind)
    for element in document.by_tag("iframe"):
        source = element.attr("src") or ""
        if _PLAYER.search(source) or _VIDEO_FILE.search(source):
            add(source, "frame")
    for element in document.by_tag("embed", "object"):
        source = element.attr("src") or element.attr("data") or ""
        parameter = (
            element.find("param", attrs={"name": re.compile("movie|filename|src", re.I)})
            if element.tag == "object"
            else None
        )
        source = source or (parameter.attr("value") or "" if parameter is not None else "")
        hint = f"{element.attr('flashvars') or ''}"
        fed = _PLAYER_SCRIPT.search(f'"{hint.partition("=")[2]}"') if hint else None
        if fed:
            add(fed.group(1), "video")
        elif _VIDEO_FILE.search(source):
            add(source, "video")
        elif _AUDIO_FILE.search(source):
            add(source, "audio")
        elif (".swf" in source and _PLAYER.search(source)) or "player" in source.lower():
            add(source, "flash")
    for anchor in anchors_of(document):
        if anchor.url and anchor.region == "body" and "." in anchor.url[-8:]:
            if _VIDEO_FILE.search(anchor.url):
                add(anchor.url, "video")
            elif _AUDIO_FILE.search(anchor.url):
                add(anchor.url, "audio")
    script = script_text(document)
    if script and (".mp4" in script or ".m3u8" in script or ".flv" in script or ".mp3" in script):
        for match in _PLAYER_SCRIPT.finditer(script):
            if "+" not in match.group(1):
                add(match.group(1), "audio" if _AUDIO_FILE.search(match.group(1)) else "video")
    return tuple(media for media in found.values() if regions_of(document) is not None)
