"""The same site, served differently: each variant turns one way of answering into another."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

HOST = "http://127.0.0.1/"


class Answer(NamedTuple):
    """Status, Content-Type and body."""

    status: int
    kind: str
    body: bytes

    @property
    def is_html(self) -> bool:
        return self.kind.startswith("text/html")


Site = Callable[[str], Answer]
"""From the address of a page, absolute, to its answer."""
Rewrite = Callable[[str, str], str]
"""(the address of a page, its text) -> the text as the variant sends it."""

NOT_FOUND = Answer(404, "text/html", b"<html><head><title>404</title></head><body><h1>404 Not Found</h1></body></html>")
_CHARSET = re.compile(r"(charset\s*=\s*[\"']?)[\w-]+", re.I)
_META = re.compile(r"<meta\b[^>]*>", re.I)
_BEHAVES = re.compile(r"viewport|refresh", re.I)
"""Meta tags that do something for a visitor: without them the site is another."""
_ADDRESS = re.compile(r"(\b(?:href|src|action|oldsrc)\s*=\s*)([\"'])([^\"'#][^\"']*)\2", re.I)
_COMMENT_OR_SCRIPT = re.compile(r"(<!--.*?-->|<script\b.*?</script>|<style\b.*?</style>)", re.I | re.S)
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:]*)((?:\s+[^\s=>\"'/]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>\"']*))?)*)\s*(/?)>")
_ATTRIBUTE = re.compile(r"([^\s=>\"'/]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+)))?")
_PLAIN = re.compile(r"[\w./:#%&?=;,+~-]+", re.A)
_DAY = re.compile(
    r"(?<=>)([^<>]*?(?:发布|发文|更新|录入|日期)[^<>\d]{0,8}|\s*[\[(（【]?\s*)\b(20\d\d-[01]\d-[0-3]\d)\b([^<>]*)(?=<)"
)
"""A date of publication: alone, or after its label; days within a text stay."""
_MENU = re.compile(
    r"<(div|ul|table|td|nav)\b[^>]*(?:\b(?:class|id)=[\"']?(?:[\w-]*[_-])?(?:nav|menu|daohang)\w*[\"' >]"
    r"|bgcolor=\"#0A5CA8\")[^>]*>",
    re.I,
)


def text_of(body: bytes) -> str:
    """A page's text, in whichever of the two encodings of the samples it is written."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("gb18030", "replace")


def rewritten(site: Site, rewrite: Rewrite, *, charset: str = "") -> Site:
    """The site with every page's text rewritten, in the encoding it had unless another `charset` is asked for."""

    def answer(url: str) -> Answer:
        given = site(url)
        if not given.is_html:
            return given
        text = text_of(given.body)
        own = "utf-8" if given.body == text.encode("utf-8") else "gb18030"
        return given._replace(body=rewrite(url, text).encode(charset or own, "xmlcharrefreplace"))

    return answer


def in_gbk(site: Site) -> Site:
    """Every page in GBK, declared in the page only."""
    return rewritten(site, lambda url, text: _CHARSET.sub(r"\g<1>gb2312", text), charset="gbk")


def in_gbk_undeclared(site: Site) -> Site:
    """Every page in GBK and declared nowhere."""
    return rewritten(site, lambda url, text: _CHARSET.sub("", text), charset="gbk")


def without_metas(site: Site) -> Site:
    """No meta tag but those that do something; so the encoding is not declared either."""
    return rewritten(site, lambda url, text: _META.sub(lambda tag: tag[0] if _BEHAVES.search(tag[0]) else "", text))


def with_absolute_addresses(site: Site) -> Site:
    """Every address in full."""
    return rewritten(site, lambda url, text: _addresses(text, lambda address: urljoin(url, address)))


def with_mixed_schemes(site: Site) -> Site:
    """Every other address in full with https, though the site is read with http."""

    def other(address: str) -> str:
        return address.replace("http://", "https://", 1) if _lot(address, 2) else address

    return rewritten(site, lambda url, text: _addresses(text, lambda address: _own(url, address, other)))


def with_index_names(site: Site) -> Site:
    """Every other address of a folder with index.html, which answers as the folder does."""

    def other(address: str) -> str:
        return f"{address}index.html" if address.endswith("/") and _lot(address, 2) else address

    def answer(url: str) -> Answer:
        given = site(url)
        whole = url.removesuffix("index.html")
        return site(whole) if given.status == 404 and whole != url else given

    return rewritten(answer, lambda url, text: _addresses(text, lambda address: _own(url, address, other)))


def without_navigation(site: Site) -> Site:
    """Every page without its navigation; breadcrumbs, side menus and the blocks of the home page stay."""
    return rewritten(site, lambda url, text: _without_elements(text, _MENU))


def with_bare_tags(site: Site) -> Site:
    """Tags and names of attributes in capitals, values without quotation marks where HTML allows it."""
    return rewritten(site, lambda url, text: _outside_scripts(text, lambda part: _TAG.sub(_bare_tag, part)))


def with_written_dates(site: Site) -> Site:
    """Dates written where they stand by a script."""

    def write(text: str) -> str:
        return _DAY.sub(r'\1<script>document.write("\2")</script>\3', text)

    return rewritten(site, lambda url, text: _outside_scripts(text, write))


