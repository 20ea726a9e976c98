"""1.1.1 机构职能: the column, its four elements (units, duties, address, telephone), and what speaks against it."""

from __future__ import annotations

import re
from dataclasses import replace

from zhengping.checks.conflicts import accuracy_point, dead_links, placeholders
from zhengping.checks.contacts import (
    Record,
    conflicts_of,
    disclosure_records,
    odd_numbers,
    organization_records,
    owner_of,
)
from zhengping.checks.context import Context, check
from zhengping.checks.entries import proposal
from zhengping.checks.finding import Evidence, Finding
from zhengping.checks.quoting import quote
from zhengping.checks.tools import (
    GUESS,
    all_columns,
    column_point,
    core_columns,
    has_any,
    named_columns,
    naming,
    number,
    pages_of,
    settle,
    share,
    undecided,
    unread,
    words,
    zero,
)
from zhengping.reading.facts import Page
from zhengping.reading.site import Column

CODE = "1.1.1"
_PART_OF_NAME = 1
"""Strength from which a column's name, not its address alone, serves an indicator."""
ELEMENTS = ("内设机构", "主要职责", "办公地址", "联系电话")
_TELEPHONE = (
    r"[^0-9\n]{0,12}"
    r"(\(?（?0\d{2,3}\)?）?[-—－\s]{0,2}\d{7,8}|(?<!\d)[2-9]\d{6,7}(?!\d)|(?<!\d)1[0-9]{10}(?!\d)|12\d{3})"
)
_LABEL_BEFORE = 12
"""Characters before a telephone's label that may say whose it is."""
_PLACE = r"[：:\s]{0,3}[^，。；\n]{0,24}?[路街道号楼厦巷区室村镇]"


@check("1.1.1-1")
def column(context: Context) -> Finding:
    """机构职能 column, with content."""
    core = core_columns(context, CODE)
    if core:
        return column_point(context, "1.1.1-1", core)
    if other := _under_another_name(context):
        finding = proposal(column_point(context, "1.1.1-1", other))
        return replace(finding, doubt=f"{naming(other)}是否即是机构职能栏目由人工确认。")
    contact = named_columns(context.site.columns_for(CODE), words(context, CODE, "contact_columns"))
    if contact:
        sentence = "未找到机构职能栏目，只有联系方式类栏目"
        finding = zero(context, "1.1.1-1", sentence, contact, anywhere=True)
        return replace(finding, state="suggested", confidence=GUESS) if finding.state == "judged" else finding
    return column_point(context, "1.1.1-1", [])


def _under_another_name(context: Context) -> list[Column]:
    """Columns whose name serves 机构职能 without saying so (关于我们, 政府部门); those of other units are none."""
    unwanted = (*words(context, CODE, "contact_columns"), *words(context, CODE, "subordinate_columns"))
    columns = [c for c in context.site.columns_for(CODE) if c.strengths.get(CODE, 1) >= _PART_OF_NAME]
    return [column for column in columns if not has_any(column.name, unwanted)]


@check("1.1.1-2")
def elements(context: Context) -> Finding:
    """Share of units, duties, address and telephone found with real content."""
    places = _places(context)
    if not places:
        return zero(context, "1.1.1-2", "未找到机构职能栏目，无机构设置、职责、地址和联系方式", anywhere=True)
    pages = pages_of(places)
    if not pages:
        return undecided(context, "1.1.1-2", places, "机构职能栏目未能读到内容")
    found = _found_on_pages(context, places, pages)
    footer = context.site.footer
    in_footer = []
    purpose = f"{footer.telephone_label}{footer.telephone}"
    telephone = "" if has_any(purpose, words(context, CODE, "not_own_telephones")) else footer.telephone
    for name, words_there in (("办公地址", footer.address), ("联系电话", telephone)):
        if name not in found and words_there:
            found[name] = Evidence(context.site.url, quote(f"页脚：{words_there}"))
            in_footer.append(name)
    missing = [name for name in ELEMENTS if name not in found]
    value = share(found, ELEMENTS)
    hidden = [column for column in places if unread(column)]
    sentence = f"机构职能四要素中找到{len(found)}项：{'、'.join(name for name in ELEMENTS if name in found) or '无'}"
    sentence += f"；缺{'、'.join(missing)}" if missing else ""
    sentence += f"（{'、'.join(in_footer)}只见于页脚）" if in_footer else ""
    sentence += f"；{'、'.join(unread(column) for column in hidden[:3])}" if missing and hidden else ""
    if not found:
        return zero(context, "1.1.1-2", sentence, places, contents=True)
    how = "用文字写明（图片里的内容程序和读屏软件都读不到）" if _pictured(pages) else "补充"
    advice = f"在机构职能栏目{how}{'、'.join(missing)}。" if missing else ""
    sure = not in_footer and not (missing and (hidden or _pictured(pages) or context.site.budget_reached))
    confidence = None if sure else GUESS
    return settle(
        context, "1.1.1-2", value, sentence + "。", found.values(), sure=sure, confidence=confidence, advice=advice
    )


