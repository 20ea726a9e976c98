"""The query forms of a page as a visitor meets them, what each field asks for, and which is the site's own search."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from zhengping.checks.context import Context
from zhengping.probes.lookup_places import form_names
from zhengping.probes.tab import Tab
from zhengping.reading import facts
from zhengping.reading.form_purposes import purpose_of

Role = Literal[
    "title", "document-number", "index-number", "case-number", "person", "period", "item", "code", "captcha", ""
]
"""What a field asks for: words of a title, a number of a document, an index number, a number of a case, something of a
person, a time, an item of data, the code that goes with a number, a captcha; "" where its words do not tell."""

_SCRIPT = (Path(__file__).parent / "query_forms.js").read_text(encoding="utf-8")
_SPACES = re.compile(r"\s+")
_CAPTCHA = re.compile(r"captcha|checkcode|verif(?:y|ication)_?code|vcode|yzm|randcode|authcode|validcode|kaptcha", re.I)
# What programmers call their fields; a label, where there is one, says it first.
_NAMES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("person", re.compile(r"^(?:real|user|sq|link)?(?:name|man|ren)$|phone|mobile|tel$|card|sfz|zjhm|idno", re.I)),
    ("case-number", re.compile(r"^(?:case|apply|accept|bj|sb|sl|ywls|lsh|sxbh|projid|serial|flow)\w*$", re.I)),
    ("document-number", re.compile(r"wenhao|^wh$|^fwzh$|doc_?(?:no|num)|filenum|fileno", re.I)),
    ("index-number", re.compile(r"suoyin|^syh$|index_?(?:no|num)|^idxid$", re.I)),
    ("period", re.compile(r"date|time|year|month|^(?:from|to|start|end|begin)$|nian|yue|^rq|^kssj|^jssj", re.I)),
    ("title", re.compile(r"title|keyword|^keys?$|^q$|^wd$|^kw$|search|^word|biaoti|^bt$|query|content", re.I)),
    ("item", re.compile(r"item|zhibiao|^zb|indicator", re.I)),
)  # fmt: skip


@dataclass(frozen=True)
class QueryField:
    """A control that a visitor can use. `options`: value and text of a list's choices."""

    mark: str
    kind: str
    name: str = ""
    label: str = ""
    hint: str = ""
    value: str = ""
    most: int = 0
    least: int = 0
    pattern: str = ""
    required: bool = False
    fixed: bool = False
    checked: bool = False
    options: tuple[tuple[str, str], ...] = ()
    role: Role = ""

    @property
    def words(self) -> str:
        """What the page says of the field, without spaces."""
        return _SPACES.sub("", f"{self.label} {self.hint}")

    @property
    def said(self) -> str:
        """The field's name for a sentence."""
        return (self.label or self.hint or self.name).strip(" ：:*")[:20]


@dataclass(frozen=True)
class QueryForm:
    """A form that asks something of the site. `trigger` marks the button that sends it ("" = the Enter key)."""

    mark: str
    method: str
    action: str
    name: str
    text: str
    heading: str
    chrome: bool
    fields: tuple[QueryField, ...]
    trigger: str
    label: str
    buttons: tuple[str, ...] = ()
    pictures: tuple[str, ...] = field(default=())

    @cached_property
    def signature(self) -> tuple[str, ...]:
        """What makes the forms of several pages one: where it leads, and the names of its fields and button."""
        where = urlsplit(self.action)
        names = sorted(field.name or field.words for field in self.fields)
        return (where.netloc + where.path, *names, *(self.buttons[:1] if not self.action else ()))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The same as pages' HTML tells it (`lookup_places.site_wide`)."""
        where = urlsplit(self.action)
        return form_names(where.netloc + where.path, (each.name for each in self.fields))

    @cached_property
    def words(self) -> str:
        """Everything it says of itself, without spaces."""
        parts = (self.text, self.heading, *self.buttons, *(each.words for each in self.fields))
        return _SPACES.sub("", " ".join(parts))

    @cached_property
    def purpose(self) -> str:
        """What it is for by its fields and words, as the reading of pages tells it."""
        read = [facts.Field(each.name, each.kind, each.words, each.required) for each in self.fields]
        return purpose_of(read, list(self.buttons), self.text, self.name)

    def of(self, *roles: Role) -> list[QueryField]:
        """Its fields of these roles, in the page's order."""
        return [each for each in self.fields if each.role in roles]

    @property
    def texts(self) -> list[QueryField]:
        """Fields into which words can be typed, those for a time left out."""
        return [
            each
            for each in self.fields
            if each.kind in ("text", "search", "") and each.role not in ("period", "captcha")
        ]

    @property
    def captcha(self) -> bool:
        """Whether it wants a captcha."""
        return bool(self.of("captcha")) or any(_CAPTCHA.search(picture) for picture in self.pictures)


