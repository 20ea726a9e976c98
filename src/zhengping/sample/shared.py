"""Items that stand on several samples, with their first publisher known: the seed of the test of first publication."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from zhengping.sample import words
from zhengping.sample.prose import paragraphs
from zhengping.sample.site import Article, SampleSite

COLUMN = "xwdt/gzdt"
NOTICES = "xwdt/tzgg"
LEAST_DELAY, MOST_DELAY = 1, 21
"""Days between the first publication and the copy on another site."""

_TITLES = (
    "{place}{street}片区{number}户群众搬进新居",
    "{person}：{small}年走遍{place}山山水水",
    "{place}建成{number}处便民驿站",
    "{place}{number}名志愿者走进{street}社区",
)
_SENTENCES = (
    "{person}带着{number}份登记表，从{place}{street}一直走到{place2}村口，挨家核对了{small}项情况。",
    "记者在{street}{number}号院看到，{person}正和{small}名工友检修设备，新换的{number}米管线已经通水。",
    "{place}把这件事列入年度{number}件实事之一，由{person}牵头负责，每{small}天通报一次进度。",
    "{person}算了一笔账，改造以后{street}沿线每户一年可以省下{number}元，{place2}的{small}个小组都报了名。",
    "去年冬天{place}连下{small}天雨，{person}守在{street}工棚里记下{number}组数据，为后来的方案打下基础。",
    "{place2}的{person}专程赶来参观，当场约定{small}个月后在{street}再建{number}平方米的示范点。",
    "项目验收那天，{person}把{number}封感谢信交给{place}的干部，说起{street}的变化连用了{small}个没想到。",
)
_NOTICE = (
    "根据干部选拔任用工作有关规定，经{kind}党组研究，现将{person}同志的有关情况予以公示。",
    "公示时间为{small}个工作日，公示期间任何单位和个人均可通过来信来电来访等形式反映公示对象的问题。",
    "反映问题要坚持实事求是的原则，以单位名义反映的应加盖公章，以个人名义反映的应署报真实姓名。",
    "来信请寄机关党委，邮寄时请注明反映公示问题字样，来访请到{street}办公楼，受理时间为上午八时至下午五时三十分。",
    "对线索不清的匿名信和匿名电话不予受理，对反映的问题将认真调查核实，弄清事实真相，并为反映人严格保密。",
    "联系人是{person2}，监督举报的内容应当具体明确，严禁借机诽谤诬告，违反规定的将依纪依法追究责任。",
)


@dataclass(frozen=True)
class Item:
    """A text before it stands anywhere."""

    title: str
    texts: tuple[str, ...]


def plant_shared(sites: dict[str, SampleSite], seed: int, count: int) -> dict[str, list[dict[str, str]]]:
    """Plants `count` items of each kind between each site and the next; returns for each site what stands on it.

    Kinds: `original`; `taken`, a later copy given out as the site's own; `edited`, the same with another title, a new
    first paragraph and the last one cut; `attributed`, a later copy that names its source; `same-day`; `template`, a
    notice that reads alike everywhere; `second-copy`, an item twice on one site and nowhere else.
    """
    truth: dict[str, list[dict[str, str]]] = {key: [] for key in sites}
    keys = list(sites)
    for at, key in enumerate(keys):
        other = keys[(at + 1) % len(keys)]
        if key == other:
            break
        random = Random(f"{seed}/shared/{key}/{other}")
        for number in range(count):
            for kind in ("taken", "edited", "attributed", "same-day"):
                _plant_pair(sites, truth, key, other, kind, random)
            _plant_notices(sites, truth, key, other, number, random)
        _plant_second_copy(sites[key], truth[key], random)
    return truth


def _plant_pair(
    sites: dict[str, SampleSite],
    truth: dict[str, list[dict[str, str]]],
    key: str,
    other: str,
    kind: str,
    random: Random,
) -> None:
    here, there = sites[key], sites[other]
    days = _days(here, there, random, same=kind == "same-day")
    if days is None:
        return
    item = _item(random)
    first = _article(here, item, days[0], _source(here))
    copied = _edited(item, random) if kind == "edited" else item
    copy = _article(there, copied, days[1], here.office if kind == "attributed" else _source(there))
    truth[key].append({"kind": "original", "url": first.url, "title": first.title})
    truth[other].append({"kind": kind, "url": copy.url, "title": copy.title, "first_site": key, "first_url": first.url})


def _plant_notices(
    sites: dict[str, SampleSite],
    truth: dict[str, list[dict[str, str]]],
    key: str,
    other: str,
    number: int,
    random: Random,
) -> None:
    """The same template, other names, on both sites; the second days later."""
    days = _days(sites[key], sites[other], random, same=False)
    if days is None:
        return
    for name, day in ((key, days[0]), (other, days[1])):
        site = sites[name]
        texts = [_fill(text, random, site.prose.kind) for text in _NOTICE]
        article = site.article(site.columns[NOTICES], f"干部任前公示公告（{number + 1}）", day, paragraphs(*texts))
        truth[name].append({"kind": "template", "url": article.url, "title": article.title})


def _plant_second_copy(site: SampleSite, truth: list[dict[str, str]], random: Random) -> None:
    days = [article.day for article in site.columns[COLUMN].articles if article.day > site.day(365)]
    if not days:
        return
    item, day = _item(random), random.choice(days)
    for _ in range(2):
        article = _article(site, item, day, _source(site))
        truth.append({"kind": "second-copy", "url": article.url, "title": article.title})


def _days(here: SampleSite, there: SampleSite, random: Random, *, same: bool) -> tuple[date, date] | None:
    """Days on which both sites publish anyway, so that their rhythm does not change."""
    year = here.day(340)
    first = {article.day for article in here.columns[COLUMN].articles if article.day > year}
    later = {article.day for article in there.columns[COLUMN].articles if article.day > year}
    pairs = [
        (one, other)
        for one in sorted(first)
        for other in sorted(later)
        if (one == other if same else LEAST_DELAY <= (other - one).days <= MOST_DELAY)
    ]
    if same and not pairs and first:
        # No day in common: the copy comes on a day on which only the first site published.
        pairs = [(one, one) for one in sorted(first)]
    return random.choice(pairs) if pairs else None


def _source(site: SampleSite) -> str:
    """The site's own source line, empty where its items of the column have none."""
    return site.office if any(article.source for article in site.columns[COLUMN].articles) else ""


