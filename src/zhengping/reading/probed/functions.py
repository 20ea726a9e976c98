"""What came of using the site's functions: queries inside columns, charts, downloads, forms, the question box."""

from __future__ import annotations

from typing import Literal

import msgspec

from zhengping.reading.probed.common import Trial
from zhengping.reading.probed.search import Hit

Answer = Literal["", "found", "not-found", "proper-refusal", "unchanged", "error", "empty"]
"""found: the known thing stands in the answer; not-found: an answer without it; proper-refusal: a made-up number is
answered by "nothing found"; unchanged: the page answers whatever is asked; error: an error page; empty: nothing."""


class LookupTrial(Trial, frozen=True, kw_only=True):
    """A query form used: `purpose` is the code of the point that it serves (1.1.3-2, 1.3.1-4, 1.1.8-4, 3.1.4-1 …).

    `asked` pairs of what was asked and what came of it; `answer` over all of them; `label` the form's own words.
    """

    purpose: str
    page: str = ""
    label: str = ""
    asked: tuple[tuple[str, Answer], ...] = ()
    answer: Answer = ""
    hits: tuple[Hit, ...] = ()


class ChartTrial(Trial, frozen=True, kw_only=True):
    """Charts on a data page: `kinds` found (canvas, svg, picture, library), `drawn` whether one has really something
    in it, `follows_query` whether it changed with the query (None = not tried)."""

    page: str
    kinds: tuple[str, ...] = ()
    drawn: bool = False
    follows_query: bool | None = None


class DownloadTrial(Trial, frozen=True, kw_only=True):
    """A download tried: `kind` by content (xlsx, csv, zip, html …), `size` bytes, `opens`: it could be opened."""

    purpose: str
    page: str
    url: str
    kind: str = ""
    size: int = 0
    opens: bool = False


class SeenField(msgspec.Struct, frozen=True, gc=False):
    """A field as a visitor meets it: label found, filled with made-up text, the page's own complaint if it made one."""

    label: str
    kind: str
    required: bool = False
    filled: bool = False
    complaint: str = ""


class FormTrial(Trial, frozen=True, kw_only=True):
    """A form opened and filled, never submitted. `purpose` is the code of the point that it serves.

    `opens`: a form with at least one free text field is really there; `needs_login`, `captcha`: what stands before it;
    `submit` the label of its button; `checks_seen`: the page's own checks answered an empty or wrong field.
    """

    purpose: str
    page: str
    title: str = ""
    opens: bool = False
    fields: tuple[SeenField, ...] = ()
    submit: str = ""
    needs_login: bool = False
    captcha: bool = False
    checks_seen: bool = False


class Answered(msgspec.Struct, frozen=True):
    """A question put to the box, and how much of the guide it was made from the answer repeats (0 to 1, by overlap)."""

    question: str
    answer: str = ""
    overlap: str = "0"
    about: str = ""


class QuestionTrial(Trial, frozen=True, kw_only=True):
    """The question box (5.2.2). `kind`: floating, frame, page; `opens` whether an input appeared; `asked` only where
    the office allows asking; `greeting` what the box says by itself; `human` whether it offers a person."""

    page: str = ""
    kind: str = ""
    opens: bool = False
    greeting: str = ""
    human: bool = False
    asked: tuple[Answered, ...] = ()
