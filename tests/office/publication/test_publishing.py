"""Results are confirmed, frozen with a hash, signed by two people, published; what is wrong is refused in words."""

from __future__ import annotations

from typing import Any

import pytest

from tests.office.publication.conftest import Ready
from zhengping.errors import InputError
from zhengping.office.appeals.models import Appeal
from zhengping.office.core import clock
from zhengping.office.core.models import AuditEntry
from zhengping.office.publication.canonical import canonical, sha256_of
from zhengping.office.publication.confirming import confirm, lines_of
from zhengping.office.publication.freezing import discard, freeze, is_intact, sign
from zhengping.office.publication.models import Publication
from zhengping.office.rounds.models import Phase


def test_the_hash_verifies_and_a_changed_content_breaks_it(ready: Ready) -> None:
    held = ready.frozen()
    held.refresh_from_db()
    assert is_intact(held)
    held.content["ranking"][0]["total"] = "99.99"
    held.save()
    held.refresh_from_db()
    assert not is_intact(held)
    with pytest.raises(InputError, match="与冻结时的哈希不符"):
        sign(held, held.sha256, ready.world.users["staff"])


def test_the_canonical_form_does_not_depend_on_the_order_of_names() -> None:
    assert canonical({"乙": 1, "甲": [True, "x"]}) == canonical({"甲": [True, "x"], "乙": 1})
    assert sha256_of({"a": "1"}) != sha256_of({"a": 1})


def test_two_different_people_sign(ready: Ready) -> None:
    held = ready.frozen()
    assert sign(held, held.sha256, ready.world.users["staff"]).state == "signed"
    with pytest.raises(InputError, match="另一位"):
        sign(held, held.sha256, ready.world.users["staff"])
    assert Publication.objects.get().state == "signed"
    done = sign(held, held.sha256, ready.world.users["admin"])
    assert (done.state, done.first_by, done.second_by) == (
        "published",
        ready.world.users["staff"],
        ready.world.users["admin"],
    )
    ready.world.round.refresh_from_db()
    assert ready.world.round.phase == Phase.PUBLICATION


def test_a_signature_sent_twice_counts_once(ready: Ready) -> None:
    held = ready.published()
    sign(held, held.sha256, ready.world.users["admin"])
    assert AuditEntry.objects.filter(action="publication.published").count() == 1


def test_nothing_is_frozen_before_all_are_confirmed(ready: Ready) -> None:
    with pytest.raises(InputError, match="没有确认"):
        freeze(ready.world.round, ready.world.users["staff"])


def test_a_result_that_changed_after_it_was_confirmed_is_confirmed_anew(ready: Ready) -> None:
    ready.confirm_all()
    ready.said.all(0, "0.8")
    assert [one.state for one in lines_of(ready.world.round)].count("changed") == 1
    with pytest.raises(InputError, match="林业局"):
        freeze(ready.world.round, ready.world.users["staff"])


def test_a_result_that_changed_after_the_page_was_opened_is_not_confirmed(ready: Ready) -> None:
    line = next(one for one in lines_of(ready.world.round) if one.participation == ready.world.participations[0])
    ready.said.all(0, "0.8")
    with pytest.raises(InputError, match="有变化"):
        confirm(line.participation, line.fingerprint, ready.world.users["staff"])


def test_an_open_appeal_holds_everything_up(ready: Ready) -> None:
    ready.confirm_all()
    Appeal.objects.create(
        participation=ready.world.participations[0],
        point="1.1.1-1",
        reason="理由",
        filed_by=ready.world.users["reporter"],
        filed_at=clock.now(),
        due=clock.today(),
    )
    with pytest.raises(InputError, match="申诉没有答复"):
        freeze(ready.world.round, ready.world.users["admin"], "理由")


def leave_pending(ready: Ready) -> None:
    del ready.said.values[ready.world.participations[0].pk]["1.1.1-1"]
    from zhengping.office.results.settling import settle

    settle(ready.world.participations[0], None)
    ready.confirm_all()


