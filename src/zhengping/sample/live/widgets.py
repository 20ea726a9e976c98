"""Small things of the pages: the phone's style and the mobile site, sharing, the accounts' entries."""

from __future__ import annotations

from html import escape

from zhengping.sample import files
from zhengping.sample.live.answers import STYLE, Answer, Request, html, script
from zhengping.sample.live.qr import qr_png
from zhengping.sample.live.scripting import read_script
from zhengping.sample.live.site import LiveSite

ACCOUNT = "http://weixin.qq.com/r/x3TnDhbEqPjyrUyL9yAW"
WEIBO = "https://weibo.com/u/9900000011"
SHARE_ADDRESS = "https://service.weibo.com/share/share.php?title=lanchuan"
_FIXED = "body{min-width:1200px}"
_FITS = """@media(max-width:700px){
html,body{width:auto!important;min-width:0!important;margin:0;font-size:16px;line-height:1.8}
table,tbody,thead,tr,td,th{display:block;width:auto!important;max-width:100%;box-sizing:border-box}
img,video,iframe,canvas,svg{max-width:100%;height:auto}
div,p,ul,li,h1,h2,h3,form,select{max-width:100%;box-sizing:border-box;overflow-wrap:anywhere}
ul{padding-left:12px;list-style:none}
a{display:inline-block;min-width:44px;min-height:44px;line-height:44px;padding:0 4px}
input,select,textarea,button{font-size:16px;min-height:44px;max-width:100%;box-sizing:border-box}
input[type=radio],input[type=checkbox]{min-width:44px}
font,small,span,em{font-size:16px}
marquee{display:none}
#chart{width:100%!important}
}
"""
_TINY_TEXT = "@media(max-width:700px){body,body *{font-size:8px!important;line-height:11px!important}}\n"
_TINY_TARGETS = """@media(max-width:700px){
a{display:inline!important;min-height:0!important;min-width:0!important;line-height:15px!important;padding:0!important;font-size:13px}
li,p,td{line-height:15px!important;margin:0!important;padding:0!important}
input,select,textarea,button{min-height:0!important;height:16px;padding:0}
}
"""
_LOST = """@media(max-width:700px){
.box ul,.list,.content>ul,.content table,.main>ul,.main table,.TRS_Editor,#zoom,#Content,.NewsContent,.left{display:none!important}
}
"""
STYLES = {
    "fits": _FITS,
    "sideways": _FITS
    + "@media(max-width:700px){.wrap,.nav,.main,#menu,#head,body>table,.footer{width:1100px!important;max-width:none!important}}\n",
    "tiny-text": _FITS + _TINY_TEXT,
    "tiny-targets": _FITS + _TINY_TARGETS,
    "lost": _FITS + _LOST,
    "mobile-site": _FIXED,
    "dead-mobile-site": _FIXED,
}


def answer_widgets(site: LiveSite, request: Request) -> Answer | None:
    """Styles, scripts, pictures and the mobile site."""
    path = request.path
    if path == "/live/phone.css":
        fits = site.data["facts"]["fits_phone"] or site.live.phone.endswith("mobile-site")
        return Answer((STYLES[site.live.phone] if fits else _FIXED).encode(), STYLE)
    if path == "/favicon.ico":
        return Answer(files.png(16, 16, (180, 40, 40)), "image/png")
    if path == "/module/visitcount/articlehits.jsp":
        return script('document.write("128");')
    if path == "/script/jquery-1.11.1.min.js":
        return script("/* jQuery v1.11.1 */\n" + read_script("jpage.js"))
    if path in ("/live/share.js", "/js/bshare.js"):
        return _share(site)
    if path == "/live/qr.png":
        return Answer(qr_png(request.query.get("text", "")[:106]), "image/png")
    if path == "/live/captcha.png":
        return Answer(files.png(90, 32, (200, 210, 220)), "image/png")
    if path == site.data["account_picture"] and path:
        return _account(site, request)
    if path == "/m" or path.startswith("/m/"):
        return _mobile(site, request)
    return None


def _share(site: LiveSite) -> Answer:
    if site.live.share == "script-dead":
        return html(site.short("<h1>404 Not Found</h1>"), 404)
    if site.live.share == "dead-host":
        return script("document.write('<script src=\"http://v3.jiathis.com.invalid/code/jia.js\"><\\/script>');")
    services = {"wechat-only": ["wechat"], "weibo-only": ["weibo"]}.get(site.live.share, ["wechat", "weibo"])
    return script(f"window.shareServices={services};\n" + read_script("share.js"))


def _account(site: LiveSite, request: Request) -> Answer:
    """The picture under the heading of the accounts."""
    kind = site.live.account_code
    if kind == "picture":
        return Answer(files.png(180, 180, (40, 150, 80)), "image/png")
    if kind == "none":
        return html(site.short("<h1>404 Not Found</h1>"), 404)
    says = {"account": ACCOUNT, "site": f"{request.origin}/", "app": f"{request.origin}/app/download.html"}
    return Answer(qr_png(says[kind]), "image/png")


def _mobile(site: LiveSite, request: Request) -> Answer:
    """The mobile site: a home page, the lists of the columns on top, articles by their number in the index."""
    if site.live.phone != "mobile-site":
        return html(site.short("<h1>404 Not Found</h1>"), 404)
    items, number = site.data["items"], request.query.get("id", "")
    if request.path == "/m/article" and number.isdigit() and int(number) < len(items):
        item = items[int(number)]
        body = f"<h1>{escape(item['title'])}</h1><p>{item['day']}</p><p>{escape(item['text'])}</p>"
    else:
        group = request.query.get("group", "")
        rows = [(place, item) for place, item in enumerate(items) if group in ("", item["group"])]
        newest = sorted(rows, key=lambda row: row[1]["day"], reverse=True)[:15]
        tops = list(dict.fromkeys(item["group"] for item in items))
        body = "<p>" + " ".join(f'<a href="/m/list?group={name}">{name}</a>' for name in tops) + "</p><ul>"
        body += "".join(
            f'<li><a href="/m/article?id={place}">{escape(item["title"])}</a></li>' for place, item in newest
        )
        body += "</ul>"
    return html(
        '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,'
        f'initial-scale=1"><title>{site.data["office"]}（手机版）</title><style>body{{margin:8px;font-size:17px}}'
        "a{display:block;min-height:44px;line-height:44px}p a{display:inline-block;padding:0 8px}ul{padding:0;list-style:none}"
        f'</style></head><body><h2><a href="/m/">{site.data["office"]}</a></h2>{body}<p><a href="/">电脑版</a></p></body></html>'
    )
