"""What the pages say about columns: the records in which every mention of one is gathered.

Breadcrumbs, menus and `Column*` meta tags each mention a column by address, by name or by both
(`reading.gathering`); `reading.columns` makes the tree of the mentions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from zhengping.reading.naming import normalised

Step = tuple[str, str]
"""(name, key): one step of a path of columns; the key is empty where the step leads nowhere of its own."""
Path = tuple[Step, ...]

SELF, META, ARTICLE, CRUMB, SITE_MAP, MENU, HEADING = 7, 6, 5, 4, 3, 2, 1
"""How far a mention is to be trusted for a name: a page's own breadcrumb first, its heading last."""

LONGEST_COLUMN_NAME = 20
LONGEST_UNSEEN_NAME = 12
"""Characters of a link's text in a page's body at which it may still be a column that was not fetched."""
HOME = re.compile(r"^(?:网站|本站|网|官网|中文)?(?:首页|主页|home)$|^home$", re.I)
"""What a breadcrumb or a menu calls the home page."""
_SEARCH = re.compile(r"/(?:so|search\w*|jsearch|guestweb\d*)(?:[/?.\-]|$)", re.I)


def is_search(key: str) -> bool:
    """Whether an address is that of a search and its results, which are no column."""
    return _SEARCH.search(key) is not None


@dataclass
class Mentioned:
    """What was said about one address: names with (rank, times), paths with (rank, times)."""

    names: dict[str, list[int]] = field(default_factory=dict)
    paths: dict[Path, list[int]] = field(default_factory=dict)
    found_on: str = ""
    in_navigation: bool = False
    trusted_paths: set[Path] = field(default_factory=set)
    above: set[str] = field(default_factory=set)
    elsewhere: bool = False


@dataclass
class Mentions:
    """All mentions, with what the tree needs beside them.

    `by_key`: by address key; `loose`: paths that end in a name without an address, with where they were found and
    whether in a navigation; `crumbs`: each document's own path of columns, home and body steps removed; `lead`: list
    page -> first page; `urls`: key -> address; `framed`: page of nothing but frames -> the pages that stand in them;
    `homes`: the addresses of the home page.
    """

    by_key: dict[str, Mentioned] = field(default_factory=dict)
    loose: dict[Path, tuple[str, bool]] = field(default_factory=dict)
    crumbs: dict[str, Path] = field(default_factory=dict)
    lead: dict[str, str] = field(default_factory=dict)
    urls: dict[str, str] = field(default_factory=dict)
    framed: dict[str, list[str]] = field(default_factory=dict)
    homes: frozenset[str] = frozenset()

    def add(self, path: Path, rank: int, found_on: str, navigation: bool = False, *, trusted: bool = False) -> None:
        """Notes a path that ends in an address; `trusted` paths of menus may tell a column's parent."""
        name, key = path[-1]
        mentioned = self.by_key.get(key)
        if mentioned is None:
            mentioned = self.by_key[key] = Mentioned(found_on=found_on)
        for noted in (
            mentioned.names.setdefault(name, [0, 0]),
            mentioned.paths.setdefault(path, [0, 0]),
        ):
            noted[0] = max(noted[0], rank)
            noted[1] += 1
        for above, above_key in path[:-1]:
            if above and (above_key != key or above != name):
                mentioned.above.add(normalised(above))
        mentioned.in_navigation = mentioned.in_navigation or navigation
        if trusted:
            mentioned.trusted_paths.add(path)
