"""The application `publication`."""

from django.apps import AppConfig


class Publication(AppConfig):
    """公布."""

    name = "zhengping.office.publication"
    verbose_name = "公布"
