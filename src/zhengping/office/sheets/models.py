"""What was imported from spreadsheets, so that it can be seen and undone."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class ImportBatch(models.Model):
    """One file imported. `fates`: one object a row: number, fate (new, changed, same, wrong), words, key.

    `before`: what undoing needs: for each object touched its model, number and former fields (None = was not there).
    """

    class State(models.TextChoices):
        """Where it stands."""

        TRIED = "tried", "试导入"
        APPLIED = "applied", "已导入"
        UNDONE = "undone", "已撤销"

    kind = models.CharField("种类", max_length=40, db_index=True)
    round_number = models.BigIntegerField("轮次", null=True, db_index=True)
    file_name = models.CharField("文件名", max_length=200)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.TRIED)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    left_out = models.PositiveIntegerField("跳过的行", default=0)
    told = models.JSONField(default=list)
    """What the reader did without asking: columns not used, sheets and lines not read."""
    fates = models.JSONField(default=list)
    before = models.JSONField(default=list)

    class Meta:
        """Newest first."""

        ordering = ("-at",)
