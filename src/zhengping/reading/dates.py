"""When a page was published: the date it displays, and by which rule it was read.

Order of trust: a displayed date beside a label of publication (发布时间 …), a displayed date in a strip with
source or author, a date standing alone under the title, a date that a script writes beside such a label, the
PubDate meta tag (migrations rewrite it), the date of issue of the document (发文日期, 成文日期), the date that
signs the text. The address's date is never the answer (domain rule: a migration's date, not the page's).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from zhengping.reading.document import Document
from zhengping.reading.facts import DateFact, Row
from zhengping.reading.row_dates import without_date

EARLIEST, LATEST = date(1990, 1, 1), date(2100, 1, 1)
"""Bounds of a plausible publication; 1970-01-01 is what an empty field prints as."""

_SEPARATED = r" ?[-/.年—－_] ?(\d{1,2}) ?[-/.月—－_] ?(0[1-9]|[12]\d|3[01]|[1-9])(?=\D|$|\d\d:\d\d) ?[日号]?"
_CLOCK = r"(?: ?T?\d{1,2}[:：]\d\d(?:[:：]\d\d(?:\.\d+)?)?)?"
_OF_2000 = re.compile(r"20(\d\d)" + _SEPARATED + _CLOCK)
_OF_1900 = re.compile(r"19(\d\d)" + _SEPARATED + _CLOCK)
"""Two patterns, so that each begins with a literal, which the regex engine looks for quickly."""

_JAVA = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) \d\d:\d\d:\d\d [A-Z]{3} (20\d\d)")
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_STAMP = re.compile(r"(?<!\d)(1\d{12}|1\d{9}|[6-9]\d{11})(?!\d)")
_NUMERALS = re.compile(r"([一二][〇○ＯO零一二三四五六七八九0]{3})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日")

LABELS = {
    label: rank
    for rank, labels in enumerate(
        (
            "发布时间 发布日期 发布于 发布 发表时间 发表日期 发表于 发稿时间 发稿日期 公布时间 公布日期 公开时间 公开日期 "
            "信息公开日期 刊发时间 刊登时间 上网时间 上网日期 挂网时间 发帖时间 文章时间 新闻时间 信息时间 PublishTime pubdate",
            "时间 日期 Date Time",
            "录入时间 录入日期 上传时间 上传日期 添加时间 添加日期 加入时间 创建时间 创建日期 入库时间 编辑时间 提供日期",
            "更新时间 更新日期 修改时间 修改日期 最后更新 最近更新 更新",
            "发文日期 发文时间 印发日期 印发时间 签发日期 生成日期 产生日期 形成日期 颁布日期 制发日期 文件日期 "
            "提交时间 提交日期 来信时间 来信日期 写信时间 写信日期 留言时间 留言日期 咨询时间 咨询日期 提问时间 信件时间 投诉时间",
            "成文日期 成文时间",
        )
    )
    for label in labels.split()
}
"""Labels of a displayed date by rank: 0 publication, 1 plain, 2 entry, 3 update, 4 issue (of a
document, of a letter), 5 signature of the document."""

_ISSUE = 4
_LABEL_END = re.compile(r"([A-Za-z]{4,12}|(?:[\u4e00-\u9fff]\s{0,4}){2,10})\s*[】\]]?\s*[:：]?\s*[\[【（(〔]?\s*$")
_COMPANIONS = re.compile(
    r"(?:来\s*源|稿源|出处|供稿|作\s*者|撰稿|编\s*辑|责编|审核|记者|发布[人者]|(?:发布|供稿)(?:单位|机构|部门)|录入[人者]?)\s*[:：]|"
    r"(?:浏览|点击|阅读|访问|查看)(?:次数|人次|量|数)?\s*[:：]|人气\s*[:：]|次浏览|(?:浏览|点击|阅读|访问)(?:次数|量)|"
    r"字\s*[体号]\s*[:：]|字体大小|[【\[(（]?\s*大\s*[】\])）]?\s*[【\[(（]?\s*中\s*[】\])）]?\s*[【\[(（]?\s*小|视力保护|打\s*印|分享到|收藏|关闭"
)
"""Words that stand in an article's strip beside the date."""

