# ruff: noqa: E501
"""A school on a SiteFactory-like system: ASP.NET addresses by number, drop-down menus of two levels, a hot mark on
every row, a strip of spans with empty ones, a guest-book table for the headmaster's letters, a text column per page."""

from __future__ import annotations

from tests.reading.families.made_up import TEXT

_GROUPS = {
    "新闻中心": [("1", ""), ("20", "学校公告"), ("21", "丰中新闻"), ("24", "校务公开")],
    "走进丰中": [("4", ""), ("43", "学校概览"), ("44", "组织机构"), ("45", "管理团队")],
    "教学科研": [("8", ""), ("77", "教研成果"), ("78", "教学动态")],
}
_PARENT = {number: group for group, entries in _GROUPS.items() for number, _ in entries}
_NAMES = {number: name or group for group, entries in _GROUPS.items() for number, name in entries}
_OWN = {group: entries[0][0] for group, entries in _GROUPS.items()}
ROWS = [
    ("101", "关于开展秋季学期文明班级评比的通知", "2021-11-05"),
    ("102", "失物招领", "2021-11-03"),
    ("103", "高一年级家长会工作安排", "2021-10-28"),
    ("104", "大扫除通知", "2021-10-22"),
    ("105", "国庆假期安全提醒", "2021-09-29"),
]


def _menu() -> str:
    groups = []
    for name, entries in _GROUPS.items():
        below = "".join(
            f'<li class="li2"><h4><a href="/s/Category_{n}/Index.aspx">{t}</a></h4></li>' for n, t in entries[1:]
        )
        groups.append(
            f'<li class="li1 hasUl1"><h4 class="h1"><a href="/s/Category_{entries[0][0]}/Index.aspx">{name}</a></h4><ul class="ul1">{below}</ul></li>'
        )
    return f'<div class="nav"><ul id="mainNav"><li class="li1"><h4><a href="/s/Default.aspx">首页</a></h4></li>{"".join(groups)}</ul></div>'


_FOOT = (
    '<div id="footer"><ul class="footerNav"><li><a href="/s/Category_13/Index_1.aspx">网站地图</a></li><li class="spe">|</li><li><a target="_blank" href="http://10.0.0.9:8080/">怀旧网站</a></li>'
    '<li class="spe">|</li><li><a href="/s/Category_109/Index.aspx">校长信箱</a></li><li class="spe">|</li><li><a href="/s/Category_110/Index.aspx">反馈意见</a></li></ul>'
    "<div class='copyRight'><p>某市丰收中学 版权所有 Copyright All Rights Reserved.<br>地址：某市丰收大道1号 电话&amp;传真：0700-0000000</p><p>某ICP备00000002号-1</p></div></div>"
)
_HEAD = (
    '<div id="top"><div class="date">今天是<script src="/s/js/show_date.js?type=1"></script></div><div class="toplink"><a href="/s/Category_370/Index.aspx" target="_blank">公共文件夹</a> | <a href="http://10.0.0.8/">图书馆</a></div></div>'
    '<div id="header"><h1 class="logo"><a href="/s/"><img src="/s/logo.png"></a></h1><div class="s-form"><input id="keyword2" value="请输入关键词" name="Keyword"><input type="button" value="搜索"></div></div>'
)


def _side(number: str) -> str:
    group = _PARENT[number]
    entries = "".join(
        f'<li class="li{"" if n != number else " on"}"><a href="/s/Category_{n}/Index.aspx">{t}</a></li>'
        for n, t in _GROUPS[group][1:]
    )
    related = "".join(
        f'<li><a href="/s/Item/{n}.aspx" title="标题：{t}&#xD;点击数：34&#xD;发表时间：{d[:4]}年{d[5:7]}月{d[8:]}日">{t}</a><span class="dateRight">[{d[5:]}]</span></li>'
        for n, t, d in ROWS[1:4]
    )
    return (
        f'<div class="side"><div id="sideMenu"><div class="hd"><h3><a href="/s/Category_{_OWN[group]}/Index.aspx">{group}</a></h3></div><div class="bd"><ul>{entries}</ul></div></div>'
        f'<div class="box sideBox"><div class="hd"><h3>推荐阅读</h3></div><div class="bd"><ul class="sideinfoList">{related}</ul></div></div></div>'
    )


def _path(number: str) -> str:
    group = _PARENT.get(number, "")
    steps = f'<a href="/s/Category_{_OWN[group]}/Index.aspx" target="_self">{group}</a>&gt;' if group else ""
    if number not in _OWN.values():
        steps += f'<a href="/s/Category_{number}/Index.aspx" target="_self">{_NAMES.get(number, "校长信箱")}</a>'
    return f'<div class="mHd"><div class="path"><span>当前位置：</span><a href="/s/">首页</a> &gt; {steps}</div><h3>{_NAMES.get(number, "校长信箱")}</h3></div>'


def _page(title: str, body: str) -> str:
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body>{_HEAD}{_menu()}<div id="content">{body}</div>{_FOOT}</body></html>'


