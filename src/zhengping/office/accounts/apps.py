"""The application `accounts`."""

from django.apps import AppConfig


class Accounts(AppConfig):
    """用户."""

    name = "zhengping.office.accounts"
    verbose_name = "用户"

    def ready(self) -> None:
        """Loads what registers itself."""
        from zhengping.office.accounts import declared, following, imports, visible  # noqa: F401
        from zhengping.office.accounts.visible import PEOPLE_READERS
        from zhengping.office.core.menu import menu_entry
        from zhengping.office.core.roles import Role

        menu_entry("用户", "people", "users", PEOPLE_READERS, 80)
        menu_entry("操作记录", "audit", "history", {Role.ADMIN, Role.AUDITOR}, 90)
