"""A small office's site with a search that can be made in several ways."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from html import escape
from urllib.parse import quote

from tests.probes.serving import Page

GUIDES = ("取水许可审批", "河道采砂许可", "水土保持方案审批")
NOTICES = (
    "关于做好水库安全度汛工作的通知",
    "安平市河湖岸线保护利用规划公告",
    "城乡供水价格调整听证会公告",
    "关于公布节水型单位名单的通知",
    "农村饮水安全巩固提升工程进展",
    "水旱灾害防御应急预案修订发布",
    "智慧水利信息系统上线运行通报",
    "基层水文站点迁移改造完成验收",
)
_ELEMENTS = ("办理依据", "受理条件", "申请材料", "办理流程", "办理时限", "收费标准", "受理机构", "联系电话")
BOX = (
    '<form action="/search" method="get" id="so"><input type="text" name="q" placeholder="请输入关键词">'
    '<input type="submit" value="搜索"></form>'
)
Reply = str | tuple[int, str, bytes]
Answer = Callable[[str], Reply]


def index() -> list[tuple[str, str, str]]:
    """(address, title, date) of everything on the site."""
    found = [(f"/tz/{n}.html", title, f"2021-0{n % 5 + 1}-1{n}") for n, title in enumerate(NOTICES)]
    return found + [(f"/bs/{n}.html", title, "2020-03-01") for n, title in enumerate(GUIDES)]


def hits(query: str) -> list[tuple[str, str, str]]:
    """What holds the question, shorter titles first."""
    asked = re.sub(r"\W", "", query)
    return sorted([one for one in index() if asked and asked in re.sub(r"\W", "", one[1])], key=lambda one: len(one[1]))


def listed(query: str, found: list[tuple[str, str, str]] | None = None, extra: str = "") -> str:
    """A page of results."""
    found = hits(query) if found is None else found
    rows = "".join(
        f'<li><a href="{url}">{escape(title).replace(query, f"<em>{query}</em>")}</a><span>{day}</span></li>'
        for url, title, day in found
    )
    said = f"找到相关结果{len(found)}条" if found else "没有找到相关内容"
    return layout(
        "站内搜索",
        f'{BOX.replace("name=", f"value={quote(query)!r} name=")}{extra}<p>{said}</p><ul class="r">{rows}</ul>',
    )


def layout(title: str, body: str, box: str = "") -> str:
    """A page of the site."""
    menu = '<a href="/">首页</a> <a href="/tz/">通知公告</a> <a href="/bs/">办事指南</a>'
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{title}-安平市水务局</title></head><body>"
        f'<div class="nav">{menu}</div>{box}<div class="main">{body}</div>'
        '<div class="footer">主办单位：安平市水务局</div></body></html>'
    )


def search_site(
    box: str = BOX, answer: Answer | None = None, more: Mapping[str, Page] | None = None
) -> dict[str, Page]:
    """Pages by path; `answer` makes the page at /search of a question; `more` adds pages by path."""
    pages: dict[str, Page] = {}
    sections = {"tz": ("通知公告", NOTICES), "bs": ("办事指南", GUIDES)}
    home = ""
    for key, (name, titles) in sections.items():
        rows = ""
        for n, title in enumerate(titles):
            url = f"/{key}/{n}.html"
            day = next(day for address, _, day in index() if address == url)
            rows += f'<li><a href="{url}">{title}</a><span>{day}</span></li>'
            text = f"<p>{title}的内容，请各单位和群众知悉，有关事项按规定办理。</p>" * 4
            if key == "bs":
                text = (
                    "<table>"
                    + "".join(
                        f"<tr><td>{element}</td><td>按照水法规定办理{title}，材料齐全的当场受理</td></tr>"
                        for element in _ELEMENTS
                    )
                    + "</table>"
                )
            pages[url] = layout(title, f"<h1>{title}</h1><p>发布时间：{day} 来源：安平市水务局</p>{text}", box)
        pages[f"/{key}/"] = layout(name, f"<h2>{name}</h2><ul>{rows}</ul>", box)
        home += f"<h2>{name}</h2><ul>{rows}</ul>"
    pages["/"] = layout("首页", home, box)
    reply: Answer = answer or listed

    def results(query: dict[str, str]) -> Reply:
        return reply(query.get("q", ""))

    pages["/search"] = results
    return pages | dict(more or {})


def as_json(query: dict[str, str]) -> tuple[int, str, bytes]:
    """The results as data."""
    rows = [{"url": url, "title": title, "day": day} for url, title, day in hits(query.get("q", ""))]
    return 200, "application/json", json.dumps({"rows": rows}).encode()


DRAWN = """<div id="app"><input class="ipt" placeholder="请输入您要搜索的内容">
<span class="btn" style="cursor:pointer">搜索</span>
<div id="out"></div></div><script>
var asked = decodeURIComponent((location.hash.match(/q=([^&]*)/) || ["", ""])[1]);
var field = document.querySelector(".ipt");
function show() {
  asked = decodeURIComponent((location.hash.match(/q=([^&]*)/) || ["", ""])[1]);
  if (!asked) return;
  field.value = asked;
  document.getElementById("out").textContent = "正在搜索……";
  fetch("/data?q=" + encodeURIComponent(asked)).then((r) => r.json()).then(function (d) {
    document.getElementById("out").innerHTML = d.rows.length ? d.rows.map(function (r) {
      return '<div class="card"><h3 style="cursor:pointer">' + r.title + "</h3><p>" + r.day + "</p></div>";
    }).join("") : "<p>暂无数据</p>";
  });
}
document.querySelector(".btn").addEventListener("click", function () {
  location.hash = "#/s?q=" + encodeURIComponent(field.value);
});
window.addEventListener("hashchange", show); show();
</script>"""
"""A search page that a script draws and whose rows are no links."""
