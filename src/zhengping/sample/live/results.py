"""The pages of the search: result lists in three templates, the page that a script fills, suggestions, and refusals."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import quote, urlencode, urlsplit

from zhengping.sample.live.answers import Answer, Request, as_json, embedded, html, redirect
from zhengping.sample.live.search import PER_PAGE, Found, bare, find, suggestions
from zhengping.sample.live.site import LiveSite

PATHS = ("/search", "/jsearch/search.do", "/Search.aspx")
FIELDS = ("q", "KeyWord", "keyword")
TEMPLATES = {"trs": "list", "aspnet": "table", "jcms": "blocks"}
ERROR = "<h1>HTTP Status 500 – Internal Server Error</h1><p>java.lang.NullPointerException</p>"
CAPTCHA = (
    '<div class="yzm"><h3>请完成安全验证</h3><p>您的访问过于频繁，请输入验证码后继续访问。</p>'
    '<form method="get"><img src="/live/captcha.png" alt="验证码"><input name="captcha" placeholder="请输入验证码">'
    '<input type="submit" value="确定"></form></div>'
)


def answer_search(site: LiveSite, request: Request) -> Answer | None:
    """Everything below the search's addresses."""
    path = request.path
    if path == "/search/suggest":
        return as_json({"list": suggestions(site.data, site.live, _question(request))})
    if path == "/search/api":
        return _drawn_data(site, request)
    if path == "/search/goto":
        target = request.query.get("url", "/")
        own = urlsplit(target).netloc in ("", urlsplit(request.origin).netloc)
        return redirect(quote(target, safe="/:?=&%#") if own else "/")
    if path not in PATHS:
        return None
    return _refusal(site, request) or _results(site, request)


def _question(request: Request) -> str:
    return next((request.query[name] for name in FIELDS if request.query.get(name)), "")


def _refusal(site: LiveSite, request: Request) -> Answer | None:
    kind = site.live.search
    if kind == "error":
        return html(site.short(ERROR, "HTTP Status 500"), 500)
    if kind == "captcha":
        return html(site.short(CAPTCHA, "安全验证"))
    if kind == "refused":
        return html(site.short("<h1>403 Forbidden</h1><p>您的请求已被拦截</p>", "403 Forbidden"), 403)
    if kind == "post":
        return html(site.short("<p>请求方式不正确，请从首页的搜索框进入。</p>"), 405)
    if kind == "other-host" and not request.companion:
        return redirect(request.other_origin + request.target)
    return None


def _results(site: LiveSite, request: Request) -> Answer:
    question, query = _question(request), request.query
    if site.live.search_drawn:
        return html(site.page(f"{question}-站内搜索", _drawn_shell(request, question)))
    found = find(site.data, site.live, question, query.get("group", ""), query.get("sort", ""))
    number = max(1, int(query["p"])) if query.get("p", "").isdigit() else 1
    rows = found.hits[(number - 1) * PER_PAGE : number * PER_PAGE]
    name = site.live.search_template or TEMPLATES[site.family]
    body = "".join(
        (
            _box(request, question),
            _tabs(site, request, question, found),
            _correction(request, question, found),
            _direct(site, request, question, rows) if number == 1 else "",
            _count(site, found),
            _WRITERS[name](site, request, question, rows) if rows else _nothing(question),
            _paging(site, request, question, len(found.hits), number),
            _aside(site),
        )
    )
    return html(site.page(f"{question}-站内搜索-{site.data['office']}", body))


def _address(request: Request, question: str, **more: str) -> str:
    field = "KeyWord" if request.path.endswith(".aspx") else "q"
    return escape(f"{request.path}?{urlencode({field: question, **more})}")


def _box(request: Request, question: str) -> str:
    field = "KeyWord" if request.path.endswith(".aspx") else "q"
    return (
        f'<form action="{request.path}" method="get" class="ss"><input type="text" name="{field}" value="{escape(question)}">'
        '<input type="submit" value="搜索"></form>'
    )


