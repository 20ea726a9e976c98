"""What a browser's look at the home page makes of 5.1.1-1: whose account, seen or hidden, read or not."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from tests.checks.sites import HOST, OFFICE, context
from zhengping.checks import judge_all
from zhengping.checks.account_addresses import leads_to
from zhengping.checks.finding import Finding
from zhengping.reading.facts import Link, Page, Picture
from zhengping.reading.probed import Probed, Shot
from zhengping.reading.probed.appearance import AccountEntry, AccountsTrial

WECHAT = "http://weixin.qq.com/r/abc"
CODE = Page(url=HOST, title_tag=OFFICE, kind="home", pictures=(Picture(f"{HOST}a.png", "微信二维码"),))
NOTHING = Page(url=HOST, title_tag=OFFICE, kind="home")


def entry(target: str, label: str = f"{OFFICE}官方微信", **more: Any) -> AccountEntry:
    return AccountEntry("qr", label, target, HOST, **more)


def found(home: Page, *entries: AccountEntry, **more: Any) -> Finding:
    trial = AccountsTrial(entries=entries, shots=(Shot("001-accounts.png", HOST),), **more)
    return judge_all(replace(context(home=home), probed=Probed(accounts=trial)))["5.1.1-1"]


def test_an_own_account_that_is_seen_is_judged_with_its_screenshot() -> None:
    finding = found(NOTHING, entry(WECHAT))
    assert (finding.state, finding.value) == ("judged", 1)
    assert finding.evidence[0].shot == "001-accounts.png"


def test_where_it_stands_is_said() -> None:
    assert "首屏以下" in found(NOTHING, entry(WECHAT, place="below")).finding


def test_an_account_of_nobody_named_is_a_proposal() -> None:
    finding = found(NOTHING, entry(WECHAT, "扫一扫"))
    assert (finding.state, finding.value) == ("suggested", 1)


def test_an_account_of_a_higher_office_is_a_proposal() -> None:
    finding = found(NOTHING, entry("https://weibo.com/u/1", "国家部委官方微博"))
    assert (finding.state, finding.value) == ("suggested", 1)


def test_a_code_that_is_hidden_is_not_judged() -> None:
    assert found(CODE, entry(WECHAT, place="hidden")).state == "suggested"


@pytest.mark.parametrize("target", [HOST, f"{HOST}wap/", f"{HOST}app.html"])
def test_a_code_of_the_site_or_an_app_refutes_the_picture(target: str) -> None:
    finding = found(CODE, entry(target))
    assert (finding.state, finding.value) == ("judged", 0)
    assert finding.advice


@pytest.mark.parametrize("target", ["https://dwz.example/abc", "http://u.wechat.com/abc", "微信号：abc"])
def test_a_code_of_something_unknown_costs_nothing(target: str) -> None:
    finding = found(CODE, entry(target))
    assert (finding.state, finding.value) == ("suggested", 1)


def test_a_second_code_that_cannot_be_read_keeps_the_value() -> None:
    finding = found(CODE, entry(HOST), unread=("微信二维码",))
    assert (finding.state, finding.value) == ("suggested", 1)


def test_a_code_that_does_not_load_is_a_proposal_of_zero() -> None:
    finding = found(CODE, broken=("微信二维码",))
    assert (finding.state, finding.value) == ("suggested", 0)


def test_a_link_to_a_page_about_the_accounts_keeps_its_finding() -> None:
    home = Page(url=HOST, title_tag=OFFICE, kind="home", links=(Link(f"{HOST}xmt/", "政务新媒体矩阵"),))
    link = AccountEntry("link", "政务新媒体矩阵", f"{HOST}xmt/", HOST)
    assert found(home, link) == judge_all(context(home=home))["5.1.1-1"]


def test_an_entry_that_shows_nothing_is_said() -> None:
    home = Page(url=HOST, title_tag=OFFICE, kind="home", unaddressed=("官方微信",))
    finding = found(home, silent=("官方微信",), whole=True)
    assert (finding.state, finding.value) == ("suggested", Fraction(1, 2))
    assert "按下“官方微信”没有出现二维码" in finding.finding


@pytest.mark.parametrize(("whole", "state"), [(True, "judged"), (False, "suggested")])
def test_nameless_pictures_leave_a_zero_open_until_the_page_was_seen_whole(whole: bool, state: str) -> None:
    home = Page(url=HOST, title_tag=OFFICE, kind="home", pictures=(Picture(f"{HOST}x.png"),))
    finding = found(home, whole=whole)
    assert (finding.state, finding.value) == (state, 0)


@pytest.mark.parametrize("state", ["failed", "blocked", "skipped"])
def test_a_trial_that_came_to_nothing_changes_nothing(state: str) -> None:
    assert found(CODE, state=state) == judge_all(context(home=CODE))["5.1.1-1"]


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("https://weibo.com/u/1234567890", "weibo"),
        ("https://weibo.com/anpingshuiwu?is_all=1", "weibo"),
        ("https://m.weibo.cn/u/1234567890", "weibo"),
        ("https://weibo.cn/qr/userinfo?uid=1234567890", "weibo"),
        ("sinaweibo://userinfo?uid=1", "weibo"),
        ("https://weibo.com/1234567890/KzAbC1def", "other"),
        ("https://weibo.com/login.php", "other"),
        ("https://service.weibo.com/share/share.php?url=x", "share"),
        ("https://notweibo.com/u/1", "other"),
        ("http://weixin.qq.com/r/abc", "wechat"),
        ("https://mp.weixin.qq.com/mp/profile_ext?action=home&__biz=x", "wechat"),
        ("https://mp.weixin.qq.com/s/abc", "wechat-other"),
        ("https://u.wechat.com/abc", "wechat-other"),
        ("https://apps.apple.com/cn/app/id1", "app"),
        (f"{HOST}a/", "site"),
        ("安平水务", "text"),
        ("http://[", "text"),
    ],
)
def test_where_an_address_leads(target: str, kind: str) -> None:
    assert leads_to(context(), target) == kind
