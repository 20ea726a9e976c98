"""docs/edition.md and docs/glossary.md name what the model and the commands have."""

import re
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from zhengping.standard import model, parse_edition
from zhengping.standard.checks import UNITS

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "edition.md").read_text(encoding="utf-8")
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")

MODELS = [
    value
    for value in vars(model).values()
    if isinstance(value, type) and is_dataclass(value) and value.__module__ == model.__name__
]


@pytest.mark.parametrize("kind", MODELS, ids=lambda kind: kind.__name__)
def test_the_guide_names_every_field(kind: type) -> None:
    names = [field.name for field in fields(kind)]
    missing = [field for field in names if not re.search(rf"\b{field}\b", GUIDE)]
    assert not [field for field in missing if field != "note"]


def test_the_guide_names_every_unit() -> None:
    assert [unit for unit in UNITS if f"`{unit}`" not in GUIDE] == []


def test_the_rules_of_the_guide_load_in_the_small_edition() -> None:
    block = next(b for b in re.findall(r"```yaml\n(.*?)```", GUIDE, re.S) if b.startswith("rules:"))
    small = (ROOT / "tests" / "data" / "small-edition.yaml").read_text(encoding="utf-8")
    edition = parse_edition(re.sub(r"^rules:\n(?:  .*\n)+", lambda _: block, small, flags=re.M), "guide.yaml")
    assert edition.rules.redistributions[0].targets == ("1.1", "1.3")


@pytest.mark.parametrize("name", ["column", "point", "indicator", "self_assessment", "monitoring_date", "edition"])
def test_the_glossary_holds_the_fields_terms(name: str) -> None:
    assert f"`{name}`" in GLOSSARY
