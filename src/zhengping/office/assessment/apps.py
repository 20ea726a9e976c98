"""The application `assessment`."""

from django.apps import AppConfig


class Assessment(AppConfig):
    """自评."""

    name = "zhengping.office.assessment"
    verbose_name = "自评"

    def ready(self) -> None:
        """Loads what registers itself."""
        from zhengping.office.assessment import applying, timeliness, undone, visible  # noqa: F401
        from zhengping.office.core.menu import menu_entry
        from zhengping.office.core.roles import DEPARTMENT, OFFICE, READERS

        menu_entry("自评", "assessment_home", "clipboard-check", DEPARTMENT | OFFICE | READERS, 30)
