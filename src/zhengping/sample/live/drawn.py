"""The services behind columns that no static page shows, and what stands before columns that refuse."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from html import escape
from typing import Any

from zhengping.sample.live.answers import Answer, Request, as_json, html, script
from zhengping.sample.live.results import CAPTCHA
from zhengping.sample.live.scripting import read_script
from zhengping.sample.live.site import LiveSite
from zhengping.sample.live.trouble import COOKIE, cookie_page

_SCRIPTS = {"/gkmlpt/assets/app.js": "gkmlpt.js", "/static/js/app.5d1f2c.js": "vue.js"}


def answer_drawn(site: LiveSite, request: Request) -> Answer | None:
    """The lists of the three families and of the frame, and the columns that refuse."""
    path, query = request.path, request.query
    if path in _SCRIPTS:
        return script(read_script(_SCRIPTS[path]))
    if path.startswith("/gkmlpt/api/all/"):
        return _service(site, path.rsplit("/", 1)[-1], query.get("page", "1"), _gkmlpt)
    if path == "/api-gateway/jpaas-publish-server/front/page/build/unit":
        return _service(site, query.get("pageId", ""), query.get("pageNo", "1"), _jpaas)
    if path == "/api/list":
        return _service(site, query.get("channel", ""), query.get("page", "1"), _vue)
    if path == "/frame/list":
        return _service(site, query.get("id", ""), query.get("page", "1"), _frame)
    return _guarded(site, request)


def _service(site: LiveSite, number: str, page: str, write: Any) -> Answer:
    """One page of the list of the column with this number."""
    if not site.live.lists_work:
        return html(site.short("<h1>HTTP Status 500</h1>"), 500)
    column = next((c for c in site.data["columns"].values() if str(c["number"]) == number), None)
    if column is None:
        return html(site.short("<h1>404 Not Found</h1>"), 404)
    at, size = int(page) if page.isdigit() and int(page) else 1, column["per_page"]
    found: Answer = write(column, column["rows"][(at - 1) * size : at * size], at)
    return found


def _pages(column: Mapping[str, Any]) -> int:
    return max(1, -(-len(column["rows"]) // int(column["per_page"])))


def _gkmlpt(column: Mapping[str, Any], rows: list[dict[str, str]], page: int) -> Answer:
    """As the open-information platform of a southern province answers: seconds since 1970 for dates."""

    def seconds(day: str) -> int:
        return int(datetime.fromisoformat(day).replace(hour=2, tzinfo=UTC).timestamp())

    articles = [
        {"id": n, "title": row["title"], "url": row["url"], "date": seconds(row["day"]), "publisher": row["source"]}
        for n, row in enumerate(rows, 1)
    ]
    return as_json({"articles": articles, "total": len(column["rows"]), "page": page, "classify": column["name"]})


def _jpaas(column: Mapping[str, Any], rows: list[dict[str, str]], page: int) -> Answer:
    """A fragment of HTML inside JSON."""
    lines = "".join(
        f'<li><a href="{row["url"]}" title="{escape(row["title"])}" target="_blank">{escape(row["title"])}</a><span>{row["day"]}</span></li>'
        for row in rows
    )
    pages = "".join(
        f'<a href="javascript:;" onclick="turnPage({n})"{" class=on" if n == page else ""}>{n}</a>'
        for n in range(1, _pages(column) + 1)
    )
    fragment = f'<ul class="page-content">{lines}</ul><div class="pagination">{pages}</div>'
    return as_json({"success": True, "code": "200", "message": "success", "data": {"html": fragment}})


def _vue(column: Mapping[str, Any], rows: list[dict[str, str]], page: int) -> Answer:
    found = [{"title": row["title"], "url": row["url"], "publishTime": f"{row['day']} 09:30:00"} for row in rows]
    data = {"rows": found, "total": len(column["rows"]), "pages": _pages(column), "current": page}
    return as_json({"code": 0, "msg": "ok", "data": data})


def _frame(column: Mapping[str, Any], rows: list[dict[str, str]], page: int) -> Answer:
    """The page inside the frame, whole by itself."""
    lines = "".join(
        f'<tr><td><a href="{row["url"]}" target="_top">{escape(row["title"])}</a></td><td>{row["day"]}</td></tr>'
        for row in rows
    )
    address = f"/frame/list?id={column['number']}&amp;page="
    pages = "".join(f'<a href="{address}{n}">{n}</a> ' for n in range(1, _pages(column) + 1))
    return html(
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{column["name"]}</title></head><body>'
        f"<table>{lines}</table><p>第{page}页 {pages}</p></body></html>"
    )


def _guarded(site: LiveSite, request: Request) -> Answer | None:
    """The columns before whose pages something stands."""
    for key, kind in site.data["drawn"]:
        if not _belongs(site.data["columns"][key], request.target):
            continue
        if kind == "cookie" and request.cookies.get(COOKIE) != "42":
            return cookie_page()
        if kind == "captcha" and site.live.captcha:
            return html(site.short(CAPTCHA, "安全验证"))
        if kind == "refused" and site.live.refused:
            return html(site.short("<h1>403 Forbidden</h1><p>您的请求已被网站防火墙拦截</p>", "403 Forbidden"), 403)
    return None


def _belongs(column: Mapping[str, Any], target: str) -> bool:
    """Whether an address is a page of the column's list."""
    url = str(column["url"])
    base = url.removesuffix("index.html")
    rest = target.removeprefix(base)
    return target == url or (target.startswith(base) and ("/" not in rest) and (rest.startswith(("index", "&", "?"))))
