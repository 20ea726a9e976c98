"""The installation's secret key, made once and kept in the data folder for its owner only."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from zhengping.errors import InputError, reason

FILE = "secret.key"


def kept_secret(folder: Path) -> str:
    """The secret of this data folder, made where there is none; InputError where the folder can't be written."""
    path = folder / FILE
    try:
        if path.exists():
            return path.read_text(encoding="ascii").strip()
        folder.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{FILE}.{os.getpid()}")
        part.touch(mode=0o600)
        part.write_text(secrets.token_urlsafe(48), encoding="ascii")
        # A link fails where another process was first, whose secret then holds for both.
        try:
            os.link(part, path)
        except FileExistsError:
            pass
        finally:
            part.unlink()
        return path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise InputError(f"ZHENGPING_DATA {folder}：写不了（{reason(error)}），请换一个可写的目录") from None