_COMPANION_SIGN = re.compile(r"[:：字次印关]|分享|收藏|视力")
"""A character without which no strip word stands in a line: a quick test before the slow one."""
_LABEL_TAILS = (":", "：", "】", "]", "间", "期", "于", "布", "新", "e", "E")
_DECORATION = re.compile(r"[\s\[\]【】()（）〔〕|｜:：,，/·\-—>»]+|星期[一二三四五六日天]|周[一二三四五六日]|上午|下午")
_LABEL_IN_SOURCE = re.compile(
    r"(?:(?:发布|发表|发稿|公布|公开|录入|上传|添加|更新|上网)(?:时间|日期)|[\s>【\[(（\"'](?:时\s?间|日\s?期))"
    r"\s*(?:</?\w+[^<>]{0,80}>\s*){0,3}[:：]"
)
_SCRIPT_VARIABLE = re.compile(
    r"\b(?:pub(?:lish)?_?(?:data|date|time)|doc_?(?:pub|rel)_?time|release_?(?:date|time)|article_?(?:date|time)|fbsj|fbrq)"
    r"\w*[\"']?\s*[=:]\s*[\"']([^\"']{6,40})[\"']",
    re.I,
)
_FIELD_NAME = re.compile(r"\b(?:pub(?:lish)?_?(?:date|time)|release_?(?:date|time)|fbsj|fbrq)\b", re.I)
_LABEL_WITHOUT_DATE = re.compile(r"(?:时 ?间|日 ?期)[】\]]? ?[:：](?! ?[\[【(（]?\d{4})")
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_NEXT_FIELD = re.compile(r"[:：]\s*<|</(?:div|td|p|li|tr)>")
_EVENT_TAIL = re.compile(r" ?(?:[（(]?(?:上午|下午|晚|早上|中午|周|星期)|至|到|起|前|之前|以前|[-—~～－]+ ?\d)")
_EVENT_NEXT = re.compile(r"(?:[一二三四五六七八九十\d]{1,2}[、.．] ?)?(?:会议|活动|考试|开标|报名|培训)?(?:地 ?点|地 ?址|场 ?所|参加人员|对象|内容|议程)\s*[:：]")
_FEW_LINES = 12
_LONG_SCRIPT = 20_000
_WIDE_DIGIT = re.compile("[２１][０９]")
_NARROW = {ord(wide): narrow for wide, narrow in zip("０１２３４５６７８９．：", "0123456789.:", strict=True)}
_MOST_HITS = 600
_LONG_LINE = 240
_FEWEST_ROWS = 3
_ROW_HEIGHT = 7
"""Lines that one row of a list takes at most (title, date, source, summary …)."""
_SHORT_REST = 16
"""Characters that may stand beside a date without any label in the line under a title (新华社 2020-01-02)."""


class Spot(NamedTuple):
    """A date in a line of the page. `rank` of its label (see LABELS), 1 for a strip without label, None without either.

    `alone`: nothing but the date (and its time) stands in the line; `companions`: how many strip words do;
    `rest`: characters of the line beside the date.
    """

    line: int
    value: date
    label: str
    rank: int | None
    companions: int
    alone: bool
    rest: int
    quote: str


@lru_cache(maxsize=4096)
def plausible(year: int, month: int, day: int) -> date | None:
    """The date, where it exists and lies within the bounds of a publication."""
    try:
        value = date(year, month, day)
    except ValueError:
        return None
    return value if EARLIEST < value < LATEST else None


