"""The application `review`."""

from django.apps import AppConfig

from zhengping.office.core.menu import menu_entry
from zhengping.office.core.roles import EXPERTS, OFFICE, Role


class Review(AppConfig):
    """专家评审."""

    name = "zhengping.office.review"
    verbose_name = "专家评审"

    def ready(self) -> None:
        """Loads what registers itself."""
        from zhengping.office.review import undone, values, visible  # noqa: F401

        menu_entry("评审任务", "review_work", "clipboard-check", EXPERTS, 30)
        menu_entry("仲裁", "review_disputes", "gavel", OFFICE | {Role.CHIEF, Role.AUDITOR}, 34)
        menu_entry("专家分配", "review_assigning", "user-check", OFFICE, 32)
        menu_entry("评分一致性", "review_agreement", "chart-bar", OFFICE | {Role.AUDITOR}, 36)
