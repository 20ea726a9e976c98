"""Dates that addresses carry: the folder or file of a page's making.

An address's date is a migration's as often as the page's (domain rule), so it is never a date of publication by
itself. It gives a year to a list's month and day, and stands in, marked as such, for a date that only a script fills
in: where the site's pages that show their date agree with their addresses, or none can be compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from zhengping.reading.date_forms import plausible

_Y, _M, _D = r"((?:19|20)\d\d)", r"(0[1-9]|1[0-2])", r"(0[1-9]|[12]\d|3[01])"
_FORMS = (
    re.compile(rf"(?<!\d){_Y}{_M}{_D}(?:\d{{6}})?(?!\d)"),
    re.compile(rf"/{_Y}-?{_M}[/-]{_D}(?=[/_-])"),
    re.compile(rf"/{_Y}/{_M}{_D}(?=[/_-])"),
    re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/_.-])"),
)
_MOST_DAYS_APART = 7
FEWEST_PAIRS = 5
"""Pages with both dates from which on a site's addresses can be said to agree or not."""
_SHARE = 0.6


@lru_cache(maxsize=16_384)
def date_of_address(url: str) -> date | None:
    """The whole date that an address carries (t20210312_1.html, /2021/0312/, /art/2021/3/12/); None without one."""
    path = url.partition("://")[2].partition("/")[2].partition("?")[0]
    for form in _FORMS:
        for found in form.finditer("/" + path):
            if value := plausible(int(found[1]), int(found[2]), int(found[3])):
                return value
    return None


def addresses_tell(pairs: Iterable[tuple[date, date]]) -> bool:
    """Whether the dates of addresses can stand in for dates that are not read.

    `pairs`: (date shown, date of the address) of the pages that have both. True where most agree within a week, and
    where too few have both to tell.
    """
    apart = [abs((shown - addressed).days) for shown, addressed in pairs]
    return len(apart) < FEWEST_PAIRS or sum(days <= _MOST_DAYS_APART for days in apart) >= _SHARE * len(apart)
