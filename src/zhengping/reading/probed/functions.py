"""What came of using the site's functions: queries inside columns, charts, downloads, forms, the question box."""

from __future__ import annotations

from typing import Literal

import msgspec

from zhengping.reading.probed.common import Trial

Answer = Literal["", "found", "not-found", "proper-refusal", "unchanged", "error", "empty"]
"""found: the known thing stands in the answer; not-found: an answer without it; proper-refusal: a made-up number is
answered by "nothing found"; unchanged: the page answers the same whatever is asked; error: an error page; empty: the
page comes back without any answer; "" where it cannot be told."""

Obstacle = Literal["", "post", "captcha", "login", "person", "refused", "missing", "no-request", "complaint", "unclear"]
"""What kept a query from being tried to its end: it is sent by POST only (held back); a captcha; a login; it asks for a
person's data; the site refused; the address that the form leads to does not exist (404); the button sent nothing; the
page's own check refused the made-up number; the answer tells nothing either way."""


class Asked(msgspec.Struct, frozen=True):
    """One question put to a query form. `about` says in Chinese what was asked (标题, 文号, 数据项 …), `wanted` what
    was expected in the answer; `said` are the words of the answer that count; `shot` its screenshot's file."""

    text: str
    about: str
    wanted: str = ""
    answer: Answer = ""
    said: str = ""
    url: str = ""
    shot: str = ""


Fetched = Literal["", "file", "missing", "page", "empty", "broken", "login", "refused", "failed"]
"""What a download brought: a file that opens; not found (or a server error, twice); a web page in its place; nothing;
a file that does not open; a login; a refusal; our own failure or a file too big to be opened."""


class DownloadTrial(Trial, frozen=True, kw_only=True):
    """A download tried: `kind` by content (xlsx, csv, zip, html …), `size` bytes, `opens`: it could be opened.

    `what`: what came; `bulk`: it is offered for all sets at once, or is an archive of several; `offered`: how many
    sets or files the pages offer, of which some were tried.
    """

    purpose: str
    page: str
    url: str
    label: str = ""
    kind: str = ""
    size: int = 0
    opens: bool = False
    what: Fetched = ""
    bulk: bool = False
    offered: int = 0


class LookupTrial(Trial, frozen=True, kw_only=True):
    """A query form used: `purpose` is the code of the point that it serves (1.1.3-2, 1.3.1-4, 1.1.8-4, 3.1.4-1 …).

    `label`: the form's own words; `answer` over all questions, `obstacle` where there is none. `elsewhere`: the form
    stands on another host. `gone`: the form that the page's HTML holds is not there when it is drawn. `chart`: what
    the answer to a query of data draws: nothing, a chart, one that changes with the query, one that stays the same.
    `export`: what a control for handing over the answer as a file brought.
    """

    purpose: str
    page: str = ""
    label: str = ""
    fields: tuple[str, ...] = ()
    asked: tuple[Asked, ...] = ()
    answer: Answer = ""
    obstacle: Obstacle = ""
    elsewhere: bool = False
    gone: bool = False
    chart: Literal["", "none", "drawn", "follows", "fixed"] = ""
    export: DownloadTrial | None = None


class ChartTrial(Trial, frozen=True, kw_only=True):
    """Charts on a data page: `kinds` found (canvas, svg, picture, library, map), `drawn` whether one has really
    something in it, `follows_query` whether it changed with the query (None = not tried). `classes`: words by which
    the drawn page sorts its data; `complete`: every page of the data columns that could show a chart was opened."""

    page: str
    kinds: tuple[str, ...] = ()
    drawn: bool = False
    follows_query: bool | None = None
    classes: tuple[str, ...] = ()
    scripted: bool = False
    complete: bool = False


class SeenField(msgspec.Struct, frozen=True, gc=False):
    """A field as a visitor meets it: label found, filled with made-up text, the page's own complaint if it made one."""

    label: str
    kind: str
    required: bool = False
    filled: bool = False
    complaint: str = ""


Opening = Literal[
    "", "open", "fixed", "no-form", "blank", "error", "missing", "unreachable", "login", "captcha", "refused", "held"
]
"""open: a form is there and takes what is typed; fixed: it is there and takes nothing (a collection that is over);
no-form: a page without such a form; blank: nothing is drawn where the form should be; error: the server answers with
an error; missing: the page does not exist; unreachable: no answer; login, captcha: what stands before it; refused: the
site or its robots.txt does not let the program in; held: only a request that is never let out would lead to it."""


class FormTrial(Trial, frozen=True, kw_only=True):
    """A form opened and filled, never submitted. `purpose` is the code of the point that it serves.

    `part`: which of the point's functions (submit, query); `label` the entrance that led to it; `opening` what was
    found there; `opens`: a form with at least one field that takes what is typed is really there; `promised`: the
    page's HTML holds such a form; `hindered`: requests of the page were not let out, so that what is missing there may
    be our doing; `others`: entrances to the same function that were not tried.
    `asked`, `answer`, `obstacle`: of a query that looks only (a letter by its number), what a made-up number came to.
    `title` the page's; `submit` the label of its button; `checks_seen`: the page's own checks answered an empty or
    wrong field; `complaints` their words, sorted.
    """

    purpose: str
    part: str = "submit"
    page: str = ""
    label: str = ""
    opening: Opening = ""
    promised: bool = False
    hindered: bool = False
    others: int = 0
    title: str = ""
    opens: bool = False
    fields: tuple[SeenField, ...] = ()
    submit: str = ""
    needs_login: bool = False
    captcha: bool = False
    checks_seen: bool = False
    complaints: tuple[str, ...] = ()
    asked: tuple[Asked, ...] = ()
    answer: Answer = ""
    obstacle: Obstacle = ""


class Answered(msgspec.Struct, frozen=True):
    """A question put to the box, and how much of the guide it was made from the answer repeats (0 to 1, by overlap)."""

    question: str
    answer: str = ""
    overlap: str = "0"
    about: str = ""


class QuestionTrial(Trial, frozen=True, kw_only=True):
    """The question box (5.2.2). `kind`: floating, frame, page; `opens` whether an input appeared; `asked` only where
    the office allows asking; `greeting` what the box says by itself; `human` whether it offers a person. `entrances`:
    the names of what was pressed or opened, sorted; `hindered`: something was not let out or did not open, so that what
    is missing may be our doing; `posted`: the box sends questions by POST, which is never let out."""

    page: str = ""
    kind: str = ""
    opens: bool = False
    greeting: str = ""
    human: bool = False
    entrances: tuple[str, ...] = ()
    hindered: bool = False
    posted: bool = False
    asked: tuple[Answered, ...] = ()
