"""The documentation is true: examples are recomputed, commands and files exist."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from zhengping.cli import app
from zhengping.scoring import parse_assessment, score
from zhengping.standard import load_edition

ROOT = Path(__file__).parents[1]


def test_the_example_of_the_scoring_page_recomputes_to_its_figures() -> None:
    text = (ROOT / "docs" / "scoring.md").read_text(encoding="utf-8")
    example = json.loads(re.search(r"```json\n(.*?)```", text, re.S)[1])  # type: ignore[index]
    edition = load_edition()
    card = score(parse_assessment(example, edition), edition).as_dict()
    scores = {indicator["code"]: indicator for indicator in card["indicators"]}
    rows = re.findall(r"^\| (\d[\d.]+) [^|]*\|[^|]*\| (-?[\d.]+) \| (-?[\d.]+) \|$", text, re.M)
    assert len(rows) == 6
    for code, printed, possible in rows:
        assert (scores[code]["score"], scores[code]["score_possible"]) == (printed, possible), code
    assert f"打印为 {card['base']}" in text
    assert f"打印为 {card['total']}" in text


def test_links_between_the_pages_lead_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    assert pages
    for page in pages:
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_rules_of_the_scoring_page_are_those_of_the_edition() -> None:
    text = (ROOT / "docs" / "scoring.md").read_text(encoding="utf-8")
    rules = load_edition().rules
    for name in [rule.name for rule in (*rules.letters, *rules.activities)]:
        assert f"`{name}`" in text


def test_every_command_and_option_is_documented() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    text = "\n".join(page.read_text(encoding="utf-8") for page in pages)
    for name, command in commands(typer.main.get_command(app), "zhengping"):
        missing = [name] if name not in text else []
        for parameter in command.params:
            for option in parameter.opts:
                if option.startswith("--") and option not in ("--help", "--version"):
                    missing += [] if option in text else [option]
        assert not missing, (name, missing)


def commands(group: Any, name: str) -> Iterator[tuple[str, Any]]:
    """All commands below a group, with their whole names."""
    for short, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, f"{name} {short}")
        else:
            yield f"{name} {short}", command
