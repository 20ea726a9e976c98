from datetime import date
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest

from tests.checks.sites import HOST, column, doc, judge
from zhengping.checks.security import _expiry
from zhengping.reading.facts import Form, Link, Page

OTHERS = tuple(column(name, doc("我局召开会议", "2021-05-01"), serves="1.1.4") for name in ("要闻", "通知"))
SAFE = {
    "X-Frame-Options": "SAMEORIGIN",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'self'",
    "Strict-Transport-Security": "max-age=1",
}


def home(**facts: Any) -> Page:
    return Page(url=HOST, title_tag="安平市水务局", kind="home", **facts)


def test_nothing_is_judged_from_passive_signs() -> None:
    finding = judge("6.1-2", *OTHERS, home=home(), headers={HOST: SAFE})
    assert (finding.state, finding.value) == ("suggested", 1)
    assert judge("6.1-1", *OTHERS, home=home(), headers={HOST: SAFE}).state == "suggested"


def test_without_headers_the_host_is_for_a_person() -> None:
    assert judge("6.1-1", *OTHERS, home=home()).state == "person"


def test_a_banner_with_a_version_is_named() -> None:
    loose = judge("6.1-1", *OTHERS, home=home(), headers={HOST: {"Server": "nginx/1.14.0"}})
    tight = judge("6.1-1", *OTHERS, home=home(), headers={HOST: {"Server": "nginx"}})
    assert "nginx/1.14.0" in loose.finding
    assert loose.value < tight.value == 1  # type: ignore[operator]


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"scripts": (f"{HOST}js/jquery-1.8.3.min.js",)}, "jquery 1.8.3"),
        ({"forms": (Form("http://bureau.example/login", "post", (), "login"),)}, "明文"),
        ({"forms": (Form("http://192.0.2.7:8083/search", "get", (), "search"),)}, "裸IP"),
        ({"insecure": ("http://cdn.example/a.js",)}, "未加密内容"),
    ],
)
def test_signs_lower_the_value_and_are_named(facts: dict[str, Any], words: str) -> None:
    finding = judge("6.1-2", *OTHERS, home=home(**facts), headers={HOST: SAFE})
    assert finding.value == Fraction(3, 4)
    assert words in finding.finding


def test_a_present_library_and_a_form_of_the_own_host_are_in_order() -> None:
    facts = {"scripts": (f"{HOST}js/jquery-3.7.1.min.js",), "forms": (Form(f"{HOST}s", "post", (), "search"),)}
    assert judge("6.1-2", *OTHERS, home=home(**facts), headers={HOST: SAFE}).value == 1


def test_a_leaked_file_counts_only_where_it_was_there() -> None:
    link = (Link(f"{HOST}db.sql", "备份"),)
    there = judge("6.1-2", *OTHERS, home=home(links=link), headers={HOST: SAFE}, outcomes={f"{HOST}db.sql": "ok"})
    gone = judge("6.1-2", *OTHERS, home=home(links=link), headers={HOST: SAFE}, outcomes={f"{HOST}db.sql": "not-found"})
    assert "备份或配置" in there.finding
    assert gone.value == 1


@pytest.mark.parametrize(("day", "good"), [(date(2020, 5, 31), True), (date(2021, 6, 9), False)])
def test_expired_certificate_counts_against_host_risk(day: date, good: bool) -> None:
    site = SimpleNamespace(tls={"not_after": "Jun  1 12:00:00 2020 GMT"})
    signs = _expiry(SimpleNamespace(site=site, monitoring_date=day), "https://x.gov.cn/")  # type: ignore[arg-type]
    assert [sign.good for sign in signs] == [good]
