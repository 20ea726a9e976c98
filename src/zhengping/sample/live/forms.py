"""The forms of the static pages as a visitor meets them: what the page's script makes of them, walls and errors."""

from __future__ import annotations

from typing import Any

from zhengping.sample.live.answers import Answer, Request, html, redirect
from zhengping.sample.live.data import FORM_ACTIONS
from zhengping.sample.live.results import ERROR
from zhengping.sample.live.site import LiveSite

FORMS = ("feedback", "request", "apply", "letter", "opinion", "question")
OWN_PAGE = ("request", "apply", "letter")
"""Forms that have a page to themselves, so that a login wall can stand before the whole page."""
_LOGIN = (
    '<h2>用户登录</h2><form action="/login/check" method="post"><label>用户名<input type="text" name="username"></label>'
    '<label>密码<input type="password" name="password"></label><input type="submit" value="登录"></form>'
    '<p><a href="/login/register">注册</a>　统一身份认证</p>'
)


def answer_forms(site: LiveSite, request: Request) -> Answer | None:
    """Pages of forms that do not open, the login page, what the scripts of the forms ask for."""
    if request.path == "/login":
        return html(site.page("用户登录", _LOGIN))
    if request.path == "/live/fields.json":
        return html(site.short("<h1>404 Not Found</h1>"), 404)
    for key in FORMS:
        mode = getattr(site.live, f"form_{key}")
        if mode == "error" and request.target in site.data["forms"][key]:
            return html(site.short(ERROR, "HTTP Status 500"), 500)
        if mode == "login" and key in OWN_PAGE and request.target in site.data["forms"][key]:
            return redirect("/login?back=/")
    return None


def script_of_forms(site: LiveSite) -> dict[str, Any]:
    """What the page's script is told about the forms: how each comes, by the address that it leads to."""
    live = site.live
    modes = {FORM_ACTIONS[key]: getattr(live, f"form_{key}") for key in FORMS}
    lookups = {
        "library": live.library,
        "catalogue": live.catalogue,
        "data_query": live.data_query,
        "open_query": live.open_query,
        "status": live.status,
        "letter_query": live.letter_query,
    }
    for key, mode in lookups.items():
        modes[FORM_ACTIONS[key]] = mode if mode in ("post", "absent") else "whole"
    return {
        "modes": modes,
        "labels": live.form_labels,
        "checks": live.form_checks,
        "submit": live.form_submit,
        "autosave": live.form_autosave,
    }
