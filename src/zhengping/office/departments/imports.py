"""Kinds of import: departments, sites, duties, former names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from zhengping.errors import InputError
from zhengping.office.departments import columns
from zhengping.office.departments.changing import (
    changed,
    faults_of_department,
    faults_of_site,
    settled,
    site_values,
    values_of,
)
from zhengping.office.departments.models import Department, FormerName, Site
from zhengping.office.departments.names import Names
from zhengping.office.sheets.fields import Field, Value, read_url
from zhengping.office.sheets.keeping import Keeper
from zhengping.office.sheets.kinds import Kind, Plan, Scope, register
from zhengping.office.sheets.tables import Row

_OWN = tuple(field.key for field in columns.FORM)


def _told(touched: Sequence[Any], scope: Scope, why: str) -> None:
    """Tells the listeners which departments an import touched."""
    numbers = {thing.pk if isinstance(thing, Department) else thing.department_id for thing in touched}
    changed(Department.objects.filter(pk__in=numbers), scope.actor, why)


def _lines(faults: Mapping[str, str], fields: Sequence[Field]) -> list[str]:
    words = {field.key: field.words for field in fields}
    return [f"“{words[key]}”{line}" for key, line in faults.items()]


# --- departments --------------------------------------------------------------------------------------------------
def _plan_departments(rows: Sequence[Row], scope: Scope) -> list[Plan]:
    every = list(Department.objects.prefetch_related("sites", "former_names"))
    by_code = {department.code.lower(): department for department in every}
    named: dict[str, str] = {}
    plans = []
    for row in rows:
        given = settled(row.values)
        code, name = str(given.get("code", "")), str(given.get("name", ""))
        plan = Plan(code.lower(), f"{name or code}", wanted=given, object=by_code.get(code.lower()))
        faults = faults_of_department(given, plan.object, every)
        urls = []
        for text in given.get("subordinates", []):
            try:
                urls.append(read_url(text))
            except InputError as error:
                faults["subordinates"] = str(error)
        if "subordinates" in given:
            given["subordinates"] = urls
        if name and named.setdefault(name, code) != code:
            faults["name"] = f"与编码 {named[name]} 的部门同名；请核对"
        if (given.get("site_name") or given.get("site_code")) and not given.get("site_url", "-"):
            faults["site_url"] = "写了网站名称或标识码而没有网址；请补上"
        if given.get("site_url") and given["site_url"] in urls:
            faults["subordinates"] = "下属网站里有主站的网址；请删去"
        plan.errors += _lines(faults, columns.DEPARTMENT)
        if plan.object is not None:
            plan.current = values_of(plan.object)
            if given.get("site_url") and not given.get("site_name") and plan.current["site_name"]:
                # A site keeps its name where the file gives none.
                given.pop("site_name", None)
            for key in ("former_names", "subordinates"):
                if key in given and sorted(given[key]) == sorted(plan.current[key]):
                    given[key] = plan.current[key]
        plans.append(plan)
    return plans


def _apply_department(row: Row, plan: Plan, scope: Scope, keeper: Keeper) -> None:
    given = plan.wanted
    own = {key: given[key] for key in _OWN if key in given}
    department = plan.object
    if department is None:
        department = Department(**own)
        keeper.create(department, row.number, plan.label)
    else:
        now = values_of(department)
        different = {key: value for key, value in own.items() if now[key] != value and key != "code"}
        if different:
            keeper.change(department, different, row.number, plan.label)
    fresh = plan.object is None
    names = [] if fresh else list(department.former_names.all())
    if "former_names" in given:
        _follow(given["former_names"], names, lambda one: one.name, keeper, row, lambda name: FormerName(
            department=department, name=name))  # fmt: skip
    sites = [] if fresh else list(department.sites.all())
    if given.get("site_url"):
        _main_site(department, sites, given, keeper, row)
    if "subordinates" in given:
        below = [site for site in sites if not site.main]
        _follow(given["subordinates"], below, lambda one: one.url, keeper, row, lambda url: Site(
            department=department, url=url, name=urlsplit(url).hostname or url))  # fmt: skip


def _follow(
    wanted: Sequence[str],
    there: Sequence[Any],
    key: Callable[[Any], str],
    keeper: Keeper,
    row: Row,
    make: Callable[[str], Any],
) -> None:
    """Makes a department's names or sites those of a list: others are added, those not in it taken out."""
    known = {key(one): one for one in there}
    for name in wanted:
        if name not in known:
            keeper.create(make(name), row.number, name)
    for name, one in known.items():
        if name not in wanted:
            keeper.remove(one, row.number, name)


