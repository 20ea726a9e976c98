# ruff: noqa: E501
"""A county portal of old tables on an EmpireCMS-like system: tabs in a table whose boxes stand elsewhere, gb2312 habits,
现在的位置, pages called index_2.html beside a bold number, a calendar script, a message board for the county head."""

from __future__ import annotations

from datetime import date

from tests.reading.families.made_up import TEXT

_TABS = [
    ("丰收县情", "fengshouxianqing", [("丰收概览", "gailan"), ("县域经济", "jingji")]),
    (
        "丰收政务",
        "fengshouzhengwu",
        [
            ("领导信息", "lingdao"),
            ("组织机构", "jigou"),
            ("政务动态", "dongtai"),
            ("政府文件", "wenjian"),
            ("政府公告", "gonggao"),
            ("政府工作报告", "baogao"),
            ("信息公开指南", "zhinan"),
            ("信息公开目录", "mulu"),
        ],
    ),
    ("招商引资", "zhaoshang", [("招商动态", "zsdongtai"), ("投资政策", "zszhengce")]),
]
_BASE = "http://site.example"
NEWS = [
    (901, "全县重点项目推进会召开", "2018-06-11"),
    (900, "县领导督查防汛工作", "2018-06-04"),
    (899, "我县举办招商推介会", "2018-05-21"),
    (898, "全县脱贫攻坚工作会议召开", "2018-05-09"),
]


def _head() -> str:
    tabs = "".join(
        f"<td width='100' id='card{i}' align='center'><a href='{_BASE}/{slug}/' onMouseOver=\"javascript:switchTab('cardBar','card{i}');\">{name}</a></td>"
        for i, (name, slug, _) in enumerate(_TABS)
    )
    boxes = "".join(
        f"<div id='Dcard{i}' class='hackBox'>"
        + "".join(f"| <a href='{_BASE}/{slug}/{below}/'>{name}</a> " for name, below in entries)
        + "|</div>"
        for i, (_, slug, entries) in enumerate(_TABS)
    )
    return (
        '<div class="top"><table width="980"><tr><td>县　委</td><td>县人大</td><td>县政府</td><td>县政协</td><td align="right"><a href="" onclick="this.setHomePage(1)">设为首页</a> | <a href="javascript:window.external.AddFavorite(1,2)">加入收藏</a> | '
        f'<a href="{_BASE}/">返回首页</a></td></tr></table></div><table width="980" id="cardBar" class="nav"><tr><td id="card9"><a href="{_BASE}/">首页</a></td>{tabs}<td><a href="{_BASE}/bbs/" target="_blank">政务贴吧</a></td></tr></table>'
        f'<table width="980" id="cardContent"><tr><td align="center">{boxes}</td></tr></table>'
        "<table><tr><td><script>var TheDate=new Date();var CalendarData=new Array(20);CalendarData[0]=0x41A95;document.write(TheDate.getYear()+'年');</script></td></tr></table>"
    )


_FOOT = (
    f'<div class="copyright"><table width="980"><tr><td>&nbsp;|&nbsp;<a href="{_BASE}/">网站首页</a>&nbsp;|&nbsp;<a href="{_BASE}/mail/E_LeadMail.asp" target="_blank">县长信箱</a>&nbsp;|&nbsp;<a href="{_BASE}/sitemap.html">网站地图</a></td></tr>'
    "<tr><td><p>Copyright &copy; 丰收县人民政府办公室  2001-2018</p></td></tr><tr><td>地址：丰收县人民政府 　邮编：000000　某ICP备00000041号</td></tr></table></div>"
)


def _page(title: str, body: str) -> str:
    return f'<html><head><meta charset="utf-8"><title>{title} - 丰收县人民政府门户网站</title></head><body class="listpage"><div class="center bor">{_head()}{body}{_FOOT}</div></body></html>'


def _path(*steps: tuple[str, str]) -> str:
    inner = "".join(f'&nbsp;>&nbsp;<a href="{url}">{name}</a>' for name, url in steps)
    return f'<table class="position"><tr><td>现在的位置：<a href="{_BASE}/">首页</a>{inner}</td></tr></table>'


_HERE = _path(("丰收政务", "/fengshouzhengwu/"), ("政务动态", "/fengshouzhengwu/dongtai/"))


def _list(rows: list[tuple[int, str, str]]) -> str:
    lines = "".join(
        f'<tr><td height="25">·<a href="/fengshouzhengwu/dongtai/{d}/{n}.html" title="{t}">{t}</a></td><td width="90">{d}</td></tr>'
        for n, t, d in rows
    )
    bar = '<div class="list_page"><a title="总数">&nbsp;<b>8</b> </a>&nbsp;&nbsp;<b>1</b>&nbsp;<a href="/fengshouzhengwu/dongtai/index_2.html">2</a>&nbsp;<a href="/fengshouzhengwu/dongtai/index_2.html">下一页</a>&nbsp;<a href="/fengshouzhengwu/dongtai/index_2.html">尾页</a></div>'
    return _page(
        "政务动态", f'{_HERE}<table class="box"><tr><td><table width="100%">{lines}</table>{bar}</td></tr></table>'
    )


def _article(number: int, title: str, day: str) -> str:
    body = (
        f'<table class="box"><tr><td><h1 align="center">{title}</h1></td></tr><tr><td class="info_text">时间:{day} 09:30:00&nbsp;&nbsp;来源:县政府办&nbsp;&nbsp;作者:某丙&nbsp;&nbsp;点击:<script src="/e/public/ViewClick/?classid=8&id={number}&addclick=1"></script></td></tr>'
        f'<tr><td id="text"><div>{TEXT}</div></td></tr><tr><td>上一篇：<a href="/fengshouzhengwu/dongtai/2018-05-01/880.html">某项活动举行</a></td></tr></table>'
    )
    return _page(title, _HERE + body)


UNTIL = date(2018, 6, 30)
PAGES = {
    "": _page(
        "首页",
        "<table><tr><td><b>政务动态</b></td><td><a href='/fengshouzhengwu/dongtai/'>更多</a></td></tr>"
        + "".join(
            f"<tr><td>·<a href='/fengshouzhengwu/dongtai/{d}/{n}.html'>{t}</a></td><td>{d[5:]}</td></tr>"
            for n, t, d in NEWS
        )
        + "</table>",
    ),
    "fengshouzhengwu/dongtai/": _list(NEWS),
    "fengshouzhengwu/jigou/": _page(
        "组织机构",
        _path(("丰收政务", "/fengshouzhengwu/"), ("组织机构", "/fengshouzhengwu/jigou/"))
        + f"<table><tr><td>{TEXT}</td></tr></table>",
    ),
    **{f"fengshouzhengwu/dongtai/{d}/{n}.html": _article(n, t, d) for n, t, d in NEWS[:2]},
}
MISSING = (
    "fengshouzhengwu/",
    "fengshouzhengwu/lingdao/",
    "fengshouzhengwu/dongtai/index_2.html",
    "zhaoshang/",
    "mail/E_LeadMail.asp",
    "fengshouxianqing/gailan/",
)
