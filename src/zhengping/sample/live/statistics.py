"""Statistics and open data: the query by item and period, charts, downloads."""

from __future__ import annotations

import re
from html import escape
from typing import Any
from urllib.parse import urlencode

from zhengping.sample import files
from zhengping.sample.live.answers import Answer, Request, embedded, html, redirect, script
from zhengping.sample.live.results import ERROR
from zhengping.sample.live.scripting import read_script
from zhengping.sample.live.site import LiveSite

_MONTH = re.compile(r"(\d{4})\D{0,2}(\d{1,2})")


def answer_statistics(site: LiveSite, request: Request) -> Answer | None:
    """The query, what it exports, the chart library, and files that do not come."""
    if request.path == "/data/query":
        return _query(site, request)
    if request.path == "/data/export":
        return _withheld(site.live.data_download) or _export(site, request)
    if request.path == "/js/echarts.min.js":
        return _charts(site.live.data_chart)
    if request.path == "/live/chart.js":
        return _charts(site.live.query_chart)
    if request.path in site.data["downloads"]:
        return _withheld(site.live.data_download)
    if request.path in site.data["open_downloads"]:
        return _withheld(site.live.open_download)
    return None


def _withheld(mode: str) -> Answer | None:
    """What comes in a file's place; None where the file itself comes."""
    if mode == "missing":
        return html("<html><head><title>404</title></head><body><h1>404 Not Found</h1></body></html>", 404)
    if mode == "html":
        return html(files.html_in_disguise().decode())
    if mode == "login":
        return redirect("/login?back=/")
    return None


def _charts(kind: str) -> Answer:
    return script(f"/* echarts 5.4.0 */var chartKind={embedded(kind)};\n" + read_script("chart.js"))


def _month(text: str) -> str:
    """A month as YYYY-MM however it was written; "" where it is none."""
    match = _MONTH.search(text)
    return f"{match[1]}-{int(match[2]):02d}" if match else ""


def _rows(site: LiveSite, query: dict[str, str]) -> tuple[str, list[tuple[str, int]]]:
    """The item that is meant and its months inside the period, oldest first."""
    series: dict[str, dict[str, int]] = site.data["series"]
    item = query.get("item", "")
    start, end = _month(query.get("from", "")) or "0000", _month(query.get("to", "")) or "9999"
    if site.live.data_query == "ignores":
        item, start, end = next(iter(series), ""), "0000", "9999"
    values = series.get(item) or next((series[name] for name in series if item and item in name), {})
    return item, [(month, value) for month, value in sorted(values.items()) if start <= month <= end]


def _query(site: LiveSite, request: Request) -> Answer:
    mode, query = site.live.data_query, request.query
    if mode == "error":
        return html(site.short(ERROR), 500)
    if mode == "post":
        return html(site.short("<p>请求方式不正确。</p>"), 405)
    options = "".join(f"<option>{name}</option>" for name in site.data["series"])
    form = (
        f'<form action="/data/query" method="get"><label>数据项<select name="item">{options}</select></label>'
        '<label>时间从<input type="month" name="from"></label><label>至<input type="month" name="to"></label>'
        '<input type="submit" value="数据查询"></form>'
    )
    if mode == "nothing":
        return html(site.page("数据查询", form))
    item, rows = _rows(site, query)
    if not rows:
        return html(site.page("数据查询", form + "<p>没有查询到符合条件的数据。</p>"))
    lines = "".join(f"<tr><td>{month}</td><td>{escape(item)}</td><td>{value}</td></tr>" for month, value in rows)
    table = f'<table border="1"><tr><th>时间</th><th>指标</th><th>数值（万）</th></tr>{lines}</table>'
    export = "/data/export?" + urlencode({name: query.get(name, "") for name in ("item", "from", "to")})
    link = f'<p><a href="{escape(export)}" class="xz">下载数据（CSV）</a></p>'
    return html(site.page("数据查询", form + table + _chart(rows) + link))


def _chart(rows: list[tuple[str, int]]) -> str:
    """A chart of just these rows."""
    option: dict[str, Any] = {
        "xAxis": {"data": [month for month, _ in rows]},
        "yAxis": {},
        "series": [{"type": "bar", "data": [value for _, value in rows]}],
    }
    return (
        '<div id="cx-chart" style="width:600px;height:320px;max-width:100%"></div><script src="/live/chart.js"></script>'
        f"<script>echarts.init(document.getElementById('cx-chart')).setOption({embedded(option)});</script>"
    )


def _export(site: LiveSite, request: Request) -> Answer:
    item, rows = _rows(site, request.query)
    text = "\ufeff时间,指标,数值\r\n" + "".join(f"{month},{item},{value}\r\n" for month, value in rows)
    return Answer(
        text.encode(),
        "text/csv; charset=utf-8",
        200,
        {"Cache-Control": "no-store", "Content-Disposition": 'attachment; filename="data.csv"'},
    )
