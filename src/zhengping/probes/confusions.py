"""Which characters people mistake for one another: by their look from a table, by their sound from their reading.

The table is data with its source (`data/confusions.yaml`); readings come from pypinyin.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from zhengping.standard.compiled import compiled

_HAN = re.compile(r"[一-龥]")


@dataclass(frozen=True)
class Confusions:
    """`alike`: character -> its look-alikes; `sounds`: syllable without tone -> common characters so read.

    `words`: common words of the field, longest first. All sorted, so that draws from them are repeatable.
    """

    alike: dict[str, tuple[str, ...]]
    sounds: dict[str, tuple[str, ...]]
    words: tuple[str, ...]

    def looking_like(self, character: str) -> tuple[str, ...]:
        """Characters that look like it."""
        return self.alike.get(character, ())

    def sounding_like(self, character: str, syllable: str) -> tuple[str, ...]:
        """Common characters of that syllable but the character itself."""
        return tuple(other for other in self.sounds.get(syllable, ()) if other != character)


def syllables(text: str) -> list[str]:
    """The reading of a text of Chinese characters, a syllable without tone a character (女 is nv).

    Words are read as the dictionary has them (银行 is yin hang). "" for a character without a known reading.
    """
    from pypinyin import lazy_pinyin  # its dictionaries take half a second; most commands need none

    found: list[str] = []
    for run in re.findall(r"[一-龥]+|[^一-龥]", text):
        read = lazy_pinyin(run)
        # Characters without a reading come back in one piece: then each is asked for by itself.
        found += read if len(read) == len(run) else [lazy_pinyin(character)[0] for character in run]
    pairs = zip(text, found, strict=True)
    return [read if _HAN.match(character) and read.isascii() and read.isalpha() else "" for character, read in pairs]


@cache
def confusions() -> Confusions:
    """The table of the data file."""
    data = _data()
    alike: dict[str, set[str]] = {}
    for group in data["alike"].split():
        for character in group:
            alike.setdefault(character, set()).update(set(group) - {character})
    sounds: dict[str, set[str]] = {}
    common = sorted(set("".join(data["common"].split())))
    for character, syllable in zip(common, _alone(common), strict=True):
        sounds.setdefault(syllable, set()).add(character)
    words = sorted(set(data["words"].split()), key=lambda word: (-len(word), word))
    return Confusions(_sorted(alike), _sorted(sounds), tuple(words))


def _alone(characters: Iterable[str]) -> list[str]:
    """The usual reading of each character by itself."""
    return [syllables(character)[0] for character in characters]


def _sorted(table: dict[str, set[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(sorted(values)) for key, values in sorted(table.items())}


@cache
def _data() -> dict[str, Any]:
    file = files("zhengping.probes") / "data" / "confusions.yaml"
    return compiled(file, dict, _parsed) if isinstance(file, Path) else _parsed(file.read_text(encoding="utf-8"))


def _parsed(text: str) -> dict[str, Any]:
    from ruamel.yaml import YAML  # loaded only where the kept form does not serve

    data = dict(YAML(typ="safe").load(text))
    return {name: str(data[name]) for name in ("alike", "common", "words", "compiled", "source")}
