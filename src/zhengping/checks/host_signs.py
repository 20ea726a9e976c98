"""Signs of the host (6.1-1): encryption, certificate, banners, directories that stand open and are linked.

Seen in ordinary answers only; nothing is probed, guessed or sent (网络安全法 art. 27).
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from zhengping.checks.context import Context
from zhengping.checks.signs import Sign
from zhengping.checks.tools import has_any, number, see, words
from zhengping.crawl.outcomes import TLS_LABELS

POINT = "6.1-1"
_VERSION = re.compile(r"\d+\.\d+")
_BANNERS = ("server", "x-powered-by", "x-aspnet-version", "x-aspnetmvc-version", "x-generator")
_LISTING = re.compile(r"^\s*(?:Index of /|Directory listing for /)", re.IGNORECASE)
_LISTING_TEXT = re.compile(r"\[(?:To Parent Directory|转到父目录|上级目录)\]", re.IGNORECASE)
_OLD_PROTOCOLS = ("SSLv2", "SSLv3", "TLSv1", "TLSv1.0", "TLSv1.1")


def host_signs(context: Context) -> list[Sign]:
    """All signs of the host that the crawl could see."""
    signs = [_encryption(context)]
    signs += _certificate(context)
    signs += _protocol(context)
    if known_headers(context):
        signs.append(_banner(context))
    return [*signs, _listings(context)]


def home_address(context: Context) -> str:
    """Where the home page was found in the end."""
    return context.site.home.url if context.site.home is not None else context.site.url


def known_headers(context: Context) -> list[tuple[str, dict[str, str]]]:
    """(address, headers with lower-case names) of the answers whose headers were kept; most keep the home page's."""
    kept = ("last-modified", "content-disposition", "location")
    found = []
    for url, headers in sorted(context.site.headers.items()):
        lower = {name.lower(): value for name, value in headers.items()}
        if any(name not in kept for name in lower):
            found.append((url, lower))
    return found


def _encryption(context: Context) -> Sign:
    home = home_address(context)
    good = home.startswith("https://")
    return Sign(
        POINT, "https", "HTTPS加密", "good" if good else "bad", "网站首页用HTTPS" if good else "网站首页未用HTTPS加密",
        "启用HTTPS，并把HTTP访问转到HTTPS", evidence=(see(home, home.partition(":")[0]),),
    )  # fmt: skip


def _certificate(context: Context) -> list[Sign]:
    """The certificate as the handshake showed it: faults, its end; nothing where no encrypted answer was asked for."""
    site, home = context.site, home_address(context)
    failed = sorted(url for url, outcome in site.outcomes.items() if outcome == "tls")
    fault = site.tls.get("fault", "") or site.tls.get("error", "")
    if not failed and not site.tls:
        return []
    places = tuple(see(url) for url in failed[:3]) or (see(home, "证书"),)
    if failed or fault:
        said = TLS_LABELS.get(fault, "证书或加密握手有问题")
        many = f"，{len(failed)}个地址因此打不开" if failed else ""
        return [
            Sign(
                POINT,
                "certificate",
                "证书",
                "bad",
                f"{said}{many}",
                "换用有效证书并装好证书链",
                "high",
                evidence=places,
            )
        ]
    ends = _end(site.tls.get("not_after", ""))
    if ends is None:
        return [Sign(POINT, "certificate", "证书", "good", "证书有效", evidence=places)]
    soon = timedelta(days=number(context, "6.1", "certificate_renewal"))
    issuer = f"，签发者{site.tls['issuer']}" if site.tls.get("issuer") else ""
    places = (see(home, f"证书有效期至{ends}{issuer}"),)
    if ends < context.monitoring_date:
        note = f"证书有效期到{ends}，监测点时已过期"
        return [Sign(POINT, "expiry", "证书有效期", "bad", note, "续换证书", "high", evidence=places)]
    if ends - context.monitoring_date <= soon:
        note = f"证书有效期到{ends}，不足{soon.days}天"
        return [Sign(POINT, "expiry", "证书有效期", "look", note, "及时续换证书", "low", evidence=places)]
    return [Sign(POINT, "expiry", "证书有效期", "good", f"证书有效期到{ends}", evidence=places)]


def _end(text: str) -> date | None:
    """The last day of validity as OpenSSL prints it ("Jun  1 12:00:00 2020 GMT"); None where it is not known."""
    try:
        return datetime.strptime(text, "%b %d %H:%M:%S %Y GMT").date()
    except ValueError:
        return None


def _protocol(context: Context) -> list[Sign]:
    version = context.site.tls.get("version", "")
    legacy = context.site.tls.get("profile") == "legacy"
    if not version and not legacy:
        return []
    old = legacy or version in _OLD_PROTOCOLS
    note = f"加密版本{version}" + ("，只接受过时的加密方式" if legacy else "，已过时" if old else "")
    places = (see(home_address(context), version),)
    return [Sign(POINT, "protocol", "加密版本", "bad" if old else "good", note, "停用TLS 1.2以下版本", evidence=places)]


def _banner(context: Context) -> Sign:
    found = [(url, name, h[name]) for url, h in known_headers(context) for name in _BANNERS if name in h]
    loose = [(url, f"{name}: {value}") for url, name, value in found if _VERSION.search(value)]
    shown = "、".join(dict.fromkeys(value for _, value in loose))
    note = f"响应头泄露软件版本（{shown}）" if loose else "响应头未见软件版本"
    places = tuple(see(url, value) for url, value in loose[:3]) or (see(home_address(context), "响应头"),)
    return Sign(
        POINT, "banner", "软件版本标识", "bad" if loose else "good", note, "关闭服务器版本标识", "low", evidence=places
    )


def _listings(context: Context) -> Sign:
    pages = [page for _, page in sorted(context.site.pages.items())]
    titles = words(context, "6.1", "listing_titles")
    open_ = [
        page
        for page in pages
        if _LISTING.match(page.title_tag)
        or has_any(page.title_tag, titles)
        or (_LISTING_TEXT.search(page.text) and len(page.links) > 1)
    ]
    note = f"有{len(open_)}个目录可直接浏览，且有页面链接到它" if open_ else "所见链接中没有可直接浏览的目录"
    places = tuple(see(page) for page in open_[:5]) or (see(home_address(context)),)
    return Sign(POINT, "listing", "目录浏览", "bad" if open_ else "good", note, "关闭目录浏览", evidence=places)
