"""Whether a site's navigation was read: without it nothing can be said of columns that no page leads to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from zhengping.reading.facts import Page
from zhengping.reading.lookup import Lookup

_ENTRIES = 4
"""Entries that make a navigation, the link to the home page among them."""
_SHARE = 0.3
"""Share of the site's pages on which a navigation's entries stand, at least."""
_PAGES = 200


def navigation_read(lookup: Lookup, home: Page | None, pages: Sequence[Page]) -> bool:
    """Whether the home page has a menu that was told for its navigation, or links that its other pages repeat.

    Links of the footer and to other hosts do not count; of a large site some two hundred pages are looked at.
    """
    if home is None:
        return False
    blocks = Counter(entry.block for entry in home.menus if entry.region == "nav" and entry.url)
    if any(count >= _ENTRIES for count in blocks.values()):
        return True
    entries = {link.url for link in home.links if link.region != "footer" and lookup.is_own_host(link.url)}
    others = [page for page in pages if page is not home]
    looked_at = others[:: max(1, len(others) // _PAGES)]
    repeated: Counter[str] = Counter()
    for page in looked_at:
        repeated.update({link.url for link in page.links if link.url in entries})
    return sum(count >= _SHARE * len(looked_at) for count in repeated.values()) >= _ENTRIES
