"""A small office's site whose pages can be made to fit a telephone, or not, in one way each."""

from __future__ import annotations

from tests.probes.serving import Page

FITTING = '<meta name="viewport" content="width=device-width,initial-scale=1">'
PLAIN = "body{margin:0;font-size:16px;line-height:1.8}.nav a,li a{display:inline-block;padding:8px;min-height:28px}"
TOPICS = ("通知公告", "工作动态", "政策文件")
WORDS = "本局组织各单位检查水库大坝和堤防，落实防汛责任，安排值班人员，准备抢险物资，保证安全度汛。"


def phone_site(
    *,
    viewport: str = FITTING,
    style: str = "",
    small_style: str = "",
    entry: str = "",
    mobile: str | None = None,
    head: str = "",
) -> dict[str, Page]:
    """Pages by path. `small_style` holds on screens below 600 pixels; `entry` stands in the home page; `mobile` is the
    page behind /m/ ("" one that fits)."""
    css = f"<style>{PLAIN}{style} @media (max-width:600px){{{small_style}}}</style>"

    def page(title: str, body: str) -> str:
        menu = "".join(f'<a href="/{n}/">{name}</a> ' for n, name in enumerate(TOPICS))
        top = f'<div class="nav"><a href="/">首页</a> {menu}<a href="/form.html">局长信箱</a></div>'
        foot = '<div class="footer">主办单位：安平市水务局</div>'
        return (
            f"<!DOCTYPE html><html><head><meta charset=utf-8>{viewport}<title>{title}</title>{css}{head}</head>"
            f'<body>{top}<div class="main">{body}</div>{foot}</body></html>'
        )

    pages: dict[str, Page] = {}
    home = entry
    for n, name in enumerate(TOPICS):
        rows = ""
        for i in range(6):
            title = f"关于做好第{n}{i}号水库{name}检查工作的通知"
            rows += f'<li><a href="/{n}/{i}.html">{title}</a><span>2021-05-{10 + i}</span></li>'
            pages[f"/{n}/{i}.html"] = page(
                title, f"<h1>{title}</h1><p>发布时间：2021-05-{10 + i}</p>" + f"<p>{WORDS}{i}</p>" * 4
            )
        pages[f"/{n}/"] = page(f"{name}-安平市水务局", f"<h2>{name}</h2><ul>{rows}</ul>")
        home += f"<h2>{name}</h2><ul>{rows}</ul>"
    fields = "".join(
        f'<p><label>{name}<input name="f{i}"></label></p>' for i, name in enumerate(("姓名", "电话", "标题"))
    )
    form = f'<form method="post" action="/send">{fields}<textarea name="text"></textarea><button>提交</button></form>'
    pages["/form.html"] = page("局长信箱", f"<h2>局长信箱</h2>{form}")
    pages["/"] = page("安平市水务局", home)
    if mobile is not None:
        pages["/m/"] = mobile or (
            f"<!DOCTYPE html><html><head><meta charset=utf-8>{FITTING}<title>安平市水务局手机版</title></head>"
            f"<body><h1>安平市水务局</h1>{f'<p>{WORDS}</p>' * 3}</body></html>"
        )
    return pages