def test_with_pending_points_only_the_administrator_freezes_with_a_reason(ready: Ready, public: Any) -> None:
    leave_pending(ready)
    for who, reason in (("staff", "理由"), ("admin", " ")):
        with pytest.raises(InputError, match="1 个采分点待定"):
            freeze(ready.world.round, ready.world.users[who], reason)
    held = freeze(ready.world.round, ready.world.users["admin"], "专家生病，按期公布")
    sign(held, held.sha256, ready.world.users["admin"])
    sign(held, held.sha256, ready.world.users["staff"])
    assert "专家生病，按期公布" in public.get(f"/public/{ready.world.round.pk}/").content.decode()


def test_what_changed_after_the_freeze_is_not_signed(ready: Ready) -> None:
    held = ready.frozen()
    ready.said.all(0, "0.8")
    with pytest.raises(InputError, match="林业局"):
        sign(held, held.sha256, ready.world.users["staff"])


def test_what_is_frozen_is_discarded_with_a_reason_and_frozen_anew(ready: Ready) -> None:
    held = ready.frozen()
    with pytest.raises(InputError, match="理由"):
        discard(held, " ", ready.world.users["staff"])
    assert discard(held, "数据有误", ready.world.users["staff"])
    assert freeze(ready.world.round, ready.world.users["staff"]).pk != held.pk


def test_what_is_published_is_not_discarded(ready: Ready) -> None:
    held = ready.published()
    with pytest.raises(InputError, match="更正"):
        discard(held, "数据有误", ready.world.users["admin"])


@pytest.mark.parametrize("phase", [one for one in Phase if one not in (Phase.CONFIRMATION, Phase.PUBLICATION)])
def test_nothing_is_confirmed_or_frozen_before_its_phase(ready: Ready, phase: Phase) -> None:
    ready.world.phase(phase)
    with pytest.raises(InputError, match="确认"):
        ready.confirm_all()
    with pytest.raises(InputError, match="确认"):
        freeze(ready.world.round, ready.world.users["admin"], "理由")


@pytest.mark.parametrize("who", ["reporter", "reviewer", "expert", "chief", "observer", "auditor"])
def test_only_the_office_confirms_freezes_and_signs(ready: Ready, who: str) -> None:
    held = ready.frozen()
    client = ready.world.client(who)
    one = ready.world.participations[0].pk
    for address in (
        f"/publication/confirm/{one}/",
        f"/publication/{ready.world.round.pk}/freeze/",
        f"/publication/{ready.world.round.pk}/confirm/",
        f"/publication/of/{held.pk}/sign/",
        f"/publication/of/{held.pk}/discard/",
        f"/publication/of/{held.pk}/corrections/lyj/",
    ):
        assert client.post(address, {"seen": held.sha256, "reason": "x"}).status_code in (403, 404), address
    assert Publication.objects.get().state == "frozen"


def test_the_whole_way_through_the_pages(ready: Ready, public: Any) -> None:
    round = ready.world.round.pk
    staff, admin = ready.world.client("staff"), ready.world.client("admin")
    page = staff.get(f"/publication/{round}/")
    seen = [f"{one.participation.pk}:{one.fingerprint}" for one in page.context["lines"]]
    assert staff.post(f"/publication/{round}/confirm/", {"seen": seen}).status_code == 302
    assert staff.post(f"/publication/{round}/freeze/").status_code == 302
    held = Publication.objects.get()
    assert public.get(f"/public/{round}/").status_code == 404
    assert staff.get(f"/publication/of/{held.pk}/preview/").status_code == 200
    for client in (staff, admin):
        assert client.post(f"/publication/of/{held.pk}/sign/", {"seen": held.sha256}).status_code == 302
    assert "林业局" in public.get(f"/public/{round}/").content.decode()


def test_pages_take_few_queries(ready: Ready, django_assert_max_num_queries: Any) -> None:
    held = ready.published()
    client = ready.world.client("auditor")
    for page in ("/publication/", f"/publication/{ready.world.round.pk}/", f"/publication/of/{held.pk}/corrections/"):
        with django_assert_max_num_queries(26):
            assert client.get(page).status_code == 200
