"""Who takes part: the roles, and groups of them that declarations name."""

from __future__ import annotations

from django.db.models import TextChoices


class Role(TextChoices):
    """What a person is in the office; one role a person, so that nobody judges what he reported."""

    ADMIN = "admin", "平台管理员"
    STAFF = "staff", "评估工作人员"
    REPORTER = "reporter", "部门填报人"
    REVIEWER = "reviewer", "部门审核人"
    EXPERT = "expert", "评审专家"
    CHIEF = "chief", "首席专家"
    OBSERVER = "observer", "观察员"
    AUDITOR = "auditor", "审计员"


OFFICE = frozenset({Role.ADMIN, Role.STAFF})
DEPARTMENT = frozenset({Role.REPORTER, Role.REVIEWER})
EXPERTS = frozenset({Role.EXPERT, Role.CHIEF})
READERS = frozenset({Role.OBSERVER, Role.AUDITOR})
"""See what the office sees and change nothing; an observer sees no proofs and no names of experts."""
EVERYONE = frozenset(Role)
