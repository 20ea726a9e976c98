"""The one list of outcomes: how a fetch can end, whether to try again, and what that means for judging.

Source of the classes: the practice of public scanners (one list, one classifier) and the answers that
protected government sites in China are known to give (412 and 202 with a script, 521, 403, captcha pages).
"""

from __future__ import annotations

import errno
import re
import ssl
from collections.abc import Mapping
from enum import StrEnum
from typing import Literal, NamedTuple

Meaning = Literal["seen", "absent", "unknown"]


class Outcome(StrEnum):
    """How an address ended. The value is what stands in the index and in result files."""

    OK = "ok"
    REDIRECTED = "redirected"
    NOT_FOUND = "not-found"
    SOFT_NOT_FOUND = "soft-not-found"
    BLOCKED = "blocked"
    TLS = "tls"
    DNS = "dns"
    TIMEOUT = "timeout"
    REFUSED = "refused"
    CUT_OFF = "cut-off"
    SERVER_ERROR = "server-error"
    TOO_LARGE = "too-large"
    DAMAGED = "damaged"
    ROBOTS = "robots"
    OFF_SCOPE = "off-scope"
    REDIRECT_LOOP = "redirect-loop"
    BAD_ADDRESS = "bad-address"
    PRIVATE = "private"


class Rule(NamedTuple):
    """What an outcome entails: `tries` in all (1 = never again), `meaning` for judging, `label` for people.

    `meaning`: "seen": there is content to judge; "absent": the site itself says that there is nothing;
    "unknown": nothing can be concluded, so no deduction may rest on it.
    """

    tries: int
    meaning: Meaning
    label: str


RULES: dict[Outcome, Rule] = {
    Outcome.OK: Rule(1, "seen", "正常"),
    Outcome.REDIRECTED: Rule(1, "seen", "已跳转"),
    Outcome.NOT_FOUND: Rule(1, "absent", "不存在（404/410）"),
    Outcome.SOFT_NOT_FOUND: Rule(1, "absent", "页面提示不存在（返回 200）"),
    Outcome.BLOCKED: Rule(1, "unknown", "被拦截，待人工核验"),
    Outcome.TLS: Rule(1, "unknown", "证书或加密连接错误"),
    Outcome.DNS: Rule(2, "unknown", "域名无法解析"),
    Outcome.TIMEOUT: Rule(3, "unknown", "超时无应答"),
    Outcome.REFUSED: Rule(3, "unknown", "连接被拒绝"),
    Outcome.CUT_OFF: Rule(3, "unknown", "连接中断"),
    Outcome.SERVER_ERROR: Rule(3, "unknown", "服务器错误（5xx）"),
    Outcome.TOO_LARGE: Rule(1, "seen", "页面过大，只取开头"),
    Outcome.DAMAGED: Rule(2, "unknown", "内容损坏"),
    Outcome.ROBOTS: Rule(1, "unknown", "robots.txt 不允许"),
    Outcome.OFF_SCOPE: Rule(1, "unknown", "跳转到本站范围之外"),
    Outcome.REDIRECT_LOOP: Rule(1, "unknown", "循环跳转"),
    Outcome.BAD_ADDRESS: Rule(1, "absent", "地址无效"),
    Outcome.PRIVATE: Rule(1, "unknown", "内网地址，未访问"),
}

TEMPORARY = frozenset({Outcome.DNS, Outcome.TIMEOUT, Outcome.REFUSED, Outcome.CUT_OFF, Outcome.SERVER_ERROR})
"""Outcomes of the network or the server's state, not of the address: many in a row mean that the site is down."""

BLOCKING_STATUS = frozenset({401, 403, 405, 406, 407, 412, 418, 429, 444, 451, 495, 496, 511, 514, 521})

_CHALLENGES = (
    b"$_ts=window[",
    b"$_ts = window[",
    b"window['$_ts']",
    b"__jsl_clearance",
    b"__jsluid",
    b"acw_sc__v",
    b"cf-chl-",
    b"challenge-platform",
    b"_cf_chl_opt",
    b"/_guard/",
    b"waf_captcha",
    b"captcha-box",
    b"TencentCaptcha(",
    b"initAliyunCaptcha",
    b"geetest_captcha",
    b"yidun_captcha",
    b"/.safeline/",
    "浏览器检查中".encode(),
    "请完成安全验证".encode(),
    "访问频率过高".encode(),
)
_SCRIPT = re.compile(rb"<script", re.I)
_MARKUP = re.compile(rb"<(script|style)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>|\s+", re.I | re.S)

CHALLENGE_LIMIT = 32 * 1024
"""A challenge page is small; a longer page that speaks of captchas is an ordinary page."""

_VISIBLE_LIMIT = 400
_ORDINARY_LINKS = 10


