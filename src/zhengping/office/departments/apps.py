"""The application `departments`."""

from django.apps import AppConfig


class Departments(AppConfig):
    """部门."""

    name = "zhengping.office.departments"
    verbose_name = "部门"

    def ready(self) -> None:
        """Loads what registers itself."""
        from zhengping.office.core.menu import menu_entry
        from zhengping.office.core.roles import OFFICE, READERS
        from zhengping.office.departments import imports, visible  # noqa: F401

        menu_entry("部门", "departments", "building-community", OFFICE | READERS, 20)
