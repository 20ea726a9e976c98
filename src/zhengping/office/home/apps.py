"""The application `home`."""

from django.apps import AppConfig


class Home(AppConfig):
    """首页."""

    name = "zhengping.office.home"
    verbose_name = "首页"

    def ready(self) -> None:
        """Loads what registers itself."""
        from zhengping.office.core.menu import menu_entry
        from zhengping.office.core.roles import EVERYONE

        menu_entry("首页", "home", "home", EVERYONE, 0)
