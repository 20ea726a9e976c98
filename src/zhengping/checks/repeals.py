"""What notices say of other documents: repealed, lapsed, amended or still in force (1.1.3-3).

A notice names documents in its title, in sentences (《甲办法》（文号）同时废止), in lists under a heading
(二、宣布失效的文件目录) and in tables with a column for the result; attachments' text is read the same way. Each is
kept with the words that say so. The verbs are words of the edition; the shapes of lists, sentences and tables are code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from zhengping.checks.document_names import Frames, Name, Number, numbers_in

_QUOTED = re.compile(r"《((?:[^《》]|《[^《》]*》)*)》")
_MARKS = str.maketrans("〈〉＜＞<>﹤﹥", "《》《》《》《》")
_SENTENCE = re.compile(r"[^。；;！!？?\n]+")
_LISTED = re.compile(
    r"^\s*(?:(?:\d{1,3}|[一二三四五六七八九十百]{1,4})\s*[、.．，)）]|[（(]\s*(?:\d{1,3}|[一二三四五六七八九十百]{1,4})\s*[)）][、.．，]?"
    r"|[-—•·]|\d{1,3}\s)\s*(?=\S)"
)
_TRAILER = re.compile(r"[（(\s][^（()）\s]{0,16}[〔\[［（(【﹝]\s*(?:19|20)\d{2}\s*[〕\]］)）】﹞].*$")
_BETWEEN = re.compile(r"□|[（(〔\[【][^）)〕\]】]*[）)〕\]】]|[、和及与等]|\d+号")
_COUNT = re.compile(r"[（(]?\s*(?:共|计)?\s*\d+\s*[件个份部项]\s*[）)]?")
_LONGEST_HEADING = 44
_LONGEST_SENTENCE = 3000
"""Characters; longer ones are no sentences."""
_LEAST_TITLE = 8
"""Characters of a line of a list that can be a document's title."""
_FILLER = 14
"""Characters between a name and the verb that follows it at once: 自本办法施行之日起同时废止."""
_NEAR = 30
"""Characters after a name in which its number stands, and before it in which 根据 and the like do."""


@dataclass(frozen=True)
class Verbs:
    """What is done to a document, by the words that say so; `basis`: words before a document that is only cited."""

    repealed: tuple[str, ...]
    amended: tuple[str, ...]
    kept: tuple[str, ...]
    planned: tuple[str, ...]
    basis: tuple[str, ...]

    def of(self, text: str) -> str:
        """The one thing that a short text says is done: repealed, amended or kept; empty where none or several."""
        if any(word in text for word in self.planned):
            return ""
        kept = any(word in text for word in self.kept)
        rest = text
        for word in self.kept:
            rest = rest.replace(word, "")
        found = {"kept"} if kept else set()
        found |= {"repealed"} if any(word in rest for word in self.repealed) else set()
        found |= {"amended"} if any(word in rest for word in self.amended) else set()
        return found.pop() if len(found) == 1 else ""


@dataclass(frozen=True)
class Named:
    """A document that a notice names: name and number as far as given, what is done to it, the words that say so."""

    name: Name
    number: Number | None
    done: str
    quote: str


def named_in(
    title: str, text: str, tables: Iterable[Sequence[Sequence[str]]], verbs: Verbs, frames: Frames, *, notice: bool
) -> list[Named]:
    """Documents that a text names as repealed or amended, each once.

    `notice`: the text is a notice of repeal or amendment, so that its lists and tables are read as well; of any
    other document only the sentences that repeal or amend by name.
    """
    found = list(_in_sentences(title, verbs, frames)) if notice else []
    lines = [line.strip() for line in text.translate(_MARKS).split("\n") if line.strip()]
    for line in lines:
        found += _in_sentences(line, verbs, frames)
    if notice:
        heads = {verbs.of(line) for line in lines if _is_heading(line, verbs)} - {""}
        default = verbs.of(title) if len(heads) < 2 else ""
        found += _in_tables(tables, verbs, frames, default or (heads.pop() if len(heads) == 1 else ""))
        found += _in_lists(title, lines, verbs, frames)
        if not any(word in title for word in verbs.amended):
            # Of a review 修改 is a plan: the document stays as it is until it is amended.
            found = [named for named in found if named.done != "amended"]
    else:
        found = [named for named in found if named.done != "amended"]
    kept = {(named.name.core, named.number) for named in found if named.done == "kept"}
    once: dict[tuple[str, Number | None], Named] = {}
    for named in found:
        key = (named.name.core, named.number)
        if named.done != "kept" and key not in kept:
            once.setdefault(key, named)
    return list(once.values())


def _in_sentences(text: str, verbs: Verbs, frames: Frames) -> Iterator[Named]:
    """Names in title marks with the verb that governs them: one after the last of a row of names, else one before."""
    if "《" not in text:
        return
    at = _verb_pattern(verbs)
    for sentence in _SENTENCE.finditer(text):
        words = sentence[0][:_LONGEST_SENTENCE]
        names = list(_QUOTED.finditer(words))
        outside = _without_names(words, names)
        actions = [(match.start(), verbs.of(match[0])) for match in at.finditer(outside)]
        if not names or not actions:
            continue
        for name in names:
            before = outside[max(0, name.start() - _NEAR) : name.start()]
            if _cited(before, verbs):
                continue
            done = _governing(name, actions, outside)
            if done:
                yield _named(name[1], words[name.end() : name.end() + _NEAR], done, words, frames)


