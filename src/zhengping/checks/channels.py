"""5.1 多渠道拓展: entrances to the department's accounts and to a mobile site, as the home page's source shows them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from zhengping.checks.context import Context, check
from zhengping.checks.entries import Entrance, absent, entrances_named, front, home_gaps, labels, nameless_pictures
from zhengping.checks.finding import Finding
from zhengping.checks.offices import business_words, full_names, own_names
from zhengping.checks.tools import LIKELY, PARTLY, Place, has_any, needs_person, number, see, settle, words
from zhengping.reading.facts import Page, Picture

_ACCOUNTS = "5.1.1"
_MOBILE = "5.1.2"
_UNTRIED = 0.5
"""Confidence of content on a small screen that nobody looked at."""
_FIXED_WIDTH = re.compile(r"width\s*=\s*(\d{3,4})")


def _home(context: Context) -> list[Page]:
    return [context.site.home] if context.site.home is not None else []


def _codes(context: Context, code: str, pages: Sequence[Page]) -> list[tuple[Page, Picture]]:
    """Pictures whose name or caption says that they are a QR code of the kind (their address alone is a weak sign)."""
    needles = words(context, code, "pictures")
    return [
        (page, picture)
        for page in pages
        for picture in page.pictures
        if has_any(picture.alt, needles)
        or has_any(picture.url.rsplit("/", 1)[-1].lower(), words(context, code, "picture_files"))
    ]


def account_entrances(context: Context) -> list[Entrance]:
    """Entrances to the department's own accounts on the home page; buttons that share the page are none."""
    home = _home(context)
    share_hosts = words(context, _ACCOUNTS, "share_hosts")
    named = entrances_named(
        context, words(context, _ACCOUNTS, "entrance"), without=words(context, _ACCOUNTS, "no_entrance"), pages=home
    )
    by_host = [
        Entrance(link.label.strip() or link.url, link.url, page)
        for page in home
        for link in page.links
        if has_any(link.url, words(context, _ACCOUNTS, "hosts"))
    ]
    return [e for e in dict.fromkeys([*named, *by_host]) if not has_any(e.url, share_hosts)]


def names_owner(context: Context, names: Sequence[str]) -> bool:
    """Whether a label or caption says that the account is the office's own: official, 本局…, or by its name."""
    official = words(context, _ACCOUNTS, "official")
    own = [*full_names(context), *own_names(context), *business_words(context)]
    unwanted = words(context, _ACCOUNTS, "not_official")
    return any((has_any(name, official) and not has_any(name, unwanted)) or has_any(name, own) for name in names)


@check("5.1.1-1")
def accounts(context: Context) -> Finding:
    """微博微信渠道及显著位置入口: a link to an account or a QR code on the home page."""
    home = _home(context)
    found = account_entrances(context)
    codes = _codes(context, _ACCOUNTS, home)
    columns = context.site.columns_for(_ACCOUNTS)
    leading = [
        entrance
        for entrance in found
        if entrance.url and entrance.url not in (context.site.url, *(p.url for p in home))
    ]
    if leading or codes:
        names = labels(leading) or "二维码图片"
        sentence = f"首页有微博、微信入口{names}。"
        own = names_owner(context, [*(e.label for e in leading), *(picture.alt for _, picture in codes)])
        places = [
            *(e.see() for e in leading[:3]),
            *(see(page, picture.alt or picture.url) for page, picture in codes[:3]),
        ]
        doubt = "账号是不是本部门的、位置是否显著由人工确认。"
        confidence = LIKELY if own else PARTLY
        return settle(context, "5.1.1-1", 1, sentence, places, sure=False, confidence=confidence, doubt=doubt)
    if found:
        sentence = f"首页有{labels(found)}字样，但没有链接地址，是否弹出二维码由人工或浏览器确认。"
        return settle(context, "5.1.1-1", Fraction(1, 2), sentence, [e.see() for e in found[:4]], sure=False)
    if columns:
        sentence = f"有新媒体栏目“{columns[0].name}”，首页未见链接或二维码。"
        return settle(context, "5.1.1-1", Fraction(1, 2), sentence, columns[:3], sure=False)
    sentence = "首页未见微博、微信的链接或二维码（分享按钮不算）"
    return absent(context, "5.1.1-1", sentence, front(context), [*home_gaps(context), *nameless_pictures(context)])


