# ruff: noqa: E501
"""A county portal of 2018 on a jcms-like system: columns by number, articles by date folders, records inside a script,
columns of offices and townships, links to the offices' own sites, a catalogue of open information by office."""

from __future__ import annotations

from datetime import date

from tests.reading.families.made_up import TEXT

NAME = "丰收县人民政府门户网站"
_NAV = [
    ("走进丰收", "10", [("丰收概况", "101"), ("历史文化", "102"), ("行政区划", "103")]),
    ("新闻中心", "20", [("丰收要闻", "201"), ("部门动态", "202"), ("乡镇动态", "203"), ("公示公告", "204")]),
    (
        "政务公开",
        "30",
        [
            ("县政府领导", "301"),
            ("政府机构", "302"),
            ("政府文件", "303"),
            ("人事任免", "304"),
            ("规划计划", "305"),
            ("财政预决算", "306"),
        ],
    ),
    ("网上办事", "40", []),
    ("公众参与", "50", [("县长信箱", "501"), ("民意征集", "502"), ("在线访谈", "503")]),
]
_NAMES = {number: name for name, number, below in _NAV for name, number in ((name, number), *below)}
_ABOVE = {number: (name, top) for name, top, below in _NAV for _, number in below}


def _menu() -> str:
    tops = "".join(
        f'<td align="center"><a class="nav" href="/col/col{n}/index.html" target="_blank">{t}</a></td>'
        for t, n, _ in _NAV
    )
    boxes = "".join(
        f'<div id="sub{n}" style="display:none">'
        + " | ".join(f'<a href="/col/col{c}/index.html">{t}</a>' for t, c in below)
        + "</div>"
        for _, n, below in _NAV
        if below
    )
    return f'<table width="1000" class="menu"><tr><td align="center"><a class="nav" href="/">首页</a></td>{tops}</tr></table>{boxes}'


_LINKS = (
    '<table><tr><td>部门网站：<select onchange="window.open(this.value)"><option value="http://jyj.county.example/">县教育局</option><option value="http://mzj.county.example/">县民政局</option></select></td>'
    '<td>乡镇网站：<select><option value="/szz/">丰收镇</option><option value="/xhx/">小禾乡</option></select></td></tr></table>'
)
_FOOT = (
    '<div class="foot"><p>主办：丰收县人民政府办公室　承办：丰收县电子政务中心</p><p>网站标识码：4500000011　某ICP备00000011号</p>'
    '<a href="/col/col90/index.html">网站地图</a> | <a href="/col/col91/index.html">联系我们</a></div>'
)


def _page(title: str, body: str, site: str = NAME, menu: str = "", foot: str = _FOOT) -> str:
    return f'<html><head><meta charset="utf-8"><title>{title}</title><meta name="SiteName" content="{site}"></head><body>{menu or _menu()}{body}{_LINKS}{foot}</body></html>'


def _path(number: str) -> str:
    name, top = _ABOVE.get(number, ("", ""))
    above = f" > <a href='/col/col{top}/index.html' class='bt_link'>{name}</a>" if top else ""
    return f"<table class='bt_position'><tr><td>您现在的位置：<a href='/' class='bt_link'>首页</a>{above} > <a href='/col/col{number}/index.html' class='bt_link'>{_NAMES[number]}</a></td></tr></table>"


def _at(day: str, number: str, item: int) -> str:
    return f"/art/{day[:4]}/{int(day[5:7])}/{int(day[8:])}/art_{number}_{item}.html"


def _list(number: str, rows: list[tuple[int, str, str]]) -> str:
    records = "".join(
        f"<record><![CDATA[<table width='100%'><tr><td width='10'><img src='/i/dot.gif'></td><td><a href='{_at(d, number, n)}' class='bt_link' title='{t}' target='_blank'>{t}</a></td><td class='bt_time' width='90'>[{d}]</td></tr></table>]]></record>"
        for n, t, d in rows
    )
    data = f'<div id="12345"><script type="text/xml"><datastore><nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=1&appid=1"></a>]]></nextgroup><recordset>{records}</recordset><totalrecord>{len(rows)}</totalrecord><totalpage>1</totalpage></datastore></script></div>'
    return _page(f"{NAME} {_NAMES[number]}", _path(number) + data)


