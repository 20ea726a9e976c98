import posixpath
import re
from html import unescape
from urllib.parse import urljoin

from tests.sample.conftest import Sample

COMMENT = re.compile(r"<!--(?!<\$).*?-->", re.S)
TARGET = re.compile(r"""(?<![a-z])(?:href|src|window\.open\()\s*=?\s*\(?["']([^"']*)["']""")
PAGED = re.compile(r"createPageHTML\((\d+),\d+,")


def targets(url: str, html: str) -> set[str]:
    found = {urljoin(url, unescape(t)).split("#")[0] for t in TARGET.findall(COMMENT.sub("", html)) if t}
    if (paged := PAGED.search(html)) and int(paged[1]) > 1:
        found |= {posixpath.join(posixpath.dirname(url), f"index_{n}.html") for n in range(1, int(paged[1]))}
    return found


def reached(sample: Sample) -> set[str]:
    seen, ahead = {"/"}, ["/"]
    while ahead:
        url = ahead.pop()
        route = sample.routes[url]
        if not route["type"].startswith(("text/html", "text/xml")):
            continue
        text = sample.html(url) if route["type"] == "text/html" else sample.body(url).decode()
        for target in sorted(targets(url, text)):
            if target in sample.routes and target not in seen:
                seen.add(target)
                ahead.append(target)
    return seen


def test_every_page_and_file_is_reached_by_links_from_the_home_page(sample: Sample) -> None:
    template = {"/robots.txt"} | {
        url for url in sample.routes if url.startswith(("/images/", "/js/", "/css/", "/script/"))
    }
    assert set(sample.routes) - template - reached(sample) == set()


def test_links_that_lead_nowhere_are_the_planted_ones(sample: Sample) -> None:
    planted = {
        page
        for fault in sample.truth["faults"]
        if fault["kind"] in ("file-missing", "dead-link")
        for page in fault["pages"]
    }
    allowed = (
        "/live/",
        "/search",
        "/jsearch/",
        "/Search.aspx",
        "/module/visitcount",
        "/fuwu/",
        "/picture/0/",
        "/ldzp/",
    )
    for url in sample.pages():
        for target in targets(url, sample.html(url)):
            inside = (
                target.startswith("/") and target not in sample.routes and target.split("?")[0] not in sample.routes
            )
            if inside and target not in planted:
                assert target.startswith(allowed), (url, target)


def test_dead_links_in_comments_are_not_links() -> None:
    assert targets("/", '<!-- <a href="/old/index.html">x</a> --><a href="/new/">y</a>') == {"/new/"}
