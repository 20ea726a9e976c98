"""Plans for tests of what only a browser can tell: a site with script-drawn columns, settings that try each switch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, get_args, get_origin, get_type_hints

from zhengping.sample.live.switches import Live
from zhengping.sample.plan import Plan
from zhengping.sample.scenarios import GOOD

DRAWN = replace(
    GOOD,
    key="drawn",
    drawn=(
        ("xwdt/gzdt", "vue"),
        ("xwdt/tzgg", "jpaas"),
        ("zwgk/zcwj/gfxwj", "gkmlpt"),
        ("hdjl/zjdc", "iframe"),
        ("zwgk/ghjh", "cookie"),
        ("zwgk/rsxx/zkzl", "captcha"),
        ("zwgk/sfqd", "refused"),
    ),
)
"""Everything of the good site, but seven columns are drawn by scripts, stand behind a check or are refused."""


def live_plans() -> tuple[Plan, ...]:
    """The good department's site in each family of systems, with what scripts draw on a site of its own: keys
    `live-trs`, `live-jcms`, `live-aspnet`, `drawn`. Everything works on them until a test turns a switch."""
    return (
        replace(GOOD, key="live-trs", family="trs"),
        replace(GOOD, key="live-jcms", family="jcms"),
        replace(GOOD, key="live-aspnet", family="aspnet"),
        DRAWN,
    )


def choices(switch: str) -> tuple[Any, ...]:
    """Every value that a switch can take, in the order of its definition, the default among them."""
    kind = get_type_hints(Live)[switch]
    if kind is bool:
        return (True, False)
    if kind is str:
        return ("",)
    if get_origin(kind) is tuple:
        (single,) = (part for part in get_args(kind) if part is not Ellipsis)
        return ((), *((name,) for name in get_args(single)))
    return get_args(kind)


def settings() -> Iterator[tuple[str, Any, Live]]:
    """Every setting that differs from the default by one switch only: the switch, its value, the setting."""
    default = Live()
    for switch in default.__dataclass_fields__:
        for value in choices(switch):
            if value != getattr(default, switch):
                yield switch, value, replace(default, **{switch: value})
