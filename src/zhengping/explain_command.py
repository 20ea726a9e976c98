"""`zhengping explain`: how a point is judged, on the screen or as pages of documentation."""

from __future__ import annotations

from pathlib import Path

from zhengping.checks.explained import index_page, point_page
from zhengping.errors import InputError, reason
from zhengping.evaluation.files import write_whole
from zhengping.standard import load_edition
from zhengping.standard.model import Edition


def pages(edition: Edition) -> dict[str, str]:
    """All pages of documentation by file name."""
    return {"README.md": index_page(edition)} | {f"{code}.md": point_page(code, edition) for code in edition.points}


def _write(folder: Path, texts: dict[str, str]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            write_whole(folder / name, text.encode())
    except OSError as error:
        raise InputError(f"--docs：写不进 {folder}：{reason(error)}；换一个目录") from error


def run(code: str | None, *, docs: Path | None, edition_file: str | None) -> None:
    """Prints the page of a point, or writes all pages into a folder.

    Raises InputError where no such point exists or neither a code nor a folder is given.
    """
    edition = load_edition(edition_file) if edition_file else load_edition()
    if docs is not None:
        _write(docs, pages(edition))
        print(f"已写出 {len(edition.points)} 个采分点的说明：{docs}")
        return
    if code is None:
        raise InputError("没有写采分点编码；写一个，如 zhengping explain 1.1.4-2，或用 --docs 目录 写出全部")
    if code not in edition.points:
        raise InputError(f"没有采分点 {code}；编码写法如 1.1.4-2，全部编码见 zhengping standard show")
    print(point_page(code, edition), end="")
