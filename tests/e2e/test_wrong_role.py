"""A value changed by the wrong role is refused at the page, at the form and at the API, and nothing changes."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import APIResponse, Page, expect

from tests.e2e.people import People
from tests.office.making import MOMENT, World, make_world
from zhengping.office.accounts.tokens import make_token
from zhengping.office.review.models import Arbitration, Assignment, ExpertScore
from zhengping.office.rounds.models import Phase

pytestmark = pytest.mark.django_db(transaction=True)
REFUSED = "您的角色不能使用这一功能"
OTHERS = ("reporter", "reviewer", "staff", "admin", "observer", "auditor")
"""Who must not give an expert's value, however high his rank."""


@pytest.fixture
def world(people: People) -> World:
    made = make_world()
    made.phase(Phase.REVIEW)
    return made


@pytest.fixture
def task(world: World) -> Assignment:
    return Assignment.objects.create(
        participation=world.participations[0], point="1.1.1-1", expert=world.users["expert"], made_at=MOMENT
    )


def post(page: Page, address: str, **form: str) -> APIResponse:
    """Sends a form from this person's window, with a good token against forgery, as somebody at his tools would."""
    page.goto("/")
    token = page.locator("[name=csrfmiddlewaretoken]").first.input_value()
    return page.context.request.post(
        address, form={"csrfmiddlewaretoken": token, **form}, headers={"Referer": page.url}, max_redirects=0
    )


def test_the_page_of_a_value_is_refused_to_another_role(people: People, task: Assignment) -> None:
    address = reverse("review_score", args=[task.pk])
    for who in OTHERS:
        page = people.as_(who)
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 403, who
        expect(page.locator("main")).to_contain_text(REFUSED)
        assert page.locator("#value").count() == 0
    # Another expert's task is not even there.
    answer = people.as_("expert2").goto(address)
    assert answer is not None
    assert answer.status == 404


def test_the_form_of_a_value_is_refused_to_another_role(people: People, world: World, task: Assignment) -> None:
    for who in OTHERS:
        address = reverse("review_score", args=[task.pk])
        answer = post(people.as_(who), address, value="1", comment="", seen="0")
        assert (answer.status, REFUSED in answer.text()) == (403, True), who
    world.phase(Phase.ARBITRATION)
    for who in (*OTHERS, "expert"):
        address = reverse("review_arbitration", args=[task.participation_id, task.point])
        assert post(people.as_(who), address, value="1", reason="应得", seen="0").status == 403, who
    assert not ExpertScore.objects.exists()
    assert not Arbitration.objects.exists()
    own = reverse("review_score", args=[task.pk])
    world.phase(Phase.REVIEW)
    assert post(people.as_("expert"), own, value="1", comment="", seen="0").status == 302
    assert ExpertScore.objects.count() == 1


def test_a_value_sent_to_the_api_is_refused_to_another_role(people: People, world: World, task: Assignment) -> None:
    def put(who: str) -> APIResponse:
        """By the session of his window, as a script in a page would."""
        page = people.as_(who)
        page.goto("/")
        token = page.locator("[name=csrfmiddlewaretoken]").first.input_value()
        headers = {"X-CSRFToken": token, "Referer": page.url}
        return page.context.request.put(address, data={"value": "1", "seen": 0}, headers=headers)

    address = f"/api/v1/review/tasks/{task.pk}"
    for who in OTHERS:
        assert put(who).status == 403, who
    assert put("expert2").status == 404
    reading = make_token(world.users["expert"], "试", ["review:read"], days=1).text
    request = people.stranger().context.request
    given = request.put(address, data={"value": "1", "seen": 0}, headers={"Authorization": f"Bearer {reading}"})
    assert given.status == 403
    assert not ExpertScore.objects.exists()
    assert put("expert").status == 200
