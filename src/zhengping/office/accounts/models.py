"""People, and tokens for programs that act for them."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models

from zhengping.office.core.roles import DEPARTMENT, EXPERTS, OFFICE, Role


class User(AbstractUser):
    """A person with one role. Reporters and reviewers belong to a department; nobody else does.

    `version` counts the changes of the account by an administrator: a form that saw an older one changes nothing.
    """

    role = models.CharField("角色", max_length=10, choices=Role.choices, default=Role.OBSERVER)
    department = models.ForeignKey(
        "departments.Department",
        verbose_name="部门",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="users",
    )
    display_name = models.CharField("姓名", max_length=60)
    specialty = models.CharField("专长（指标编码，空格分开）", max_length=120, blank=True)
    must_change_password = models.BooleanField("下次登录须改密码", default=False)
    must_use_second_factor = models.BooleanField("须用两步验证", default=False)
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        """A department for those of a department and for no others."""

        ordering = ("username",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(role__in=["reporter", "reviewer"], department__isnull=False)
                | (~models.Q(role__in=["reporter", "reviewer"]) & models.Q(department__isnull=True)),
                name="department_by_role",
            ),
        )

    def __str__(self) -> str:
        return self.display_name or self.username

    @property
    def is_office(self) -> bool:
        """Administrator or staff."""
        return self.role in OFFICE

    @property
    def is_admin(self) -> bool:
        """Administrator of the platform."""
        return self.role == Role.ADMIN

    @property
    def is_of_department(self) -> bool:
        """Reporter or reviewer of a department."""
        return self.role in DEPARTMENT

    @property
    def is_expert(self) -> bool:
        """Expert or chief expert."""
        return self.role in EXPERTS


class ApiToken(models.Model):
    """A token of the API: acts as its user within `scopes`. Only the hash is kept; the token is shown once."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField("用途", max_length=80)
    prefix = models.CharField(max_length=8, db_index=True)
    hash = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField("范围", default=list)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField("到期")
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        """Newest first."""

        ordering = ("-made_at",)
