"""Which word lists and thresholds of the edition a check reads, found in its code."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator
from functools import cache
from types import FunctionType, ModuleType

from zhengping.checks.context import Check, Tried
from zhengping.standard.model import Edition, Indicator

_SHARED = ("looking", "verdicts", "evidence", "standing", "quoting", "context", "column_points", "library")
"""Modules of tools that all checks use; what they read is told on the page of judging, not at every point."""


@cache
def _parsed(module_name: str) -> dict[str, ast.AST]:
    """The module's functions and constants by name."""
    tree = ast.parse(inspect.getsource(sys.modules[module_name]))
    named: dict[str, ast.AST] = {}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            named[node.name] = node
        elif isinstance(node, ast.Assign):
            named |= {target.id: node.value for target in node.targets if isinstance(target, ast.Name)}
    return named


def _followed(module: ModuleType, name: str) -> tuple[str, str] | None:
    """Where a name used in a check module is defined: (module, name), or None outside the checks."""
    if name in _parsed(module.__name__):
        return module.__name__, name
    value = getattr(module, name, None)
    home = getattr(value, "__module__", "")
    if isinstance(value, FunctionType) and home.startswith("zhengping.checks.") and home.split(".")[2] not in _SHARED:
        return home, value.__name__
    return None


def _strings(check: Check | Tried) -> Iterator[str]:
    """All string constants that the check's code reaches, through functions of the check modules."""
    start = (check.__module__, check.__name__)
    seen, waiting = {start}, [start]
    while waiting:
        module_name, name = waiting.pop()
        node = _parsed(module_name).get(name)
        if node is None:
            continue
        for part in ast.walk(node):
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield part.value
            elif isinstance(part, ast.Name):
                place = _followed(sys.modules[module_name], part.id)
                if place is not None and place not in seen:
                    seen.add(place)
                    waiting.append(place)


def inputs_of(
    check: Check, indicator: Indicator, edition: Edition, tried: Tried | None = None
) -> tuple[list[str], list[str]]:
    """Names of the word lists and of the thresholds that the check reads, in the edition's order.

    `tried`: what a browser adds to it, whose inputs count too.

    Those of the point's own indicator; of the edition's common ones those that the code names.
    """
    used = {*_strings(check), *(_strings(tried) if tried is not None else ())}
    words = [name for name in (*indicator.words, *edition.words) if name in used]
    thresholds = [name for name in (*indicator.thresholds, *edition.thresholds) if name in used]
    return list(dict.fromkeys(words)), list(dict.fromkeys(thresholds))
