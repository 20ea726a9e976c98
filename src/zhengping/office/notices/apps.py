"""The application `notices`."""

from django.apps import AppConfig


class Notices(AppConfig):
    """提醒."""

    name = "zhengping.office.notices"
    verbose_name = "提醒"

    def ready(self) -> None:
        """Loads what registers itself."""
        from zhengping.office.core.context import page_facts
        from zhengping.office.notices.unread import unread

        page_facts(unread)
