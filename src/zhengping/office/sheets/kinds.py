"""A kind of import: its name, its columns, a function that says what each row would do and one that does it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from zhengping.office.core.roles import OFFICE, Role
from zhengping.office.sheets.fields import Field, Value
from zhengping.office.sheets.keeping import Keeper
from zhengping.office.sheets.tables import Row


@dataclass(frozen=True)
class Scope:
    """What an import is for: the person, and the number of the round where the kind belongs to one."""

    actor: Any
    round_number: int | None = None


@dataclass
class Plan:
    """What a row would do. `key`: what makes it the same record; `label`: how a person names it.

    `current`: what is there now, by column (None = nothing: the row is new); `wanted`: what the row gives, by column.
    Columns that stand in one and not in the other are not compared. `errors`: why it can't be done. `object`: for
    the kind's own use when it applies the row.
    """

    key: str
    label: str
    current: Mapping[str, Value] | None = None
    wanted: Mapping[str, Value] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    object: Any = None
    department: int = 0
    told: str = ""


@dataclass(frozen=True)
class Kind:
    """One kind of import. `plan` is asked for all rows at once, so that it needs few queries.

    `apply` does one row by way of the keeper, which writes down what undoing needs. `rows` gives what is there, for
    the export. `after`: called in the same transaction with the objects touched, after applying and after undoing.
    `standing`: a Chinese line where the import may not be done now (a round that is over), else "".
    """

    key: str
    words: str
    about: str
    fields: tuple[Field, ...]
    plan: Callable[[Sequence[Row], Scope], Sequence[Plan]]
    apply: Callable[[Row, Plan, Scope, Keeper], None]
    rows: Callable[[Scope], Iterable[Mapping[str, Value]]]
    after: Callable[[Sequence[Any], Scope, str], None] = lambda touched, scope, why: None
    standing: Callable[[Scope], str] = lambda scope: ""
    about_round: Callable[[int], str] = lambda number: ""
    """The name of a round by its number, for kinds that belong to one."""
    by_round: bool = False
    roles: frozenset[Role] = OFFICE
    handover: Callable[[Any, Any, HttpRequest], list[tuple[str, ...]]] | None = None
    """Of (batch, actor, request): what is shown once after applying and kept nowhere (new accounts' passwords)."""
    order: int = 100


_KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Makes a kind known (import its module from the application's `ready`)."""
    _KINDS[kind.key] = kind
    return kind


def kind_of(key: str) -> Kind | None:
    """The kind of that key."""
    return _KINDS.get(key)


def kinds() -> list[Kind]:
    """All kinds, in the order in which pages show them."""
    return sorted(_KINDS.values(), key=lambda kind: (kind.order, kind.key))
