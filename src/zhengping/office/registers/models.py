"""Records from outside (domain reference, section g): one table of entries, each kind with its own columns."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class RegisterEntry(models.Model):
    """One row of a register. `data`: the columns of its kind (registers/kinds.py), dates as YYYY-MM-DD.

    `round` None: holds for every round that its dates fall into.
    """

    round = models.ForeignKey("rounds.Round", null=True, on_delete=models.CASCADE, related_name="register_entries")
    department = models.ForeignKey("departments.Department", on_delete=models.PROTECT, related_name="register_entries")
    kind = models.CharField("种类", max_length=40, db_index=True)
    key = models.CharField("编号", max_length=200)
    data = models.JSONField(default=dict)
    batch = models.ForeignKey("sheets.ImportBatch", null=True, on_delete=models.PROTECT, related_name="+")
    row = models.PositiveIntegerField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """A record once a kind and department."""

        constraints = (
            models.UniqueConstraint(fields=["round", "kind", "department", "key"], name="entry_once"),
            models.UniqueConstraint(
                fields=["kind", "department", "key"], condition=models.Q(round=None), name="entry_of_no_round_once"
            ),
        )


class RegisterState(models.Model):
    """That a register of a round is complete: only then does its rule speak (none known is not known to be none)."""

    round = models.ForeignKey("rounds.Round", on_delete=models.CASCADE, related_name="register_states")
    kind = models.CharField(max_length=40)
    complete = models.BooleanField(default=False)
    chosen = models.JSONField(default=dict)
    """What the office set for the round (registers/kinds.py, `settings`)."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Once a kind."""

        constraints = (models.UniqueConstraint(fields=["round", "kind"], name="register_state_once"),)
