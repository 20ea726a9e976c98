"""The application `appeals`."""

from django.apps import AppConfig


class Appeals(AppConfig):
    """申诉."""

    name = "zhengping.office.appeals"
    verbose_name = "申诉"
