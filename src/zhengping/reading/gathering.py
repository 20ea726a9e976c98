"""Gathers what all pages of this site say about columns."""

from __future__ import annotations

from zhengping.reading.completeness import FEWEST_CHARACTERS
from zhengping.reading.crumb_paths import homes_of, read_crumb_path
from zhengping.reading.facts import MenuEntry, Page
from zhengping.reading.lookup import Lookup, first_pages, list_key
from zhengping.reading.mentions import HEADING, Mentions, is_search
from zhengping.reading.menu_blocks import (
    UTILITY,
    blocks_of,
    box_titles,
    is_accepted,
    is_breadcrumb,
    is_imprint,
    is_tool_bar,
    read_block,
)
from zhengping.reading.menus import is_more
from zhengping.reading.naming import Naming
from zhengping.reading.ownership import Ownership


def gather(lookup: Lookup, ownership: Ownership, home: Page | None, naming: Naming) -> Mentions:
    """Reads the mentions off all pages of this site (pages of others are passed over)."""
    mentions = Mentions()
    own = [(key, page) for key, page in lookup.by_key.items() if key not in ownership.foreign]
    home_key = lookup.key_of(lookup.start_url)
    homes = homes_of(lookup, own, home_key)
    mentions.homes = homes
    menu_blocks: list[tuple[str, Page, list[MenuEntry]]] = []
    titles: list[tuple[Page, str, str]] = []
    linked: set[str] = set()
    in_menus: set[str] = set()
    seen_blocks: dict[tuple[MenuEntry, ...], int] = {}
    for key, page in own:
        if is_search(key):
            continue
        for crumb in page.crumbs:
            if crumb.url:
                linked.add(lookup.key_of(crumb.url))
        for block in blocks_of(page.menus):
            stamp = tuple(block)
            if stamp in seen_blocks:
                continue
            seen_blocks[stamp] = 1
            if is_breadcrumb(page, block) or is_tool_bar(page, block):
                continue
            if is_accepted(lookup, ownership, page, block, home, naming):
                menu_blocks.append((key, page, block))
                in_menus.update(
                    lookup.key_of(entry.url)
                    for entry in block
                    if entry.url and (is_more(entry.name) or not UTILITY.match(entry.name))
                )
            elif page.kind != "article" and key not in ownership.hosted:
                titles += [(page, name, url) for name, url in box_titles(block)]
                titles += [(page, entry.name, entry.url) for entry in block if is_imprint(lookup, naming, entry)]
    linked |= in_menus
    mentions.lead = _leads(lookup, own, linked)
    mentions.framed = _frames(lookup, own, linked)
    for key, page in own:
        if not is_search(key):
            read_crumb_path(mentions, lookup, ownership, key, page, homes, in_menus)
    for key, page, block in menu_blocks:
        read_block(mentions, lookup, ownership, key, page, block, home, homes, naming)
    for page, name, url in titles:
        key = mentions.lead.get(lookup.key_of(url), lookup.key_of(url))
        if key in homes or key in ownership.foreign or is_search(key) or UTILITY.match(name):
            continue
        target = lookup.by_key.get(key)
        if target.kind in ("list", "other", "form") if target is not None else naming.knows(name):
            mentions.add(((name, key),), HEADING, page.url, navigation=page is home)
            mentions.urls.setdefault(key, url)
    return mentions


def _frames(lookup: Lookup, own: list[tuple[str, Page]], linked: set[str]) -> dict[str, list[str]]:
    """Pages of nothing but frames, with the pages that stand in these and are linked nowhere else."""
    found: dict[str, list[str]] = {}
    for key, page in own:
        if page.rows or page.kind == "home" or len(page.text) >= FEWEST_CHARACTERS:
            continue
        for link in page.links:
            target = lookup.key_of(link.url) if link.via == "frame" else ""
            if target in lookup.by_key and target not in linked and target != key:
                found.setdefault(key, []).append(target)
    return found


def _leads(lookup: Lookup, own: list[tuple[str, Page]], linked: set[str]) -> dict[str, str]:
    """From the further pages of a list to its first page, by the addresses' numbers and by the pages' paging."""
    lead: dict[str, str] = {}
    by_query = {list_key(key): key for key in sorted(linked, key=lambda key: (-len(key), key)) if "?" in key}
    for key, page in own:
        if page.kind == "article" and page.paging is None:
            continue
        if key in linked:
            continue
        firsts = first_pages(key)
        if "?" in key and (known := by_query.get(list_key(key))) is not None:
            firsts.insert(0, known)
        for first in firsts:
            base = lookup.resolve(first)
            if base != key and (base in lookup.by_key or base in linked):
                lead[key] = base
                break
    for key, page in own:
        paging = page.paging
        if paging is None or not paging.urls or key in lead:
            continue
        for url in paging.urls:
            other = lookup.key_of(url)
            if other == key or other in lead:
                continue
            if paging.current <= 1 and other not in linked:
                lead[other] = key
            elif other in linked and key not in linked and paging.current > 1:
                lead[key] = other
                break
    for key in list(lead):
        target, hops = lead[key], 0
        while target in lead and target != key and hops < 8:
            target, hops = lead[target], hops + 1
        lead[key] = target
    return {key: target for key, target in lead.items() if key != target}
