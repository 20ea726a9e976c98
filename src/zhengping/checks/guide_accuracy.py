"""Pre-check of 3.1.1-6: guides held against the office's own pages, against each other, and against repealed law.

A guide speaks for the unit that it names; its window has its own address and hours. So telephones are compared unit by
unit, supervision numbers over all guides, hours place by place, addresses only where a guide gives the office's own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from zhengping.checks.conflicts import Conflict, Fault, Said
from zhengping.checks.contacts import Record, camps_of, odd_numbers, old_names, records_of, slips
from zhengping.checks.context import Context
from zhengping.checks.quoting import quote
from zhengping.checks.tools import has_any, words
from zhengping.reading.site import Guide
from zhengping.reading.statements import Statement, same_address

CODE = "3.1.1"
_QUOTED = re.compile(r"《([^《》]{2,60})》")
_COUNTRY = "中华人民共和国"
_OFFICE = re.compile(r"[\u4e00-\u9fff]{2,14}?(?:局|厅|委员会)")
_UNIT = re.compile(r"[\u4e00-\u9fff]{1,12}?(?:科|处|室|股|大队|支队|所|站)$")
_SUPERVISION = "监督"
_MAJORITY = 3


def guide_records(guides: Sequence[Guide]) -> list[Record]:
    """What the guides state, each of the unit that it names; "?" stands for a unit that is not named."""
    found = []
    for guide in guides:
        unit = _unit(guide)
        for record in records_of(guide.page, unit or "?", guide.title):
            explicit = bool(_UNIT.search(record.statement.subject))
            found.append(replace(record, owner="" if explicit else record.owner))
    return found


def _unit(guide: Guide) -> str:
    """The inner unit that handles the service, where the guide names one."""
    last = re.split(r"[\s，,；;。、（(：:]", guide.elements.get("机构", "").strip())
    named = [re.sub(r"^.*[局厅委](?=..)", "", part) for part in last if part]
    return next((part for part in named if _UNIT.fullmatch(part)), "")


def guide_conflicts(context: Context, guides: Sequence[Guide], own: Sequence[Record]) -> list[Conflict]:
    """Contradictions of which one side at least is a guide; `own` are the records of 机构职能 and the footer."""
    said = guide_records(guides)
    urls = {guide.url for guide in guides}
    found = slips([replace(r, owner="") for r in [*own, *said] if r.statement.kind == "telephone"])
    found += _units_telephones(own, said)
    found += _supervision(said)
    found += _hours(guides)
    found += _addresses(context, own, said)
    found += old_names(context, _offices(guides))
    found += _repealed_here(context, guides)
    kept = [each for each in found if each.first.url in urls or each.second.url in urls]
    return list({(each.first, each.second): each for each in kept}.values())


def _units_telephones(own: Sequence[Record], said: Sequence[Record]) -> list[Conflict]:
    """Telephones of the same unit: said of it in a directory, or by a guide that it handles."""
    keyed = []
    for record in [*own, *said]:
        statement = record.statement
        unit = statement.subject if _UNIT.search(statement.subject) else record.owner
        purpose = "" if unit == statement.subject else statement.subject
        if statement.kind == "telephone" and unit and unit != "?" and not (purpose and record not in said):
            keyed.append(replace(record, owner=unit, statement=replace(statement, subject=purpose)))
    return camps_of(keyed, lambda one, other: bool(set(one) & set(other)))


def _supervision(said: Sequence[Record]) -> list[Conflict]:
    """One guide gives another number for complaints than all the others."""
    numbers: dict[str, list[Record]] = {}
    for record in said:
        if record.statement.kind == "telephone" and record.statement.subject == _SUPERVISION:
            for number in record.statement.values:
                numbers.setdefault(number, []).append(record)
    groups = sorted(numbers.values(), key=len, reverse=True)
    if len(groups) != 2 or len(groups[0]) < _MAJORITY or len(groups[1]) != 1:
        return []
    first, second = groups[0][0], groups[1][0]
    return [] if first.url == second.url else [Conflict("监督投诉电话", first.said(), second.said())]


def _hours(guides: Sequence[Guide]) -> list[Conflict]:
    """Hours of one place that differ between guides."""
    found = []
    for guide in guides:
        said = records_of(guide.page, "", guide.title)
        places = {record.statement.values for record in said if record.statement.kind == "address"}
        times = [record for record in said if record.statement.kind == "hours"]
        if len(places) == 1 and len(times) == 1:
            found.append(replace(times[0], owner="、".join(places.pop()).replace("|", "")))
    return camps_of(found, lambda one, other: set(one) == set(other))


def _addresses(context: Context, own: Sequence[Record], said: Sequence[Record]) -> list[Conflict]:
    """The office's own address as a guide gives it; a hall or window has its own."""
    halls = words(context, CODE, "halls")
    kept = [
        replace(record, owner="", aside=True)
        for record in said
        if record.statement.kind == "address"
        and not record.statement.subject
        and record.statement.quote.startswith(("办公地址", "单位地址", "通讯地址"))
        and not has_any(record.statement.quote, halls)
    ]
    general = [record for record in own if record.statement.kind == "address" and not record.owner]
    return camps_of([*general, *kept], same_address)


def _offices(guides: Sequence[Guide]) -> list[Record]:
    """The offices that the guides name as handling the service."""
    return [
        Record(Statement("name", "", (name,), quote(guide.elements["机构"], name)), "", f"“{guide.title}”", guide.url)
        for guide in guides
        for name in _OFFICE.findall(guide.elements.get("机构", "")[:60])
    ]


def _repealed_here(context: Context, guides: Sequence[Guide]) -> list[Conflict]:
    """A document of this site that its own page marks as repealed, cited as a basis."""
    marks = words(context, CODE, "repealed_marks")
    gone = {
        name: article
        for article in context.site.articles
        if has_any(article.page.validity, marks)
        for name in _QUOTED.findall(article.title) or [article.title]
    }
    found = []
    for guide in guides if gone else ():
        for name in _QUOTED.findall(guide.elements.get("依据", "")):
            if name in gone:
                article = gone[name]
                basis = Said(f"“{guide.title}”", guide.url, quote(guide.elements["依据"], name))
                mark = Said(f"《{name}》的页面", article.url, f"{article.title} 效力：{article.page.validity}")
                found.append(Conflict("办理依据的效力", basis, mark, "所引文件已标注废止"))
    return found


def guide_faults(context: Context, guides: Sequence[Guide], own: Sequence[Record]) -> list[Fault]:
    """Laws of the edition's table that were no longer in force on the monitoring date, and numbers of odd length."""
    laws = {}
    for entry in words(context, CODE, "repealed_laws"):
        name, day, successor = entry.split("|")
        if date.fromisoformat(day) <= context.monitoring_date:
            laws[name] = (day, successor)
    found = []
    for guide in guides:
        for cited in dict.fromkeys(_QUOTED.findall(guide.elements.get("依据", ""))):
            name = cited.removeprefix(_COUNTRY)
            if name in laws:
                day, successor = laws[name]
                said = f"《{cited}》{day}起废止" + (f"，由《{successor}》替代" if successor else "")
                found.append(Fault("办理依据已废止", guide.url, said))
    urls = {guide.url for guide in guides}
    return found + [fault for fault in odd_numbers([*own, *guide_records(guides)]) if fault.url in urls]
