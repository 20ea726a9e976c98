"""The parts of the live server in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from zhengping.sample.live.answers import Answer, Request, embedded, script
from zhengping.sample.live.forms import answer_forms, script_of_forms
from zhengping.sample.live.handle import LiveHandle
from zhengping.sample.live.lookups import answer_lookup
from zhengping.sample.live.results import answer_search
from zhengping.sample.live.site import LiveSite, Part, load_data, load_setting

SCRIPTS = Path(__file__).with_name("scripts")
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
    }
    parts = "".join((SCRIPTS / name).read_text(encoding="utf-8") for name in ("search.js", "forms.js"))
    return script(f"window.liveSite={embedded(told)};\n{parts}")


PARTS: tuple[Part, ...] = (_robots, _script, answer_search, answer_lookup, answer_forms)
