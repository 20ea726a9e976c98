"""Breadcrumbs as mentions of columns: each step names one, the last step of a column page is the page itself."""

from __future__ import annotations

import re
from collections import Counter

from zhengping.reading.facts import Page
from zhengping.reading.lookup import Lookup
from zhengping.reading.mentions import (
    ARTICLE,
    CRUMB,
    HEADING,
    HOME,
    LONGEST_COLUMN_NAME,
    LONGEST_UNSEEN_NAME,
    META,
    SELF,
    Mentions,
    Path,
    Step,
)
from zhengping.reading.naming import normalised
from zhengping.reading.ownership import Ownership, is_office_name

_BODY_STEP = re.compile(
    r"^(?:正文|详情|内容|文章|详细|文章内容|信息内容|正文内容|详细内容|详细信息|信息详情|浏览文章|查看|阅读|列表)(?:页)?$"
)
_SHORTEST_CUT = 8
"""Characters from which a breadcrumb's last step can be the beginning of a title (公告 is a column)."""


def homes_of(lookup: Lookup, own: list[tuple[str, Page]], home_key: str) -> frozenset[str]:
    """Addresses that many breadcrumbs call 首页; a section whose own pages call its first page so is none of them."""
    counted: Counter[str] = Counter()
    for _, page in own:
        if page.crumbs and page.crumbs[0].url and HOME.match(page.crumbs[0].name):
            counted[lookup.key_of(page.crumbs[0].url)] += 1
    total = sum(counted.values())
    return frozenset({home_key, *(key for key, times in counted.items() if times * 5 >= total)})


def read_crumb_path(
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
        if HOME.match(name):
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
    names = [name for name in names if name and not HOME.match(name) and not _BODY_STEP.match(name)]
    if len(names) > 1 and _is_title(names[-1], page):
        names.pop()
    return names


def _read_own_name(mentions: Mentions, page: Page, own_key: str, steps: Path) -> None:
    """What a column page calls itself outside its breadcrumb: its meta tag, else its heading."""
    above = tuple(step for step in steps if step[1] != own_key)
    name = page.meta.get("ColumnName", "").strip()
    if name and not HOME.match(name):
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
