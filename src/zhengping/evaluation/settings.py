"""`settings.json`: with what a site was judged, so that it can be judged again without being told again."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from zhengping.checks.context import Department
from zhengping.errors import InputError, reason
from zhengping.standard.loader import builtin_editions

FILE = "settings.json"
YEARS = range(1996, 2100)
"""Years a monitoring date may lie in: there were no government websites before, and titles name no later ones."""


@dataclass(frozen=True)
class Settings:
    """The archive's folder, the edition as it was named (a path absolute), the monitoring date, the department,

    the office's own calendar.
    """

    archive: Path
    edition: str
    monitoring_date: date
    department: Department
    calendar: Path | None = None

    def as_bytes(self, folder: Path) -> bytes:
        """The content of the file in `folder`; an archive below the folder is named from it, so that it may move."""
        archive = self.archive.resolve()
        inside = archive.is_relative_to(folder.resolve())
        data = {
            "archive": (archive.relative_to(folder.resolve()) if inside else archive).as_posix(),
            "edition": self.edition,
            "monitoring_date": self.monitoring_date.isoformat(),
            "calendar": str(self.calendar.resolve()) if self.calendar else "",
            "department": {name: value for name, value in asdict(self.department).items() if value is not None},
        }
        return json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"


def edition_name(given: str) -> str:
    """An edition as it can be named from anywhere: a built-in name as it is, a file by its absolute path."""
    return given if given in builtin_editions() else str(Path(given).resolve())


def load_settings(folder: Path) -> Settings:
    """Reads the file of a result folder; InputError in one line where it is missing or wrong."""
    path = folder / FILE
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return Settings(
            archive=folder / data["archive"],
            edition=_text(data["edition"]),
            monitoring_date=_monitoring_date(data["monitoring_date"]),
            department=_department(data["department"]),
            calendar=Path(_text(data["calendar"])) if data["calendar"] else None,
        )
    except FileNotFoundError:
        raise InputError(f"{folder}：没有 {FILE}，请用 zhengping evaluate --archive 重新评判后再比对") from None
    except OSError as error:
        raise InputError(f"{path}：读不了（{reason(error)}），请检查路径和权限") from None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise InputError(f"{path}：已损坏，请用 zhengping evaluate --archive 重新评判后再比对") from None


def _monitoring_date(value: object) -> date:
    day = date.fromisoformat(_text(value))
    if day.year not in YEARS:
        raise ValueError
    return day


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _department(data: dict[str, Any]) -> Department:
    facts = data["facts"]
    if not isinstance(facts, dict) or not all(isinstance(value, bool) for value in facts.values()):
        raise TypeError
    lists = {name: tuple(map(_text, value)) for name, value in data.items() if isinstance(value, list)}
    return Department(**{**data, **lists, "name": _text(data["name"])})
