"""Whose an item is: a government's portal carries what all its offices and townships publish."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.checks.sites import context
from zhengping.checks.context import Context
from zhengping.checks.offices import is_government, is_own


def _of(name: str) -> Context:
    made = context()
    made.site.office = made.site.name = name
    return replace(made, department=replace(made.department, name=name))


@pytest.mark.parametrize("source", ["县教育局", "丰收县民政局", "县政府办", "小禾乡", "丰收镇人民政府"])
def test_offices_and_townships_are_their_governments(source: str) -> None:
    assert is_own(_of("丰收县人民政府"), source)


@pytest.mark.parametrize("source", ["省教育厅", "某市人民政府", "邻禾县小米乡", "某某日报", ""])
def test_higher_and_other_governments_are_not(source: str) -> None:
    assert not is_own(_of("丰收县人民政府"), source)


def test_an_offices_site_does_not_speak_for_the_county() -> None:
    made = _of("丰收县林业局")
    assert not is_government(made)
    assert not is_own(made, "县教育局")