def with_filled_dates(site: Site) -> Site:
    """Dates filled by a script into an empty element that stands for them."""
    count = 0

    def fill(match: re.Match[str]) -> str:
        nonlocal count
        count += 1
        name = f"pubDate{count}"
        script = (
            f"var d{count}='{match[2]} 09:30:00';document.getElementById('{name}').innerHTML=d{count}.substr(0,10);"
        )
        return f'{match[1]}<span id="{name}"></span><script>{script}</script>{match[3]}'

    def write(url: str, text: str) -> str:
        nonlocal count
        count = 0
        return _outside_scripts(text, lambda part: _DAY.sub(fill, part))

    return rewritten(site, write)


def with_soft_not_found(site: Site) -> Site:
    """What is missing answers 200 with a page that says so."""
    page = "<html><head><title>提示信息</title></head><body><p>对不起，您访问的页面不存在！</p></body></html>".encode()

    def answer(url: str) -> Answer:
        given = site(url)
        missing = given.status == 404 and "." not in url.rsplit("/", 1)[-1].replace(".htm", "").replace(".aspx", "")
        return Answer(200, "text/html; charset=utf-8", page) if missing else given

    return answer


def with_home_in_frames(site: Site) -> Site:
    """The home page is a frameset around what it was."""
    frames = (
        "<html><head><title>{title}</title></head><frameset rows='0,*' border=0>"
        "<frame src='/blank.html'><frame src='/main.html'></frameset></html>"
    )
    return _home_elsewhere(site, frames)


def with_home_refreshed(site: Site) -> Site:
    """The home page sends on at once by a meta tag."""
    return _home_elsewhere(site, "<html><head><meta http-equiv='refresh' content='0; url=main.html'></head></html>")


def with_splash(site: Site) -> Site:
    """A picture to click on stands before the home page."""
    page = (
        "<html><head><title>{title}</title></head><body><a href='/main.html'><img src='/splash.jpg' alt='进入网站'></a>"
        "</body></html>"
    )
    return _home_elsewhere(site, page)


def with_faults(site: Site, seed: int, *, one_in: int = 10) -> Site:
    """One page in ten answers 503, always the same ones; the home page does not."""
    busy = Answer(503, "text/html", b"<html><body><h1>503 Service Unavailable</h1></body></html>")

    def answer(url: str) -> Answer:
        given = site(url)
        fails = given.is_html and urlsplit(url).path != "/" and _lot(f"{seed}{_path(url)}", one_in)
        return busy if fails else given

    return answer


def behind_firewall(site: Site, *, pages: int = 50) -> Site:
    """After as many pages every answer is 412."""
    refusal = Answer(412, "text/html", b"<html><head></head><body></body></html>")
    asked = 0

    def answer(url: str) -> Answer:
        nonlocal asked
        given = site(url)
        asked += given.is_html and given.status == 200
        return refusal if asked > pages else given

    return answer


def _home_elsewhere(site: Site, page: str) -> Site:
    title = re.search(r"<title>(.*?)</title>", text_of(site(HOST).body), re.S)
    first = page.replace("{title}", title[1] if title else "").encode()

    def answer(url: str) -> Answer:
        path = urlsplit(url).path
        if path in ("/", "/index.html"):
            return Answer(200, "text/html; charset=utf-8", first)
        if path == "/main.html":
            return site(urljoin(url, "/"))
        if path == "/blank.html":
            return Answer(200, "text/html", b"<html><body></body></html>")
        return site(url)

    return answer


def _path(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}"


def _lot(text: str, one_in: int) -> bool:
    """Whether the lot falls on a text: on one in so many, always the same."""
    return hashlib.sha256(text.encode()).digest()[0] % one_in == 0


def _addresses(text: str, change: Callable[[str], str]) -> str:
    def changed(found: re.Match[str]) -> str:
        address = found[3]
        ours = ":" not in address.split("/")[0].split("?")[0] or address.startswith("http")
        return f"{found[1]}{found[2]}{change(address) if ours else address}{found[2]}"

    return _outside_scripts(text, lambda part: _ADDRESS.sub(changed, part))


def _own(page: str, address: str, change: Callable[[str], str]) -> str:
    """An address of this host in full and changed; others as they are."""
    whole = urljoin(page, address)
    return change(whole) if urlsplit(whole).netloc == urlsplit(page).netloc else address


def _outside_scripts(text: str, change: Callable[[str], str]) -> str:
    parts = _COMMENT_OR_SCRIPT.split(text)
    return "".join(part if number % 2 else change(part) for number, part in enumerate(parts))


def _bare_tag(tag: re.Match[str]) -> str:
    attributes = []
    for found in _ATTRIBUTE.finditer(tag[3]):
        value = next((part for part in found.groups()[1:] if part is not None), None)
        if value is None:
            attributes.append(found[1].upper())
        else:
            attributes.append(f"{found[1].upper()}=" + (value if _PLAIN.fullmatch(value) else f'"{value}"'))
    return f"<{tag[1]}{tag[2].upper()}{''.join(' ' + one for one in attributes)}>"


def _without_elements(text: str, start: re.Pattern[str]) -> str:
    """A text without the elements whose start tag matches, by counting the tags of the same name."""
    while found := start.search(text):
        tags = re.compile(rf"<(/?){found[1]}\b[^>]*>", re.I)
        depth, end = 0, len(text)
        for tag in tags.finditer(text, found.start()):
            depth += -1 if tag[1] else 1
            if depth == 0:
                end = tag.end()
                break
        text = text[: found.start()] + text[end:]
    return text
