"""Changes of departments, from forms and from files: one set of checks, one record, one place that others listen to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from zhengping.office.departments.models import Department, Site
from zhengping.office.sheets.fields import Value

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")

Listener = Callable[[list[Department], Any, str], None]
_LISTENERS: list[Listener] = []


def on_change(listener: Listener) -> Listener:
    """Registers a function that is told of changed departments, with the actor and why, in the same transaction."""
    if listener not in _LISTENERS:
        _LISTENERS.append(listener)
    return listener


def changed(departments: Iterable[Department], actor: Any, why: str) -> None:
    """Tells the listeners."""
    every = list(departments)
    for listener in _LISTENERS:
        listener(every, actor, why)


def values_of(department: Department) -> dict[str, Value]:
    """A department by the columns of its row in a file (and of its form)."""
    main = department.main_site
    return {
        "code": department.code,
        "name": department.name,
        "short_name": department.short_name,
        "group": department.group,
        "other_names": list(department.other_names),
        "higher_levels": list(department.higher_levels),
        "has_administrative_services": department.has_administrative_services,
        "has_key_areas": department.has_key_areas,
        "key_areas": list(department.key_areas),
        "public_services": None if department.public_services is None else list(department.public_services),
        "former_names": [one.name for one in department.former_names.all()],
        "site_name": main.name if main else "",
        "site_url": main.url if main else "",
        "site_code": main.code if main else "",
        "subordinates": [site.url for site in department.sites.all() if not site.main],
    }


def site_values(site: Site) -> dict[str, Value]:
    """A site by its columns."""
    return {"name": site.name, "url": site.url, "code": site.code, "main": site.main, "hosts": list(site.hosts)}


def settled(values: Mapping[str, Value]) -> dict[str, Value]:
    """Values of a form or a row with lists as lists, and "has key areas" said where areas are named."""
    given = {key: list(value) if isinstance(value, tuple) else value for key, value in values.items()}
    if given.get("key_areas") and given.get("has_key_areas") is None:
        given["has_key_areas"] = True
    return given


def faults_of_department(
    values: Mapping[str, Value], department: Department | None, others: Iterable[Department]
) -> dict[str, str]:
    """What is wrong with a department's values, by column: Chinese lines that name the remedy."""
    faults: dict[str, str] = {}
    code, name = values.get("code", ""), values.get("name", "")
    if code and not _CODE.fullmatch(code):
        faults["code"] = f"“{code}”不能作编码；请只用英文字母、数字和横线，例如 lyj"
    for other in others:
        if department is not None and other.pk == department.pk:
            continue
        if name and other.name == name:
            faults["name"] = f"已有部门“{name}”，编码是 {other.code}；请核对编码，或换一个名称"
        if code and other.code.lower() == code.lower():
            faults["code"] = f"编码“{code}”已是“{other.name}”的；请换一个"
    if values.get("has_key_areas") is False and values.get("key_areas"):
        faults["has_key_areas"] = "写了“否”又列了重点领域；请改为“是”，或清空重点领域"
    return faults


def faults_of_site(values: Mapping[str, Value], site: Site | None, department: Department) -> dict[str, str]:
    """What is wrong with a site's values, by column."""
    faults: dict[str, str] = {}
    others = [one for one in department.sites.all() if site is None or one.pk != site.pk]
    if any(one.url == values.get("url") for one in others):
        faults["url"] = "这个部门已有同一网址的网站；请核对"
    main = next((one for one in others if one.main), None)
    if values.get("main") and main is not None:
        faults["main"] = f"这个部门的主站已是“{main.name}”；请先把它改为“否”"
    code = values.get("code", "")
    if code and not re.fullmatch(r"\d{10}|bm\d{8}", code):
        faults["code"] = f"“{code}”不是网站标识码；应为 10 位数字，或 bm 加 8 位数字"
    return faults
