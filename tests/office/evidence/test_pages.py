"""Who sees which evidence, what is recorded, and what the pages hold."""

from __future__ import annotations

import pytest

from tests.office.archives import archive, make_finding, make_run, png, record_of
from tests.office.making import World
from zhengping.office.collection.models import PointFinding
from zhengping.office.core.models import AuditEntry
from zhengping.office.rounds.models import Phase

URL = "http://lyj.example.gov.cn/jg/"
FILE = "http://lyj.example.gov.cn/a.pdf"


@pytest.fixture
def finding(world: World) -> PointFinding:
    run = make_run(
        world.participations[0],
        {
            URL: ("text/html; charset=utf-8", "<h1>机构职能</h1><p>手机13877112345</p><script>evil()</script>"),
            FILE: ("application/pdf", b"%PDF-1.4 x"),
        },
        {"001-form.png": png()},
    )
    return make_finding(
        run,
        "1.1.1-1",
        [
            {"url": URL, "quote": "机构职能", "record": "", "shot": "001-form.png"},
            {"url": FILE, "quote": "", "record": ""},
            {"url": "http://lyj.example.gov.cn/none", "quote": "无", "record": "", "shot": "../../x.png"},
        ],
    )


def test_the_page_says_where_when_and_which_hash(world: World, finding: PointFinding) -> None:
    text = world.client("staff").get(f"/evidence/{finding.pk}/0/").content.decode()
    for words in ("机构职能", URL, "2025-11-30 10:03:04", "urn:uuid:", "SHA-256", 'rel="noreferrer noopener"'):
        assert words in text
    assert 'sandbox=""' in text


def test_the_frame_has_its_own_policy_and_nothing_that_runs(world: World, finding: PointFinding) -> None:
    answer = world.client("staff").get(f"/evidence/{finding.pk}/0/frame")
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    text = answer.content.decode()
    assert '<mark id="zhengping-quote">机构职能</mark>' in text
    assert "evil" not in text
    assert "13877112345" not in text


def test_a_screenshot_is_plain_png_and_a_name_with_a_path_is_refused(world: World, finding: PointFinding) -> None:
    client = world.client("staff")
    assert client.get(f"/evidence/{finding.pk}/0/shot.png").content.startswith(b"\x89PNG")
    assert client.get(f"/evidence/{finding.pk}/2/shot.png").status_code == 404


def test_a_file_is_a_download(world: World, finding: PointFinding) -> None:
    answer = world.client("staff").get(f"/evidence/{finding.pk}/1/file")
    assert answer.content == b"%PDF-1.4 x"
    assert answer["Content-Disposition"].startswith("attachment")


def test_what_the_archive_does_not_hold_is_told(world: World, finding: PointFinding) -> None:
    assert "档案中没有这一网页的内容" in world.client("staff").get(f"/evidence/{finding.pk}/2/").content.decode()
    assert world.client("staff").get(f"/evidence/{finding.pk}/9/").status_code == 404


@pytest.mark.parametrize("address", ["", "frame", "shot.png", "file"])
@pytest.mark.parametrize(
    ("who", "status"),
    [
        *(("staff", 200), ("admin", 200), ("auditor", 200), ("reporter", 200), ("reviewer", 200)),
        *(("other_reporter", 404), ("expert", 404), ("chief", 200), ("observer", 403)),
    ],
)
def test_who_sees_it(world: World, finding: PointFinding, who: str, status: int, address: str) -> None:
    assert world.client(who).get(f"/evidence/{finding.pk}/0/{address}").status_code == status


def test_a_department_sees_findings_before_the_feedback_only_where_the_round_shows_them(
    world: World, finding: PointFinding
) -> None:
    world.round.show_findings = False
    world.round.save()
    world.phase(Phase.SELF_ASSESSMENT)
    assert world.client("reporter").get(f"/evidence/{finding.pk}/0/").status_code == 404
    world.phase(Phase.FEEDBACK)
    assert world.client("reporter").get(f"/evidence/{finding.pk}/0/").status_code == 200


def test_every_view_of_others_evidence_is_recorded_and_ones_own_is_not(world: World, finding: PointFinding) -> None:
    for who in ("staff", "reporter"):
        client = world.client(who)
        for address in ("frame", "shot.png", "file"):
            client.get(f"/evidence/{finding.pk}/0/{address}")
    entries = AuditEntry.objects.filter(action="evidence.viewed")
    assert [(one.actor, one.detail["what"]) for one in entries] == [
        (world.users["staff"], "frame"),
        (world.users["staff"], "shot"),
        (world.users["staff"], "file"),
    ]
    assert entries[0].department_number == world.departments[0].pk


def test_a_run_whose_archive_is_gone_still_shows_the_quotation(world: World, finding: PointFinding) -> None:
    finding.run.folder = "runs/none"
    finding.run.save()
    answer = world.client("staff").get(f"/evidence/{finding.pk}/0/")
    assert "机构职能" in answer.content.decode()


def test_a_folder_outside_the_data_folder_is_not_read(world: World, finding: PointFinding, tmp_path) -> None:  # type: ignore[no-untyped-def]
    archive(tmp_path / "run", {URL: ("text/html", "<p>机构职能</p>")})
    assert record_of(tmp_path / "run", URL)
    finding.run.folder = str(tmp_path / "run")
    finding.run.save()
    assert "档案中没有" in world.client("staff").get(f"/evidence/{finding.pk}/0/").content.decode()
