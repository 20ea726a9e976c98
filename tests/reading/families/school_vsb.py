# ruff: noqa: E501
"""A school on a VSB-like system (info/1001/12.htm): lists count their further pages downwards in a folder, views are
called by an owner's number that looks like a time stamp, the strip names no source, dates in day-and-month boxes."""

from __future__ import annotations

from tests.reading.families.made_up import TEXT

_MENU = (
    '<div class="nav-menu"><ul class="menu"><li><a href="index.htm">首页</a></li>'
    '<li><a href="xxgk/xxjj.htm">学校概况</a><ul><li><a href="xxgk/xxjj.htm">学校简介</a></li><li><a href="xxgk/xrld.htm">现任领导</a></li><li><a href="xxgk/zzjg.htm">机构设置</a></li></ul></li>'
    '<li><a href="xyxw.htm">校园新闻</a></li><li><a href="tzgg.htm">通知公告</a></li><li><a href="xwgk.htm">校务公开</a></li><li><a href="http://jwc.school.example/">教务系统</a></li><li><a href="xzxx.htm">校长信箱</a></li></ul></div>'
)
_FOOT = (
    '<div class="footer"><div class="links">友情链接：<a href="http://moe.example/">教育部</a><a href="http://edu.example/">省教育厅</a></div>'
    "<p>版权所有：丰收师范附属学校&nbsp;&nbsp;地址：某省丰收市学府路2号&nbsp;&nbsp;邮编：000000</p></div>"
)
ROWS = [
    ("1041", "我校举行2021年秋季开学典礼", "2021-09-02"),
    ("1040", "学校召开安全工作专题会议", "2021-08-30"),
    ("1039", "暑期教师培训圆满结束", "2021-07-28"),
    ("1035", "我校学生在省级竞赛中获奖", "2021-06-15"),
]
_NOTICES = [
    ("2011", "关于2021年国庆节放假安排的通知", "2021-09-26"),
    ("2010", "关于公布2021年招生计划的公告", "2021-06-20"),
    ("2009", "关于做好期末考试工作的通知", "2021-06-10"),
]


def _up(html: str, depth: int) -> str:
    """The menu as it stands in a folder: addresses are relative."""
    back = "../" * depth
    return html.replace('href="', f'href="{back}').replace(f'href="{back}http', 'href="http')


def _page(title: str, body: str, depth: int = 0) -> str:
    head = f'<html><head><meta charset="utf-8"><title>{title}</title><META Name="keywords" Content="丰收师范附属学校" /></head>'
    return f"{head}<body>{_up(_MENU, depth)}{body}{_FOOT}</body></html>"


def _here(*steps: tuple[str, str]) -> str:
    inner = "".join(
        f'&nbsp;&gt;&gt;&nbsp;<a href="{url}">{name}</a>' if url else f"&nbsp;&gt;&gt;&nbsp;{name}"
        for name, url in steps
    )
    return f'<div class="dqwz"><table class="winstyle9"><tr><td nowrap>当前位置: <a href="../index.htm">首页</a>{inner}</td></tr></table></div>'


def _news(rows: list[tuple[str, str, str]], depth: int = 0) -> str:
    back = "../" * depth
    items = "".join(
        f'<li id="line_u8_{i}"><a href="{back}info/1001/{n}.htm"><div class="time"><p>{d[8:]}</p><span>{d[:4]}.{d[5:7]}</span></div><div class="txt"><h3>{t}</h3><p>为进一步加强学校各项工作，近日学校组织开展了有关活动……</p></div></a></li>'
        for i, (n, t, d) in enumerate(rows)
    )
    bar = (
        '<div class="pb_sys_common pb_sys_normal pb_sys_style1"><span class="p_pages"><span class="p_t">共9条</span> <span class="p_first_d p_fun_d">首页</span><span class="p_prev_d p_fun_d">上页</span>'
        '<span class="p_no_d">1</span><span class="p_no"><a href="xyxw/2.htm">2</a></span><span class="p_no"><a href="xyxw/1.htm">3</a></span><span class="p_next p_fun"><a href="xyxw/2.htm">下页</a></span><span class="p_last p_fun"><a href="xyxw/1.htm">尾页</a></span></span></div>'
    )
    return f"<ul class='list'>{items}</ul>{bar}"


