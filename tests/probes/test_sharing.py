"""Share controls of the widgets in use, and what of them works: pressed in a real browser on sites on loopback."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from tests.probes.browsing import needs_browser
from tests.probes.serving import Page
from tests.probes.share_site import judged, qr_png, shared, site

pytestmark = needs_browser


def draw_code(query: dict[str, str]) -> tuple[int, str, bytes]:
    """The service that draws codes."""
    return 200, "image/png", qr_png(query["text"])


QR: Page = draw_code
CODE = "'/qr.png?text='+encodeURIComponent(location.href)"
WINDOW = (
    "window.open('https://service.weibo.com/share/share.php?url='+encodeURIComponent(location.href)"
    "+'&title='+encodeURIComponent(document.title))"
)
LAYER = (
    "<div id=l style='display:none;position:fixed;top:60px;left:60px;background:#fff;padding:12px'>"
    "<p>打开微信“扫一扫”</p><img id=q width=110></div>"
    f"<script>function wx(){{q.src={CODE};l.style.display='block'}}</script>"
)
ICONS = "<style>.share i{display:inline-block;width:24px;height:24px;background:#8a8}</style>"
OWN = (
    f"{ICONS}<div class=share>分享到：<a href='javascript:;' onclick='wx()'><i class=icon-wechat></i></a>"
    f'<a href="javascript:;" onclick="{WINDOW}"><i class=icon-weibo></i></a></div>{LAYER}'
)
SOCIAL_SHARE = """<div class="social-share" data-sites="weibo,wechat"></div><style>
.social-share-icon{position:relative;display:inline-block;width:32px;height:32px;border:1px solid #666}
.wechat-qrcode{display:none;position:absolute;top:-240px;left:0;width:200px;background:#fff}
.social-share-icon:hover .wechat-qrcode{display:block}</style><p style="height:60px"></p>
<script src="/share.min.js"></script>"""
SOCIAL_SCRIPT: Page = (
    200,
    "text/javascript",
    b"""addEventListener("load", () => { const box = document.querySelector(".social-share");
const at = encodeURIComponent(location.href);
box.innerHTML = `<a class="social-share-icon icon-weibo" target="_blank"
 href="https://service.weibo.com/share/share.php?url=${at}&title=${encodeURIComponent(document.title)}&pic=&appkey="></a>
 <a class="social-share-icon icon-wechat" href="javascript:" tabindex="-1"><div class="wechat-qrcode"><h4></h4>
 <div class="qrcode"><img width=110 src="/qr.png?text=${at}"></div></div></a>`; });""",
)
BDSHARE = f"""<div class="bdsharebuttonbox"><a href="#" class="bds_more" data-cmd="more">分享到：</a>
<a title="分享到微信" href="#" class="bds_weixin" data-cmd="weixin"></a>
<a title="分享到新浪微博" href="#" class="bds_tsina" data-cmd="tsina"></a>
<a title="分享到腾讯微博" href="#" class="bds_tqq" data-cmd="tqq"></a></div>
<style>.bdsharebuttonbox a{{display:inline-block;width:24px;height:24px;background:#aab}}</style>
<script>document.querySelector(".bds_weixin").onclick = () => {{
  const d = document.createElement("div"); d.id = "bdshare_weixin_qrcode_dialog";
  d.style.cssText = "position:fixed;top:80px;left:300px;background:#fff;padding:20px;z-index:999";
  d.innerHTML = "<img width=120 src=" + {CODE} + ">"; document.body.append(d); }};
document.querySelector(".bds_tsina").onclick = () => {WINDOW};
document.querySelector(".bds_tqq").onclick = () => window.open("http://share.v.t.qq.com/index.php?c=share");</script>"""
PANEL = (
    f"<div class=tools><a href='javascript:;' onclick=\"b.style.display='block'\">分享</a> <a>打印</a></div>"
    f"<div id=b class=share-box style='display:none'><span onclick='wx()' title='微信'>微信好友</span> "
    f'<span onclick="{WINDOW}">新浪微博</span></div>{LAYER}'
)
IN_THE_PAGE = (
    f"<div class=share>分享到 <a href='javascript:;' onclick='draw()'>微信</a>"
    f"<canvas id=q width=140 height=140 hidden></canvas>"
    f'<a target=_blank href="http://service.weibo.com/share/share.php?title=关于水利工程建设第{{n}}号情况的通报">微博</a></div>'
    f"<script>function draw(){{const i=new Image();i.onload=()=>{{q.hidden=false;"
    f"q.getContext('2d').drawImage(i,0,0,140,140)}};i.src={CODE}}}</script>"
)


@pytest.mark.parametrize(
    ("controls", "more"),
    [
        (OWN, {}),
        (SOCIAL_SHARE, {"/share.min.js": SOCIAL_SCRIPT}),
        (BDSHARE, {}),
        (PANEL, {}),
        (IN_THE_PAGE, {}),
    ],
    ids=["own icons", "social-share", "bdshare", "panel", "canvas"],
)
def test_a_widget_that_works_is_judged_whole(controls: str, more: dict[str, Page], tmp_path: Path) -> None:
    context, trial = shared(tmp_path, site(controls, {"/qr.png": QR} | more))
    assert [each.works for each in trial.controls] == [True] * 6
    assert all(
        each.target.startswith("https://service.weibo.com/") for each in trial.controls if each.service == "weibo"
    )
    finding = judged(context, "5.4-1", sharing=trial)
    assert (finding.state, finding.value) == ("judged", 1)
    assert finding.evidence[0].shot


def test_three_runs_give_the_same(tmp_path: Path) -> None:
    shared(tmp_path, site(OWN, {"/qr.png": QR}, articles=7), times=3)


def test_what_weibo_would_be_sent_stays_here(tmp_path: Path) -> None:
    _, trial = shared(tmp_path, site(OWN, {"/qr.png": QR}))
    assert any("service.weibo.com/share" in each for each in trial.held)


# --- what does not work -------------------------------------------------------------------------------------------


def test_controls_without_effect_are_a_judged_zero(tmp_path: Path) -> None:
    controls = "<div class=share>分享到：<a href='#' title='微信'>微信</a> <a href='#' title='微博'>微博</a></div>"
    context, trial = shared(tmp_path, site(controls))
    assert {each.opened for each in trial.controls} == {"nothing"}
    finding = judged(context, "5.4-1", sharing=trial)
    assert (finding.state, finding.value) == ("judged", 0)
    assert "没有反应" in finding.finding


def test_a_code_of_the_home_page_shares_no_article(tmp_path: Path) -> None:
    controls = OWN.replace(CODE, "'/qr.png?text='+encodeURIComponent(location.origin+'/')")
    context, trial = shared(tmp_path, site(controls, {"/qr.png": QR}))
    finding = judged(context, "5.4-1", sharing=trial)
    assert (finding.state, finding.value) == ("judged", Fraction(1, 2))
    assert "不是本页" in finding.finding


def test_a_window_of_weibo_without_the_article_does_not_count(tmp_path: Path) -> None:
    controls = OWN.replace(WINDOW, "window.open('https://service.weibo.com/share/share.php?appkey=1')")
    context, trial = shared(tmp_path, site(controls, {"/qr.png": QR}))
    assert [each.works for each in trial.controls if each.service == "weibo"] == [False] * 3
    assert judged(context, "5.4-1", sharing=trial).value == Fraction(1, 2)


def test_tencent_s_weibo_is_not_weibo(tmp_path: Path) -> None:
    controls = BDSHARE.replace('<a title="分享到新浪微博" href="#" class="bds_tsina" data-cmd="tsina"></a>', "")
    controls = controls.replace('document.querySelector(".bds_tsina").onclick', "window.unused")
    _, trial = shared(tmp_path, site(controls, {"/qr.png": QR}))
    assert {each.service for each in trial.controls} == {"wechat"}


def test_an_account_in_the_head_is_no_share_control(tmp_path: Path) -> None:
    account = (
        "<div class=top><a href='javascript:;' onclick=\"e.style.display='block'\">微信</a>"
        "<img id=e style='display:none' src='/qr.png?text=http://weixin.qq.com/r/abc'>"
        "<a href='https://weibo.com/u/1234567'>微博</a></div>"
    )
    context, trial = shared(tmp_path, site(account, {"/qr.png": QR}))
    assert (trial.state, trial.controls) == ("absent", ())
    finding = judged(context, "5.4-1", sharing=trial)
    assert (finding.value, finding.state) == (0, judged(context, "5.4-1").state)


# --- parts that do not come ---------------------------------------------------------------------------------------


def test_a_share_script_that_the_site_does_not_have_is_a_judged_zero(tmp_path: Path) -> None:
    context, trial = shared(tmp_path, site(SOCIAL_SHARE))
    assert [(each.url.rsplit("/", 1)[-1], each.why) for each in trial.missing] == [("share.min.js", "error")]
    assert judged(context, "5.4-1").value == 1
    finding = judged(context, "5.4-1", sharing=trial)
    assert (finding.state, finding.value) == ("judged", 0)
    assert "share.min.js" in finding.finding


def test_a_service_that_ended_is_named(tmp_path: Path) -> None:
    controls = (
        "<div class=jiathis_style><a class=jiathis_button_weixin></a><a class=jiathis_button_tsina></a></div>"
        "<script src='http://v3.jiathis.com/code/jia.js'></script>"
    )
    context, trial = shared(tmp_path, site(controls))
    assert [each.why for each in trial.missing] == ["silent"]
    finding = judged(context, "5.4-1", sharing=trial)
    assert (finding.state, finding.value) == ("judged", 0)
    assert "v3.jiathis.com（已停止服务）" in finding.finding


def test_a_host_that_cannot_be_reached_from_here_is_not_called_dead(tmp_path: Path) -> None:
    controls = SOCIAL_SHARE.replace("/share.min.js", "https://cdn.example.invalid/social-share.js/share.min.js")
    context, trial = shared(tmp_path, site(controls))
    assert (trial.network, [each.why for each in trial.missing]) == (False, ["silent"])
    finding = judged(context, "5.4-1", sharing=trial)
    assert (finding.state, finding.value) == ("suggested", judged(context, "5.4-1").value)


def test_articles_that_are_refused_leave_the_value_of_the_pages(tmp_path: Path) -> None:
    context, trial = shared(tmp_path, site(OWN), refuse_articles=True)
    assert (trial.state, trial.pages) == ("blocked", ())
    assert judged(context, "5.4-1", sharing=trial) == judged(context, "5.4-1")
