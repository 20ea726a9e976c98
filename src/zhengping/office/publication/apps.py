"""The application `publication`."""

from django.apps import AppConfig


class Publication(AppConfig):
    """公布."""

    name = "zhengping.office.publication"
    verbose_name = "公布"

    def ready(self) -> None:
        """Loads what registers itself."""
        from zhengping.office.core.menu import menu_entry
        from zhengping.office.core.roles import OFFICE, READERS
        from zhengping.office.publication import undone, visible  # noqa: F401

        menu_entry("公布", "publication", "speakerphone", OFFICE | READERS, 80)
