"""The application `core`."""

from django.apps import AppConfig


class Core(AppConfig):
    """核心."""

    name = "zhengping.office.core"
    verbose_name = "核心"
