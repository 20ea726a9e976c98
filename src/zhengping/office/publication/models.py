"""What was published: frozen, hashed, signed by two people; later corrections stay visible."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Publication(models.Model):
    """The frozen results of a round. `content`: all that is published, without security detail or personal data."""

    class State(models.TextChoices):
        """Where it stands."""

        FROZEN = "frozen", "已冻结，待签发"
        SIGNED = "signed", "一人已签"
        PUBLISHED = "published", "已公布"
        DISCARDED = "discarded", "已作废"

    round = models.ForeignKey("rounds.Round", on_delete=models.PROTECT, related_name="publications")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.FROZEN)
    content = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    first_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    first_at = models.DateTimeField(null=True)
    second_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)
    pending_reason = models.CharField("有待定采分点仍公布的理由", max_length=500, blank=True)
    discarded_at = models.DateTimeField(null=True)
    discarded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    discard_reason = models.CharField("作废的理由", max_length=500, blank=True)

    class Meta:
        """Newest first; one that is not discarded a round."""

        ordering = ("-frozen_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["round"], condition=~models.Q(state="discarded"), name="one_publication_a_round"
            ),
        )


class ResultConfirmation(models.Model):
    """That the office confirmed a department's result as it stood: `sha256` of the assessment that was confirmed."""

    participation = models.OneToOneField(
        "rounds.Participation", on_delete=models.CASCADE, related_name="result_confirmation"
    )
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Correction(models.Model):
    """A change after publication: what was published, what holds now, why; stands on the public pages."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="corrections")
    department_code = models.CharField(max_length=40)
    point = models.CharField("采分点", max_length=12)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = models.CharField("理由", max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """In the order in which they came."""

        ordering = ("at", "pk")
