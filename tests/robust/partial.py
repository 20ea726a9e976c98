"""A site as a third party's capture keeps it: some pages saved, no attachments, dead links, another owner's pages."""

from __future__ import annotations

import csv
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from tests.robust import variants
from tests.robust.variants import NOT_FOUND, Answer, Site

_LINK = re.compile(r"(<a\b[^>]*\bhref\s*=\s*)([\"'])([^\"'#][^\"']*)\2", re.I)
_PAGE_TYPES = (".htm", ".html", ".shtml", ".aspx", ".jsp", ".php", "")
_PORTAL = "/sqpt/"


@dataclass(frozen=True)
class Capture:
    """What of a site was saved, as shares; `blanked`: of the links to unsaved pages those made `javascript:;`."""

    seed: int
    columns: float = 0.85
    articles: float = 0.45
    further: float = 0.2
    blanked: float = 0.5
    metas: bool = False
    portal: bool = False


def captured(site: Site, folder: Path, capture: Capture) -> Site:
    """A sample (its answers and its folder) as a capture keeps it: the home page always, attachments never."""
    columns = set(_addresses(folder / "columns.csv"))
    articles = set(_addresses(folder / "articles.csv"))

    def saved(path: str) -> bool:
        if path in ("/", "/index.html", "/default.aspx", "/robots.txt") or path.endswith((".css", ".js")):
            return True
        if not path.split("?")[0].endswith(_PAGE_TYPES) and not path.endswith("/"):
            return "." not in path.split("?")[0].rsplit("/", 1)[-1]
        share = capture.further
        if path in columns:
            share = capture.columns
        elif path in articles:
            share = capture.articles
        return _lot(f"{capture.seed}{path}") < share

    def answer(url: str) -> Answer:
        parts = urlsplit(url)
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        if capture.portal and path.startswith(_PORTAL):
            return _portal_page(path)
        return site(url) if saved(path) else NOT_FOUND

    def cut(url: str, text: str) -> str:
        def link(found: re.Match[str]) -> str:
            whole = urlsplit(urljoin(url, found[3]))
            path = f"{whole.path}?{whole.query}" if whole.query else whole.path
            away = whole.netloc != urlsplit(url).netloc or not whole.scheme.startswith("http")
            if away or saved(path) or _lot(f"{capture.seed}b{path}") >= capture.blanked:
                return found[0]
            return f"{found[1]}{found[2]}javascript:;{found[2]}"

        text = _LINK.sub(link, text)
        if capture.portal and urlsplit(url).path in ("/", "/index.html"):
            text = re.sub(r"</body>", f'<div class="link"><a href="{_PORTAL}">诉求平台</a></div></body>', text, count=1)
        return text

    kept = variants.rewritten(answer, cut)
    return kept if capture.metas else variants.without_metas(kept)


def _addresses(file: Path) -> list[str]:
    with file.open(encoding="utf-8", newline="") as rows:
        return [row["url"] for row in csv.DictReader(rows)]


def _lot(text: str) -> float:
    """A number from 0 to 1, always the same for a text."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4]) / 2**32


_PORTAL_COLUMNS = {
    "gzdt": ("工作动态", "市政府召开第三季度经济运行分析会议"),
    "xjzx": ("信件选登", "关于小区停车位不足问题的咨询"),
    "mydc": ("民意调查", "关于公共交通线路调整的意见征集"),
    "zxft": ("在线访谈", "市交通局局长谈公共交通优先发展"),
    "zcjd": ("政策解读", "《公共停车场管理办法》解读"),
    "cjwt": ("常见问题", "身份证丢失如何补办"),
}


def _portal_page(path: str) -> Answer:
    """A page of the city's appeals platform: its own name, menu and footer, none of the office's."""
    key, _, name = path.removeprefix(_PORTAL).partition("/")
    menu = "".join(_item(f"{_PORTAL}{key}/", label) for key, (label, _) in _PORTAL_COLUMNS.items())
    place = f'<div class="weizhi">当前位置：<a href="{_PORTAL}">平台首页</a>'
    if not key:
        title = "平台首页"
        body = "".join(f"<h3>{label}</h3>{_rows(key, title, 5)}" for key, (label, title) in _PORTAL_COLUMNS.items())
    elif key not in _PORTAL_COLUMNS:
        return NOT_FOUND
    else:
        label, headline = _PORTAL_COLUMNS[key]
        title = f"{headline}（{name.removesuffix('.html')}）" if name else label
        body = f"{place} > {label}</div>{_rows(key, headline, 20)}"
        if name:
            body = (
                f'{place} > <a href="{_PORTAL}{key}/">{label}</a></div><h1>{title}</h1>'
                f"<div>发布时间：2025-11-{int(name.removesuffix('.html')):02} 来源：青原市人民政府办公室</div>"
                "<div class='content'><p>为进一步方便群众办事，根据有关规定，现就有关事项答复如下，请予关注。</p>"
                "<p>我们将继续听取各方面意见，不断改进工作。</p></div>"
            )
    html = (
        f"<html><head><title>{title}-青原市人民政府诉求服务平台</title></head><body>"
        f'<div class="top">青原市人民政府诉求服务平台</div>'
        f'<ul class="nav">{_item(_PORTAL, "平台首页")}{menu}</ul>{body}'
        '<div class="footer">主办：青原市人民政府办公室 版权所有：青原市人民政府 热线12345</div></body></html>'
    )
    return Answer(200, "text/html; charset=utf-8", html.encode())


def _item(address: str, label: str, day: str = "") -> str:
    return f'<li><a href="{address}">{label}</a>{f"<span>{day}</span>" if day else ""}</li>'


def _rows(key: str, headline: str, count: int) -> str:
    rows = (
        _item(f"{_PORTAL}{key}/{number}.html", f"{headline}（{number}）", f"2025-11-{number:02}")
        for number in range(count, 0, -1)
    )
    return f'<ul class="list">{"".join(rows)}</ul>'
