"""What a browser saw of pages as such: on a telephone, their share buttons, the accounts' entries, their quality."""

from __future__ import annotations

from typing import Literal

import msgspec

from zhengping.reading.probed.common import Trial


class PhonePage(msgspec.Struct, frozen=True):
    """A page at the width of a telephone. `kind`: home, list, article, form, mobile (the home of a mobile site).

    Widths in CSS pixels: `width` the screen's, `layout_width` the one that the page is laid out at (980 where it says
    nothing), `content_width` how far it reaches. `text_size` is the size in pixels, as the screen shows it, of the
    middle one of all characters. Shares in per mille: `small_text` of the characters seen, `cut` of them beyond the
    screen's edge, `small_targets` of the `targets` (links, buttons and fields that are no words
    of a sentence), `kept` of the `wanted` pieces of content (lines, rows, fields) that the wide page shows. `viewport`
    is what the page declares; `styled` is false where a style sheet did not come, so that the look proves nothing;
    `moved`: a telephone is sent to another address than a wide screen.
    """

    url: str
    kind: str
    outcome: str = "ok"
    final_url: str = ""
    title: str = ""
    width: int = 0
    layout_width: int = 0
    content_width: int = 0
    characters: int = 0
    text_size: int = 0
    small_text: int = 0
    cut: int = 0
    targets: int = 0
    small_targets: int = 0
    wanted: int = 0
    kept: int = 1000
    lost: tuple[str, ...] = ()
    viewport: str = ""
    styled: bool = True
    moved: bool = False
    shot: str = ""


class MobileEntry(msgspec.Struct, frozen=True):
    """An entry to a mobile site or an app that was opened. `page` is what came; `ours`: it stands under the site's own
    name or says whose it is; `app`: it is an app's page, which needs no fitting."""

    label: str
    url: str
    page: PhonePage
    ours: bool = False
    app: bool = False


class PhoneTrial(Trial, frozen=True, kw_only=True):
    """5.1.2: pages at a telephone's width, and the entries to a mobile site that the home page has."""

    pages: tuple[PhonePage, ...] = ()
    entries: tuple[MobileEntry, ...] = ()


class ShareControl(msgspec.Struct, frozen=True):
    """A share control pressed on the article `page`. `service`: wechat, weibo.

    `opened`: what came of it (qr: a code could be read; window: another address was asked for; layer: something else
    appeared; nothing); `target`: what the code says, or the address of the window; `works`: the code leads to this
    article, or the window is the service's own and is given the article's address or title. `shot`: the screenshot.
    """

    service: Literal["wechat", "weibo"]
    label: str
    page: str
    opened: Literal["qr", "window", "layer", "nothing"] = "nothing"
    target: str = ""
    works: bool = False
    shot: str = ""


class MissingPart(msgspec.Struct, frozen=True):
    """A script, or a picture that a share control wanted to show, which did not come. `why`: error (it was answered
    with an error), silent (its host does not answer), refused (robots.txt or a private address: not asked for)."""

    url: str
    why: Literal["error", "silent", "refused"]


class SharingTrial(Trial, frozen=True, kw_only=True):
    """5.4: the share controls of sampled articles. `pages`: the articles that opened.

    `missing`: parts that came on none of the pages that wanted them, sorted; `network`: whether the services' own hosts
    can be reached from here, without which a silent host says nothing (None: it was not asked).
    """

    pages: tuple[str, ...] = ()
    controls: tuple[ShareControl, ...] = ()
    missing: tuple[MissingPart, ...] = ()
    network: bool | None = None


class AccountEntry(msgspec.Struct, frozen=True):
    """What may be an entry to an account (5.1.1), or to a mobile site or app (5.1.2), on the page `page`.

    `how`: link, qr; `label`: its words and those beside it; `target`: the link's address or what the QR code says;
    `place`: first (on the first screen), below, layer (shown after its entry was pointed at or pressed), hidden (it is
    in the page and nobody sees it).
    """

    how: Literal["link", "qr"]
    label: str
    target: str
    page: str
    place: Literal["first", "below", "layer", "hidden"] = "first"


class AccountsTrial(Trial, frozen=True, kw_only=True):
    """5.1.1: entries of the home page. `unread`: names of pictures that are said to be QR codes and cannot be read;
    `broken`: of those that did not load; `silent`: labels without an address that showed nothing when pressed.
    `whole`: the page was looked at from top to bottom, and all its pictures, scripts and frames had come."""

    entries: tuple[AccountEntry, ...] = ()
    unread: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    whole: bool = False


class Violation(msgspec.Struct, frozen=True):
    """A rule of axe-core that a page breaks: its id, weight (minor, moderate, serious, critical), Chinese help text,
    how many elements, the first of them."""

    rule: str
    impact: str
    help: str
    count: int
    sample: str = ""


class PageQuality(msgspec.Struct, frozen=True):
    """A page as a browser meets it. Times in milliseconds and bytes are for the webmaster's list only, never judged.

    `kind`: home, list, article, form, guide; `other` for a page that was only looked at because it seemed broken.
    `checked`: axe-core ran to its end. `mixed`: plain HTTP parts of an encrypted page; `broken_pictures`: those that
    answered and are no pictures. `broken`: what an answer of 200 really was (error-text, stack-trace, database-error,
    template, garbled, blank), `quote` the words that say so.
    """

    url: str
    kind: str
    outcome: str = "ok"
    checked: bool = False
    violations: tuple[Violation, ...] = ()
    load_ms: int = 0
    bytes: int = 0
    requests: int = 0
    console_errors: tuple[str, ...] = ()
    mixed: tuple[str, ...] = ()
    broken_pictures: tuple[str, ...] = ()
    broken: str = ""
    quote: str = ""
    shot: str = ""


class QualityTrial(Trial, frozen=True, kw_only=True):
    """Accessibility and quality of sampled pages, and pages that answer 200 and show an error or nothing (`broken`).

    `suspects` counts the pages of the crawl that seemed broken; only some of them are looked at.
    """

    pages: tuple[PageQuality, ...] = ()
    suspects: int = 0
