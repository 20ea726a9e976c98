"""Experts' part: who scores what, each expert's value, and the chief expert's decision where they differ."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from zhengping.office.core.fields import ExactField


class Assignment(models.Model):
    """An expert is to score one point of one department. `again`: asked anew after an appeal, with the question."""

    participation = models.ForeignKey("rounds.Participation", on_delete=models.CASCADE, related_name="assignments")
    point = models.CharField("采分点", max_length=12)
    expert = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assignments")
    made_at = models.DateTimeField()
    again = models.CharField("再次评审的问题", max_length=500, blank=True)
    again_at = models.DateTimeField(null=True)
    """When it was asked anew; the expert's earlier value holds until all experts of the point have scored anew."""
    withdrawn_at = models.DateTimeField(null=True)
    """Taken from the expert (he fell out, or somebody else scores it); the row and its scores stay for the record."""
    withdrawn_why = models.CharField("撤回理由", max_length=300, blank=True)

    class Meta:
        """Once an expert."""

        constraints = (models.UniqueConstraint(fields=["participation", "point", "expert"], name="assignment_once"),)
        indexes = (models.Index(fields=["expert", "participation"]),)


class ExpertScore(models.Model):
    """An expert's value; a new one is a new row, the newest holds (`current`), the others are the history (undo)."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="scores")
    value = ExactField("分值", null=True)
    comment = models.TextField("意见", blank=True)
    at = models.DateTimeField()
    current = models.BooleanField(default=True)
    undone = models.BooleanField(default=False)

    class Meta:
        """Oldest first; one current a task."""

        ordering = ("at", "pk")
        constraints = (
            models.UniqueConstraint(fields=["assignment"], condition=models.Q(current=True), name="one_current_score"),
        )


class Draft(models.Model):
    """What an expert has typed and not yet saved as his value; counts for nothing, goes on on another device."""

    assignment = models.OneToOneField(Assignment, on_delete=models.CASCADE, related_name="draft")
    value = models.CharField("分值", max_length=24, blank=True)
    comment = models.TextField("意见", blank=True)
    at = models.DateTimeField()


class Arbitration(models.Model):
    """The chief expert's decision on a point; the newest holds."""

    participation = models.ForeignKey("rounds.Participation", on_delete=models.CASCADE, related_name="arbitrations")
    point = models.CharField("采分点", max_length=12)
    value = ExactField("分值")
    reason = models.TextField("理由")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    current = models.BooleanField(default=True)

    class Meta:
        """Oldest first; one current a point."""

        ordering = ("at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["participation", "point"], condition=models.Q(current=True), name="one_current_arbitration"
            ),
        )