def _article(number: str, title: str, day: str, source: str) -> str:
    strip = (
        f"<table id='article'><tr><td class='title' align='center'><!--<$[标题名称(html)]>begin-->{title}<!--<$[标题名称(html)]>end--></td></tr>"
        f"<tr><td><table><tr><td>发布日期：<!--<$[发布时间]>begin-->{day} 09:12<!--<$[发布时间]>end--></td><td>信息来源：<!--<$[信息来源]>begin-->{source}<!--<$[信息来源]>end--></td>"
        "<td>浏览次数：<script language='javascript' src='/module/visitcount/articlehits.jsp?colid=1&artid=2'></script></td><td>字号：[ <a>大</a> <a>中</a> <a>小</a> ]</td></tr></table></td></tr>"
        f"<tr><td class='bt_content'><div id='zoom'><!--ZJEG_RSS.content.begin-->{TEXT}<!--ZJEG_RSS.content.end--></div></td></tr></table>"
    )
    return _page(f"{NAME} {_NAMES[number]} {title}", _path(number) + strip)


def _text(number: str, text: str) -> str:
    return _page(f"{NAME} {_NAMES[number]}", _path(number) + f"<div class='nr'><p>{text}</p>{TEXT}</div>")


def _township(path: str) -> str:
    """A township's own small site below the portal's address, in a frame of its own."""
    menu = f'<div class="nav"><a href="/{path}/">首页</a><a href="/{path}/gk/">镇情概况</a><a href="/{path}/dt/">镇务动态</a><a href="/{path}/ld/">镇领导</a><a href="/{path}/wj/">镇文件</a></div>'
    rows = "".join(
        f'<li><a href="/{path}/dt/{i}.html">{t}</a><span>{d}</span></li>'
        for i, (t, d) in enumerate(
            [
                ("我镇召开春耕备耕工作会议", "2018-03-02"),
                ("我镇开展环境整治活动", "2018-02-12"),
                ("我镇慰问困难群众", "2018-02-05"),
            ]
        )
    )
    return _page(
        "丰收镇人民政府网站",
        f'<div class="main"><h3>镇务动态</h3><ul>{rows}</ul></div>',
        "丰收镇人民政府网站",
        menu,
        '<div class="foot">主办：丰收镇人民政府　网站标识码：4500000099</div>',
    )


_NEWS = [
    (1, "全县春耕备耕工作会议召开", "2018-03-12"),
    (2, "丰收县与某企业签订合作协议", "2018-03-08"),
    (3, "县领导检查安全生产工作", "2018-02-27"),
]
_OFFICES = [
    (11, "县教育局：扎实做好开学工作", "2018-03-09"),
    (12, "县民政局：走访慰问孤寡老人", "2018-02-11"),
    (13, "县气象局：做好春季气象服务", "2018-02-02"),
]
_TOWNS = [
    (21, "小禾乡：发展特色种植", "2018-03-05"),
    (22, "丰收镇：环境整治见成效", "2018-02-20"),
    (23, "小禾乡：开展普法宣传", "2018-01-19"),
]

UNTIL = date(2018, 3, 31)
PAGES = {
    "": _page(
        NAME,
        "".join(
            f'<div class="box"><div class="tit"><a href="/col/col{c}/index.html">{_NAMES[c]}</a></div><ul>'
            + "".join(f"<li><a href='{_at(d, c, n)}'>{t}</a><span>{d[5:]}</span></li>" for n, t, d in rows)
            + "</ul></div>"
            for c, rows in (("201", _NEWS), ("202", _OFFICES), ("203", _TOWNS))
        ),
    ),
    "col/col201/index.html": _list("201", _NEWS),
    "col/col202/index.html": _list("202", _OFFICES),
    "col/col203/index.html": _list("203", _TOWNS),
    "col/col101/index.html": _text("101", "丰收县位于某省中部，气候温和，物产丰富。"),
    "col/col302/index.html": _text("302", "县政府办公室、县教育局、县民政局、县财政局。"),
    _at("2018-03-12", "201", 1)[1:]: _article("201", _NEWS[0][1], "2018-03-12", "县政府办"),
    _at("2018-03-09", "202", 11)[1:]: _article("202", _OFFICES[0][1], "2018-03-09", "县教育局"),
    _at("2018-03-05", "203", 21)[1:]: _article("203", _TOWNS[0][1], "2018-03-05", "小禾乡"),
    "szz/": _township("szz"),
}
MISSING = tuple(f"col/col{n}/index.html" for n in ("10", "20", "30", "40", "50", "301", "303", "501", "90"))
