"""Queries inside columns: the document library, the catalogue, open data sets, letters and cases by their number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from zhengping.sample.live.answers import Answer, Request, html, redirect
from zhengping.sample.live.results import ERROR
from zhengping.sample.live.search import bare
from zhengping.sample.live.site import LiveSite

Row = tuple[str, str, str, str]
"""Address, title, what stands before it, what stands behind it."""
NOTHING_FOUND = "<p>未查询到相关信息，请核对申请编号和查询密码后重试。</p>"


def answer_lookup(site: LiveSite, request: Request) -> Answer | None:
    """The four lists and the two kinds of numbers."""
    path, query = request.path, request.query
    if path == "/library/search":
        return _lookup(
            site, site.live.library, "政策文件检索", [query.get("q", ""), query.get("number", "")], _documents(site)
        )
    if path == "/xxgk/search":
        return _lookup(site, site.live.catalogue, "目录检索", [query.get("q", "")], _entries(site))
    if path == "/opendata/query":
        return _lookup(site, site.live.open_query, "数据集查询", [query.get("item", "")], _sets(site))
    if path in ("/status", "/mailbox/query"):
        return _by_number(site, request)
    return None


def _documents(site: LiveSite) -> list[Row]:
    return [
        (item["url"], item["title"], item["number"], item["day"])
        for item in site.data["items"]
        if item["column"] in ("规范性文件", "法律法规", "政府规章")
    ]


def _entries(site: LiveSite) -> list[Row]:
    return [(entry["url"], entry["title"], entry["index"], entry["day"]) for entry in site.data["catalogue"]]


def _sets(site: LiveSite) -> list[Row]:
    return [(entry["csv"], entry["name"], "", entry["day"]) for entry in site.data["sets"]]


def _lookup(site: LiveSite, mode: str, name: str, asked: Sequence[str], rows: Iterable[Row]) -> Answer:
    """Every word that was asked must stand in the title or in the number of a row."""
    if mode == "error":
        return html(site.short(ERROR), 500)
    if mode == "post":
        return html(site.short("<p>请求方式不正确。</p>"), 405)
    form = f'<form method="get"><input type="text" name="q" value="{escape("".join(asked))}"><input type="submit" value="检索"></form>'
    if mode == "nothing":
        return html(site.page(name, form))
    words = [bare(text) for text in asked if bare(text)]
    kept = [
        row
        for row in rows
        if mode == "ignores" or (words and all(word in bare(row[1]) or word in bare(row[2]) for word in words))
    ]
    lines = "".join(
        f"<tr><td>{before}</td><td>{f'<a href={chr(34)}{escape(url)}{chr(34)}>{escape(title)}</a>' if url else escape(title)}</td><td>{after}</td></tr>"
        for url, title, before, after in kept[:20]
    )
    answer = f"<p>共检索到{len(kept)}条</p><table>{lines}</table>" if kept else "<p>没有检索到符合条件的记录。</p>"
    return html(site.page(name, form + answer))


def _by_number(site: LiveSite, request: Request) -> Answer:
    """A case or a letter by its number. No number is known here, so whatever is asked is not there."""
    case = request.path == "/status"
    mode = site.live.status if case else site.live.letter_query
    if mode == "error":
        return html(site.short(ERROR), 500)
    if mode == "login":
        return redirect("/login?back=" + request.path)
    if mode == "post":
        return html(site.short("<p>请求方式不正确。</p>"), 405)
    name = "办件查询" if case else "信件查询"
    form = (
        f'<form action="{request.path}" method="get"><label>编号<input type="text" name="number"></label>'
        '<label>查询密码<input type="password" name="code"></label><input type="submit" value="查询"></form>'
    )
    if mode == "nothing" or not request.query.get("number"):
        return html(site.page(name, form))
    return html(site.page(name, form + f'<div class="cxjg"><h3>查询结果</h3>{NOTHING_FOUND}</div>'))
