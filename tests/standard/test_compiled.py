"""Shipped files in their compiled form: the same as read anew, and never used for other text or when damaged."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from fractions import Fraction
from importlib.util import cache_from_source
from pathlib import Path

import pytest

from zhengping.standard import builtin_editions, load_edition, parse_edition
from zhengping.standard import loader as loading
from zhengping.standard.compiled import compiled
from zhengping.standard.model import Edition
from zhengping.standard.working_calendar import WorkingCalendar, parse_calendar, shipped_calendars

STANDARD = Path(loading.__file__).parent


@dataclass(frozen=True)
class Made:
    text: str
    half: Fraction = Fraction(1, 2)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    (tmp_path / "a.yaml").write_text("甲", encoding="utf-8")
    return tmp_path / "a.yaml"


def refuse(text: str) -> Made:
    raise AssertionError(text)


def kept(file: Path) -> Path:
    return Path(cache_from_source(str(file))).with_suffix(".msgpack")


def test_what_was_made_once_is_taken_from_the_kept_form(file: Path) -> None:
    assert compiled(file, Made, Made) == Made("甲")
    assert compiled(file, Made, refuse) == Made("甲", Fraction(1, 2))


def test_a_changed_file_is_read_anew(file: Path) -> None:
    compiled(file, Made, Made)
    file.write_text("乙", encoding="utf-8")
    assert compiled(file, Made, Made) == Made("乙")


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: data[:90] + b"\0" + data[91:], lambda _: b""])
def test_a_damaged_kept_form_is_passed_over(file: Path, damage: object) -> None:
    compiled(file, Made, Made)
    kept(file).write_bytes(damage(kept(file).read_bytes()))  # type: ignore[operator]
    assert compiled(file, Made, Made) == Made("甲")


def test_where_nothing_may_be_written_nothing_is_kept(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    compiled(file, Made, Made)
    assert not kept(file).parent.exists()


def test_what_the_file_breaks_is_said_and_nothing_is_kept(file: Path) -> None:
    with pytest.raises(AssertionError):
        compiled(file, Made, refuse)
    assert not kept(file).exists()


@pytest.mark.parametrize("name", builtin_editions())
def test_a_shipped_edition_comes_back_from_its_kept_form_as_it_was_read(name: str, file: Path) -> None:
    file.write_bytes((STANDARD / "editions" / f"{name}.yaml").read_bytes())
    read = compiled(file, Edition, lambda text: parse_edition(text, name))
    again = compiled(file, Edition, refuse)  # type: ignore[arg-type]
    assert again == read == load_edition(name)
    assert again.by_code.keys() == read.by_code.keys()
    assert all(isinstance(point.share, Fraction) for point in again.points.values())


@pytest.mark.parametrize("name", shipped_calendars())
def test_a_shipped_calendar_comes_back_from_its_kept_form_as_it_was_read(name: str, file: Path) -> None:
    file.write_bytes((STANDARD / "calendars" / f"{name}.yaml").read_bytes())
    read = compiled(file, WorkingCalendar, lambda text: parse_calendar(text, name))
    assert compiled(file, WorkingCalendar, refuse) == read  # type: ignore[arg-type]


def test_a_kept_edition_needs_neither_pydantic_nor_yaml(tmp_path: Path) -> None:
    command = "import sys; from zhengping.standard import load_edition; load_edition(); print(*sys.modules)"
    modules = ""
    for _ in range(2):
        run = [sys.executable, "-X", f"pycache_prefix={tmp_path}", "-c", command]
        modules = subprocess.run(run, env={}, capture_output=True, text=True, check=True).stdout
    assert "zhengping.standard.model" in modules.split()
    assert not {"pydantic", "ruamel.yaml"} & set(modules.split())
