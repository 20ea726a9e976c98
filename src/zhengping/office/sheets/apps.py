"""The application `sheets`."""

from django.apps import AppConfig


class Sheets(AppConfig):
    """导入."""

    name = "zhengping.office.sheets"
    verbose_name = "导入"
