"""What holds for each point, why, and how it came to; the scorecards that follow from it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from zhengping.office.core.fields import ExactField


class Authority(models.TextChoices):
    """Who decides a value, the highest first: rule, arbitration, expert, confirmed machine value."""

    RULE = "rule", "规则"
    ARBITRATION = "arbitration", "仲裁"
    EXPERT = "expert", "专家"
    MACHINE = "machine", "机器（已确认）"
    NONE = "none", "待定"


class PointStanding(models.Model):
    """What holds for one point of one department now; `value` None = pending. `why` in Chinese, `basis` the sources."""

    participation = models.ForeignKey("rounds.Participation", on_delete=models.CASCADE, related_name="standings")
    point = models.CharField("采分点", max_length=12)
    value = ExactField("分值", null=True, blank=True)
    authority = models.CharField("依据", max_length=12, choices=Authority.choices, default=Authority.NONE)
    why = models.CharField("说明", max_length=1000, blank=True)
    basis = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        """Once a point."""

        constraints = (models.UniqueConstraint(fields=["participation", "point"], name="standing_once"),)


class ValueChange(models.Model):
    """One change of what holds: who, when, from, to, by which authority, why. Never changed."""

    participation = models.ForeignKey("rounds.Participation", on_delete=models.CASCADE, related_name="changes")
    point = models.CharField("采分点", max_length=12, db_index=True)
    before = ExactField(null=True)
    after = ExactField(null=True)
    authority_before = models.CharField(max_length=12, choices=Authority.choices)
    authority_after = models.CharField(max_length=12, choices=Authority.choices)
    why = models.CharField(max_length=1000, blank=True)
    basis = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """In the order in which they came."""

        ordering = ("at", "pk")


class Score(models.Model):
    """The scorecard of a department as the contract `score` gives it, and the input it was made from.

    `exact_total`, `exact_base`, `exact_applicable`: fractions as text (`numerator/denominator`), for the ranking.
    """

    participation = models.OneToOneField("rounds.Participation", on_delete=models.CASCADE, related_name="score")
    assessment = models.JSONField(default=dict)
    scorecard = models.JSONField(default=dict)
    exact_total = models.CharField(max_length=200, default="0/1")
    exact_base = models.CharField(max_length=200, default="0/1")
    exact_applicable = models.CharField(max_length=200, default="90/1")
    pending = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
