# ruff: noqa: E501
"""A prison administration on a Dede-like system: 主页 in the breadcrumb that ends in a sign, list_3_2.html, folders by
year and day, rows led by the prison's name, the word for an unknown source, prisons' own pages in a frame of their own,
names of prisoners in public notices."""

from __future__ import annotations

from datetime import date

from tests.reading.families.made_up import TEXT

_COLUMNS = {
    "yaowen": "监狱要闻",
    "jiceng": "基层动态",
    "gonggao": "通知公告",
    "gaikuang": "监狱局概况",
    "lingdao": "局领导",
    "jigou": "内设机构",
    "ywgk": "狱务公开",
    "jianxing": "减刑假释公示",
    "huijian": "会见须知",
    "fagui": "法律法规",
    "xinxiang": "局长信箱",
    "jubao": "举报投诉",
    "zhuanti": "专题专栏",
}
_TREE = [
    ("机构概况", ("gaikuang", "lingdao", "jigou")),
    ("新闻中心", ("yaowen", "jiceng", "gonggao")),
    ("狱务公开", ("jianxing", "huijian", "fagui")),
    ("互动交流", ("xinxiang", "jubao")),
]
_ABOVE = {below: top for top, entries in _TREE for below in entries}
NEWS = [
    ("301", "省局召开安全稳定工作会议", "2019-03-12"),
    ("300", "局领导到基层监狱调研", "2019-03-01"),
    ("298", "全省监狱系统开展大练兵", "2019-02-18"),
]
UNITS = [
    ("411", "第一监狱", "开展春季消防演练", "2019-03-11"),
    ("410", "丰收监狱", "组织亲情帮教活动", "2019-03-05"),
    ("409", "女子监狱", "举办传统文化讲座", "2019-02-27"),
]
CUTS = [
    ("511", "第一监狱罪犯减刑建议公示（2019年第3批）", "2019-03-08"),
    ("510", "丰收监狱罪犯假释建议公示（2019年第2批）", "2019-02-15"),
]


def _menu() -> str:
    items = "".join(
        f"<li><a href='/html/{entries[0]}/'>{top}</a><ul class='submenu'>"
        + "".join(f"<li><a href='/html/{slug}/'>{_COLUMNS[slug]}</a></li>" for slug in entries)
        + "</ul></li>"
        for top, entries in _TREE
    )
    return f'<div id="navMenu"><ul><li><a href="/">网站首页</a></li>{items}<li><a href="/html/zhuanti/">专题专栏</a></li></ul></div>'


_LINKS = '<div class="flink"><dl><dt>友情链接</dt><dd><ul><li><a href="http://moj.example/">司法部</a></li><li><a href="http://sft.example/">省司法厅</a></li><li><a href="/dyjy/">第一监狱</a></li></ul></dd></dl></div>'
_FOOT = '<div class="footer"><p>主办单位：某省监狱管理局　地址：某省某市平安路1号　狱务咨询电话：0700-2222222</p><p>Power by DedeCms　某ICP备00000031号</p></div>'


def _page(title: str, body: str, menu: str = "", foot: str = _FOOT) -> str:
    return f'<html><head><meta charset="utf-8"><title>{title}</title></head><body><div class="header"><h1><a href="/">某省监狱管理局</a></h1></div>{menu or _menu()}{body}{_LINKS}{foot}</body></html>'


def _place(slug: str) -> str:
    above = (
        f"<a href='/html/{next(e for t, e in _TREE if t == _ABOVE[slug])[0]}/'>{_ABOVE[slug]}</a> > "
        if slug in _ABOVE
        else ""
    )
    return f"<div class=\"place\"><strong>当前位置:</strong> <a href='/'>主页</a> > {above}<a href='/html/{slug}/'>{_COLUMNS[slug]}</a> > </div>"


def _at(slug: str, number: str, day: str) -> str:
    return f"/html/{slug}/{day[:4]}/{day[5:7]}{day[8:]}/{number}.html"


def _list(slug: str, lines: str, pages: int = 1) -> str:
    further = "".join(f"<li><a href='list_3_{n}.html'>{n}</a></li>" for n in range(2, pages + 1))
    bar = f'<div class="dede_pages"><ul class="pagelist"><li>首页</li><li class="thisclass">1</li>{further}<li><span class="pageinfo">共 <strong>{pages}</strong>页<strong>{pages * 3}</strong>条</span></li></ul></div>'
    return _page(
        f"{_COLUMNS[slug]}_某省监狱管理局", f'{_place(slug)}<div class="listbox"><ul class="e2">{lines}</ul></div>{bar}'
    )


