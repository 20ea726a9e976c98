"""Departments, their names over the years, their sites and what the rules need to know of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models

SERVICE_CLASSES = frozenset({"行政许可", "行政确认", "其他行政权力", "许可", "确认", "其他", ""})
"""Classes of duties whose items need a guide to services (3.1.1-1: 许可、确认和其他办事事项)."""


class Department(models.Model):
    """A department that is evaluated. `has_key_areas` None: appendix 1 has not been given yet, so 1.2.4 is pending.

    `higher_levels`: names of higher offices whose news count as theirs; `other_names`: names that its pages use.
    `duty_items`: the items of its list of duties (`name`, `class`, `code`, `from`, `to`); None where not given.
    """

    code = models.SlugField("部门编码", max_length=40, unique=True)
    name = models.CharField("部门名称", max_length=120, unique=True)
    short_name = models.CharField("简称", max_length=40, blank=True)
    group = models.CharField("类别", max_length=60, blank=True)
    other_names = models.JSONField("网页上用的其他名称", default=list, blank=True)
    higher_levels = models.JSONField("上级机关", default=list, blank=True)
    has_administrative_services = models.BooleanField("有行政办事服务", default=True)
    has_key_areas = models.BooleanField("有重点领域考核任务（附录1）", null=True, default=None)
    key_areas = models.JSONField("重点领域（附录1）", default=list, blank=True)
    public_services = models.JSONField("公共服务（附录2）", null=True, default=None, blank=True)
    duty_items = models.JSONField("权责清单事项", null=True, default=None, blank=True)
    active = models.BooleanField("参加评估", default=True)

    class Meta:
        """By name."""

        ordering = ("code",)

    def __str__(self) -> str:
        return self.name

    @property
    def main_site(self) -> Site | None:
        """The site that is evaluated."""
        return next((site for site in self.sites.all() if site.main), None)

    def facts(self) -> dict[str, bool]:
        """The facts of the score contract. Key areas that are not known count as given (their points are pending)."""
        return {
            "has_administrative_services": self.has_administrative_services,
            "has_key_area_tasks": self.has_key_areas is not False,
            "declared_no_hot_events": False,
        }

    def service_items(self, day: date | None = None) -> list[dict[str, Any]]:
        """The items of the list of duties that need a guide (3.1.1-1): 许可, 确认, 其他 and those without a class.

        `day`: only those in force on that day (from `from` on, up to the day before `to`).
        """
        items = [item for item in self.duty_items or () if item.get("class", "") in SERVICE_CLASSES]
        if day is None:
            return items
        text = day.isoformat()
        return [i for i in items if (i.get("from") or "") <= text and (not i.get("to") or text < i["to"])]

    def as_evaluated(self, day: date | None = None) -> dict[str, Any]:
        """The department as `zhengping evaluate --department` reads it; `day`: with the duties of that day."""
        data: dict[str, Any] = {
            "name": self.name,
            "other_names": [*self.other_names, *(former.name for former in self.former_names.all())],
            "higher_levels": self.higher_levels,
            "subordinate_sites": [site.url for site in self.sites.all() if not site.main],
            **self.facts(),
        }
        if self.duty_items is not None:
            data["items"] = [item["name"] for item in self.service_items(day)]
        if self.has_key_areas is not None:
            data["areas"] = self.key_areas
        if self.public_services is not None:
            data["services"] = self.public_services
        return data


class FormerName(models.Model):
    """An earlier name, so that records from before a reform are joined."""

    department = models.ForeignKey(Department, on_delete=models.CASCADE, related_name="former_names")
    name = models.CharField("旧名称", max_length=120)
    until = models.DateField("改名日期", null=True, blank=True)

    class Meta:
        """One row a name."""

        constraints = (models.UniqueConstraint(fields=["department", "name"], name="former_name_once"),)


class Site(models.Model):
    """A website: the department's own (`main`) or a subordinate one. `hosts`: other hosts that belong to it."""

    department = models.ForeignKey(Department, on_delete=models.CASCADE, related_name="sites")
    name = models.CharField("网站名称", max_length=120)
    url = models.URLField("首页网址", max_length=300)
    code = models.CharField("网站标识码", max_length=20, blank=True)
    main = models.BooleanField("主站", default=False)
    hosts = models.JSONField("同属本站的其他主机", default=list, blank=True)

    class Meta:
        """The main site first; one main site a department."""

        ordering = ("-main", "name")
        constraints = (
            models.UniqueConstraint(fields=["department", "url"], name="site_once"),
            models.UniqueConstraint(fields=["department"], condition=models.Q(main=True), name="one_main_site"),
        )

    def __str__(self) -> str:
        return self.name
