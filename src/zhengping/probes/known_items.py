"""What is known to be on a site, drawn by seed: articles, documents by their number, service guides."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import zip_longest
from typing import TypeVar

from zhengping.checks.context import Context
from zhengping.checks.document_names import numbers_in
from zhengping.probes.confusions import confusions
from zhengping.probes.core_phrases import LONGEST, SHORTEST, Phrases, telling
from zhengping.probes.variants import ItemKind, KnownItem, Question, prefixes, varied
from zhengping.reading.site import Article, Guide

_SHORTEST_TITLE, _LONGEST_TITLE = 6, 40
"""Characters of a title that one would look for: shorter ones name a column, longer ones run on."""
_LOOKED_AT = 12
"""Candidates looked at for each item wanted, so that a large site costs no more than a small one."""
_NEWER_TEXTS = 4
"""Newer texts that hold a broad word: fewer rows would not show an order."""
_ONE_PAGE = 8
"""Newer texts after which a title still stands on the first page of results, were they in order of time."""
_BROAD_WORDS = 60
"""Words looked at for broad questions, so that a large site costs no more than a small one."""
_MARK = re.compile(r"^[\[【（(][^\]】）)]{1,4}[\]】）)]\s*")
"""A mark before a title, which is none of its words: [图]."""

Found = TypeVar("Found", Article, Guide)


def draw_known_items(context: Context, seed: str, count: int) -> list[KnownItem]:
    """At most `count` items of the site, the same for the same site and seed, guides and documents among them.

    Only what one alone is: no other title of the site is the same, and the words of its core phrase stand in no other.
    Spread over columns and years; items that can be asked for in more ways come first. A site with fewer such items
    gives fewer.
    """
    draws = _Draws(context, seed, count)
    guides, documents, articles = iter(draws.guides()), iter(draws.documents()), iter(draws.articles())
    drawn: dict[str, KnownItem] = {}
    taken = -1
    # Two articles to one guide and one document; what one kind lacks the others make up.
    while taken < len(drawn) < count:
        taken = len(drawn)
        for kind in (guides, documents, articles, articles):
            item = next((item for item in kind if item.url not in drawn), None)
            if item is not None and len(drawn) < count:
                drawn[item.url] = item
    return list(drawn.values())


def draw_plain_questions(context: Context, seed: str, count: int) -> list[KnownItem]:
    """At most `count` items whose title holds an official name for which the edition lists a plain word (通俗说法).

    Each saying once and each item once. A saying that stands in a title of the site is none: it is found by its
    letters. Guides come first, since they are what the plain word asks for.
    """
    phrases = Phrases(context)
    draw = random.Random(f"{seed} plain")
    sayings = sorted(context.plain_words("5.2.1").names.items())
    draw.shuffle(sayings)
    known = [_of_guide(guide) for guide in _sorted(context.site.guides)]
    known += [_of_article(article, "article") for article in _sorted(context.site.articles)]
    drawn: dict[str, KnownItem] = {}
    for saying, names in sayings:
        if len(drawn) >= count:
            break
        if phrases.stands_in_titles(saying):
            continue
        fitting = [(item, name) for item in known for name in names if name in item.title and item.url not in drawn]
        fitting = [pair for pair in fitting if pair[0].kind == "guide"] or fitting
        if fitting:
            item, name = draw.choice(fitting)
            drawn[item.url] = _asked(item, phrases.core(item.title), [Question("plain", saying, name)])
    return list(drawn.values())


def draw_broad_questions(context: Context, seed: str, count: int) -> list[KnownItem]:
    """At most `count` items of which one common word is asked, so that the order of a longer list is seen.

    The word stands in the item's title and in the text of newer articles, but in no title of these: by relevance the
    item comes first, by time the others do. Words whose lists fit on a page come first; each item once.
    """
    dated = [article for article in _sorted(context.site.articles) if article.published is not None]
    titles = [telling(article.title) for article in dated]
    newest: dict[str, int] = {}
    for place, title in enumerate(titles):
        for word in confusions().words:
            if word in title and (word not in newest or _day(dated[newest[word]]) < _day(dated[place])):
                newest[word] = place
    words = sorted(newest)
    random.Random(f"{seed} broad").shuffle(words)
    fitting: list[tuple[bool, str]] = []
    for word in words[:_BROAD_WORDS]:
        day = _day(dated[newest[word]])
        newer = sum(_day(article) > day and word in article.text for article in dated)
        if newer >= _NEWER_TEXTS:
            fitting.append((newer > _ONE_PAGE, word))
    drawn: dict[str, KnownItem] = {}
    for _, word in sorted(fitting, key=lambda pair: pair[0]):
        item = _of_article(dated[newest[word]], "article")
        if len(drawn) < count and item.url not in drawn:
            drawn[item.url] = replace(item, questions=(Question("broad", word),))
    return list(drawn.values())


def _day(article: Article) -> date:
    return article.published or date.min


class _Draws:
    """The candidates of one site, each kind in an order drawn by seed."""

    def __init__(self, context: Context, seed: str, count: int) -> None:
        self._site = context.site
        self._phrases = Phrases(context)
        self._seed = seed
        self._most = _LOOKED_AT * count

    def articles(self) -> list[KnownItem]:
        """Articles with a title and core of their own."""
        shown = Counter(telling(article.title) for article in self._site.articles)

        def made(article: Article) -> KnownItem | None:
            title, core = _title(article.title), self._core(article.title)
            known = shown[telling(article.title)] == 1 and len(telling(title)) >= _SHORTEST_TITLE
            if not known or not core or len(title) > _LONGEST_TITLE:
                return None
            return _asked(_of_article(article, "article"), core, [Question("title", title), *self._varied(core)])

        return self._drawn(_by_column_and_year(self._site.articles), made, "articles")

    def documents(self) -> list[KnownItem]:
        """Articles that bear a document number with its agency's mark, which no other bears."""
        first = {
            article.url: numbers[0]
            for article in self._site.articles
            if (numbers := numbers_in(article.page.document_number)) and numbers[0].agency
        }
        often = Counter(first.values())

        def made(article: Article) -> KnownItem | None:
            if often[first[article.url]] > 1:
                return None
            number, core = "".join(article.page.document_number.split()), self._core(article.title)
            return _asked(_of_article(article, "document"), core, [Question("number", number), *self._varied(core)])

        bearing = [article for article in self._site.articles if article.url in first]
        return self._drawn(_by_column_and_year(bearing), made, "documents")

    def guides(self) -> list[KnownItem]:
        """Service guides with a name of their own."""
        shown = Counter(telling(guide.title) for guide in self._site.guides)

        def made(guide: Guide) -> KnownItem | None:
            name, title = telling(guide.title), _title(guide.title)
            if shown[name] > 1 or not SHORTEST <= len(name) <= _LONGEST_TITLE:
                return None
            core = self._core(guide.title) or name[:LONGEST]
            return _asked(_of_guide(guide), core, [Question("service", title), *self._varied(core)])

        return self._drawn({("", 0): _sorted(self._site.guides)}, made, "guides")

    def _core(self, title: str) -> str:
        """The core phrase, where it stands in this title alone."""
        core = self._phrases.core(title)
        return core if core and self._phrases.stands_in_titles(core) <= 1 else ""

    def _varied(self, core: str) -> Sequence[Question]:
        return varied(core, self._seed, self._phrases) if core else ()

    def _drawn(
        self, groups: dict[tuple[str, int], list[Found]], made: Callable[[Found], KnownItem | None], name: str
    ) -> list[KnownItem]:
        """The items in an order that goes round the groups, one of each at a time; those with more questions first."""
        draw = random.Random(f"{self._seed} {name}")
        order = sorted(groups)
        draw.shuffle(order)
        for group in order:
            draw.shuffle(groups[group])
        turns = zip_longest(*(groups[group] for group in order))
        candidates = [found for turn in turns for found in turn if found is not None]
        items = [item for found in candidates[: self._most] if (item := made(found)) is not None]
        return sorted(items, key=lambda item: -len(item.questions))


