"""Whose page is it: pages of another site under the same host are told apart.

A wrong exclusion costs a department dearly. A page is another's only by its own clear name (meta SiteName) or by
two signs that agree: its title or header names another site, its footer names another organiser or another code,
it carries none of this site's navigation, its home link leads elsewhere. A section that another's platform keeps for
this office (市林业局 on the city's disclosure platform) stays this site's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from zhengping.reading.facts import Page
from zhengping.reading.lookup import Lookup

_SUFFIX = re.compile(r"[-_|–—]+\s*([^-_|–—]{3,40})\s*$")
_NAME_NOISE = re.compile(r"[\s!！。.,，\[\]【】()（）\"“”'·—_|-]+")
_SITE_WORD = re.compile(
    r"(?:网站群|门户网站|政府网|人民政府|网站|门户|平台|信息网|政务网|办公室|委员会|厅|局|委|院|中心|网|政府)$"
)
_SITE_ENDING = re.compile(r"(?:网站群|网站|门户|平台|网|政府|委员会|[^室中]局|厅)[!！]?$")
_SITE_TITLE = re.compile(r"(?:网站群|网站|门户|平台|网|政府)[!！]?$")
_FIRST_PAGE = re.compile(r"^(?:网站)?首页\s*[-_|—–]+\s*|\s*[-_|—–]+\s*(?:网站)?首页$")
_TOPIC = re.compile(r"专题|专栏|专项")
_ADMIN = re.compile(
    r"^(?:省|市(?!场)|县|区|州|全市|全省|中国|中华人民共和国|广西壮族自治区|[\u4e00-\u9fff]{2,8}?(?:自治区|自治州|自治县|特别行政区)|"
    r"[\u4e00-\u9fff]{1,6}?(?:省|市|县|区|州|盟|旗))"
)
_ENGLISH_PATH = re.compile(r"(?:^|/)(?:en|eng|english|englishversion)(?:/|$)", re.I)
_CJK = re.compile(r"[\u4e00-\u9fff]")
_TAIL = re.compile(r"(?:(?<!人民)政府)?(?:门户)?(?:网站群?|网|首页)$")
_GENERIC = frozenset({"人民政府", "人民", "政府", "办公室"})
"""What is left of governments' names without their places: alike everywhere, so that it makes no two of them one."""
MOST_OF_NAVIGATION = 0.25
"""Share of the home page's navigation that a page must carry to count as standing in this site's frame."""
WHOLE_FRAME = 0.6
"""Share of it from which another SiteName is a slip of the template; a platform links to some columns as well."""
FEWEST_NAVIGATION = 4
SURE = 3
"""Signs from which a single page is another's; with two, a further page must say the same name, or no page of this
site may link to it."""


@lru_cache(maxsize=4096)
def bare_name(name: str) -> str:
    """A site's or office's name without blanks, marks and 网站 at its end, for comparison."""
    bare = _NAME_NOISE.sub("", name)
    return _TAIL.sub("", bare) or bare


def same_name(one: str, other: str) -> bool:
    """Whether two names can be one office's: equal, one inside the other, or equal without the place before them."""
    left, right = bare_name(one), bare_name(other)
    if not left or not right:
        return False
    if left == right or (min(len(left), len(right)) >= 4 and (left in right or right in left)):
        return True
    left_core, right_core = core_name(left), core_name(right)
    return len(left_core) >= 3 and left_core == right_core and left_core not in _GENERIC


_GOVERNMENT = re.compile(r"([\u4e00-\u9fff]{2,}?)(省|自治区|市|县|区|自治县|自治州|盟|旗)人民政府$")
_OWN_PLATFORM = (
    r"(?:中国|数字|美丽|魅力|走进)?(?:[\u4e00-\u9fff]{2,6}[省市州盟])?%s(?:%s)?(?:县委县政府|市委市政府|人民政府|政府|政务)?"
    r"(?:信息|政务|办事|网上|互动|公众|为民)?(?:公开|服务|交流|参与|办事|问政)?(?:门户|专题)?(?:网站群|网站|网|平台|之窗|在线|专栏|大厅|系统|目录)*"
)
"""What a government calls its portal and its own platforms: its place and words that every government uses."""


@lru_cache(maxsize=4096)
def is_of_government(name: str, office: str) -> bool:
    """Whether a site's name is a government's own other name: 丰收县政府信息公开平台 or 中国·丰收 of 丰收县人民政府."""
    government = _GOVERNMENT.search(bare_name(office))
    if government is None:
        return False
    stem = _ADMIN.sub("", government[1]) or government[1]
    if len(stem) < 2:
        return False
    return re.fullmatch(_OWN_PLATFORM % (re.escape(stem), government[2]), _NAME_NOISE.sub("", name)) is not None


@lru_cache(maxsize=4096)
def core_name(name: str) -> str:
    """An office's name without the places before it: 吉林省…市林业局 -> 林业局."""
    bare = bare_name(name)
    for _ in range(4):
        shorter = _ADMIN.sub("", bare)
        if shorter == bare or len(shorter) < 2:
            break
        bare = shorter
    return bare


