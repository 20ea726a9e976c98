"""What goes wrong with pages: those that answer 200 and say nothing, poor quality, hostile pages, the cookie check."""

from __future__ import annotations

from random import Random

from zhengping.sample import files
from zhengping.sample.live.answers import FRESH, Answer, Request, html
from zhengping.sample.live.site import LiveSite

ERROR_TEXT = (
    '<div style="margin:80px auto;text-align:center"><h2>系统异常</h2><p>数据库连接失败，请稍后再试或联系管理员。</p>'
    "<p>错误代码：ORA-12541</p></div>"
)
COOKIE = "wzws_check"
_COOKIE_PAGE = (
    '<html><head><meta charset="utf-8"></head><body><script>var n=7*6;document.cookie="'
    + COOKIE
    + '="+n+"; path=/";location.reload();</script></body></html>'
)
_HEAVY_BYTES = 600_000
HEAVY_PICTURES = 12


def answer_trouble(site: LiveSite, request: Request) -> Answer | None:
    """Comes before all other parts: what stands before or in place of a page."""
    live, path = site.live, request.path
    if live.cookie_check and is_page(path) and request.cookies.get(COOKIE) != "42":
        return cookie_page()
    if path.startswith("/live/"):
        return _resource(request)
    if "error-text" in live.broken and request.target == site.data["broken"].get("error-text"):
        return html(site.short(ERROR_TEXT, site.data["office"]))
    if live.hostile == "hangs" and is_page(path) and live.hostile_at in ("", request.target):
        body = site.static(request.target)
        return Answer(body, "text/html", hold=True) if body else None
    return None


def cookie_page() -> Answer:
    """The check that any browser answers: a script sets a cookie and loads the page again."""
    return html(_COOKIE_PAGE)


def is_page(path: str) -> bool:
    """Whether a path looks like a page's, not like a script's, style's or file's."""
    name = path.rsplit("/", 1)[-1]
    return not path.startswith(("/live/", "/robot/api")) and (
        "." not in name or name.endswith((".html", ".htm", ".aspx", ".do", ".jsp"))
    )


def _resource(request: Request) -> Answer | None:
    """What the scripts of poor and hostile pages load."""
    if request.path == "/live/never.gif":
        return Answer(b"", "image/gif", hold=True)
    if request.path.startswith("/live/heavy/"):
        # Noise does not compress: the picture is as heavy on the line as on the disk.
        noise = Random(request.path).randbytes(_HEAVY_BYTES)
        return Answer(files.png(8, 8, (90, 90, 90)) + noise, "image/png")
    if request.path == "/live/file.zip":
        return Answer(
            b"PK\x05\x06" + bytes(18),
            "application/zip",
            200,
            {**FRESH, "Content-Disposition": 'attachment; filename="file.zip"'},
        )
    if request.path == "/live/popup.html":
        return html("<html><head><title>公告</title></head><body>弹窗公告</body></html>")
    if request.path == "/live/away.html":
        back = request.query.get("back", "/")
        back = back if back.startswith("/") and '"' not in back and "<" not in back else "/"
        return html(f'<html><body><script>location.replace("{back}");</script></body></html>')
    if request.path == "/live/ping":
        return Answer(b"", "text/plain")
    return None
