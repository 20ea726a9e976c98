"""What inline scripts write into an element: from its id or class, or the call beside it, to the values."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhengping.reading.document import Document
from zhengping.reading.script_text import live_scripts

_VALUE_NAME = re.compile(r"""\b(?:id|class|name)\s*=\s*["']?([\w\- ]{2,60})""")
_CALL_ARGUMENT = re.compile(r"[\w$]+\s*\(\s*([A-Za-z_$][\w$.]*)\s*[,)]")
_FILLS = re.compile(
    r"""(?:\$|jQuery)\(\s*["'](?:[\w\s>.#\-]*[#.\s])?([\w\-]+)["']\s*\)\s*\.\s*(?:html|text|append|prepend|val)\(\s*([^;\n]{1,300})"""
    r"""|(?:getElementById|getElementsByClassName|querySelector(?:All)?)\(\s*["'][#.]?([\w\-]+)["']\s*\)(?:\[0\])?"""
    r"""\s*\.\s*(?:innerHTML|innerText|textContent|value)\s*\+?=\s*([^;\n]{1,300})"""
)
_VARIABLE = re.compile(r"(?:\b(?:var|let|const)\s+|[,;{\s])([A-Za-z_$][\w$]*)\s*=(?!=)\s*([^;\n]{1,300})")
_NAME = re.compile(r"[A-Za-z_$][\w$]*")
LONG_SCRIPT = 40_000
"""Characters from which a script is a library and holds no values of this page."""
_DEEPEST = 3
"""How many names are followed from what a script writes to the value."""


def expressions_behind(document: Document, window: str) -> Iterator[str]:
    """The expressions to which the names in a piece of the page's source lead, the nearest first: what fills the
    elements of its ids and classes, then the values of the variables named there or in its calls."""
    scripts = [script for script in live_scripts(document) if len(script) < LONG_SCRIPT]
    if not scripts:
        return
    wanted = {name for found in _VALUE_NAME.finditer(window) for name in found[1].split()}
    names = {found[1].split(".")[0] for found in _CALL_ARGUMENT.finditer(window)}
    for script in scripts:
        for fill in _FILLS.finditer(script):
            if (fill[1] or fill[3]) in wanted:
                expression = fill[2] or fill[4]
                yield expression
                names |= set(_NAME.findall(expression))
    if not names:
        return
    values: dict[str, str] = {}
    for script in scripts:
        for variable in _VARIABLE.finditer(script):
            values.setdefault(variable[1], variable[2])
    for _ in range(_DEEPEST):
        expressions = [values[name] for name in sorted(names) if name in values]
        yield from expressions
        names = {name for expression in expressions for name in _NAME.findall(expression)}
