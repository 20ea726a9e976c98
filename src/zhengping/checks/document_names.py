"""What documents are called: the name inside a title's frame, document numbers, and whether two names are one document.

关于印发《甲办法》的通知, 安平市甲办法 and 《甲办法（试行）》 name one document; 甲办法实施细则 names another.
The words of the frames are data of the edition (`words`); the punctuation of titles and numbers is code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_INNER_MARKS = str.maketrans("〈〉＜＞<>﹤﹥０１２３４５６７８９", "《》《》《》《》0123456789")
_QUOTED = re.compile(r"《((?:[^《》]|《[^《》]*》)*)》")
_BRACKETS = re.compile(r"[（(\[【〔]([^（()）\[\]【】〔〕]*)[）)\]】〕]")
_NOISE = re.compile(r"[\s“”\"'‘’：:，,、。·!！?？|丨—–-]")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)(?:年度?)?")
_NUMBERED = re.compile(
    r"([一-龥]{0,12})\s*[〔\[［（(【﹝]\s*((?:19|20)\d{2})\s*[〕\]］）)】﹞]\s*第?\s*(\d{1,4})\s*号"
    r"|([一-龥]{0,16}?)\s*((?:19|20)\d{2})\s*年?\s*第\s*(\d{1,4})\s*号"
)
_ORDER = re.compile(r"([一-龥]{2,16}令)\s*[（(]?第\s*(\d{1,4})\s*号")
_DECISION = re.compile(r"关于[^《》]{2,12}(《.+》)[^《》]{0,12}(?:决定|通知|公告|意见|方案)$")
_PLACE = re.compile(
    r"(?:中华人民共和国|国家|全国|全区|全省|全市|全县|我区|我省|我市|我县|本市|[一-龥]{2,9}?(?:省|自治区|自治州|自治县|市|县|区|州|盟|旗))?"
    r"(?:[一-龥]{2,14}?(?:局|厅|部|委员会|委|办公厅|办公室|人民政府))*"
)
_NO_PLACE = re.compile(r"(?:城市|超市|门市|都市|[地社园景库林牧矿校灾山小]区|开发区|保护区)$")
_LONGEST_TITLE = 300
"""Characters; no document is called more, and what is longer would only cost time."""
_LEAST_NAME = 4
"""Characters; a shorter name (通知, 办法) names nothing."""
_LEAST_ENDING = 4
"""Characters that two names must share where one of them has a place or an office before it."""
_LEAST_AGENCY = 3
"""Characters of an agency's mark (桂水发) that tell it from others'."""


@dataclass(frozen=True)
class Number:
    """A document number: the agency's mark as far as it stands before it, year (0 = none given) and number."""

    agency: str
    year: int
    number: int

    @property
    def key(self) -> tuple[int, int]:
        """What two writings of one number share."""
        return self.year, self.number


def numbers_in(text: str) -> list[Number]:
    """Document numbers in a text, however they are written: 〔2020〕5号, [2020]5号, (2020)5号, 2020年第5号, 令第5号."""
    if "号" not in text:
        return []
    text = text.translate(_INNER_MARKS)
    found = {Number(m[1] or m[4] or "", int(m[2] or m[5]), int(m[3] or m[6])): None for m in _NUMBERED.finditer(text)}
    found |= {Number(m[1], 0, int(m[2])): None for m in _ORDER.finditer(text)}
    return list(found)


def same_number(one: Number, other: Number) -> bool:
    """Whether two numbers are one, by year, number and the agency's mark; without marks nothing is certain."""
    if one.key != other.key:
        return False
    shorter, longer = sorted((one.agency, other.agency), key=len)
    return len(shorter) >= _LEAST_AGENCY and longer.endswith(shorter)


def other_number(one: Number, other: Number) -> bool:
    """Whether two numbers are certainly not one."""
    if one.key != other.key:
        return True
    shorter, longer = sorted((one.agency, other.agency), key=len)
    return bool(shorter) and not longer.endswith(shorter)


@dataclass(frozen=True)
class Name:
    """The name of a document: its `core` without frame, years and brackets, the `years` in it, and its version.

    `version` holds what brackets say of the edition (试行, 2021年修订); `issuer` who speaks where the name is only what
    a letter is about (甲局关于加强节水的通知), which others write of as well.
    """

    core: str
    years: tuple[int, ...] = ()
    version: str = ""
    issuer: str = ""

    def __bool__(self) -> bool:
        return len(self.core) >= _LEAST_NAME


def same_name(one: Name, other: Name) -> bool:
    """Whether two names are one document's: the same core, a place or an office before one of them allowed."""
    if not one or not other or not _same_years(one, other):
        return False
    shorter, longer = sorted((one.core, other.core), key=len)
    if shorter == longer:
        return _same_issuer(one.issuer, other.issuer)
    if len(shorter) < _LEAST_ENDING or not longer.endswith(shorter):
        return False
    before = longer[: -len(shorter)]
    return bool(_PLACE.fullmatch(before)) and not _NO_PLACE.search(before)


def _same_issuer(one: str, other: str) -> bool:
    """Whether two issuers can be one; an office may leave out the place before its name, or itself."""
    shorter, longer = sorted((one, other), key=len)
    return longer.endswith(shorter)


