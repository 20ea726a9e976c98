# ruff: noqa: E501
"""A county office of 2021 whose dates no page shows as text: an outside script fills in the articles' dates, list rows
call a function with the time of publication or leave it to the script; folders of the addresses carry the day."""

from __future__ import annotations

from datetime import date

from tests.reading.families.made_up import TEXT

_MENU = (
    '<div class="header"><div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/gk/">机构概况</a></li><li><a href="/xw/">新闻动态</a></li><li><a href="/tz/">通知公告</a></li>'
    '<li><a href="/zc/">政策文件</a></li><li><a href="/hd/">互动交流</a></li></ul></div></div>'
)
_FOOT = '<div class="footer"><p>主办单位：丰收县农事局　地址：某省丰收县田园路3号　电话：0700-1111111</p><p>某ICP备00000021号　网站标识码：4500000021</p></div><script src="/js/common.js"></script>'
NEWS = [
    ("1001", "我局召开秋收工作部署会", "2021-09-14"),
    ("1002", "我局开展送技术下乡活动", "2021-08-26"),
    ("1003", "局领导检查农资市场", "2021-07-30"),
    ("1004", "夏粮收购工作有序推进", "2021-06-18"),
]
NOTICES = [
    ("2001", "关于举办农技培训班的通知", "2021-09-06"),
    ("2002", "关于做好汛期生产工作的通知", "2021-07-05"),
    ("2003", "关于征集技术需求的公告", "2021-05-24"),
]
PAPERS = [("3001", "丰收县农机补贴实施细则", "2021-03-11"), ("3002", "丰收县耕地保护奖励办法", "2020-11-20")]


def _page(title: str, body: str) -> str:
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body>{_MENU}{body}{_FOOT}</body></html>'


def _at(folder: str, number: str, day: str) -> str:
    return f"/{folder}/{day[:7].replace('-', '')}/t{day.replace('-', '')}_{number}.html"


def _path(name: str, folder: str, tail: str = "") -> str:
    return f'<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/{folder}/">{name}</a>{tail}</div>'


def _list(name: str, folder: str, rows: list[tuple[str, str, str]], cell: str) -> str:
    lines = "".join(
        f'<li><a href="{_at(folder, n, d)}" title="{t}">{t}</a><span class="date">{cell.format(day=d)}</span></li>'
        for n, t, d in rows
    )
    return _page(f"{name}-丰收县农事局", f'{_path(name, folder)}<div class="list"><ul>{lines}</ul></div>')


def _article(name: str, folder: str, title: str, strip: str, tail: str = "") -> str:
    return _page(
        f"{title}-丰收县农事局",
        f'{_path(name, folder, " &gt; 正文")}<div class="article"><h1>{title}</h1><div class="info">{strip}</div><div class="content">{TEXT}</div></div>{tail}',
    )


_OUTSIDE = (
    '<span>发布时间：<em id="pubDate"></em></span><span>来源：本站</span><span>浏览次数：<em id="hits"></em></span>'
)
_BY_ID = '<span>发布时间：<em id="pubDate"></em></span><span>来源：<em id="ly"></em></span>'
_FILLS = '<script>var docTime = "{day} 10:20:00"; $("#pubDate").html(docTime.substring(0, 10)); $("#ly").text("农技站");</script>'

UNTIL = date(2021, 9, 30)
PAGES = {
    "": _page(
        "丰收县农事局",
        '<div class="box"><h3><a href="/xw/">新闻动态</a></h3><ul>'
        + "".join(f'<li><a href="{_at("xw", n, d)}">{t}</a><span class="date"></span></li>' for n, t, d in NEWS)
        + "</ul></div>",
    ),
    "gk/": _page(
        "机构概况-丰收县农事局",
        f'{_path("机构概况", "gk")}<div class="content">{TEXT}<p>地址：丰收县田园路3号</p></div>',
    ),
    "xw/": _list("新闻动态", "xw", NEWS, '<script>showDate("xw")</script>'),
    "tz/": _list("通知公告", "tz", NOTICES, '<script>document.write(fmt("{day} 08:30:00"))</script>'),
    "zc/": _list("政策文件", "zc", PAPERS, ""),
    **{_at("xw", n, d)[1:]: _article("新闻动态", "xw", t, _OUTSIDE) for n, t, d in NEWS[:3]},
    **{_at("tz", n, d)[1:]: _article("通知公告", "tz", t, _BY_ID, _FILLS.replace("{day}", d)) for n, t, d in NOTICES},
    _at("zc", *PAPERS[0][::2])[1:]: _article("政策文件", "zc", PAPERS[0][1], _OUTSIDE),
}
MISSING = ("hd/", _at("xw", "1004", "2021-06-18")[1:], _at("zc", "3002", "2020-11-20")[1:])
