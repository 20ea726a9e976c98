"""`zhengping explain`: one page on the screen, all pages in a folder, one clear line for wrong use."""

from pathlib import Path

import pytest

from zhengping.errors import InputError
from zhengping.explain_command import run


def test_a_point_is_explained_on_the_screen(capsys: pytest.CaptureFixture[str]) -> None:
    run("1.1.4-2", docs=None, edition_file=None)
    said = capsys.readouterr().out
    assert "# 1.1.4-2 及时发布" in said
    assert "## 已知的局限" in said


def test_all_points_are_written_into_a_folder(tmp_path: Path) -> None:
    run(None, docs=tmp_path / "points", edition_file=None)
    assert len(list((tmp_path / "points").glob("*.md"))) == 128


@pytest.mark.parametrize(("code", "said"), [("9.9.9-9", "没有采分点 9.9.9-9"), (None, "没有写采分点编码")])
def test_wrong_use_is_said_in_a_line(code: str | None, said: str) -> None:
    with pytest.raises(InputError, match=said) as raised:
        run(code, docs=None, edition_file=None)
    assert "\n" not in str(raised.value)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="--docs"):
        run(None, docs=tmp_path / "file" / "points", edition_file=None)