@dataclass
class Ownership:
    """`foreign`: address key -> the other site's name or the reason; `hosted`: pages of this office on another's
    platform, key -> the platform's name; `name`, `office`: the site's name and its office."""

    name: str
    office: str
    foreign: dict[str, str] = field(default_factory=dict)
    hosted: dict[str, str] = field(default_factory=dict)


def site_identity(home: Page | None, pages: Mapping[str, Page], department_name: str) -> tuple[str, str]:
    """The site's name and its office: from the home page's meta tag, title and footer; else from all pages' titles."""
    name = home.site_name if home is not None else ""
    if not name:
        name = _commonest(page.site_name for page in pages.values()) if home is None else ""
    if not name:
        ending = _commonest(_title_site(page.title_tag) for page in pages.values())
        title = home.title_tag.strip() if home is not None else ""
        name = ending if ending and (not title or ending in title) else title or ending
    name = _FIRST_PAGE.sub("", name.strip())
    name = re.split(r"[_|]|--", name)[0].strip() or name
    organizer = home.footer.organizer if home is not None else ""
    office = department_name or organizer or _NAME_NOISE.sub("", _TAIL.sub("", name))
    government = bare_name(name)
    if not department_name and government.endswith("人民政府") and organizer.startswith(government):
        # A government's portal is kept by its office (主办：某县人民政府办公室), and is the government's.
        office = government
    return name, office


def _commonest(names: Iterable[str]) -> str:
    """The name that stands most often; of equally frequent ones the first by spelling."""
    counted = Counter(name for name in names if name)
    return min(counted, key=lambda name: (-counted[name], name), default="")


def _title_site(title: str) -> str:
    """The site's name at the end of a page title; empty where the title has no such part."""
    match = _SUFFIX.search(title)
    return match.group(1).strip() if match else ""


def judge_ownership(lookup: Lookup, home: Page | None, department_name: str = "") -> Ownership:
    """Tells this site's pages from others'. Without a home page nothing is excluded but by its clear name."""
    pages = lookup.by_key
    name, office = site_identity(home, pages, department_name)
    ownership = Ownership(name, office)
    own_names = [own for own in (name, office, home.site_name if home else "", home.title_tag if home else "") if own]
    navigation = _navigation(lookup, home)
    home_key = lookup.key_of(lookup.start_url)
    suspects: dict[str, tuple[str, int]] = {}
    for key, page in pages.items():
        if page is home or key == home_key:
            continue
        reason = _foreign_by_language(key, page, home)
        if reason:
            ownership.foreign[key] = reason
            continue
        other = _foreign_by_name(lookup, page, home, own_names, navigation)
        signs = SURE
        if not other:
            other, signs = _foreign_by_signs(lookup, page, home, own_names, navigation, home_key)
        if other:
            suspects[key] = (other, signs)
    companions = Counter(other for other, _ in suspects.values())
    alone = {key for key, (other, signs) in suspects.items() if signs < SURE and companions[other] == 1}
    for key in _linked_by_own(lookup, alone, suspects):
        del suspects[key]
    _settle(lookup, ownership, suspects, own_names)
    return ownership


def _foreign_by_language(key: str, page: Page, home: Page | None) -> str:
    """An English edition: said by the address, and hardly a Chinese character in the text."""
    path = key.partition("/")[2]
    if not _ENGLISH_PATH.search(path) or (home is not None and not _CJK.search(home.title_tag + home.text[:500])):
        return ""
    sample = (page.title_tag + " " + page.text)[:600]
    return "英文版" if sample.strip() and len(_CJK.findall(sample)) * 5 < len(sample) else ""


def _foreign_by_name(
    lookup: Lookup, page: Page, home: Page | None, own_names: list[str], navigation: frozenset[str]
) -> str:
    """Another SiteName than the home page's own, on a page that does not stand in this site's navigation."""
    if not page.site_name or home is None or not home.site_name:
        return ""
    if any(same_name(page.site_name, own) or is_of_government(page.site_name, own) for own in own_names):
        return ""
    if len(navigation) >= FEWEST_NAVIGATION and _navigation_share(lookup, page, navigation) >= WHOLE_FRAME:
        return ""
    return page.site_name


def _navigation(lookup: Lookup, home: Page | None) -> frozenset[str]:
    """Keys of the home page's navigation entries on this host, the home page itself left out."""
    if home is None:
        return frozenset()
    home_key = lookup.key_of(lookup.start_url)
    keys = {lookup.key_of(entry.url) for entry in home.menus if entry.url and entry.region == "nav"}
    if len(keys) < FEWEST_NAVIGATION:
        keys |= {lookup.key_of(link.url) for link in home.links if link.region == "nav"}
    return frozenset(key for key in keys if key != home_key)


