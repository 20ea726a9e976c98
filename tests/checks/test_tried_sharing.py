"""What pressed share controls make of 5.4-1: what counts, what is a zero, what tells nothing."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from tests.checks.sites import HOST, column, context, doc
from zhengping.checks import judge_all
from zhengping.checks.context import Context
from zhengping.checks.finding import Finding
from zhengping.reading.probed import Probed
from zhengping.reading.probed.appearance import MissingPart, ShareControl, SharingTrial

PAGES = tuple(f"{HOST}通知公告/{n}.html" for n in range(3))


def site(*share: str, articles: int = 6) -> Context:
    return context(
        column("通知公告", *(doc(f"第{n}号通知", f"2021-05-0{n + 1}", share=tuple(share)) for n in range(articles)))
    )


def pressed(service: str, works: str = "+++", opened: str = "nothing", target: str = "") -> list[ShareControl]:
    """One control a page: + works, - does not, a blank for none."""
    good = {"wechat": ("qr", ""), "weibo": ("window", "https://service.weibo.com/share/share.php")}[service]
    return [
        ShareControl(service, "分享", page, *(good if sign == "+" else (opened, target)), works=sign == "+")  # type: ignore[arg-type]
        for page, sign in zip(PAGES, works, strict=False)
        if sign != " "
    ]


def found(made: Context, *controls: list[ShareControl], **more: Any) -> Finding:
    trial = SharingTrial(pages=PAGES, controls=tuple(each for several in controls for each in several), **more)
    return judge_all(replace(made, probed=Probed(sharing=trial)))["5.4-1"]


BOTH = site("wechat", "weibo")


def test_each_service_counts_half() -> None:
    assert found(BOTH, pressed("wechat"), pressed("weibo")).value == 1
    half = found(BOTH, pressed("wechat"), pressed("weibo", "---"))
    assert (half.state, half.value) == ("judged", Fraction(1, 2))


def test_most_of_the_articles_are_enough() -> None:
    finding = found(BOTH, pressed("wechat", "++-"), pressed("weibo", "++ "))
    assert (finding.state, finding.value) == ("judged", 1)


def test_one_article_of_three_tells_nothing() -> None:
    finding = found(BOTH, pressed("wechat", "+--"), pressed("weibo"))
    assert (finding.state, finding.value) == ("suggested", 1)


def test_controls_that_a_script_draws_are_worth_what_they_do() -> None:
    finding = found(site(), pressed("wechat"), pressed("weibo"))
    assert (finding.state, finding.value) == ("judged", 1)


def test_a_code_of_another_page_of_the_site_is_wrong() -> None:
    finding = found(BOTH, pressed("wechat", "---", "qr", HOST), pressed("weibo"))
    assert (finding.state, finding.value) == ("judged", Fraction(1, 2))


def test_a_code_of_an_unknown_address_may_lead_there() -> None:
    finding = found(BOTH, pressed("wechat", "---", "qr", "https://dwz.example/a"), pressed("weibo"))
    assert (finding.state, finding.value) == ("suggested", 1)


def test_a_code_of_an_account_is_no_share_control() -> None:
    finding = found(site("weibo"), pressed("wechat", "---", "qr", "http://weixin.qq.com/r/a"), pressed("weibo"))
    assert "没有微信分享按钮" in finding.finding


def test_a_layer_without_a_code_tells_nothing() -> None:
    assert found(BOTH, pressed("wechat", "---", "layer"), pressed("weibo")).state == "suggested"


def test_a_window_of_another_host_tells_nothing() -> None:
    finding = found(BOTH, pressed("wechat"), pressed("weibo", "---", "window", f"{HOST}share?to=weibo"))
    assert (finding.state, finding.value) == ("suggested", 1)


def test_what_neither_the_source_nor_the_browser_has_is_not_there() -> None:
    finding = found(site("wechat"), pressed("wechat"))
    assert (finding.state, finding.value) == ("judged", Fraction(1, 2))


def test_what_only_the_source_has_is_left_to_a_person() -> None:
    finding = found(BOTH)
    assert (finding.state, finding.value) == ("suggested", 1)


@pytest.mark.parametrize(
    ("part", "network", "state"),
    [
        (MissingPart(f"{HOST}js/social-share.js", "error"), None, "judged"),
        (MissingPart("http://v3.jiathis.com/code/jia.js", "silent"), False, "judged"),
        (MissingPart("https://cdn.example/share.js", "silent"), True, "judged"),
        (MissingPart("https://cdn.example/share.js", "silent"), False, "suggested"),
        (MissingPart("https://cdn.example/share.js", "refused"), True, "suggested"),
        (MissingPart(f"{HOST}js/jquery.js", "error"), None, "suggested"),
    ],
    ids=["site", "ended", "dead", "no network", "refused", "library"],
)
def test_only_what_the_site_or_the_service_lost_is_a_zero(part: MissingPart, network: bool | None, state: str) -> None:
    finding = found(BOTH, pressed("wechat", "---"), pressed("weibo", "---"), missing=(part,), network=network)
    assert (finding.state, finding.value) == (state, 0 if state == "judged" else 1)


def test_a_dead_script_without_any_control_is_a_zero() -> None:
    part = MissingPart("http://v3.jiathis.com/code/jia.js", "silent")
    finding = found(BOTH, missing=(part,), network=False)
    assert (finding.state, finding.value) == ("judged", 0)
    assert "v3.jiathis.com（已停止服务）" in finding.finding


def test_a_trial_without_pages_changes_nothing() -> None:
    probed = Probed(sharing=SharingTrial(state="blocked", why="拒绝"))
    assert judge_all(replace(BOTH, probed=probed))["5.4-1"] == judge_all(BOTH)["5.4-1"]


def test_the_screenshot_is_evidence() -> None:
    shown = pressed("wechat")
    shown[0] = ShareControl("wechat", "微信", PAGES[0], "qr", PAGES[0], True, "003-sharing.png")
    assert "003-sharing.png" in [each.shot for each in found(BOTH, shown, pressed("weibo")).evidence]
