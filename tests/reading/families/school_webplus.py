# ruff: noqa: E501
"""A college on a WebPlus-like system: /12/list.htm and /2021/0312/c12a34/page.htm, portlets by number, a strip of
publisher, time and visits, paging by a box with counts, a menu without addresses of its own for headings."""

from __future__ import annotations

from tests.reading.families.made_up import TEXT

_MENU = (
    '<div class="mainnav" frag="面板4"><div id="wp_nav_w4"><ul class="wp_nav"><li class="nav-item i1"><a href="/main.htm"><span class="item-name">首页</span></a></li>'
    '<li class="nav-item i2 parent"><a href="#"><span class="item-name">学院概况</span></a><ul class="sub-nav"><li><a href="/xxjj/list.htm"><span class="item-name">学校简介</span></a></li><li><a href="/xrld/list.htm"><span class="item-name">现任领导</span></a></li><li><a href="/zzjg/list.htm"><span class="item-name">组织机构</span></a></li></ul></li>'
    '<li class="nav-item i3"><a href="/12/list.htm"><span class="item-name">新闻动态</span></a></li><li class="nav-item i4"><a href="/13/list.htm"><span class="item-name">通知公告</span></a></li><li class="nav-item i5"><a href="/xxgk/list.htm"><span class="item-name">信息公开</span></a></li></ul></div></div>'
)
_FOOT = '<div class="foot"><p class="copyright"><span>版权所有 © 丰收职业学院　地址：某市丰收路9号　邮编：000000　电话：0700-3333333</span></p></div><img src="/_visitcount?siteId=2&type=3&articleId=34" style="display:none">'
NEWS = [
    ("341", "学院召开教学工作例会", "2021-11-18"),
    ("340", "学院举行校企合作签约仪式", "2021-10-27"),
    ("339", "我院学生志愿者服务社区", "2021-10-08"),
    ("338", "学院开展消防演练", "2021-09-23"),
]
NOTICES = [
    ("441", "关于申报教学改革项目的通知", "2021-11-10"),
    ("440", "关于2022年寒假安排的通知", "2021-11-02"),
    ("439", "食堂服务项目采购公告", "2021-09-15"),
]


def _page(title: str, body: str) -> str:
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title><meta name="keywords" content="丰收职业学院"></head><body><div class="header"><div class="sitelogo" frag="窗口1"><a href="/main.htm"><img src="/_upload/logo.png"></a></div></div>{_MENU}{body}{_FOOT}</body></html>'


def _path(name: str, url: str, above: str = "") -> str:
    step = f'<a href="/xxjj/list.htm">{above}</a><span class="possplit">&nbsp;&nbsp;</span>' if above else ""
    return f'<div class="col_title" frag="窗口5"><h2 class="column-title">{name}</h2></div><div class="col_path" portletmode="simpleColumnAttri"><span class="path-name">当前位置：</span><a href="/main.htm">首页</a><span class="possplit">&nbsp;&nbsp;</span>{step}<a href="{url}">{name}</a></div>'


