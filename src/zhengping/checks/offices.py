"""Whose an item is: the department's own, by the names it goes by."""

from __future__ import annotations

import re

from zhengping.checks.context import Context

_PLACE = re.compile(r"^.{2,6}?(?:省|自治区|市|县|区)(?=.)")
_KIND = re.compile(r"(?:委员会|办公室|管理局|管理中心|局|厅|委|办|院|中心)$")
_JOINED = re.compile(r"[和与及、]")
_OWN_PROVINCE = re.compile(r"^(?:自治区|省)(?=.{3})")
_BELOW_PROVINCE = re.compile(r"[市县州盟旗]|(?<!自治)区")


def own_names(context: Context) -> tuple[str, ...]:
    """The department's names, each also without the place before it ("甲市林业局" -> "林业局")."""
    names = full_names(context)
    short = [_PLACE.sub("", name) for name in names]
    return tuple(dict.fromkeys([*names, *(name for name in short if len(name) >= 3)]))


def business_words(context: Context) -> tuple[str, ...]:
    """What the department is for, by the words of its name: 教育体育局 -> 教育, 体育; without common words."""
    common = context.edition.words["common_in_names"]
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


def is_own(context: Context, source: str) -> bool:
    """Whether a source line names the department itself; 本站, 本网 and an inner unit of it do too."""
    source = source.strip()
    if source in ("本站", "本网", "本局", "本厅", "本委", "本办", "本站原创", "原创"):
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
