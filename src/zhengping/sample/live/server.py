"""The parts of the live server in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from zhengping.sample.live.answers import Answer, Request, embedded, script
from zhengping.sample.live.drawn import answer_drawn
from zhengping.sample.live.forms import answer_forms, script_of_forms
from zhengping.sample.live.handle import LiveHandle
from zhengping.sample.live.lookups import answer_lookup
from zhengping.sample.live.results import answer_search
from zhengping.sample.live.robot import GREETING, answer_robot
from zhengping.sample.live.scripting import read_script
from zhengping.sample.live.site import LiveSite, Part, load_data, load_setting
from zhengping.sample.live.statistics import answer_statistics
from zhengping.sample.live.trouble import answer_trouble
from zhengping.sample.live.widgets import SHARE_ADDRESS, WEIBO, answer_widgets

PAGE_SCRIPTS = ("search.js", "forms.js", "page.js", "robot.js", "quality.js", "hostile.js")
_SEARCH_PATHS = "/search\nDisallow: /jsearch/\nDisallow: /Search.aspx"


def open_site(directory: Path, static: Callable[[str], bytes]) -> LiveSite:
    """The live part of a sample; `static` gives the body of a static page."""
    data = load_data(directory)
    return LiveSite(data, LiveHandle(load_setting(data["live"])), static)


def answer(site: LiveSite, request: Request) -> Answer | None:
    """What the live part says to a request; None where the static page is the answer."""
    for part in PARTS:
        if found := part(site, request):
            return found
    return None


def _robots(site: LiveSite, request: Request) -> Answer | None:
    if request.path != "/robots.txt":
        return None
    closed = f"Disallow: {_SEARCH_PATHS}\n" if site.live.search == "robots" else ""
    return Answer(f"User-agent: *\nDisallow: /admin/\n{closed}".encode(), "text/plain")


def _script(site: LiveSite, request: Request) -> Answer | None:
    """The script that every page has: the setting as data, then what acts by it."""
    if request.path != "/live/site.js":
        return None
    live = site.live
    told: dict[str, Any] = {
        "forms": script_of_forms(site),
        "search": {"mode": live.search, "suggest": live.search_suggest, "other": request.other_origin},
        "page": {
            "mobile": live.phone.endswith("mobile-site"),
            "redirect": live.phone_redirect,
            "weibo": {"link": WEIBO, "share": SHARE_ADDRESS, "none": ""}[live.account_weibo],
            "code": live.account_code,
        },
        "robot": _robot(site),
        "quality": live.quality,
        "emptied": site.data["broken"].get("nothing", "") if "nothing" in live.broken else "",
        "hostile": {"kind": live.hostile, "at": live.hostile_at},
    }
    return script(f"window.liveSite={embedded(told)};\n" + "".join(map(read_script, PAGE_SCRIPTS)))


def _robot(site: LiveSite) -> dict[str, Any] | None:
    if not site.data["facts"]["robot"]:
        return None
    place = "absent" if site.live.robot == "absent" else site.live.robot_place
    return {"place": place, "post": site.live.robot == "post", "greeting": GREETING}


PARTS: tuple[Part, ...] = (
    answer_trouble,
    _robots,
    _script,
    answer_search,
    answer_lookup,
    answer_statistics,
    answer_robot,
    answer_widgets,
    answer_forms,
    answer_drawn,
)
