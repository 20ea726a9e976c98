"""`archive/probes.json`: what a browser saw of the site, kept with the archive so that it can be judged again."""

from __future__ import annotations

from pathlib import Path

import msgspec

from zhengping.evaluation.files import write_whole
from zhengping.reading.probed import Probed

FILE_NAME = "probes.json"
VERSION = 1
"""Of the records' meaning; trials of another version are not judged."""


class _Kept(msgspec.Struct, frozen=True):
    version: int
    probed: Probed


def keep_probed(folder: Path, probed: Probed) -> None:
    """Writes the trials into the archive folder, whole or not at all. Raises ArchiveError where the disk refuses."""
    data = msgspec.json.encode(_Kept(VERSION, probed))
    write_whole(folder / FILE_NAME, msgspec.json.format(data, indent=1) + b"\n")


def kept_probed(folder: Path) -> tuple[Probed | None, str]:
    """The trials of an archive, and a note (Chinese) where there are some that cannot be used.

    None where the site was never tried in a browser.
    """
    path = folder / FILE_NAME
    try:
        kept = msgspec.json.decode(path.read_bytes(), type=_Kept)
    except FileNotFoundError:
        return None, ""
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None, f"{path} 读不出，按没有浏览器实测评判；重新评估网站可以再测"
    if kept.version != VERSION:
        return None, f"{path} 由另一版程序写成，按没有浏览器实测评判；重新评估网站可以再测"
    return kept.probed, ""