def _article(number: str, title: str, day: str, column: tuple[str, str]) -> str:
    strip = (
        f'<form name="_newscontent_fromname"><div class="content-tit"><h3>{title}</h3><p><span>{day[:4]}年{day[5:7]}月{day[8:]}日 15:20</span>&nbsp;&nbsp;<span> </span>&nbsp;&nbsp;点击：[<script>_showDynClicks("wbnews", 1423556954, {number})</script>]</p></div>'
        f'<div id="vsb_content"><div class="v_news_content">{TEXT}</div></div></form>'
    )
    others = '<div class="nextpre"><p>上一条：<a href="1038.htm">某次家长会顺利召开</a></p><p>下一条：<a href="1042.htm">某次活动</a></p><p>【<a href="javascript:window.opener=null;window.close();">关闭</a>】</p></div>'
    return _page(f"{title}-丰收师范附属学校", _here(column, ("正文", "")) + strip + others, 2)


def _text(name: str) -> str:
    side = _up(
        '<div class="left-nav"><h2>学校概况</h2><ul><li><a href="xxgk/xxjj.htm">学校简介</a></li><li><a href="xxgk/xrld.htm">现任领导</a></li><li><a href="xxgk/zzjg.htm">机构设置</a></li></ul></div>',
        1,
    )
    return _page(
        f"{name}-丰收师范附属学校",
        side
        + _here(("学校概况", "xxjj.htm"), (name, ""))
        + f'<div class="right"><h3>{name}</h3><div id="vsb_content_2"><div class="v_news_content">{TEXT}</div></div></div>',
        1,
    )


def _notices() -> str:
    rows = "".join(
        f'<tr height="20" id="line_u7_{i}"><td width="1%"><span class="leaderfont1"> · </span></td><td><a class="c1" href="info/1002/{n}.htm" title="{t}">{t[:10]}...</a></td><td width="1%" nowrap><span class="timestyle1">{d.replace("-", "/")}&nbsp;</span></td></tr>'
        for i, (n, t, d) in enumerate(_NOTICES)
    )
    return _page(
        "通知公告-丰收师范附属学校",
        _here(("通知公告", "")).replace("../", "") + f'<table class="winstyle1" width="100%">{rows}</table>',
    )


PAGES = {
    "": _page(
        "丰收师范附属学校",
        f'<div class="box"><h2>校园新闻<a href="xyxw.htm">MORE+</a></h2>{_news(ROWS[:3]).split("<div class=")[0]}</div>',
    ),
    "xyxw.htm": _page("校园新闻-丰收师范附属学校", _here(("校园新闻", "")).replace("../", "") + _news(ROWS)),
    "xyxw/2.htm": _page(
        "校园新闻-丰收师范附属学校",
        _here(("校园新闻", ""))
        + _news(
            [
                ("1030", "学校举办第三届科技节", "2021-05-20"),
                ("1029", "校运会圆满落幕", "2021-04-30"),
                ("1020", "清明祭扫活动", "2021-04-02"),
            ],
            1,
        ),
        1,
    ),
    "tzgg.htm": _notices(),
    "xxgk/xxjj.htm": _text("学校简介"),
    "xxgk/zzjg.htm": _text("机构设置"),
    **{f"info/1001/{n}.htm": _article(n, t, d, ("校园新闻", "../../xyxw.htm")) for n, t, d in ROWS},
    "info/1002/2011.htm": _article("2011", _NOTICES[0][1], _NOTICES[0][2], ("通知公告", "../../tzgg.htm")),
}
MISSING = ("xxgk/xrld.htm", "xwgk.htm", "xzxx.htm", "xyxw/1.htm")
