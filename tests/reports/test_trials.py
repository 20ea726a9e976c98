"""What a browser saw, in the report: every kind of trial, whatever it holds, is shown."""

import types
import typing
from dataclasses import replace

import msgspec
import pytest

from tests.reports.reporting import judgement
from zhengping.reading.probed import Probed, Trial
from zhengping.reports.html import render
from zhengping.reports.trials import KINDS

WORD = "这是一个词"


def filled(kind: typing.Any) -> typing.Any:
    """A value of type `kind` with something in every place."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Literal:
        return next((one for one in arguments if one), arguments[0])
    if origin in (typing.Union, types.UnionType):
        return filled(next(one for one in arguments if one is not type(None)))
    if origin is tuple:
        return (filled(arguments[0]),) if len(arguments) == 2 and arguments[1] is ... else tuple(map(filled, arguments))
    if origin is dict:
        return {filled(arguments[0]): filled(arguments[1])}
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        hints = typing.get_type_hints(kind)
        return kind(**{name: filled(hints[name]) for name in kind.__struct_fields__})
    if kind is str:
        return WORD
    return kind(1)


def kinds_of_trials() -> dict[str, typing.Any]:
    """Field of `Probed` -> its type, those that hold trials."""
    return {name: kind for name, kind in typing.get_type_hints(Probed).items() if name in KINDS}


def test_every_kind_of_trial_has_a_name() -> None:
    held = {name for name, kind in typing.get_type_hints(Probed).items() if "Trial" in str(kind)}
    assert held == set(KINDS)


@pytest.mark.parametrize("name", sorted(KINDS))
def test_a_trial_with_something_in_every_field_is_shown(name: str) -> None:
    probed = Probed(**{name: filled(kinds_of_trials()[name])})
    ((_, trial),) = probed.trials()
    assert isinstance(trial, Trial)
    text = render(replace(judgement(), probed=probed))
    assert KINDS[name] in text
    assert "1 次" in text or WORD in text
