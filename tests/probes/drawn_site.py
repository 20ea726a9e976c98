"""A site whose columns are drawn by scripts in all ways that are met, or refuse to be: pages for the tests' server."""

from __future__ import annotations

import json

from tests.probes.serving import Answer, Page

OFFICE = "安平市水务局"
NAMES = {
    "json": "通知公告", "vue": "政策文件", "parts": "部门文件", "frame": "规划计划", "shadow": "统计数据",
    "write": "财政预算", "later": "人事任免", "cookie": "建议提案", "captcha": "招考录用", "refused": "行政许可",
    "post": "办事指南",
    "broken": "政府采购", "blank": "政策解读", "endless": "水务要闻", "more": "图片新闻", "moving": "基层动态",
    "plain": "机构职能", "articles": "媒体报道",
}  # fmt: skip
"""The columns, each drawn in a way of its own: the folder of its address and its name."""
BODY = "<div class='content'>" + "<p>请各单位认真贯彻执行本通知的各项要求。</p>" * 12 + "</div>"
EMPTY = '<ul class="list" id="list"></ul>'
COOKIE_CHECK = (
    "<html><head><meta charset='utf-8'><script>document.cookie = 'passed=yes; path=/'; location.reload();</script>"
    "</head><body></body></html>"
)
CAPTCHA = (
    "<html><head><meta charset='utf-8'></head><body><p>请输入验证码后继续访问：安全验证</p>"
    "<script>document.cookie = 'a=1'; location.href = '#';</script></body></html>"
)
REFUSED = (
    "<h1>403 Forbidden</h1><p>您的请求已被网站防火墙拦截</p><script>document.cookie = 'a=1'; location.reload()</script>"
)


def page(body: str, title: str = OFFICE) -> str:
    """A page of the site with its menu and footer."""
    menu = "".join(f'<li><a href="/{key}/">{name}</a></li>' for key, name in NAMES.items())
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body>'
        f'<div class="nav"><ul><li><a href="/">首页</a></li>{menu}</ul></div>{body}'
        f'<div class="footer">主办单位：{OFFICE} 备案号：桂ICP备10000000号</div></body></html>'
    )


def column(key: str, body: str) -> str:
    """The page of a column."""
    crumbs = f'<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/{key}/">{NAMES[key]}</a></div>'
    return page(crumbs + body, f"{NAMES[key]}-{OFFICE}")


def rows(key: str, first: int, last: int) -> list[dict[str, str]]:
    """Rows of a column's list, as its service gives them."""
    return [
        {
            "title": f"{NAMES[key]}第{number}号：做好水利工程有关工作",
            "url": f"/art/{key}{number}.html",
            "day": f"2021-05-{28 - number % 28:02d}",
        }
        for number in range(first, last)
    ]


def titles(key: str, count: int) -> list[str]:
    """The titles of the first rows of a column."""
    return [row["title"] for row in rows(key, 0, count)]


def lines(found: list[dict[str, str]]) -> str:
    """Rows as HTML."""
    return "".join(f'<li><a href="{r["url"]}">{r["title"]}</a><span>{r["day"]}</span></li>' for r in found)


def article(title: str, day: str) -> str:
    """The page of an article."""
    return page(f"<h1>{title}</h1><p>发布时间：{day} 来源：{OFFICE}</p>{BODY}", title)


def listing(query: dict[str, str]) -> Answer:
    """The service behind the lists: 40 rows, ten a page; one list has no end."""
    at = int(query.get("page", "1"))
    found = {
        "rows": rows(query["of"], (at - 1) * 10, at * 10 if query["of"] == "endless" else min(at * 10, 40)),
        "pages": 4,
    }
    return 200, "application/json; charset=utf-8", json.dumps(found, ensure_ascii=False).encode()


def script(text: str) -> Answer:
    """A script of its own address."""
    return 200, "text/javascript; charset=utf-8", text.encode()


LINES = "d.rows.map(r => `<li><a href=\"${r.url}\">${r.title}</a><span>${r.day}</span></li>`).join('')"


def draws(key: str, then: str = "show(1);", into: str = "document.getElementById('list')", how: str = "") -> str:
    """A script that fetches the column's rows and writes them into its list."""
    return (
        f"<script>function show(page, add) {{ fetch('/api/list?of={key}&page=' + page{how}).then(r => r.json())"
        f".then(function (d) {{ const list = {into}; list.innerHTML = (add ? list.innerHTML : '') + {LINES}; }}); }}"
        f"{then}</script>"
    )


NUMBERS = (
    "<div class='pagination' id='bar'></div><script>function bar(now) { let html = ''; for (let n = 1; n < 5; n += 1) "
    "html += `<a href='javascript:;' onclick='show(${n});bar(${n})' class='${n === now ? 'on' : ''}'>${n}</a>`;"
    "document.getElementById('bar').innerHTML = html; } bar(1);</script>"
)
GROWS = "show(1); let at = 1; window.addEventListener('scroll', function () { at += 1; show(at, true); });"
MORE = "<button onclick='at += 1; show(at, true); if (at === 4) this.remove();'>加载更多</button>"


