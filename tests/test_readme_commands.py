"""README.md (Chinese) and README.en.md hold the same commands."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"^```(?:bash|sh|console|shell)\n(.*?)^```", re.S | re.M)


def commands(text: str) -> list[str]:
    lines = [line.split(" #")[0].rstrip() for block in BLOCK.findall(text) for line in block.splitlines()]
    return [line for line in lines if line.strip() and not line.lstrip().startswith("#")]


def test_both_readmes_hold_the_same_commands() -> None:
    chinese = commands((ROOT / "README.md").read_text(encoding="utf-8"))
    english = commands((ROOT / "README.en.md").read_text(encoding="utf-8"))
    assert chinese == english
    assert {"make demo", "make test"} <= set(chinese)


def test_commands_are_compared_without_their_comments() -> None:
    assert commands("x\n```bash\nmake demo  # 演示\n# note\n\nmake test\n```\n") == ["make demo", "make test"]


def test_a_differing_command_is_seen() -> None:
    assert commands("```bash\nmake demo\n```\n") != commands("```bash\nmake test\n```\n")