def _list(name: str, number: str, rows: list[tuple[str, str, str]], pages: int = 1) -> str:
    lines = "".join(
        f'<li class="news n{i} clearfix"><span class="news_title"><a href="/{d[:4]}/{d[5:7]}{d[8:]}/c{number}a{n}/page.htm" target="_blank" title="{t}">{t}</a></span><span class="news_meta">{d}</span></li>'
        for i, (n, t, d) in enumerate(rows)
    )
    bar = (
        f'<div id="wp_paging_w6"><ul class="wp_paging clearfix"><li class="pages_count"><span class="per_page">每页&nbsp;<em class="per_count">4</em>&nbsp;记录&nbsp;</span><span class="all_count">总共&nbsp;<em class="all_count">{pages * 4}</em>&nbsp;记录&nbsp;</span></li>'
        f'<li class="page_nav"><a class="first" href="javascript:void(0);" target="_self"><span>第一页</span></a><a class="prev" href="javascript:void(0);"><span>&lt;&lt;上一页</span></a><a class="next" href="/{number}/list2.htm"><span>下一页&gt;&gt;</span></a><a class="last" href="/{number}/list{pages}.htm"><span>尾页</span></a></li>'
        f'<li class="page_jump"><span class="pages">页码&nbsp;<em class="curr_page">1</em>/<em class="all_pages">{pages}</em></span><span><input class="pageNum" type="text"><a class="pagingJump" href="javascript:void(0);">跳转到&nbsp;</a></span></li></ul></div>'
    )
    return _page(
        name,
        _path(name, f"/{number}/list.htm")
        + f'<div class="col_news_con" frag="窗口6"><div id="wp_news_w6"><ul class="news_list list2">{lines}</ul></div>{bar}</div>',
    )


def _article(name: str, number: str, item: str, title: str, day: str) -> str:
    body = (
        f'<div class="infobox"><div class="article" frag="窗口3" portletmode="simpleArticleAttri"><h1 class="arti_title">{title}</h1><h2 class="arti_title"></h2><p class="arti_metas"><span class="arti_publisher">发布者：某乙</span><span class="arti_update">发布时间：{day}</span>'
        f'<span class="arti_views">浏览次数：<span class="WP_VisitCount" url="/_visitcountdisplay?siteId=2&type=3&articleId={item}">10</span></span></p><div class="entry"><div class="read"><div class="wp_articlecontent">{TEXT}</div></div></div></div></div>'
    )
    return _page(title, _path(name, f"/{number}/list.htm") + body)


def _text(name: str, url: str) -> str:
    return _page(
        name,
        _path(name, url, "学院概况")
        + f'<div class="col_news_con"><div class="article"><h1 class="arti_title">{name}</h1><p class="arti_metas"><span class="arti_publisher">发布者：某乙</span><span class="arti_update">发布时间：2020-05-06</span><span class="arti_views">浏览次数：<span>99</span></span></p><div class="wp_articlecontent">{TEXT}</div></div></div>',
    )


PAGES = {
    "": _page(
        "丰收职业学院",
        '<div class="post"><div class="tt"><h3 class="tit"><span class="title">新闻动态</span></h3><div class="more_btn"><a href="/12/list.htm" class="w1_more"><span class="more_text">More&gt;&gt;</span></a></div></div><ul>'
        + "".join(
            f'<li><div class="news_time"><div class="news_days">{d[8:]}</div><div class="news_year">{d[:7]}</div></div><div class="news_title"><a href="/{d[:4]}/{d[5:7]}{d[8:]}/c12a{n}/page.htm">{t}</a></div></li>'
            for n, t, d in NEWS
        )
        + "</ul></div>",
    ),
    "12/list.htm": _list("新闻动态", "12", NEWS, 3),
    "12/list2.htm": _list(
        "新闻动态",
        "12",
        [("330", "学院召开新学期动员会", "2021-09-02"), ("329", "暑期社会实践总结会举行", "2021-08-30")],
        3,
    )
    .replace('curr_page">1', 'curr_page">2')
    .replace("/12/list2.htm", "/12/list3.htm"),
    "13/list.htm": _list("通知公告", "13", NOTICES),
    "xxjj/list.htm": _text("学校简介", "/xxjj/list.htm"),
    "zzjg/list.htm": _text("组织机构", "/zzjg/list.htm"),
    **{f"{d[:4]}/{d[5:7]}{d[8:]}/c12a{n}/page.htm": _article("新闻动态", "12", n, t, d) for n, t, d in NEWS[:3]},
    "2021/1110/c13a441/page.htm": _article("通知公告", "13", "441", NOTICES[0][1], NOTICES[0][2]),
}
MISSING = ("xrld/list.htm", "xxgk/list.htm", "12/list3.htm")
