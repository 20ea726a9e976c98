"""An edition file as text with positions: every scalar stays a string, so nothing is rounded or guessed on the way in.

Built from the events of ruamel.yaml's C parser in one pass: a file of 200 kB takes some 50 ms, and one that is
nested without end cannot overrun the stack.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ruamel.yaml.cyaml import CBaseLoader
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from zhengping.errors import EditionError

DEEPEST = 20
"""Levels that an edition may nest; it needs eight."""


class SourceText:
    """A parsed YAML file. `data` holds dicts, lists and strings; `line(path)` tells where a value stands.

    Raises EditionError where the text is no YAML or no mapping, is nested too deep, refers to another part of
    itself, holds two documents, holds a key twice or a key that is no text.
    """

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self._lines: dict[tuple[str | int, ...], int] = {}
        try:
            self._parser = CBaseLoader(text)
            self.data: dict[str, Any] = self._document()
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            where = f"{file}:{mark.line + 1}" if mark else file
            raise EditionError(f"{where}：不是合法的 YAML（{error.problem}）；请检查缩进、冒号与引号") from error
        except (YAMLError, UnicodeEncodeError) as error:
            reason = str(error).splitlines()[0]
            raise EditionError(f"{file}：不是合法的 YAML（{reason}）；请用 UTF-8 保存并去掉控制字符") from error

    def line(self, path: Sequence[str | int]) -> int:
        """The line (from 1) of the value at `path`; of the nearest thing above it where it is missing."""
        steps = tuple(path)
        while steps and steps not in self._lines:
            steps = steps[:-1]
        return self._lines.get(steps, 0) + 1

    def _document(self) -> dict[str, Any]:
        event = self._parser.get_event()
        while not isinstance(event, (ScalarEvent, AliasEvent, SequenceStartEvent, MappingStartEvent, StreamEndEvent)):
            event = self._parser.get_event()
        if not isinstance(event, MappingStartEvent):
            raise EditionError(f"{self.file}:1：整个文件应是一组“键: 值”；请从 id、name、indicators 写起")
        data: dict[str, Any] = self._value(event, ())
        while not isinstance(event, StreamEndEvent):
            event = self._parser.get_event()
            if not isinstance(event, (DocumentEndEvent, StreamEndEvent)):
                raise self._error(event, "文件里有第二份文档；请删去 --- 及其后的内容")
        return data

    def _value(self, event: Any, path: tuple[str | int, ...]) -> Any:
        if isinstance(event, ScalarEvent):
            return event.value
        if isinstance(event, AliasEvent):
            raise self._error(event, "这一段用 * 引用了别处；请不用引用，逐处写全")
        if len(path) >= DEEPEST:
            raise self._error(event, "嵌套过深；请检查多余的括号")
        return self._sequence(path) if isinstance(event, SequenceStartEvent) else self._mapping(path)

    def _sequence(self, path: tuple[str | int, ...]) -> list[Any]:
        values: list[Any] = []
        while not isinstance(event := self._parser.get_event(), SequenceEndEvent):
            here = (*path, len(values))
            self._lines[here] = event.start_mark.line
            values.append(self._value(event, here))
        return values

    def _mapping(self, path: tuple[str | int, ...]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while not isinstance(key := self._parser.get_event(), MappingEndEvent):
            if not isinstance(key, ScalarEvent):
                raise self._error(key, "键应是一个词；请去掉键上的括号")
            if key.value in values:
                raise self._error(key, f"键 {key.value} 写了两次；请删去其中一处")
            here = (*path, key.value)
            self._lines[here] = key.start_mark.line
            values[key.value] = self._value(self._parser.get_event(), here)
        return values

    def _error(self, event: Any, words: str) -> EditionError:
        return EditionError(f"{self.file}:{event.start_mark.line + 1}：{words}")
