# ruff: noqa: E501
"""Made-up pages in the manner of the content systems that government sites use; no text of a real site."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

NAV = (
    '<div class="header"><ul class="nav"><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li>'
    '<li><a href="/xwzx/">新闻中心</a></li><li><a href="/hdjl/">互动交流</a></li></ul></div>'
)
FOOT = '<div class="footer"><p>版权所有：某某自治区丰收局 主办单位：某某自治区丰收局办公室</p><p>某ICP备00000001号-1 网站标识码：4500000000</p></div>'
TEXT = (
    "<p>为进一步规范丰收工作，根据2015年3月2日印发的有关规定，结合实际，现就有关事项通知如下。请各单位认真贯彻执行。</p>"
    "<p>一、加强组织领导。各单位要在2019年12月31日前报送工作方案，报名时间：2019年11月1日至11月20日，逾期不予受理。</p>"
    "<p>二、强化督促检查，确保各项任务落到实处，见到成效，切实把好事办好、实事办实，让群众满意。</p>"
)
TITLE = "关于做好秋季丰收工作的通知"


class Family(NamedTuple):
    """A page and what a reader sees in it."""

    name: str
    html: str
    title: str = TITLE
    published: date | None = date(2019, 10, 8)
    source: str = ""
    column: str = ""


def page(body: str, title: str = TITLE, head: str = "") -> str:
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>{NAV}{body}{FOOT}</body></html>'


FAMILIES = [
    Family(
        "TRS with a generic title, strip below the heading",
        page(
            '<div class="dqwz">当前位置：<a href="/" class="CurrChnlCls">首页</a>&gt;<a href="/tzgg/">通知公告</a></div>'
            f'<div class="z1"><font face="黑体">{TITLE}</font></div><div class="z2">来源：某某日报　　时间：2019-10-08 11:23</div>'
            f'<div class="TRS_Editor">{TEXT}</div>',
            title="某某自治区丰收局",
        ),
        source="某某日报",
        column="通知公告",
    ),
    Family(
        "state council layout: date first, source in a span that follows without a blank",
        page(
            '<div class="BreadcrumbNav">首页 &gt; 政策 &gt; 最新</div>'
            f'<div class="article"><h1>{TITLE}</h1><div class="pages-date">2019-10-08 10:17<span class="font">来源： 某某社</span>'
            '<span>【字体：<a>大</a> <a>中</a> <a>小</a>】</span><span class="pages-print">打印</span></div>'
            f'<div class="pages_content" id="UCAP-CONTENT">{TEXT}</div></div>',
            title=f"{TITLE}_最新政策_某某政府网",
        ),
        source="某某社",
        column="最新",
    ),
    Family(
        "jcms: layout tables, comments between label and value, views by script",
        page(
            "<table><tr><td>您现在的位置：<a href='/'>首页</a> > <a href='/col/col1/'>政务公开</a> > <a href='/col/col2/'>文件通知</a></td></tr></table>"
            f"<table width='100%'><tr><td class='title' align='center'><!--<$[信息名称(html)]>begin-->{TITLE}<!--<$[信息名称(html)]>end--></td></tr>"
            "<tr><td><table><tr><td>发布日期：<!--<$[信息时间]>begin-->2019-10-08 09:00<!--<$[信息时间]>end--></td>"
            "<td>来源：<!--<$[来源]>begin-->综合处<!--<$[来源]>end--></td><td>浏览次数：<script>document.write(123)</script></td>"
            "<td>字号：[ <a>大</a> <a>中</a> <a>小</a> ]</td></tr></table></td></tr>"
            f"<tr><td class='bt_content'><div id='zoom'><!--ZJEG_RSS.content.begin-->{TEXT}</div></td></tr></table>",
            title=f"某某丰收局 文件通知 {TITLE}",
        ),
        source="综合处",
        column="文件通知",
    ),
    Family(
        "table of properties with both dates, no strip",
        page(
            '<div class="location">当前位置：首页 &gt; 政府信息公开 &gt; 政策文件</div>'
            '<table class="xxgk"><tr><td class="label">索 引 号：</td><td>00700-2019-0012</td><td class="label">分类：</td><td>其他</td></tr>'
            '<tr><td class="label">发布机构：</td><td>某某自治区丰收局</td><td class="label">成文日期：</td><td>2019年09月30日</td></tr>'
            '<tr><td class="label">文号：</td><td>某丰发〔2019〕12号</td><td class="label">发布日期：</td><td>2019年10月08日</td></tr></table>'
            f'<h1>{TITLE}</h1><div class="xxgk_content">{TEXT}</div>',
            title=TITLE,
        ),
        source="某某自治区丰收局",
        column="政策文件",
    ),
    Family(
        "open-information platform: labels and values in blocks of their own",
        page(
            '<div class="classify"><ul><li><b>索引号：</b><span>A/2019-1</span></li><li><b>发布机构：</b><span>丰收局办公室</span></li>'
            "<li><b>成文日期：</b><span>2019-09-30</span></li><li><b>名称：</b><span>" + TITLE + "</span></li>"
            "<li><b>文号：</b><span></span></li><li><b>发布日期：</b><span>2019-10-08</span></li><li><b>主题词：</b><span></span></li></ul></div>"
            f'<div class="title">{TITLE}</div><div class="date">发布日期：2019-10-08  浏览次数：<span>-</span></div><div class="article-content">{TEXT}</div>',
            title=TITLE,
        ),
        source="丰收局办公室",
    ),
    Family(
        "VSB: heading without class, author empty, clicks by script",
        page(
            f'<div class="main_contit"><h2>{TITLE}</h2><p>发布时间：2019年10月08日 15:10&nbsp;&nbsp;作者：&nbsp;&nbsp;点击：[<span id="dynclicks_wbnews_1"></span>]</p></div>'
            f'<div id="vsb_content"><div class="v_news_content">{TEXT}</div></div>'
            '<p>上一条：<a href="1.htm">关于做好夏季工作的通知</a> 2019-10-12</p><p>下一条：<a href="2.htm">关于春季工作的通知</a></p>',
            title=f"{TITLE}-某某丰收局",
        ),
    ),
    Family(
        "old VSB: styled spans, no labels at all",
        page(
            f'<table class="winstyle1"><tr><td class="titlestyle1" align="center">{TITLE}</td></tr><tr><td align="center"><span class="timestyle1">'
            '2019-10-08 15:10</span>&nbsp;<span class="authorstyle1">&nbsp;</span></td></tr>'
            f'<tr><td class="contentstyle1"><div id="vsb_newscontent">{TEXT}</div></td></tr></table>',
            title=f"{TITLE}-某某丰收局",
        ),
    ),
    Family(
        "ASP.NET: slashes, single digits, label spans",
        page(
            f'<form method="post" action="NewsView.aspx?ID=12"><input type="hidden" name="__VIEWSTATE" value="x"><span id="lblTitle" class="tit">{TITLE}</span>'
            '<div class="info">信息来源：<span id="lblSource">办公室</span>&nbsp;&nbsp;发布时间：<span id="lblDate">2019/10/8 8:30:00</span>&nbsp;&nbsp;点击数：<span>32</span></div>'
            f'<div id="lblContent">{TEXT}</div></form>',
            title="新闻详情",
        ),
        source="办公室",
    ),
    Family(
        "UCAP elements",
        page(
            f'<div class="xl"><h2><ucaptitle>{TITLE}</ucaptitle></h2><div class="ly">时间：<publishtime>2019-10-08 16:20:05</publishtime>　来源：<ucapsource>新闻处</ucapsource></div>'
            f"<ucapcontent>{TEXT}</ucapcontent></div>",
            title="某某丰收局",
        ),
        source="新闻处",
    ),
    Family(
        "Dede: labels in small tags, values run on",
        page(
            f'<div class="viewbox"><div class="title"><h2>{TITLE}</h2></div><div class="info"><small>时间:</small>2019-10-08 10:11<small>来源:</small>丰收报<small>作者:</small>admin<small>点击:</small>次</div>'
            f'<div class="content"><table><tr><td>{TEXT}</td></tr></table></div></div>',
            title=f"{TITLE}_通知公告_某某丰收局",
        ),
        source="丰收报",
    ),
    Family(
        "PowerEasy: update time, font switch",
        page(
            f'<table><tr><td class="main_ArticleTitle">{TITLE}</td></tr><tr><td class="main_tdbg">作者：佚名&nbsp;&nbsp;文章来源：本站原创&nbsp;&nbsp;点击数：12&nbsp;&nbsp;更新时间：2019-10-8 10:00:00 【字体：<a>小</a> <a>大</a>】</td></tr>'
            f'<tr><td id="fontzoom">{TEXT}</td></tr></table>',
            title=f"{TITLE} - 某某丰收局网站",
        ),
        source="本站原创",
    ),
    Family(
        "strips in brackets",
        page(
            '<div class="more-tag">当前位置：<a href="/">首页</a> --> <a href="/gzdt/">工作动态</a> --> 正文</div>'
            f'<div class="article-title"><h2>{TITLE}</h2><div class="article-info">【时间：2019年10月08日 16:13】【来源：某某日报】【作者：某甲 某乙】</div></div>'
            f'<div class="article-content">{TEXT}</div>',
            title=f"{TITLE}_某某规划办",
        ),
        source="某某日报",
        column="工作动态",
    ),
    Family(
        "date written by a script behind its label",
        page(
            f"<h1>{TITLE}</h1><div class='info'>发布时间：<script>var pubdata='2019年10月08日';document.write(pubdata)</script> 来源：<script>var ly='某某处';document.write(ly)</script></div><div id='Zoom'>{TEXT}</div>",
        ),
        source="某某处",
    ),
    Family(
        "time stamp in a script variable behind an empty label",
        page(
            f"<h1>{TITLE}</h1><div class='info'>发布日期：<span id='fbrq'></span></div><div id='Zoom'>{TEXT}</div><script>var publishTime = '1570500000000';</script>",
        ),
    ),
    Family(
        "bare date under the title, event time in the text",
        page(
            f"<div class='wz'><h3>{TITLE}</h3><p class='sj'>[2019-10-08]</p><div class='nr'><p>时间：2019年11月5日上午9点</p><p>地点：丰收会堂</p>{TEXT}</div></div>",
            title=f"{TITLE}|某某丰收局",
        ),
    ),
    Family(
        "strip at the foot of the text, signature of another day above it",
        page(
            f"<h1>{TITLE}</h1><div class='content'>{TEXT}<p>某某自治区丰收局</p><p>2019年9月30日</p></div><p>来源：办公室　责任编辑：某甲　发布时间：2019-10-08</p>",
        ),
        source="办公室",
    ),
    Family(
        "signature only: the last resort",
        page(f"<h1>{TITLE}</h1><div class='content'>{TEXT}<p>某某自治区丰收局</p><p>2019年10月8日</p></div>"),
    ),
    Family(
        "Chinese numerals as signature",
        page(f"<h1>{TITLE}</h1><div class='content'>{TEXT}<p>某某自治区丰收局</p><p>二〇一九年十月八日</p></div>"),
    ),
    Family(
        "title broken over two lines, generic <title>",
        page(
            f"<div class='tit'>关于做好<br>秋季丰收工作的通知</div><div class='date'>发布时间：2019-10-08 来源：办公室</div><div class='zw'>{TEXT}</div>",
            title="某某自治区丰收局网站",
        ),
        source="办公室",
    ),
    Family(
        "title cut in <title>",
        page(
            f"<h1>{TITLE}（试行）及其实施细则和说明</h1><div>日期：2019-10-08　访问次数：12</div><div class='zw'>{TEXT}</div>",
            title=f"{TITLE}（试行）及其... - 某某网",
        ),
        title=f"{TITLE}（试行）及其实施细则和说明",
    ),
    Family(
        "empty source before author",
        page(f"<h1>{TITLE}</h1><div>来源： 作者：某甲 日期：2019-10-08 浏览次数：</div><div class='zw'>{TEXT}</div>"),
        source="",
    ),
    Family(
        "meta tags of a migration: the displayed date wins",
        page(
            f"<h1>{TITLE}</h1><div>发布时间：2019-10-08 来源：办公室</div><div class='zw'>{TEXT}</div>",
            head='<meta name="PubDate" content="2021-05-20 10:00"><meta name="ContentSource" content="某某网">',
        ),
        source="办公室",
    ),
    Family(
        "only the meta tag knows",
        page(f"<h1>{TITLE}</h1><div class='zw'>{TEXT}</div>", head='<meta name="PubDate" content="2019-10-08 10:00">'),
    ),
    Family(
        "1970 is no date",
        page(f"<h1>{TITLE}</h1><div>发布时间：1970-01-01 来源：办公室</div><div class='zw'>{TEXT}</div>"),
        published=None,
        source="办公室",
    ),
    Family(
        "date and clock run together, side list with other dates",
        page(
            "<div class='left'><ul><li><a href='a.html'>某项工作启动会召开</a><span>2019-11-01</span></li><li><a href='b.html'>某项工作推进会召开</a><span>2019-11-02</span></li>"
            "<li><a href='c.html'>某项工作总结会召开</a><span>2019-11-03</span></li></ul></div>"
            f"<div class='right'><h1>{TITLE}</h1><p><span>发布日期：</span><span>2019-10-08</span><span>08:30</span><span>来源：</span><span>丰收局</span><span>字体：大 中 小</span></p><div class='zw'>{TEXT}</div></div>",
        ),
        source="丰收局",
    ),
    Family(
        "unlabelled office name beside the date",
        page(
            f"<h1>{TITLE}</h1><div class='sub'>2019-10-08 08:30 某某日报</div><div class='zw'>{TEXT}</div>",
            title=f"{TITLE}--某某频道",
        ),
    ),
    Family(
        "crumb with pictures between its steps, site name first in <title>",
        page(
            "<div class='weizhi'><img src='home.gif'>当前位置：<a href='/'>网站首页</a><img src='j.gif'><a href='/zwgk/'>政务公开</a><img src='j.gif'><a href='/ghjh/'>规划计划</a></div>"
            f"<h1>{TITLE}</h1><div>发布时间：2019-10-08</div><div class='zw'>{TEXT}</div>",
            title=f"某某丰收局-{TITLE}",
        ),
        column="规划计划",
    ),
    Family(
        "crumb as a list, its label in an item of its own",
        page(
            "<ul class='breadcrumb'><li>您的位置：</li><li><a href='/'>首页</a></li><li>&gt;</li><li><a href='/a/'>机构概况</a></li><li>&gt;</li><li class='active'>内设机构</li></ul>"
            f"<h1>{TITLE}</h1><div>发布时间：2019-10-08</div><div class='zw'>{TEXT}</div>",
        ),
        column="内设机构",
    ),
    Family(
        "crumb without label",
        page(
            f"<div class='tt'><a href='/'>首页</a> &gt; <a href='/a/'>行业资讯</a> &gt; 正文</div><h1>{TITLE}</h1><div>发布时间：2019-10-08</div><div class='zw'>{TEXT}</div>",
        ),
        column="行业资讯",
    ),
    Family(
        "crumb that ends with the title",
        page(
            f"<div class='tt'>当前位置： <a href='/'>首页</a> / <a href='/a/'>行业资讯</a> / {TITLE}</div><h1>{TITLE}</h1><div>发布时间：2019-10-08</div><div class='zw'>{TEXT}</div>",
        ),
        column="行业资讯",
    ),
    Family(
        "regional portal group: strip with share buttons, properties under the text",
        page(
            '<div class="crumb-nav"><span>当前位置：</span><a href="/">首页</a><em>&gt;</em><a href="/xwdt/">新闻动态</a><em>&gt;</em><a href="/xwdt/gzdt/">工作动态</a></div>'
            f'<div class="article"><h1>{TITLE}</h1><div class="article-inf"><div class="article-inf-left">发布日期：2019-10-08 08:30&nbsp;&nbsp;来源：某某新闻网&nbsp;&nbsp;作者：某甲</div>'
            '<div class="article-inf-right">[字体：<a>大</a> <a>中</a> <a>小</a>]&nbsp;打印&nbsp;分享：<a>微信</a><a>微博</a></div></div>'
            f'<div class="article-con"><div class="view TRS_UEDITOR trs_paper_default">{TEXT}</div></div></div>'
            '<div class="article-file"><p>文件下载：</p></div><div class="related"><h3>关联文件：</h3><ul><li><a href="x.html">关于夏季工作的通知</a></li></ul></div>',
            title=f"{TITLE} - 某某自治区丰收局网站 - fsj.example.test",
        ),
        source="某某新闻网",
        column="工作动态",
    ),
    Family(
        "two headings: the site's name as h1 in the head",
        page(
            f'<h1 class="logo">某某自治区丰收局</h1><div class="con"><h2 class="con-title">{TITLE}</h2><p class="con-date">发布时间： 2019年10月8日 | 来源： 政策法规处 | 阅读次数： 1024 次</p><div class="con-text">{TEXT}</div></div>',
            title="某某自治区丰收局",
        ),
        source="政策法规处",
    ),
    Family(
        "subtitle between heading and strip",
        page(
            f'<h2>{TITLE}</h2><h3>——某某在全区丰收工作会议上的讲话</h3><div>2019-10-08　来源：某某日报　作者：某甲</div><div class="TRS_Editor">{TEXT}</div>',
            title=f"{TITLE}_讲话",
        ),
        source="某某日报",
    ),
    Family(
        "full-width digits in the date",
        page(f"<h1>{TITLE}</h1><div>发布时间：２０１９年１０月０８日 来源：办公室</div><div class='zw'>{TEXT}</div>"),
        source="办公室",
    ),
    Family(
        "value in the line after the label, empty source",
        page(
            f"<h1>{TITLE}</h1><dl class='info'><dt>发布时间：</dt><dd>2019-10-08</dd><dt>来源：</dt><dd></dd><dt>浏览次数：</dt><dd>12</dd></dl><div class='zw'>{TEXT}</div>",
        ),
    ),
    Family(
        "date below the text in a line of its own, columns of related items beside it",
        page(
            f"<h1>{TITLE}</h1><div class='zw'>{TEXT}</div><p align='right'>（发布日期：2019-10-08）</p><div class='xg'><h4>相关阅读</h4><ul><li><a href='1.html'>关于某事的通知</a> 2019-11-01</li><li><a href='2.html'>关于他事的通知</a> 2019-11-02</li><li><a href='3.html'>关于另事的通知</a> 2019-11-03</li></ul></div>",
        ),
    ),
    Family(
        "document head within the text: issuing line, number, own date",
        page(
            f"<h1>{TITLE}</h1><div>时间：2019-10-08 11:00 来源：</div><div id='zoom'><p>某某自治区丰收局文件</p><p>某丰发〔2019〕12号</p><p>{TITLE}</p>{TEXT}<p>某某自治区丰收局</p><p>2019年9月29日</p></div>",
        ),
    ),
    Family(
        "hidden input carries the date",
        page(
            f"<h1>{TITLE}</h1><input type='hidden' id='pubTime' value='2019-10-08 10:00:00'><div class='zw'>{TEXT}</div>"
        ),
    ),
    Family(
        "date of update beside date of publication",
        page(
            f"<h1>{TITLE}</h1><div>更新时间：2020-03-01 发布时间：2019-10-08 信息来源：信息中心 点击率：<span id='hits'></span></div><div class='zw'>{TEXT}</div>",
        ),
        source="信息中心",
    ),
    Family(
        "deadline in the title line's neighbourhood",
        page(
            f"<h1>{TITLE}</h1><div>发布日期：2019-10-08</div><div>截止日期：2019-11-08</div><div class='zw'>{TEXT}</div>",
        ),
    ),
    Family(
        "comment holds an old strip",
        page(
            f"<h1>{TITLE}</h1><!-- <div>发布时间：2017-01-01 来源：旧站</div> --><div>发布时间：2019-10-08 来源：新站</div><div class='zw'>{TEXT}</div>"
        ),
        source="新站",
    ),
    Family(
        "frames of a page builder: everything in divs without names",
        page(
            f"<div><div><div><div>{TITLE}</div><div><span>2019.10.08</span><span>来源：丰收局</span></div><div>{TEXT}</div></div></div></div>",
            title="详情页",
        ),
        source="丰收局",
    ),
    Family(
        "picture news: hardly any text",
        page(
            f"<h1>{TITLE}</h1><div>时间：2019-10-08 来源：宣传处</div><div id='zoom'><p><img src='a.jpg'></p><p>为进一步规范丰收工作，让群众满意</p></div>",
        ),
        source="宣传处",
    ),
]