def first_date(text: str) -> date | None:
    """The first plausible whole date in a text, in any form: separated, 年月日, Java's, compact, time stamp, Chinese numerals."""
    for start, century in ((_OF_2000, 2000), (_OF_1900, 1900)):
        for hit in start.finditer(text):
            if value := plausible(century + int(hit[1]), int(hit[2]), int(hit[3])):
                return value
    if (hit_java := _JAVA.search(text)) and hit_java[1] in _MONTHS:
        return plausible(int(hit_java[3]), _MONTHS.index(hit_java[1]) + 1, int(hit_java[2]))
    if stamp := _STAMP.search(text):
        seconds = int(stamp[1]) / (1000 if len(stamp[1]) > 10 else 1)
        moment = datetime.fromtimestamp(seconds, UTC) + timedelta(hours=8)
        return plausible(moment.year, moment.month, moment.day)
    if compact := _COMPACT.search(text):
        return plausible(int(compact[1]), int(compact[2]), int(compact[3]))
    if numerals := _NUMERALS.search(text):
        return _from_numerals(numerals)
    return None


def _from_numerals(found: re.Match[str]) -> date | None:
    digits = {character: str(value) for value, character in enumerate("〇一二三四五六七八九")} | dict.fromkeys("○ＯO零0", "0")

    def small(text: str) -> int:
        tens, _, ones = text.rpartition("十")
        value = int(digits[ones]) if ones else 0
        if "十" in text:
            value += 10 * (int(digits[tens]) if tens else 1)
        return value

    try:
        return plausible(int("".join(digits[c] for c in found[1])), small(found[2]), small(found[3]))
    except (KeyError, ValueError):
        return None


def spots(document: Document) -> list[Spot]:
    """Every date in the page's lines that carries a label, stands in a strip or stands alone; in document order."""
    if "dates.spots" not in document.shared:
        document.shared["dates.spots"] = _spots(document)
    found: list[Spot] = document.shared["dates.spots"]
    return found


def _spots(document: Document) -> list[Spot]:
    lines = document.lines
    text = document.text
    if _WIDE_DIGIT.search(text):
        text = text.translate(_NARROW)
        lines = text.split("\n")
    ends: list[int] = []
    found: list[Spot] = []
    for pattern, century in ((_OF_2000, 2000), (_OF_1900, 1900)):
        for hits, hit in enumerate(pattern.finditer(text)):
            if hits > _MOST_HITS:
                break
            value = plausible(century + int(hit[1]), int(hit[2]), int(hit[3]))
            if value is None:
                continue
            if not ends:
                ends += accumulate(len(line) + 1 for line in lines)
            index = bisect_right(ends, hit.start())
            start = ends[index] - len(lines[index]) - 1
            if spot := _spot(lines, index, hit.start() - start, hit.end() - start, value):
                found.append(spot)
    return sorted(found, key=lambda spot: spot.line) if len(found) > 1 else found


def _spot(lines: list[str], index: int, start: int, end: int, value: date) -> Spot | None:
    line = lines[index]
    before = line[max(0, start - 24) : start].rstrip(" [【(（〔")
    if not before and index:
        previous = lines[index - 1]
        if len(previous) < 30 and (previous.endswith((":", "：")) or previous.replace(" ", "") in LABELS):
            before = previous
    labelled = before.endswith(_LABEL_TAILS)
    beside = len(line) - (end - start)
    short = len(line) <= _LONG_LINE
    if not labelled and (not short or (beside > _SHORT_REST + 10 and not _COMPANION_SIGN.search(line))):
        return None
    companions = len(set(_COMPANIONS.findall(line))) if short and beside > 1 else 0
    label, rank = _label(before, companions) if labelled else ("", None)
    rest = len(_DECORATION.sub("", line[:start] + line[end:])) if short and beside else beside
    alone = rest == 0
    if rank is None and companions and start < 120:
        rank = 1
    if rank == 1 and not companions and _is_event(lines, index, line[end : end + 8]):
        return None
    if rank is None and rest > _SHORT_REST:
        return None
    return Spot(index, value, label, rank, companions, alone, rest, line[max(0, start - 40) : end + 40])


