"""Notices: told once, one's own only, read by a post."""

from tests.office.making import World
from zhengping.office.notices.models import Notice
from zhengping.office.notices.telling import tell


def test_the_same_thing_is_told_to_a_person_once(world: World) -> None:
    people = [world.users["reporter"], world.users["reviewer"]]
    assert tell(people, "deadline", "self_assessment:1", "自评将于明天截止") == 2
    assert tell(people, "deadline", "self_assessment:1", "自评将于明天截止") == 0


def test_those_who_left_are_told_nothing(world: World) -> None:
    world.users["reporter"].is_active = False
    assert tell([world.users["reporter"]], "deadline", "k", "话") == 0


def test_anothers_notice_is_not_there(world: World) -> None:
    tell([world.users["reporter"]], "deadline", "k", "话")
    notice = Notice.objects.get()
    assert world.client("reviewer").post(f"/notices/{notice.pk}/read").status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None


def test_reading_goes_where_the_notice_leads(world: World) -> None:
    tell([world.users["reporter"]], "deadline", "k", "话", "/notices/")
    answer = world.client("reporter").post(f"/notices/{Notice.objects.get().pk}/read")
    assert answer["Location"] == "/notices/"
    assert Notice.objects.get().read_at is not None


def test_a_notice_leads_nowhere_outside(world: World) -> None:
    tell([world.users["reporter"]], "deadline", "k", "话", "https://elsewhere.example/")
    answer = world.client("reporter").post(f"/notices/{Notice.objects.get().pk}/read")
    assert answer["Location"] == "/notices/"


def test_the_number_of_unread_stands_on_every_page(world: World) -> None:
    tell([world.users["reporter"]], "deadline", "k", "自评将于明天截止")
    client = world.client("reporter")
    assert "自评将于明天截止" in client.get("/notices/").content.decode()
    client.post("/notices/read")
    assert 'ms-1">1<' not in client.get("/").content.decode()
