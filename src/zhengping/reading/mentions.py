"""What the pages say about columns: every place that names one, with the names above it.

Breadcrumbs, menus and `Column*` meta tags each mention a column by address, by name or by both. The mentions are
gathered here; `reading.columns` makes the tree of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from zhengping.reading.completeness import FEWEST_CHARACTERS
from zhengping.reading.facts import MenuEntry, Page
from zhengping.reading.lookup import Lookup, first_pages
from zhengping.reading.menus import is_more
from zhengping.reading.naming import Naming, normalised
from zhengping.reading.ownership import Ownership, is_office_name, same_name

Step = tuple[str, str]
"""(name, key): one step of a path of columns; the key is empty where the step leads nowhere of its own."""
Path = tuple[Step, ...]

SELF, META, ARTICLE, CRUMB, SITE_MAP, MENU, HEADING = 7, 6, 5, 4, 3, 2, 1
"""How far a mention is to be trusted for a name: a page's own breadcrumb first, its heading last."""

_HOME = re.compile(r"^(?:网站|本站|网|官网|中文)?(?:首页|主页|home)$|^home$", re.I)
_BODY_STEP = re.compile(
    r"^(?:正文|详情|内容|文章|详细|文章内容|信息内容|正文内容|详细内容|详细信息|信息详情|浏览文章|查看|阅读|列表)(?:页)?$"
)
_UTILITY = re.compile(
    r"^(?:登录|注册|退出|登陆|用户登录|个人中心|更多|more|首页|主页|上页|下页|尾页|末页|返回|返回顶部|打印|关闭|收藏|分享"
    r"|加入收藏|设为首页|无障碍.{0,3}|关怀版|长者版|适老版|繁体.{0,2}|简体.{0,2}|english|en|rss|触屏版|电脑版|手机版|移动版|ipv6.*"
    r"|.{0,4}icp.*|.*公网安备.*|.*公安备.*|一网搜索|搜索|高级搜索|确定|取消|展开|收起|点击.{0,6}|【.*|第.*页|全部|大|中|小)$",
    re.I,
)
_SEARCH = re.compile(r"/(?:so|search\w*|jsearch|guestweb\d*)(?:[/?.\-]|$)", re.I)
_SITE_MAP = re.compile(r"^(?:网站|站点)(?:地图|导航)$")
_SHORTEST_CUT = 8
"""Characters from which a breadcrumb's last step can be the beginning of a title (公告 is a column)."""
LONGEST_COLUMN_NAME = 20
LONGEST_UNSEEN_NAME = 12
"""Characters of a link's text in a page's body at which it may still be a column that was not fetched."""


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
    page -> first page; `urls`: key -> address; `framed`: page of nothing but frames -> the pages that stand in them.
    """

    by_key: dict[str, Mentioned] = field(default_factory=dict)
    loose: dict[Path, tuple[str, bool]] = field(default_factory=dict)
    crumbs: dict[str, Path] = field(default_factory=dict)
    lead: dict[str, str] = field(default_factory=dict)
    urls: dict[str, str] = field(default_factory=dict)
    framed: dict[str, list[str]] = field(default_factory=dict)

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


def gather(lookup: Lookup, ownership: Ownership, home: Page | None, naming: Naming) -> Mentions:
    """Reads the mentions off all pages of this site (pages of others are passed over)."""
    mentions = Mentions()
    own = [(key, page) for key, page in lookup.by_key.items() if key not in ownership.foreign]
    home_key = lookup.key_of(lookup.start_url)
    homes = _homes(lookup, own, home_key)
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
        for block in _blocks(page.menus):
            stamp = tuple(block)
            if stamp in seen_blocks:
                continue
            seen_blocks[stamp] = 1
            if _is_breadcrumb(page, block) or _is_tool_bar(page, block):
                continue
            if _is_accepted(lookup, ownership, page, block, home, naming):
                menu_blocks.append((key, page, block))
                in_menus.update(lookup.key_of(entry.url) for entry in block if entry.url)
            elif page.kind != "article" and key not in ownership.hosted:
                titles += [(page, name, url) for name, url in _box_titles(block)]
                titles += [(page, entry.name, entry.url) for entry in block if _is_imprint(lookup, naming, entry)]
    linked |= in_menus
    mentions.lead = _leads(lookup, own, linked)
    mentions.framed = _frames(lookup, own, linked)
    for key, page in own:
        if not is_search(key):
            _read_crumbs(mentions, lookup, ownership, key, page, homes, in_menus)
    for key, page, block in menu_blocks:
        _read_block(mentions, lookup, ownership, key, page, block, home, homes, naming)
    for page, name, url in titles:
        key = mentions.lead.get(lookup.key_of(url), lookup.key_of(url))
        if key in homes or key in ownership.foreign or is_search(key) or _UTILITY.match(name):
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


def _is_tool_bar(page: Page, block: Sequence[MenuEntry]) -> bool:
    """Buttons of an article (分享到, 字体, 打印) under its heading: a block of a dated page with no address at all.

    A menu whose addresses were not captured stands on the lists of its column as well.
    """
    return page.published is not None and page.title is not None and not any(entry.url for entry in block)


def _is_imprint(lookup: Lookup, naming: Naming, entry: MenuEntry) -> bool:
    """A column that only the footer leads to (联系我们, 网站地图), known by its name."""
    return entry.region == "footer" and bool(entry.url) and naming.knows(entry.name) and lookup.is_own_host(entry.url)


def _box_titles(block: list[MenuEntry]) -> list[tuple[str, str]]:
    """Titles of boxes that show documents, with the address of the column: a title with its "more" link, a linked title
    above its rows."""
    found = []
    if block[0].region in ("footer", "breadcrumb"):
        return []
    for title, after in pairwise(block):
        if len(title.name) > LONGEST_UNSEEN_NAME or is_more(title.name):
            continue
        if after.url and is_more(after.name) and after.level >= title.level:
            found.append((title.name, after.url))
        elif title.url and title.level == 0 and after.level > 0:
            found.append((title.name, title.url))
    return found


def _homes(lookup: Lookup, own: list[tuple[str, Page]], home_key: str) -> frozenset[str]:
    """Addresses that many breadcrumbs call 首页; a section whose own pages call its first page so is none of them."""
    counted: Counter[str] = Counter()
    for _, page in own:
        if page.crumbs and page.crumbs[0].url and _HOME.match(page.crumbs[0].name):
            counted[lookup.key_of(page.crumbs[0].url)] += 1
    total = sum(counted.values())
    return frozenset({home_key, *(key for key, times in counted.items() if times * 5 >= total)})


def _is_breadcrumb(page: Page, block: list[MenuEntry]) -> bool:
    """A group of links that is the page's own breadcrumb once more."""
    crumbs = {normalised(crumb.name) for crumb in page.crumbs}
    return len(crumbs) > 1 and all(not entry.link or normalised(entry.name) in crumbs for entry in block)


