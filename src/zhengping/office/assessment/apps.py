"""The application `assessment`."""

from django.apps import AppConfig


class Assessment(AppConfig):
    """自评."""

    name = "zhengping.office.assessment"
    verbose_name = "自评"
