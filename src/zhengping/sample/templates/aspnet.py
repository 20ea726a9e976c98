"""An ASP.NET-like family: `NewsView.aspx?ID=`, `NewsList.aspx?ClassID=&page=`, tables and font tags, GBK."""

from __future__ import annotations

from datetime import date
from html import escape

from zhengping.sample import words
from zhengping.sample.site import Article, Column, SampleSite
from zhengping.sample.templates.base import LIVE_HEAD, Template, cut


class AspNetTemplate(Template):
    """GBK declared in the page only; no meta tags; strips like 【发布时间：…】; fixed width; old library."""

    charset = "gbk"

    def column_url(self, column: Column, page: int = 1) -> str:
        return f"/NewsList.aspx?ClassID={column.number}" + (f"&page={page}" if page > 1 else "")

    def article_url(self, column: Column, number: int, day: date) -> str:
        return f"/NewsView.aspx?ID={number}"

    def file_url(self, number: int, day: date, extension: str, directory: str) -> str:
        return f"/UploadFiles/{directory or 'file'}/{day:%Y%m}/{day:%Y%m%d}{number}.{extension}"

    def frame(self, site: SampleSite, title: str, main: str, *, column: Column | None, head: str = "") -> str:
        menu = "".join(
            f'<td align="center"><a href="{top.url.replace("&", "&amp;")}"><font color="#FFFFFF">{top.name}</font></a></td>'
            for top in self.tops(site)
        )
        place = (
            ""
            if column is None
            else '<tr><td height="30">当前位置：<a href="/">首页</a>'
            + "".join(f' &gt;&gt; <a href="{step.url}">{step.name}</a>' for step in column.path)
            + "</td></tr>"
        )
        side = (
            ""
            if column is None
            else '<td width="200" valign="top" bgcolor="#EEF4FB">'
            + "<br>".join(
                f'<a href="{child.url}">·{child.name}</a>'
                + "".join(
                    f'<br>　<a href="{leaf.url}">{leaf.name}</a>'
                    for leaf in child.children
                    if child in column.path and leaf.in_navigation
                )
                for child in column.path[0].children
                if child.in_navigation
            )
            + "</td>"
        )
        search = (
            '<form action="/Search.aspx" method="get"><input name="KeyWord" size="12"><input type="submit" value="站内搜索"></form>'
            if self.plan.innovation.search_form
            else ""
        )
        viewport, width = "", "1000"
        if self.plan.innovation.fits_phone:
            width = "100%"
            viewport = '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        links = "".join(f'<a href="{url}">{label}</a> | ' for url, label in site.footer_links)
        trap = '<a href="http://mail.lanchuan.example/">政务邮箱</a> '
        return f"""<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=gb2312">
{viewport}<title>{title}</title>
<link href="/css/style.css" rel="stylesheet" type="text/css">
<script src="/js/jquery-1.7.2.min.js"></script>
{LIVE_HEAD}
</head>
<body bgcolor="#FFFFFF" topmargin="0">
<form name="aspnetForm" method="post" action="" id="aspnetForm"><input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="/wEPDwUKLTk2Mjk0NDk0NmRk"></form>
<table width="{width}" border="0" align="center" cellpadding="0" cellspacing="0"><tr><td><img src="/images/top.png" width="{width}"></td></tr>
<tr><td bgcolor="#0A5CA8"><table width="100%"><tr><td align="center"><a href="/"><font color="#FFFFFF">首页</font></a></td>{menu}</tr></table></td></tr>
<tr><td><marquee>欢迎访问{site.office}网站</marquee>{trap}{search}</td></tr>
{place}
<tr><td><table width="100%"><tr>{side}<td valign="top">
{main}
</td></tr></table></td></tr>
<tr><td align="center" bgcolor="#EEEEEE"><font size="2">相关链接：<a href="http://cg.lanchuan.example/">政府采购</a> <a href="http://tj.lanchuan.example/">{words.REGION}统计信息网</a> <a href="http://xf.lanchuan.example/">网上信访</a><br>
{links}版权所有 {site.office}　技术支持：青浔网络公司</font></td></tr></table>
</body>
</html>
"""

    def article_title_tag(self, site: SampleSite, article: Article) -> str:
        return site.office

    def article_main(self, site: SampleSite, article: Article) -> str:
        when = (
            f"【发布时间：{article.moment.year}年{article.moment.month}月{article.moment.day}日】"
            if article.date_shown != "none"
            else ""
        )
        source = f"【来源：{article.source}】" if article.source else "【来源：】"
        files = "".join(
            f'<p><font color="#FF0000">附件：</font><a href="{file.url}" target="_blank">{file.name}</a></p>'
            for file in article.attachments
        )
        names = {"wechat": ("weixin", "微信好友"), "weibo": ("sinaminiblog", "新浪微博")}
        buttons = " ".join(
            f'<a class="bshare-{names[name][0]}" title="分享到{names[name][1]}">{names[name][1]}</a>'
            for name in self.plan.innovation.share
        )
        share = f'<div class="fx">{buttons}</div><script src="/js/bshare.js"></script>' if buttons else ""
        pairs = [f"{key}：{value}" for key, value in article.properties.items() if key != "letter"]
        facts = "".join(f"<tr><td>{'</td><td>'.join(pairs[i : i + 2])}</td></tr>" for i in range(0, len(pairs), 2))
        table = f'<table border="1" width="96%" align="center">{facts}</table>' if facts else ""
        mark = f'<p align="center"><font color="#FF0000">（{article.mark}）</font></p>' if article.mark else ""
        return f"""{table}<table width="96%" align="center"><tr><td align="center" height="50"><font size="5"><b>{article.title}</b></font></td></tr>
<tr><td align="center" bgcolor="#F4F4F4">{when}{source}【浏览：<span id="hits">0</span>次】</td></tr>
<tr><td class="NewsContent" style="line-height:200%">{mark}<div id="Content"><font size="3">{article.body}</font></div>{files}</td></tr></table>{share}"""

    def list_main(self, site: SampleSite, column: Column, page: int, pages: int, rows: list[Article]) -> str:
        if rows and "letter" in rows[0].properties:
            body = self.letter_rows(rows)
        else:
            lines = "".join(
                f'<tr><td height="26">·<a href="{a.url}" title="{escape(a.title)}" target="_blank">{cut(a.title, 30)}{a.day if column.date_style == "joined" else ""}</a>{"(置顶)" if a.pinned else ""}</td>'
                f'<td width="110">{self.row_date(column, a).replace("span", "font")}</td></tr>\n'
                for a in rows
            )
            body = f'<table width="98%">{lines}</table>'
        if pages == 1:
            return body
        steps = []
        for label, target in (
            ("首页", 1),
            ("上一页", max(1, page - 1)),
            ("下一页", min(pages, page + 1)),
            ("末页", pages),
        ):
            steps.append(f'<a href="{self.column_url(column, target)}">{label}</a>' if target != page else label)
        return body + f'<p align="center">共{len(column.articles)}条 第{page}/{pages}页 {" ".join(steps)}</p>'
