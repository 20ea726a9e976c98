"""Every setting of the office is in its table (docs/office/running.md)."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_variable_is_documented() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src" / "zhengping").rglob("*.py"))
    told = (ROOT / "docs" / "office" / "running.md").read_text(encoding="utf-8")
    for group, ends in re.findall(r"`(ZHENGPING_(?:SMTP|OIDC))_[A-Z]+`((?:、`_[A-Z]+`)+)", told):
        told += "".join(f" {group}{end}" for end in re.findall(r"_[A-Z]+", ends))
    named = set(re.findall(r"ZHENGPING_[A-Z]+(?:_[A-Z]+)*", source))
    assert named - set(re.findall(r"ZHENGPING_[A-Z]+(?:_[A-Z]+)*", told)) == set()
