"""Menus as mentions of columns: which groups of links are columns, and what each entry says.

Footers, breadcrumbs, lists of documents, link farms, share bars and a platform's own menus are told apart first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from zhengping.reading.facts import MenuEntry, Page
from zhengping.reading.lookup import Lookup
from zhengping.reading.mentions import (
    HOME,
    LONGEST_COLUMN_NAME,
    LONGEST_UNSEEN_NAME,
    MENU,
    SITE_MAP,
    Mentions,
    Step,
    is_search,
)
from zhengping.reading.menus import is_more
from zhengping.reading.naming import Naming, normalised
from zhengping.reading.ownership import Ownership, same_name

UTILITY = re.compile(
    r"^(?:登录|注册|退出|登陆|用户登录|个人中心|更多|more|首页|主页|上页|下页|尾页|末页|返回|返回顶部|打印|关闭|收藏|分享"
    r"|加入收藏|设为首页|无障碍.{0,3}|关怀版|长者版|适老版|繁体.{0,2}|简体.{0,2}|english|en|rss|触屏版|电脑版|手机版|移动版|ipv6.*"
    r"|.{0,4}icp.*|.*公网安备.*|.*公安备.*|一网搜索|搜索|高级搜索|确定|取消|展开|收起|点击.{0,6}|【.*|第.*页|全部|大|中|小)$",
    re.I,
)
"""Links that are tools of a site and no columns."""
_RELATED = re.compile(
    r"^(?:相关|热点|热门|推荐|最新|近期|点击|阅读|浏览)(?:新闻|文章|信息|阅读|文档|稿件|内容|报道|推荐|排行)(?:榜)?$|^为您推荐$|^猜你喜欢$"
)
"""Headings of boxes that show documents of other columns."""
_SITE_MAP = re.compile(r"^(?:网站|站点)(?:地图|导航)$")


def blocks_of(entries: Iterable[MenuEntry]) -> list[list[MenuEntry]]:
    """A page's menus, each as the list of its entries."""
    blocks: dict[int, list[MenuEntry]] = {}
    for entry in entries:
        blocks.setdefault(entry.block, []).append(entry)
    return list(blocks.values())


def is_breadcrumb(page: Page, block: list[MenuEntry]) -> bool:
    """A group of links that is the page's own breadcrumb once more."""
    crumbs = {normalised(crumb.name) for crumb in page.crumbs}
    return len(crumbs) > 1 and all(not entry.link or normalised(entry.name) in crumbs for entry in block)


def is_tool_bar(page: Page, block: Sequence[MenuEntry]) -> bool:
    """Buttons of an article (分享到, 字体, 打印) under its heading: a block of a dated page with no address at all.

    A menu whose addresses were not captured stands on the lists of its column as well.
    """
    return page.dated and page.title is not None and not any(entry.url for entry in block)


def is_accepted(
    lookup: Lookup, ownership: Ownership, page: Page, block: list[MenuEntry], home: Page | None, naming: Naming
) -> bool:
    """Whether a menu's entries are columns: not a footer, a breadcrumb, a list of documents or a link farm."""
    region = block[0].region
    links = [entry for entry in block if entry.link and not UTILITY.match(entry.name)]
    if region in ("footer", "breadcrumb") or not links or (not block[0].link and _RELATED.match(block[0].name)):
        return False
    addressed = [entry for entry in links if entry.url]
    if page.kind == "article" and region not in ("nav", "side") and (page.dated or len(addressed) * 2 < len(links)):
        # Share bars, neighbours and related links of a document.
        return False
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
        return known * 2 >= len(links) or (known > 0 and _is_side_menu(page, block))
    own_columns = sum(_is_column_page(lookup, ownership, entry) for entry in addressed)
    return own_columns * 2 >= len(addressed) - outside or known * 2 >= len(links)


def _is_side_menu(page: Page, block: list[MenuEntry]) -> bool:
    """A menu headed by the name of the column that the page is, so that its entries are what stands below it."""
    here = page.crumbs[-1].name if page.crumbs else ""
    return not block[0].link and bool(here) and normalised(block[0].name) == normalised(here)


def _is_document(lookup: Lookup, entry: MenuEntry) -> bool:
    """An entry that leads to a dated article, or whose long text has the look of a title."""
    page = lookup.page(entry.url)
    if page is None:
        return len(entry.name) > LONGEST_UNSEEN_NAME
    return page.kind == "article" and page.dated and len(entry.name) > 6


def _is_document_entry(target: Page, entry: MenuEntry, region: str) -> bool:
    """A menu's entry that names a document by its title, not a column of one page."""
    if not target.dated or len(entry.name) <= 6:
        return False
    title = normalised(target.title.value if target.title is not None else target.title_tag)
    return region == "body" or (len(entry.name) > 8 and title.startswith(normalised(entry.name)[:8]))


def _is_column_page(lookup: Lookup, ownership: Ownership, entry: MenuEntry) -> bool:
    key = lookup.key_of(entry.url)
    page = lookup.by_key.get(key)
    return page is not None and key not in ownership.foreign and page.kind != "article"


def box_titles(block: list[MenuEntry]) -> list[tuple[str, str]]:
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


def is_imprint(lookup: Lookup, naming: Naming, entry: MenuEntry) -> bool:
    """A column that only the footer leads to (联系我们, 网站地图), known by its name."""
    return entry.region == "footer" and bool(entry.url) and naming.knows(entry.name) and lookup.is_own_host(entry.url)


def _names_itself(block: list[MenuEntry], name: str) -> bool:
    """Whether a menu's heading is the name of one of its own entries: the column that one is in, and no parent."""
    wanted = normalised(name)
    return any(entry.link and normalised(entry.name) == wanted for entry in block)


def read_block(
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
            UTILITY.match(name)
            or HOME.match(name)
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
