"""The few words of a long title that someone who looks for it would type.

关于印发《某县森林防火应急预案》的通知 is asked for as 森林防火应急预案. What stands around a document's name, the
office's own names, brackets, dates and numbers go; of the rest the part that fewest other titles of the site share is
kept. The words at which a title is cut are data of the edition (5.2.1).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from math import log

from zhengping.checks.context import Context
from zhengping.checks.document_names import quotations
from zhengping.probes.confusions import confusions

SHORTEST, LONGEST = 4, 12
"""Characters of a core phrase: fewer tell nothing, more nobody types."""
_TEXT, _TEXTS = 600, 400
"""Characters of an article's text, and articles, from which the site's own words are learned."""
_TIGHT = 2.0
"""How much more often than by chance two characters stand together (natural logarithm) that belong to one word."""
_OFTEN = 3
"""How often two characters must stand together on the site for that to say something."""
_BRACKETS = re.compile(r"[（(\[【〔][^（()）\[\]【】〔〕]*[）)\]】〕]")
_HAN = re.compile(r"[一-龥]+")
_COUNTED = re.compile(
    r"第?(?:\d+|[一二三四五六七八九十百零〇]+)(?:批次?|[次届期号辑])|[\d〇零一二三四五六七八九]{4}年度?|\d+[年月日]份?"
)
_BODY = re.compile(
    r"(?:局|厅|委|委员会|办公室|政府|中心|公司|集团|协会|学会|大学|学院|医院|中学|小学|幼儿园|主任|书记|成员)$"
)
"""Names of bodies and posts: they say who, not what."""


def telling(text: str) -> str:
    """A text's Chinese characters alone."""
    return "".join(_HAN.findall(text))


@lru_cache(maxsize=4096)
def inside_words(text: str) -> frozenset[int]:
    """The places in a text at which a cut would go through a common word of the field."""
    inside: set[int] = set()
    for word in confusions().words:
        start = text.find(word)
        while start >= 0:
            inside |= set(range(start + 1, start + len(word)))
            start = text.find(word, start + 1)
    return frozenset(inside)


class Phrases:
    """What the titles and texts of one site have in common, so that the words are known that tell a title apart."""

    def __init__(self, context: Context) -> None:
        site = context.site
        breaks = context.words("5.2.1", "core_breaks")
        self._dull = context.words("5.2.1", "core_dull")
        self._break = re.compile(_any(breaks))
        verbs, kinds = context.words("", "issuing_verbs"), context.words("", "issuing_kinds")
        self._frame = re.compile(rf"^.{{0,40}}?关于(?:{_any(verbs)})?|的(?:{_any(kinds)})$")
        names = (site.office, site.name, context.department.name, *context.department.other_names)
        self._names = [name for name in sorted({telling(name) for name in names}, key=lambda n: (-len(n), n)) if name]
        self._titles = [telling(title) for title in sorted({article.title for article in site.articles})]
        self._shared = Counter(pair for title in self._titles for pair in set(_pairs(title)))
        self._joined = "\n".join(self._titles)
        articles = sorted(site.articles, key=lambda article: article.url)
        learned = articles[:: len(articles) // _TEXTS + 1]
        texts = [*self._titles, *(telling(article.text[:_TEXT]) for article in learned)]
        self._pairs = Counter(pair for text in texts for pair in _pairs(text))
        self._single = Counter(character for text in texts for character in text)
        self._all = sum(self._single.values()) or 1

    def core(self, title: str) -> str:
        """The core phrase of a title, all Chinese; "" where it has none of at least four characters."""
        candidates = list(dict.fromkeys(part for piece in self._pieces(title) for part in self._parts(piece)))
        return max(candidates, key=self._worth, default="")

    def stands_in_titles(self, text: str) -> int:
        """In how many of the site's titles a text stands."""
        return sum(text in title for title in self._titles) if text in self._joined else 0

    def _pieces(self, title: str) -> list[str]:
        """The runs of Chinese characters between what is dropped and what a title is cut at."""
        named = max((name for name in quotations(title) if len(telling(name)) >= SHORTEST), key=len, default=title)
        rest = self._frame.sub(" ", _BRACKETS.sub(" ", named))
        pieces = _HAN.findall(_COUNTED.sub(" ", rest))
        found = []
        for piece in pieces:
            for name in self._names:
                piece = piece.replace(name, " ")
            found += [self._trimmed(part) for part in self._cut(piece)]
        return [piece for piece in found if len(piece) >= SHORTEST]

    def _cut(self, text: str) -> list[str]:
        """A text cut at the words of the edition, but never inside a known word (和 in 和谐)."""
        inside = inside_words(text)
        marks = list(text)
        for match in self._break.finditer(text):
            if match.start() not in inside and match.end() not in inside:
                marks[match.start() : match.end()] = " " * len(match[0])
        return _HAN.findall("".join(marks))

    def _trimmed(self, piece: str) -> str:
        """A piece without dull words at its ends, as long as enough is left."""
        for word in self._dull:
            if piece.endswith(word) and len(piece) - len(word) >= SHORTEST:
                return self._trimmed(piece.removesuffix(word))
            if piece.startswith(word) and len(piece) - len(word) >= SHORTEST:
                return self._trimmed(piece.removeprefix(word))
        return piece

    def _parts(self, piece: str) -> Iterable[str]:
        """The piece itself where it is short, else its windows between words."""
        if len(piece) <= LONGEST:
            return [piece]
        ends = [i for i in range(len(piece) + 1) if self._between_words(piece, i)]
        parts = [piece[a:b] for a in ends for b in ends if SHORTEST + 2 <= b - a <= LONGEST]
        return [self._trimmed(part) for part in parts] or [piece[:LONGEST]]

    def _between_words(self, text: str, at: int) -> bool:
        if at in (0, len(text)):
            return True
        if at in inside_words(text):
            return False
        expected = self._single[text[at - 1]] * self._single[text[at]] / self._all
        seen = self._pairs[text[at - 1 : at + 1]]
        return seen < _OFTEN or log(seen / expected) < _TIGHT

    def _worth(self, part: str) -> tuple[bool, bool, float, str]:
        """What is no mere name of a body, what one title alone has, what is rare and made of the field's words.

        A fixed order among equals.
        """
        rarity = sum(log(1 + (len(self._titles) + 1) / (self._shared[pair] + 1)) for pair in _pairs(part))
        known = len(inside_words(part)) / len(part)
        return not _BODY.search(part), self.stands_in_titles(part) <= 1, round(rarity * (1 + 2 * known), 6), part


def _pairs(text: str) -> list[str]:
    return [text[i : i + 2] for i in range(len(text) - 1)]


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) or r"(?!)"
