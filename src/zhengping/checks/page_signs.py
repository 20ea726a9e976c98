"""Signs of the pages' make (6.1-2): headers, cookies, forms, mixed content, old libraries, files left lying about.

Seen in ordinary answers only; forms are read, never sent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from zhengping.checks.context import Context
from zhengping.checks.finding import Evidence
from zhengping.checks.front_end_libraries import Fault, libraries
from zhengping.checks.host_signs import home_address, known_headers
from zhengping.checks.signs import Severity, Sign, State
from zhengping.checks.tools import has_any, see, words
from zhengping.reading.facts import Form, Page

POINT = "6.1-2"
_BARE_HOST = re.compile(r"https?://\d{1,3}(?:\.\d{1,3}){3}(?=[:/])")
_GRAVITY: dict[Severity, int] = {"low": 0, "middle": 1, "high": 2}
_MOST_PLACES = 5


def page_signs(context: Context, pages: Sequence[Page]) -> list[Sign]:
    """All signs of the pages; `pages` are the site's own, by address."""
    signs = _headers(context)
    signs += [_plain_forms(context, pages), _libraries(context, pages), _leaked(context, pages)]
    if any(page.url.startswith("https://") for page in pages):
        signs.append(_mixed(context, pages))
    return signs + _cookies(context)


def _headers(context: Context) -> list[Sign]:
    """Security headers of the home page; HSTS means nothing without encryption, frame-ancestors guards frames too."""
    known = known_headers(context)
    if not known:
        return []
    home = home_address(context)
    sent = {name: value for _, headers in known for name, value in headers.items()}
    wanted = list(words(context, "6.1", "headers"))
    if not home.startswith("https://") and "strict-transport-security" in wanted:
        wanted.remove("strict-transport-security")
    if "frame-ancestors" in sent.get("content-security-policy", ""):
        sent.setdefault("x-frame-options", "")
    missing = [name for name in wanted if name not in sent]
    good = 2 * (len(wanted) - len(missing)) >= len(wanted)
    note = f"缺安全响应头{'、'.join(missing)}" if missing else "安全响应头齐全"
    return [
        Sign(POINT, "headers", "安全响应头", "good" if good else "bad", note, "补上缺少的安全响应头", "low",
             evidence=(see(home, "响应头"),))
    ]  # fmt: skip


def _plain_forms(context: Context, pages: Sequence[Page]) -> Sign:
    """Forms that send what is typed without encryption, or to a bare address that is not the site's own."""
    bad = [(page, form.action or page.url) for page in pages for form in page.forms if _sends_plainly(page, form)]
    bad += [
        (page, form.action)
        for page in pages
        for form in page.forms
        if _BARE_HOST.match(form.action) and urlsplit(form.action).hostname != urlsplit(page.url).hostname
    ]
    targets = list(dict.fromkeys(action for _, action in bad))
    note = f"表单以明文或向裸IP地址提交（{'、'.join(targets[:3])}）" if bad else "所见表单未发现明文提交"
    places = tuple(see(page, action) for page, action in bad[:_MOST_PLACES]) or (see(home_address(context)),)
    return Sign(
        POINT, "forms", "表单提交", "bad" if bad else "good", note, "表单改用HTTPS提交，不直接用IP地址", evidence=places
    )


def _sends_plainly(page: Page, form: Form) -> bool:
    """A form over plain HTTP that is posted or holds a password; a plain search box gives nothing away."""
    target = form.action or page.url
    if not target.startswith("http://"):
        return False
    secret = any(field.kind in ("password", "file") for field in form.fields)
    typed = any(field.kind in ("text", "textarea") for field in form.fields)
    return secret or page.url.startswith("https://") or (form.method == "post" and typed and form.purpose != "search")


