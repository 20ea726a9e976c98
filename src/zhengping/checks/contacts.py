"""How the office can be reached as its own pages say it today, compared: telephones, addresses, hours, its name.

Several units have several numbers, so only statements of one unit (or of the office as a whole) are held against each
other, only where a page names few numbers, and only where there are two camps: three numbers for one thing are a choice
that the office offers. Area codes, faxes, hotlines and numbers for the web site's upkeep are left aside.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from zhengping.checks.conflicts import Conflict, Fault, Said, where
from zhengping.checks.context import Context
from zhengping.checks.tools import has_any, words
from zhengping.reading.facts import Page
from zhengping.reading.ownership import bare_name, core_name, same_name
from zhengping.reading.site import Column
from zhengping.reading.statements import (
    Statement,
    addresses,
    hours,
    local_number,
    nearly_same,
    own_names,
    roads_of,
    same_address,
    telephones,
)

CODE = "1.1.1"
_MOST_NUMBERS = 3
"""A page that names more numbers for one thing is a directory whose labels were lost."""
_LONGEST_TITLE = 24
"""Characters; a longer title in a column of 机构职能 is a notice's."""
_SHORTEST_NAME = 3
_MOST_RECORDS = 400
"""Telephones beyond which slips are not looked for: a directory of a whole county has neighbours by chance."""
_LONGEST_LOCAL = 8
"""Digits of a telephone without its area code; mobile numbers and 400 numbers are longer by two and more."""
_MANY = 3
_NAMES = {"telephone": "联系电话", "address": "办公地址", "hours": "办公时间", "name": "单位名称"}
Values = Sequence[str]


@dataclass(frozen=True)
class Record:
    """A statement with where it stands; `owner` the unit whose page it is ("" = the office's own)."""

    statement: Statement
    owner: str
    where: str
    url: str
    aside: bool = False

    def said(self) -> Said:
        """The words for a pair of quotations."""
        return Said(self.where, self.url, self.statement.quote)


def owner_of(context: Context, name: str, column: Column | None) -> str | None:
    """Whose page a title in a column of 机构职能 heads: "" the office's, a unit's name, None for a notice."""
    plain = "".join(name.split())
    names = context.edition.by_code[CODE].columns
    above = [] if column is None else [column.name, *column.path]
    if any(has_any(each, words(context, CODE, "subordinate_columns")) for each in above):
        return plain
    if len(plain) > _LONGEST_TITLE or has_any(plain, words(context, CODE, "notice_words")):
        return None
    if plain.endswith(words(context, CODE, "unit_endings")) and not same_name(plain, context.site.office):
        return plain
    own = (*names.names, *names.names_unverified, *words(context, CODE, "contact_columns"))
    core = core_name(context.site.office)
    if core and core in plain:
        return ""
    rest = plain
    for each in sorted(own, key=len, reverse=True):
        rest = rest.replace(each, "")
    if rest == plain:
        return None
    # 县教育局机构职能 is the page of another office, 机构职能及联系方式 is not.
    return "" if len(rest) < _SHORTEST_NAME or rest in context.site.office else plain


def _of_another(context: Context, page: Page) -> str:
    """The other office that a page's duties are those of; "" for the own one, under an old name too."""
    said = own_names(page.text)
    name = said[0].values[0] if said else ""
    own = core_name(context.site.office)
    alike = set(core_name(name)[:-1]) & set(own[:-1])
    return "" if not name or alike or same_name(name, context.site.office) else name


def organization_records(context: Context, places: Iterable[Column]) -> list[Record]:
    """Statements of the pages of 机构职能 and of the footer."""
    found: list[Record] = _footer(context)
    seen: set[str] = set()
    for column in places:
        pages = [(column.name, page) for page in column.pages]
        pages += [(article.title, article.page) for article in column.articles]
        for title, page in pages:
            owner = owner_of(context, title, column)
            if owner is not None and page.url not in seen:
                seen.add(page.url)
                found += records_of(page, owner or _of_another(context, page), title)
    return found


def disclosure_records(context: Context) -> list[Record]:
    """Addresses and hours of the guide to open information: the newest one, and the page of applications."""
    signs = words(context, CODE, "disclosure_titles")
    pages: dict[str, Page] = {}
    for top in context.site.columns_for("1.3.1", "1.3.2"):
        for column in top.walk():
            if has_any(column.name, signs):
                pages |= {page.url: page for page in column.pages}
            guides = [a for a in column.articles if has_any(a.title, signs)]
            newest = max(guides, key=lambda a: (a.published is not None, a.published, a.url), default=None)
            if newest is not None:
                pages[newest.page.url] = newest.page
    found = [record for page in pages.values() for record in records_of(page, "")]
    return [replace(record, aside=True) for record in found if record.statement.kind in ("address", "hours")]


def records_of(page: Page, owner: str, title: str = "") -> list[Record]:
    """Everything that one page states; `title` names the page in sentences, else its own heading does."""
    rows = [row for table in page.tables for row in table]
    text = page.text
    said = [*telephones(text, rows), *addresses(text), *hours(text)]
    said += own_names(text) if not owner else []
    named = f"“{title}”" if title else where(page)
    return [Record(statement, owner, named, page.url) for statement in said]


