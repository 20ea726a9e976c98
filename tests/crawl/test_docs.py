"""The documentation of the crawl says what the code does."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from zhengping.crawl.outcomes import RULES
from zhengping.crawl.summary import Stop

TEXT = (Path(__file__).parents[2] / "docs" / "crawl.md").read_text(encoding="utf-8")
SOURCE = Path(__file__).parents[2] / "src" / "zhengping" / "crawl"


def test_the_table_of_outcomes_is_the_one_of_the_code() -> None:
    rows = re.findall(r"^\| `([\w-]+)` \| ([^|]+) \| (\d) \| (\w+) \|$", TEXT, re.M)
    assert rows == [(outcome.value, rule.label, str(rule.tries), rule.meaning) for outcome, rule in RULES.items()]


def test_every_reason_for_leaving_out_is_explained() -> None:
    code = (SOURCE / "traps.py").read_text(encoding="utf-8") + (SOURCE / "targets.py").read_text(encoding="utf-8")
    reasons = set(re.findall(r'(?:return|skip\()\s*"([a-z-]+)"', code))
    assert reasons >= {"too-long", "endless", "bad-address", "repeated-path"}
    assert all(f"| `{reason}` |" in TEXT for reason in reasons)


def test_every_way_to_stop_is_named() -> None:
    assert all(f"`{stop}`" in TEXT for stop in get_args(Stop) if stop)
