"""Who and what is in the demonstration: twelve departments, and people of every role."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from zhengping.office.accounts.models import User
from zhengping.office.accounts.people import create_user
from zhengping.office.core.roles import Role
from zhengping.office.departments.models import Department, Site

REGION = "澜川自治区"
GENERATED = (
    ("fgw", "发展和改革委员会", "good"),
    ("czt", "财政厅", "good"),
    ("jyt", "教育厅", "good"),
    ("mzt", "民政厅", "middling"),
    ("jtt", "交通运输厅", "middling"),
    ("wjw", "卫生健康委员会", "middling"),
    ("scjg", "市场监督管理局", "middling"),
    ("tjj", "统计局", "poor"),
    ("lyj", "林业局", "poor"),
)
"""Code, name, and the sample that most of its findings come from."""
SAMPLES = {"good": "nst", "middling": "wtj", "poor": "gsj"}
"""Codes of the departments whose sites are the three samples."""
EXPERTS = (("expert1", "陈思远"), ("expert2", "李文静"), ("expert3", "王建国"), ("expert4", "赵敏"))
OTHERS = (
    ("admin", "周平", Role.ADMIN),
    ("staff", "吴晓岚", Role.STAFF),
    ("chief", "郑国华", Role.CHIEF),
    ("observer", "孙立", Role.OBSERVER),
    ("auditor", "钱一鸣", Role.AUDITOR),
)


@dataclass
class Cast:
    """People by sign-in name, departments by code, and the password that all have."""

    password: str
    users: dict[str, User] = field(default_factory=dict)
    departments: dict[str, Department] = field(default_factory=dict)

    def reporter(self, department: Department) -> User:
        """The department's reporter."""
        return self.users[f"{department.code}-tb"]

    def reviewer(self, department: Department) -> User:
        """The department's reviewer."""
        return self.users[f"{department.code}-sh"]


def make_cast(samples: dict[str, dict[str, Any]]) -> Cast:
    """Makes departments and people. `samples`: the department files of the three samples by key, with `url`."""
    cast = Cast(f"Demo-{secrets.token_urlsafe(9)}1")
    admin = None
    for name, shown, role in OTHERS:
        made = create_user({"username": name, "display_name": shown, "role": role}, admin, password=cast.password).user
        admin = admin or made
        cast.users[name] = made
    for name, shown in EXPERTS:
        cast.users[name] = create_user(
            {"username": name, "display_name": shown, "role": Role.EXPERT}, admin, password=cast.password
        ).user
    for key, data in samples.items():
        code = SAMPLES[key]
        cast.departments[code] = _department(code, data["name"], data["url"], data)
    for code, name, base in GENERATED:
        data = samples[base]
        cast.departments[code] = _department(code, f"{REGION}{name}", f"http://{code}.example.invalid/", data)
    for department in cast.departments.values():
        for end, shown, role in (("tb", "填报人", Role.REPORTER), ("sh", "审核人", Role.REVIEWER)):
            given: dict[str, Any] = {
                "username": f"{department.code}-{end}",
                "display_name": f"{department.short_name}{shown}",
                "role": role,
                "department": department,
            }
            made = create_user(given, admin, password=cast.password).user
            cast.users[made.username] = made
    return cast


def _department(code: str, name: str, url: str, data: dict[str, Any]) -> Department:
    short = name.removeprefix(REGION)
    department = Department.objects.create(
        code=code,
        name=name,
        short_name=short,
        group="政府组成部门",
        other_names=[short],
        higher_levels=data["higher_levels"],
        has_administrative_services=data["has_administrative_services"],
        has_key_areas=data["has_key_area_tasks"],
        key_areas=data.get("areas", []),
        public_services=data.get("services"),
        duty_items=[{"name": item, "class": "许可"} for item in data.get("items", [])],
    )
    Site.objects.create(department=department, name=f"{name}网站", url=url, main=True)
    return Department.objects.prefetch_related("sites", "former_names").get(pk=department.pk)


def sample_data(samples: Path, key: str, url: str) -> dict[str, Any]:
    """A sample's department file with the address under which it was evaluated."""
    import json

    data: dict[str, Any] = json.loads((samples / key / "department.json").read_text(encoding="utf-8"))
    return {**data, "url": url}
