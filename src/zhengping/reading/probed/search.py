"""What came of searching the site as a citizen would (5.2.1)."""

from __future__ import annotations

from typing import Literal

import msgspec

from zhengping.reading.probed.common import Trial

QueryKind = Literal["title", "number", "service", "broad", "typo", "pinyin", "plain", "nonsense", "reordered"]
"""broad: one word that a title holds and, of what is newer, texts alone; nonsense: what nothing on the site holds;
reordered: a question asked before, its answer put in the order of relevance that the page offers."""
QueryOutcome = Literal[
    "ok",
    "nothing",
    "unread",
    "blocked",
    "captcha",
    "login",
    "robots",
    "private",
    "error",
    "not-found",
    "timeout",
    "dead",
    "held",
    "unchanged",
]
"""ok: a list of results; nothing: the page says that it found nothing; unread: an answer in which this program sees
neither; held: the search asks by POST, which is never sent; unchanged: pressing the button had no effect."""


class Hit(msgspec.Struct, frozen=True, gc=False):
    """One row of a result list, in its order: where it leads, its title, its date and class as shown."""

    url: str
    title: str
    day: str = ""
    group: str = ""


class Query(msgspec.Struct, frozen=True):
    """One question put to the search and its answer.

    `original`: the words that a variant stands for; `rule`: how a typo was made. `wanted` is the address of the known
    item; `rank` its place in the list from 1, 0 where it was not among the `hits`; `status` the answer's HTTP status
    where it is an error; `total` as the page states it (-1 = not stated); `groups` the classes of results that the page
    offers; `corrected` what the page proposes instead (您要找的是不是…); `direct`: the wanted item's own page is the
    first row or stands apart above the list; `leads_to`: where the first row with the wanted title leads, if elsewhere.
    `shot` is a file of `archive/shots`.
    """

    kind: QueryKind
    text: str
    original: str = ""
    rule: str = ""
    wanted: str = ""
    wanted_title: str = ""
    outcome: QueryOutcome = "ok"
    status: int = 0
    rank: int = 0
    total: int = -1
    hits: tuple[Hit, ...] = ()
    groups: tuple[str, ...] = ()
    corrected: str = ""
    direct: bool = False
    leads_to: str = ""
    page: str = ""
    shot: str = ""


class SearchTrial(Trial, frozen=True, kw_only=True):
    """All questions put to the site's search. `suggestions`: prefix typed -> what the page proposed.

    `form` is the page whose form was used, `engine` the host that answered; `sorts` the orders that it offers;
    `unvaried`: the same list came whatever was asked; `suggest_held`: the suggestions are asked for by POST;
    `bare`: no text field and nothing named search was to be seen on any page tried.
    """

    form: str = ""
    engine: str = ""
    queries: tuple[Query, ...] = ()
    suggestions: tuple[tuple[str, tuple[str, ...]], ...] = ()
    suggest_held: bool = False
    sorts: tuple[str, ...] = ()
    unvaried: bool = False
    bare: bool = False