def _article(slug: str, number: str, title: str, day: str, text: str = "") -> str:
    body = (
        f'<div class="viewbox"><div class="title"><h2>{title}</h2></div><div class="info"><small>时间:</small>{day} 10:30<small>来源:</small>未知 <small>作者:</small>admin <small>点击:</small><script src="/plus/count.php?view=yes&aid={number}&mid=1"></script>次</div>'
        f'<div class="content"><table><tr><td>{text}{TEXT}</td></tr></table></div><div class="boxoff"><strong>------分隔线----------------------------</strong></div>'
        '<div class="context"><ul><li>上一篇：<a href="299.html">某次会议召开</a></li><li>下一篇：没有了</li></ul></div></div>'
    )
    side = (
        '<div class="sidebar"><dl class="tbox"><dt><strong>热点内容</strong></dt><dd><ul>'
        + "".join(f"<li><a href='{_at('yaowen', n, d)}'>{t}</a></li>" for n, t, d in NEWS)
        + "</ul></dd></dl></div>"
    )
    return _page(f"{title}_{_COLUMNS[slug]}_某省监狱管理局", _place(slug) + body + side)


def _plain(rows: list[tuple[str, str, str]], slug: str) -> str:
    return "".join(
        f'<li><a href="{_at(slug, n, d)}" class="title">{t}</a><span class="info"><small>日期：</small>{d} <small>点击：</small>12</span><p class="intro">{t}，取得良好效果……</p></li>'
        for n, t, d in rows
    )


def _text(slug: str, text: str) -> str:
    return _page(f"{_COLUMNS[slug]}_某省监狱管理局", f'{_place(slug)}<div class="content"><p>{text}</p>{TEXT}</div>')


def _prison() -> str:
    menu = '<div class="nav"><a href="/dyjy/">监狱首页</a><a href="/dyjy/gk/">监狱简介</a><a href="/dyjy/dt/">监狱动态</a><a href="/dyjy/hj/">会见指南</a><a href="/dyjy/dz/">监狱地址</a></div>'
    rows = "".join(
        f'<li><a href="/dyjy/dt/{i}.html">{t}</a><span>2019-0{i + 1}-11</span></li>'
        for i, t in enumerate(["我狱开展安全大检查活动", "我狱召开年度工作会议", "我狱举行升旗仪式活动"])
    )
    return _page("某省第一监狱网站", f"<ul>{rows}</ul>", menu, '<div class="footer">主办单位：某省第一监狱</div>')


UNTIL = date(2019, 3, 31)
PAGES = {
    "": _page(
        "某省监狱管理局",
        '<div class="box"><h3><a href="/html/yaowen/">监狱要闻</a></h3><ul>'
        + "".join(f"<li><a href='{_at('yaowen', n, d)}'>{t}</a><span>{d[5:]}</span></li>" for n, t, d in NEWS)
        + "</ul></div>",
    ),
    "html/yaowen/": _list("yaowen", _plain(NEWS, "yaowen"), 3),
    "html/jiceng/": _list(
        "jiceng",
        "".join(
            f'<li>[<a href="/dyjy/">{u}</a>] <a href="{_at("jiceng", n, d)}">{u}{t}</a><span>{d}</span></li>'
            for n, u, t, d in UNITS
        ),
    ),
    "html/jianxing/": _list("jianxing", _plain(CUTS, "jianxing")),
    "html/gaikuang/": _text("gaikuang", "某省监狱管理局主管全省监狱工作。"),
    "html/jigou/": _text("jigou", "办公室、狱政处、教育改造处、刑罚执行处。"),
    "html/huijian/": _text("huijian", "会见时间：每月一次，凭有效证件办理。"),
    **{_at("yaowen", n, d)[1:]: _article("yaowen", n, t, d) for n, t, d in NEWS[:2]},
    _at("jiceng", "411", "2019-03-11")[1:]: _article("jiceng", "411", "第一监狱开展春季消防演练", "2019-03-11"),
    _at("jianxing", "511", "2019-03-08")[1:]: _article("jianxing", "511", CUTS[0][1], "2019-03-08"),
    "dyjy/": _prison(),
}
MISSING = tuple(f"html/{slug}/" for slug in ("lingdao", "gonggao", "fagui", "xinxiang", "jubao", "zhuanti"))
