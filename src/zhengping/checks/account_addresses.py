"""What an address leads to that a link or a QR code of the home page carries (5.1.1, 5.1.2)."""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import SplitResult, urlsplit

from zhengping.checks.context import Context
from zhengping.checks.tools import has_any, words

Leads = Literal["weibo", "wechat", "wechat-other", "share", "app", "site", "other", "text"]
"""weibo, wechat: an account; wechat-other: an article, a person, a group; share: a share window; app: a mobile site or
an app by the words of 5.1.2; site: a page of this site; other: any other address; text: no address."""
_NAME = re.compile(r"[\w\-\u4e00-\u9fff]{2,30}", re.UNICODE)
_ACCOUNT_FOLDERS = ("u", "p", "n", "profile")


def leads_to(context: Context, target: str) -> Leads:
    """What kind of address `target` is, by the hosts of the edition; never opened, so that it says nothing of life."""
    try:
        parts = urlsplit(target.strip())
        host = (parts.hostname or "").lower()
    except ValueError:
        return "text"
    if parts.scheme == "sinaweibo":
        return "weibo"
    if parts.scheme not in ("http", "https") or not host:
        return "text"
    plain = f"{host}{parts.path}{'?' + parts.query if parts.query else ''}"
    if has_any(plain, words(context, "5.1.1", "share_hosts")):
        return "share"
    if any(host == each or host.endswith(f".{each}") for each in words(context, "5.1.1", "weibo_hosts")):
        return "weibo" if _is_weibo_account(parts, words(context, "5.1.1", "weibo_pages")) else "other"
    if plain.startswith(words(context, "5.1.1", "wechat_addresses")):
        return "wechat"
    if plain.startswith(words(context, "5.1.1", "wechat_others")):
        return "wechat-other"
    if has_any(target.lower(), words(context, "5.1.2", "hosts")):
        return "app"
    own = {(urlsplit(url).hostname or "").lower().removeprefix("www.") for url in (context.site.url, *_home(context))}
    return "site" if host.removeprefix("www.") in own else "other"


def _home(context: Context) -> tuple[str, ...]:
    return (context.site.home.url,) if context.site.home is not None else ()


def _is_weibo_account(parts: SplitResult, others: tuple[str, ...]) -> bool:
    """weibo.com/u/1234567890, weibo.com/name, weibo.cn/qr/userinfo?uid=…; a post is /number/letters."""
    steps = [step for step in parts.path.split("/") if step]
    if not steps or steps[0].lower() in others:
        return False
    if steps[0] == "qr" or "userinfo" in steps[-1]:
        return "uid" in parts.query or "featurecode" in parts.query
    if steps[0] in _ACCOUNT_FOLDERS:
        return len(steps) > 1
    return len(steps) == 1 and _NAME.fullmatch(steps[0]) is not None