def _governing(name: re.Match[str], actions: Sequence[tuple[int, str]], outside: str) -> str:
    """What is done to a name: by the verb that follows it at once (《甲》《乙》同时废止), else by the last one before
    it (决定废止《甲》《乙》), else by the next one after it.
    """
    after = next(((at, done) for at, done in actions if at >= name.end()), None)
    before = [done for at, done in actions if at < name.start()]
    if after is not None:
        between = _BETWEEN.sub("", outside[name.end() : after[0]])
        if len(between) <= _FILLER and "，" not in between and "," not in between:
            return after[1]
    if before:
        return before[-1]
    return after[1] if after is not None else ""


def _cited(before: str, verbs: Verbs) -> bool:
    """Whether a name is only cited: 根据《甲》, 与《甲》不一致."""
    return any(before.rstrip("国家省市区的和、 ").endswith(word) for word in verbs.basis)


def _without_names(words: str, names: Sequence[re.Match[str]]) -> str:
    """The sentence with the names blanked out, so that no verb is read inside them."""
    kept, at = [], 0
    for name in names:
        kept += [words[at : name.start()], "□" * (name.end() - name.start())]
        at = name.end()
    return "".join([*kept, words[at:]])


@lru_cache(maxsize=8)
def _verb_pattern(verbs: Verbs) -> re.Pattern[str]:
    words = sorted({*verbs.repealed, *verbs.amended, *verbs.kept, *verbs.planned}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)) or r"(?!)")


def _in_lists(title: str, lines: Sequence[str], verbs: Verbs, frames: Frames) -> Iterator[Named]:
    """Lines of a list under a heading or a lead-in that says what is done; without one the notice's title tells."""
    done, saying, open_list = verbs.of(title), title, False
    for line, after in zip(lines, [*lines[1:], ""], strict=False):
        item = _LISTED.sub("", line)
        listed = item != line
        if _is_heading(line, verbs):
            done, saying, open_list = verbs.of(line), line, True
            continue
        if lead_in := _leads_in(line, verbs):
            done, saying, open_list = lead_in, line, True
            continue
        if len(_QUOTED.findall(item)) > 1 and not listed:
            continue
        own = verbs.of(_after_title(item))
        if not (own or (done and open_list)) or not _can_be_title(item, listed):
            continue
        words = item if own else f"{saying}…{item}"
        # A cell of a table that became a line has its number in the next.
        rest = item if numbers_in(item) or len(after) > _NEAR else after
        quoted = _QUOTED.findall(item)
        whole = _TRAILER.sub("", item).rstrip("。；;")
        for name in quoted if len(quoted) > 1 else [quoted[0] if item.startswith("《") and quoted else whole]:
            yield _named(name, rest, own or done, words, frames)


def _is_heading(line: str, verbs: Verbs) -> bool:
    """Whether a line heads a list: short, no document itself, and says what is done to those below it (or to none)."""
    if len(line) > _LONGEST_HEADING or numbers_in(line) or "《" in line:
        return False
    bare = _COUNT.sub("", line)
    return bare.rstrip("：:").endswith(("目录", "清单", "文件", "名单", "规章", "法规", "一览表", "政策措施")) and bool(
        _verb_pattern(verbs).search(bare)
    )


def _leads_in(line: str, verbs: Verbs) -> str:
    """What a sentence that a list follows says is done (决定废止下列文件：); empty where it is none such."""
    if "《" in line or not re.search(r"下列|以下|如下|[:：]$", line):
        return ""
    clause = next((part for part in re.split(r"[，,。；;]", line) if re.search(r"下列|以下|如下|[:：]$", part)), line)
    return verbs.of(clause) or verbs.of(line)


def _after_title(item: str) -> str:
    """What a line says after the document's name and number: …（安水发〔2010〕3号）废止."""
    rest = re.split(r"号\s*[）)]?|》", item)[-1]
    return rest if len(rest) <= _NEAR and rest != item else ""


def _can_be_title(item: str, listed: bool) -> bool:
    return (
        len(item) >= _LEAST_TITLE and (listed or item.startswith("《") or "关于" in item[:30]) and "：" not in item[:6]
    )


def _in_tables(
    tables: Iterable[Sequence[Sequence[str]]], verbs: Verbs, frames: Frames, default: str
) -> Iterator[Named]:
    """Rows whose last telling cell says what is done; a document's title is the longest cell, its number another.

    In a table without such cells all rows are what the notice's title or its one heading says (`default`).
    """
    for table in tables:
        rows = [[cell.translate(_MARKS).strip() for cell in row] for row in table]
        tells = any(_told(row, verbs) is not None for row in rows)
        for cells in rows:
            title = max(cells, key=len, default="")
            done = _told(cells, verbs) if tells else default
            number = next((cell for cell in cells if cell != title and numbers_in(cell)), title)
            if done and len(title) >= _LEAST_TITLE and ("《" in title or "关于" in title or numbers_in(number)):
                quoted = _QUOTED.match(title)
                yield _named(quoted[1] if quoted else title, number, done, " ".join(cells), frames)


def _told(cells: Sequence[str], verbs: Verbs) -> str | None:
    """What the last short cell with such a word says; None where no cell says anything, empty where it is a plan."""
    title = max(cells, key=len, default="")
    for cell in reversed(cells):
        if cell != title and len(cell) <= _NEAR and _verb_pattern(verbs).search(cell):
            return verbs.of(cell)
    return None


def _named(name: str, rest: str, done: str, words: str, frames: Frames) -> Named:
    numbers = numbers_in(rest) or numbers_in(name)
    return Named(frames.name(_TRAILER.sub("", name) or name), numbers[0] if numbers else None, done, words)