def _main_site(
    department: Department, sites: Sequence[Site], given: Mapping[str, Value], keeper: Keeper, row: Row
) -> None:
    main = next((site for site in sites if site.main), None)
    name = given.get("site_name") or (main.name if main else f"{department.name}网站")
    wanted = {"url": given["site_url"], "name": name}
    if "site_code" in given:
        wanted["code"] = given["site_code"]
    if main is None:
        keeper.create(Site(department=department, main=True, **wanted), row.number, name)
        return
    different = {key: value for key, value in wanted.items() if getattr(main, key) != value}
    if different:
        keeper.change(main, different, row.number, name)


def _departments(scope: Scope) -> Iterable[Mapping[str, Value]]:
    return (values_of(one) for one in Department.objects.prefetch_related("sites", "former_names"))


# --- what belongs to a department ---------------------------------------------------------------------------------
def _found(row: Row, names: Names, plan: Plan) -> Department | None:
    """The department of a row; where there is none, the plan says so."""
    words = row.values.get("department")
    if not words:
        return None
    try:
        department = names.find(str(words))
    except InputError as error:
        plan.errors.append(f"“部门”{error}")
        return None
    plan.department = department.pk
    plan.label = f"{department.name}：{plan.label}"
    plan.wanted = {**settled(row.values), "department": department.name}
    return department


def _plan_sites(rows: Sequence[Row], scope: Scope) -> list[Plan]:
    names = Names()
    mains: dict[int, str] = {}
    plans = []
    for row in rows:
        plan = Plan("", str(row.values.get("name", "")))
        department = _found(row, names, plan)
        if department is not None and row.values.get("url"):
            url = row.values["url"]
            plan.key = f"{department.pk} {url}"
            plan.object = next((site for site in department.sites.all() if site.url == url), None)
            if plan.object is not None:
                plan.current = {"department": department.name, **site_values(plan.object)}
            plan.errors += _lines(faults_of_site(plan.wanted, plan.object, department), columns.SITE)
            if plan.wanted.get("main") and mains.setdefault(department.pk, url) != url:
                plan.errors.append(f"“主站”{department.name}在文件里有两个主站；请只留一个")
        plans.append(plan)
    return plans


def _apply_site(row: Row, plan: Plan, scope: Scope, keeper: Keeper) -> None:
    given = {key: value for key, value in plan.wanted.items() if key != "department"}
    if plan.object is None:
        keeper.create(Site(department_id=plan.department, **given), row.number, plan.label)
    else:
        now = site_values(plan.object)
        keeper.change(plan.object, {k: v for k, v in given.items() if now[k] != v}, row.number, plan.label)


def _sites(scope: Scope) -> Iterable[Mapping[str, Value]]:
    for site in Site.objects.select_related("department").order_by("department__code", "-main", "name"):
        yield {"department": site.department.name, **site_values(site)}


def _plan_names(rows: Sequence[Row], scope: Scope) -> list[Plan]:
    names = Names()
    plans = []
    for row in rows:
        plan = Plan("", str(row.values.get("name", "")))
        department = _found(row, names, plan)
        if department is not None and row.values.get("name"):
            name = row.values["name"]
            plan.key = f"{department.pk} {name}"
            if name == department.name:
                plan.errors.append("“旧名称”与现在的名称相同；请核对")
            plan.object = next((one for one in department.former_names.all() if one.name == name), None)
            if plan.object is not None:
                until = plan.object.until.isoformat() if plan.object.until else None
                plan.current = {"department": department.name, "name": name, "until": until}
        plans.append(plan)
    return plans


