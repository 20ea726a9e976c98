"""The application `accounts`."""

from django.apps import AppConfig


class Accounts(AppConfig):
    """用户."""

    name = "zhengping.office.accounts"
    verbose_name = "用户"

    def ready(self) -> None:
        """Loads what registers itself."""
        from zhengping.office.accounts import declared  # noqa: F401