def _tabs(site: LiveSite, request: Request, question: str, found: Found) -> str:
    if not site.live.search_classes or not found.groups:
        return ""
    chosen = request.query.get("group", "")
    total = sum(count for _, count in found.groups)
    cells = [("全部", total, ""), *((name, count, name) for name, count in found.groups)]
    links = "".join(
        f'<li{" class=on" if value == chosen else ""}><a href="{_address(request, question, **({"group": value} if value else {}))}">{name}({count})</a></li>'
        for name, count, value in cells
    )
    orders = "".join(
        f'<a href="{_address(request, question, **more)}">{label}</a> '
        for label, more in (("按相关度", {}), ("按时间", {"sort": "time"}))
    )
    return f'<ul class="tabs">{links}</ul><div class="px">排序：{orders}</div>'


def _correction(request: Request, question: str, found: Found) -> str:
    if not found.corrected:
        return ""
    link = _address(request, found.corrected)
    return f'<p class="jc">您要找的是不是：<a href="{link}"><em>{escape(found.corrected)}</em></a></p>'


def _direct(site: LiveSite, request: Request, question: str, rows: Sequence[Mapping[str, str]]) -> str:
    """The box above the list that leads straight to a service's guide."""
    if not site.live.search_service or not rows or rows[0]["kind"] != "service":
        return ""
    guide = rows[0]
    target = _target(site, request, guide)
    return f'<div class="bszt"><h3>办事直达</h3><a href="{target}">{escape(guide["title"])}</a> <a href="{target}">办事指南</a></div>'


def _count(site: LiveSite, found: Found) -> str:
    if not site.live.search_count:
        return ""
    return f'<p class="jg">找到相关结果<b>{len(found.hits)}</b>条</p>'


def _nothing(question: str) -> str:
    return f'<div class="no">抱歉，没有找到与“{escape(question)}”相关的结果。建议：检查输入是否正确，或者换一个关键词。</div>'


def _target(site: LiveSite, request: Request, row: Mapping[str, str]) -> str:
    url = request.origin + row["url"] if request.companion else row["url"]
    if site.live.search_links == "redirect":
        return escape(f"/search/goto?url={quote(url, safe='')}&pos=1&sid=9900000011")
    return escape(url)


def _marked(title: str, question: str, before: str, after: str) -> str:
    """The title with the question's words marked."""
    terms = [re.escape(escape(term)) for term in question.split() if len(bare(term)) > 1]
    shown = escape(title)
    return re.sub("|".join(terms), lambda match: f"{before}{match[0]}{after}", shown) if terms else shown


def _as_list(site: LiveSite, request: Request, question: str, rows: Sequence[Mapping[str, str]]) -> str:
    lines = []
    for row in rows:
        label = f'<span class="lb">[{row["group"]}]</span>' if site.live.search_classes else ""
        day = f'<span class="rq">{row["day"]}</span>' if site.live.search_date else ""
        text = f'<p class="zy">{escape(row["text"][:90])}…</p>' if site.live.search_snippet else ""
        title = _marked(row["title"], question, "<em>", "</em>")
        lines.append(
            f'<li>{label}<a href="{_target(site, request, row)}" target="_blank">{title}</a>{day}{text}</li>\n'
        )
    return f'<ul class="jglb">{"".join(lines)}</ul>'


def _as_table(site: LiveSite, request: Request, question: str, rows: Sequence[Mapping[str, str]]) -> str:
    lines = []
    for number, row in enumerate(rows, 1):
        title = _marked(row["title"], question, '<font color="red">', "</font>")
        cells = f'<td>{number}</td><td><a href="{_target(site, request, row)}">{title}</a></td>'
        cells += f"<td>{row['group']}</td>" if site.live.search_classes else ""
        cells += f"<td>{row['day']}</td>" if site.live.search_date else ""
        lines.append(f"<tr>{cells}</tr>\n")
        if site.live.search_snippet:
            lines.append(
                f'<tr><td></td><td colspan="3"><font size="2">{escape(row["text"][:80])}...</font></td></tr>\n'
            )
    return f'<table width="98%" border="0">{"".join(lines)}</table>'


