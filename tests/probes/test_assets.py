"""What others wrote and the program carries with it: unchanged, and with its licence."""

import hashlib
import json
import re
from importlib.resources import files

import pytest

import zhengping

AXE = files(zhengping) / "probes" / "assets" / "axe-core"
NOTICE = (AXE / "NOTICE").read_text(encoding="utf-8")
SUMS = dict(reversed(line) for line in re.findall(r"^([0-9a-f]{64})  (\S+)", NOTICE, re.MULTILINE))


@pytest.mark.parametrize("name", ["axe.min.js", "zh_CN.json"])
def test_a_carried_file_is_the_one_that_its_notice_names(name: str) -> None:
    assert hashlib.sha256((AXE / name).read_bytes()).hexdigest() == SUMS[name]


def test_the_notice_tells_the_version_of_the_script() -> None:
    told = re.search(r"^axe-core (\S+),", NOTICE)
    found = re.search(r"axe v(\S+)", (AXE / "axe.min.js").read_text(encoding="utf-8")[:200])
    assert told is not None
    assert found is not None
    assert told[1] == found[1]


def test_the_messages_are_chinese() -> None:
    locale = json.loads((AXE / "zh_CN.json").read_text(encoding="utf-8"))
    assert locale["lang"] == "zh-CN"
    assert re.search("[一-龥]", locale["rules"]["image-alt"]["help"])


def test_the_licence_stands_beside_it() -> None:
    assert "Mozilla Public License" in (AXE / "LICENSE").read_text(encoding="utf-8")
    assert (AXE / "LICENSE-3RD-PARTY.txt").is_file()