@check("1.1.1-3")
def accuracy(context: Context) -> Finding:
    """Pre-check for the expert: telephones, addresses, hours and names compared; placeholders, dead links."""
    places = _places(context)
    pages = pages_of(places)
    if not pages:
        return _nothing_to_check(context, places)
    records = [*organization_records(context, places), *disclosure_records(context)]
    own = [page for column in places for page in column.pages]
    own += [a.page for column in places for a in column.articles if owner_of(context, a.title, column) is not None]
    own = list({page.url: page for page in own}.values())
    faults = [*odd_numbers(records), *placeholders(context, own), *dead_links(context, own)]
    checked = f"{len(own)}个机构职能页面和页脚的电话、地址、办公时间和单位名称"
    return accuracy_point(context, "1.1.1-3", conflicts_of(context, records), faults, checked, own[:3])


def own_records(context: Context) -> list[Record]:
    """What the office's own pages state, for the guides to be held against."""
    return organization_records(context, _places(context))


def _nothing_to_check(context: Context, places: list[Column]) -> Finding:
    if places:
        return undecided(context, "1.1.1-3", places, "机构职能栏目未能读到内容，准确性由人工判断")
    return proposal(zero(context, "1.1.1-3", "未找到机构职能栏目，没有可核对的内容", anywhere=True))


def _places(context: Context) -> list[Column]:
    """The columns that serve 机构职能 and those below them; pages of units with their own news lists are none."""
    most = number(context, CODE, "most_items")
    found = {
        id(deep): deep
        for column in context.site.columns_for(CODE)
        for deep in column.walk()
        if len(deep.items) <= most and not (set(deep.indicators) - {CODE})
    }
    return list(found.values())


def _telephone_pattern(context: Context) -> re.Pattern[str]:
    labels = "|".join(map(re.escape, words(context, CODE, "telephone_labels")))
    return re.compile(f"(?:{labels}){_TELEPHONE}")


def _found_on_pages(context: Context, places: list[Column], pages: list[Page]) -> dict[str, Evidence]:
    labels = "|".join(map(re.escape, words(context, CODE, "address_labels")))
    address = re.compile(f"(?:{labels}){_PLACE}")
    telephone = _telephone_pattern(context)
    found: dict[str, Evidence] = {}
    if units := _units(context, places, pages):
        found["内设机构"] = units
    for page in pages:
        if "主要职责" not in found and _tells_duties(context, page):
            head = has_any(page.text, words(context, CODE, "duty_heads"))
            found["主要职责"] = Evidence(page.url, quote(page.text, head))
        if "办公地址" not in found and (match := address.search(page.text)):
            found["办公地址"] = Evidence(page.url, quote(match.group()))
        if "联系电话" not in found:
            own = (match for match in telephone.finditer(page.text) if _is_own_line(context, page.text, match))
            if (match := next(own, None)) is not None:
                found["联系电话"] = Evidence(page.url, quote(match.group()))
    return found


def _is_own_line(context: Context, text: str, match: re.Match[str]) -> bool:
    """Whether a telephone is the office's: a hotline of the whole government or of those who run the site is none."""
    line = text[max(0, match.start() - _LABEL_BEFORE) : match.end()].rsplit("\n", 1)[-1]
    return not has_any(line, words(context, CODE, "not_own_telephones"))


def _tells_duties(context: Context, page: Page) -> bool:
    """Duties are told in several sentences that begin with what the office does, not by a heading alone."""
    text = page.text
    title = page.heading + page.title_tag + "".join(crumb.name for crumb in page.crumbs)
    headed = has_any(text + title, words(context, CODE, "duty_heads"))
    verbs = "|".join(map(re.escape, words(context, CODE, "duty_words")))
    sentences = len(re.findall(f"(?:^|[、，。；;：:\\s）)\\d.．])(?:{verbs})", text))
    enough, long_enough = number(context, CODE, "least_duties"), number(context, CODE, "least_duties_text")
    return bool(headed) and sentences >= enough and len(text) >= long_enough


def _units(context: Context, places: list[Column], pages: list[Page]) -> Evidence | None:
    """A list of inner units: rows or columns named as units, or a text that names several after its heading."""
    endings, enough = words(context, CODE, "unit_endings"), number(context, CODE, "least_units")
    for column in named_columns(places, words(context, CODE, "unit_columns")):
        names = [item.title for item in column.items] + [child.name for child in column.children]
        units = [name for name in names if _plain(name).endswith(endings) and len(_plain(name)) <= 24]
        if len(units) >= enough:
            return Evidence(column.url, quote("、".join(units[:6])))
    heads = words(context, CODE, "unit_heads")
    pattern = re.compile(rf"[\u4e00-\u9fff]{{1,14}}?(?:{'|'.join(map(re.escape, endings))})(?![\u4e00-\u9fff]*[学]校)")
    for page in pages:
        head = has_any(page.text, heads)
        if not head:
            continue
        after = page.text[page.text.find(head) :]
        if len(set(pattern.findall(after[:3000]))) > enough:
            return Evidence(page.url, quote(after))
    siblings = [column for column in all_columns(context.site) if column.name.endswith(endings) and column.parent]
    groups: dict[int, list[Column]] = {}
    for column in siblings:
        groups.setdefault(id(column.parent), []).append(column)
    for group in groups.values():
        if len(group) >= enough:
            return Evidence(group[0].url, quote("、".join(column.name for column in group[:6])))
    return None


def _plain(name: str) -> str:
    return re.sub(r"[（(].*?[)）]|[\s·•]", "", name)


def _pictured(pages: list[Page]) -> bool:
    """Whether a page has next to no text beside a picture or a file, which may hold what was not found."""
    return any(
        len(page.text) < 80 and (page.attachments or any(picture.in_body for picture in page.pictures))
        for page in pages
    )
