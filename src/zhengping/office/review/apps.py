"""The application `review`."""

from django.apps import AppConfig


class Review(AppConfig):
    """专家评审."""

    name = "zhengping.office.review"
    verbose_name = "专家评审"