def _footer(context: Context) -> list[Record]:
    footer, found = context.site.footer, []
    purposes = words(context, CODE, "footer_purposes")
    if footer.telephone and not has_any(footer.telephone_label, purposes):
        label = footer.telephone_label or "电话"
        said = Statement("telephone", "", (local_number(footer.telephone),), f"{label}：{footer.telephone}")
        found.append(said)
    if roads := roads_of(footer.address):
        found.append(Statement("address", "", roads, f"地址：{footer.address}"))
    return [Record(statement, "", "页脚", context.site.url) for statement in found]


def conflicts_of(context: Context, records: Sequence[Record]) -> list[Conflict]:
    """The contradictions among the records, telephones first."""
    found = _telephones(records)
    found += camps_of([r for r in records if r.statement.kind == "address"], same_address)
    found += camps_of([r for r in records if r.statement.kind == "hours"], lambda one, other: set(one) == set(other))
    return found + _names(context, records)


def _telephones(records: Sequence[Record]) -> list[Conflict]:
    said = [record for record in records if record.statement.kind == "telephone"]
    typed = slips(said)
    numbers: dict[tuple[str, str, str], set[str]] = {}
    for record in said:
        numbers.setdefault((record.url, record.owner, record.statement.subject), set()).update(record.statement.values)
    merged = []
    known = {number for record in said if record.where != "页脚" for number in record.statement.values}
    for record in said:
        values = numbers[(record.url, record.owner, record.statement.subject)]
        listed = record.where == "页脚" and set(record.statement.values) & known
        if len(values) <= _MOST_NUMBERS and not listed:
            merged.append(replace(record, statement=replace(record.statement, values=tuple(sorted(values)))))
    told = {(conflict.first.url, conflict.second.url) for conflict in typed}
    others = camps_of(merged, lambda one, other: bool(set(one) & set(other)))
    return typed + [each for each in others if (each.first.url, each.second.url) not in told]


def slips(said: Sequence[Record]) -> list[Conflict]:
    """The same number with a digit too many or too few on another page: a slip of typing, whatever it is called."""
    found: list[Conflict] = []
    if len(said) > _MOST_RECORDS:
        return found
    for place, one in enumerate(said):
        for other in said[place + 1 :]:
            apart = [
                (left, right)
                for left in one.statement.values
                for right in other.statement.values
                if len(left) != len(right) and nearly_same(left, right)
            ]
            known = set(one.statement.values) & set(other.statement.values)
            if apart and not known and one.url != other.url and one.owner == other.owner:
                found.append(Conflict(_NAMES["telephone"], one.said(), other.said(), "疑多写或少写一位"))
    return found[:1]


def odd_numbers(records: Sequence[Record]) -> list[Fault]:
    """Numbers of a length that no telephone has, or that one number alone has among three or more of another."""
    found: dict[str, Record] = {}
    for record in records:
        if record.statement.kind == "telephone":
            found |= {number: record for number in record.statement.values if len(number) <= _LONGEST_LOCAL + 1}
    lengths = Counter(len(number) for number in found if len(number) <= _LONGEST_LOCAL)
    usual = [length for length, count in lengths.items() if count >= _MANY]
    odd = [
        number
        for number in found
        if len(number) > _LONGEST_LOCAL or (len(usual) == 1 and len(number) != usual[0] and lengths[len(number)] == 1)
    ]
    return [Fault("电话位数异常", found[number].url, found[number].statement.quote) for number in odd]


def camps_of(records: Sequence[Record], same: Callable[[Values, Values], bool]) -> list[Conflict]:
    """One contradiction for each thing of which exactly two versions stand on different pages."""
    things: dict[tuple[str, str], list[Record]] = {}
    for record in records:
        things.setdefault((record.owner, record.statement.subject), []).append(record)
    found = []
    for (owner, subject), said in things.items():
        camps: list[list[Record]] = []
        for record in said:
            joined = [c for c in camps if any(same(record.statement.values, r.statement.values) for r in c)]
            camp = [record, *(r for c in joined for r in c)]
            camps = [c for c in camps if not any(c is j for j in joined)] + [camp]
        if len(camps) != 2:
            continue
        first, second = camps[0][-1], camps[1][-1]
        if {r.url for r in camps[0]} & {r.url for r in camps[1]} or (first.aside and second.aside):
            continue  # one page that names both says that there are two
        name = _NAMES[first.statement.kind]
        found.append(Conflict(f"{owner}{subject}{name}" if owner or subject else name, first.said(), second.said()))
    return found


def _names(context: Context, records: Sequence[Record]) -> list[Conflict]:
    """The office's own page of duties speaks of an office of the same place with a like name: one it once had."""
    return old_names(context, [r for r in records if r.statement.kind == "name" and not r.owner])


def old_names(context: Context, records: Sequence[Record]) -> list[Conflict]:
    """The one name among the records that is like the office's, of the same place, and not known as its own."""
    office = bare_name(context.site.office)
    own = core_name(office)
    place = office.removesuffix(own)
    known = [office, *context.department.other_names]
    others: dict[str, Record] = {}
    for record in records:
        name = record.statement.values[0]
        alike = set(core_name(name)[:-1]) & set(own[:-1])
        here = not place or name.startswith(place) or name == core_name(name)
        if not any(same_name(name, each) for each in known) and alike and here and name[-1] == office[-1]:
            others.setdefault(name, record)
    if len(others) != 1:
        return []
    (record,) = others.values()
    front = Said("网站", context.site.url, f"{context.site.office}")
    return [Conflict(_NAMES["name"], front, record.said())]
