"""Which pages are tried for which form: forms that the crawl read, columns and entrances that the checks know."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from zhengping.checks.activities import held
from zhengping.checks.consultation import consultation_columns, mailbox_pages
from zhengping.checks.context import Context
from zhengping.checks.entries import Entrance, column_pages, entrance_pages, entrances_named, forms_for
from zhengping.checks.power_list import list_columns
from zhengping.checks.surveys import survey_columns
from zhengping.checks.tools import has_any, named_columns
from zhengping.probes.form_fields import SeenForm
from zhengping.reading.facts import Page
from zhengping.reading.site import Activity, Column

MOST_PLACES = 5
"""Pages tried for one function, until a form opens."""
_LONGEST_BUTTON = 14


@dataclass(frozen=True)
class FormPlace:
    """A page to open: its address, the words that lead there; `promised`: the crawl read such a form in its HTML."""

    url: str
    label: str
    promised: bool = False


@dataclass(frozen=True)
class FormTarget:
    """A function to try: the point's code, which part of it, where, by which words to go on from there.

    `takes` tells whether a form that is seen is the one that is looked for; `not_follow`: words of other entrances.
    """

    purpose: str
    part: str
    places: tuple[FormPlace, ...]
    follow: tuple[str, ...]
    takes: Callable[[SeenForm], bool]
    not_follow: tuple[str, ...] = ()


def form_targets(context: Context) -> list[FormTarget]:
    """All functions by form that the site may have, in the table's order; those without any place are left out."""
    makers = (_feedback, _request, _application, _letter, _letter_query, _opinion, _question)
    return [target for make in makers if (target := make(context)).places]


def _feedback(context: Context) -> FormTarget:
    """1.2.2-4: on the list's own pages or by a link of their own; the mailbox of all pages does not count."""
    words = context.words("1.2.2", "feedback")
    pages = [page for column in list_columns(context) for page in column.pages]
    everywhere = {form.action for form in (context.site.home.forms if context.site.home else ()) if form.action}
    with_form = [
        page
        for page, form in forms_for(pages, "mailbox", "opinion", "comment")
        if not form.action or form.action not in everywhere
    ]
    home = {link.url for link in context.site.home.links} if context.site.home else set()
    links = [
        FormPlace(link.url, link.label)
        for page in pages
        for link in page.links
        if link.region not in ("nav", "footer", "breadcrumb")
        and has_any(link.label, words)
        and len(link.label) <= _LONGEST_BUTTON
        and link.url not in home
    ]
    drawn = [FormPlace(page.url, page.title_tag) for page in pages if page.scripted]
    return FormTarget("1.2.2-4", "submit", _few([*_promised(with_form), *links, *drawn]), words, _is_written)


def _request(context: Context) -> FormTarget:
    """1.3.2-2: the application for information."""
    words, unwanted = context.words("1.3.2", "apply"), context.words("1.3.2", "apply_not")
    pages = [page for _, page in sorted({**context.site.other_pages, **context.site.pages}.items())]
    columns = context.site.columns_for("1.3.2")
    own = {page.url for column in columns for page in column.pages}
    with_form = [page for page, _ in forms_for(pages, "application")]
    entrances = entrances_named(context, words, without=unwanted, pages=[p for c in columns for p in c.pages])
    named = named_columns(columns, words, without=unwanted)
    places = [
        *_promised(sorted(with_form, key=lambda page: page.url not in own)),
        *_by_entrance(entrances),
        *_by_column([*named, *columns]),
    ]
    return FormTarget("1.3.2-2", "submit", _few(places), words, _is_application, unwanted)


def _application(context: Context) -> FormTarget:
    """3.1.3-1: applying or booking online; what belongs to the application for information is left out."""
    columns = [
        column
        for column in context.site.columns_for("3.1.3")
        if "1.3.2" not in column.indicators and not any("申请公开" in name for name in column.path)
    ]
    requests = {page.url for column in context.site.columns_for("1.3.2") for page in column.pages}
    words, unwanted = context.words("3.1.3", "entrance"), context.words("3.1.3", "no_entrance")
    entrances = [
        entrance
        for entrance in entrances_named(context, words, without=unwanted)
        if entrance.page.url not in requests and entrance.url not in requests
    ]
    pages = column_pages(columns)
    with_form = [page for page, _ in forms_for(pages, "application", "other", "mailbox", "opinion")]
    help_words = context.words("3.1.3", "help")
    columns = [column for column in columns if not has_any(column.name, help_words)]
    places = [*_promised(with_form), *_by_column(columns), *_by_entrance(entrances)]
    follow = tuple(dict.fromkeys((*context.words("3.1.3", "buttons"), *words)))
    return FormTarget("3.1.3-1", "submit", _few(places), follow, _is_any_application, (*unwanted, *help_words))


def _letter(context: Context) -> FormTarget:
    """4.1-2: the form to write a letter."""
    columns = consultation_columns(context)
    pages = column_pages(deeper for column in columns for deeper in column.walk())
    pages += [page for url, page in sorted(context.site.other_pages.items()) if context.site.foreign_pages.get(url)]
    words = context.words("4.1", "submit")
    generic = context.words("4.1", "generic_columns")
    places = [
        *_promised(mailbox_pages(context, pages)),
        *_by_entrance(entrances_named(context, words)),
        *_by_column(sorted(columns, key=lambda column: column.name in generic)),
    ]
    unwanted = (*context.words("4.1", "query"), *context.words("4.1", "public"), *context.words("4.1", "no_entrance"))
    return FormTarget("4.1-2", "submit", _few(places), words, _is_letter, unwanted)


