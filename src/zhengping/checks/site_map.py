"""5.3 站点地图导航: a page of its own that links the main columns; a heading 网站导航 in a side bar is none."""

from __future__ import annotations

from fractions import Fraction

from zhengping.checks.context import Context, check
from zhengping.checks.entries import (
    Entrance,
    absent,
    entrance_pages,
    entrances_named,
    front,
    home_gaps,
    labels,
    of_this_site,
    quarters,
)
from zhengping.checks.finding import Finding
from zhengping.checks.tools import GUESS, LIKELY, SURE, all_columns, naming, number, see, settle, words
from zhengping.reading.facts import MenuEntry, Page
from zhengping.reading.site import Column

_FRAMES = 30
"""Pages whose menus are compared with the map's."""


def _entrances(context: Context) -> list[Entrance]:
    names, unwanted = words(context, "5.3", "entrance"), words(context, "5.3", "no_entrance")
    return of_this_site(context, entrances_named(context, names, without=unwanted))


def _map_addresses(context: Context) -> dict[str, Page]:
    """Addresses that the site offers as its map, with the page that offers them; the home page itself is none."""
    site = context.site
    home = {site.url, site.home.url if site.home else site.url}
    found: dict[str, Page] = {}
    if site.footer.site_map and site.home is not None:
        found[site.footer.site_map] = site.home
    for entrance in _entrances(context):
        found.setdefault(entrance.url, entrance.page)
    return {url: page for url, page in found.items() if url and url not in home and url not in site.foreign_pages}


def main_columns(context: Context) -> list[Column]:
    """The columns of the navigation at the top level."""
    return [column for column in all_columns(context.site) if column.in_navigation and len(column.path) <= 1]


def _of_this_site(column: Column) -> bool:
    """Whether a column belongs into the map for certain; links to other sites need not stand there."""
    return column.state != "elsewhere"


def _is_listed(column: Column, listed: set[str], names: set[str]) -> bool:
    """Whether the map lists a column, or one below it under the column's heading."""
    return any(
        (deep.url and deep.url in listed) or deep.name in names
        for deep in column.walk()
        if deep is column or deep.in_navigation
    )


def _own_part(context: Context, page: Page) -> list[MenuEntry]:
    """The entries of a map page in menus that the other pages do not show: the map itself, without the navigation.

    Empty where the page has no such menu of some length; then the map is not told apart from the page's frame.
    """
    shown = {
        signature for other in entrance_pages(context)[:_FRAMES] if other is not page for signature in _blocks(other)
    }
    own = [entry for signature, entries in _blocks(page).items() if signature not in shown for entry in entries]
    return own if len(own) >= number(context, "5.3", "least_links") else []


def _blocks(page: Page) -> dict[tuple[str, ...], list[MenuEntry]]:
    """The page's menus by their names; pages that share a frame share them."""
    blocks: dict[int, list[MenuEntry]] = {}
    for entry in page.menus:
        blocks.setdefault(entry.block, []).append(entry)
    return {tuple(entry.name for entry in entries): entries for entries in blocks.values()}


@check("5.3-1")
def site_map(context: Context) -> Finding:
    """站点地图: the map page is there, covers the main columns, and its links work; value to the nearest quarter."""
    addresses = _map_addresses(context)
    site = context.site
    pages = [site.pages[url] for url in addresses if url in site.pages]
    if not pages:
        if addresses:
            url, page = next(iter(addresses.items()))
            sentence = f"有网站地图链接，但目标页未读到（{site.outcomes.get(url, '未抓取')}），由人工确认。"
            broken = site.outcomes.get(url) in ("not-found", "soft-not-found", "server-error")
            value = Fraction(0) if broken else Fraction(1, 2)
            places = [see(page, "网站地图"), see(url, "网站地图")]
            advice = (
                "修好页脚的网站地图链接，地图页列出一、二级栏目。"
                if broken
                else "请人工打开网站地图页，核对是否列出主要栏目。"
            )
            return settle(context, "5.3-1", value, sentence, places, sure=False, advice=advice)
        if nowhere := [entrance for entrance in _entrances(context) if not entrance.url]:
            sentence = f"有{labels(nowhere)}字样的链接，但没有地址，点开后有无地图由人工确认。"
            return settle(context, "5.3-1", Fraction(1, 2), sentence, [e.see() for e in nowhere[:3]], sure=False)
        return absent(context, "5.3-1", "首页和各栏目页未见站点地图的链接", front(context), home_gaps(context))
    page = max(pages, key=lambda p: len(p.links))
    own = _own_part(context, page)
    listed = {link.url for link in page.links if link.region not in ("nav", "footer")}
    names = {link.label.strip() for link in page.links if link.region not in ("nav", "footer")}
    names |= {entry.name for entry in page.menus if entry.region not in ("nav", "footer")}
    if own:
        listed = {entry.url for entry in own if entry.url}
        names = {entry.name for entry in own}
    if len(listed) < number(context, "5.3", "least_links"):
        sentence = f"网站地图页只有{len(listed)}个链接，未形成对栏目的导航。"
        advice = "在网站地图页列出全部一、二级栏目的链接。"
        return settle(context, "5.3-1", Fraction(1, 4), sentence, [page], sure=False, advice=advice)
    columns = [column for column in main_columns(context) if column.url not in addresses and _of_this_site(column)]
    missing = [column for column in columns if not _is_listed(column, listed, names)]
    covered = Fraction(len(columns) - len(missing), len(columns)) if columns else Fraction(1)
    dead = [row for row in site.broken_links if row[1] == page.url]
    working = Fraction(len(listed) - len({row[0] for row in dead} & listed), len(listed))
    sentence = f"网站地图列出链接{len(listed)}个，覆盖主要栏目{len(columns) - len(missing)}/{len(columns)}"
    sentence += f"（缺{naming(missing)}）" if missing else ""
    sentence += f"，失效链接{len(dead)}个。" if dead else "。"
    value = quarters(min(covered, working) if columns else working)
    if missing or dead:
        value = min(value, Fraction(3, 4))
    # A map can only be measured against columns that a navigation names.
    known = site.navigation_read and len(columns) >= number(context, "5.3", "least_columns")
    sure = value == 1 and known
    wanted = [f"在网站地图中补上{naming(missing)}"] if missing else []
    wanted += [f"改正失效的{len(dead)}个链接"] if dead else []
    fitting = "；".join(wanted) + "。" if wanted else None
    confidence = SURE if sure else LIKELY if known else GUESS
    return settle(context, "5.3-1", value, sentence, [page], sure=sure, confidence=confidence, advice=fitting)
