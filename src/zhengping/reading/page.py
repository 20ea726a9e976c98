"""One page, bytes to facts: decodes, parses once, asks each reading, and assembles what they found."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from zhengping.crawl.model import Target
from zhengping.reading import dates, strips
from zhengping.reading.anchors import joiner_of
from zhengping.reading.body import clean_body
from zhengping.reading.crumbs import read_crumbs
from zhengping.reading.decoding import decode
from zhengping.reading.document import Document
from zhengping.reading.drawn import is_cookie_check
from zhengping.reading.facts import Page, Region
from zhengping.reading.kinds import kind_of
from zhengping.reading.links import read_links, read_redirect, read_unaddressed
from zhengping.reading.lists import read_rows
from zhengping.reading.marks import read_validity
from zhengping.reading.menus import read_menus
from zhengping.reading.metas import published_meta, read_metas
from zhengping.reading.paging import read_paging
from zhengping.reading.properties import read_document_number, read_properties
from zhengping.reading.script_dates import is_filled_by_script
from zhengping.reading.sources import read_author, read_source
from zhengping.reading.structures import STRUCTURES
from zhengping.reading.titles import read_title

_NOT_FOUND_WORDS = re.compile(
    r"(?:页面|网页|内容|信息|文件|资源|地址)[^。，]{0,12}(?:不存在|未找到|找不到|没有找到|无法找到|已(?:被)?删除|已(?:经)?下线|丢失|失效)|"
    r"(?:您|你)(?:所)?(?:访问|查看|浏览|请求)的.{0,16}(?:不存在|找不到|未找到|已删除|已下线)|"
    r"404\s*(?:Not Found|错误|页面|-|—|！|$)|"
    r"(?:Not Found|找不到页面|页面未找到|文章不存在|栏目不存在|信息不存在|抱歉.{0,10}(?:不存在|找不到|删除))",
    re.I,
)
_CHALLENGE = re.compile(
    r"\$_ts\s*=|_\$[a-z0-9]{2,4}\(\)|__jsl_clearance|jsluid|cdn_sec_tc|acw_sc__v2|arg1=['\"][0-9A-F]{20,}|"
    r"(?:滑动|拖动).{0,8}验证|安全验证|人机验证|访问验证|请完成(?:安全)?验证|浏览器(?:安全)?检查中|正在(?:进行)?(?:浏览器)?安全检(?:查|测)|"
    r"您的(?:请求|访问).{0,12}(?:被拦截|被阻断|被禁止|过于频繁)|访问(?:过于)?频繁|WAF.{0,20}拦截|"
    r"Checking your browser|Just a moment\.\.\.|"
    r"请开启JavaScript并刷新|拦截提示|网站防火墙"
)
_FEW_CHARACTERS = 400
_PICTURES_TO_TRY = 2
"""Pictures of a text that are asked for, so that a broken one is seen; the crawl bounds them for the whole site."""


@dataclass(frozen=True, slots=True)
class PageReading:
    """What the crawl needs of a page (see `crawl.model.ReadPage`), and the page's facts."""

    page: Page
    targets: list[Target]
    redirect: str
    soft_not_found: bool
    challenge: bool

    @property
    def keep(self) -> Page:
        """The facts, to be stored beside the entry."""
        return self.page


def read_page(url: str, body: bytes, content_type: str = "", record: str = "") -> Page:
    """All facts of one page.

    `url`: its final address; `body`: as it was sent (any bytes); `content_type`: the header; `record`: the archive
    record that holds it. Never raises for what stands in the page: a reading that fails is named in `unread`.
    """
    return _read(url, body, content_type, record)[1]


def read_for_crawl(url: str, body: bytes, content_type: str = "", record: str = "") -> PageReading:
    """The facts of one page together with where it leads and what it is to the crawl."""
    document, page = _read(url, body, content_type, record)
    return PageReading(page, targets_of(page), page.redirect, is_soft_not_found(page, document), is_challenge(document))


