"""Pre-checks of accuracy (1.1.1-3, 1.1.2-3, 3.1.1-6): contradictions between two pages, each with both quotations.

Only statements of the same thing about the same office or unit contradict each other, and only pages that speak of
today: columns of 机构职能, guides, the footer; never dated notices. Every value is a proposal: a person confirms.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from zhengping.checks.context import Context
from zhengping.checks.finding import Evidence, Finding
from zhengping.checks.quoting import quote
from zhengping.checks.tools import GUESS, Place, has_any, settle
from zhengping.reading.facts import Page

_QUOTE = 60
_LONGEST_LINE = 20
"""Characters of a line that can be nothing but a placeholder."""
_FEW_GONE = 20
"""Addresses that may be missing on any site, small as it is."""
_NAMED = 4
"""Contradictions that a sentence names; all stand in the evidence as far as there is room."""


@dataclass(frozen=True)
class Said:
    """What one page says: where (in words), the page's address, the words themselves."""

    where: str
    url: str
    words: str


@dataclass(frozen=True)
class Conflict:
    """Two pages that say different things of the same; `kind` in Chinese (联系电话), `note` what seems to be wrong."""

    kind: str
    first: Said
    second: Said
    note: str = ""

    def sentence(self) -> str:
        """联系电话不一致（疑多写一位）：甲作“…”，乙作“…”."""
        one, other = self.first, self.second
        note = f"（{self.note}）" if self.note else ""
        return f"{self.kind}不一致{note}：{one.where}作“{_short(one.words)}”，{other.where}作“{_short(other.words)}”"

    def evidence(self, mark: str) -> tuple[Evidence, Evidence]:
        """Both quotations under one mark."""
        first, second = (
            Evidence(said.url, quote(said.words, length=_QUOTE), pair=mark) for said in (self.first, self.second)
        )
        return first, second


@dataclass(frozen=True)
class Fault:
    """What is wrong on one page by itself: placeholder text, a dead link; `kind` in Chinese."""

    kind: str
    url: str
    words: str


def where(page: Page) -> str:
    """How a sentence names a page: “联系我们”."""
    title = page.title.value if page.title else page.heading or page.title_tag
    return f"“{title.split('_')[0].split('-')[0].strip()[:24] or page.url}”"


def accuracy_point(
    context: Context,
    code: str,
    conflicts: Sequence[Conflict],
    faults: Sequence[Fault],
    checked: str,
    places: Iterable[Place | None],
) -> Finding:
    """The proposal: full where nothing speaks against it, less for each kind of contradiction and of fault.

    `checked` says what was compared; the losses are the edition's (`contradiction_loss`, `fault_loss`,
    `least_accuracy`).
    """
    kinds = len({conflict.kind for conflict in conflicts})
    flaws = len({fault.kind for fault in faults})
    loss = kinds * _share(context, code, "contradiction_loss") + flaws * _share(context, code, "fault_loss")
    value = max(Fraction(1) - loss, _share(context, code, "least_accuracy")) if loss else Fraction(1)
    evidence = [piece for number, each in enumerate(conflicts, 1) for piece in each.evidence(f"{each.kind}{number}")]
    evidence += [Evidence(fault.url, quote(fault.words, length=_QUOTE)) for fault in faults]
    said = [conflict.sentence() for conflict in conflicts[:_NAMED]]
    said += [f"{fault.kind}：“{_short(fault.words)}”" for fault in faults[:_NAMED]]
    if not said:
        sentence = f"程序预查{checked}，未见矛盾、占位文字和失效链接；内容是否准确由人工确认。"
        return settle(context, code, value, sentence, places, sure=False, confidence=GUESS)
    more = len(conflicts) + len(faults) - len(said)
    sentence = f"程序预查{checked}，发现{'；'.join(said)}{f'；另有{more}处' if more > 0 else ''}。由人工核对。"
    return settle(context, code, value, sentence, [*evidence, *places], sure=False, confidence=GUESS)


def _share(context: Context, code: str, name: str) -> Fraction:
    return Fraction(context.threshold(code.rsplit("-", 1)[0], name).value)


def _short(words: str) -> str:
    return quote(words, length=40)


def placeholders(context: Context, pages: Iterable[Page]) -> list[Fault]:
    """Lines that only hold the place of content: 待完善, XXX, lorem ipsum, 测试; a label with nothing behind it."""
    anywhere = context.words("", "placeholder_anywhere")
    whole = context.words("", "placeholder_lines")
    labels = context.words("", "placeholder_labels")
    found = []
    for page in pages:
        lines = [line.strip() for line in page.text.split("\n") if line.strip()]
        for number, line in enumerate(lines):
            if word := has_any(line.lower(), anywhere):
                found.append(Fault("占位文字", page.url, quote(line, word, _QUOTE)))
            elif len(line) <= _LONGEST_LINE and line.strip("：:。.…！!（）()[]【】 ").lower() in whole:
                found.append(Fault("占位文字", page.url, line))
            elif _is_empty_label(line, lines[number + 1 : number + 2], labels) and not page.scripted:
                found.append(Fault("只有标签没有内容", page.url, line))
    return found


def _is_empty_label(line: str, following: Sequence[str], labels: Sequence[str]) -> bool:
    """Whether a line is a label alone (联系电话：) and the next line is another one."""
    if not line.endswith(("：", ":")) or "".join(line[:-1].split()) not in labels:
        return False
    return bool(following) and "".join(following[0].split("：")[0].split(":")[0].split()) in labels


def dead_links(context: Context, pages: Iterable[Page]) -> list[Fault]:
    """Links in the main text of the pages that answer "not found"; links of the frame are judged elsewhere.

    Where many addresses of the site are missing the archive may be a part of it, and a missing page proves nothing.
    """
    site = context.site
    gone = {url for url, _, outcome, _ in site.broken_links if outcome in ("not-found", "soft-not-found")}
    most = context.threshold("", "partial_archive").value
    if not gone or len(gone) > max(Fraction(_FEW_GONE), most * len(site.outcomes)):
        return []
    home = {link.url for link in site.home.links} if site.home is not None else set()
    return [
        Fault("失效链接", page.url, f"{link.label} {link.url}".strip())
        for page in pages
        for link in page.links
        if link.region == "body" and link.url in gone and link.url not in home
    ]
