"""The application `appeals`."""

from django.apps import AppConfig


class Appeals(AppConfig):
    """申诉."""

    name = "zhengping.office.appeals"
    verbose_name = "申诉"

    def ready(self) -> None:
        """Loads what registers itself."""
        from zhengping.office.appeals import shown, values, visible  # noqa: F401
        from zhengping.office.core.menu import menu_entry
        from zhengping.office.core.roles import DEPARTMENT, OFFICE, READERS

        menu_entry("申诉", "appeals", "message", OFFICE | READERS | DEPARTMENT, 70)
