"""A jcms-like family: `/art/2025/9/4/art_103585_N.html`, rows of a list as CDATA inside a script."""

from __future__ import annotations

from datetime import date
from html import escape

from zhengping.sample import words
from zhengping.sample.site import Article, Column, SampleSite, Stored
from zhengping.sample.templates.base import LIVE_HEAD, Template, order


class JcmsTemplate(Template):
    """UTF-8, few meta tags, fixed width; addresses start at the root. The first 45 rows of a list stand in
    its first page, the rest comes from `dataproxy.jsp` as the script asks for it."""

    embedded = 45

    def column_url(self, column: Column, page: int = 1) -> str:
        base = f"/col/col{column.number}/index.html"
        return base if page == 1 else f"{base}?uid={column.number}01&pageNum={page}"

    def article_url(self, column: Column, number: int, day: date) -> str:
        return f"/art/{day.year}/{day.month}/{day.day}/art_{column.number}_{number}.html"

    def file_url(self, number: int, day: date, extension: str, directory: str) -> str:
        folder = "picture" if extension in ("png", "jpg") else "attach"
        return f"/{folder}/0/{day:%y%m%d}{number}.{extension}"

    def proxy_url(self, column: Column, first: int, last: int) -> str:
        """Address of further rows."""
        return f"/module/web/jpage/dataproxy.jsp?columnid={column.number}&startrecord={first}&endrecord={last}&perpage={column.per_page}"

    def column_page(self, site: SampleSite, column: Column, page: int, pages: int, rows: list[Article]) -> str:
        """Every page of a list carries the same rows, as these systems do; the script shows the right part."""
        return super().column_page(site, column, page, pages, order(column)[: self.embedded] if page == 1 else rows)

    def extra_answers(self, site: SampleSite) -> dict[str, Stored]:
        """What the list script fetches."""
        answers = {}
        for column in site.columns.values():
            rows = order(column)
            if len(rows) > self.embedded:
                records = "".join(f"<record><![CDATA[{self._row(column, a)}]]></record>" for a in rows[self.embedded :])
                text = f"<datastore><totalrecord>{len(rows)}</totalrecord><recordset>{records}</recordset></datastore>"
                answers[self.proxy_url(column, self.embedded + 1, len(rows))] = Stored(
                    text.encode(), "text/xml; charset=utf-8"
                )
        return answers

    def frame(self, site: SampleSite, title: str, main: str, *, column: Column | None, head: str = "") -> str:
        menu = "".join(
            f'<td onmouseover="show({top.number})"><a href="{top.url}" target="_blank">{top.name}</a><div id="m{top.number}" style="display:none">'
            + "".join(f'<a href="{child.url}">{child.name}</a>' for child in top.children if child.in_navigation)
            + "</div></td>"
            for top in self.tops(site)
        )
        position = (
            ""
            if column is None
            else (
                '<table class="dqwz"><tr><td>您的位置：<a href="/">首页</a>'
                + "".join(f' &gt; <a href="{step.url}">{step.name}</a>' for step in column.path)
                + "</td></tr></table>"
            )
        )
        side = (
            ""
            if column is None
            else '<td width="220" valign="top" class="zl">'
            + "".join(
                f'<p><a href="{child.url}">{child.name}</a></p>'
                + "".join(
                    f'<p class="ej"><a href="{leaf.url}">{leaf.name}</a></p>'
                    for leaf in child.children
                    if leaf.in_navigation and child in column.path
                )
                for child in column.path[0].children
                if child.in_navigation
            )
            + "</td>"
        )
        search = (
            '<form name="s" action="/jsearch/search.do" method="get"><input name="q" value="请输入搜索内容"><input type="image" src="/images/so.png"></form>'
            if self.plan.innovation.search_form
            else ""
        )
        viewport, width, style = "", "1200", "width:1200px;margin:0 auto"
        if self.plan.innovation.fits_phone:
            viewport, width, style = '<meta name="viewport" content="width=device-width" />', "100%", "margin:0"
        footer_links = " | ".join(f'<a href="{url}">{label}</a>' for url, label in site.footer_links)
        return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />{viewport}
