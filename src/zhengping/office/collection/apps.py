"""The application `collection`."""

from django.apps import AppConfig


class Collection(AppConfig):
    """机器采集."""

    name = "zhengping.office.collection"
    verbose_name = "机器采集"

    def ready(self) -> None:
        """Loads what registers itself."""
        from zhengping.office.collection import figures, values, visible  # noqa: F401
        from zhengping.office.core.menu import menu_entry
        from zhengping.office.core.roles import OFFICE, READERS

        menu_entry("机器采集", "collections", "robot", OFFICE | READERS, 40)
