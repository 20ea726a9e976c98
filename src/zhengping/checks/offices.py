"""Whose an item is: the department's own, by the names it goes by."""

from __future__ import annotations

import re

from zhengping.checks.context import Context

_PLACE = re.compile(r"^.{2,6}?(?:省|自治区|市|县|区)(?=.)")
_KIND = re.compile(r"(?:委员会|办公室|管理局|管理中心|局|厅|委|办|院|中心)$")
_JOINED = re.compile(r"[和与及、]")
_GOVERNMENT = re.compile(r"([\u4e00-\u9fff]{1,8}(?:省|自治区|市|县|区|州|盟|旗))人民政府")
_TOWNSHIP = re.compile(r"(?:镇|乡|街道|街道办|街道办事处|镇政府|乡政府|镇人民政府|乡人民政府)$")
_OTHER_PLACE = re.compile(r"[省市县]")
_OWN_PROVINCE = re.compile(r"^(?:自治区|省)(?=.{3})")
_BELOW_PROVINCE = re.compile(r"[市县州盟旗]|(?<!自治)区")


def own_names(context: Context) -> tuple[str, ...]:
    """The department's names, each also without the place before it ("甲市林业局" -> "林业局")."""
    names = full_names(context)
    short = [_PLACE.sub("", name) for name in names]
    return tuple(dict.fromkeys([*names, *(name for name in short if len(name) >= 3)]))


def beside_own_names(context: Context, title: str) -> str:
    """A title without the department's own names, in which a word that tells against a title (审计) says nothing."""
    memory = context.site.memory
    if "own names" not in memory:
        memory["own names"] = tuple(sorted(own_names(context), key=lambda name: (-len(name), name)))
    for name in memory["own names"]:
        title = title.replace(name, "")
    return title


def business_words(context: Context) -> tuple[str, ...]:
    """What the department is for, by the words of its name: 教育体育局 -> 教育, 体育; without common words."""
    common = context.words("", "common_in_names")
    found: list[str] = []
    for name in own_names(context):
        core = _KIND.sub("", _PLACE.sub("", name))
        for part in _JOINED.split(core):
            found += [part[start : start + 2] for start in range(0, len(part) - 1, 2)]
    return tuple(dict.fromkeys(word for word in found if word not in common))


def own_places(context: Context) -> tuple[str, ...]:
    """The places that the department's names begin with (安平市)."""
    return tuple(dict.fromkeys(match[0] for name in full_names(context) if (match := _PLACE.match(name))))


def full_names(context: Context) -> list[str]:
    """The names the department is known by, in full."""
    given = (context.department.name, *context.department.other_names, context.site.office, context.site.name)
    return [name for name in given if len(name) >= 3]


def is_government(context: Context) -> bool:
    """Whether the site is a government's portal (某县人民政府): all its offices and townships publish there."""
    return any(_GOVERNMENT.search(name) for name in full_names(context))


def _is_of_government(context: Context, source: str) -> bool:
    """Whether a source is an office or township of the government: 县教育局, 丰收县民政局, 县政府办, 小禾乡."""
    for name in full_names(context):
        if not (found := _GOVERNMENT.search(name)):
            continue
        place = found[1]
        if source.startswith((place, place[-1])) and len(source) > len(place[-1]):
            return True
        if place[-1] != "省" and _TOWNSHIP.search(source) and not _OTHER_PLACE.search(source):
            return True
    return False


def is_own(context: Context, source: str) -> bool:
    """Whether a source line names the department itself; 本站, 本网 and an inner unit of it do too."""
    source = source.strip()
    if source in context.words("1.1.4", "own_sources"):
        return True
    if is_government(context) and _is_of_government(context, source):
        return True
    # 林业局 ends 安平市林业局, so it may be the office; 红石林业局 merely holds it, and is another.
    full = full_names(context)
    if any(name in source for name in full) or any(len(source) >= 3 and name.endswith(source) for name in full):
        return True
    # A province's office may call itself 自治区林业局 or 省林业局 where its name begins with the province's.
    office = _OWN_PROVINCE.sub("", source)
    return (
        office != source
        and len(office) >= 3
        and any(name.endswith(office) and not _BELOW_PROVINCE.search(name.removesuffix(office)) for name in full)
    )
