"""The application `rounds`."""

from django.apps import AppConfig


class Rounds(AppConfig):
    """评估轮次."""

    name = "zhengping.office.rounds"
    verbose_name = "评估轮次"

    def ready(self) -> None:
        """Loads what registers itself."""
        from zhengping.office.core.menu import menu_entry
        from zhengping.office.core.roles import EVERYONE
        from zhengping.office.rounds import phases, visible  # noqa: F401

        menu_entry("评估轮次", "rounds", "calendar-event", EVERYONE, 20)
