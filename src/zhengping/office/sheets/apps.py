"""The application `sheets`."""

from django.apps import AppConfig


class Sheets(AppConfig):
    """导入."""

    name = "zhengping.office.sheets"
    verbose_name = "导入"

    def ready(self) -> None:
        """Loads what registers itself."""
        from zhengping.office.core.menu import menu_entry
        from zhengping.office.core.roles import OFFICE, Role
        from zhengping.office.sheets import visible  # noqa: F401

        menu_entry("导入与导出", "imports", "file-spreadsheet", OFFICE | {Role.AUDITOR}, 80)
