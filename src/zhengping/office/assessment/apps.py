"""The application `assessment`."""

from django.apps import AppConfig


class Assessment(AppConfig):
    """自评."""

    name = "zhengping.office.assessment"
    verbose_name = "自评"

    def ready(self) -> None:
        """Loads what registers itself."""
        from zhengping.office.assessment import visible  # noqa: F401
