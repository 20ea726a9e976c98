"""From a column's name to the indicators it serves, by the edition's names, address parts, look-alikes and contexts.

The rules, in this order (docs/site-model.md):
1. The whole name, normalised, is one of an indicator's names: that indicator, and every other that lists it.
2. Else the longest known name of at least four characters inside it, or of which it is the tail: but not where
   the name is a unit's (政策法规科 is no column of documents).
   Or the place's or office's own name before such a word (某县新闻), for the words that the edition lists.
3. Else a whole segment of its address, where exactly one indicator lists it.
A name that an indicator lists under `context` counts only below a column whose name holds one of the context's
words, and then for that indicator alone (在线申请 below 依申请公开 is no entry of services); an indicator's `exclude`
words take the column out again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from zhengping.standard.model import Edition

_NOISE = re.compile(r"[\s\"'“”‘’《》〈〉「」\[\]【】()（）·•:：,，、.。|｜\-—>»]+")
_AFFIX = re.compile(r"^(?:更多|查看|进入|本站|我要看)|(?:栏目|频道|>>|更多|more)$", re.I)
_UNIT = re.compile(r"(?:科|处|股|室|站|所|馆|院|校|队|办|局|厅|部|委|署|中心|委员会|工作委|小组|党组|记者站)$")
_LONGEST_UNIT_NAME = 16
_TAIL = re.compile(r"_\d+$")
SHORTEST_INSIDE = 4
"""Characters that a known name must have to count inside a longer one (two-character titles count only whole)."""
SHORTEST_SLUG = 4


@lru_cache(maxsize=8192)
def normalised(name: str) -> str:
    """A name without blanks, quotes and brackets, full-width forms folded, without 栏目 or 更多 at its ends."""
    folded = _NOISE.sub("", unicodedata.normalize("NFKC", name))
    return _AFFIX.sub("", folded).lower() or folded.lower()


def _stands_in(short: str, whole: str) -> bool:
    """Whether the characters of a short name stand in a longer one in their order (丰中 in 某市丰收中学)."""
    characters = iter(whole)
    return all(character in characters for character in short)


@dataclass(frozen=True)
class Match:
    """An indicator that a column serves. `strength`: 3 a verified name, 2 another name, 1 part of a name, 0 address."""

    code: str
    strength: int


class Naming:
    """The names of one edition, made ready for look-up; of the site only its own names (`set_local_names`)."""

    def __init__(self, edition: Edition) -> None:
        self._whole: dict[str, list[Match]] = {}
        self._slugs: dict[str, list[str]] = {}
        self._exclude: dict[str, tuple[str, ...]] = {}
        self._context: dict[str, dict[str, tuple[str, ...]]] = {}
        self._order: dict[str, int] = {}
        for position, indicator in enumerate(edition.indicators):
            if indicator.points and all(point.sources[0] not in ("site", "probe") for point in indicator.points):
                continue
            if not indicator.points and indicator.kind != "base":
                continue
            code, columns = indicator.code, indicator.columns
            self._order[code] = position
            self._exclude[code] = tuple(normalised(word) for word in columns.exclude)
            self._context[code] = {normalised(title): words for title, words in columns.context.items()}
            for strength, names in ((3, columns.names), (2, columns.names_unverified), (2, tuple(columns.context))):
                for name in names:
                    matches = self._whole.setdefault(normalised(name), [])
                    if all(match.code != code for match in matches):
                        matches.append(Match(code, strength))
            for slug in columns.slugs:
                self._slugs.setdefault(slug.lower(), []).append(code)
        self._inside = [name for name in self._whole if len(name) >= SHORTEST_INSIDE]
        self._inside.sort(key=lambda name: (-len(name), name))
        self._pattern_cache: dict[str, tuple[str, ...]] = {}
        self._longest = max((len(name) for name in self._whole), default=0)
        self._local_heads = tuple(
            sorted(map(normalised, edition.words.get("local_heads", ())), key=lambda w: (-len(w), w))
        )
        self._local_names: tuple[str, ...] = ()

    def set_local_names(self, *names: str) -> None:
        """Names of the site and its office: what stands of them before a known word (某县新闻) says nothing more."""
        self._local_names = tuple(dict.fromkeys(name for given in names if (name := normalised(given))))
        self._pattern_cache.clear()

    def match(self, name: str, ancestors: Sequence[str] = (), url: str = "") -> tuple[Match, ...]:
        """Indicators that a column of that name serves, in the table's order.

        `ancestors`: names of the columns above it, the top first; `url`: its address, used only where the name
        says nothing.
        """
        wanted = normalised(name)
        if not wanted:
            return ()
        found: list[Match] = []
        for known, strength in self._known(wanted):
            here = [
                match
                for match in self._whole[known]
                if not self._excluded(match.code, wanted) and self._in_context(match.code, known, ancestors)
            ]
            by_context = [match for match in here if known in self._context[match.code]]
            for match in by_context or here:
                found.append(match if strength is None else Match(match.code, strength))
        if not found and url:
            found = [Match(code, 0) for code in self._by_slug(url) if not self._excluded(code, wanted)]
        best: dict[str, Match] = {}
        for match in found:
            if match.code not in best or best[match.code].strength < match.strength:
                best[match.code] = match
        return tuple(sorted(best.values(), key=lambda match: self._order[match.code]))

    def codes(self, name: str, ancestors: Sequence[str] = (), url: str = "") -> tuple[str, ...]:
        """The codes of `match`."""
        return tuple(match.code for match in self.match(name, ancestors, url))

    def knows(self, name: str) -> bool:
        """Whether the name, whole, is a column name of any indicator."""
        return normalised(name) in self._whole

    def position(self, code: str) -> int:
        """The indicator's place in the table."""
        return self._order[code]

    def _known(self, wanted: str) -> list[tuple[str, int | None]]:
        """Known names that the wanted one is, holds, or ends; None as strength where it is the whole name."""
        if wanted in self._whole:
            return [(wanted, None)]
        cached = self._pattern_cache.get(wanted)
        if cached is None:
            cached = self._pattern_cache[wanted] = self._part(wanted)
        return [(name, 1) for name in cached]

    def _part(self, wanted: str) -> tuple[str, ...]:
        if len(wanted) <= SHORTEST_INSIDE or (_UNIT.search(wanted) and len(wanted) <= _LONGEST_UNIT_NAME):
            return self._tail_of(wanted) or self._local(wanted)
        held = [name for name in self._inside if name in wanted]
        if not held:
            return self._tail_of(wanted) or self._local(wanted)
        longest = max(len(name) for name in held)
        # Of equally long names the last one is the head of the compound.
        return (max((name for name in held if len(name) == longest), key=lambda name: (wanted.rfind(name), name)),)

    def _tail_of(self, wanted: str) -> tuple[str, ...]:
        """A known name that ends in the wanted one and is at most half longer (信息公开指南, 政府信息公开指南)."""
        if len(wanted) < SHORTEST_INSIDE or _UNIT.search(wanted):
            return ()
        longer = [name for name in self._inside if name.endswith(wanted) and len(name) * 2 <= len(wanted) * 3]
        return (min(longer, key=lambda name: (len(name), name)),) if longer else ()

    def _local(self, wanted: str) -> tuple[str, ...]:
        """The known word that the place's or office's own name stands before: 丰收新闻 on the site of 丰收县, 丰中公告
        on that of 丰收中学. What stands before it must be of the site's name, character by character in its order."""
        head = next((word for word in self._local_heads if wanted.endswith(word) and word in self._whole), "")
        prefix = wanted[: len(wanted) - len(head)] if head else ""
        if len(prefix) < 2 or not any(_stands_in(prefix, name) for name in self._local_names):
            return ()
        return (head,)

    def _excluded(self, code: str, wanted: str) -> bool:
        return any(word in wanted for word in self._exclude[code])

    def _in_context(self, code: str, known: str, ancestors: Sequence[str]) -> bool:
        words = self._context[code].get(known)
        return words is None or any(word in ancestor for word in words for ancestor in ancestors)

    def _by_slug(self, url: str) -> list[str]:
        path = url.split("://", 1)[-1].partition("/")[2].partition("?")[0]
        folders = path.split("/")
        if "." in folders[-1]:
            folders.pop()
        slug = next((_TAIL.sub("", folder.lower()) for folder in reversed(folders) if folder), "")
        codes = self._slugs.get(slug, []) if len(slug) >= SHORTEST_SLUG else []
        return codes if len(codes) == 1 else []
