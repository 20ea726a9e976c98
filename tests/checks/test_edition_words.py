"""Every word list and threshold that a check names in full stands in the edition."""

import ast
from pathlib import Path

import pytest

from zhengping.standard import load_edition

CHECKS = Path(__file__).parents[2] / "src" / "zhengping" / "checks"
LOOK_UPS = {"words": "words", "number": "thresholds", "threshold": "thresholds"}


def look_ups(path: Path) -> list[tuple[int, str, str, str]]:
    """(line, kind, code, name) of each call whose code and name are plain strings or constants of the module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    constants = {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and len(node.args) >= 2:
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            values = [
                argument.value if isinstance(argument, ast.Constant) else constants.get(getattr(argument, "id", ""))
                for argument in node.args[-2:]
            ]
            if called in LOOK_UPS and all(isinstance(value, str) for value in values):
                found.append((node.lineno, LOOK_UPS[called], str(values[0]), str(values[1])))
    return found


@pytest.mark.parametrize("path", sorted(CHECKS.glob("*.py")), ids=lambda path: path.stem)
def test_what_a_check_looks_up_stands_in_the_edition(path: Path) -> None:
    edition = load_edition()
    missing = [
        (line, code, name)
        for line, kind, code, name in look_ups(path)
        if not (code and name in getattr(edition.by_code[code], kind)) and name not in getattr(edition, kind)
    ]
    assert missing == []


def test_the_look_ups_are_found() -> None:
    assert sum(len(look_ups(path)) for path in CHECKS.glob("*.py")) > 50
