"""Questions for the question box, made from the site's own guides and common questions, and how near an answer is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from zhengping.checks.context import Context
from zhengping.checks.tools import all_columns, named_columns

_ASKING = ("需要什么材料", "怎么办理", "在哪里办理", "多长时间办结")
_GUIDE_ENDINGS = re.compile(r"[（(]?(?:办事|服务|办理|审批)?指南[)）]?$|^《|》$")
_QUESTION_TITLE = re.compile(r"[？?]$|怎么|如何|什么|哪[里些个]|是否|能否|吗|多少|多久")
_PAIR = re.compile(r"(?:^|\n)\s*(?:\d+[.、．]\s*)?(?:问|Q)\s*[：:]\s*(.{4,80}?)\s*\n\s*(?:答|A)\s*[：:]\s*(.{6,600})")
_LONGEST_TITLE = 40
_SIGN = re.compile(r"[0-9A-Za-z\u4e00-\u9fff]")
_LEAST_PAIRS = 6


@dataclass(frozen=True)
class Question:
    """A question, the page that it was made from, and that page's own words on it."""

    text: str
    url: str
    words: str


def questions(context: Context, chance: Random, most: int) -> list[Question]:
    """At most so many questions, drawn from guides and common questions in turn; the same chance draws the same."""
    guides, common = _of_guides(context), _of_common_questions(context)
    chance.shuffle(guides)
    chance.shuffle(common)
    drawn: list[Question] = []
    for number in range(max(len(guides), len(common))):
        drawn += guides[number : number + 1] + common[number : number + 1]
    found: dict[str, Question] = {}
    for number, question in enumerate(drawn):
        asks = question.text if question.words and question.text.endswith("？") else ""
        text = asks or f"{question.text}{_ASKING[number // 2 % len(_ASKING)]}？"
        found.setdefault(text, Question(text, question.url, question.words))
    return list(found.values())[:most]


def _of_guides(context: Context) -> list[Question]:
    found = []
    for guide in sorted(context.site.guides, key=lambda guide: guide.url):
        name = _GUIDE_ENDINGS.sub("", guide.title.strip())
        if 2 < len(name) <= _LONGEST_TITLE:
            words = "\n".join([guide.title, *guide.elements.values(), guide.page.text])
            found.append(Question(name, guide.url, words))
    return found


def _of_common_questions(context: Context) -> list[Question]:
    columns = named_columns(all_columns(context.site), context.words("4.1", "questions"))
    found: dict[str, Question] = {}
    for article in (article for column in columns for article in column.articles):
        title = article.title.strip()
        if _QUESTION_TITLE.search(title) and len(title) <= 2 * _LONGEST_TITLE and article.text:
            found.setdefault(title, Question(title.rstrip("？?") + "？", article.url, f"{title}\n{article.text}"))
    for column in columns:
        for page in column.pages:
            for asked, answered in _PAIR.findall(page.text):
                found.setdefault(asked, Question(asked.rstrip("？?") + "？", page.url, f"{asked}\n{answered}"))
    return [found[title] for title in sorted(found)]


def overlap(answer: str, question: Question) -> Fraction:
    """The share of an answer's pairs of characters that stand in the words the question was made from.

    The question's own pairs are left out, so that its repetition is no answer; 0 for an answer of a few characters.
    """
    said = _pairs(answer) - _pairs(question.text)
    return Fraction(len(said & _pairs(question.words)), len(said)) if len(said) >= _LEAST_PAIRS else Fraction(0)


def _pairs(text: str) -> set[str]:
    signs = "".join(_SIGN.findall(text)).lower()
    return {signs[at : at + 2] for at in range(len(signs) - 1)}
