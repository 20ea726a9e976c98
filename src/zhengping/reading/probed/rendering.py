"""Pages that only a browser can draw, as they were drawn."""

from __future__ import annotations

import msgspec

from zhengping.reading.probed.common import Trial


class Drawn(msgspec.Struct, frozen=True):
    """A page drawn by the browser.

    `record` holds the drawn document in the archive's files of drawn pages ("" where there is none); `why` names the
    rule that chose the page (check, list, part, frame, empty, paging, dates), or what kept the browser from it
    (refused); `outcome` "ok" or what refused it. `final_url` is where the page led its visitor on, else empty.
    `step`: 1 for the page itself, 2 … for the further pages of its list, to which a script turned ("url#page=2");
    `whole`: no further page of the list is left. `gained`: the browser shows what the HTML does not. `lacks` says in
    Chinese which of the page's data did not come, so that nothing may be concluded from what is not shown.
    """

    url: str
    record: str
    why: str
    outcome: str = "ok"
    final_url: str = ""
    step: int = 1
    whole: bool = True
    gained: bool = False
    lacks: str = ""


class RenderingTrial(Trial, frozen=True, kw_only=True):
    """The pages that were drawn, a list's further pages after its first.

    `left` counts those for which the budget did not last; `found` the addresses that only the drawn pages told and
    that the crawl went on with; `passed` the origins whose check by script was passed, so that the crawl could go on.
    """

    pages: tuple[Drawn, ...] = ()
    left: int = 0
    found: int = 0
    passed: tuple[str, ...] = ()
