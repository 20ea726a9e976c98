"""The application `results`."""

from django.apps import AppConfig


class Results(AppConfig):
    """结果."""

    name = "zhengping.office.results"
    verbose_name = "结果"
