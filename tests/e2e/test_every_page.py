"""Every page of the office, at both widths: no axe violation, no script error, one heading, a title, not too wide.

The pages are those of the table of all addresses, so a new page is looked at without being named here.
"""

from __future__ import annotations

from collections import defaultdict

import pytest
from django.test import Client
from playwright.sync_api import Page

from tests.e2e.people import People
from tests.office.browsing import NARROW, WIDE, faults_of
from tests.office.making import World
from tests.office.test_every_address import CHECKED, LINES, PATTERNS, Office
from zhengping.office.core.roles import Role
from zhengping.office.rounds.models import Phase, Round

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
WHO = (Role.STAFF, Role.ADMIN, Role.REPORTER, Role.REVIEWER, Role.EXPERT, Role.CHIEF, Role.AUDITOR)
"""Who looks: the first of these who may; at the home page all."""
NO_PAGE = {
    "evidence_frame": "an archived page as its site made it",
    "evidence_page": "needs an archive: tests/office/evidence/test_browser.py",
    "evidence_shot": "a picture",
    "evidence_file": "a file",
    "socialaccount_login_cancelled": "only after an outside sign-in",
}
"""Addresses that give a whole page which is none of the office; parts of pages and files are known by themselves."""
FOR_ALL = ("home", "round", "results")
"""What differs most by role: looked at as every role."""


def by_section() -> dict[str, list[str]]:
    """The addresses that can be read, by application, so that a failure says where."""
    found = defaultdict(list)
    for name in CHECKED:
        if LINES[name].reads and name not in NO_PAGE:
            parts = getattr(PATTERNS[name].callback, "__module__", "").split(".")
            found[parts[2] if parts[:2] == ["zhengping", "office"] else "accounts"].append(name)
    return found


SECTIONS = by_section()


@pytest.mark.parametrize("section", sorted(SECTIONS))
def test_every_page_is_fit_for_use(people: People, section: str) -> None:
    office = Office()
    faults: dict[str, list[str]] = {}
    looked = 0
    for name in SECTIONS[section]:
        for role in [one for one in WHO if one in LINES[name].reads][: None if name in FOR_ALL else 1]:
            if address := _page_of(office, name, role):
                looked += 1
                for size in (WIDE, NARROW):
                    if found := _faults(people, role.value, address, size):
                        faults[f"{name} {role} {size['width']}"] = found
    if section == "publication":
        faults |= _as_stranger(people, office)
    assert faults == {}
    assert looked


def _page_of(office: Office, name: str, role: Role) -> str:
    """The address, where it gives this person a page in some phase (the round is left in it); else empty."""
    world: World = office.world
    client, address = world.client(role.value), office.url(name)
    for phase in [Phase.SELF_ASSESSMENT, Phase.FEEDBACK, *Phase]:
        Round.objects.filter(pk=world.round.pk).update(phase=phase)
        answer = client.get(address)
        kind = answer.get("Content-Type", "")
        if answer.status_code == 200 and kind.startswith("text/html") and answer.content.startswith(b"<!doctype"):
            return address
        if answer.status_code in (200, 405):
            return ""
    return ""


def _faults(people: People, who: str, address: str, size: dict[str, int]) -> list[str]:
    page = people.as_(who)
    page.set_viewport_size(size)  # type: ignore[arg-type]
    return _look(people, page, address)


def _look(people: People, page: Page, address: str) -> list[str]:
    """What is wrong with a page as it now stands before this person."""
    people.errors.clear()
    answer = page.goto(address)
    page.wait_for_load_state()
    found = faults_of(page) + people.errors
    people.errors.clear()
    if answer is None or answer.status != 200:
        found.append(f"status {answer and answer.status}")
    if (heads := page.locator("h1").count()) != 1:
        found.append(f"{heads} headings of the first level")
    if page.title().strip(" ·") in ("", "政评"):
        found.append(f"title {page.title()!r}")
    return found


def _as_stranger(people: People, office: Office) -> dict[str, list[str]]:
    """The public pages as anybody sees them."""
    found = {}
    pages = [
        office.url(name)
        for name in SECTIONS["publication"]
        if None in LINES[name].reads and Client().get(office.url(name)).get("Content-Type", "").startswith("text/html")
    ]
    for size in (WIDE, NARROW):
        page = people.stranger(size)
        for address in pages:
            if faults := _look(people, page, address):
                found[f"{address} {size['width']}"] = faults
    return found
