"""What came of searching the site as a citizen would (5.2.1)."""

from __future__ import annotations

from typing import Literal

import msgspec

from zhengping.reading.probed.common import Trial

QueryKind = Literal["title", "number", "service", "typo", "pinyin", "plain", "nonsense"]


class Hit(msgspec.Struct, frozen=True, gc=False):
    """One row of a result list, in its order: where it leads, its title, its date and class as shown."""

    url: str
    title: str
    day: str = ""
    group: str = ""


class Query(msgspec.Struct, frozen=True):
    """One question put to the search and its answer.

    `wanted` is the address of the known item; `rank` its place in the list from 1, 0 where it was not among the
    `hits`; `total` as the page states it (-1 = not stated); `groups` the classes of results that the page offers;
    `corrected` what the page proposes instead (您要找的是不是…); `direct`: the wanted item itself, or a link straight
    to its guide, stands first or apart above the list.
    """

    kind: QueryKind
    text: str
    original: str = ""
    wanted: str = ""
    wanted_title: str = ""
    outcome: str = "ok"
    rank: int = 0
    total: int = -1
    hits: tuple[Hit, ...] = ()
    groups: tuple[str, ...] = ()
    corrected: str = ""
    direct: bool = False
    order: Literal["", "relevance", "time", "unknown"] = ""
    page: str = ""


class SearchTrial(Trial, frozen=True, kw_only=True):
    """All questions put to the site's search. `suggestions`: prefix typed -> what the page proposed.

    `form` is the page whose form was used, `engine` the host that answered; `sorts` the orders that it offers.
    """

    form: str = ""
    engine: str = ""
    queries: tuple[Query, ...] = ()
    suggestions: tuple[tuple[str, tuple[str, ...]], ...] = ()
    sorts: tuple[str, ...] = ()
