"""Sessions of people: when they were last seen, and ending them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from zhengping.office.accounts.models import User

SEEN_EVERY = 60
"""Seconds between two notes of when a session was last seen: a note a request would be a write a request."""


class SessionsSeen:
    """Notes when and from where a session was last used."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Notes it at most once a minute, and at once where the network address is another."""
        key = request.session.session_key
        if key and request.user.is_authenticated:
            seen = f"seen-{key}-{request.META.get('REMOTE_ADDR', '')}"
            if cache.add(seen, True, SEEN_EVERY):
                UserSession.objects.create_from_request(request)
        return self.get_response(request)


def end_sessions(user: User, but: str = "") -> int:
    """Ends the sessions of a person, save the one with the key `but`; gives how many."""
    return end(session for session in UserSession.objects.filter(user=user) if session.session_key != but)


def end(sessions: Iterable[UserSession]) -> int:
    """Ends these sessions; gives how many."""
    ended = 0
    for session in sessions:
        session.end()
        ended += 1
    return ended


def live(sessions: Iterable[UserSession]) -> list[UserSession]:
    """Those that have not run out; rows of the others are removed."""
    return [session for session in sessions if not session.purge()]


_BROWSERS = (
    ("Edg/", "Edge"),
    ("MicroMessenger", "微信"),
    ("QQBrowser", "QQ 浏览器"),
    ("360SE", "360 浏览器"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("HarmonyOS", "鸿蒙"),
    ("Android", "安卓手机"),
    ("iPhone", "苹果手机"),
    ("iPad", "苹果平板"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)


def browser_of(agent: str) -> str:
    """What a browser calls itself, in words: `Chrome，Windows`."""
    browser = next((words for mark, words in _BROWSERS if mark in agent), "")
    system = next((words for mark, words in _SYSTEMS if mark in agent), "")
    return "，".join(part for part in (browser, system) if part) or "其他程序"
