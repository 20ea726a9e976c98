"""What a browser saw of pages as such: on a telephone, their share buttons, the accounts' entries, their quality."""

from __future__ import annotations

from typing import Literal

import msgspec

from zhengping.reading.probed.common import Trial


class PhonePage(msgspec.Struct, frozen=True):
    """A page at the width of a telephone. `kind`: home, list, article, form, mobile (the home of a mobile site).

    Widths in CSS pixels; `small_text` and `small_targets` are shares in per mille of what is visible; `kept` is the
    share in per mille of the wide page's main text (or links) that is visible here; `viewport` its declaration.
    """

    url: str
    kind: str
    width: int = 0
    content_width: int = 0
    text_size: int = 0
    small_text: int = 0
    small_targets: int = 0
    kept: int = 1000
    viewport: str = ""
    outcome: str = "ok"


class PhoneTrial(Trial, frozen=True, kw_only=True):
    """5.1.2: pages at 390 px; `entry` is the mobile site's address where the home page leads to one."""

    pages: tuple[PhonePage, ...] = ()
    entry: str = ""
    entry_label: str = ""
    entry_works: bool = False


class ShareControl(msgspec.Struct, frozen=True):
    """A share control pressed on an article. `service`: wechat, weibo, other; `opened`: what came (qr, window, layer,
    nothing); `target` the address of the window or what the QR code says; `works` whether it is right for it."""

    service: str
    label: str
    page: str
    opened: Literal["qr", "window", "layer", "nothing"] = "nothing"
    target: str = ""
    works: bool = False


class SharingTrial(Trial, frozen=True, kw_only=True):
    """5.4: the share controls of sampled articles; `dead_hosts` are share services that do not answer any more."""

    pages: tuple[str, ...] = ()
    controls: tuple[ShareControl, ...] = ()
    dead_hosts: tuple[str, ...] = ()


class AccountEntry(msgspec.Struct, frozen=True):
    """An entry to an account (5.1.1). `how`: link, qr; `service`: weibo, wechat, toutiao, douyin, app, other; `target`
    the link's address or what the QR code says; `right`: it leads to an account of that service; `page` where it is."""

    service: str
    how: Literal["link", "qr"]
    label: str
    target: str
    page: str
    right: bool = False
    visible: bool = True
    official: bool = False


class AccountsTrial(Trial, frozen=True, kw_only=True):
    """5.1.1: entries of the home page; `unread` counts pictures that look like QR codes and could not be decoded."""

    entries: tuple[AccountEntry, ...] = ()
    unread: int = 0


class Violation(msgspec.Struct, frozen=True):
    """A rule of axe-core that a page breaks: its id, weight (minor, moderate, serious, critical), Chinese help text,
    how many elements, the first of them."""

    rule: str
    impact: str
    help: str
    count: int
    sample: str = ""


class PageQuality(msgspec.Struct, frozen=True):
    """A page as a browser meets it. Times in milliseconds and bytes are for the webmaster's list only, never judged."""

    url: str
    kind: str
    violations: tuple[Violation, ...] = ()
    load_ms: int = 0
    bytes: int = 0
    requests: int = 0
    console_errors: tuple[str, ...] = ()
    mixed: tuple[str, ...] = ()
    broken_pictures: tuple[str, ...] = ()
    broken: str = ""


class QualityTrial(Trial, frozen=True, kw_only=True):
    """Accessibility and quality of sampled pages, and pages that answer 200 and show an error or nothing (`broken`)."""

    pages: tuple[PageQuality, ...] = ()
