"""The machine's part of a round: a run for each site, its findings, and their confirmation by the office."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from zhengping.office.core.fields import ExactField


class SiteRun(models.Model):
    """One evaluation of a department's site. `folder`: below the data folder, with archive and result files.

    `progress`: what is shown (`pages`, `queue`, `step`); `workflow`: the background work's number.
    """

    class State(models.TextChoices):
        """Where the work stands."""

        WAITING = "waiting", "等待"
        RUNNING = "running", "进行中"
        PAUSED = "paused", "已暂停"
        CANCELLED = "cancelled", "已取消"
        DONE = "done", "完成"
        UNJUDGED = "unjudged", "网站无法评判"
        FAILED = "failed", "出错"

    participation = models.ForeignKey("rounds.Participation", on_delete=models.CASCADE, related_name="runs")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.WAITING)
    folder = models.CharField(max_length=200, blank=True)
    workflow = models.CharField(max_length=80, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    progress = models.JSONField(default=dict)
    message = models.CharField("说明", max_length=500, blank=True)
    observed = models.JSONField(default=dict)
    summary = models.JSONField(default=dict)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    current = models.BooleanField(default=False)
    """The run whose findings hold; one a participation."""

    class Meta:
        """Newest first."""

        ordering = ("-asked_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=["participation"], condition=models.Q(current=True), name="one_current_run"),
        )


class PointFinding(models.Model):
    """The machine's finding of one point, as `result.json` gives it."""

    run = models.ForeignKey(SiteRun, on_delete=models.CASCADE, related_name="findings")
    point = models.CharField("采分点", max_length=12)
    state = models.CharField("状态", max_length=16)
    value = ExactField("分值", null=True, blank=True)
    confidence = ExactField("把握", default="0")
    finding = models.TextField("所见", blank=True)
    advice = models.TextField("建议", blank=True)
    evidence = models.JSONField(default=list)

    class Meta:
        """Once a run."""

        constraints = (models.UniqueConstraint(fields=["run", "point"], name="finding_once"),)


class Confirmation(models.Model):
    """A machine value that the office confirmed: the finding and the value as they were then."""

    participation = models.ForeignKey("rounds.Participation", on_delete=models.CASCADE, related_name="confirmations")
    point = models.CharField("采分点", max_length=12)
    finding = models.ForeignKey(PointFinding, on_delete=models.PROTECT, related_name="+")
    value = ExactField("分值")
    note = models.CharField("说明", max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Once a point."""

        constraints = (models.UniqueConstraint(fields=["participation", "point"], name="confirmation_once"),)
