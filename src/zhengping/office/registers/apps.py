"""The application `registers`."""

from django.apps import AppConfig


class Registers(AppConfig):
    """登记."""

    name = "zhengping.office.registers"
    verbose_name = "登记"

    def ready(self) -> None:
        """Loads what registers itself."""
        from zhengping.office.core.menu import menu_entry
        from zhengping.office.core.roles import OFFICE, READERS
        from zhengping.office.registers import imports, keeping, ledgers, panels, visible  # noqa: F401

        menu_entry("登记", "registers", "clipboard-list", OFFICE | READERS, 50)
