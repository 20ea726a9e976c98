"""Self-assessment: claims point by point, proofs, declarations, applications for bonus, the report, the submission."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from zhengping.office.core.fields import ExactField


class SelfAssessment(models.Model):
    """A department's self-assessment. `receipt`: the hash of all that was submitted; `late`: after the phase's end.

    `submitted_*`, `receipt` and `late` are those of the newest `Submission`; `first_submitted_at` decides 6.2.2-1.
    `key_areas_decision`: what the office made of the declaration that there are no key areas.
    """

    class State(models.TextChoices):
        """Where it stands."""

        DRAFT = "draft", "填写中"
        READY = "ready", "待审核"
        RETURNED = "returned", "退回修改"
        SUBMITTED = "submitted", "已提交"

    participation = models.OneToOneField(
        "rounds.Participation", on_delete=models.CASCADE, related_name="self_assessment"
    )
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.DRAFT)
    report = models.TextField("自评报告", blank=True)
    no_hot_events = models.BooleanField("本年度无热点回应事件", default=False)
    no_key_areas = models.BooleanField("无重点领域考核任务", default=False)
    other_declarations = models.TextField("其他说明", blank=True)
    return_reason = models.CharField("退回理由", max_length=500, blank=True)
    ready_at = models.DateTimeField(null=True)
    ready_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    first_submitted_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    late = models.BooleanField("逾期", default=False)
    receipt = models.CharField("回执", max_length=64, blank=True)
    submitted_content = models.JSONField(default=dict)
    key_areas_decision = models.CharField(
        "无重点领域任务的认定",
        max_length=10,
        choices=[("", "未认定"), ("confirmed", "认可"), ("refused", "不认可")],
        blank=True,
        default="",
    )
    key_areas_reason = models.CharField("认定理由", max_length=300, blank=True)
    version = models.PositiveIntegerField(default=0)


class Submission(models.Model):
    """One submission as it was frozen. Never changed; a later one, after a reopening, stands beside it."""

    self_assessment = models.ForeignKey(SelfAssessment, on_delete=models.CASCADE, related_name="submissions")
    number = models.PositiveSmallIntegerField("第几次提交")
    content = models.JSONField(default=dict)
    receipt = models.CharField("回执", max_length=64, db_index=True)
    late = models.BooleanField("逾期", default=False)
    at = models.DateTimeField("提交时间")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """In their order; a number once."""

        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["self_assessment", "number"], name="submission_once"),)


class Proof(models.Model):
    """A proof file; a new version `replaces` an earlier one, which is kept. `evidence_date`: of what it shows."""

    self_assessment = models.ForeignKey(SelfAssessment, on_delete=models.CASCADE, related_name="proofs")
    name = models.CharField("文件名", max_length=200)
    kind = models.CharField("种类", max_length=8)
    size = models.PositiveBigIntegerField("字节")
    sha256 = models.CharField(max_length=64)
    stored = models.CharField(max_length=200)
    evidence_date = models.DateField("证明材料的日期", null=True, blank=True)
    description = models.CharField("说明", max_length=300, blank=True)
    uploaded_at = models.DateTimeField("上传时间")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    withdrawn_at = models.DateTimeField(null=True)
    """Taken out before the submission; the file is kept."""
    handed_in_at = models.DateTimeField(null=True)
    """When it was first part of a submission or an appeal; before, only the department sees it."""


class Claim(models.Model):
    """What the department says of one point. `version` rises with each change: two who edit see each other."""

    self_assessment = models.ForeignKey(SelfAssessment, on_delete=models.CASCADE, related_name="claims")
    point = models.CharField("采分点", max_length=12)
    value = ExactField("自评", null=True, blank=True)
    explanation = models.TextField("说明", blank=True)
    addresses = models.JSONField("网址", default=list)
    proofs = models.ManyToManyField(Proof, blank=True, related_name="claims")
    version = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(null=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Once a point."""

        constraints = (models.UniqueConstraint(fields=["self_assessment", "point"], name="claim_once"),)


class BonusApplication(models.Model):
    """An application for bonus (8.1.1 case, 8.1.2 award, 8.1.3 media report), one event each, with proofs.

    `decided` None = not decided; a case's `decided` is its score from 0 to 2, an award's and a report's 1 or 0.
    """

    class Kind(models.TextChoices):
        """The indicator that it is for."""

        CASE = "case", "创新案例（8.1.1）"
        AWARD = "award", "表彰（8.1.2）"
        MEDIA = "media", "媒体报道（8.1.3）"

    self_assessment = models.ForeignKey(SelfAssessment, on_delete=models.CASCADE, related_name="applications")
    kind = models.CharField("种类", max_length=8, choices=Kind.choices)
    title = models.CharField("名称", max_length=200)
    explanation = models.TextField("说明", blank=True)
    issuer = models.CharField("颁发或报道单位", max_length=120, blank=True)
    day = models.DateField("日期", null=True, blank=True)
    address = models.URLField("网址", max_length=500, blank=True)
    proofs = models.ManyToManyField(Proof, blank=True, related_name="applications")
    decided = ExactField("认定", null=True, blank=True, highest=2)
    reason = models.CharField("理由", max_length=500, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    handed_in_at = models.DateTimeField(null=True)
    """Since when, as it now is, it is part of a submission; None: the office does not see it yet."""
    version = models.PositiveIntegerField(default=0)
