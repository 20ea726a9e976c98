"""The set-up script: what `make` runs before anything else."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from zhengping.probes.browser import _NAMES

ROOT = Path(__file__).parents[1]
SCRIPT = ROOT / "scripts" / "setup.sh"
TOOLS = ("bash", "mkdir", "cat", "cksum", "tr", "grep", "touch", "rm", "id", "dirname")

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for name in ("scripts/setup.sh", "uv.lock", "pyproject.toml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def installed(checkout: Path) -> Path:
    """A checkout whose Python packages are all there."""
    (checkout / ".venv" / "bin").mkdir(parents=True)
    (checkout / ".venv" / "bin" / "python").symlink_to(sys.executable)
    text = (checkout / "uv.lock").read_bytes() + (checkout / "pyproject.toml").read_bytes()
    mark = (
        subprocess.run(["cksum"], input=text, capture_output=True, check=True).stdout.decode().replace(" ", "").strip()
    )
    (checkout / ".venv" / ".setup-done").write_text(f"{mark} \n", encoding="utf-8")
    (checkout / "zhengping").mkdir()
    (checkout / "zhengping" / "__init__.py").touch()
    return checkout


def set_up(
    checkout: Path, path: Path, *arguments: str, system: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Runs the script with nothing but `path`; `system` lets it look for the browser and fonts, with these variables.

    No apt-get is within reach, so that nothing of the machine is changed.
    """
    environment = {"PATH": str(path), "HOME": str(checkout)}
    environment |= {"ZHENGPING_NO_SYSTEM_PACKAGES": "1"} if system is None else system
    command = [shutil.which("bash") or "bash", "scripts/setup.sh", *arguments]
    return subprocess.run(
        command, cwd=checkout, env=environment, capture_output=True, text=True, check=False, timeout=60
    )


def tools(folder: Path) -> Path:
    folder.mkdir()
    for name in TOOLS:
        (folder / name).symlink_to(shutil.which(name) or name)
    return folder


@pytest.mark.parametrize("script", [SCRIPT, ROOT / ".ci" / "run"])
def test_scripts_are_valid_and_executable(script: Path) -> None:
    subprocess.run(["bash", "-n", str(script)], check=True)
    assert os.access(script, os.X_OK)


def test_what_is_installed_already_is_not_installed_again(installed: Path) -> None:
    # No uv, no python3, no network are within reach: it can only end well by doing nothing.
    done = set_up(installed, tools(installed / "tools"))
    assert (done.returncode, done.stderr) == (0, "")


def test_without_a_browser_it_ends_well_and_one_line_says_what_is_lost(installed: Path) -> None:
    done = set_up(installed, tools(installed / "tools"), system={})
    told = [line for line in done.stderr.splitlines() if "chromium" in line]
    lost = "须用浏览器实测的采分点（搜索、表单、手机效果等）留给人工判断"
    assert done.returncode == 0
    assert told == [f"提示：没有 chromium，{lost}（装法：apt-get install chromium）"]


@pytest.mark.parametrize("name", _NAMES)
def test_every_browser_that_the_probes_use_is_found(installed: Path, name: str) -> None:
    path = tools(installed / "tools")
    (path / name).symlink_to(shutil.which("true") or "true")
    assert "chromium" not in set_up(installed, path, system={}).stderr


def test_the_browser_that_is_named_is_found(installed: Path) -> None:
    (installed / "browser").touch()
    done = set_up(installed, tools(installed / "tools"), system={"ZHENGPING_BROWSER": str(installed / "browser")})
    assert "chromium" not in done.stderr


def test_without_uv_and_python_one_line_says_what_is_missing(checkout: Path) -> None:
    done = set_up(checkout, tools(checkout / "tools"))
    assert done.returncode == 1
    assert "python3" in done.stderr.splitlines()[-1]


def test_unknown_argument_is_wrong_use(checkout: Path) -> None:
    done = set_up(checkout, tools(checkout / "tools"), "--groups")
    assert done.returncode == 2
    assert "--groups" in done.stderr
