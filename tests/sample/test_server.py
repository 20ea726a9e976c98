import http.client
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.sample.conftest import Sample
from zhengping.errors import InputError, ZhengpingError
from zhengping.sample import ServedSite, serve


@pytest.fixture(scope="module")
def served(samples_directory: Path) -> Iterator[dict[str, ServedSite]]:
    with serve(samples_directory) as sites:
        yield {site.key: site for site in sites}


def ask(site: ServedSite, target: str, method: str = "GET") -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection(urlsplit(site.url).netloc, timeout=10)
    try:
        connection.request(method, target)
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    finally:
        connection.close()


def test_three_sites_stand_on_three_ports(served: dict[str, ServedSite]) -> None:
    assert len({site.url for site in served.values()}) == 3
    for site in served.values():
        assert ask(site, "/")[0] == 200


def test_pages_are_sent_without_a_charset(served: dict[str, ServedSite]) -> None:
    assert ask(served["poor"], "/")[1]["content-type"] == "text/html"


def test_unknown_address_is_not_found(served: dict[str, ServedSite]) -> None:
    assert ask(served["good"], "/nothing/here.html")[0] == 404


def test_poor_site_says_not_found_with_status_200(served: dict[str, ServedSite]) -> None:
    status, _, body = ask(served["poor"], "/NewsView.aspx?ID=1")
    assert status == 200
    assert "页面不存在" in body.decode("gbk")


def test_missing_attachment_is_not_found_on_the_poor_site_too(
    served: dict[str, ServedSite], samples: dict[str, Sample]
) -> None:
    missing = next(fault["pages"][0] for fault in samples["poor"].truth["faults"] if fault["kind"] == "file-missing")
    assert ask(served["poor"], missing)[0] == 404


def test_query_string_chooses_the_page(served: dict[str, ServedSite], samples: dict[str, Sample]) -> None:
    views = [url for url in samples["poor"].routes if url.startswith("/NewsView")][:2]
    bodies = [ask(served["poor"], url)[2] for url in views]
    assert bodies[0] != bodies[1]
    assert bodies[0] == samples["poor"].body(views[0])


def test_head_gives_the_same_headers_and_no_body(served: dict[str, ServedSite]) -> None:
    status, headers, body = ask(served["good"], "/", "HEAD")
    assert (status, body) == (200, b"")
    assert int(headers["content-length"]) > 1000


def test_robots_txt_is_served(served: dict[str, ServedSite]) -> None:
    status, headers, body = ask(served["middling"], "/robots.txt")
    assert (status, headers["content-type"]) == (200, "text/plain")
    assert b"Disallow" in body


def test_nothing_can_be_submitted(served: dict[str, ServedSite]) -> None:
    assert ask(served["good"], "/mailbox/submit", "POST")[0] == 405


def test_a_path_outside_the_site_is_not_found(served: dict[str, ServedSite]) -> None:
    assert ask(served["good"], "/../truth.json")[0] == 404


def test_a_directory_without_samples_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="没有样本"), serve(tmp_path):
        pass


def test_a_taken_port_is_named(samples_directory: Path, served: dict[str, ServedSite]) -> None:
    port = urlsplit(served["good"].url).port
    with pytest.raises(ZhengpingError, match=str(port)), serve(samples_directory, port=port or 0):
        pass
