"""The public pages: for anybody, without security detail or personal data, quick, with every correction visible."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from tests.office.publication.conftest import PERSON, SECRET, Ready
from zhengping.errors import InputError
from zhengping.office.publication.correcting import correct
from zhengping.office.publication.models import Correction, Publication

PAGES = ("", "indicators/", "about/", "department/lyj/", "data.json", "content.json", "data.csv", "datapackage.json")


def everything(public: Client, round: int) -> dict[str, str]:
    """All public answers of a round."""
    answers = {page: public.get(f"/public/{round}/{page}") for page in PAGES}
    assert {page: one.status_code for page, one in answers.items() if one.status_code != 200} == {}
    return {page: one.content.decode("utf-8-sig") for page, one in answers.items()}


def test_the_way_to_the_public_pages_stands_where_one_signs_in(ready: Ready, public: Client) -> None:
    ready.published()
    assert 'href="/public/"' in public.get("/accounts/login/").content.decode()
    assert f"/public/{ready.world.round.pk}/" in public.get("/public/").content.decode()


def test_no_detail_of_security_stands_in_any_public_answer(ready: Ready, public: Client) -> None:
    ready.published()
    for page, text in everything(public, ready.world.round.pk).items():
        for secret in (SECRET, "admin/login", "弱口令", "6.1-1"):
            assert secret not in text, (page, secret)
    assert "涉及网站安全，不公开细节" in everything(public, ready.world.round.pk)["department/lyj/"]


def test_no_personal_data_and_no_name_of_an_expert_stands_in_any_public_answer(ready: Ready, public: Client) -> None:
    ready.published()
    assert "13912345678" in PERSON
    for page, text in everything(public, ready.world.round.pk).items():
        assert "13912345678" not in text, page
        assert "expert2" not in text, page
    text = everything(public, ready.world.round.pk)["department/lyj/"]
    assert "139****5678" in text
    assert "专家 专家 说好" in text


def test_the_public_file_has_the_hash_that_was_signed(ready: Ready, public: Client) -> None:
    held = ready.published()
    body = public.get(f"/public/{ready.world.round.pk}/content.json").content
    assert hashlib.sha256(body).hexdigest() == held.sha256
    assert json.loads(body)["ranking"][0]["name"] == "规划局"


def test_a_tampered_content_is_said_on_the_page(ready: Ready, public: Client) -> None:
    held = ready.published()
    held.content["ranking"][0]["total"] = "1.00"
    held.save()
    assert "与公布时的哈希不符" in public.get(f"/public/{ready.world.round.pk}/").content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_an_answer_has_an_etag_and_is_not_sent_twice(
    ready: Ready, public: Client, page: str, django_assert_max_num_queries: Any
) -> None:
    ready.published()
    address = f"/public/{ready.world.round.pk}/{page}"
    first = public.get(address)
    with django_assert_max_num_queries(4):
        again = public.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert public.get(address, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_correction_changes_the_etag(ready: Ready, public: Client) -> None:
    held = ready.published()
    address = f"/public/{ready.world.round.pk}/"
    before = public.get(address)["ETag"]
    ready.said.all(0, "0.75", p1_1_1_1="1")
    correct(held, "lyj", "复核", ready.world.users["staff"])
    assert public.get(address, headers={"If-None-Match": before}).status_code == 200


def test_a_correction_stands_on_the_pages_and_in_the_data_and_the_frozen_content_stays(
    ready: Ready, public: Client
) -> None:
    held = ready.published()
    ready.said.all(1, "1", p1_1_1_1="0.9")
    made = correct(held, "jyj", "专家误评，电话 13912345678", ready.world.users["staff"])
    assert len(made) > 50
    fresh = Publication.objects.get()
    assert (fresh.sha256, fresh.content) == (held.sha256, held.content)
    cache.clear()
    texts = everything(public, ready.world.round.pk)
    assert "13912345678" not in "".join(texts.values())
    for page in ("", "about/", "department/jyj/"):
        text = public.get(f"/public/{ready.world.round.pk}/{page}").content.decode()
        assert "专家误评" in text, page
        assert "评估工作人员" in text, page
    assert "第 2，89.93 分" in texts[""]
    data = json.loads(texts["data.json"])
    line = next(one for one in data["corrections"] if one["code"] == "1.1.1-1")
    assert (line["before"]["value"], line["after"]["value"]) == ("0.5", "0.9")
    rows = {row["department_code"]: row for row in csv.DictReader(io.StringIO(texts["data.csv"]))}
    assert (rows["jyj"]["rank"], rows["jyj"]["rank_corrected"]) == ("3", "2")
    assert (rows["lyj"]["rank"], rows["lyj"]["rank_corrected"]) == ("2", "3")


def test_the_same_correction_is_not_made_twice(ready: Ready) -> None:
    held = ready.published()
    ready.said.all(1, "0.6")
    correct(held, "jyj", "复核", ready.world.users["staff"])
    with pytest.raises(InputError, match="相同"):
        correct(held, "jyj", "复核", ready.world.users["staff"])
    number = Correction.objects.count()
    ready.said.all(1, "0.7")
    correct(held, "jyj", "再次复核", ready.world.users["staff"])
    last = Correction.objects.filter(point="1.1.1-1").last()
    assert last is not None
    assert (last.before["value"], last.after["value"]) == ("0.6", "0.7")
    assert Correction.objects.count() == number * 2


def test_a_security_point_is_corrected_by_its_indicators_score_only(ready: Ready, public: Client) -> None:
    held = ready.published()
    ready.said.all(0, "0.75", p6_1_1="0")
    made = correct(held, "lyj", "复核", ready.world.users["staff"])
    assert [one.point for one in made] == ["6.1"]


def test_a_correction_needs_a_reason(ready: Ready) -> None:
    held = ready.published()
    ready.said.all(1, "0.6")
    page = ready.world.client("staff").post(f"/publication/of/{held.pk}/corrections/jyj/", {"reason": " "})
    assert page.status_code == 422
    assert "请写明更正的理由" in page.content.decode()


def test_what_is_not_published_is_hidden(ready: Ready, public: Client) -> None:
    ready.frozen()
    for page in PAGES:
        assert public.get(f"/public/{ready.world.round.pk}/{page}").status_code == 404, page
    assert "林业局" not in public.get("/public/").content.decode()


def test_no_public_page_has_a_script(ready: Ready, public: Client) -> None:
    ready.published()
    for page in PAGES[:4]:
        assert "<script" not in public.get(f"/public/{ready.world.round.pk}/{page}").content.decode(), page


def test_every_field_of_the_csv_is_described(ready: Ready, public: Client) -> None:
    ready.published()
    texts = everything(public, ready.world.round.pk)
    described = json.loads(texts["datapackage.json"])["resources"][0]["schema"]["fields"]
    assert [one["name"] for one in described] == texts["data.csv"].splitlines()[0].split(",")
    assert "政府信息公开条例" in texts["about/"]
