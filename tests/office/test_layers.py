"""An application of the office imports only those above it in the list of the settings; `core` none."""

import ast
from pathlib import Path

import pytest

from zhengping.office.settings import APPS

OFFICE = Path(__file__).parents[2] / "src" / "zhengping" / "office"


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("zhengping.office."):
            names.add(node.module.split(".")[2])
    return names & set(APPS)


@pytest.mark.parametrize(
    "path", sorted(p for a in APPS for p in (OFFICE / a).rglob("*.py")), ids=lambda p: str(p.relative_to(OFFICE))
)
def test_an_application_imports_only_those_above(path: Path) -> None:
    mine = path.relative_to(OFFICE).parts[0]
    assert imported(path) <= set(APPS[: APPS.index(mine) + 1])
