"""One site as the live server answers for it: its data, its setting, and who answers what."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from zhengping.errors import InputError
from zhengping.sample.live.answers import Answer, Request
from zhengping.sample.live.handle import LiveHandle
from zhengping.sample.live.switches import Live


@dataclass(frozen=True)
class LiveSite:
    """What every part of the live server works on. `static` gives the body of a static page, b"" where there is none."""

    data: dict[str, Any]
    handle: LiveHandle
    static: Callable[[str], bytes]

    @property
    def live(self) -> Live:
        """The setting in force."""
        return self.handle.setting

    @property
    def family(self) -> str:
        """The family of the site's system."""
        return str(self.data["family"])

    def page(self, title: str, body: str, head: str = "") -> str:
        """A page of the site that a program makes: menu above, footer below, UTF-8."""
        menu = "".join(f'<a href="{escape(top["url"])}">{top["name"]}</a> ' for top in self.data["menu"])
        return (
            f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">'
            f'<meta name="viewport" content="width=device-width,initial-scale=1"><title>{escape(title)}</title>'
            f'<link rel="stylesheet" href="/live/phone.css">{head}</head><body>'
            f'<div class="top"><a href="/">{self.data["office"]}</a></div>'
            f'<div class="nav"><a href="/">首页</a> {menu}</div><div class="main">{body}</div>'
            f'<div class="footer"><p>主办单位：{self.data["office"]}</p></div></body></html>'
        )

    def short(self, body: str, title: str = "") -> str:
        """A page without menu, as a server's own pages are."""
        return (
            f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title or "提示信息"}</title></head>'
            f"<body>{body}</body></html>"
        )


Part = Callable[[LiveSite, Request], Answer | None]
"""Answers a request, or leaves it to the next part (None)."""


def load_setting(stored: dict[str, Any]) -> Live:
    """The plan's setting as live.json has it."""
    switches: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in stored.items()
    }
    return Live(**switches)


def load_data(directory: Path) -> dict[str, Any]:
    """live.json of a sample. Raises InputError where there is none."""
    try:
        text = (directory / "live.json").read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise InputError(
            f"DIR：样本 {directory} 没有 live.json，是旧版做的；请重新运行 zhengping sample make。"
        ) from error
    data: dict[str, Any] = json.loads(text)
    return data
