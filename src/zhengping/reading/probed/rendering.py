"""Pages that only a browser can draw, as they were drawn."""

from __future__ import annotations

import msgspec

from zhengping.reading.probed.common import Trial


class Drawn(msgspec.Struct, frozen=True):
    """A page drawn by the browser. `record` holds the drawn document in the archive's files of the probes; `why` names
    the rule that chose it (scripted, frame, challenge); `outcome` "ok" or what refused it."""

    url: str
    record: str
    why: str
    outcome: str = "ok"
    final_url: str = ""


class RenderingTrial(Trial, frozen=True, kw_only=True):
    """The pages that were drawn; `left` counts those for which the budget did not last."""

    pages: tuple[Drawn, ...] = ()
    left: int = 0
