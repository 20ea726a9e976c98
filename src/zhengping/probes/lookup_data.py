"""Queries of data by item and period: the answer must show what was asked, and change with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from zhengping.checks.context import Context
from zhengping.probes.asking import Reply, ask, bare, nothing_found, open_form
from zhengping.probes.known_things import Datum
from zhengping.probes.lookup_titles import NONSENSE, Outcome
from zhengping.probes.query_forms import QueryField, QueryForm
from zhengping.probes.tab import Tab
from zhengping.reading.probed.functions import Answer, Asked

_PLEASE = re.compile(r"^(?:-*\s*(?:请选择|全部|不限|所有|选择).*|-+|)$")
_DIGITS = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d{2}")


@dataclass(frozen=True)
class Question:
    """What is filled in, and what the answer should show. `period` Chinese, empty where none was filled in."""

    values: tuple[tuple[QueryField, str], ...]
    item: str
    period: str = ""

    @property
    def said(self) -> str:
        """For sentences: 货物吞吐量（2024年9月）."""
        return f"{self.item}（{self.period}）" if self.period and self.item else self.item or self.period


@dataclass
class DataOutcome(Outcome):
    """Also what the answer draws, and the page of the answer for what it hands over."""

    chart: str = ""

    def __post_init__(self) -> None:
        super().__init__()


async def ask_data(
    tab: Tab, context: Context, url: str, form: QueryForm, initial: Reply, data: Sequence[Datum]
) -> DataOutcome:
    """Asks for one item and period and for another; both answers must show what was asked."""
    done = DataOutcome()
    questions = questions_for(form, data)
    if len(questions) < 2:
        done.stop("unclear")
        return done
    replies: list[Reply] = []
    for place, question in enumerate(questions):
        here = form if not place else await open_form(tab, context, url, form, "打开查询页面")
        if isinstance(here, Reply):
            done.stop(here.obstacle or "unclear")
            return done
        values = [(_same(here, each), value) for each, value in question.values]
        reply = await ask(tab, context, here, values, f"查询{question.said}")
        replies.append(reply)
        if reply.obstacle:
            done.asked.append(Asked(question.said, "数据项和时间", question.item, "", "", reply.url, reply.shot))
            done.stop(reply.obstacle)
            return done
    first, second = replies
    answer, said = _compare(context, questions, replies, initial)
    for place, (question, reply) in enumerate(zip(questions, replies, strict=True)):
        words = said if not place else ""
        done.asked.append(Asked(question.said, "数据项和时间", question.item, answer, words, reply.url, reply.shot))
    done.answer = answer
    done.obstacle = "" if answer else "unclear"
    if first.status < 400:
        done.chart = _chart(first, second, initial)
    return done


def questions_for(form: QueryForm, data: Sequence[Datum]) -> list[Question]:
    """Two questions that differ in the item, or in the period where the form knows no items."""
    datum = data[0] if data else Datum("")
    periods = [each for each in form.fields if each.role == "period"]
    lists = [each for each in form.fields if each.kind == "select" and each.role != "period" and len(choices(each)) > 1]
    words = [each for each in form.texts if each.role in ("item", "title", "")]
    names = {bare(each.item): each for each in data}
    if lists:
        field = max(
            lists, key=lambda each: (sum(bare(text) in names for _, text in choices(each)), each.role == "item")
        )
        options = sorted(choices(field), key=lambda option: bare(option[1]) not in names)
        picked = [options[0], options[1]]
        made = [
            Question(((field, value), *_fill_periods(periods, names.get(bare(text), datum))), text, "")
            for value, text in picked
        ]
    elif words and data:
        other = data[1].item if len(data) > 1 else NONSENSE
        made = [Question(((words[0], text), *_fill_periods(periods, datum)), text) for text in (datum.item, other)]
    elif periods:
        made = [
            Question(
                tuple(_fill_periods(periods, each)), "", f"{each.year}年{each.month or ''}{'月' if each.month else ''}"
            )
            for each in (datum if datum.year else Datum("", 2020, 6), Datum("", 1949, 1))
        ]
    else:
        return []
    filled = f"{datum.year}年" + (f"{datum.month}月" if datum.month else "") if datum.year and periods else ""
    return [replace(each, period=each.period or filled) for each in made]


def choices(field: QueryField) -> list[tuple[str, str]]:
    """The options of a list that name something."""
    return [(value, text) for value, text in field.options if not _PLEASE.match(text.strip())]


def _fill_periods(fields: Sequence[QueryField], datum: Datum) -> list[tuple[QueryField, str]]:
    """The known period in every field for a time, as the field wants it; nothing where no period is known."""
    if not datum.year:
        return []
    # A stretch of months shows more than one value, so that two items cannot look alike; its end is a known month.
    typed = [field for field in fields if field.kind != "select"]
    first = typed[0] if len(typed) == 2 else None
    early = replace(datum, year=datum.year - 1) if datum.month else datum
    filled = [(field, _period(field, early if field is first else datum)) for field in fields]
    return [(field, value) for field, value in filled if value]


def _period(field: QueryField, datum: Datum) -> str:
    month = datum.month or 12
    if field.kind == "select":
        exact = f"{datum.year}年{datum.month}月"
        options = [(value, bare(text)) for value, text in choices(field)]
        for wanted in (exact, f"{datum.year}-{month:02d}", f"{datum.year}{month:02d}", str(datum.year)):
            for value, text in options:
                if wanted in text:
                    return value
        if not any(_YEAR.search(text) for _, text in options):
            for value, text in options:
                if text.removesuffix("月").lstrip("0") == str(month):
                    return value
        return ""
    if field.kind == "month":
        return f"{datum.year}-{month:02d}"
    if field.kind == "week":
        return ""
    if field.kind == "date" or re.search(r"d{2}|日", f"{field.hint}{field.label}", re.I):
        late = re.search(r"to|end|止|至|结束", f"{field.name}{field.label}{field.hint}", re.I)
        return f"{datum.year}-{month:02d}-{28 if late else 1:02d}"
    if re.search(r"月|mm", f"{field.hint}{field.label}", re.I):
        return f"{datum.year}-{month:02d}"
    return str(datum.year) if re.search("年|year", f"{field.hint}{field.label}{field.name}", re.I) else ""


def _compare(
    context: Context, questions: Sequence[Question], replies: Sequence[Reply], initial: Reply
) -> tuple[Answer, str]:
    first, second = replies
    if all(reply.status >= 400 for reply in replies):
        return "error", f"出错（{first.status}）"
    if any(reply.status >= 400 for reply in replies):
        return "", ""
    asked = [question.item for question in questions] + [NONSENSE]
    same_words = set(first.without(*asked)) == set(second.without(*asked))
    prints = [[each.print for each in reply.charts if each.kind != "picture"] for reply in replies]
    before = [each.print for each in initial.charts if each.kind != "picture"]
    new = [line for line in first.lines if line not in set(initial.lines)]
    if same_words and prints[0] == prints[1]:
        said = nothing_found(context, new)
        if said:
            return "", said  # no value for either: nothing known may have been asked
        came = bool(new) or prints[0] != before
        return ("unchanged", "换了条件，内容不变") if came and any(map(_DIGITS.search, new)) else ("empty", "")
    shown = [
        bool(q.item) and bare(q.item) in r.text.replace(bare(NONSENSE), "")
        for q, r in zip(questions, replies, strict=True)
    ]
    numbers = [line for line in new if _DIGITS.search(line)]
    if (shown[0] or not questions[0].item) and (numbers or prints[0] != before):
        return "found", next((line for line in numbers if bare(questions[0].item) in line), "")[:60]
    return "", ""


def _chart(first: Reply, second: Reply, initial: Reply) -> str:
    drawn = [
        [each.print for each in reply.charts if each.drawn and each.kind != "picture"] for reply in (first, second)
    ]
    if not drawn[0]:
        return "none"
    if not all(drawn[0]) or not all(drawn[1]) or second.status >= 400:
        return "drawn"
    return "follows" if drawn[0] != drawn[1] else "fixed"


def _same(form: QueryForm, field: QueryField) -> QueryField:
    same = [each for each in form.fields if (each.name, each.kind, each.label) == (field.name, field.kind, field.label)]
    return same[0] if same else field
