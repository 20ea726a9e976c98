"""Signs of what stands on the pages (6.1-2): links nobody sees, gambling and porn words, personal data.

Words are judged by their place: a hidden block, a title, the text of a link to a foreign host. What a page tells
its readers of gambling (a warning, a verdict, a campaign) is its own business and never a sign.
"""

from __future__ import annotations

from collections.abc import Sequence

from zhengping.checks.context import Context
from zhengping.checks.finding import Evidence
from zhengping.checks.host_signs import home_address
from zhengping.checks.quoting import quote
from zhengping.checks.signs import Sign, State
from zhengping.checks.tools import has_any, number, see, words
from zhengping.reading.facts import HiddenBlock, Page
from zhengping.reading.hidden import FEWEST
from zhengping.reading.private_numbers import PrivateNumber, private_numbers

POINT = "6.1-2"
_MOST_PLACES = 5


def content_signs(context: Context, pages: Sequence[Page]) -> list[Sign]:
    """All signs of the pages' content; `pages` are the site's own, by address."""
    return [_hidden(context, pages), _words(context, pages), *_personal_data(context, pages)]


def _hidden(context: Context, pages: Sequence[Page]) -> Sign:
    """Hidden blocks of foreign links. A block with a name of its own may be a tab: there only its words tell."""
    sold = words(context, "6.1", "gambling_and_porn")
    farms: list[tuple[Page, HiddenBlock]] = []
    doubtful: list[tuple[Page, HiddenBlock]] = []
    for page in pages:
        for block in page.hidden_blocks:
            many = len(block.hosts) >= FEWEST
            if has_any(block.text, sold) or (many and not block.named):
                farms.append((page, block))
            elif many:
                doubtful.append((page, block))
    if not farms and doubtful:
        note = f"{_pages(doubtful)}个页面有默认不显示的外部链接，可能是标签页，请人工看一眼"
        return Sign(POINT, "hidden", "隐藏链接", "look", note, "确认是否本单位所设", evidence=_shown(doubtful))
    if not farms:
        place = (see(home_address(context)),)
        return Sign(POINT, "hidden", "隐藏链接", "good", "未见隐藏的外部链接", evidence=place)
    links = len({link.url for _, block in farms for link in block.links})
    names = "、".join(dict.fromkeys(link.text for link in farms[0][1].links if link.text))[:40]
    note = f"{_pages(farms)}个页面藏有看不见的外部链接{links}条（如{names}），疑似暗链"
    remedy = "立即清除并查明来源，检查服务器是否被入侵"
    return Sign(POINT, "hidden", "隐藏链接", "bad", note, remedy, "high", True, _shown(farms))


def _pages(found: Sequence[tuple[Page, HiddenBlock]]) -> int:
    return len({page.url for page, _ in found})


def _shown(found: Sequence[tuple[Page, HiddenBlock]]) -> tuple[Evidence, ...]:
    return tuple(see(page, block.links[0].url) for page, block in found[:_MOST_PLACES])


def _words(context: Context, pages: Sequence[Page]) -> Sign:
    """Words that sell gambling or porn in titles, keywords and the texts of links to foreign hosts."""
    sold = words(context, "6.1", "gambling_and_porn")
    warning = words(context, "6.1", "gambling_warnings")
    found: dict[str, Evidence] = {}
    for page in pages:
        home = page.url[: page.url.find("/", 9) + 1] or page.url
        places = [page.title_tag, page.meta.get("keywords", ""), page.meta.get("description", "")]
        # Most pages hold none of the words: they are looked for in all texts at once before each is looked at.
        if not has_any("\n".join([*places, *(link.label for link in page.links)]), sold):
            continue
        places += [link.label for link in page.links if link.url.startswith("http") and not link.url.startswith(home)]
        for text in places:
            word = has_any(text, sold)
            if word and not has_any(text, warning):
                found.setdefault(page.url, see(page, quote(text, word)))
    note = (
        f"{len(found)}个页面的标题、关键词或外部链接有赌博、色情用语" if found else "标题和外部链接未见赌博、色情用语"
    )
    places_ = tuple(found.values())[:_MOST_PLACES] or (see(home_address(context)),)
    remedy = "核实并清除，检查页面是否被篡改"
    state: State = "bad" if found else "good"
    return Sign(POINT, "words", "不良用语", state, note, remedy, "high", bool(found), places_)


def _personal_data(context: Context, pages: Sequence[Page]) -> list[Sign]:
    """Identity numbers whose check digit holds, and lists of mobile numbers, in texts and in names of attachments."""
    identities: dict[str, list[PrivateNumber]] = {}
    lists: dict[str, list[PrivateNumber]] = {}
    shown: dict[str, Evidence] = {}
    fewest = number(context, "6.1", "mobiles_of_a_list")
    for page in pages:
        found = private_numbers("\n".join([page.text, page.title_tag, *_names(page)]))
        if not found:
            continue
        shown[page.url] = see(page, "、".join(dict.fromkeys(each.shown for each in found)))
        if own := [each for each in found if each.kind == "identity"]:
            identities[page.url] = own
        if len({each.number for each in found if each.kind == "mobile"}) >= fewest:
            lists[page.url] = found
    count = len({each.number for numbers in identities.values() for each in numbers})
    note = f"{len(identities)}个页面公开了完整的身份证号{count}个" if identities else "未见完整的身份证号"
    places = tuple(shown[url] for url in identities)[:_MOST_PLACES] or (see(home_address(context)),)
    remedy = "遮盖身份证号后重新发布，附件同样处理"
    signs = [
        Sign(POINT, "identity", "身份证号", "bad" if identities else "good", note, remedy, "high", evidence=places)
    ]
    if lists:
        note = f"{len(lists)}个页面列有多个手机号码，是否个人信息由人工看"
        places = tuple(shown[url] for url in lists)[:_MOST_PLACES]
        signs.append(Sign(POINT, "mobiles", "手机号码", "look", note, "遮盖个人手机号码", evidence=places))
    return signs


def _names(page: Page) -> list[str]:
    """Names of attachments, and of their files as far as the address tells."""
    return [f"{each.text} {each.url.rsplit('/', 1)[-1]}" for each in page.attachments]
