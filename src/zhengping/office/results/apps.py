"""The application `results`."""

from django.apps import AppConfig


class Results(AppConfig):
    """结果."""

    name = "zhengping.office.results"
    verbose_name = "结果"

    def ready(self) -> None:
        """Loads what registers itself."""
        from zhengping.office.core.menu import menu_entry
        from zhengping.office.core.roles import DEPARTMENT, OFFICE, READERS
        from zhengping.office.results import visible  # noqa: F401

        menu_entry("结果", "results", "chart-bar", OFFICE | READERS | DEPARTMENT, 60)
