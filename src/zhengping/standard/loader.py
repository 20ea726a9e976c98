"""Reads an edition file, fills in what it may leave out, checks it, and names the line that is wrong."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhengping.errors import EditionError, reason
from zhengping.standard.checks import problems
from zhengping.standard.compiled import compiled
from zhengping.standard.model import Edition
from zhengping.standard.problem import Path as FieldPath
from zhengping.standard.problem import Problem

if TYPE_CHECKING:
    from zhengping.standard.source_text import SourceText

DEFAULT_EDITION = "guangxi-departments"

_WRONG = {
    "missing": ("缺少这一项", "补上"),
    "unexpected_keyword_argument": ("不认识这一项", "改正拼写或删去"),
    "string_type": ("应是一段文字", "改成文字"),
    "tuple_type": ("应是一个列表", "写成 [甲, 乙] 或逐行 - 甲"),
    "dict_type": ("应是一组“键: 值”", "逐行写键和值"),
    "dataclass_type": ("应是一组“键: 值”", "逐行写键和值"),
    "bool_parsing": ("应是 true 或 false", "改成 true 或 false"),
    "bool_type": ("应是 true 或 false", "改成 true 或 false"),
    "int_parsing": ("应是整数", "改成整数"),
    "int_type": ("应是整数", "改成整数"),
    "greater_than": ("应大于 0", "改成正整数"),
}


def builtin_editions() -> list[str]:
    """Names of the editions that come with the program, sorted."""
    folder = resources.files("zhengping.standard") / "editions"
    return sorted(entry.name.removesuffix(".yaml") for entry in folder.iterdir() if entry.name.endswith(".yaml"))


def load_edition(name_or_path: str | Path = DEFAULT_EDITION) -> Edition:
    """The edition of that built-in name, else of the file at that path.

    Built-in editions are read once a process. Raises EditionError (one line: file and line, field, remedy) where
    there is no such edition or where the file breaks a rule.
    """
    name = str(name_or_path)
    if name in builtin_editions():
        return _builtin(name)
    path = Path(name)
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        known = "、".join(builtin_editions())
        raise EditionError(f"没有名为 {name} 的指标版本，也没有这个文件；请写文件路径，或用 {known}") from error
    except UnicodeDecodeError as error:
        raise EditionError(f"{name}：不是 UTF-8 编码；请另存为 UTF-8") from error
    except OSError as error:
        raise EditionError(f"{name}：读不了（{reason(error)}）；请检查路径与权限") from error
    return parse_edition(text, name)


@cache
def _builtin(name: str) -> Edition:
    file = resources.files("zhengping.standard") / "editions" / f"{name}.yaml"
    if isinstance(file, Path):
        return compiled(file, Edition, lambda text: parse_edition(text, file.name))
    return parse_edition(file.read_text(encoding="utf-8"), f"{name}.yaml")


def parse_edition(text: str, file: str) -> Edition:
    """The edition that `text` describes; `file` is named in messages. Raises EditionError as `load_edition` does."""
    # Loaded here, since an edition that is kept in its compiled form needs neither.
    from pydantic import TypeAdapter, ValidationError

    from zhengping.standard.source_text import SourceText

    source = SourceText(text, file)
    _fill_in_shares(source)
    try:
        edition = TypeAdapter(Edition).validate_python(source.data)
    except ValidationError as error:
        wrong = [_translate(detail) for detail in error.errors(include_url=False)]
        raise _error(source, sorted(wrong, key=lambda problem: source.line(problem.path))) from error
    found = list(problems(edition))
    if found:
        raise _error(source, found)
    return edition


def _fill_in_shares(source: SourceText) -> None:
    """Gives the points of an indicator equal shares where none of them states one."""
    indicators = source.data.get("indicators")
    for i, indicator in enumerate(indicators if isinstance(indicators, list) else []):
        points = indicator.get("points") if isinstance(indicator, dict) else None
        if not isinstance(points, list) or not all(isinstance(point, dict) for point in points):
            continue
        stated = [point for point in points if "share" in point]
        if not stated:
            for point in points:
                point["share"] = Fraction(1, len(points))
        elif len(stated) < len(points):
            j = next(j for j, point in enumerate(points) if "share" not in point)
            path = ("indicators", i, "points", j, "share")
            raise _error(source, [Problem(path, "只有部分采分点写了份额", "全部写上，或全部不写（平均分配）")])


def _translate(detail: Any) -> Problem:
    kind = detail["type"]
    if kind == "literal_error":
        choices = str(detail["ctx"]["expected"]).replace(" or ", "、").replace(", ", "、").replace("'", "")
        wrong, remedy = f"“{_short(detail['input'])}”不在可选值里", f"改成 {choices} 之一"
    elif kind == "value_error":
        wrong, remedy = f"“{_short(detail['input'])}”不是数", str(detail["ctx"]["error"])
    else:
        wrong, remedy = _WRONG.get(kind, (f"写法不对（{detail['msg']}）", "对照 docs/edition.md 改正"))
    return Problem(tuple(step for step in detail["loc"] if step != "[key]"), wrong, remedy)


def _short(value: object) -> str:
    text = str(value).replace("\n", " ")
    return text if len(text) <= 40 else text[:40] + "…"


def _error(source: SourceText, found: list[Problem]) -> EditionError:
    """One line for the first problem, and how many more there are."""
    first = found[0]
    more = f"（另有 {len(found) - 1} 处）" if len(found) > 1 else ""
    where = f"{source.file}:{source.line(first.path)}：{_field(source.data, first.path)}"
    return EditionError(f"{where}：{first.wrong}；{first.remedy}{more}")


def _field(data: Any, path: FieldPath) -> str:
    """The path as a reader knows it: codes instead of positions."""
    steps: list[str] = []
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            data = None
        if isinstance(step, int):
            label = data.get("code") or data.get("name") if isinstance(data, dict) else None
            steps.append(str(label or f"第 {step + 1} 项"))
        else:
            steps.append(step)
    return " › ".join(steps) or "整个文件"