def _sorted(found: Sequence[Found]) -> list[Found]:
    return sorted(found, key=lambda one: (one.url, one.title))


def _by_column_and_year(articles: Sequence[Article]) -> dict[tuple[str, int], list[Article]]:
    groups: dict[tuple[str, int], list[Article]] = defaultdict(list)
    for article in _sorted(articles):
        column = article.columns[0].name if article.columns else ""
        groups[column, article.published.year if article.published else 0].append(article)
    return groups


def _title(title: str) -> str:
    """A title as one would type it: without a mark before it."""
    return _MARK.sub("", title.strip()) or title.strip()


def _of_article(article: Article, kind: ItemKind) -> KnownItem:
    column = article.columns[0].name if article.columns else ""
    addresses = tuple(dict.fromkeys((article.url, *sorted(article.copies))))
    return KnownItem(kind, article.title.strip(), article.url, addresses, column=column, day=article.published)


def _of_guide(guide: Guide) -> KnownItem:
    return KnownItem("guide", guide.title.strip(), guide.url, (guide.url,))


def _asked(item: KnownItem, core: str, questions: Sequence[Question]) -> KnownItem:
    """The item with its core phrase, its questions and what one types of it first."""
    return replace(item, core=core, questions=tuple(questions), prefixes=prefixes(core))
