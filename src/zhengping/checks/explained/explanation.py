"""What a check looks for, how it counts, what it never counts and where it fails, as its author tells it.

The files beside this module hold one entry a point; the numbers, words and law stand in the edition and are not
repeated here.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from ruamel.yaml import YAML

Sentence = Annotated[str, Field(min_length=6)]


class Explanation(BaseModel):
    """The explanation of one point, in Chinese sentences for departments, experts and the office.

    `looks_for`: what the program looks at and where; `shares`: how the value follows; `never`: what looks like
    fulfilment and is not counted; `limits`: what the program cannot tell or may get wrong.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    looks_for: Sentence
    shares: Sentence
    never: tuple[Sentence, ...] = Field(min_length=1)
    limits: tuple[Sentence, ...] = Field(min_length=1)


@cache
def explanations() -> dict[str, Explanation]:
    """The explanations of all points with a check, by code; ValueError where two files hold one point."""
    found: dict[str, Explanation] = {}
    parser = YAML(typ="safe", pure=True)
    folder = resources.files(__package__)
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not file.name.endswith(".yaml"):
            continue
        for code, entry in parser.load(file.read_text(encoding="utf-8")).items():
            if code in found:
                raise ValueError(f"{code} is explained twice, the second time in {file.name}")
            found[code] = Explanation.model_validate(entry)
    return found