def _same_years(one: Name, other: Name) -> bool:
    """Annual documents of two years are two; so are versions of two years."""
    if one.years and other.years and one.years != other.years:
        return False
    versions = [_YEAR.findall(name.version) for name in (one, other)]
    return not (versions[0] and versions[1] and versions[0] != versions[1])


@dataclass(frozen=True)
class Frames:
    """The words around a document's name, from the edition.

    `verbs`: how a document is issued (印发, 转发); `kinds`: what issues it (通知, 公告); `before` and `after`: what an
    interpretation puts around the name of its policy (一图读懂, 政策解读); `versions`: words of brackets that tell
    the edition of a document (试行, 修订).
    """

    verbs: tuple[str, ...]
    kinds: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    versions: tuple[str, ...]

    def name(self, title: str) -> Name:
        """The name of the document that bears this title: of 关于印发《甲办法》的通知 that of 甲办法."""
        return _name(self, title[:_LONGEST_TITLE])

    def quoted(self, text: str) -> list[Name]:
        """The names that stand in title marks in a text, in order, each once."""
        found = (self.name(words) for words in quotations(text))
        return list(dict.fromkeys(name for name in found if name))

    def explained(self, title: str) -> list[Name]:
        """The policies that an interpretation's title names: in title marks, else what its own words stand around."""
        title = title[:_LONGEST_TITLE]
        before, after = _edges(self.before, self.after)
        # 关于修改《甲办法》的决定 is explained as a document of its own.
        if whole := _DECISION.search(after.sub("", title.translate(_INNER_MARKS).strip())):
            name = self.name(whole[0])
            if name and name.core != self.name(whole[1]).core:
                return [name]
        if found := self.quoted(title):
            return found
        rest, bare = "", _NOISE.sub("", title)
        while rest != bare:
            rest, bare = bare, after.sub("", before.sub("", bare))
        name = self.name(rest)
        return [name] if name else []


def quotations(text: str) -> list[str]:
    """What stands in title marks (《…》), outermost ones only, in order."""
    return [m[1] for m in _QUOTED.finditer(text.translate(_INNER_MARKS))] if "《" in text else []


@lru_cache(maxsize=32)
def _edges(before: tuple[str, ...], after: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return (
        re.compile(rf"^(?:{_any(before)})(?:之[一二三四五六七八九十]+)?"),
        re.compile(rf"的?(?:{_any(after)})(?:[（(]?之?[一二三四五六七八九十\d]+[）)]?)?$"),
    )


@lru_cache(maxsize=32)
def _issue(verbs: tuple[str, ...], kinds: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return (
        re.compile(rf"^.{{0,40}}?关于(?:(?:{_any(verbs)})(?:[和与及](?:{_any(verbs)}))*)?"),
        re.compile(rf"的(?:{_any(kinds)})$"),
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or r"(?!)"


@lru_cache(maxsize=8192)
def _name(frames: Frames, title: str) -> Name:
    title = title.translate(_INNER_MARKS).strip()
    version = "".join(part for part in _BRACKETS.findall(title) if any(word in part for word in frames.versions))
    issue, kind = _issue(frames.verbs, frames.kinds)
    inner = [match for match in _QUOTED.finditer(title) if len(match[1]) >= _LEAST_NAME]
    # 关于修改《甲》的决定 is a document of its own; 关于印发《甲》的通知 is 甲.
    # What is more than a frame around the marks makes another document: 《甲办法》实施细则, 《甲办法》正式施行.
    if inner and _is_frame(issue, title[: inner[0].start()]) and _ends(kind, title[inner[-1].end() :]):
        deeper = _name(frames, max((match[1] for match in inner), key=len))
        return Name(deeper.core, deeper.years, deeper.version or version, deeper.issuer)
    bare = _BRACKETS.sub("", _BRACKETS.sub("", title))
    plain = kind.sub("", _unframed(issue, bare))
    opening = issue.match(bare)
    issuer = opening[0].removesuffix("关于") if opening and opening[0].endswith("关于") else ""
    years = tuple(int(year) for year in _YEAR.findall(plain))
    return Name(_NOISE.sub("", _YEAR.sub("", plain)).replace("《", "").replace("》", ""), years, version, issuer)


def _ends(kind: re.Pattern[str], after: str) -> bool:
    """Whether what stands behind a name in title marks only ends its frame (等文件的通知) or is nothing at all."""
    bare = _NOISE.sub("", _BRACKETS.sub("", _BRACKETS.sub("", after))).replace("等文件", "").replace("等", "", 1)
    return not bare or kind.sub("", bare) == "" or kind.sub("", f"的{bare}") == ""


def _unframed(issue: re.Pattern[str], title: str) -> str:
    """A title without 关于印发 and the like, twice where a document that forwards another names its title whole."""
    before, title = title, issue.sub("", title, count=1)
    return title if title == before or "关于" not in title else issue.sub("", title, count=1)


def _is_frame(issue: re.Pattern[str], before: str) -> bool:
    """Whether what stands before a name in title marks only issues it (or is nothing at all)."""
    return not _NOISE.sub("", _unframed(issue, before))
