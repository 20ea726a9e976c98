"""The application `departments`."""

from django.apps import AppConfig


class Departments(AppConfig):
    """部门."""

    name = "zhengping.office.departments"
    verbose_name = "部门"

    def ready(self) -> None:
        """Loads what registers itself."""
        from zhengping.office.departments import visible  # noqa: F401