def _list(number: str, rows: list[tuple[str, str, str]]) -> str:
    lines = "".join(
        f'<li><span class="date">{d}</span><img src="/s/images/ontop1.gif" alt="热门"><a href="/s/Item/{n}.aspx" target="_self" title="标题：{t}&#xD;点击数：34&#xD;发表时间：{d[:4]}年{d[5:7]}月{d[8:]}日">{t}</a></li>'
        for n, t, d in rows
    )
    bar = (
        '<div class="page"><span id="pe100_page_list" class="pagecss"><!--{pe.begin.pagination}--> <a href="Index.aspx">首页</a> <a href="Index.aspx">上一页</a> <b><a href="Index.aspx">1</a></b> '
        '<a href="Index_2.aspx">2</a> <a href="Index_3.aspx">3</a> <a href="Index_2.aspx">下一页</a> <a href="Index_7.aspx">尾页</a> <!--{pe.end.pagination}--></span></div>'
    )
    search = '<div class="colSreach">栏目搜索：<label><select name="f"><option value="title">文章标题</option><option value="author">文章作者</option></select></label><label><input name="Keyword" value=""></label><input type="button" value="搜索"></div>'
    return _page(
        f"{_NAMES[number]}-某市丰收中学",
        f'{_side(number)}<div class="mainContent">{search}{_path(number)}<div class="mBd"><ul class="infoList">{lines}</ul>{bar}</div></div>',
    )


def _text(number: str) -> str:
    return _page(
        f"{_NAMES[number]}-某市丰收中学",
        f'{_side(number)}<div class="mainContent">{_path(number)}<div class="articleCon"><h3 class="title">{_NAMES[number]}</h3><div class="property"></div><div class="conTxt">{TEXT}</div></div></div>',
    )


def _item(number: str, title: str, day: str) -> str:
    strip = (
        f'<h2 class="title">{title}</h2><h3 class="subTitle"><span></span></h3><div class="property"> <span>文章来源：</span> <span>作者：</span> <span>发布时间：{day[:4]}年{day[5:7]}月{day[8:]}日</span> '
        f'<span>点击数：<script src="/s/Common/GetHits.aspx?id={number}"></script>次</span> <span><span id="content_AdminEdit"></span></span> </div>'
    )
    others = (
        '<div class="userControl"><a href="javascript:doPrint()">【打印正文】</a></div><div class="others"><div class="prev"><span>上一篇：</span><a href="/s/Item/99.aspx" title="标题：某项活动通知&#xD;点击数：86&#xD;发表时间：21年08月31日">某项活动通知</a>[ 08-31 ]</div>'
        '<div class="next"><span>下一篇：</span><a href="/s/Item/98.aspx">某次会议安排</a>[ 09-01 ]</div></div>'
    )
    return _page(
        f"{title}-某市丰收中学",
        f'{_side("20")}<div class="mainContent">{_path("20")}<div class="mBd"><div class="printArea">{strip}<div class="conTxt">{TEXT}<p>　　　　教学处</p><p>　　　　2021年9月30日</p></div>{others}</div></div></div>',
    )


def _letters() -> str:
    rows = "".join(
        f'<tr class="tableCont"><td class="msgT"><a href="/s/Item/{n}.aspx">{t}</a></td><td>某甲</td><td>40</td><td>{d}</td><td><span>{s}</span></td></tr>'
        for n, t, d, s in (
            ("501", "食堂菜品能否多些", "2021-10-09", "已回复"),
            ("502", "操场开放时间", "2021-09-12", "待回复"),
            ("503", "校车停靠点", "2021-06-26", "已回复"),
        )
    )
    table = f'<table class="msgTable"><tr class="tableTitle"><td>信件主题</td><td>写信人</td><td>点击数</td><td>写信日期</td><td>是否回复</td></tr>{rows}</table>'
    return _page(
        "校长信箱-某市丰收中学",
        f'<div class="mainContent">{_path("109")}<div class="mBd"><a class="writeMsg" href="/s/Common/GuestWrite.aspx?id=109">我要留言&gt;&gt;</a><div class="msgWrap">{table}</div></div></div>',
    )


def _home() -> str:
    news = "".join(
        f'<li><span class="date">{d[5:]}</span><a href="/s/Item/{n}.aspx" title="标题：{t}&#xD;发表时间：{d[:4]}年{d[5:7]}月{d[8:]}日">{t}</a></li>'
        for n, t, d in ROWS
    )
    return _page(
        "某市丰收中学",
        f'<div class="box"><div class="hd"><h3><a href="/s/Category_20/Index.aspx">学校公告</a></h3><a class="more" href="/s/Category_20/Index.aspx">更多</a></div><ul>{news}</ul></div>',
    )


PAGES = {
    "": _home(),
    "s/": _home(),
    "s/Category_1/Index.aspx": _list("1", ROWS),
    "s/Category_20/Index.aspx": _list("20", ROWS),
    "s/Category_43/Index.aspx": _text("43"),
    "s/Category_44/Index.aspx": _text("44"),
    "s/Category_45/Index.aspx": _text("45"),
    "s/Category_109/Index.aspx": _letters(),
    **{f"s/Item/{n}.aspx": _item(n, t, d) for n, t, d in ROWS[:3]},
}
MISSING = tuple(f"s/Category_{n}/Index.aspx" for n in ("21", "24", "8", "77", "78", "4", "13", "110", "370"))
