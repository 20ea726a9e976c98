import hashlib
from datetime import date
from pathlib import Path

import pytest

from tests.sample.conftest import Sample
from zhengping.errors import InputError
from zhengping.sample import make_samples


def digest(directory: Path) -> dict[str, str]:
    return {
        str(path.relative_to(directory)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(directory.rglob("*"))
        if path.is_file()
    }


def test_same_seed_and_date_give_the_same_bytes(samples_directory: Path, tmp_path: Path) -> None:
    make_samples(tmp_path / "again")
    assert digest(tmp_path / "again") == digest(samples_directory)


def test_another_seed_gives_other_texts(samples_directory: Path, tmp_path: Path) -> None:
    make_samples(tmp_path / "other", seed=2)
    assert digest(tmp_path / "other") != digest(samples_directory)


@pytest.mark.parametrize("day", [date(2024, 2, 29), date(2026, 1, 5), date(2025, 6, 30)])
def test_dates_follow_the_monitoring_date(day: date, tmp_path: Path) -> None:
    make_samples(tmp_path / "moved", monitoring_date=day)
    for key in ("good", "middling", "poor"):
        rows = (tmp_path / "moved" / key / "articles.csv").read_text(encoding="utf-8").splitlines()[1:]
        days = [part for row in rows for part in row.split(",") if len(part) == 10 and part[4:5] == "-"]
        assert days
        assert max(days) <= day.isoformat()


def test_a_directory_with_other_things_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="不是空的"):
        make_samples(tmp_path)
    assert (tmp_path / "letter.txt").read_text(encoding="utf-8") == "mine"


def test_a_file_is_no_directory_for_samples(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="不是目录"):
        make_samples(file)
    assert file.read_text(encoding="utf-8") == "mine"


def test_making_again_replaces_the_samples(tmp_path: Path) -> None:
    out = tmp_path / "out"
    make_samples(out, seed=3)
    (out / "good" / "site" / "left-over.html").write_text("x", encoding="utf-8")
    make_samples(out, seed=3)
    assert not (out / "good" / "site" / "left-over.html").exists()


def test_each_site_has_some_hundreds_of_pages(sample: Sample) -> None:
    assert 200 <= len(sample.pages()) <= 900


def test_titles_of_articles_are_whole_on_their_pages(sample: Sample) -> None:
    rows = (sample.directory / "articles.csv").read_text(encoding="utf-8").splitlines()[1:]
    for row in rows[::7]:
        url, title = row.split(",")[:2]
        assert title in sample.html(url)
