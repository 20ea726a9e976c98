"""robots.txt by RFC 9309: what it allows, how long it asks to wait, and what an answer other than a file means."""

from __future__ import annotations

import math
import re
from typing import Literal

from protego import Protego

Ruling = Literal["rules", "allowed", "disallowed"]

MAX_BYTES = 500 * 1024
"""RFC 9309 section 2.5: a crawler must read at least 500 KiB and may ignore the rest."""

_RESTRICTS = re.compile(r"^\s*(?:disallow\s*:\s*\S|crawl-delay|request-rate)", re.I | re.M)


class Robots:
    """The robots.txt of one host. `ruling`: "rules" (a file with rules), "allowed" or "disallowed" as a whole."""

    def __init__(self, status: int, body: bytes, agent: str) -> None:
        """`status` 0 = no answer. RFC 9309 section 2.3.1: 4xx allows all, 5xx and no answer forbid all."""
        self._agent = agent
        self._rules: Protego | None = None
        self.ruling: Ruling = "allowed"
        if status == 0 or status >= 500:
            self.ruling = "disallowed"
        elif 200 <= status < 300:
            text = body[:MAX_BYTES].decode("utf-8", "replace").lstrip("\ufeff")
            if _RESTRICTS.search(text):
                self._rules = Protego.parse(text)
                self.ruling = "rules"

    def allows(self, address: str) -> bool:
        """Whether the address may be fetched by our user agent."""
        if self._rules is None:
            return self.ruling == "allowed"
        return bool(self._rules.can_fetch(address, self._agent))

    @property
    def delay(self) -> float:
        """Seconds to wait between two requests (Crawl-delay, or Request-rate where it is slower); 0 = not stated."""
        if self._rules is None:
            return 0.0
        delay = float(self._rules.crawl_delay(self._agent) or 0)
        rate = self._rules.request_rate(self._agent)
        if rate is not None and rate.requests:
            delay = max(delay, rate.seconds / rate.requests)
        return max(delay, 0.0) if math.isfinite(delay) else 0.0
