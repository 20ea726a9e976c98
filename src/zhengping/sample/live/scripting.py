"""The scripts that pages load, kept as files beside this module."""

from __future__ import annotations

from functools import cache
from pathlib import Path

SCRIPTS = Path(__file__).with_name("scripts")


@cache
def read_script(name: str) -> str:
    """The text of a script by its file name."""
    return (SCRIPTS / name).read_text(encoding="utf-8")
