"""The department file (`--department FILE`): facts and registers as JSON (docs/evaluate.md)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from zhengping.checks.context import Department
from zhengping.errors import InputError, reason
from zhengping.standard.model import Edition

NAME_KEYS = ("name", "office", "office_name")
LIST_KEYS = ("other_names", "higher_levels", "items", "areas", "services", "subordinate_sites")


def default_department(edition: Edition) -> Department:
    """What holds without a file: the edition's default facts, and the office's name as the site gives it."""
    return Department(facts=dict(edition.facts))


def load_department(path: Path, edition: Edition) -> Department:
    """Reads a department file.

    The facts of the score contract stand at the top or under `department`; beside them the office's name and
    registers. Unknown keys are kept in `extra`. InputError names the field that is wrong.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputError(f"--department {path}：读不了（{reason(error)}），请检查路径") from None
    except (ValueError, RecursionError):
        raise InputError(f"--department {path}：不是有效的 UTF-8 JSON 文件，请检查格式") from None
    return parse_department(data, edition)


def parse_department(data: object, edition: Edition) -> Department:
    """Checks decoded JSON; InputError names the field that is wrong and the remedy."""
    if not isinstance(data, dict):
        raise InputError("--department：文件内容应为 JSON 对象 {…}")
    nested = data.get("department", {})
    if not isinstance(nested, dict):
        raise InputError("department：应为 JSON 对象 {…}")
    merged: dict[str, Any] = {**{k: v for k, v in data.items() if k != "department"}, **nested}
    facts = dict(edition.facts)
    for name in edition.facts:
        if name in merged:
            value = merged.pop(name)
            if not isinstance(value, bool):
                raise InputError(f"department.{name}：请写 true 或 false")
            facts[name] = value
    names = [merged.pop(key) for key in NAME_KEYS if key in merged]
    if not all(isinstance(name, str) for name in names):
        raise InputError("name：部门名称应为文字")
    lists = {key: _names(merged.pop(key), key) for key in LIST_KEYS if merged.get(key) is not None}
    return Department(
        facts=facts,
        name=names[0] if names else "",
        other_names=lists.get("other_names", ()),
        higher_levels=lists.get("higher_levels", ()),
        items=lists.get("items"),
        areas=lists.get("areas"),
        services=lists.get("services"),
        subordinate_sites=lists.get("subordinate_sites", ()),
        extra={key: value for key, value in merged.items() if value is not None},
    )


def _names(value: object, field: str) -> tuple[str, ...]:
    """A list of names; an object with a `name` stands for its name."""
    if not isinstance(value, list):
        raise InputError(f"{field}：应为名称的数组 […]")
    names: list[str] = []
    for i, item in enumerate(value):
        name = item.get("name") if isinstance(item, dict) else item
        if not isinstance(name, str) or not name.strip():
            raise InputError(f'{field}[{i}]：应为名称，例如 "价格监测"')
        names.append(name.strip())
    return tuple(names)