def _as_blocks(site: LiveSite, request: Request, question: str, rows: Sequence[Mapping[str, str]]) -> str:
    blocks = []
    for row in rows:
        title = _marked(row["title"], question, '<span class="hl">', "</span>")
        label = f'<i class="type">{row["group"]}</i>' if site.live.search_classes else ""
        text = f'<div class="result-text">{escape(row["text"][:120])}</div>' if site.live.search_snippet else ""
        source = f"{request.origin}{row['url']}"
        day = f"<span>发布时间：{row['day']}</span>" if site.live.search_date else ""
        blocks.append(
            f'<div class="result"><div class="result-title">{label}<a href="{_target(site, request, row)}" target="_blank">{title}</a></div>'
            f'{text}<div class="result-foot">{day}<span class="url">{escape(source)}</span></div></div>\n'
        )
    return f'<div class="results">{"".join(blocks)}</div>'


_WRITERS = {"list": _as_list, "table": _as_table, "blocks": _as_blocks}


def _paging(site: LiveSite, request: Request, question: str, count: int, number: int) -> str:
    pages = -(-count // PER_PAGE)
    if not site.live.search_paging or pages < 2:
        return ""
    kept = {name: request.query[name] for name in ("group", "sort") if request.query.get(name)}
    links = "".join(
        f"<b>{page}</b> "
        if page == number
        else f'<a href="{_address(request, question, **kept, p=str(page))}">{page}</a> '
        for page in range(1, min(pages, 10) + 1)
    )
    return f'<div class="fy">{links}共{pages}页</div>'


def _aside(site: LiveSite) -> str:
    """Lists beside the results that are no results: hot words and the newest items."""
    words = "".join(f"<li>{item}</li>" for item in list(site.data["plain_words"].values())[:3])
    newest = sorted(site.data["items"], key=lambda item: item["day"], reverse=True)[:5]
    rows = "".join(f'<li><a href="{escape(item["url"])}">{escape(item["title"])}</a></li>' for item in newest)
    return f'<div class="side"><h3>热门搜索</h3><ul>{words}</ul><h3>最新发布</h3><ul class="new">{rows}</ul></div>'


def _drawn_shell(request: Request, question: str) -> str:
    return (
        _box(request, question)
        + '<ul id="tabs"></ul><p id="total"></p><div id="result">正在搜索……</div><script>'
        + f"var asked={embedded(dict(request.query))},api='/search/api?';"
        + """
fetch(api+new URLSearchParams(asked)).then(function(r){return r.json();}).then(function(d){
 document.getElementById('tabs').innerHTML=d.groups.map(function(g){return '<li>'+g.name+'（'+g.count+'）</li>';}).join('');
 document.getElementById('total').textContent=d.total>=0?'共找到 '+d.total+' 条结果':'';
 var box=document.getElementById('result');
 box.innerHTML=(d.corrected?'<p>已为您显示“'+d.corrected+'”的结果</p>':'')+(d.rows.length?d.rows.map(function(r){
  return '<div class="item"><a class="item-title" href="'+r.url+'">'+r.title+'</a><span>'+r.group+'</span><span>'+r.day+'</span><p>'+r.text+'</p></div>';}).join(''):'<p>没有找到相关内容</p>');
});</script>"""
    )


def _drawn_data(site: LiveSite, request: Request) -> Answer:
    """The results as data, for the page that a script fills."""
    found = find(site.data, site.live, _question(request), request.query.get("group", ""))
    live = site.live
    return as_json(
        {
            "total": len(found.hits) if live.search_count else -1,
            "corrected": found.corrected,
            "groups": [{"name": name, "count": count} for name, count in found.groups],
            "rows": [
                {
                    "title": escape(row["title"]),
                    "url": _target(site, request, row).replace("&amp;", "&"),
                    "group": row["group"] if live.search_classes else "",
                    "day": row["day"] if live.search_date else "",
                    "text": escape(row["text"][:100]) if live.search_snippet else "",
                }
                for row in found.hits[:PER_PAGE]
            ],
        }
    )
