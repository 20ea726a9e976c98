"""Entries to the office's accounts on a home page, read and decoded in a real browser on sites on loopback."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.probes.browsing import needs_browser
from tests.probes.serving import Page
from tests.probes.share_site import NAME, accounts, judged, png, qr_png, site
from zhengping.probes.qr import decoded
from zhengping.reading.probed.appearance import AccountsTrial

WECHAT = "http://weixin.qq.com/r/x3TnDhbEqPjyrUyL9yAW"
WEIBO_CODE = "https://weibo.cn/qr/userinfo?uid=1234567890"


def picture(data: bytes) -> Page:
    """A picture as it is served."""
    return 200, "image/png", data


def looked(folder: Path, home: str, times: int = 1, **files: bytes) -> tuple[AccountsTrial, str, object]:
    """The trial of a home page, and the state and value of 5.1.1-1 with it."""
    pages = site("", {f"/{name}.png": picture(data) for name, data in files.items()}, home=home, articles=2)
    context, trial = accounts(folder, pages, times)
    finding = judged(context, "5.1.1-1", accounts=trial)
    return trial, finding.state, finding.value


# --- codes that are read ------------------------------------------------------------------------------------------


@needs_browser
@pytest.mark.parametrize(
    "home",
    [
        f"<div><img src=/a.png width=90><p>{NAME}官方微信</p></div>",
        f"<div><img src=/a.png width=46 alt='{NAME}微信公众号'></div>",
        f"<div style='height:2500px'></div><div><img data-src=/a.png id=lazy width=90><p>{NAME}官方微信</p></div>"
        "<script>addEventListener('scroll',()=>{if(scrollY>900)lazy.src=lazy.dataset.src})</script>",
        f"<div><i title='{NAME}官方微信' style='display:block;width:120px;height:120px;"
        "background:url(/a.png) 0 0/100%'></i></div>",
        f"<div><canvas id=c width=150 height=150></canvas><p>{NAME}官方微信</p></div><script>const i=new Image();"
        "i.onload=()=>c.getContext('2d').drawImage(i,0,0,150,150);i.src='/a.png'</script>",
    ],
    ids=["picture", "small", "lazy", "background", "canvas"],
)
def test_a_code_of_the_office_s_own_account_is_judged(home: str, tmp_path: Path) -> None:
    trial, state, value = looked(tmp_path, home, a=qr_png(WECHAT))
    assert [(each.how, each.target) for each in trial.entries] == [("qr", WECHAT)]
    assert (state, value) == ("judged", 1)


@needs_browser
def test_a_code_that_its_entry_shows_is_seen(tmp_path: Path) -> None:
    home = (
        "<style>.wx{display:inline-block}.wx img{display:none}.wx:hover img{display:block}</style>"
        "<div class=wx><span>官方微信</span><img src=/a.png width=100></div>"
        "<a href='javascript:;' onclick=\"b.style.display='block'\">官方微博</a>"
        "<div id=b style='display:none;position:fixed;top:90px;left:90px'><img src=/b.png width=100></div>"
    )
    trial, state, value = looked(tmp_path, home, a=qr_png(WECHAT), b=qr_png(WEIBO_CODE))
    assert {(each.target, each.place) for each in trial.entries} == {(WECHAT, "layer"), (WEIBO_CODE, "layer")}
    assert (state, value) == ("judged", 1)
    assert len(trial.shots) >= 2


@needs_browser
def test_a_code_that_nobody_can_see_is_no_judged_entry(tmp_path: Path) -> None:
    home = f"<div style='display:none'><img src=/a.png alt='{NAME}微信二维码'></div>"
    trial, state, _ = looked(tmp_path, home, a=qr_png(WECHAT))
    assert [each.place for each in trial.entries] == ["hidden"]
    assert state == "suggested"


@needs_browser
def test_a_covered_code_is_read_alone(tmp_path: Path) -> None:
    home = (
        f"<div style='position:relative'><img src=/a.png width=120 alt='{NAME}官方微信'>"
        "<div style='position:absolute;top:40px;left:0;width:120px;height:50px;background:#333'></div></div>"
    )
    trial, _, value = looked(tmp_path, home, a=qr_png(WECHAT))
    assert [each.target for each in trial.entries] == [WECHAT]
    assert value == 1


@needs_browser
def test_whose_account_it_is_must_be_said(tmp_path: Path) -> None:
    _, state, value = looked(tmp_path, "<div><img src=/a.png width=120><p>扫一扫</p></div>", a=qr_png(WECHAT))
    assert (state, value) == ("suggested", 1)


@needs_browser
def test_three_runs_give_the_same(tmp_path: Path) -> None:
    home = (
        f"<div><img src=/a.png width=90><p>{NAME}官方微信</p></div><a href='https://weibo.com/u/1234567'>官方微博</a>"
        "<a href='javascript:;' onclick=\"b.hidden=false\">抖音</a><img id=b hidden src=/b.png>"
    )
    looked(tmp_path, home, 3, a=qr_png(WECHAT), b=qr_png("https://v.douyin.com/abc/"))


# --- links --------------------------------------------------------------------------------------------------------


@needs_browser
def test_a_link_to_weibo_is_judged_where_it_is_the_office_s(tmp_path: Path) -> None:
    trial, state, value = looked(tmp_path, f"<a href='https://weibo.com/u/1234567'>{NAME}官方微博</a>")
    assert [(each.how, each.place) for each in trial.entries] == [("link", "first")]
    assert (state, value) == ("judged", 1)


@needs_browser
@pytest.mark.parametrize(
    "address",
    [
        "https://service.weibo.com/share/share.php?url=http%3A%2F%2Fa.gov.cn",
        "https://weibo.com/",
        "https://weibo.com/login.php",
        "https://weibo.com/1234567890/KzAbC1def",
        "https://mp.weixin.qq.com/s/abcdefg",
    ],
)
def test_a_share_window_a_post_and_an_article_are_no_accounts(address: str, tmp_path: Path) -> None:
    _, state, value = looked(tmp_path, f"<a href='{address}'>{NAME}微博</a>")
    assert (state, value) != ("judged", 1)


# --- codes of something else --------------------------------------------------------------------------------------


@needs_browser
def test_a_code_of_the_site_s_own_page_is_a_judged_zero(tmp_path: Path) -> None:
    home = "<div><img id=a width=120 alt=微信二维码></div><script>a.src='/qr.png?text='+location.href</script>"
    pages = site("", {"/qr.png": lambda query: (200, "image/png", qr_png(query["text"]))}, home=home, articles=2)
    pages["/"] = str(pages["/"]).replace("<img id=a", "<img id=a src=/qr.png?text=http://127.0.0.1/")
    context, trial = accounts(tmp_path, pages)
    assert judged(context, "5.1.1-1").value == 1
    finding = judged(context, "5.1.1-1", accounts=trial)
    assert (finding.state, finding.value) == ("judged", 0)
    assert "本网站的网页" in finding.finding


@needs_browser
def test_a_code_that_may_lead_to_an_account_costs_nothing(tmp_path: Path) -> None:
    home = "<div><img src=/a.png width=120 alt=微信二维码></div>"
    _, state, value = looked(tmp_path, home, a=qr_png("https://dwz.example/abc"))
    assert (state, value) == ("suggested", 1)


@needs_browser
def test_a_picture_that_cannot_be_read_costs_nothing(tmp_path: Path) -> None:
    grey = png(Image.new("RGB", (150, 150), (120, 140, 160)))
    trial, state, value = looked(tmp_path, "<div><img src=/a.png width=120 alt=官方微信二维码></div>", a=grey)
    assert trial.unread
    assert (state, value) == ("suggested", 1)


@needs_browser
def test_a_home_page_without_anything_keeps_its_zero(tmp_path: Path) -> None:
    trial, state, value = looked(tmp_path, "<p>欢迎访问</p>")
    assert trial.state == "absent"
    assert (state, value) == ("judged", 0)


@needs_browser
def test_a_code_in_a_frame_and_one_in_a_wide_picture_are_found(tmp_path: Path) -> None:
    code = Image.open(BytesIO(qr_png(WEIBO_CODE)))
    wide = Image.new("L", (1000, code.height), 200)
    wide.paste(code, (700, 0))
    frame = (200, "text/html; charset=utf-8", f"<img src=/a.png width=90><p>{NAME}官方微信</p>".encode())
    frames = f"<iframe src=/frame.html title='{NAME}官方微信' width=200 height=200></iframe>"
    home = f"{frames}<p><img src=/b.png width=1000></p>"
    files = {"/a.png": picture(qr_png(WECHAT)), "/b.png": picture(png(wide)), "/frame.html": frame}
    _, trial = accounts(tmp_path, site("", files, home=home, articles=2))
    assert {each.target for each in trial.entries} == {WECHAT, WEIBO_CODE}


@needs_browser
def test_nameless_pictures_that_were_looked_at_leave_a_judged_zero(tmp_path: Path) -> None:
    grey = png(Image.new("RGB", (150, 150), (120, 140, 160)))
    pages = site("", {"/a.png": picture(grey)}, home="<p>欢迎访问</p><img src=/a.png>", articles=2)
    context, trial = accounts(tmp_path, pages)
    assert (judged(context, "5.1.1-1").state, judged(context, "5.1.1-1").value) == ("suggested", 0)
    finding = judged(context, "5.1.1-1", accounts=trial)
    assert (finding.state, finding.value) == ("judged", 0)


@needs_browser
def test_pictures_that_did_not_come_prove_nothing(tmp_path: Path) -> None:
    _, state, value = looked(tmp_path, "<p>欢迎访问</p><img src=/lost.png width=150 height=150>")
    assert (state, value) == ("suggested", 0)


@needs_browser
def test_an_entry_that_shows_nothing_is_named(tmp_path: Path) -> None:
    pages = site("", home="<div class=nav><ul><li><a href=''>官方微信</a></li></ul></div>", articles=2)
    _, trial = accounts(tmp_path, pages)
    assert trial.silent == ("官方微信",)


# --- decoding -----------------------------------------------------------------------------------------------------


def test_several_codes_of_one_picture_are_read_in_order() -> None:
    one, two = (Image.open(BytesIO(qr_png(text))) for text in (WECHAT, WEIBO_CODE))
    both = Image.new("L", (one.width + two.width + 20, max(one.height, two.height)), 255)
    both.paste(one, (0, 0))
    both.paste(two, (one.width + 20, 0))
    assert decoded(png(both)) == (WECHAT, WEIBO_CODE)


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n", b"<svg/>", qr_png(WECHAT)[:200]])
def test_what_is_no_picture_says_nothing(data: bytes) -> None:
    assert decoded(data) == ()


def test_a_code_on_nothing_is_read_as_on_a_white_page() -> None:
    grey = Image.open(BytesIO(qr_png(WECHAT)))
    clear = Image.new("RGBA", grey.size, (0, 0, 0, 0))
    clear.paste((0, 0, 0, 255), (0, 0), grey.point(lambda value: 255 - value))
    assert decoded(png(clear)) == (WECHAT,)
