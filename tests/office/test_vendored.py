"""Files of others that the office carries are those that the notice names."""

import hashlib
import re
from pathlib import Path

VENDOR = Path(__file__).parents[2] / "src" / "zhengping" / "office" / "static" / "vendor"


def test_every_file_stands_in_the_notice_with_its_checksum() -> None:
    notice = (VENDOR / "NOTICE").read_text(encoding="utf-8")
    named = dict(re.findall(r"^(\S+)\n    .*\n    sha256 (\w+)$", notice, re.M))
    there = {path.relative_to(VENDOR).as_posix() for path in VENDOR.rglob("*.min.*")}
    assert set(named) == there
    assert {name: hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() for name in named} == named
