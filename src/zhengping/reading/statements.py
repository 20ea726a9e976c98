"""What a text states of an office: telephones with their labels, addresses, office hours, the office's own name.

Only labelled statements count (联系电话：…), each with the unit or the purpose that its words name, so that the same
thing said of the same office twice can be compared. Values are normalised for comparison; `quote` keeps the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["telephone", "address", "hours", "name"]

_UNIT = r"[\u4e00-\u9fff]{1,12}?(?:科|处|室|股|大队|支队|中心|站|所|部|组|窗口)"
_NUMBER = (
    r"(?:(?:\(|（)?0\d{2,3}(?:\)|）)?\s{0,2}[-－—–―\s]{0,3}\s?)?(?<!\d)\d{7,9}(?!\d)"
    r"|(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)400[-－]?\d{3}[-－]?\d{4}(?!\d)"
)
_NUMBERS = rf"(?:{_NUMBER})(?:\s*(?:[、，,；;/／或]|\s)\s*(?:{_NUMBER}))*"
_TELEPHONE = re.compile(
    rf"(?P<before>[\u4e00-\u9fff（）()]{{0,20}}?)(?P<label>(?:联系|咨询|办公|值班|监督|投诉|举报|服务|受理|公开|查询|报名|预约|联络)?电\s{{0,4}}话"
    rf"|联系方式|总机|TEL|Tel)(?:号码)?(?:\s?[（(/／及]?\s?(?:传\s?真|FAX)\s?[）)]?)?\s{{0,3}}[：:]?\s{{0,4}}(?P<numbers>{_NUMBERS})"
)
_DIRECTORY_ROW = re.compile(
    rf"(?:^|[\s，。；;|])(?P<before>{_UNIT})\s{{0,3}}[：:\s]\s{{0,3}}(?P<numbers>{_NUMBERS})", re.M
)
_ONE_NUMBER = re.compile(_NUMBER)
_ADDRESS = re.compile(
    r"(?P<before>[\u4e00-\u9fff]{0,16}?)(?P<label>(?:办公|单位|通讯|通信|联系|机关|局|厅|委)?[^\S\n]?地[^\S\n]{0,4}址|办公地点|单位位置)"
    r"\s{0,3}[：:]\s{0,3}(?P<value>[^\n，。；;|｜：:]{4,60})"
)
_BEHIND = re.compile(r"\s*(?:邮编|邮政编码|(?:联系|办公)?电话|传真)")
_HOURS = re.compile(
    r"(?P<before>[\u4e00-\u9fff]{0,16}?)(?P<label>(?:办公|工作|上班|对外办公)时间)\s{0,3}[：:]?\s{0,3}(?P<value>[^\n。]{6,100})"
)
_TIME = re.compile(r"(?<!\d)(\d{1,2})\s?[:：.时点]\s?([0-5]\d)(?!\d)")
_SEASON = re.compile(r"[夏冬春秋]|\d{1,2}月")
_ROAD = re.compile(
    r"([\u4e00-\u9fff]{1,7}?(?:大道|大街|路|街|巷|胡同))(?![一-龥]{0,2}道办)(?:[一二三四五六七八九十东南西北中]{0,2}段)?\s{0,2}(?:\(|（)?(\d{1,5}(?:[-－]\d{1,4})?)?"
)
_PLACES = re.compile(r".*[省市区县州镇乡旗](?=..)")
_OWN_NAME = re.compile(
    r"(?:^|\n)[\s（()）一二三四五六七八九十、.\d]{0,8}(?P<name>[\u4e00-\u9fff]{3,18}?(?:局|厅|委员会|办公室))"
    r"(?:（[^）\n]{1,24}）|\([^)\n]{1,24}\))?(?:，[^，。\n]{0,20}，)?(?:是[^。\n]{0,20}(?:主管|负责|工作部门|组成部门|直属|机构|部门)|贯彻落实|主要职责)"
)
_PURPOSES = (
    ("监督", ("监督", "投诉", "举报", "信访", "纪检")),
    ("值班", ("值班", "应急", "夜间")),
    ("咨询", ("咨询", "服务", "热线", "受理", "办事", "预约", "报名", "查询", "窗口")),
    ("公开", ("公开",)),
    ("网站", ("网站", "技术", "维护", "支持", "管理员", "运维", "纠错", "编辑", "投稿", "邮")),
)
_UNIT_ALONE = re.compile(rf"^(?:{_UNIT})$")
_SEPARATORS = re.compile(r"[\s，,；;。|：:、）)]")
_FEWEST_DIGITS = 7
_AREA = re.compile(r"^0(?:10|2\d|[3-9]\d{2})")


@dataclass(frozen=True)
class Statement:
    """One thing said: `subject` the unit or purpose it is said of ("" = the office as a whole).

    `values`: local numbers without area code; (road, number) as "road|number"; times as "08:30"; a name.
    """

    kind: Kind
    subject: str
    values: tuple[str, ...]
    quote: str


def telephones(text: str, rows: Sequence[Sequence[str]] = ()) -> list[Statement]:
    """Labelled telephones of a text, and those of a directory: lines "unit: number" and tables with a column 电话."""
    found = [
        Statement("telephone", _subject(text, match), _numbers(match["numbers"]), _words(match.group()))
        for match in _TELEPHONE.finditer(text)
        if "传" not in match["before"][-3:] and "邮编" not in match["before"][-3:]
    ]
    found += [
        Statement("telephone", _unit(match["before"]), _numbers(match["numbers"]), _words(match.group()))
        for match in _DIRECTORY_ROW.finditer(text)
    ]
    found += _of_table(rows)
    return list({(each.subject, each.values): each for each in reversed(found)}.values())[::-1]


def _of_table(rows: Sequence[Sequence[str]]) -> Iterator[Statement]:
    place = -1
    for row in rows:
        cells = ["".join(cell.split()) for cell in row]
        headed = [number for number, cell in enumerate(cells) if len(cell) <= 8 and "电话" in cell]
        if headed and not any(_ONE_NUMBER.search(cell) for cell in cells):
            place = headed[0]
        elif 0 <= place < len(cells):
            unit = next((cell for cell in cells if _UNIT_ALONE.match(cell)), "")
            numbers = _numbers(row[place])
            if unit and numbers:
                yield Statement("telephone", unit, numbers, _words(f"{unit} {row[place]}"))


def addresses(text: str) -> list[Statement]:
    """Labelled postal addresses that name a road; mail and web addresses are none."""
    return [
        Statement("address", _subject(text, match), roads, _words(_BEHIND.split(match.group())[0]))
        for match in _ADDRESS.finditer(text)
        if "@" not in match["value"] and "www" not in match["value"] and "网" not in match["before"][-2:]
        if (roads := roads_of(match["value"]))
    ]


def hours(text: str) -> list[Statement]:
    """Labelled office hours; those that change with the season are left out."""
    found = []
    for match in _HOURS.finditer(text):
        times = tuple(dict.fromkeys(_clock(int(hour), minute) for hour, minute in _TIME.findall(match["value"])))
        if len(times) > 1 and not _SEASON.search(text[match.start() : match.end() + 60]):
            found.append(Statement("hours", _subject(text, match), tuple(sorted(times)), _words(match.group())))
    return found


def own_names(text: str) -> list[Statement]:
    """The office that a text of duties says it is about (…局是市人民政府工作部门)."""
    return [
        Statement("name", "", (match["name"],), _words(match.group())) for match in _OWN_NAME.finditer(text[:1_500])
    ]


def roads_of(address: str) -> tuple[str, ...]:
    """The roads of an address as "road|number" ("" where it names none), without the places before them."""
    return tuple(dict.fromkeys(f"{_PLACES.sub('', road)}|{number}" for road, number in _ROAD.findall(address)))


def nearly_same(one: str, other: str) -> bool:
    """Whether one number is the other with a digit left out, put in or two neighbours swapped: a slip of typing."""
    if one == other:
        return False
    if abs(len(one) - len(other)) == 1:
        short, long = sorted((one, other), key=len)
        return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
    if len(one) != len(other):
        return False
    apart = [at for at in range(len(one)) if one[at] != other[at]]
    return (
        len(apart) == 2
        and apart[1] == apart[0] + 1
        and one[apart[0]] == other[apart[1]]
        and one[apart[1]] == other[apart[0]]
    )


def same_address(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two addresses can be one place: a common road, with the same number where both name one."""
    for left, left_number in (each.split("|") for each in one):
        for right, right_number in (each.split("|") for each in other):
            same_road = left.endswith(right) or right.endswith(left)
            if same_road and (not left_number or not right_number or left_number == right_number):
                return True
    return False


