"""The application `registers`."""

from django.apps import AppConfig


class Registers(AppConfig):
    """登记."""

    name = "zhengping.office.registers"
    verbose_name = "登记"
