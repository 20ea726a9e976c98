"""6.1: what ordinary answers show, each sign found where it stands, and the public finding silent about it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from tests.checks.sites import HOST, column, context, doc, judge
from zhengping.checks.front_end_libraries import compiled, libraries, parsed
from zhengping.checks.security import observe_security
from zhengping.checks.signs import Sign
from zhengping.reading.facts import Attachment, Field, Form, HiddenBlock, Link, Page

OTHERS = tuple(column(name, doc("我局召开会议", "2021-05-01"), serves="1.1.4") for name in ("要闻", "通知"))
SAFE = {
    "X-Frame-Options": "SAMEORIGIN",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'self'",
    "Strict-Transport-Security": "max-age=1",
}
TLS = {"version": "TLSv1.3", "issuer": "CFCA", "not_after": "Jun  1 12:00:00 2022 GMT"}
FIELDS = (Field("name", "text"),)
FARM = tuple(f"shop{n}.example" for n in range(6))


def home(url: str = HOST, **facts: Any) -> Page:
    return Page(url=url, title_tag="安平市水务局", kind="home", **facts)


def signs(page: Page | None = None, *extra: Any, **more: Any) -> dict[str, Sign]:
    more.setdefault("headers", {HOST: SAFE})
    made = context(*OTHERS, *extra, home=page or home(), **more)
    return {sign.key: sign for sign in observe_security(made)}


def block(text: str, *, named: bool = False, hosts: tuple[str, ...] = FARM) -> HiddenBlock:
    return HiddenBlock("display", named, text, tuple(Link(f"http://{h}/", text) for h in hosts), hosts)


def test_nothing_is_judged_from_passive_signs() -> None:
    finding = judge("6.1-2", *OTHERS, home=home(), headers={HOST: SAFE})
    assert (finding.state, finding.value) == ("suggested", 1)
    assert judge("6.1-1", *OTHERS, home=home(), headers={HOST: SAFE}).state == "suggested"


def test_without_headers_and_certificate_the_host_is_for_a_person() -> None:
    assert judge("6.1-1", *OTHERS, home=home()).state == "person"


def test_a_clean_site_has_only_good_signs() -> None:
    found = signs(tls=TLS, cookies={HOST: ["JSESSIONID=1; Path=/; HttpOnly; Secure"]})
    assert {sign.state for sign in found.values()} == {"good"}


@pytest.mark.parametrize(
    ("facts", "key", "words"),
    [
        ({"scripts": (f"{HOST}js/jquery-1.8.3.min.js",)}, "libraries", "jquery 1.8.3"),
        ({"scripts": (f"{HOST}lib/layui-v2.5.6/layui.js",)}, "libraries", "CVE-2023-3691"),
        ({"forms": (Form("http://bureau.example/login", "post", FIELDS, "login"),)}, "forms", "明文"),
        ({"forms": (Form("http://192.0.2.7:8083/search", "get", FIELDS, "search"),)}, "forms", "192.0.2.7"),
        ({"insecure": ("http://cdn.example/a.js",)}, "mixed", "未加密内容"),
        ({"hidden_blocks": (block("男科医院"),)}, "hidden", "暗链"),
        ({"hidden_blocks": (block("澳门新葡京", named=True, hosts=FARM[:1]),)}, "hidden", "暗链"),
        ({"meta": {"keywords": "北京赛车,百家乐"}}, "words", "赌博"),
        ({"links": (Link("http://bet.example/", "新葡京娱乐"),)}, "words", "赌博"),
        ({"text": "中奖名单：张三 450103199001011238"}, "identity", "身份证号1个"),
        ({"text": "450103 19900101 1238"}, "identity", "身份证号1个"),
        ({"attachments": (Attachment(f"{HOST}450103199001011238.doc", "名单", "doc"),)}, "identity", "身份证号1个"),
    ],
)
def test_a_fault_is_found_and_named(facts: dict[str, Any], key: str, words: str) -> None:
    sign = signs(home(**facts))[key]
    assert sign.state == "bad"
    assert words in sign.note
    assert sign.remedy
    assert sign.evidence[0].url == HOST


@pytest.mark.parametrize(
    ("facts", "key"),
    [
        ({"scripts": (f"{HOST}js/jquery-3.7.1.min.js", f"{HOST}js/jquery.SuperSlide.2.1.js")}, "libraries"),
        ({"scripts": (f"{HOST}js/jquery.min.js?v=1.2",)}, "libraries"),
        ({"forms": (Form(f"{HOST}s", "post", FIELDS, "search"),)}, "forms"),
        ({"text": "我市开展打击网络赌博专项行动，百家乐、时时彩等均属违法。"}, "words"),
        ({"title_tag": "关于严厉打击网络赌博违法犯罪的通告"}, "words"),
        ({"links": (Link("http://police.example/", "警惕“百家乐”网络赌博骗局"),)}, "words"),
        ({"text": "编号450103199001011239，电话0771-5864325"}, "identity"),
    ],
)
def test_what_only_looks_like_a_fault_is_in_order(facts: dict[str, Any], key: str) -> None:
    page = home()
    for name, value in facts.items():
        setattr(page, name, value)
    assert signs(page)[key].state == "good"


def test_a_hidden_tab_of_foreign_links_is_for_a_person() -> None:
    assert signs(home(hidden_blocks=(block("合作企业", named=True),)))["hidden"].state == "look"


def test_a_hidden_link_farm_outweighs_everything() -> None:
    finding = judge("6.1-2", *OTHERS, home=home(hidden_blocks=(block("男科医院"),)), headers={HOST: SAFE})
    assert finding.value == 0


def test_lists_of_mobile_numbers_are_for_a_person_and_shown_masked() -> None:
    sign = signs(home(text="甲13800138000 乙13900139000 丙 137 0013 7000"))["mobiles"]
    assert sign.state == "look"
    assert "138****8000" in sign.evidence[0].quote
    assert "13800138000" not in sign.evidence[0].quote


def test_signs_lower_the_value_and_the_finding_does_not_name_them() -> None:
    finding = judge("6.1-2", *OTHERS, home=home(scripts=(f"{HOST}js/jquery-1.8.3.min.js",)), headers={HOST: SAFE})
    assert finding.value == Fraction(3, 4)
    assert "1项需要处理" in finding.finding
    assert "jquery" not in finding.finding
    assert all("jquery" not in place.url + place.quote for place in finding.evidence)


def test_a_banner_counts_only_with_a_version() -> None:
    assert "nginx/1.14.0" in signs(headers={HOST: {**SAFE, "Server": "nginx/1.14.0"}})["banner"].note
    assert signs(headers={HOST: {**SAFE, "Server": "nginx"}})["banner"].state == "good"


def test_headers_of_plain_files_say_nothing_of_the_home_page() -> None:
    assert "headers" not in signs(headers={f"{HOST}a.pdf": {"Last-Modified": "Mon"}})


def test_hsts_is_asked_for_only_where_the_site_is_encrypted() -> None:
    plain = "http://bureau.example/"
    without = {name: value for name, value in SAFE.items() if "Strict" not in name}
    assert "strict" not in signs(home(plain), headers={plain: without})["headers"].note
    assert "strict" in signs(headers={HOST: without})["headers"].note


@pytest.mark.parametrize(
    ("ends", "key", "state"),
    [
        ("Jun  1 12:00:00 2022 GMT", "expiry", "good"),
        ("Jun 20 12:00:00 2021 GMT", "expiry", "look"),
        ("May 31 12:00:00 2021 GMT", "expiry", "bad"),
    ],
)
def test_certificate_is_held_against_the_monitoring_date(ends: str, key: str, state: str) -> None:
    assert signs(tls={**TLS, "not_after": ends}, on=date(2021, 6, 9))[key].state == state


def test_a_faulty_certificate_is_named() -> None:
    found = signs(outcomes={f"{HOST}x": "tls"}, tls={"fault": "self-signed"})["certificate"]
    assert found.state == "bad"
    assert "自签" in found.note


@pytest.mark.parametrize(("version", "state"), [("TLSv1", "bad"), ("TLSv1.1", "bad"), ("TLSv1.2", "good")])
def test_old_versions_of_tls_are_a_fault(version: str, state: str) -> None:
    assert signs(tls={**TLS, "version": version})["protocol"].state == state


@pytest.mark.parametrize(
    ("cookie", "state"),
    [
        ("JSESSIONID=1; Path=/", "bad"),
        ("JSESSIONID=1; Path=/; HttpOnly", "bad"),
        ("ASP.NET_SessionId=1; path=/; httponly; secure; SameSite=Lax", "good"),
    ],
)
def test_session_cookies_need_their_flags(cookie: str, state: str) -> None:
    assert signs(cookies={HOST: [cookie]})["cookies"].state == state


def test_other_cookies_need_none() -> None:
    assert "cookies" not in signs(cookies={HOST: ["skin=blue; path=/"]})


@pytest.mark.parametrize("title", ["Index of /upload", "Directory listing for /files/"])
def test_a_directory_that_stands_open_is_found(title: str) -> None:
    page = Page(url=f"{HOST}upload/", title_tag=title)
    made = context(*OTHERS, home=home(), headers={HOST: SAFE})
    made.site.pages[page.url] = page
    found = {sign.key: sign for sign in observe_security(made)}["listing"]
    assert (found.state, found.evidence[0].url) == ("bad", page.url)


def test_a_leaked_file_counts_only_where_it_was_there() -> None:
    page = home(links=(Link(f"{HOST}db.sql", "备份"),))
    assert signs(page, outcomes={f"{HOST}db.sql": "ok"})["leaked"].state == "bad"
    assert signs(page, outcomes={f"{HOST}db.sql": "not-found"})["leaked"].state == "good"


def test_the_data_of_libraries_is_dated_and_its_ranges_are_ranges() -> None:
    assert date.fromisoformat(compiled())
    faults = [(library.name, fault) for library in libraries() for fault in library.faults]
    assert len(faults) > 25
    for name, fault in faults:
        assert fault.id.startswith("CVE-"), name
        assert fault.start < fault.before, (name, fault.id)


@pytest.mark.parametrize(
    ("address", "name", "version"),
    [
        ("/js/jquery-1.8.3.min.js", "jquery", "1.8.3"),
        ("/ajax/libs/jquery/1.7.1/jquery.min.js", "jquery", "1.7.1"),
        ("/js/jquery.min.js?ver=1.12.4", "jquery", "1.12.4"),
        ("/js/jquery-ui-1.10.4.custom.min.js", "jquery-ui", "1.10.4"),
        ("/npm/vue@2.6.11/dist/vue.min.js", "vue", "2.6.11"),
        ("/lib/bootstrap-3.3.5/js/bootstrap.min.js", "bootstrap", "3.3.5"),
        ("/ueditor-1.4.3/ueditor.all.min.js", "ueditor", "1.4.3"),
    ],
)
def test_versions_are_read_from_addresses_of_the_right_library(address: str, name: str, version: str) -> None:
    told = {library.name: library.version(f"https://x.example{address}") for library in libraries()}
    assert {key: value for key, value in told.items() if value} == {name: version}


@pytest.mark.parametrize("address", ["/js/jquery-migrate-1.2.1.js", "/js/bootstrap-table-1.11.js", "/jquery.form.js"])
def test_relatives_of_a_library_are_not_the_library(address: str) -> None:
    assert not any(library.version(f"https://x.example{address}") for library in libraries())


def test_versions_compare_as_numbers() -> None:
    assert parsed("1.10.0") > parsed("1.9.1")
    assert parsed("3.4") == parsed("3.4.0")


def test_faults_are_deducted_by_severity_however_much_else_is_in_order() -> None:
    plain = Form("http://10.0.0.1/search", "post", (Field("q", "text"),), "other")
    library = (f"{HOST}js/jquery-1.8.3.min.js",)
    one = judge("6.1-2", *OTHERS, home=home(scripts=library), headers={HOST: SAFE})
    two = judge("6.1-2", *OTHERS, home=home(scripts=library, forms=(plain,)), headers={HOST: SAFE})
    three = judge("6.1-2", *OTHERS, home=home(scripts=library, forms=(plain,)), headers={HOST: {"Server": "x"}})
    assert [one.value, two.value, three.value] == [Fraction(3, 4), Fraction(1, 2), Fraction(1, 4)]
