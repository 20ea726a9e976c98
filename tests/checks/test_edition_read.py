"""No word list and no threshold stands in the edition unread: what looks like a rule there is one."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

import zhengping
from tests.checks.sites import edition
from zhengping.checks import load_checks
from zhengping.checks.context import REGISTER
from zhengping.checks.explained.inputs import inputs_of

SOURCE = Path(zhengping.__file__).parent
SHARED = (
    "looking",
    "verdicts",
    "evidence",
    "standing",
    "quoting",
    "context",
    "column_points",
    "library",
    "tools",
    "account_addresses",
)
VOCABULARIES = {"3.1.1": "the reading of guides takes all its lists as names of elements"}


@cache
def outside_the_points() -> frozenset[str]:
    """String constants of the modules that do not belong to one point: shared tools, the reading, the probes, the
    evaluation; and of the checks that judge by what a browser saw."""
    modules = [SOURCE / "checks" / f"{name}.py" for name in SHARED]
    modules += sorted((SOURCE / "checks").glob("tried_*.py"))
    modules += [
        path for package in ("reading", "probes", "evaluation") for path in sorted((SOURCE / package).glob("*.py"))
    ]
    return frozenset(
        node.value
        for module in modules
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


@cache
def constants() -> frozenset[str]:
    """All string constants of the program, the beginnings of names that are put together ("part_") among them."""
    return frozenset(
        node.value
        for module in sorted(SOURCE.rglob("*.py"))
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def put_together(name: str) -> bool:
    """Whether code puts the name together: part_背景依据, accounts_not, may_hide_1."""
    head, bar, tail = name.rpartition("_")
    known = constants()
    return bool(bar) and (f"{head}_" in known or (f"_{tail}" in known and head in known))


def read_by_points(code: str) -> set[str]:
    load_checks()
    found: set[str] = set()
    for point in edition().by_code[code].points:
        if point.code in REGISTER:
            for names in inputs_of(REGISTER[point.code], edition().by_code[code], edition()):
                found |= set(names)
    return found


@pytest.mark.parametrize("code", [indicator.code for indicator in edition().indicators])
def test_every_list_and_threshold_of_an_indicator_is_read(code: str) -> None:
    if code in VOCABULARIES:
        return
    indicator = edition().by_code[code]
    read = read_by_points(code) | outside_the_points()
    unread = [name for name in (*indicator.words, *indicator.thresholds) if name not in read]
    assert not [name for name in unread if not put_together(name)]


def test_every_common_list_and_threshold_is_read() -> None:
    names = [*edition().words, *edition().thresholds]
    assert not [name for name in names if name not in constants() and not put_together(name)]


def test_every_list_of_plain_words_is_read_by_a_probe() -> None:
    given = {indicator.code for indicator in edition().indicators if indicator.plain_words}
    asked = {
        argument.value
        for module in sorted((SOURCE / "probes").glob("*.py"))
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "plain_words"
        for argument in node.args
        if isinstance(argument, ast.Constant)
    }
    assert given == asked


def test_a_list_that_nothing_reads_is_found() -> None:
    assert "tender" in read_by_points("1.2.1")
    assert "tender" not in read_by_points("1.2.3") | outside_the_points()
    assert not put_together("unheard_of_list")
