"""What was read of attachments is kept beside the archive: the same result, and never used where it does not serve."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.evaluation.running import DAY, Run
from zhengping.evaluation.department import load_department
from zhengping.evaluation.evaluate import evaluate_archive
from zhengping.evaluation.facts_file import Key
from zhengping.evaluation.readings_file import keep_readings, stored_readings
from zhengping.reading.files.model import FileReading
from zhengping.standard import load_edition

KEY = Key("reading", "archive")
READINGS = {
    "http://a.test/b.pdf": FileReading("pdf", "甲\n乙", pages=2),
    "http://a.test/a.docx": FileReading("docx", fault="damaged"),
    "http://a.test/c.zip": FileReading("zip", names=("一.txt",), tables=3),
}


def test_readings_come_back_as_they_were_kept_and_in_their_order(tmp_path: Path) -> None:
    keep_readings(tmp_path / "archive" / "files.bin", KEY, READINGS)
    stored = stored_readings([tmp_path / "none", tmp_path / "archive" / "files.bin"], KEY)
    assert stored == READINGS
    assert list(stored or ()) == list(READINGS)


@pytest.mark.parametrize("key", [Key("other", "archive"), Key("reading", "other"), Key("", "archive")])
def test_readings_of_other_code_or_another_archive_do_not_serve(key: Key, tmp_path: Path) -> None:
    keep_readings(tmp_path / "files.bin", KEY, READINGS)
    assert stored_readings([tmp_path / "files.bin"], key) is None


@pytest.mark.parametrize("place", [0, 20, 60, -1])
def test_a_damaged_file_does_not_serve(place: int, tmp_path: Path) -> None:
    path = tmp_path / "files.bin"
    keep_readings(path, KEY, READINGS)
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)
    assert stored_readings([path], KEY) is None


def test_a_file_that_failed_is_tried_again_another_time(tmp_path: Path) -> None:
    keep_readings(tmp_path / "files.bin", KEY, {**READINGS, "http://a.test/d.pdf": FileReading(unread="failed")})
    assert not list(tmp_path.iterdir())


def test_judging_with_kept_readings_opens_no_file_and_gives_the_same_bytes(
    evaluated: Run, samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = load_edition()
    department = load_department(samples / "poor" / "department.json", edition)
    archive = shutil.copytree(evaluated.out, tmp_path / "copied")
    day = date.fromisoformat(DAY)
    assert (archive / "archive" / "files.bin").exists()
    evaluate_archive(archive, tmp_path / "again", edition, department, day, read_again=True)
    monkeypatch.setattr("zhengping.reading.files.opener.FileOpener.open_all", None)
    evaluate_archive(archive, tmp_path / "kept", edition, department, day)
    results = [json.loads((tmp_path / name / "result.json").read_text(encoding="utf-8")) for name in ("again", "kept")]
    assert results[0].pop("made")
    assert results[1].pop("made")
    assert results[0] == results[1]