def _blocks(entries: Iterable[MenuEntry]) -> list[list[MenuEntry]]:
    blocks: dict[int, list[MenuEntry]] = {}
    for entry in entries:
        blocks.setdefault(entry.block, []).append(entry)
    return list(blocks.values())


def _is_accepted(
    lookup: Lookup, ownership: Ownership, page: Page, block: list[MenuEntry], home: Page | None, naming: Naming
) -> bool:
    """Whether a menu's entries are columns: not a footer, a breadcrumb, a list of documents or a link farm."""
    region = block[0].region
    links = [entry for entry in block if entry.link and not _UTILITY.match(entry.name)]
    if region in ("footer", "breadcrumb") or not links:
        return False
    if page.kind == "article" and region not in ("nav", "side"):
        # Share bars, neighbours and related links of a document.
        return False
    addressed = [entry for entry in links if entry.url]
    if lookup.key(page.url) in ownership.hosted:
        # The platform's own menus are not this site's: only those that lead to this office's section.
        own = sum(lookup.key_of(entry.url) in ownership.hosted for entry in addressed)
        return own > 0 and own * 2 >= len(addressed)
    outside = sum(not lookup.is_own_host(entry.url) for entry in addressed)
    known = sum(naming.knows(entry.name) for entry in links)
    if region in ("nav", "side") and len(addressed) - outside >= outside:
        return bool(addressed) or known > 0
    if outside * 2 > len(addressed) and known * 2 < len(links):
        return False
    lengths = sorted(len(entry.name) for entry in links)
    if lengths[len(lengths) // 2] > LONGEST_UNSEEN_NAME:
        return False
    documents = sum(_is_document(lookup, entry) for entry in addressed)
    if documents * 2 > len(addressed):
        return False
    if not addressed:
        return known * 2 >= len(links)
    own_columns = sum(_is_column_page(lookup, ownership, entry) for entry in addressed)
    return own_columns * 2 >= len(addressed) - outside or known * 2 >= len(links)


def _is_document(lookup: Lookup, entry: MenuEntry) -> bool:
    """An entry that leads to a dated article, or whose long text has the look of a title."""
    page = lookup.page(entry.url)
    if page is None:
        return len(entry.name) > LONGEST_UNSEEN_NAME
    return page.kind == "article" and page.published is not None and len(entry.name) > 6


def _names_itself(block: list[MenuEntry], name: str) -> bool:
    """Whether a menu's heading is the name of one of its own entries: the column that one is in, and no parent."""
    wanted = normalised(name)
    return any(entry.link and normalised(entry.name) == wanted for entry in block)


def _is_document_entry(target: Page, entry: MenuEntry, region: str) -> bool:
    """A menu's entry that names a document by its title, not a column of one page."""
    if target.published is None or len(entry.name) <= 6:
        return False
    title = normalised(target.title.value if target.title is not None else target.title_tag)
    return region == "body" or (len(entry.name) > 8 and title.startswith(normalised(entry.name)[:8]))


def _is_column_page(lookup: Lookup, ownership: Ownership, entry: MenuEntry) -> bool:
    key = lookup.key_of(entry.url)
    page = lookup.by_key.get(key)
    return page is not None and key not in ownership.foreign and page.kind != "article"


def _leads(lookup: Lookup, own: list[tuple[str, Page]], linked: set[str]) -> dict[str, str]:
    """From the further pages of a list to its first page, by the addresses' numbers and by the pages' paging."""
    lead: dict[str, str] = {}
    for key, page in own:
        if page.kind == "article" and page.paging is None:
            continue
        if key in linked:
            continue
        for first in first_pages(key):
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


def _read_crumbs(
    mentions: Mentions,
    lookup: Lookup,
    ownership: Ownership,
    key: str,
    page: Page,
    homes: frozenset[str],
    in_menus: set[str],
) -> None:
    """A page's breadcrumb: each step mentions a column; the last one of a column page is the page itself."""
    steps: list[Step] = []
    hosted = key in ownership.hosted
    office = (ownership.office, ownership.name)
    for crumb in page.crumbs:
        name = crumb.name.strip()
        crumb_key = lookup.key_of(crumb.url) if crumb.url else ""
        crumb_key = mentions.lead.get(crumb_key, crumb_key)
        if not name or crumb_key in homes:
            continue
        if _HOME.match(name):
            if crumb_key in lookup.by_key and crumb_key != key and not hosted and crumb_key not in ownership.foreign:
                steps.append(("", crumb_key))
            continue
        if len(name) > 40 and crumb is page.crumbs[-1]:
            continue
        if hosted and not crumb_key and is_office_name(name, office):
            continue
        steps.append((name, crumb_key))
        if crumb_key:
            mentions.urls.setdefault(crumb_key, crumb.url)
    own_key = mentions.lead.get(key, key)
    while steps and _BODY_STEP.match(steps[-1][0]):
        steps.pop()
    is_article = page.kind == "article"
    if is_article and steps and (steps[-1][1] in ("", own_key)) and _is_title(steps[-1][0], page):
        if own_key in in_menus:
            # A column that is one page of content: its breadcrumb ends in its name, and menus lead to it.
            mentions.add((*steps[:-1], (steps[-1][0], own_key)), SELF, page.url)
            mentions.urls.setdefault(own_key, page.url)
        steps.pop()
    while steps and _BODY_STEP.match(steps[-1][0]):
        steps.pop()
    name = page.meta.get("ColumnName", "").strip()
    if not steps and name and name not in ("首页", "网站首页"):
        steps = [(name, "" if is_article else own_key)]
    if is_article:
        mentions.crumbs[key] = tuple(steps)
    for index, (step_name, step_key) in enumerate(steps):
        if not step_name:
            continue
        last = index == len(steps) - 1
        path = tuple(steps[: index + 1])
        if step_key and step_key != own_key and len(step_name) <= LONGEST_COLUMN_NAME * 2:
            rank = ARTICLE if last and is_article else CRUMB
            mentions.add(path, rank, page.url)
        elif last and not is_article and key not in homes:
            mentions.add((*steps[:-1], (step_name, own_key)), SELF, page.url)
            mentions.urls.setdefault(own_key, page.url)
    if not is_article and key not in homes:
        _read_own_name(mentions, page, own_key, tuple(steps))


def steps_of(page: Page) -> list[str]:
    """The names of a document's breadcrumb, without the home page, body steps and its own title."""
    names = [crumb.name.strip() for crumb in page.crumbs]
    names = [name for name in names if name and not _HOME.match(name) and not _BODY_STEP.match(name)]
    if len(names) > 1 and _is_title(names[-1], page):
        names.pop()
    return names


def _read_own_name(mentions: Mentions, page: Page, own_key: str, steps: Path) -> None:
    """What a column page calls itself outside its breadcrumb: its meta tag, else its heading."""
    above = tuple(step for step in steps if step[1] != own_key)
    name = page.meta.get("ColumnName", "").strip()
    if name and not _HOME.match(name):
        if steps and (steps[-1][0] == name or steps[-1][1] in ("", own_key)):
            above = steps[:-1]
        mentions.add((*above, (name, own_key)), META, page.url)
    elif page.kind == "list" and page.heading and len(page.heading) <= LONGEST_UNSEEN_NAME:
        mentions.add((*above, (page.heading, own_key)), HEADING, page.url)
    mentions.urls.setdefault(own_key, page.url)


def _is_title(name: str, page: Page) -> bool:
    """Whether a breadcrumb's last step is the article's own title (whole, or cut short)."""
    step = normalised(name.rstrip(".…"))
    for title in (page.title.value if page.title else "", page.heading, page.title_tag):
        whole = normalised(title)
        if whole and (
            step == whole or (len(step) >= _SHORTEST_CUT and (whole.startswith(step) or step.startswith(whole)))
        ):
            return True
    return False


def _read_block(
    mentions: Mentions,
    lookup: Lookup,
    ownership: Ownership,
    key: str,
    page: Page,
    block: list[MenuEntry],
    home: Page | None,
    homes: frozenset[str],
    naming: Naming,
) -> None:
    """A menu's entries as paths; one that leads to another site is kept where its place or name makes it a column."""
    region = block[0].region
    site_map = any(_SITE_MAP.match(crumb.name) for crumb in page.crumbs) or bool(_SITE_MAP.match(page.heading))
    rank = SITE_MAP if site_map else MENU
    navigation = region == "nav" or page is home or site_map
    placed = region in ("nav", "side") or site_map
    hosted = key in ownership.hosted
    # A menu that leads to columns of this site is one whole: its entries without an address are columns as well.
    led = sum(bool(entry.url) and _is_column_page(lookup, ownership, entry) for entry in block)
    rooted = led * 3 >= sum(entry.link for entry in block)
    current = normalised(page.crumbs[-1].name) if page.crumbs else ""
    stack: list[tuple[int, Step]] = []
    for entry in block:
        name = entry.name
        while stack and stack[-1][0] >= entry.level:
            stack.pop()
        if (
            _UTILITY.match(name)
            or _HOME.match(name)
            or len(name) > LONGEST_COLUMN_NAME
            or (_SITE_MAP.match(name) and not entry.url)
        ):
            continue
        entry_key = lookup.key_of(entry.url) if entry.url else ""
        entry_key = mentions.lead.get(entry_key, entry_key)
        if entry_key in homes:
            continue
        target = lookup.by_key.get(entry_key) if entry_key else None
        if entry_key and target is None and len(name) > LONGEST_UNSEEN_NAME and region not in ("nav", "side"):
            continue
        if target is not None and target.kind == "article" and _is_document_entry(target, entry, region):
            continue
        if entry_key and is_search(entry_key):
            continue
        if not entry.link and hosted:
            continue
        if not entry.link and normalised(name) == current and _names_itself(block, name):
            continue
        if not entry.link and any(same_name(name, own) for own in (ownership.name, ownership.office)):
            continue
        step = (name, entry_key)
        path = (*(above for _, above in stack), step)
        if not entry_key:
            if entry.link and (placed or rooted or naming.knows(name)) and not hosted:
                mentions.loose.setdefault(path, (page.url, navigation))
            stack.append((entry.level, step))
            continue
        foreign = entry_key in ownership.foreign or not lookup.is_own_host(entry.url)
        if foreign and (hosted or not (region == "nav" or naming.knows(name))):
            continue
        mentions.add(path, rank, page.url, navigation, trusted=placed or navigation or hosted)
        mentions.by_key[entry_key].elsewhere |= foreign
        mentions.urls.setdefault(entry_key, entry.url)
        stack.append((entry.level, step))