def _apply_name(row: Row, plan: Plan, scope: Scope, keeper: Keeper) -> None:
    until = FormerName._meta.get_field("until").to_python(plan.wanted.get("until"))
    if plan.object is None:
        made = FormerName(department_id=plan.department, name=plan.wanted["name"], until=until)
        keeper.create(made, row.number, plan.label)
    else:
        keeper.change(plan.object, {"until": until}, row.number, plan.label)


def _names(scope: Scope) -> Iterable[Mapping[str, Value]]:
    for one in FormerName.objects.select_related("department").order_by("department__code", "name"):
        until = one.until.isoformat() if one.until else None
        yield {"department": one.department.name, "name": one.name, "until": until}


# --- duties -------------------------------------------------------------------------------------------------------
_DUTY = tuple(field.key for field in columns.DUTY)


def duty_key(item: Mapping[str, Value]) -> str:
    """What makes two rows the same item: its name and class."""
    return f"{item.get('class', '')} {item['name']}"


def _plan_duties(rows: Sequence[Row], scope: Scope) -> list[Plan]:
    names = Names()
    kept = {
        number: {duty_key(item): item for item in department.duty_items or ()}
        for number, department in names.departments.items()
    }
    plans = []
    for row in rows:
        plan = Plan("", str(row.values.get("name", "")))
        department = _found(row, names, plan)
        if department is not None and row.values.get("name"):
            key = duty_key(plan.wanted)
            plan.key, plan.object = f"{department.pk} {key}", department
            begins, ends = plan.wanted.get("from", ""), plan.wanted.get("to", "")
            if begins and ends and ends < begins:
                plan.errors.append("“失效日期”早于生效日期；请核对")
            item = kept[department.pk].get(key)
            if item is not None:
                plan.current = {"department": department.name, **{name: item.get(name, "") for name in _DUTY}}
        plans.append(plan)
    return plans


def _apply_duty(row: Row, plan: Plan, scope: Scope, keeper: Keeper) -> None:
    item = {key: plan.wanted[key] for key in _DUTY if key in plan.wanted}
    department = plan.object
    known: dict[str, int] | None = getattr(department, "_places_of_duties", None)
    if known is None:
        # One list a department for the whole file: the kept list stays as it is, for undoing.
        items = list(department.duty_items or ())
        known = department._places_of_duties = {duty_key(one): at for at, one in enumerate(items)}
        keeper.change(department, {"duty_items": items}, row.number, department.name)
    key = duty_key(plan.wanted)
    if key in known:
        department.duty_items[known[key]] = {**department.duty_items[known[key]], **item}
    else:
        known[key] = len(department.duty_items)
        department.duty_items.append(item)


def _duties(scope: Scope) -> Iterable[Mapping[str, Value]]:
    for department in Department.objects.exclude(duty_items=None):
        for item in department.duty_items or ():
            yield {"department": department.name, **item}


DEPARTMENTS = register(
    Kind(
        "departments",
        "部门",
        "部门的名称、类别、办事服务、重点领域（附录1）、公共服务（附录2）、上级机关、曾用名、主站和下属网站。",
        columns.DEPARTMENT,
        _plan_departments,
        _apply_department,
        _departments,
        _told,
        order=10,
    )
)
SITES = register(
    Kind(
        "sites",
        "网站",
        "部门的主站和下属（组织填报）网站，含标识码和同属本站的其他主机。",
        (replace(columns.DEPARTMENT_OF, synonyms=(*columns.DEPARTMENT_OF.synonyms, "主管单位")), *columns.SITE),
        _plan_sites,
        _apply_site,
        _sites,
        _told,
        order=20,
    )
)
DUTIES = register(
    Kind(
        "duties",
        "权责清单事项",
        "部门权责清单的事项，含类别和生效、失效日期；许可、确认和其他类是 3.1.1-1 的分母。",
        (columns.DEPARTMENT_OF, *columns.DUTY),
        _plan_duties,
        _apply_duty,
        _duties,
        _told,
        order=30,
    )
)
FORMER_NAMES = register(
    Kind(
        "former-names",
        "曾用名",
        "机构改革前后的名称，用旧名称登记的记录由此认得是哪个部门。",
        (columns.DEPARTMENT_OF, *columns.FORMER_NAME),
        _plan_names,
        _apply_name,
        _names,
        _told,
        order=40,
    )
)