@check("5.1.1-2")
def account_activity(context: Context) -> Finding:
    """服务功能、内容保障 (微博微信): the accounts' activity is imported or looked at."""
    found = account_entrances(context)
    days = number(context, _ACCOUNTS, "silence")
    sentence = f"首页入口{labels(found) or '未见'}；账号的更新（{days}天内应有）和服务功能须导入登记数据或由专家查看。"
    return needs_person(context, "5.1.1-2", sentence, [e.see() for e in found[:4]])


def mobile_codes(context: Context) -> list[tuple[Page, Picture]]:
    """Pictures of the home page that say they are the QR code of a mobile site or an app."""
    return _codes(context, _MOBILE, _home(context))


def _adapts(page: Page) -> bool:
    """Whether the page declares that it fits the device: a viewport without a fixed width."""
    return bool(page.viewport) and not _FIXED_WIDTH.search(page.viewport)


def mobile_entrances(context: Context) -> list[Entrance]:
    """Entrances of the home page to a mobile site or an app, by their labels and their addresses."""
    named = entrances_named(
        context,
        words(context, _MOBILE, "entrance"),
        without=words(context, _MOBILE, "no_entrance"),
        pages=_home(context),
    )
    by_host = [
        Entrance(link.label.strip() or link.url, link.url, page)
        for page in _home(context)
        for link in page.links
        if has_any(link.url, words(context, _MOBILE, "hosts"))
    ]
    return list(dict.fromkeys([*named, *by_host]))


@check("5.1.2-1")
def mobile_site(context: Context) -> Finding:
    """移动门户及显著位置入口: an entrance to a mobile site or app, or pages that declare to fit the screen."""
    found = mobile_entrances(context)
    codes = mobile_codes(context)
    columns = context.site.columns_for(_MOBILE)
    adapting = [page for page in _home(context) if _adapts(page)]
    if found or codes or columns:
        what = labels(found) or (f"栏目“{columns[0].name}”" if columns else "二维码")
        sentence = f"首页有移动端入口{what}" + ("，首页声明了视口适配" if adapting else "") + "；效果由浏览器实测。"
        places: list[Place] = [
            *(e.see() for e in found[:3]),
            *columns[:2],
            *(see(page, picture.alt) for page, picture in codes[:2]),
        ]
        return settle(context, "5.1.2-1", 1, sentence, places, sure=False, confidence=LIKELY)
    if adapting:
        pages = [article.page for article in context.site.articles[:20]]
        inner = sum(_adapts(page) for page in pages)
        sentence = f"首页声明了视口适配（viewport），抽查内页{len(pages)}个中{inner}个声明；"
        sentence += f"{number(context, _MOBILE, 'screen_width')}像素宽的窄屏效果由浏览器实测。"
        value = Fraction(3, 4) if not pages or 2 * inner >= len(pages) else Fraction(1, 2)
        return settle(context, "5.1.2-1", value, sentence, [*adapting, *pages[:3]], sure=False)
    sentence = "首页未声明视口适配，也未见移动版、客户端的入口或二维码"
    return absent(context, "5.1.2-1", sentence, front(context), home_gaps(context))


@check("5.1.2-2")
def mobile_content(context: Context) -> Finding:
    """服务功能、内容保障 (移动端): zero where there is no mobile way at all; else tried by a browser or an expert."""
    found = mobile_entrances(context)
    first = mobile_site(context)
    if first.value == 0:
        sentence = "未见移动门户或移动端适配，谈不上内容保障"
        return absent(context, "5.1.2-2", sentence, front(context), home_gaps(context))
    sentence = f"移动端入口{labels(found) or '未见，页面声明了视口适配'}；窄屏上的内容由浏览器实测或专家查看。"
    return settle(context, "5.1.2-2", Fraction(3, 4), sentence, first.evidence, sure=False, confidence=_UNTRIED)
