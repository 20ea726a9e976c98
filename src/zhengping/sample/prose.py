"""Chinese text by seed: names, titles and paragraphs put together from word lists and templates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random
from typing import TypeVar

from zhengping.sample import words
from zhengping.sample.words import Trade

T = TypeVar("T")

NEWS = (
    "{office}部署推进{theme}工作",
    "{place}{theme}取得新进展",
    "{place}扎实做好{theme}",
    "全区{theme}现场会在{place}召开",
    "{office}举办{theme}业务培训班",
    "{office}开展{theme}专项检查",
    "{leader}到{place}调研{theme}",
    "{place}以{theme}助力群众增收",
    "{office}组织收看{theme}视频会议",
    "{office}慰问{place}一线干部职工",
    "第{number}期{theme}交流活动在{place}举行",
    "{place}：{theme}项目完成年度任务",
)
NOTICES = (
    "{office}关于做好{year}年{theme}项目申报工作的通知",
    "{office}关于{theme}专家库拟入选名单的公示",
    "{office}关于举办第{number}期{theme}培训班的通知",
    "{office}关于公布{place}{theme}试点名单的公告",
    "{office}关于{place}{theme}验收结果的通报",
    "关于{place}{theme}工程第{number}标段进场施工的公告",
)
SENTENCES = (
    "近日，{office}在{place}组织召开{theme}工作推进会，总结前一阶段情况，安排下一步任务。",
    "会议指出，{theme}关系群众切身利益，要坚持问题导向，把责任落实到岗、落实到人。",
    "今年以来，{place}累计投入资金{number}万元，完成项目{small}个，受益群众{big}余人。",
    "工作组先后走进{place}、{place2}的乡村社区，实地察看进度，听取基层干部和群众的意见。",
    "{office}有关负责人表示，将建立台账、定期调度，对进度滞后的地方开展一对一指导。",
    "在{place}，技术人员面对面讲解操作要领，现场解答提问{small}个，发放资料{number}份。",
    "下一步，{office}将完善制度、强化监管，确保{theme}各项措施按期见效。",
    "数据显示，与上年同期相比，{place}{theme}有关指标提高{small}个百分点，位居全区前列。",
    "参会人员围绕{theme}中的难点开展讨论，形成{small}条工作建议。",
    "当地群众说，{theme}给生活带来了实实在在的变化，心里很踏实。",
)


class Prose:
    """Draws names, titles and texts for one department; the same seed gives the same words."""

    def __init__(self, seed: str, trade: Trade, office: str, short: str, leaders: Sequence[str]) -> None:
        self.random = Random(seed)
        self.trade, self.office, self.short, self.leaders = trade, office, short, tuple(leaders)
        self.kind = office[-1]
        """厅 or 局: how the office speaks of itself (我厅, 局长)."""
        self._used: set[str] = set()

    def pick(self, options: Sequence[T]) -> T:
        """One of the options."""
        return self.random.choice(options)

    def person(self) -> str:
        """An invented name that was not given before."""
        for _ in range(200):
            name = self.pick(words.SURNAMES) + self.pick(words.GIVEN_NAMES)
            if name not in self._used and name not in self.leaders:
                self._used.add(name)
                return name
        raise ValueError("the word list has no names left")

    def fill(self, template: str, year: int = 0) -> str:
        """The template with its slots filled."""
        return template.format(
            office=self.short,
            place=self.pick(words.PLACES),
            place2=self.pick(words.PLACES),
            year=year,
            theme=self.pick(self.trade.themes),
            leader=self.pick(self.leaders),
            number=self.random.randint(2, 960),
            small=self.random.randint(2, 19),
            big=self.random.randint(300, 9800),
        )

    def title(self, templates: Sequence[str], year: int) -> str:
        """A title that no other page of the site has."""
        for _ in range(300):
            title = self.fill(self.pick(templates), year)
            if title not in self._used:
                self._used.add(title)
                return title
        raise ValueError("the word list has no titles left")

    def news_title(self, year: int) -> str:
        """Title of a news item."""
        return self.title(NEWS, year)

    def notice_title(self, year: int) -> str:
        """Title of a notice."""
        return self.title(NOTICES, year)

    def paragraphs(self, count: int = 4) -> str:
        """`count` paragraphs of two or three sentences, as HTML."""
        texts = []
        for _ in range(count):
            chosen = self.random.sample(SENTENCES, self.random.randint(2, 3))
            texts.append("".join(self.fill(sentence) for sentence in chosen))
        return paragraphs(*texts)

    def phone(self) -> str:
        """A telephone number; its area code is assigned to no place."""
        return f"0700-55{self.random.randint(10000, 99999)}"

    def address(self) -> str:
        """A postal address in the invented capital."""
        return f"{words.CAPITAL}{self.pick(words.STREETS)}{self.random.randint(2, 198)}号"


def paragraphs(*texts: str) -> str:
    """Texts as HTML paragraphs, indented by two wide blanks as these sites do."""
    return "".join(f"<p>　　{text}</p>\n" for text in texts)


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A bordered table as editors paste it."""
    cells = "".join(f"<td><strong>{name}</strong></td>" for name in head)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>\n" for row in rows)
    return f'<table border="1" cellspacing="0" cellpadding="3" width="100%"><tbody><tr>{cells}</tr>\n{body}</tbody></table>\n'


def lines_of(html: str) -> list[str]:
    """The text of paragraphs and tables made here, a line each, cells parted by a wide blank: for files."""
    lines = re.sub(r"</t[dh]>\s*<t[dh]>", "　", html)
    lines = re.sub(r"</(?:p|tr|h3)>", "\n", lines)
    return [line.strip() for line in re.sub(r"<[^>]+>", "", lines).splitlines() if line.strip()]
