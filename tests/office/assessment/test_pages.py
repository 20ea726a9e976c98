"""Every page opens for whom it is meant, in a bounded number of queries."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from tests.office.assessment.acting import hand_in, save, upload, url
from tests.office.making import World
from tests.reading.files.making import pdf
from zhengping.office.assessment.models import Proof
from zhengping.office.collection.models import PointFinding, SiteRun
from zhengping.office.core import clock

Counter = Callable[..., AbstractContextManager[Any]]
PAGES = ["", "indicator/1.1.1/", "indicator/2.2/", "proofs/", "declarations/", "applications/", "report/", "check/"]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", ["reporter", "reviewer"])
def test_a_departments_pages_open_in_few_queries(
    begun: World, page: str, who: str, django_assert_max_num_queries: Counter
) -> None:
    save(begun)
    upload(begun, "通知.pdf", pdf(["通知"]))
    client = begun.client(who)
    with django_assert_max_num_queries(24):
        answer = client.get(url(begun, page))
    assert answer.status_code == 200


def test_the_menu_leads_a_department_to_its_newest_round(begun: World) -> None:
    assert begun.client("reporter").get("/assessment/")["Location"] == url(begun)
    assert begun.client("staff").get("/assessment/")["Location"] == f"/assessment/round/{begun.round.pk}/"


def test_the_machines_finding_stands_beside_the_point_where_the_round_shows_it(begun: World) -> None:
    run = SiteRun.objects.create(participation=begun.participations[0], current=True, asked_at=clock.now())
    PointFinding.objects.create(run=run, point="1.1.1-1", state="judged", value="1", finding="栏目在首页第三屏")
    page = url(begun, "indicator/1.1.1/")
    assert "栏目在首页第三屏" in begun.client("reporter").get(page).content.decode()
    begun.round.show_findings = False
    begun.round.save()
    assert "栏目在首页第三屏" not in begun.client("reporter").get(page).content.decode()


def test_the_offices_pages_open_in_few_queries(begun: World, django_assert_max_num_queries: Counter) -> None:
    save(begun)
    upload(begun, "通知.pdf", pdf(["通知"]), rest="point/1.1.1-1/proofs/")
    begun.client("reporter").post(
        url(begun, "applications/"), {"kind": "award", "title": "表彰", "proofs": [Proof.objects.get().pk]}
    )
    hand_in(begun)
    client = begun.client("staff")
    number = begun.round.pk
    for page in (f"/assessment/round/{number}/", url(begun, "submitted/"), f"/assessment/round/{number}/applications/"):
        with django_assert_max_num_queries(26):
            answer = client.get(page)
        assert answer.status_code == 200, page
        assert "林业局" in answer.content.decode()


def test_without_htmx_the_forms_still_save(begun: World) -> None:
    client = begun.client("reporter")
    page = url(begun, "point/1.1.1-1/save/")
    answer = client.post(page, {"value": "0.5", "explanation": "有", "addresses": "", "version": "0"})
    assert answer["Location"] == url(begun, "indicator/1.1.1/")
    refused = client.post(page, {"value": "2", "explanation": "我写了很久", "addresses": "", "version": "1"})
    assert refused.status_code == 422
    assert "我写了很久" in refused.content.decode()