def local_number(number: str) -> str:
    """A telephone's digits without its area code."""
    digits = re.sub(r"\D", "", number)
    if len(digits) > _FEWEST_DIGITS and digits.startswith("0"):
        shorter = _AREA.sub("", digits)
        return shorter if len(shorter) >= _FEWEST_DIGITS else digits
    return digits


def _numbers(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(local_number(number) for number in _ONE_NUMBER.findall(text)))


def _subject(text: str, match: re.Match[str]) -> str:
    """The unit or purpose that the words before a statement name; "" where it is said of the office as a whole."""
    before = match["before"] + match["label"]
    for purpose, signs in _PURPOSES:
        if any(sign in before for sign in signs):
            return purpose
    if match["before"]:
        return _unit(match["before"])
    line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
    last = _SEPARATORS.split(line.rstrip(" ：:，,；;|\u3000"))[-1] if line else ""
    if line and not _SEPARATORS.match(line[-1]):
        return _unit(last)  # words that stand right before the label name what it is of, whatever they are
    return _unit(last) if _UNIT_ALONE.match(last) else ""


def _unit(name: str) -> str:
    """A unit's name without the office's before it and the label's words behind it."""
    return re.sub(r"^.*?[局厅委](?=..)|的$|联系$", "", name.strip("（）() "))


def _clock(hour: int, minute: str) -> str:
    return f"{hour + 12 if 0 < hour < 7 else hour:02d}:{minute}"


def _words(text: str) -> str:
    return " ".join(text.split())