def _letter_query(context: Context) -> FormTarget:
    """4.1-2: the query of a letter by its number."""
    columns = consultation_columns(context)
    pages = [*column_pages(deeper for column in columns for deeper in column.walk()), *entrance_pages(context)]
    words, unwanted = context.words("4.1", "query"), context.words("4.1", "no_query")
    places = [
        *_promised(page for page, _ in forms_for(pages, "letter-query")),
        *_by_entrance(entrances_named(context, words, without=unwanted)),
    ]
    return FormTarget("4.1-2", "query", _few(places), words, lambda form: _queries(form, words), unwanted)


def _opinion(context: Context) -> FormTarget:
    """4.2-2: a form for opinions or a questionnaire; the newest activities first, for old ones are closed."""
    seen = held(context, "4.2", context.site.surveys)
    real = [activity for activity in context.site.surveys if not activity.excluded]
    columns = survey_columns(context)
    pages = _newest([*seen.counted, *seen.undated, *real])
    everything = [*pages, *column_pages(columns)]
    asked = {page.url for page in pages}
    with_form = [page for page, _ in forms_for(everything, "opinion", "survey")]
    with_form += [page for page, _ in forms_for(everything, "mailbox", "comment", "other") if page.url in asked]
    words = context.words("4.2", "submit")
    hosts = context.words("4.2", "hosts")
    outside = [
        FormPlace(link.url, link.label) for page in everything for link in page.links if has_any(link.url, hosts)
    ]
    entrances = entrances_named(context, words, pages=everything)
    drawn = [FormPlace(page.url, page.heading or page.title_tag) for page in pages]
    places = [*_promised(with_form), *outside, *_by_entrance(entrances), *drawn]
    return FormTarget("4.2-2", "submit", _few(places), words, _is_opinion, context.words("4.2", "result"))


def _question(context: Context) -> FormTarget:
    """4.3-2: the form to ask a question of an interview."""
    words = context.words("4.3", "question")
    real = [activity for activity in context.site.interviews if not activity.excluded]
    columns = context.site.columns_for("4.3")
    newest = _newest(real)
    pages = [*newest, *column_pages(columns)]
    with_form = [
        page for page, form in forms_for(pages, "opinion", "comment", "mailbox", "other") if has_any(form.text, words)
    ]
    entrances = entrances_named(context, words, pages=pages)
    drawn = [FormPlace(page.url, page.heading or page.title_tag) for page in newest]
    places = [*_promised(with_form), *_by_entrance(entrances), *drawn]
    return FormTarget("4.3-2", "submit", _few(places), words, lambda form: _asks(form, words))


# --- which form is the one ---------------------------------------------------------------------------------


def _is_written(form: SeenForm) -> bool:
    return form.purpose in ("mailbox", "opinion", "comment") or (form.purpose == "other" and bool(form.areas))


def _is_application(form: SeenForm) -> bool:
    return form.purpose == "application" or (_is_written(form) and len(form.texts) >= 3)


def _is_any_application(form: SeenForm) -> bool:
    asks = form.purpose in ("application", "mailbox", "opinion", "other", "survey")
    return asks and not form.has("password") and len(form.texts) >= 1 and len(form.texts) + len(form.choices) >= 3


def _is_letter(form: SeenForm) -> bool:
    return form.purpose == "mailbox" or (_is_written(form) and len(form.texts) >= 2)


def _queries(form: SeenForm, words: tuple[str, ...]) -> bool:
    """A query of letters by its fields, or by its words where it asks for a password besides the number."""
    if form.purpose == "letter-query":
        return bool(form.texts)
    named = form.text + "".join(button.label for button in form.buttons) + "".join(each.label for each in form.fields)
    return form.purpose in ("login", "other", "data-query") and len(form.texts) == 1 and bool(has_any(named, words))


def _is_opinion(form: SeenForm) -> bool:
    return form.purpose in ("opinion", "survey") or _is_written(form)


def _asks(form: SeenForm, words: tuple[str, ...]) -> bool:
    said = form.text + "".join(button.label for button in form.buttons) + "".join(each.label for each in form.fields)
    return bool(form.texts) and _is_written(form) and bool(has_any(said, words) or form.areas)


# --- places ------------------------------------------------------------------------------------------------


def _promised(pages: Iterable[Page]) -> list[FormPlace]:
    return [FormPlace(page.url, page.title_tag or page.heading, promised=True) for page in pages]


def _by_entrance(entrances: Iterable[Entrance]) -> list[FormPlace]:
    """Entrances with an address; one that only a script opens is pressed on the page that shows it."""
    return [FormPlace(entrance.url or entrance.page.url, entrance.label) for entrance in entrances]


def _by_column(columns: Iterable[Column]) -> list[FormPlace]:
    return [FormPlace(column.url, column.name) for column in columns if column.url]


def _newest(activities: Iterable[Activity]) -> list[Page]:
    known = [activity for activity in activities if activity.page is not None]
    known.sort(key=lambda activity: (activity.day is not None, activity.day and activity.day.toordinal(), activity.url))
    pages = {activity.page.url: activity.page for activity in reversed(known) if activity.page is not None}
    return list(pages.values())


def _few(places: Iterable[FormPlace]) -> tuple[FormPlace, ...]:
    """Each address once, in order; a place that promises a form stays the one that promises it."""
    found: dict[str, FormPlace] = {}
    for place in places:
        if place.url.startswith("http"):
            found.setdefault(place.url.partition("#")[0], place)
    return tuple(found.values())