def moving(query: dict[str, str]) -> str:
    """A list whose 下一页 is a script that leads to an address of its own."""
    at = int(query.get("at", "0"))
    bar = "<div class='page'><a href='javascript:;' onclick='go()'>下一页</a></div>"
    go = f"<script>function go() {{ if ({at} < 2) window.location.href = '/moving/?at={at + 1}'; }}</script>"
    return column("moving", f"<ul>{lines(rows('moving', at * 5, at * 5 + 5))}</ul>{bar}{go}")


def behind_a_check(body: str) -> Page:
    """A page that is given to those who bring the cookie of its check."""

    def answer(query: dict[str, str]) -> str:
        return body if "passed=yes" in query.get("Cookie", "") else COOKIE_CHECK

    return answer


def pages() -> dict[str, Page]:
    """All pages of the site by path."""
    shadow = "document.getElementById('host').shadowRoot"
    host = "<div id='host'></div><script>document.getElementById('host').attachShadow({mode: 'open'});</script>"
    hot = lines(rows("plain", 1, 3)).replace("<span>", "<i hidden>").replace("</span>", "</i>")
    head = "<!DOCTYPE html><html><head><meta charset='utf-8'>"
    shell = head + "<title>{}</title></head><body><div id='app'></div>{}</body></html>"
    whole = json.dumps(column("vue", "<ul>ROWS</ul>").partition("<body>")[2].partition("</body>")[0])
    found: dict[str, Page] = {
        "/": page(f"<p>{(OFFICE + '负责全市水资源管理。') * 8}</p>"),
        "/api/list": listing,
        "/json/": column("json", EMPTY + draws("json") + NUMBERS),
        "/vue/": shell.format("政策文件", "<script src='/static/app.js'></script>"),
        "/static/app.js": script(
            "fetch('/api/list?of=vue').then(r => r.json()).then(d => { document.getElementById('app').innerHTML = "
            f"{whole}.replace('ROWS', {LINES}); }});"
        ),
        "/parts/": column("parts", f"{EMPTY}<div class='hot'><ul>{hot}</ul></div>{draws('parts')}"),
        "/frame/": column(
            "frame",
            "<script>document.write('<ifr' + 'ame src=\"/in' + 'ner/\" width=700 height=500></iframe>');</script>",
        ),
        "/inner/": f"<html><head><meta charset='utf-8'></head><body>{EMPTY}{draws('frame')}</body></html>",
        "/shadow/": column("shadow", host + draws("shadow", into=shadow)),
        "/write/": column("write", "<script src='/lists/write.js'></script>"),
        "/lists/write.js": script(f"document.write({json.dumps('<ul>' + lines(rows('write', 0, 6)) + '</ul>')});"),
        "/later/": column("later", EMPTY + draws("later", "setTimeout(function () { show(1); }, 900);")),
        "/cookie/": behind_a_check(column("cookie", f"<ul>{lines(rows('cookie', 0, 5))}</ul>")),
        "/captcha/": CAPTCHA,
        "/refused/": (403, "text/html; charset=utf-8", REFUSED.encode()),
        "/post/": column("post", EMPTY + draws("post", how=", {method: 'POST'}")),
        "/broken/": column("broken", (EMPTY + draws("broken")).replace("/api/list", "/api/list-gone")),
        "/blank/": column("blank", "<div class='content'></div><script src='/static/none.js'></script>"),
        "/static/none.js": script("var nothing = 1;"),
        "/endless/": column("endless", EMPTY + draws("endless", GROWS) + "<div style='height:3000px'></div>"),
        "/more/": column("more", EMPTY + draws("more", "show(1); let at = 1;") + MORE),
        "/moving/": moving,
        "/plain/": column("plain", f"<ul>{lines(rows('plain', 0, 5))}</ul>"),
        "/articles/": column(
            "articles",
            "<ul>"
            + "".join(
                f"<li><a href='/app/{n}.html'>媒体报道第{n}篇：水利工程建设见闻</a><span>2021-05-{n + 10}</span></li>"
                for n in range(8)
            )
            + "</ul>",
        ),
        "/static/article.js": script(
            "document.getElementById('app').innerHTML = `<h1>${document.title}：水利工程建设见闻</h1>"
            f"<p>发布时间：2021-05-1${{location.pathname[5]}} 来源：{OFFICE}</p>{BODY}`;"
        ),
    }
    for number in range(8):
        found[f"/app/{number}.html"] = shell.format(
            f"媒体报道第{number}篇", "<script src='/static/article.js'></script>"
        )
    for key in NAMES:
        for row in rows(key, 0, 40):
            found[row["url"]] = article(row["title"], row["day"])
    return found
