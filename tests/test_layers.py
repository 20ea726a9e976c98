"""A package imports only packages above it in the list of the design (docs/design.md)."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "zhengping"
LIBRARY = ["standard", "scoring", "crawl", "reading", "checks", "probes", "evaluation", "reports"]
ORDER = [*LIBRARY, "monitoring", "fleet", "office"]
FREE = {"errors"}


def imported_packages(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        modules = []
        if isinstance(node, ast.ImportFrom) and node.module:
            modules = [node.module] if node.module != "zhengping" else [f"zhengping.{a.name}" for a in node.names]
        elif isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        names |= {m.split(".")[1] for m in modules if m.startswith("zhengping.")}
    return names


def allowed(package: str) -> set[str]:
    if package == "sample":
        return FREE | {"sample"}
    return FREE | set(ORDER[: ORDER.index(package) + 1])


@pytest.mark.parametrize(
    "path",
    sorted(p for p in SOURCE.rglob("*.py") if p.parent != SOURCE),
    ids=lambda p: str(p.relative_to(SOURCE)),
)
def test_imports_only_packages_above(path: Path) -> None:
    package = path.relative_to(SOURCE).parts[0]
    assert imported_packages(path) <= allowed(package)


def test_html_parser_is_used_in_reading_only() -> None:
    files = [p for p in SOURCE.rglob("*.py") if "turbohtml" in p.read_text(encoding="utf-8")]
    users = {p.relative_to(SOURCE).parts[0] for p in files}
    assert users <= {"reading"}