def _article(site: SampleSite, item: Item, day: date, source: str) -> Article:
    return site.article(site.columns[COLUMN], item.title, day, paragraphs(*item.texts), source=source)


def _item(random: Random) -> Item:
    title = _fill(random.choice(_TITLES), random)
    texts = []
    for _ in range(5):
        texts.append("".join(_fill(text, random) for text in random.sample(_SENTENCES, 3)))
    return Item(title, tuple(texts))


def _edited(item: Item, random: Random) -> Item:
    """As an editor takes it over: another title, a line before it, the last paragraph cut, a word changed."""
    opening = _fill("本报讯：{place}近日传来消息，{person}介绍了有关情况。", random)
    kept = [text.replace("看到", "了解到") for text in item.texts[:-1]]
    return Item(f"一线见闻｜{item.title}", (opening, *kept))


def _fill(template: str, random: Random, kind: str = "局") -> str:
    def person() -> str:
        return random.choice(words.SURNAMES) + random.choice(words.GIVEN_NAMES)

    return template.format(
        kind=kind,
        person=person(),
        person2=person(),
        place=random.choice(words.PLACES),
        place2=random.choice(words.PLACES),
        street=random.choice(words.STREETS),
        number=random.randint(21, 990),
        small=random.randint(2, 19),
    )
