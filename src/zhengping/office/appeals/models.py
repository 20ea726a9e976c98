"""Appeals of a department against a value, and what came of them."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from zhengping.office.core.fields import ExactField


class Appeal(models.Model):
    """A department's appeal on one point. `value_then`: what held when it was filed; `due`: the answer's last day."""

    class State(models.TextChoices):
        """Where it stands."""

        FILED = "filed", "已提出"
        EXPERTS = "experts", "专家再评"
        UPHELD = "upheld", "采纳"
        PARTLY = "partly", "部分采纳"
        REJECTED = "rejected", "不采纳"
        WITHDRAWN = "withdrawn", "已撤回"

    participation = models.ForeignKey("rounds.Participation", on_delete=models.CASCADE, related_name="appeals")
    point = models.CharField("采分点", max_length=12)
    reason = models.TextField("理由")
    proofs = models.ManyToManyField("assessment.Proof", blank=True, related_name="appeals")
    wanted = ExactField("认为应得", null=True, blank=True)
    value_then = ExactField(null=True)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.FILED)
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    filed_at = models.DateTimeField()
    due = models.DateField("答复期限")
    answer = models.TextField("答复", blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    new_value = ExactField("改为", null=True, blank=True)
    question = models.CharField("请专家再评的问题", max_length=500, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        """Oldest first; one open appeal a point."""

        ordering = ("filed_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["participation", "point"],
                condition=models.Q(state__in=["filed", "experts"]),
                name="one_open_appeal",
            ),
        )

    @property
    def is_open(self) -> bool:
        """Whether it still waits for an answer."""
        return self.state in (self.State.FILED, self.State.EXPERTS)
