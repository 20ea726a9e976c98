"""How people ask for what is known to be on a site: with a typo, by pinyin, by the first characters.

Pure and seeded: the same item and the same seed give the same questions. What is drawn from is in `known_items`.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date
from typing import Literal

from zhengping.probes.confusions import confusions, syllables
from zhengping.probes.core_phrases import Phrases

ItemKind = Literal["article", "document", "guide"]
QuestionKind = Literal["title", "number", "service", "broad", "typo", "pinyin", "plain"]

_LONGEST_SPELLED = 6
"""Characters of what is asked for by pinyin: nobody spells out a whole title."""


@dataclass(frozen=True)
class Question:
    """One question to a search, and what it stands for.

    `original`: the words that it varies; a result whose title holds them answers it as well as the item itself. For
    `plain` it is the official name. A `broad` question is one word that many texts hold. `rule`: for a typo 形近 or
    音近 with both characters (形近：已→己), else empty.
    """

    kind: QuestionKind
    text: str
    original: str = ""
    rule: str = ""


@dataclass(frozen=True)
class KnownItem:
    """Something that is on the site and that a search should find.

    `title` as the site shows it; `url` its address, `addresses` all of them (copies too); `core` the few words of the
    title that one would type, "" where there are none; `prefixes` their beginnings, for suggestions; `column` the name
    of its column and `day` its date, for the report. The first question is the plain one: title, number or service.
    """

    kind: ItemKind
    title: str
    url: str
    addresses: tuple[str, ...]
    core: str = ""
    column: str = ""
    day: date | None = None
    questions: tuple[Question, ...] = ()
    prefixes: tuple[str, ...] = ()


def varied(phrase: str, seed: str, phrases: Phrases) -> tuple[Question, ...]:
    """A core phrase with a typo and by pinyin, as far as each can be made of it."""
    made = (typo(phrase, seed, phrases), pinyin(phrase))
    return tuple(question for question in made if question is not None)


def typo(phrase: str, seed: str, phrases: Phrases) -> Question | None:
    """The phrase with one character mistaken for another that looks or sounds like it.

    Only inside a common word, since only what is known can be put right; never so that the new neighbours stand
    together in a title of the site, where they would be no typo. None where nothing can be mistaken.
    """
    draw = random.Random(f"{seed} typo {phrase}")
    places = sorted({at for start, end in _words(phrase) for at in range(start, end)})
    draw.shuffle(places)
    for at in places:
        choices = [(other, rule) for other, rule in _mistakes(phrase, at) if _wrong(phrase, at, other, phrases)]
        if choices:
            other, rule = draw.choice(choices)
            return Question("typo", f"{phrase[:at]}{other}{phrase[at + 1 :]}", phrase, f"{rule}：{phrase[at]}→{other}")
    return None


def pinyin(phrase: str) -> Question | None:
    """The common words of a phrase spelled out (社保 is shebao), at most six characters; None where it has none."""
    short = phrase if len(phrase) <= _LONGEST_SPELLED else _longest_of_words(phrase)
    read = syllables(short)
    if len(short) < 2 or not all(syllable.isascii() and syllable.isalpha() for syllable in read):
        return None
    return Question("pinyin", "".join(read).lower(), short)


def prefixes(phrase: str) -> tuple[str, ...]:
    """The first two, three and four characters, as one types them."""
    return tuple(phrase[:length] for length in (2, 3, 4) if length < len(phrase))


def _mistakes(phrase: str, at: int) -> list[tuple[str, str]]:
    """(character, rule) of all that the character there is mistaken for, in a fixed order."""
    table = confusions()
    alike = table.looking_like(phrase[at])
    sounding = table.sounding_like(phrase[at], syllables(phrase)[at])
    return [(other, "形近") for other in alike] + [(other, "音近") for other in sounding if other not in alike]


def _wrong(phrase: str, at: int, other: str, phrases: Phrases) -> bool:
    """Whether the character there makes words of which the site's titles have none."""
    before, after = phrase[max(at - 1, 0) : at], phrase[at + 1 : at + 2]
    pairs = [pair for pair in (before + other, other + after) if len(pair) == 2]
    return not any(pair in word for pair in pairs for word in confusions().words) and not any(
        phrases.stands_in_titles(pair) for pair in pairs
    )


def _words(phrase: str) -> list[tuple[int, int]]:
    """Where common words stand in a phrase, longest first at each place, none inside another."""
    found, at = [], 0
    while at < len(phrase):
        word = next((word for word in confusions().words if phrase.startswith(word, at)), "")
        if word:
            found.append((at, at + len(word)))
        at += len(word) or 1
    return found


def _longest_of_words(phrase: str) -> str:
    """The longest run of common words in a phrase of at most six characters; the first of equals."""
    words = _words(phrase)
    runs = []
    for first in range(len(words)):
        start, end = words[first]
        for begin, finish in words[first + 1 :]:
            if begin != end or finish - start > _LONGEST_SPELLED:
                break
            end = finish
        runs.append(phrase[start:end])
    fitting = [run for run in runs if len(run) <= _LONGEST_SPELLED]
    return max(fitting, key=len, default="")
