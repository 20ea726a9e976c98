"""A small bureau's site with query forms, charts and downloads of many makes, none of them the samples'."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from tests.probes.serving import Page
from zhengping.sample import files

TITLES = tuple(
    f"安平市水务局关于印发《{name}》的通知"
    for name in (
        "河道采砂管理办法",
        "水库调度运行规程",
        "农村饮水安全工程管护细则",
        "节约用水奖励办法",
        "取水许可审批规定",
        "防汛物资储备管理办法",
    )
)
LAWS = ("中华人民共和国水法", "中华人民共和国防洪法")
MENU = (
    '<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zcwj/">政策文件</a></li>'
    '<li><a href="/tjsj/">统计数据</a></li>'
    '<li><a href="/sjkf/">数据开放</a></li><li><a href="/ml/">政府信息公开目录</a></li>'
    '<li><a href="/bsfw/">办事服务</a></li>'
    '<li><a href="/tzgg/">通知公告</a></li></ul></div>'
)
SEARCH = (
    '<form action="/search" method="get"><input name="q" placeholder="请输入关键词">'
    '<input type="submit" value="搜索"></form>'
)
ITEMS = ("供水总量", "用水总量", "降水总量")


def page(title: str, body: str, head: str = "") -> str:
    """A page of the site."""
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}-安平市水务局</title>{head}</head>'
        f"<body>{MENU}{SEARCH}"
        f'<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="./">{title}</a></div>'
        f'<div class="main">{body}</div><div class="footer">主办单位：安平市水务局</div></body></html>'
    )


def article(title: str, day: str, body: str) -> str:
    """An article of a column."""
    return page(
        title,
        f"<h1>{title}</h1><div class=info>发布时间：{day} 来源：安平市水务局</div><div class=content>{body}</div>",
    )


def rows(titles: Mapping[str, str]) -> str:
    """A list of links."""
    return (
        "<ul class=list>"
        + "".join(
            f'<li><a href="{url}">{title}</a><span>2021-05-{place + 10}</span></li>'
            for place, (url, title) in enumerate(titles.items())
        )
        + "</ul>"
    )


DOCUMENTS = {f"/zcwj/{place}.html": title for place, title in enumerate((*TITLES, *LAWS))}
DATA = {f"/tjsj/{month}.html": f"2021年{month}月水资源主要数据" for month in (1, 2, 3, 4)}


def found(query: str) -> str:
    """Links of the documents that hold the words."""
    return rows({url: title for url, title in DOCUMENTS.items() if query and query in title})


def workbook() -> bytes:
    """A workbook that opens."""
    return files.xlsx([["时间", "供水总量"], ["2021-01", 31]])


def answers_json(query: dict[str, str]) -> tuple[int, str, bytes]:
    """A query for scripts."""
    hits = [{"url": u, "title": t} for u, t in DOCUMENTS.items() if query.get("w") and query["w"] in t]
    return 200, "application/json", json.dumps({"list": hits}, ensure_ascii=False).encode()


def site(**parts: Any) -> dict[str, Page]:
    """The pages; `library`, `catalogue`, `data`, `sets`, `case` replace the bodies of their columns' pages, other names
    with a slash for underscores are further pages (`pages={"/x": …}`)."""
    pages: dict[str, Page | Callable[[dict[str, str]], Any]] = {
        "/": page("首页", rows({**DOCUMENTS, **DATA})),
        "/zcwj/": page("政策文件", parts.get("library", "") + rows(DOCUMENTS)),
        "/tjsj/": page("统计数据", parts.get("data", "") + rows(DATA)),
        "/sjkf/": page("数据开放", parts.get("sets", "<p>本局数据集</p>")),
        "/ml/": page("政府信息公开目录", parts.get("catalogue", "") + rows(DOCUMENTS)),
        "/bsfw/": page("办事服务", '<a href="/bjcx/">办件查询</a>'),
        "/bjcx/": page("办件查询", parts.get("case", "")),
        "/tzgg/": page("通知公告", rows({"/tzgg/1.html": "关于开展节水宣传周活动的通知"})),
        "/tzgg/1.html": article(
            "关于开展节水宣传周活动的通知", "2021-05-12", "<p>各科室：现将活动安排通知如下。</p>" * 5
        ),
        "/search": lambda query: page("搜索", found(query.get("q", "")) or "没有找到"),
    }
    for place, (url, title) in enumerate(DOCUMENTS.items()):
        number = f"<p>安水规〔2021〕{place + 1}号</p>" if place < len(TITLES) else ""
        pages[url] = article(title, f"2021-05-{place + 10}", number + "<p>第一条 为加强管理，制定本办法。</p>" * 8)
    for url, title in DATA.items():
        table = "".join(
            f"<tr><td>{item}</td><td>万立方米</td><td>{len(url) * 7 + n}</td></tr>" for n, item in enumerate(ITEMS)
        )
        body = (
            f"<p>各项数据如下。</p><table><tr><th>指标</th><th>单位</th><th>数值</th></tr>{table}</table>"
            + parts.get("article", "")
        )
        pages[url] = article(title, "2021-05-20", body)
    return {**pages, **parts.get("pages", {})}
