"""A TRS-like family: folders of pinyin initials, `t20210512_955305.html`, `createPageHTML`, relative addresses."""

from __future__ import annotations

import posixpath
import re
from datetime import date
from html import escape

from zhengping.sample import words
from zhengping.sample.site import Article, Column, SampleSite
from zhengping.sample.templates.base import LIVE_HEAD, Template

ROOTED = re.compile(r'(href|src)="(/[^"]*)"')
PICTURE = re.compile(r'<img src="[^"]*?([^"/]+)"')
PAGER = (
    '<div class="page"><script type="text/javascript">function createPageHTML(_nPageCount,_nCurrIndex,_sPageName,_sPageExt){'
    "if(_nPageCount<=1)return;var nCurrIndex=_nCurrIndex||0;for(var i=0;i<_nPageCount;i++){var n=i==0?_sPageName+'.'+_sPageExt:"
    "_sPageName+'_'+i+'.'+_sPageExt;document.write(nCurrIndex==i?'<span>'+(i+1)+'</span>':'<a href=\"'+n+'\">'+(i+1)+'</a>');}}"
    'createPageHTML(%d,%d,"index","html");</script></div>'
)


class TrsTemplate(Template):
    """UTF-8, full meta tags, fits a phone; links are relative to the page as TRS writes them."""

    def column_url(self, column: Column, page: int = 1) -> str:
        return f"/{column.key}/" + ("" if page == 1 else f"index_{page - 1}.html")

    def article_url(self, column: Column, number: int, day: date) -> str:
        return f"/{column.key}/{day:%Y%m}/t{day:%Y%m%d}_{number}.html"

    def file_url(self, number: int, day: date, extension: str, directory: str) -> str:
        letter = "W" if extension in ("png", "jpg") else "P"
        return f"/{directory or 'files'}/{day:%Y%m}/{letter}0{day:%Y%m%d}{number}.{extension}"

    def frame(self, site: SampleSite, title: str, main: str, *, column: Column | None, head: str = "") -> str:
        viewport = (
            '<meta name="viewport" content="width=device-width, initial-scale=1.0">'
            if self.plan.innovation.fits_phone
            else ""
        )
        column_tags = ""
        if column:
            column_tags = (
                f'<meta name="ColumnName" content="{column.name}">\n<meta name="ColumnType" content="{column.name}">\n'
            )
        body = f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
{viewport}
<meta name="SiteName" content="{site.office}">
<meta name="SiteDomain" content="lanchuan.example">
<meta name="SiteIDCode" content="9900000011">
{column_tags}{head}<title>{title}</title>
<link rel="stylesheet" href="/images/style.css">
<script src="/images/jquery-3.7.1.min.js"></script>
{LIVE_HEAD}
</head>
<body>
<div class="top"><span>欢迎访问{site.office}网站</span><!-- <a href="/old/index.html">旧版网站</a> <a href="/old/xxdt/list_1.html">信息动态</a> -->
<a href="javascript:;" id="wzayd">无障碍</a> <a href="javascript:;">长者版</a>{self._search()}</div>
<div class="logo"><a href="/"><img src="/images/logo.png" alt="{site.office}"></a></div>
<div class="nav"><ul><li><a href="/">首页</a></li>{self._menu(site)}</ul></div>
<div class="wrap">{self._crumbs(column)}{self._side(column)}
<div class="content">
{main}
</div></div>
{self._footer(site)}
</body>
</html>
"""
        return body

    def relative(self, url: str, html: str) -> str:
        """The page with its own site's addresses written relative to it."""
        here = posixpath.dirname(url) or "/"

        def replace(match: re.Match[str]) -> str:
            target = match[2]
            path = posixpath.relpath(target, here)
            return (
                f'{match[1]}="{path + "/" if target.endswith("/") and path != "." else "./" if path == "." else path}"'
            )

        return ROOTED.sub(replace, html)

    def _search(self) -> str:
        if not self.plan.innovation.search_form:
            return ""
        return '<form action="/search" method="get" class="search"><input type="text" name="q" placeholder="请输入关键词"><input type="submit" value="搜索"></form>'

    def _menu(self, site: SampleSite) -> str:
        items = []
        for top in self.tops(site):
            children = "".join(
                f'<li><a href="{child.url}">{child.name}</a></li>' for child in top.children if child.in_navigation
            )
            items.append(
                f'<li><a href="{top.elsewhere or top.url}">{top.name}</a><ul class="sub">{children}</ul></li>\n'
            )
        return "".join(items)

    def _crumbs(self, column: Column | None) -> str:
        if column is None:
            return ""
        steps = "&gt;".join(
            f'<a href="{step.url}" title="{step.name}" class="CurrChnlCls">{step.name}</a>' for step in column.path
        )
        return f'<div class="dz">当前位置：<a href="/" title="首页" class="CurrChnlCls">首页</a>&gt;{steps}</div>'

    def _side(self, column: Column | None) -> str:
        if column is None or not column.path[0].children:
            return ""
        top = column.path[0]
        open_at = column.path[1] if len(column.path) > 1 else None
        rows = []
        for child in top.children:
            if not child.in_navigation:
                continue
            address = "" if child is column else child.url
            deeper = (
                "".join(
                    f'<li><a href="{leaf.url}">{leaf.name}</a></li>' for leaf in child.children if leaf.in_navigation
                )
                if child is open_at
                else ""
            )
            rows.append(f'<li><a href="{address}">{child.name}</a>{f"<ul>{deeper}</ul>" if deeper else ""}</li>')
        return f'<div class="left"><h2>{top.name}</h2><ul>{"".join(rows)}</ul></div>'

    def _footer(self, site: SampleSite) -> str:
        farm = "".join(
            f'<option value="https://{name}.lanchuan.example/">{words.REGION}{label}</option>'
            for name, label in (
                ("tjj", "统计局"),
                ("xwb", "新闻办"),
                ("czt", "财政厅政府采购网"),
                ("ggzy", "公共资源交易中心"),
            )
        )
        links = " | ".join(f'<a href="{url}">{label}</a>' for url, label in site.footer_links)
        organisation = self.plan.organisation
        there = organisation.column == "filled" and organisation.telephone and organisation.address
        contact = f"　联系电话：{site.telephone}　地址：{site.address}" if there else ""
        return f"""<div class="xglj"><h3>相关链接</h3><select onchange="window.open(this.value)"><option value="javascript:void(0);">区直部门网站</option>{farm}</select></div>
<div class="footer"><p>{links} | <a href="https://zfwzzc.www.gov.cn/check_web/errorInfo/jcInfo.action?id=9900000011"><img src="/images/jiucuo.png" alt="政府网站找错"></a>
<a href="https://bszs.conac.cn/sitename?method=show&id=0000"><img src="/images/red.png" alt="党政机关"></a></p>
<p>主办单位：{site.office}{contact}</p>
<p>网站标识码：9900000011　<a href="https://beian.miit.gov.cn/">澜ICP备20250001号-1</a>　<a href="http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=99010002000001">澜公网安备 99010002000001号</a></p></div>"""

    def article_head(self, site: SampleSite, article: Article) -> str:
        when = f"{article.moment:%Y-%m-%d %H:%M}" if article.date_shown != "none" else ""
        return (
            f'<meta name="ArticleTitle" content="{escape(article.title)}">\n'
            f'<meta name="PubDate" content="{when}">\n<meta name="ContentSource" content="{article.source}">\n'
        )

    def article_main(self, site: SampleSite, article: Article) -> str:
        shown = f"{article.moment:%Y-%m-%d %H:%M}"
        when = f"发布时间：{shown}" if article.date_shown != "none" else ""
        if article.date_shown == "script":
            when = f"发布时间：<span id=\"pubdate\"></span><script>var pubdata='{article.moment:%Y年%m月%d日}';document.getElementById('pubdate').innerHTML=pubdata;</script>"
        source = f"来源：{article.source}　　" if article.source else "来源：　　"
        rows = {key: value for key, value in article.properties.items() if key != "letter"}
        facts = "".join(f"<tr><td>{key}：</td><td>{value}</td></tr>" for key, value in rows.items())
        body = PICTURE.sub(lambda match: f'{match[0]} oldsrc="{match[1]}"', article.body)
        mark = f'<div class="sx" style="color:red">【{article.mark}】</div>' if article.mark else ""
        files = "".join(f'<p><a href="{file.url}" appendix="true">{file.name}</a></p>' for file in article.attachments)
        return f"""<div class="xl">{f'<table class="xxgk_table">{facts}</table>' if facts else ""}{mark}
<h1 class="title">{article.title}</h1>
<div class="z2">{source}{when}　　<span>字体：[<a href="javascript:;">大</a> <a href="javascript:;">中</a> <a href="javascript:;">小</a>]</span>{self._share()}</div>
<div class="TRS_Editor">{body}</div>
{f'<div class="fj"><h3>附件：</h3>{files}</div>' if files else ""}
<script>var prev_title='{escape(site.articles[0].title)}';var next_date='{site.articles[-1].day}';</script>
<div class="gn"><a href="javascript:window.print();">打印本页</a> <a href="javascript:window.close();">关闭窗口</a></div></div>"""

    def _share(self) -> str:
        if not self.plan.innovation.share:
            return ""
        names = {"wechat": ("weixin", "微信"), "weibo": ("tsina", "新浪微博")}
        buttons = "".join(
            f'<a href="javascript:;" class="bds_{names[n][0]}" data-cmd="{names[n][0]}" title="分享到{names[n][1]}">{names[n][1]}</a>'
            for n in self.plan.innovation.share
        )
        return f'<div class="bdsharebuttonbox">分享到：{buttons}</div><script src="/live/share.js"></script>'

    def list_main(self, site: SampleSite, column: Column, page: int, pages: int, rows: list[Article]) -> str:
        if rows and "letter" in rows[0].properties:
            body = self.letter_rows(rows)
        else:
            body = (
                '<ul class="list">'
                + "".join(
                    f'<li>{self.row_date(column, a)}<a href="{a.url}" title="{escape(a.title)}">{"<em>[置顶]</em>" if a.pinned else ""}{a.title}</a></li>\n'
                    for a in rows
                )
                + "</ul>"
            )
        return body + PAGER % (pages, page - 1)
