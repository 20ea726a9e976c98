from __future__ import annotations

import pytest

from zhengping.crawl.scope import Scope


@pytest.mark.parametrize(
    "address", ["http://x.gov.cn/a", "https://x.gov.cn/a", "http://www.x.gov.cn/a", "https://www.x.gov.cn/a"]
)
def test_the_forms_of_the_host_become_the_one_that_answers(address: str) -> None:
    assert Scope("https://www.x.gov.cn/").place(address) == "https://www.x.gov.cn/a"


@pytest.mark.parametrize(
    "address", ["http://y.cn/", "http://sub.x.gov.cn/", "http://x.gov.cn.y.cn/", "http://x.gov.cn:8080/"]
)
def test_other_hosts_and_ports_are_other_sites(address: str) -> None:
    assert Scope("http://x.gov.cn/").place(address) == ""


def test_siblings_are_declared_as_hosts_or_addresses() -> None:
    scope = Scope("http://x.cn/", ["zwgk.x.cn", "https://www.y.cn:8443/start"])
    assert scope.place("http://zwgk.x.cn/a") == "http://zwgk.x.cn/a"
    assert scope.owns("https://y.cn:8443/b")


def test_a_path_prefix_limits_the_site() -> None:
    scope = Scope("http://x.cn/office/", path_prefix="/office/")
    assert scope.owns("http://x.cn/office/a")
    assert not scope.owns("http://x.cn/other/")


def test_an_adopted_origin_is_used_from_then_on() -> None:
    scope = Scope("http://x.cn/")
    assert scope.place("http://x.cn/a") == "http://x.cn/a"
    scope.adopt("https://www.x.cn/")
    assert scope.place("http://x.cn/a") == "https://www.x.cn/a"