def classify(
    status: int = 0,
    headers: Mapping[str, str] | None = None,
    head: bytes = b"",
    error: BaseException | None = None,
) -> Outcome:
    """Says how one exchange ended, from what came back or from the exception that came instead.

    `status` is the HTTP status (0 = no answer); `headers` have lower-case names; `head` is the beginning of
    the decoded body; `error` wins where it is given. 3xx with a Location is REDIRECTED: where it leads is for
    the crawler to judge.
    """
    if error is not None:
        return classify_error(error)
    headers = headers or {}
    if 200 <= status < 300:
        return Outcome.BLOCKED if is_challenge(status, head) else Outcome.OK
    if 300 <= status < 400:
        return Outcome.REDIRECTED if headers.get("location") else Outcome.SERVER_ERROR
    if status in (404, 410):
        return Outcome.NOT_FOUND
    if status in BLOCKING_STATUS:
        return Outcome.BLOCKED
    if status >= 500:
        return Outcome.BLOCKED if is_challenge(status, head) else Outcome.SERVER_ERROR
    if 400 <= status < 500:
        return Outcome.BLOCKED
    return Outcome.DAMAGED


def is_challenge(status: int, head: bytes) -> bool:
    """Whether an answer is an anti-robot page: 202 with a script, or a small page that is all challenge."""
    if not head or len(head) > CHALLENGE_LIMIT:
        return False
    if status == 202 and _SCRIPT.search(head):
        return True
    if head.count(b"<a ") > _ORDINARY_LINKS:
        return False
    return any(mark in head for mark in _CHALLENGES) and len(_MARKUP.sub(b"", head)) <= _VISIBLE_LIMIT


def classify_error(error: BaseException) -> Outcome:
    """The outcome of an exchange that ended in an exception; the chain of causes is looked through."""
    # Here, not above: judging an archive needs outcomes and no network.
    import aiohttp

    from zhengping.crawl.resolver import PrivateAddress

    chain: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in chain:
        chain.append(cause)
        cause = getattr(cause, "os_error", None) or cause.__cause__ or cause.__context__
    if any(isinstance(e, PrivateAddress) for e in chain):
        return Outcome.PRIVATE
    for e in chain:
        if isinstance(e, aiohttp.InvalidURL | aiohttp.NonHttpUrlClientError):
            return Outcome.BAD_ADDRESS
        if isinstance(e, aiohttp.ClientConnectorDNSError):
            return Outcome.DNS
        if isinstance(e, aiohttp.ClientConnectorCertificateError | aiohttp.ClientSSLError | ssl.SSLError):
            return Outcome.TLS
        if isinstance(e, TimeoutError | aiohttp.ServerTimeoutError):
            return Outcome.TIMEOUT
        if isinstance(e, ConnectionRefusedError) or getattr(e, "errno", None) == errno.ECONNREFUSED:
            return Outcome.REFUSED
    if isinstance(error, aiohttp.ClientPayloadError | aiohttp.ServerDisconnectedError | ConnectionResetError):
        return Outcome.CUT_OFF
    if isinstance(error, aiohttp.ClientConnectorError):
        return Outcome.REFUSED
    if isinstance(error, aiohttp.ClientResponseError | ValueError):
        return Outcome.DAMAGED
    if isinstance(error, aiohttp.ClientError | OSError):
        return Outcome.CUT_OFF
    raise error


def tls_fault(error: BaseException) -> str:
    """What is wrong with a TLS connection: one of the keys of `TLS_LABELS`."""
    text = " ".join(str(e) for e in (error, getattr(error, "os_error", None), error.__cause__) if e is not None)
    for mark, name in (
        ("certificate has expired", "expired"),
        ("not yet valid", "not-yet-valid"),
        ("ostname mismatch", "hostname"),
        ("IP address mismatch", "hostname"),
        ("doesn't match", "hostname"),
        ("self-signed certificate in certificate chain", "untrusted"),
        ("self-signed", "self-signed"),
        ("self signed", "self-signed"),
        ("unable to get local issuer", "incomplete-chain"),
        ("unable to verify the first", "incomplete-chain"),
        ("CERTIFICATE_VERIFY_FAILED", "untrusted"),
    ):
        if mark in text:
            return name
    return "protocol"


TLS_LABELS = {
    "expired": "证书已过期",
    "not-yet-valid": "证书尚未生效",
    "hostname": "证书与域名不符",
    "self-signed": "自签名证书",
    "incomplete-chain": "证书链不完整",
    "untrusted": "证书不受信任",
    "protocol": "加密协议握手失败",
}


FILE_FAULTS = {"file-empty": "空文件", "file-damaged": "文件损坏，打不开", "file-html": "下载到的是网页，不是文件"}
"""Files that were answered with 200 and do not work, as they stand in the list of broken links beside the outcomes."""


def label(outcome: str) -> str:
    """The Chinese name of an outcome, for reports; an unknown one is returned as it is."""
    if outcome in FILE_FAULTS:
        return FILE_FAULTS[outcome]
    try:
        return RULES[Outcome(outcome)].label
    except ValueError:
        return outcome


def meaning(outcome: str) -> Meaning:
    """What an outcome means for judging; an unknown one means nothing ("unknown")."""
    if outcome in FILE_FAULTS:
        return "absent"
    try:
        return RULES[Outcome(outcome)].meaning
    except ValueError:
        return "unknown"
