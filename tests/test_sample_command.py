import subprocess
import sys
from pathlib import Path


def zhengping(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "zhengping.cli", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def test_make_names_the_directories(tmp_path: Path) -> None:
    done = zhengping("sample", "make", "--out", str(tmp_path / "s"), "--seed", "5", "--monitoring-date", "2025-06-30")
    assert done.returncode == 0
    assert [Path(line).name for line in done.stdout.split()] == ["good", "middling", "poor"]
    assert (tmp_path / "s" / "good" / "truth.json").is_file()


def test_a_date_that_is_none_is_wrong_use_and_makes_nothing(tmp_path: Path) -> None:
    done = zhengping("sample", "make", "--out", str(tmp_path / "s"), "--monitoring-date", "2025-02-30")
    assert done.returncode == 2
    assert "--monitoring-date" in done.stderr
    assert not (tmp_path / "s").exists()


def test_serving_a_directory_without_samples_is_wrong_use(tmp_path: Path) -> None:
    done = zhengping("sample", "serve", str(tmp_path))
    assert done.returncode == 2
    assert "没有样本" in done.stderr
