"""An evaluation round: its calendar, its departments, its experts, and who must not judge whom."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from zhengping.office.core.fields import ExactField


class Phase(models.TextChoices):
    """The phases of a round, in their order."""

    PREPARATION = "preparation", "准备"
    SELF_ASSESSMENT = "self_assessment", "自评"
    COLLECTION = "collection", "机器采集"
    REVIEW = "review", "专家评审"
    ARBITRATION = "arbitration", "仲裁"
    FEEDBACK = "feedback", "反馈与申诉"
    CONFIRMATION = "confirmation", "确认"
    PUBLICATION = "publication", "公布"


class Round(models.Model):
    """One evaluation by one edition at one monitoring date. `phase` is where it stands; the office moves it on.

    `difference`: from which difference between experts' values the chief expert decides. `blind_to_claims`: experts
    do not see the department's own claim. `show_findings`: departments see the machine's finding while they assess
    themselves. `pass_mark`, `top_mark`: per cent of the applicable base points.
    """

    name = models.CharField("名称", max_length=120, unique=True)
    year = models.PositiveIntegerField("年度")
    edition = models.CharField("指标体系", max_length=200, default="guangxi-departments")
    monitoring_date = models.DateField("监测点")
    phase = models.CharField("阶段", max_length=16, choices=Phase.choices, default=Phase.PREPARATION)
    experts_a_point = models.PositiveSmallIntegerField("每个采分点的专家人数", default=2)
    difference = ExactField("差异界限", default="0.25")
    blind_to_claims = models.BooleanField("专家不看部门自评分", default=True)
    show_findings = models.BooleanField("部门自评时可看机器结论", default=True)
    appeal_days = models.PositiveSmallIntegerField("申诉期（工作日）", default=5)
    answer_days = models.PositiveSmallIntegerField("答复申诉期限（工作日）", default=5)
    pass_mark = ExactField("合格线（%）", default="60", highest=100)
    top_mark = ExactField("优秀线（%）", default="95", highest=100)
    feedback_opened_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    archived = models.BooleanField("已归档", default=False)
    note = models.TextField("说明", blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        """Newest first."""

        ordering = ("-monitoring_date", "-pk")

    def __str__(self) -> str:
        return self.name


class PhaseWindow(models.Model):
    """When a phase is planned to begin and end (both days included)."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="windows")
    phase = models.CharField("阶段", max_length=16, choices=Phase.choices)
    starts = models.DateField("开始")
    ends = models.DateField("结束")

    class Meta:
        """One a phase."""

        constraints = (models.UniqueConstraint(fields=["round", "phase"], name="window_once"),)


class Participation(models.Model):
    """A department in a round, with its facts as they held then (`department_data`: as it is evaluated)."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="participations")
    department = models.ForeignKey("departments.Department", on_delete=models.PROTECT, related_name="participations")
    site_url = models.URLField(max_length=300, blank=True)
    site_hosts = models.JSONField(default=list)
    facts = models.JSONField(default=dict)
    key_areas_known = models.BooleanField(default=False)
    department_data = models.JSONField(default=dict)

    class Meta:
        """Once a round."""

        ordering = ("department__code",)
        constraints = (models.UniqueConstraint(fields=["round", "department"], name="participation_once"),)

    def __str__(self) -> str:
        return f"{self.department}（{self.round}）"


class Reopening(models.Model):
    """A phase that the administrator opened again for one department, with a reason."""

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="reopenings")
    phase = models.CharField("阶段", max_length=16, choices=Phase.choices)
    until = models.DateField("到期")
    reason = models.CharField("理由", max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)


class RoundExpert(models.Model):
    """An expert of a round."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="experts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="expert_rounds")

    class Meta:
        """Once a round."""

        constraints = (models.UniqueConstraint(fields=["round", "user"], name="round_expert_once"),)


class Conflict(models.Model):
    """An expert who must not judge a department, with the reason."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="conflicts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="conflicts")
    department = models.ForeignKey("departments.Department", on_delete=models.CASCADE, related_name="+")
    reason = models.CharField("理由", max_length=300)

    class Meta:
        """Once a pair."""

        constraints = (models.UniqueConstraint(fields=["round", "user", "department"], name="conflict_once"),)