async def query_forms(tab: Tab, context: Context) -> list[QueryForm]:
    """The forms of the page in `tab` that have a button for asking and no place for a text of one's own.

    Their parts are marked in the page (`data-zhengping`) until the next call.
    """
    found = [_form(context, raw) for raw in await tab.js(_SCRIPT)]
    return [form for form in found if form is not None]


def _form(context: Context, raw: dict[str, Any]) -> QueryForm | None:
    fields = tuple(_field(context, each) for each in raw["fields"])
    if not fields or any(each.kind in ("textarea", "file") for each in fields):
        return None
    buttons = [(each["mark"], _SPACES.sub("", each["text"]), each["kind"]) for each in raw["buttons"]]
    asking = context.words("", "query_buttons")
    others = context.words("", "query_buttons_not")
    pressed = [each for each in buttons if any(word in each[1] for word in asking)]
    pressed = [each for each in pressed if not any(word in each[1] for word in others)] or [
        each for each in buttons if not each[1] or each[1].lower() in ("go", "search", "query", "submit")
    ]
    if not pressed and buttons:
        return None
    if not pressed and not any(each.kind in ("text", "search") for each in fields):
        return None
    label = next((text for _, text, _ in pressed if text), "") or raw["heading"] or (fields[0].said if fields else "")
    return QueryForm(
        mark=raw["mark"],
        method=raw["method"],
        action=raw["action"],
        name=raw["name"],
        text=raw["text"],
        heading=raw["heading"],
        chrome=raw["chrome"],
        fields=fields,
        trigger=pressed[0][0] if pressed else "",
        label=label[:20],
        buttons=tuple(text for _, text, _ in pressed),
        pictures=tuple(raw["pictures"]),
    )


def _field(context: Context, raw: dict[str, Any]) -> QueryField:
    plain = QueryField(**{**raw, "options": tuple((value, text) for value, text in raw["options"])})
    return QueryField(**{**plain.__dict__, "role": _role(context, plain)})


def _role(context: Context, field: QueryField) -> Role:
    words = field.words or _SPACES.sub("", field.value)
    if _CAPTCHA.search(field.name) or any(word in words for word in context.words("", "query_captcha")):
        return "captcha"
    if field.kind in ("month", "date", "week", "datetime-local"):
        return "period"
    if field.kind == "password" or any(word in words for word in context.words("", "query_code")):
        return "code"
    named: tuple[tuple[Role, str], ...] = (
        ("document-number", "query_document_number"),
        ("index-number", "query_index_number"),
        ("title", "query_title"),
        ("case-number", "query_case_number"),
        ("person", "query_person"),
        ("period", "query_period"),
        ("item", "query_item"),
    )
    places = [
        (words.find(word), -len(word), order, role)
        for order, (role, name) in enumerate(named)
        for word in context.words("", name)
        if word in words
    ]
    if places:
        # A hint that names several things (索引号、名称、文号) takes any of them: words of a title are the surest.
        roles = {role for _, _, _, role in places}
        if "title" in roles and roles <= {"title", "document-number", "index-number"}:
            return "title"
        return min(places, key=lambda place: (place[2] if field.kind != "select" else 0, place[0], place[1]))[3]
    if field.label:
        return ""
    return next((role for role, pattern in _NAMES if pattern.search(field.name)), "")
