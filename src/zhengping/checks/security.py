"""6.1 安全防护: signs that ordinary answers show anyway. Nothing is probed, guessed or sent (网络安全法 art. 27).

The values are proposals: what counts is the imported scan report, which a person weighs with these signs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from urllib.parse import urlsplit

from zhengping.checks.context import Context, check
from zhengping.checks.finding import Evidence, Finding
from zhengping.checks.tools import needs_person, see, settle, words
from zhengping.reading.facts import Page

_VERSION = re.compile(r"\d+\.\d+")
_LIBRARY = re.compile(
    r"(jquery|bootstrap|angular|vue|layui|swfobject)[.\-_/@]?(?:min[.\-])?v?(\d+)\.(\d+)(?:\.(\d+))?", re.IGNORECASE
)
_LISTING = re.compile(r"^\s*(?:Index of /|Directory listing for /)", re.IGNORECASE)


@dataclass(frozen=True)
class Sign:
    """One passive observation: what was looked at, whether it is in order, the words and pages for it."""

    name: str
    good: bool
    note: str
    evidence: tuple[Evidence, ...] = ()


def _verdict(context: Context, code: str, signs: list[Sign], *, worst: bool = False) -> Finding:
    """The share of signs in order, in quarters; `worst`: one sign so grave that nothing else counts."""
    bad = [sign for sign in signs if not sign.good]
    value = Fraction(len(signs) - len(bad), len(signs))
    step = Fraction(0) if worst else Fraction(int(value * 4 + Fraction(1, 2)), 4)
    sentence = f"被动观察{len(signs)}项，{len(signs) - len(bad)}项正常。" + "".join(f"{sign.note}；" for sign in bad)
    sentence += "仅为公开页面所见，正式结论以安全检测报告为准。"
    places = [place for sign in [*bad, *signs] for place in sign.evidence]
    return settle(context, code, step, sentence, places or [context.site.url], sure=False)


def _header_values(context: Context, name: str) -> list[tuple[str, str]]:
    """(address, value) of a response header wherever it was sent, names compared without case."""
    found = []
    for url, headers in sorted(context.site.headers.items()):
        found += [(url, value) for key, value in headers.items() if key.lower() == name]
    return found


@check("6.1-1")
def host_risk(context: Context) -> Finding:
    """主机风险控制: TLS and certificate, server banner, directory listings that a page links to."""
    site = context.site
    home = site.home.url if site.home is not None else site.url
    if not site.headers:
        return needs_person(context, "6.1-1", "没有读到响应头和证书信息，由安全检测报告判断。", [home])
    encrypted = home.startswith("https://")
    signs = [Sign("https", encrypted, "网站未使用HTTPS加密", (see(home, urlsplit(home).scheme),))]
    failed = sorted(url for url, outcome in site.outcomes.items() if outcome == "tls")
    if encrypted or failed:
        note = f"证书或加密握手有问题（{site.tls.get('error') or '见证据'}）"
        signs.append(
            Sign("certificate", not failed and not site.tls.get("error"), note, tuple(see(url) for url in failed[:2]))
        )
        signs += _expiry(context, home)
    banners = [
        (url, v) for name in ("server", "x-powered-by", "x-aspnet-version") for url, v in _header_values(context, name)
    ]
    loose = [(url, value) for url, value in banners if _VERSION.search(value)]
    note = f"响应头泄露软件版本（{loose[0][1]}）" if loose else ""
    signs.append(Sign("banner", not loose, note, tuple(see(url, value) for url, value in loose[:2])))
    listings = [page for page in site.pages.values() if _LISTING.match(page.title_tag)]
    signs.append(
        Sign("listing", not listings, f"有{len(listings)}个目录可直接浏览", tuple(see(p) for p in listings[:2]))
    )
    return _verdict(context, "6.1-1", signs)


def _expiry(context: Context, home: str) -> list[Sign]:
    """Whether the certificate is valid on the monitoring date; nothing where its end is not known."""
    try:
        ends = datetime.strptime(context.site.tls.get("not_after", ""), "%b %d %H:%M:%S %Y GMT").date()
    except ValueError:
        return []
    note = f"证书有效期到{ends}，监测点时已过期"
    return [Sign("expiry", ends >= context.monitoring_date, note, (see(home, f"证书有效期至{ends}"),))]


@check("6.1-2")
def leak_protection(context: Context) -> Finding:
    """网站漏洞防护: security headers, cookie flags, mixed content, plain forms, old libraries, leaked files linked."""
    pages = [page for _, page in sorted(context.site.pages.items())]
    if not pages:
        return needs_person(context, "6.1-2", "没有读到页面，由安全检测报告判断。")
    signs = [_headers(context), _plain_forms(pages), _libraries(context, pages), _leaked(context, pages)]
    if any(page.url.startswith("https://") for page in pages):
        mixed = [page for page in pages if page.insecure]
        signs.append(
            Sign(
                "mixed",
                not mixed,
                f"{len(mixed)}个加密页面引用未加密内容",
                tuple(see(p, p.insecure[0]) for p in mixed[:2]),
            )
        )
    if context.site.cookies:
        loose = [
            (u, c)
            for u, cookies in sorted(context.site.cookies.items())
            for c in cookies
            if "httponly" not in c.lower()
        ]
        note = f"{len(loose)}个Cookie未设HttpOnly"
        signs.append(
            Sign("cookies", not loose, note, tuple(see(url, cookie.split("=")[0]) for url, cookie in loose[:2]))
        )
    hidden = [page for page in pages if page.hidden_links]
    if hidden:
        signs.append(_hidden(hidden))
    return _verdict(context, "6.1-2", signs, worst=bool(hidden))


def _hidden(pages: list[Page]) -> Sign:
    """Hidden blocks of foreign links: the usual trace of a site that somebody else has written into."""
    count = len({link.url for page in pages for link in page.hidden_links})
    shown = "、".join(dict.fromkeys(link.text for link in pages[0].hidden_links if link.text))[:40]
    note = f"{len(pages)}个页面藏有看不见的外部链接{count}条（如{shown}），疑似暗链，应立即清除并查明来源"
    return Sign("hidden", False, note, tuple(see(page, page.hidden_links[0].url) for page in pages[:2]))


def _headers(context: Context) -> Sign:
    wanted = words(context, "6.1", "headers")
    there = [name for name in wanted if _header_values(context, name)]
    missing = [name for name in wanted if name not in there]
    home = context.site.home.url if context.site.home is not None else context.site.url
    return Sign("headers", 2 * len(there) >= len(wanted), f"缺安全响应头{'、'.join(missing)}", (see(home, "响应头"),))


def _plain_forms(pages: Iterable[Page]) -> Sign:
    plain = [
        (page, form)
        for page in pages
        for form in page.forms
        if form.action.startswith("http://") and (form.method == "post" or page.url.startswith("https://"))
    ]
    ip_forms = [
        (page, form)
        for page in pages
        for form in page.forms
        if re.match(r"https?://\d{1,3}(?:\.\d{1,3}){3}(?=[:/])", form.action)
        and urlsplit(form.action).hostname != urlsplit(page.url).hostname
    ]
    bad = [*plain, *ip_forms]
    where = bad[0][1].action if bad else ""
    return Sign(
        "forms",
        not bad,
        f"表单以明文或向裸IP地址提交（{where}）",
        tuple(see(page, form.action) for page, form in bad[:2]),
    )


def _libraries(context: Context, pages: Iterable[Page]) -> Sign:
    """Front-end libraries whose file name states a version below the first one without known vulnerabilities."""
    safe: dict[str, tuple[int, ...]] = {}
    for entry in words(context, "6.1", "libraries"):
        name, first = entry.split(" ")
        safe[name] = tuple(int(part) for part in first.split("."))
    old: dict[str, Evidence] = {}
    seen_scripts: set[str] = set()
    for page in pages:
        for url in page.scripts:
            if url in seen_scripts:
                continue
            seen_scripts.add(url)
            match = _LIBRARY.search(urlsplit(url).path)
            if match is None or match[1].lower() not in safe:
                continue
            version = tuple(int(part) for part in match.groups()[1:] if part is not None)
            if version < safe[match[1].lower()]:
                old.setdefault(f"{match[1]} {'.'.join(map(str, version))}", see(page, url))
    return Sign(
        "libraries", not old, f"使用有已知漏洞的旧版前端库（{'、'.join(list(old)[:3])}）", tuple(old.values())[:2]
    )


def _leaked(context: Context, pages: Iterable[Page]) -> Sign:
    """Backups and configurations that a page links to and that were there; none is guessed."""
    endings = words(context, "6.1", "leaked_files")
    there = {
        url
        for url, outcome in context.site.outcomes.items()
        if outcome == "ok" and urlsplit(url).path.lower().endswith(endings)
    }
    found: dict[str, Evidence] = {}
    if there:
        for page in pages:
            for link in page.links:
                if link.url in there:
                    found.setdefault(link.url, see(page, link.url))
    return Sign("leaked", not found, f"页面链接到备份或配置类文件{len(found)}个", tuple(found.values())[:2])
