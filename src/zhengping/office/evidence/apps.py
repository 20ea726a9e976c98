"""The application `evidence`."""

from django.apps import AppConfig


class Evidence(AppConfig):
    """证据."""

    name = "zhengping.office.evidence"
    verbose_name = "证据"

    def ready(self) -> None:
        """Loads what registers itself."""
        from zhengping.office.evidence import visible  # noqa: F401
