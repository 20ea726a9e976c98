"""An edition file as text with positions: every scalar stays a string, so nothing is rounded or guessed on the way in.

ruamel.yaml's C parser gives the node tree with its line numbers in one pass; a tree of 200 kB takes some 40 ms.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ruamel.yaml.cyaml import CBaseLoader
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from zhengping.errors import EditionError

Path = Sequence[str | int]


class SourceText:
    """A parsed YAML file. `data` holds dicts, lists and strings; `line(path)` tells where a value stands.

    Raises EditionError where the text is no YAML, is empty, holds a key twice or a key that is no text.
    """

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        try:
            root: Node | None = CBaseLoader(text).get_single_node()
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            where = f"{file}:{mark.line + 1}" if mark else file
            raise EditionError(f"{where}：不是合法的 YAML（{error.problem}）；请检查缩进、冒号与引号") from error
        except YAMLError as error:
            reason = str(error).splitlines()[0]
            raise EditionError(f"{file}：不是合法的 YAML（{reason}）；请用 UTF-8 保存并去掉控制字符") from error
        if not isinstance(root, MappingNode):
            raise EditionError(f"{file}:1：整个文件应是一组“键: 值”；请从 id、name、indicators 写起")
        self._root = root
        self.data: dict[str, Any] = self._plain(root)

    def line(self, path: Path) -> int:
        """The line (from 1) of the value at `path`; of the nearest thing above it where it is missing."""
        node: Node = self._root
        line = node.start_mark.line
        for step in path:
            found = _child(node, step)
            if found is None:
                break
            key, node = found
            line = key.start_mark.line
        return int(line) + 1

    def _plain(self, node: Node) -> Any:
        if isinstance(node, ScalarNode):
            return node.value
        if isinstance(node, SequenceNode):
            return [self._plain(child) for child in node.value]
        values: dict[str, Any] = {}
        for key, value in node.value:
            where = f"{self.file}:{key.start_mark.line + 1}"
            if not isinstance(key, ScalarNode):
                raise EditionError(f"{where}：键应是一个词；请去掉键上的括号")
            if key.value in values:
                raise EditionError(f"{where}：键 {key.value} 写了两次；请删去其中一处")
            values[key.value] = self._plain(value)
        return values


def _child(node: Node, step: str | int) -> tuple[Node, Node] | None:
    """The node that marks the place and the node of the value."""
    if isinstance(node, MappingNode):
        return next(((key, value) for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    return None