def _is_event(lines: list[str], index: int, after: str) -> bool:
    """Whether 时间：… is the hour of a meeting or a term rather than a publication: an hour in words, a span, a place."""
    if _EVENT_TAIL.match(after):
        return True
    following = lines[index + 1] if index + 1 < len(lines) else ""
    return _EVENT_NEXT.match(following) is not None


def _label(before: str, companions: int) -> tuple[str, int | None]:
    """The label that ends right before a date and its rank; ("", None) where the words there are no such label."""
    end = _LABEL_END.search(before)
    if end is None:
        return "", None
    word = "".join(end[1].split())
    if word in LABELS:
        return word, LABELS[word]
    for length in (6, 4, 2):
        tail = word[-length:]
        if tail in LABELS and (length > 2 or companions):
            return tail, LABELS[tail]
    return "", None


def strip_line(document: Document, rows: Sequence[Row]) -> int | None:
    """Index of the line that is the article's strip: a labelled publication date, or a date or source with other strip
    words, that is no row of a list; None where there is none."""
    best: tuple[float, int] | None = None
    for spot in _without_rows(document, rows, None):
        if spot.rank is None or spot.rank >= _ISSUE:
            continue
        if spot.rank == 1 and not spot.companions and len(spot.quote) > 40:
            continue
        cost = spot.rank * 0.5 - min(1, spot.companions) * 0.6
        if best is None or (cost, spot.line) < best:
            best = cost, spot.line
    if best is not None:
        return best[1]
    for index, line in enumerate(document.lines):
        if len(line) <= 200 and "：" in line + line.replace(":", "：") and len(set(_COMPANIONS.findall(line))) >= 2:
            return index
    return None


def line_of(document: Document, fact: DateFact) -> int | None:
    """Index of the line in which a published date was read; None where it was not read from a line."""
    for spot in spots(document):
        if spot.value == fact.value and spot.quote == fact.quote:
            return spot.line
    return None


_PROPERTY_LABELS = tuple(label for label, rank in sorted(LABELS.items(), key=lambda entry: entry[1]) if label.isalpha())


def _of_properties(properties: Mapping[str, str], issued: bool) -> DateFact | None:
    if not properties:
        return None
    for label in _PROPERTY_LABELS:
        if (LABELS[label] >= _ISSUE) == issued and (value := first_date(properties.get(label, ""))):
            return DateFact(value, "table", f"{label}：{properties[label]}")
    return None


def published(
    document: Document,
    title_line: int | None,
    body_line: int | None,
    body_end: int | None,
    meta: str,
    properties: Mapping[str, str],
    rows: Sequence[Row],
) -> DateFact | None:
    """The date of publication.

    `title_line`: index of the title among the page's lines; `body_line`, `body_end`: of the first and last line of
    the main text; `meta`: the PubDate meta tag's value; `properties`: the table of properties;
    `rows`: the rows of the page's lists, whose dates are other pages'.
    """
    candidates = _without_rows(document, rows, title_line)
    best = min(
        (
            (cost, spot.line, spot)
            for spot in candidates
            if (cost := _cost(spot, title_line, body_line, body_end)) is not None
        ),
        default=None,
        key=lambda entry: entry[:2],
    )
    if best is not None and (best[2].rank or 0) < _ISSUE:
        spot = best[2]
        return DateFact(spot.value, "label" if spot.label else "strip", spot.quote)
    if in_table := _of_properties(properties, issued=False):
        return in_table
    written = _written_by_script(document, rows)
    if written is not None:
        return written
    if meta and (value := first_date(meta)):
        return DateFact(value, "meta", meta)
    if best is not None:
        return DateFact(best[2].value, "table", best[2].quote)
    return _of_properties(properties, issued=True)


