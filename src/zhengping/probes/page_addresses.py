"""Whether an address that was shared is the page's, or hands on the page's."""

from __future__ import annotations

from urllib.parse import parse_qsl, unquote, urlsplit

_PASSING = ("from", "isappinstalled", "scene", "share_token", "utm_source", "utm_medium", "utm_campaign")
"""Parameters by which services mark an address that was shared; the page is the same."""


def same_page(one: str, other: str) -> bool:
    """Whether two addresses are one page: another scheme, a www., the mark of a service make no difference; another
    host makes none where the whole path tells the page (a site under its test address, its mobile host)."""
    a, b = _parts(one), _parts(other)
    if a is None or b is None or a[1] != b[1] or a[2] != b[2]:
        return False
    return a[0] == b[0] or len(a[1]) > 8


def _parts(url: str) -> tuple[str, str, tuple[tuple[str, str], ...]] | None:
    try:
        parts = urlsplit(url.strip())
        host = parts.netloc.lower().removeprefix("www.")
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    query = tuple(sorted(pair for pair in parse_qsl(parts.query) if pair[0] not in _PASSING))
    return host, unquote(parts.path).rstrip("/"), query


def carries(target: str, url: str, title: str) -> bool:
    """Whether an address hands on an article's address or title, however it is written."""
    _, _, query = target.partition("?")
    bare = unquote(url.split("#")[0]).partition("://")[2]
    path = urlsplit(unquote(url)).path
    for form in ("utf-8", "gb18030"):
        once = unquote(query.replace("+", " "), encoding=form, errors="replace")
        for text in (once, unquote(once, encoding=form, errors="replace")):
            if (bare and bare in text) or (len(path) > 8 and path in text) or (len(title) >= 4 and title[:20] in text):
                return True
    return False