def _mixed(context: Context, pages: Sequence[Page]) -> Sign:
    """What the pages' sources ask for, and what a browser saw that their scripts added."""
    mixed = {page.url: page.insecure[0] for page in pages if page.insecure}
    if context.probed is not None and context.probed.quality is not None:
        for tried in context.probed.quality.pages:
            if tried.mixed:
                mixed.setdefault(tried.url, tried.mixed[0])
    note = f"{len(mixed)}个加密页面引用未加密内容" if mixed else "加密页面未见未加密内容"
    places = tuple(see(url, part) for url, part in list(mixed.items())[:_MOST_PLACES]) or (see(home_address(context)),)
    return Sign(
        POINT, "mixed", "混合内容", "bad" if mixed else "good", note, "页面引用的资源一律改用HTTPS", evidence=places
    )


def _cookies(context: Context) -> list[Sign]:
    """Flags of the cookies that carry a session; others may be read by scripts by design."""
    names = words(context, "6.1", "session_cookies")
    sent = [(url, cookie) for url, cookies in sorted(context.site.cookies.items()) for cookie in cookies]
    sessions = [(url, cookie) for url, cookie in sent if has_any(cookie.partition("=")[0].lower(), names)]
    if not sessions:
        return []
    lacking: dict[str, tuple[str, str]] = {}
    for url, cookie in sessions:
        flags = {part.strip().partition("=")[0].lower() for part in cookie.split(";")[1:]}
        wanted = ["httponly", *(["secure"] if url.startswith("https://") else [])]
        if missing := [flag for flag in wanted if flag not in flags]:
            lacking.setdefault(cookie.partition("=")[0], (url, "、".join(missing)))
    said = "；".join(f"{name}缺{missing}" for name, (_, missing) in lacking.items())
    note = f"会话Cookie标志不全（{said}）" if lacking else "会话Cookie标志齐全"
    places = tuple(see(url, name) for name, (url, _) in lacking.items())[:_MOST_PLACES]
    return [
        Sign(POINT, "cookies", "Cookie标志", "bad" if lacking else "good", note, "给会话Cookie加上HttpOnly和Secure",
             evidence=places or (see(sessions[0][0], sessions[0][1].partition("=")[0]),))
    ]  # fmt: skip


def _libraries(context: Context, pages: Sequence[Page]) -> Sign:
    """Libraries whose address tells a version with published faults; one without a version tells nothing."""
    old: dict[str, tuple[Evidence, list[Fault]]] = {}
    known: dict[str, tuple[str, list[Fault]] | None] = {}
    for page in pages:
        for url in page.scripts:
            if url not in known:
                known[url] = _old_library(url)
            if found := known[url]:
                old.setdefault(found[0], (see(page, url), found[1]))
    severities: list[Severity] = [fault.severity for _, faults in old.values() for fault in faults]
    severity: Severity = max(severities, key=_GRAVITY.__getitem__, default="low")
    said = "；".join(f"{name}：{'、'.join(fault.id for fault in faults)}" for name, (_, faults) in sorted(old.items()))
    note = f"使用有已知漏洞的旧版前端库（{said}）" if old else "所引用的前端库未见已知漏洞版本"
    places = tuple(place for _, (place, _) in sorted(old.items()))[:_MOST_PLACES] or (see(home_address(context)),)
    state: State = "good" if not old else "look" if severity == "low" else "bad"
    return Sign(POINT, "libraries", "前端库", state, note, "升级到没有已知漏洞的版本", severity, evidence=places)


def _old_library(url: str) -> tuple[str, list[Fault]] | None:
    """("jquery 1.8.3", its faults) of a script; None where it tells no version with a fault."""
    for library in libraries():
        version = library.version(url)
        if version and (faults := library.faults_of(version)):
            return f"{library.name} {version}", faults
    return None


def _leaked(context: Context, pages: Sequence[Page]) -> Sign:
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
    note = f"页面链接到备份或配置类文件{len(found)}个" if found else "所见链接中没有备份或配置类文件"
    places = tuple(found.values())[:_MOST_PLACES] or (see(home_address(context)),)
    state: State = "bad" if found else "good"
    return Sign(POINT, "leaked", "外露文件", state, note, "删除外露的备份和配置文件", "high", evidence=places)