def _read(url: str, body: bytes, content_type: str, record: str) -> tuple[Document, Page]:
    decoded = decode(body, content_type)
    document = Document(url, decoded.text, decoded.charset, content_type)
    unread: list[str] = []

    def safely(name: str, reading: Callable[[], Any], otherwise: Any) -> Any:
        """A reading's result; where it fails, what stands for "nothing read", and its name is kept."""
        try:
            return reading()
        except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError):
            unread.append(name)
            return otherwise

    page = Page(url=url, record=record, charset=decoded.charset, title_tag=document.title_tag)
    page.meta = safely("meta", lambda: read_metas(document), {})
    page.site_name = page.meta.get("SiteName", "")
    page.crumbs = safely("crumbs", lambda: read_crumbs(document), ())
    page.rows = safely("rows", lambda: read_rows(document), ())
    page.links = safely("links", lambda: read_links(document), ())
    page.redirect = safely("redirect", lambda: read_redirect(document), "")
    page.paging = safely("paging", lambda: read_paging(document), None)
    safely("article", lambda: _read_article(document, page), None)
    for name, reading, otherwise in STRUCTURES:
        setattr(page, name, safely(name, partial(reading, document), otherwise))
    title = page.title.value if page.title else ""
    page.validity = safely("validity", lambda: read_validity(document, title, page.properties), "")
    prose = document.shared.get("prose", 0)
    page.kind = kind_of(url, page.published, prose, page.rows, page.forms, page.date_scripted)
    if page.kind != "article" or not page.dated:
        # A dated document repeats the menus of its column's pages.
        page.unaddressed = safely("unaddressed", lambda: read_unaddressed(document), ())
        page.menus = safely("menus", lambda: read_menus(document.by_tag("a"), joiner_of(document).join), ())
    page.unread = tuple(unread)
    return document, page


def _read_article(document: Document, page: Page) -> None:
    """Title, date, source, properties and text: they stand together and are read by where the others stand."""
    page.properties = read_properties(document)
    strip = strips.strip_line(document, page.rows)
    title = read_title(document, strip, page.crumbs, page.site_name, page.meta.get("ArticleTitle", ""), page.rows)
    body = clean_body(document, title.fact.value if title.fact else "", title.line, strip, page.rows)
    page.text = "\n".join(body.lines)
    page.body_where = body.where
    document.shared["prose"] = body.prose
    page.title = title.fact
    if title.fact is not None and title.fact.where in ("heading", "line", "above-strip"):
        page.heading = title.fact.value
    page.published = dates.published(
        document, title.line, body.first_line, body.last_line, published_meta(page.meta), page.properties, page.rows
    )
    if page.published is None or page.published.where == "table":
        page.date_scripted = is_filled_by_script(document)
    place = strips.line_of(document, page.published) if page.published else strip
    page.source = read_source(document, place, title.line, page.properties, page.meta.get("ContentSource", ""))
    page.author = read_author(document, place, title.line)
    page.document_number = read_document_number(page.properties, title.fact.value if title.fact else "", body.lines)
    if page.published is None and page.heading and not page.rows:
        page.published = dates.signed(body.lines)


_ASSET = re.compile(r"\.(?:css|js|ico|woff2?|ttf|svg)(?:\?|$)", re.I)
_FILE = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|zip|rar|7z|txt|csv|xml|json|jpe?g|png|gif|bmp|webp|mp4|mp3|wmv|avi|flv|"
    r"apk|exe)(?:\?|$)",
    re.I,
)
_PRIORITY = {"nav": 1, "breadcrumb": 1, "side": 2, "list": 4, "body": 4, "script": 5, "footer": 6, "head": 7}


@lru_cache(maxsize=16_384)
def _target_of(url: str, region: Region) -> Target | None:
    """A link as a target; None where it leads to a part of a page's make-up. Remembered for the menus."""
    if _ASSET.search(url):
        return None
    hint = "file" if _FILE.search(url) else "page"
    return Target(url, min(9, _PRIORITY[region] + (1 if hint == "file" else 0)), hint)


def targets_of(page: Page) -> list[Target]:
    """Where a page leads, each address once: navigation first, then paging, rows and text, the footer last."""
    found: dict[str, Target] = {}
    if page.redirect:
        found[page.redirect] = Target(page.redirect, 0)
    for link in page.links:
        if link.url not in found and (target := _target_of(link.url, link.region)):
            found[link.url] = target
    if page.paging is not None:
        for url in page.paging.urls:
            found.setdefault(url, Target(url, 3))
    for attachment in page.attachments:
        found.setdefault(attachment.url, Target(attachment.url, 6, "file"))
    for person in page.people:
        if person.photo:
            found.setdefault(person.photo, Target(person.photo, 5, "asset"))
    for picture in [picture for picture in page.pictures if picture.in_body][:_PICTURES_TO_TRY]:
        found.setdefault(picture.url, Target(picture.url, 8, "asset"))
    return list(found.values())


def is_soft_not_found(page: Page, document: Document) -> bool:
    """Whether a page that was answered with 200 says that there is no such page: in its title, or in the few
    words it has."""
    if _NOT_FOUND_WORDS.search(page.title_tag) and len(page.title_tag) < 40:
        return True
    return len(document.text) < _FEW_CHARACTERS and _NOT_FOUND_WORDS.search(document.text) is not None


def is_challenge(document: Document) -> bool:
    """Whether a page is no content but a test of the visitor (script cookie, captcha, firewall notice)."""
    if len(document.text) > _FEW_CHARACTERS or len(document.by_tag("a")) > 12:
        return False
    return _CHALLENGE.search(document.html[:60_000]) is not None or is_cookie_check(document)
