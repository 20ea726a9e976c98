"""Runs the program as a user does: a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

DAY = "2025-11-30"
COMMAND = [sys.executable, "-m", "zhengping.cli"]


class Run(NamedTuple):
    """An evaluation's folder and its process."""

    out: Path
    done: subprocess.CompletedProcess[str]


def zhengping(*arguments: str, timeout: float = 300) -> subprocess.CompletedProcess[str]:
    """The program with these arguments, to its end."""
    return subprocess.run([*COMMAND, *arguments], capture_output=True, text=True, timeout=timeout, check=False)
