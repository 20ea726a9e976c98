"""`zhengping read`: what is read from one page, as JSON or for people (docs/reading.md)."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, urljoin

import msgspec
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from zhengping.checks.quoting import masked, masked_values
from zhengping.crawl.addresses import host_of, join, parse_start
from zhengping.crawl.exchange import Exchange
from zhengping.crawl.fetching import Fetcher
from zhengping.crawl.options import AGENT_TOKEN, CrawlOptions
from zhengping.crawl.outcomes import RULES, Outcome
from zhengping.crawl.robots import Robots
from zhengping.errors import AddressError, InputError, SiteUnreachable, reason
from zhengping.reading.facts import Page
from zhengping.reading.page import read_page

KINDS = {"home": "首页", "list": "列表", "article": "文章", "form": "表单", "other": "其他"}
PLACES = {
    "label": "页面标签",
    "strip": "标题下信息条",
    "script": "页面脚本",
    "meta": "元标签",
    "table": "信息表",
    "text": "落款",
    "heading": "标题元素",
    "line": "正文上方文字",
    "above-strip": "信息条上方文字",
    "title-tag": "title 标签",
}
_MOST_REDIRECTS = 5
_MOST_SHOWN = 8
_LONGEST_SHOWN = 300


class _Source(NamedTuple):
    url: str
    body: bytes
    content_type: str


def run(target: str, *, as_json: bool, base: str, allow_private: bool) -> None:
    """Reads one page and prints what was read; ID numbers and private telephones are masked.

    `target`: an address, a file, or - for standard input; `base`: the address that a file's links are relative to.
    Raises InputError for a file that cannot be read, AddressError for an address that is none, SiteUnreachable
    where the server gives no page.
    """
    source = _load(target, base, allow_private)
    page = read_page(source.url, source.body, source.content_type)
    if as_json:
        print(json.dumps(masked_values(msgspec.to_builtins(page)), ensure_ascii=False, indent=2))
    else:
        _print(page)


def _load(target: str, base: str, allow_private: bool) -> _Source:
    if target == "-":
        return _Source(base or "http://localhost/", sys.stdin.buffer.read(), "")
    path = Path(target)
    try:
        is_file, is_folder = path.is_file(), path.is_dir()
    except OSError:
        is_file = is_folder = False
    if is_file:
        try:
            return _Source(base or "http://localhost/" + quote(path.name), path.read_bytes(), "")
        except OSError as error:
            raise InputError(f"无法读取文件 {target}：{reason(error)}；请检查权限") from error
    if is_folder:
        raise InputError(f"{target} 是目录；请给出一个网页文件或网址")
    if "://" not in target and (path.suffix.lower() in (".html", ".htm", ".shtml") or "." not in target):
        raise InputError(f"没有文件 {target}；请检查路径，网址请写成 http(s)://…")
    url = parse_start(target)
    if not url:
        raise AddressError(f"“{target}”不是网址；请写成 http(s)://… 或给出一个网页文件")
    exchange = asyncio.run(_fetch(url, allow_private))
    return _Source(exchange.url, exchange.body, exchange.content_type)


async def _fetch(url: str, allow_private: bool) -> Exchange:
    """The page of an address, after at most five redirects; robots.txt of each host is obeyed."""
    options = CrawlOptions(start_url=url, out_dir=Path(), delay=0.0, allow_private=allow_private)
    rules: dict[str, Robots] = {}
    async with Fetcher(options) as fetcher:
        for _ in range(_MOST_REDIRECTS + 1):
            host = host_of(url)
            if host not in rules:
                answer = await fetcher.fetch(urljoin(url, "/robots.txt"), limit=500_000)
                _reject(answer, page=False)
                rules[host] = Robots(answer.status, answer.body, AGENT_TOKEN)
            if not rules[host].allows(url):
                raise SiteUnreachable(f"{url}：{RULES[Outcome.ROBOTS].label}")
            exchange = await fetcher.fetch(url)
            target = exchange.headers.get("location", "") if exchange.outcome is Outcome.REDIRECTED else ""
            if not target:
                break
            url = join(url, target) or url
        else:
            raise SiteUnreachable(f"{url}：{RULES[Outcome.REDIRECT_LOOP].label}")
    _reject(exchange, page=True)
    if not exchange.is_html:
        raise InputError(f"{url} 不是网页（{exchange.content_type or '没有类型'}）；请给出网页的地址")
    return exchange


def _reject(exchange: Exchange, page: bool) -> None:
    """Raises where nothing was got: for a page anything but content, for robots.txt only what no server answered."""
    if exchange.outcome is Outcome.PRIVATE:
        raise AddressError(f"{exchange.url} 是本机或内网地址；确需访问时加 --allow-private")
    if exchange.outcome in (Outcome.OK, Outcome.TOO_LARGE) or (exchange.status and not page):
        return
    raise SiteUnreachable(f"{exchange.url}：{RULES[exchange.outcome].label}")


def _print(page: Page) -> None:
    console = Console(highlight=False)
    table = Table(show_header=False, box=None, padding=(0, 1))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in _lines(page):
        table.add_row(name, escape(masked(value)))
    console.print(table)


def _lines(page: Page) -> list[tuple[str, str]]:
    """What people are shown: the label and the words; nothing is shown for what was not found, but for the article's
    own facts, whose absence matters."""
    found = [("地址", page.url), ("类型", KINDS[page.kind]), ("字符集", page.charset)]
    found.append(("标题", _fact(page.title)))
    found.append(("发布日期", _fact(page.published)))
    found.append(("来源", _fact(page.source)))
    found.append(("位置", " > ".join(crumb.name for crumb in page.crumbs) or "—"))
    optional = {
        "作者": page.author,
        "文号": page.document_number,
        "效力": page.validity,
        "网站名称": page.site_name,
        "跳转到": page.redirect,
        "生成软件": page.generator,
        "分享": "、".join(page.share),
        "未能读出": "、".join(page.unread),
    }
    found += [(name, value) for name, value in optional.items() if value]
    found += [("信息表", f"{name}：{value}") for name, value in page.properties.items()]
    found += _counted("列表行", [f"{row.day or row.month_day or '无日期'}　{row.title}" for row in page.rows])
    if page.paging is not None:
        found.append(("分页", f"共 {page.paging.pages or '?'} 页，当前第 {page.paging.current} 页"))
    found += _counted("表单", [f"{form.purpose}（{len(form.fields)} 个字段）{form.action}" for form in page.forms])
    found += _counted("附件", [f"{file.extension}　{file.text}" for file in page.attachments])
    found += _counted("音视频", [f"{media.kind}　{media.url}" for media in page.media])
    answered = {True: "已答复", False: "未见答复"}
    found += _counted("来信", [f"{letter.title}（{answered[letter.replied]}）" for letter in page.letters])
    found += _counted("负责人", [f"{person.name}　{person.post}" for person in page.people])
    found.append(("链接", f"{len(page.links)} 个"))
    if page.text:
        text = "".join(page.text.split("\n"))
        more = "…" if len(text) > _LONGEST_SHOWN else ""
        found.append((f"正文 {len(text)} 字", text[:_LONGEST_SHOWN] + more))
    return found


def _fact(fact: Any) -> str:
    return f"{fact.value}（{PLACES.get(fact.where, fact.where)}）" if fact else "—"


def _counted(name: str, entries: list[str]) -> list[tuple[str, str]]:
    if not entries:
        return []
    shown = "\n".join(entries[:_MOST_SHOWN]) + ("\n…" if len(entries) > _MOST_SHOWN else "")
    return [(f"{name} {len(entries)}", shown)]
