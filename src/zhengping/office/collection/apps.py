"""The application `collection`."""

from django.apps import AppConfig


class Collection(AppConfig):
    """机器采集."""

    name = "zhengping.office.collection"
    verbose_name = "机器采集"
