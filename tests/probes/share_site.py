"""A small site whose articles carry the share controls that a test puts on them; QR codes by the library that reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
import zxingcpp
from PIL import Image

from tests.probes.browsing import browse
from tests.probes.contexts import crawled
from tests.probes.serving import Page, serving
from zhengping.checks import judge_all
from zhengping.checks.context import Context
from zhengping.checks.finding import Finding
from zhengping.probes.accounts import try_accounts
from zhengping.probes.sharing import try_sharing
from zhengping.reading.probed import Probed, Trial
from zhengping.reading.probed.appearance import AccountsTrial, SharingTrial

NAME = "安平市水务局"
ON = date(2021, 6, 9)


def qr_png(text: str, scale: int = 4) -> bytes:
    """A text as a QR code, with the white around it."""
    return png(Image.fromarray(zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode).to_image(scale=scale)))


def png(image: Image.Image) -> bytes:
    """A picture's bytes."""
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def article(number: int, controls: str) -> str:
    """An article with share controls below its text."""
    text = "".join(f"<p>第{n}段，水利工程建设情况通报，请各单位遵照执行并及时反馈。</p>" for n in range(12))
    return (
        "<!DOCTYPE html><html><head><meta charset=utf-8>"
        f"<title>关于水利工程建设第{number}号情况的通报-{NAME}</title></head>"
        f"<body><div class=crumbs>当前位置：<a href=/>首页</a> &gt; <a href=/tzgg/>通知公告</a></div>"
        f"<h1>关于水利工程建设第{number}号情况的通报</h1><p>发布时间：2021-05-0{number} 来源：{NAME}</p>"
        f"<div class=content id=zoom>{text}</div>{controls}</body></html>"
    )


def site(
    controls: str, more: Mapping[str, Page] | None = None, *, home: str = "", articles: int = 4
) -> dict[str, Page]:
    """Pages of the site by path; `{n}` in the controls is the article's number. `more`: pages besides these."""
    rows = "".join(
        f"<li><a href=/tzgg/t2021050{n}.html>关于水利工程建设第{n}号情况的通报</a><span>2021-05-0{n}</span></li>"
        for n in range(1, articles + 1)
    )
    front = (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{NAME}</title></head><body><div class=nav>"
        f"<a href=/>首页</a> <a href=/tzgg/>通知公告</a></div><ul>{rows}</ul>{home}</body></html>"
    )
    pages: dict[str, Page] = {
        "/": front,
        "/tzgg/": f"<!DOCTYPE html><meta charset=utf-8><title>通知公告-{NAME}</title><h2>通知公告</h2><ul>{rows}</ul>",
    }
    for n in range(1, articles + 1):
        pages[f"/tzgg/t2021050{n}.html"] = article(n, controls.replace("{n}", str(n)))
    return pages | dict(more or {})


def shared(
    folder: Path, pages: dict[str, Page], times: int = 1, *, refuse_articles: bool = False
) -> tuple[Context, SharingTrial]:
    """The site crawled, and its share controls used so many times with the same result."""
    with serving(served_pages := dict(pages)) as served:
        context = crawled(served.url, folder / "out", on=ON, name=NAME)
        if refuse_articles:
            served_pages |= {
                path: (403, "text/html", b"<h1>403 Forbidden</h1>") for path in pages if path.startswith("/tzgg/t")
            }
        trials = [browse(folder / f"b{n}", lambda s: try_sharing(s, context)) for n in range(times)]
        assert not served.posted
    assert all(_comparable(each) == _comparable(trials[0]) for each in trials)
    return context, trials[0]


def accounts(folder: Path, pages: dict[str, Page], times: int = 1) -> tuple[Context, AccountsTrial]:
    """The site crawled, and the entries of its home page looked at so many times with the same result."""
    with serving(pages) as served:
        context = crawled(served.url, folder / "out", on=ON, name=NAME)
        trials = [browse(folder / f"b{n}", lambda s: try_accounts(s, context)) for n in range(times)]
        assert not served.posted
    assert all(_comparable(each) == _comparable(trials[0]) for each in trials)
    return context, trials[0]


def judged(context: Context, code: str, **trials: Any) -> Finding:
    """The finding of a point, as the pages alone make it or with what a browser saw."""
    return judge_all(replace(context, probed=Probed(**trials) if trials else None))[code]


def _comparable(trial: Trial) -> Trial:
    """A trial without the names of its archive records, which are made up anew."""
    return msgspec.structs.replace(trial, records={})