<title>{title}</title>
{head}<meta name="SiteName" content="{site.office}" /><meta name="SiteIDCode" content="9900000022" />
<script type="text/javascript" src="/script/jquery-1.11.1.min.js"></script>
<link href="/css/main.css" rel="stylesheet" type="text/css" />
{LIVE_HEAD}
</head>
<body style="{style}">
<table width="{width}" id="head"><tr><td><a href="/"><img src="/images/logo.png" alt="" /></a></td><td>{search}</td></tr></table>
<table width="{width}" id="menu"><tr><td><a href="/">首 页</a></td>{menu}</tr></table>
<!--<a href="/col/col9001/index.html">统计信息</a><a href="/col/col9002/index.html">在线访谈</a>-->
{position}<table width="{width}"><tr>{side}<td valign="top" class="main">
{main}
</td></tr></table>
<div class="yqlj">友情链接：<a href="https://tjj.lanchuan.example/">{words.REGION}统计局</a> <a href="https://cgw.lanchuan.example/">政府采购招标信息网</a> <a href="https://rsks.lanchuan.example/">人事考试招聘网</a></div>
<table width="{width}" id="foot"><tr><td>{footer_links} 版权所有：{site.office}　<a href="https://beian.miit.gov.cn/">澜ICP备20250002号</a>　网站标识码：9900000022</td></tr></table>
</body>
</html>
"""

    def article_head(self, site: SampleSite, article: Article) -> str:
        return f'<meta name="ArticleTitle" content="{escape(article.title)}" />\n'

    def article_main(self, site: SampleSite, article: Article) -> str:
        facts = "".join(
            f"<tr><td>{key}</td><td>{value}</td></tr>" for key, value in article.properties.items() if key != "letter"
        )
        if article.date_shown == "script":
            when = f'发布日期：<script>document.write("{article.moment:%Y-%m-%d}");</script>'
        else:
            when = f"发布日期：{article.moment:%Y-%m-%d %H:%M}" if article.date_shown == "strip" else ""
        source = f"信息来源：{article.source}" if article.source else "信息来源："
        mark = f"<p><b>（{article.mark}）</b></p>" if article.mark else ""
        files = "".join(
            f'<p><img src="/images/{file.url.rsplit(".", 1)[1]}.gif" alt="" /><a href="javascript:;" onclick="window.open(\'{file.url}\')">{file.name}</a></p>'
            if i % 2
            else f'<p><img src="/images/doc.gif" alt="" /><a href="{file.url}">{file.name}</a></p>'
            for i, file in enumerate(article.attachments)
        )
        share = "".join(
            f'<a class="jiathis_button_{"weixin" if name == "wechat" else "tsina"}" title="{"微信" if name == "wechat" else "新浪微博"}"></a>'
            for name in self.plan.innovation.share
        )
        return f"""<div id="article">{f'<table class="xxgk">{facts}</table>' if facts else ""}
<table><tr><td class="title"><!--<$[标题名称]>begin-->{article.title}<!--<$[标题名称]>end--></td></tr>
<tr><td align="center">{when}　　浏览次数：<script src="/module/visitcount/articlehits.jsp?id=1"></script>　　{source}　　字号：[ 大 中 小 ]</td></tr></table>
{mark}<div id="zoom"><!--<$[信息内容]>begin-->{article.body}<!--<$[信息内容]>end--></div>
{files}{f'<div class="jiathis_style">分享到：{share}</div><script src="/live/share.js"></script>' if share else ""}<p align="right">[ <a href="javascript:window.print()">打印</a> ] [ <a href="javascript:window.close()">关闭</a> ]</p></div>"""

    def _row(self, column: Column, article: Article) -> str:
        return f'<li><a href="{article.url}" title="{escape(article.title)}" target="_blank">{article.title}</a>{self.row_date(column, article)}</li>'

    def list_main(self, site: SampleSite, column: Column, page: int, pages: int, rows: list[Article]) -> str:
        total = len(column.articles)
        if rows and "letter" in rows[0].properties:
            shown = rows[: column.per_page] if page == 1 else rows
            links = "".join(f'<a href="{self.column_url(column, n)}">{n}</a> ' for n in range(1, pages + 1))
            return self.letter_rows(shown) + f"<p>共{pages}页 {links}</p>"
        records = "".join(f"<record><![CDATA[{self._row(column, article)}]]></record>\n" for article in rows)
        more = ""
        if total > self.embedded:
            more = (
                f'<nextgroup><![CDATA[<a href="{self.proxy_url(column, self.embedded + 1, total)}"></a>]]></nextgroup>'
            )
        links = (
            "".join(f'<a href="{self.column_url(column, n)}">{n}</a> ' for n in range(1, pages + 1))
            if pages > 1
            else ""
        )
        return f"""<div id="{column.number}01"><script type="text/xml"><datastore>
{more}<recordset>
{records}</recordset></datastore></script></div>
<script type="text/javascript">jQuery("#{column.number}01").jpage({{currentpage:{page},perpage:{column.per_page},totalrecord:{total},proxyurl:'/module/web/jpage/dataproxy.jsp'}});</script>
<div class="pages">{links}</div>"""
