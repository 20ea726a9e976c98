"""The state of a case asked for by a made-up number: a working query says plainly that there is no such case.

The number follows the form's own pattern and is all zeros where that leaves it open; names and numbers of persons are
never given. What the page wants of a person ends the trial.
"""

from __future__ import annotations

import re

from zhengping.checks.context import Context
from zhengping.probes.asking import Reply, ask, bare, nothing_found, open_form
from zhengping.probes.lookup_titles import Outcome
from zhengping.probes.query_forms import QueryField, QueryForm
from zhengping.probes.tab import Tab
from zhengping.reading.furniture import is_footer, may_begin_footer
from zhengping.reading.probed.functions import Asked

_EXAMPLE = re.compile(r"(?:如|例如|例|格式)[:：]?\s*([A-Za-z]{0,6}\d[\dA-Za-z-]{3,30})")
_COUNT = re.compile(r"(\d{1,2})\s*位")
_NAMED_FIRST = re.compile(r".{2,6}[:：]")
_CODE = "000000"
_SHORTEST_MESSAGE = 3
_USUAL = 12
"""Digits of a number whose length the form does not tell."""


async def ask_case(tab: Tab, context: Context, url: str, form: QueryForm, initial: Reply) -> Outcome:
    """Asks for made-up numbers until the page says plainly that there is none, or breaks down, or says nothing."""
    done = Outcome()
    field = number_field(form)
    if field is None:
        return done.stop("person" if form.of("person") else "unclear")
    for place, number in enumerate(made_up(field)):
        here = form if not place else await open_form(tab, context, url, form, "打开查询页面")
        if isinstance(here, Reply):
            return done.stop(here.obstacle or "unclear")
        values = [(_like(here, field), number), *((each, _CODE) for each in here.of("code") if each.kind != "select")]
        reply = await ask(tab, context, here, values, f"在“{field.said}”中输入编造的编号“{number}”")
        if reply.obstacle:
            done.asked.append(Asked(number, "编造的编号", "查无此件的提示", "", "", reply.url, reply.shot))
            return done.stop("person" if _wants_person(context, reply) else reply.obstacle)
        said = _refusal(context, reply, initial)
        new = _messages(form, reply, initial)
        if reply.status >= 400:
            done.answer = "error"
            said = f"出错（{reply.status}）"
        elif said:
            done.answer = "proper-refusal"
        elif _wants_person(context, reply):
            return done.stop("person")
        elif reply.dialogs:
            done.asked.append(
                Asked(number, "编造的编号", "查无此件的提示", "", reply.dialogs[0][:60], reply.url, reply.shot)
            )
            done.obstacle = "complaint"
            continue  # the page's own check wants another pattern
        else:
            if new:
                return done.stop("unclear")
            done.answer = "empty"
        done.asked.append(Asked(number, "编造的编号", "查无此件的提示", done.answer, said, reply.url, reply.shot))
        if done.answer in ("proper-refusal", "error"):
            done.obstacle = ""
            break
    if done.answer:
        done.obstacle = ""
    return done


def number_field(form: QueryForm) -> QueryField | None:
    """The field for the number of a case; the only field for words where none says so."""
    named = [each for each in form.of("case-number") if each.kind != "select"]
    if named:
        return named[0]
    plain = [each for each in form.texts if each.role not in ("person", "code")]
    return plain[0] if len(plain) == 1 else None


def made_up(field: QueryField) -> list[str]:
    """Two numbers that nobody has: of the form's own pattern, else twelve zeros, then eighteen."""
    words = f"{field.hint} {field.label} {field.value}"
    if example := _EXAMPLE.search(words):
        pattern = example.group(1)
        return [re.sub(r"\d", "0", pattern), re.sub(r"\d", "9", pattern)]
    length = int(count.group(1)) if (count := _COUNT.search(words)) else field.most or _USUAL
    length = max(min(length, 32), field.least, 4)
    return ["0" * length, "0" * (18 if length != 18 and (not field.most or field.most >= 18) else max(length - 1, 4))]


def _messages(form: QueryForm, reply: Reply, initial: Reply) -> list[str]:
    """Lines of the answer that may say something: neither on the page before, nor links, nor the form's own words.

    Nor of a footer, which a page of answers may have of its own.
    """
    before, own = bare(initial.text), form.words
    links = sorted({words for _, words in reply.links if words}, key=len, reverse=True)
    found = []
    for line in reply.lines:
        if line in before or line in own or _of_footer(line):
            continue
        rest = line
        for words in links:
            rest = rest.replace(words, "")
        if len(rest) > _SHORTEST_MESSAGE and rest not in before and rest not in own:
            found.append(line)
    return found


def _of_footer(line: str) -> bool:
    """Whether a line is of a site's footer (主办单位：…), which a page of answers may have of its own."""
    return is_footer(line) or (may_begin_footer(line) and _NAMED_FIRST.match(line) is not None)


def _refusal(context: Context, reply: Reply, initial: Reply) -> str:
    """The words by which the page says that there is no such case, or that number and code do not belong together."""
    new = tuple(line for line in reply.lines if line not in set(initial.lines))
    said = nothing_found(context, reply.dialogs) or nothing_found(context, new)
    if said or not reply.sent:
        return said
    wrong, numbers = context.words("", "wrong_number"), context.words("", "query_case_number")
    codes = context.words("", "query_code")
    for line in (*reply.dialogs, *new):
        if len(line) <= 80 and any(w in line for w in wrong) and any(n in line for n in (*numbers, *codes)):
            return line[:60]
    return ""


def _wants_person(context: Context, reply: Reply) -> bool:
    people = context.words("", "query_person")
    return any(any(word in said for word in people) for said in reply.dialogs)


def _like(form: QueryForm, field: QueryField) -> QueryField:
    same = [each for each in form.fields if (each.name, each.kind, each.label) == (field.name, field.kind, field.label)]
    return same[0] if same else field
