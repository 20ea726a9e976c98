"""The department file: facts and registers."""

from typing import Any

import pytest

from zhengping.errors import InputError
from zhengping.evaluation.department import default_department, parse_department
from zhengping.standard import load_edition

EDITION = load_edition()


def test_without_a_file_the_defaults_of_the_contract_hold() -> None:
    assert default_department(EDITION).facts == {
        "has_administrative_services": True,
        "has_key_area_tasks": True,
        "declared_no_hot_events": False,
    }


@pytest.mark.parametrize("data", [{"has_key_area_tasks": False}, {"department": {"has_key_area_tasks": False}}])
def test_facts_stand_at_the_top_or_under_department(data: dict[str, Any]) -> None:
    assert parse_department(data, EDITION).facts["has_key_area_tasks"] is False


def test_registers_are_names_or_objects_with_a_name() -> None:
    found = parse_department({"office": "某厅", "items": ["甲", {"name": "乙", "class": "许可"}]}, EDITION)
    assert (found.name, found.items, found.areas) == ("某厅", ("甲", "乙"), None)


def test_unknown_keys_are_kept() -> None:
    assert parse_department({"letters": [1]}, EDITION).extra == {"letters": [1]}


@pytest.mark.parametrize(
    ("data", "named"),
    [
        ([], "--department"),
        ({"department": []}, "department"),
        ({"has_key_area_tasks": "yes"}, r"department\.has_key_area_tasks"),
        ({"items": "甲"}, "items"),
        ({"items": [3]}, r"items\[0\]"),
        ({"name": 3}, "name"),
    ],
)
def test_wrong_field_is_named(data: Any, named: str) -> None:
    with pytest.raises(InputError, match=named):
        parse_department(data, EDITION)