def _foreign_by_signs(
    lookup: Lookup, page: Page, home: Page | None, own_names: list[str], navigation: frozenset[str], home_key: str
) -> tuple[str, int]:
    """The other site's name and how many signs agree, at least two and one of them a name; else empty and 0."""
    if home is None:
        return "", 0
    named = _other_name(page, own_names)
    organizer = page.footer.organizer
    ours = any(same_name(organizer, own) or is_of_government(organizer, own) for own in own_names)
    other_organizer = organizer if organizer and not ours else ""
    if (not named and not other_organizer) or (organizer and not other_organizer):
        # A footer that names this office outweighs a title of its own (a thematic site of the office).
        return "", 0
    framed = len(navigation) >= FEWEST_NAVIGATION
    inside = not framed or _navigation_share(lookup, page, navigation) >= MOST_OF_NAVIGATION
    if inside and framed:
        return "", 0
    signs = 0
    signs += bool(named)
    signs += bool(other_organizer) and bool(home.footer.organizer)
    signs += framed and not inside
    signs += bool(page.crumbs and page.crumbs[0].url and lookup.key_of(page.crumbs[0].url) != home_key)
    own_code = home.footer.site_code
    signs += bool(own_code and page.footer.site_code and page.footer.site_code != own_code)
    return (named or other_organizer, signs) if signs >= 2 else ("", 0)


def _linked_by_own(lookup: Lookup, wanted: set[str], suspects: Mapping[str, object]) -> set[str]:
    """Which of the wanted pages a page above suspicion links to."""
    if not wanted:
        return set()
    urls = {lookup.by_key[key].url: key for key in wanted}
    found: set[str] = set()
    for key, page in lookup.by_key.items():
        if key not in suspects:
            found.update(urls[link.url] for link in page.links if link.url in urls)
    return found


def _navigation_share(lookup: Lookup, page: Page, navigation: frozenset[str]) -> float:
    """The share of this site's navigation that a page carries."""
    keys = {lookup.key_of(entry.url) for entry in page.menus if entry.url}
    keys.update(lookup.key_of(link.url) for link in page.links)
    return len(navigation & keys) / len(navigation)


def _other_name(page: Page, own_names: list[str]) -> str:
    """The name of another site in the page's title; empty where the title names this one, a topic or none."""
    title = page.title_tag
    if not title or any(_holds(title, own) for own in own_names):
        return ""
    for candidate, words in (
        (_title_site(title), _SITE_ENDING),
        (title if page.kind != "article" else "", _SITE_TITLE),
    ):
        if (
            candidate
            and words.search(_NAME_NOISE.sub("", candidate))
            and not _TOPIC.search(candidate)
            and not any(same_name(candidate, own) or is_of_government(candidate.strip(), own) for own in own_names)
        ):
            return candidate.strip()
    return ""


def _holds(title: str, own: str) -> bool:
    bare = bare_name(own)
    return len(bare) >= 3 and bare in _NAME_NOISE.sub("", title)


def _settle(lookup: Lookup, ownership: Ownership, suspects: dict[str, tuple[str, int]], own_names: list[str]) -> None:
    """Of the suspects, sections that bear this office's name are hosted; the others are foreign.

    A section is found by its breadcrumb or by the page that heads it (title or heading is the office's name);
    what stands below it by breadcrumb is of the section too.
    """
    heads: set[str] = set()
    for key in suspects:
        page = lookup.by_key[key]
        if any(is_office_name(crumb.name, own_names) for crumb in page.crumbs) or is_office_name(
            page.heading, own_names
        ):
            heads.add(key)
    section_links: set[str] = set()
    for key in heads:
        page = lookup.by_key[key]
        section_links.update(
            lookup.key_of(crumb.url) for crumb in page.crumbs if crumb.url and is_office_name(crumb.name, own_names)
        )
    for key in sorted(heads):
        section_links |= _section_of(lookup, lookup.by_key[key], own_names)
    for key in sorted(section_links & suspects.keys()):
        section_links |= {lookup.key_of(row.url) for row in lookup.by_key[key].rows if row.url}
    for key in sorted(heads):
        section_links |= {lookup.key_of(row.url) for row in lookup.by_key[key].rows if row.url}
    for key in suspects:
        crumbs = lookup.by_key[key].crumbs
        if any(crumb.url and lookup.key_of(crumb.url) in section_links for crumb in crumbs[1:]):
            section_links.add(key)
    for key, (other, _) in suspects.items():
        if key in heads or key in section_links:
            ownership.hosted[key] = other
        else:
            ownership.foreign[key] = other


def _section_of(lookup: Lookup, page: Page, own_names: list[str]) -> set[str]:
    """What stands below an entry of this office's name in a platform's menu."""
    found: set[str] = set()
    level, block = -1, -1
    for entry in page.menus:
        if level >= 0 and entry.block == block and entry.level > level:
            if entry.url:
                found.add(lookup.key_of(entry.url))
            continue
        level = -1
        if is_office_name(entry.name, own_names):
            level, block = entry.level, entry.block
    return found


def is_office_name(text: str, own_names: Sequence[str]) -> bool:
    """Whether a crumb or heading is this office's name, in full or short (市林业局), and nothing but that."""
    bare = bare_name(text)
    if len(bare) < 3 or len(bare) > 20 or not _SITE_WORD.search(bare):
        return False
    core = core_name(bare)
    if len(core) < 3:
        return False
    if core in _GENERIC:
        return any(bare_name(own).endswith(bare) for own in own_names)
    return any(bare_name(own).endswith(core) for own in own_names)
