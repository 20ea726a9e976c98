"""The application `notices`."""

from django.apps import AppConfig


class Notices(AppConfig):
    """提醒."""

    name = "zhengping.office.notices"
    verbose_name = "提醒"
