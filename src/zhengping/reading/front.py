"""The home page where the start address shows none itself: a frameset around it, or a splash page before it."""

from __future__ import annotations

from itertools import chain

import msgspec

from zhengping.reading.facts import Footer, MenuEntry, Page
from zhengping.reading.lookup import Lookup

_FEW_LINKS = 3
"""Addresses of its own site that a page without content of its own may lead to (enter, another language)."""
_FEW_CHARACTERS = 120
_MANY_LINKS = 10
"""Links of the page behind it, for that to be a home page."""
_JOINED = ("links", "rows", "forms", "attachments", "pictures", "media", "scripts", "share", "insecure", "hidden_links")


def home_page(lookup: Lookup) -> Page | None:
    """The site's home page, as a visitor sees it: with frames, all of them together; after a splash page, what it
    opens. From then on the start address leads there. None where it was not read."""
    page = lookup.page(lookup.start_url)
    if page is None or not _is_shell(page, lookup):
        return page
    behind = [(link.via, opened) for link in page.links if (opened := lookup.page(link.url)) not in (None, page)]
    frames = list({opened.url: opened for via, opened in behind if via == "frame" and opened is not None}.values())
    if frames:
        opened = _joined(page, frames)
    else:
        opened = next((opened for _, opened in behind if opened is not None and len(opened.links) >= _MANY_LINKS), page)
    if opened is page or len(opened.links) < _MANY_LINKS:
        return page
    lookup.lead_on(lookup.start_url, opened)
    return opened


def _is_shell(page: Page, lookup: Lookup) -> bool:
    """Whether a page has nothing to read and leads to hardly any page of its site."""
    if page.rows or len(page.text) > _FEW_CHARACTERS:
        return False
    own = lookup.key(page.url)
    leads = {key for link in page.links if lookup.is_own_host(link.url) and (key := lookup.key_of(link.url)) != own}
    frames = any(link.via == "frame" for link in page.links)
    return 0 < len(leads) <= (2 * _FEW_LINKS if frames else _FEW_LINKS)


def _joined(shell: Page, frames: list[Page]) -> Page:
    """One page of all frames, at the address of the fullest; menus keep apart which frame they stand in."""
    together = {name: tuple(chain.from_iterable(getattr(frame, name) for frame in frames)) for name in _JOINED}
    menus: list[MenuEntry] = []
    for frame in frames:
        first = max((entry.block for entry in menus), default=-1) + 1
        menus += [msgspec.structs.replace(entry, block=entry.block + first) for entry in frame.menus]
    fullest = max(frames, key=lambda frame: len(frame.links))
    return msgspec.structs.replace(
        fullest,
        kind="home",
        title_tag=shell.title_tag or fullest.title_tag,
        meta={**fullest.meta, **shell.meta},
        text="\n".join(frame.text for frame in frames if frame.text),
        menus=tuple(menus),
        footer=next((frame.footer for frame in frames if frame.footer != Footer()), Footer()),
        site_name=shell.site_name or next((frame.site_name for frame in frames if frame.site_name), ""),
        viewport=shell.viewport or next((frame.viewport for frame in frames if frame.viewport), ""),
        **together,
    )