def _without_rows(document: Document, rows: Sequence[Row], title_line: int | None) -> list[Spot]:
    """Spots without those of lists: what stands with a row's title, and three or more of one label, or alone, that
    follow one another closely."""
    alike: dict[tuple[str, bool], list[int]] = {}
    spots_ = spots(document)
    for spot in spots_:
        alike.setdefault((spot.label, spot.alone), []).append(spot.line)

    def is_row(spot: Spot) -> bool:
        others = alike[spot.label, spot.alone]
        return len(others) >= 3 and any(0 < abs(line - spot.line) <= _ROW_HEIGHT for line in others)

    found = [spot for spot in spots_ if not is_row(spot)]
    if not found or not rows:
        return found
    lines = document.lines
    titles = {start for row in rows if len(start := _start(row.title)) > 3} if len(rows) >= _FEWEST_ROWS else set()
    dated = {(row.day, _start(row.title)) for row in rows if row.day is not None}

    def beside_row(spot: Spot) -> bool:
        if (spot.value, _start(without_date(lines[spot.line])[0])) in dated:
            return True
        return any(
            line != title_line and _start(lines[line]) in titles for line in range(max(0, spot.line - 2), spot.line + 1)
        )

    return [spot for spot in found if not beside_row(spot)]


def _start(text: str) -> str:
    """The first characters of a row or line, by which the two are compared."""
    return "".join(text[:40].split())[:10]


def _cost(spot: Spot, title_line: int | None, body_line: int | None, body_end: int | None) -> float | None:
    """How far a spot is from the ideal (a label of publication in the strip under the title); None = no publication."""
    in_body = body_line is not None and body_end is not None and body_line < spot.line < body_end
    distance = spot.line - title_line if title_line is not None else None
    near = distance is not None and 0 <= distance <= 6
    if spot.rank is None:
        if near and distance and (body_line is None or spot.line <= body_line + 1) and (spot.alone or distance <= 2):
            return 0.46 + 0.04 * distance if distance <= 2 else 3.0 + 0.04 * distance
        return None
    if spot.rank >= _ISSUE:
        return spot.rank * 2.0
    cost = spot.rank * 0.5
    if spot.companions == 0 and spot.rank == 1 and not near and not spot.label:
        return None
    if near and distance is not None:
        return cost + 0.04 * distance
    if in_body:
        if spot.companions == 0 and spot.rank >= 1:
            return None
        cost += 4.0
    elif spot.rank >= 1 and spot.companions == 0:
        cost += 2.0
    return cost + 1.0


def _written_by_script(document: Document, rows: Sequence[Row]) -> DateFact | None:
    """A date that the page's source holds right behind a label of publication though the text does not show it."""
    source = document.html
    if _LABEL_WITHOUT_DATE.search(document.text) or len(document.lines) < _FEW_LINES:
        for label in _LABEL_IN_SOURCE.finditer(source):
            window = _COMMENT.sub("", source[label.end() : label.end() + 600])
            window = _NEXT_FIELD.split(window, maxsplit=1)[0]
            if (value := first_date(window)) is not None:
                return DateFact(value, "script", label[0].strip(" >\"'"))
    if len(rows) >= _FEWEST_ROWS:
        return None
    for script in document.scripts:
        if len(script) < _LONG_SCRIPT and (variable := _SCRIPT_VARIABLE.search(script)):
            if value := first_date(variable[1]):
                return DateFact(value, "script", variable[0])
    for element in (*document.by_tag("publishtime", "ucappubtime"), *document.by_tag("input")[:60]):
        if element.tag == "input" and not _FIELD_NAME.search(f"{element.attr('id')} {element.attr('name')}"):
            continue
        text = (element.attr("value") or element.text)[:60]
        if value := first_date(text):
            return DateFact(value, "script", text)
    return None


def signed(lines: list[str]) -> DateFact | None:
    """The date that signs a text (落款): alone in one of its last lines. A last resort: it is the document's date."""
    for line in reversed(lines[-6:]):
        if len(line) > 24:
            continue
        value = first_date(line)
        if value and ("月" in line or "-" in line or "." in line or "/" in line) and len(line) <= 20:
            return DateFact(value, "text", line)
    return None
