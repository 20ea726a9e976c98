"""Dates where they stand in a page's lines: beside a label, in an article's strip, alone, or in the rows of a list."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from zhengping.reading.date_forms import OF_1900, OF_2000, plausible
from zhengping.reading.document import Document
from zhengping.reading.facts import DateFact, Row
from zhengping.reading.row_dates import without_date

_LABELS_BY_RANK = (
    """
    发布时间 发布日期 发布于 发布 发表时间 发表日期 发表于 发稿时间 发稿日期 公布时间 公布日期 公开时间 公开日期
    信息公开日期 刊发时间 刊登时间 上网时间 上网日期 挂网时间 发帖时间 文章时间 新闻时间 信息时间 PublishTime pubdate
    """,
    "时间 日期 Date Time",
    """
    录入时间 录入日期 上传时间 上传日期 添加时间 添加日期 加入时间 创建时间 创建日期 入库时间 编辑时间 提供日期
    """,
    "更新时间 更新日期 修改时间 修改日期 最后更新 最近更新 更新",
    """
    发文日期 发文时间 印发日期 印发时间 签发日期 生成日期 产生日期 形成日期 颁布日期 制发日期 文件日期
    提交时间 提交日期 来信时间 来信日期 写信时间 写信日期 留言时间 留言日期 咨询时间 咨询日期 提问时间 信件时间
    投诉时间
    """,
    "成文日期 成文时间",
)
LABELS = {label: rank for rank, labels in enumerate(_LABELS_BY_RANK) for label in labels.split()}
"""Labels of a displayed date by rank: 0 publication, 1 plain, 2 entry, 3 update, 4 issue (of a
document, of a letter), 5 signature of the document."""

ISSUE = 4
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
_EVENT_TAIL = re.compile(r" ?(?:[（(]?(?:上午|下午|晚|早上|中午|周|星期)|至|到|起|前|之前|以前|[-—~～－]+ ?\d)")
_EVENT_NEXT = re.compile(
    r"(?:[一二三四五六七八九十\d]{1,2}[、.．] ?)?(?:会议|活动|考试|开标|报名|培训)?"
    r"(?:地 ?点|地 ?址|场 ?所|参加人员|对象|内容|议程)\s*[:：]"
)
_WIDE_DIGIT = re.compile("[２１][０９]")
_NARROW = {ord(wide): narrow for wide, narrow in zip("０１２３４５６７８９．：", "0123456789.:", strict=True)}
_MOST_HITS = 600
_LONG_LINE = 240
FEWEST_ROWS = 3
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
    for pattern, century in ((OF_2000, 2000), (OF_1900, 1900)):
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
    if rank is None and (rest > _SHORT_REST or before.endswith((":", "："))):
        return None
    return Spot(index, value, label, rank, companions, alone, rest, line[max(0, start - 40) : end + 40])


def _is_event(lines: list[str], index: int, after: str) -> bool:
    """Whether 时间：… is the hour of a meeting or a term rather than a publication: an hour in words, a span,
    a place."""
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
    for spot in without_rows(document, rows, None):
        if spot.rank is None or spot.rank >= ISSUE:
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


def without_rows(document: Document, rows: Sequence[Row], title_line: int | None) -> list[Spot]:
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
    titles = {start for row in rows if len(start := _start(row.title)) > 3} if len(rows) >= FEWEST_ROWS else set()
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
