"""Queries for things by their title: documents of the library, entries of the catalogue, data sets."""

from __future__ import annotations

from collections.abc import Sequence

from zhengping.checks.context import Context
from zhengping.probes.asking import Reply, ask, bare, nothing_found, open_form
from zhengping.probes.known_things import Known
from zhengping.probes.query_forms import QueryField, QueryForm
from zhengping.probes.tab import MARKER, Tab
from zhengping.reading.probed.functions import Answer, Asked, Obstacle

NONSENSE = f"{MARKER}戊寅壬戌"
"""Stands in no title."""
_QUESTIONS = 3
"""Known things asked for before a query is said to find nothing."""

_WORST_FIRST: tuple[Answer, ...] = ("error", "unchanged", "not-found", "empty")
"""Which of several answers names the whole: a list that never changes says more than a page without one."""


class Outcome:
    """What came of all questions to one form."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.answer: Answer = ""
        self.obstacle: Obstacle = ""

    def stop(self, obstacle: Obstacle) -> Outcome:
        """Nothing can be said."""
        self.answer, self.obstacle = "", obstacle
        return self


async def ask_titles(
    tab: Tab, context: Context, url: str, form: QueryForm, initial: Reply, things: Sequence[Known], what: str
) -> Outcome:
    """Asks for known things and for one that does not exist, until one is found or enough were not.

    `initial` is the page before anything was asked: things that stand on it already tell less and are asked last.
    """
    done = Outcome()
    field, certain = title_field(form)
    hidden = [each for each in things if not initial.shows(each.title, each.url)]
    questions = _questions(form, field, [*hidden, *(each for each in things if each not in hidden)])
    if field is None or not questions:
        return done.stop("unclear")
    nonsense: Reply | None = None
    for place, (at, text, about, known) in enumerate(questions):
        here = form if not place and nonsense is None else await open_form(tab, context, url, form, "打开查询页面")
        if isinstance(here, Reply):
            return done.stop(here.obstacle or "unclear")
        reply = await ask(tab, context, here, [(_same(here, at), text)], f"在“{at.said}”中输入“{text}”")
        if reply.obstacle:
            done.asked.append(Asked(text, about, known.title, "", "", reply.url, reply.shot))
            return done.stop(reply.obstacle)
        if nonsense is None:
            again = await open_form(tab, context, url, form, "打开查询页面")
            if isinstance(again, Reply):
                return done.stop(again.obstacle or "unclear")
            nonsense = await ask(tab, context, again, [(_same(again, field), NONSENSE)], f"输入不存在的“{NONSENSE}”")
            if nonsense.obstacle:
                return done.stop(nonsense.obstacle)
        answer, said = compare(context, known, text, reply, nonsense, initial, things)
        done.asked.append(Asked(text, about, known.title, answer, said, reply.url, reply.shot))
        if answer == "found":
            break
    said = nothing_found(context, _new(nonsense, initial)) if nonsense is not None else ""
    if nonsense is not None:
        done.asked.append(
            Asked(NONSENSE, "不存在的内容", "", "proper-refusal" if said else "", said, nonsense.url, nonsense.shot)
        )
    return _conclude(done, certain, [each.answer for each in done.asked[:-1]])


def _conclude(done: Outcome, certain: bool, answers: Sequence[Answer]) -> Outcome:
    if "found" in answers:
        done.answer = "found"
    elif not certain or "" in answers or (len(answers) < 2 and "error" not in answers):
        done.stop("unclear")  # a single thing may have been left out of the index
    else:
        done.answer = next(answer for answer in _WORST_FIRST if answer in answers)
    return done


def title_field(form: QueryForm) -> tuple[QueryField | None, bool]:
    """The field that takes a title, and whether that is certain."""
    titles = [each for each in form.texts if each.role == "title"]
    if titles:
        return titles[0], True
    open_ones = [each for each in form.texts if each.role in ("", "item")]
    if len(form.texts) == 1:
        return form.texts[0], form.texts[0].role in ("", "item")
    return (open_ones[0], False) if open_ones else (None, False)


def _questions(
    form: QueryForm, field: QueryField | None, things: Sequence[Known]
) -> list[tuple[QueryField, str, str, Known]]:
    """Field, words, what they are, and the thing: a title's core, another one's number, a whole title."""
    if field is None:
        return []
    numbers = form.of("document-number")
    found = [(field, each.text, "标题中的词", each) for each in things[:1]]
    numbered = next((each for each in things[1:] if each.number), None)
    if numbers and numbered is not None:
        found.append((numbers[0], numbered.number, "文号", numbered))
    for each in things[1:_QUESTIONS]:
        found.append((field, each.text, "标题中的词", each))
    return found[:_QUESTIONS]


def compare(
    context: Context,
    known: Known,
    text: str,
    reply: Reply,
    nonsense: Reply,
    initial: Reply,
    things: Sequence[Known] = (),
) -> tuple[Answer, str]:
    """What the answer to a known thing says beside the answer to nonsense and the page before; and its words."""
    if reply.status >= 400:
        return "error", f"出错（{reply.status}）"
    more = bare(text)
    there = reply.shows(known.title, known.url, more_than=more)
    if there > nonsense.shows(known.title, known.url, more_than=more):
        return "found", known.title
    said = nothing_found(context, _new(reply, initial)) or nothing_found(context, reply.dialogs)
    mine, others = set(reply.without(text, NONSENSE)), set(nonsense.without(text, NONSENSE))
    if said and not there:
        return "not-found", said
    if _stable(mine) == _stable(others):
        # Things of the site shown to whatever is asked are an answer, though a useless one.
        shown = reply.url != initial.url and any(reply.shows(each.title, each.url) for each in things)
        same = there or shown or _rows(reply, initial)
        return ("unchanged", "查什么都是同样的内容") if same else ("empty", "")
    if there:
        return "", ""
    return ("not-found", said) if _new(reply, initial) else ("empty", "")


def _rows(reply: Reply, initial: Reply) -> int:
    """Links that the answer shows beyond the page before."""
    before = {url for url, _ in initial.links}
    return len({url for url, words in reply.links if url not in before and len(words) >= 4})


def _new(reply: Reply | None, initial: Reply) -> tuple[str, ...]:
    before = set(initial.lines)
    return tuple(line for line in reply.lines if line not in before) if reply is not None else ()


def _stable(lines: set[str]) -> set[str]:
    """Lines without what changes from one moment to the next: clocks, counters, times used."""
    return {line for line in lines if not any(sign in line for sign in ("用时", "耗时", "秒", "当前时间", "访问量"))}


def _same(form: QueryForm, field: QueryField) -> QueryField:
    same = [each for each in form.fields if (each.name, each.kind, each.label) == (field.name, field.kind, field.label)]
    return same[0] if same else field
