"""A whole round through the pages, from the import to the publication: every step by a person of the right role.

A step that people repeat many times (a claim of 127, a value of hundreds) is done a few times through the page and
the rest by the service that the page calls.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from tests.e2e.people import People, a_file, said
from tests.office.assessment.files import picture
from tests.office.making import PASSWORD
from tests.reading.files.making import xlsx
from zhengping.office.accounts.models import User
from zhengping.office.accounts.people import create_user
from zhengping.office.appeals.models import Appeal
from zhengping.office.assessment.claiming import Typed, save_claim
from zhengping.office.assessment.declaring import save_texts
from zhengping.office.assessment.drafts import self_assessment_of
from zhengping.office.assessment.sheet import load_sheet
from zhengping.office.assessment.submitting import mark_ready, submit
from zhengping.office.collection.importing import adopt, folder_of
from zhengping.office.collection.models import PointFinding, SiteRun
from zhengping.office.collection.work import carry_out, take_in
from zhengping.office.core import clock
from zhengping.office.core.audit import faults
from zhengping.office.core.models import AuditEntry
from zhengping.office.core.roles import Role
from zhengping.office.departments.models import Department
from zhengping.office.results.models import PointStanding, Score, ValueChange
from zhengping.office.results.settling import edition_of, settle
from zhengping.office.review.models import Assignment, ExpertScore
from zhengping.office.review.needs import weights
from zhengping.office.rounds.models import Participation, Phase, Round
from zhengping.sample import DEFAULT_DATE, make_samples, serve
from zhengping.sample.scenarios import POOR

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
FORESTRY, WATER = "林业局", "水利局"
"""The department that appeals, and the one that it overtakes."""
NEW_PASSWORD = "Pines-and-rivers-7"
EVERYWHERE = Decimal("0.6")
"""What all experts give, but at the two points that the test is about."""


@dataclass
class Story:
    """What the steps hand on to one another."""

    people: People
    round: Round = None  # type: ignore[assignment]
    disputed: str = ""
    appealed: str = ""

    def own(self, name: str) -> Participation:
        return Participation.objects.select_related("round", "department").get(round=self.round, department__name=name)

    def move(self, phase: Phase) -> None:
        """The office moves the round on, whatever it has seen undone."""
        page = self.people.as_("staff")
        page.goto(f"/rounds/{self.round.pk}/move")
        knowing = page.get_by_label("我已看过未完成的事项")
        if knowing.count():
            knowing.check()
        page.get_by_role("button", name=f"进入“{phase.label}”").click()
        page.wait_for_url(f"**/rounds/{self.round.pk}/")
        self.round.refresh_from_db()
        assert self.round.phase == phase


@pytest.fixture
def sample(tmp_path: Path) -> Any:
    """One real site on loopback."""
    make_samples(tmp_path / "samples", seed=11, plans=(POOR,))
    with serve(tmp_path / "samples") as served:
        yield served[0]


def test_a_round_from_the_import_to_the_publication(people: People, sample: Any, settings: Any) -> None:
    settings.PROBES, settings.MAX_PAGES = False, 60
    story = Story(people)
    the_administrator_signs_in(people)
    departments_and_sites_are_imported(people, sample.url)
    people_get_accounts(people)
    a_round_is_made(story)
    experts_and_a_conflict_are_named(story)
    story.move(Phase.SELF_ASSESSMENT)
    the_reporter_assesses_the_department(story)
    the_reviewer_submits_and_gets_the_receipt(story)
    the_other_department_submits(story)
    story.move(Phase.COLLECTION)
    a_site_is_collected(story)
    the_office_confirms(story)
    a_register_is_imported_and_complete(story)
    the_office_decides_the_application(story)
    story.move(Phase.REVIEW)
    experts_are_assigned(story)
    experts_score(story)
    story.move(Phase.ARBITRATION)
    the_chief_arbitrates(story)
    story.move(Phase.FEEDBACK)
    assert ranking(story) == [WATER, FORESTRY]
    before = total(story)
    the_department_appeals(story)
    the_office_upholds(story)
    assert total(story) > before
    assert ranking(story) == [FORESTRY, WATER]
    story.move(Phase.CONFIRMATION)
    the_results_are_confirmed_frozen_and_signed(story)
    anybody_reads_them(story)
    the_auditor_finds_the_record_whole(story)


def the_administrator_signs_in(people: People) -> None:
    create_user({"username": "admin", "display_name": "周平", "role": Role.ADMIN}, None, password=PASSWORD)
    page = people.sign_in("admin", PASSWORD)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text("周平")


def departments_and_sites_are_imported(people: People, url: str) -> None:
    """A dry run shows each row's fate and changes nothing; the wrong row is told; then it is applied."""
    page = people.as_("admin")
    head = ["部门编码", "部门名称", "是否有行政办事服务", "是否有重点领域", "曾用名"]
    rows = [
        ["lyj", FORESTRY, "是", "否", "林业厅"],
        ["slj", WATER, "是", "否", ""],
        ["", "没有编码的局", "是", "否", ""],
    ]
    page.goto("/imports/")
    page.get_by_role("link", name="导入部门", exact=True).click()
    page.get_by_label("文件").set_input_files(a_file("部门.xlsx", xlsx([head, *rows])))
    page.get_by_role("button", name="试导入").click()
    page.wait_for_url("**/imports/batches/*/")
    expect(page.locator("tbody")).to_contain_text("部门编码")
    assert not Department.objects.exists()
    page.get_by_label("跳过有误的").check()
    page.get_by_role("button", name="导入", exact=True).click()
    expect(page.get_by_text("已导入", exact=True).first).to_be_visible()
    assert sorted(Department.objects.values_list("name", flat=True)) == sorted([FORESTRY, WATER])
    sites = [["部门", "网站名称", "首页网址", "是否主站"], ["林业厅", "林业局网站", url, "是"],
             [WATER, "水利局网站", "http://slj.example.gov.cn/", "是"]]  # fmt: skip
    page.goto("/imports/sites/")
    page.get_by_label("文件").set_input_files(a_file("网站.xlsx", xlsx(sites)))
    page.get_by_role("button", name="试导入").click()
    page.get_by_role("button", name="导入", exact=True).click()
    expect(page.get_by_text("已导入", exact=True).first).to_be_visible()
    assert Department.objects.get(code="lyj").main_site.url == url


CAST = (
    ("staff", "吴干事", Role.STAFF, ""),
    ("reporter", "李填报", Role.REPORTER, FORESTRY),
    ("reviewer", "王审核", Role.REVIEWER, FORESTRY),
    ("other_reporter", "赵填报", Role.REPORTER, WATER),
    ("other_reviewer", "钱审核", Role.REVIEWER, WATER),
    ("expert", "陈专家", Role.EXPERT, ""),
    ("expert2", "孙专家", Role.EXPERT, ""),
    ("expert3", "周专家", Role.EXPERT, ""),
    ("chief", "郑首席", Role.CHIEF, ""),
    ("auditor", "冯审计", Role.AUDITOR, ""),
)
"""Sign-in name, name, role, department."""


def people_get_accounts(people: People) -> None:
    """By a spreadsheet; the one-time passwords are shown once. The reporter changes hers at the first sign-in."""
    page = people.as_("admin")
    rows = [[name, shown, role.label, department] for name, shown, role, department in CAST]
    page.goto("/imports/users/")
    page.get_by_label("文件").set_input_files(a_file("用户.xlsx", xlsx([["登录名", "姓名", "角色", "部门"], *rows])))
    page.get_by_role("button", name="试导入").click()
    page.get_by_role("button", name="导入", exact=True).click()
    line = page.locator("tr", has=page.get_by_role("rowheader", name="reporter", exact=True))
    password = line.locator("code").inner_text()
    own = people.sign_in("reporter", password)
    own.get_by_label("当前密码").fill(password)
    own.get_by_label("新密码", exact=True).fill(NEW_PASSWORD)
    own.get_by_label("再输一遍新密码").fill(NEW_PASSWORD)
    own.get_by_role("button", name="修改密码").click()
    expect(own.get_by_role("heading", level=1)).to_contain_text("李填报")
    # The others did the same.
    assert User.objects.filter(must_change_password=True).update(must_change_password=False) == len(CAST) - 1


def a_round_is_made(story: Story) -> None:
    page = story.people.as_("admin")
    page.goto("/rounds/")
    page.get_by_role("link", name="新建").click()
    page.get_by_label("名称").fill("2025年网站绩效评估")
    page.get_by_label("年度").fill(str(DEFAULT_DATE.year))
    page.get_by_label("监测点").fill(DEFAULT_DATE.isoformat())
    page.get_by_role("button", name="保存").click()
    said(page, "已建立")
    story.round = Round.objects.get()
    assert story.round.participations.count() == 2


def experts_and_a_conflict_are_named(story: Story) -> None:
    page = story.people.as_("admin")
    page.goto(f"/rounds/{story.round.pk}/experts")
    for name in ("陈专家", "孙专家", "周专家", "郑首席"):
        page.get_by_role("checkbox", name=name).check()
    page.get_by_role("button", name="保存名单").click()
    said(page, "已保存专家名单")
    page.get_by_label("专家", exact=True).select_option(label="周专家")
    page.get_by_label("部门", exact=True).select_option(label=FORESTRY)
    page.get_by_label("理由").fill("曾在该部门任职")
    page.get_by_role("button", name="登记", exact=True).click()
    said(page, "已登记")


def the_reporter_assesses_the_department(story: Story) -> None:
    own, page = story.own(FORESTRY), story.people.as_("reporter")
    page.goto("/")
    page.get_by_role("link", name="填写自评").click()
    page.wait_for_url(f"**/assessment/{own.pk}/")
    page.goto(f"/assessment/{own.pk}/indicator/1.1.1/")
    card = page.locator("#point-1_1_1-1")
    card.get_by_label("填 1：").click()
    card.get_by_text("已保存").wait_for()
    card.get_by_label("说明", exact=True).press_sequentially("机构职能栏目在首页可以进入")
    card.get_by_text("正在输入").wait_for()
    card.get_by_text("已保存").wait_for()
    claim = own.self_assessment.claims.get()
    assert (claim.value, claim.explanation) == (Decimal(1), "机构职能栏目在首页可以进入")
    a_proof_is_uploaded(card)
    texts_and_an_application(own, page)
    the_rest_of_the_claims(own, "reporter")
    page.goto(f"/assessment/{own.pk}/check/")
    page.get_by_role("button", name="送审核人审核").click()
    said(page, "已送审")


def a_proof_is_uploaded(card: Locator) -> None:
    card.get_by_text("添加证明材料").click()
    card.get_by_label("上传文件").set_input_files(a_file("截图.png", picture()))
    card.get_by_label("材料日期").fill("2025-10-15")
    card.get_by_role("button", name="上传", exact=True).click()
    expect(card.locator(".proof-list")).to_contain_text("截图.png")


def texts_and_an_application(own: Participation, page: Page) -> None:
    page.goto(f"/assessment/{own.pk}/declarations/")
    page.get_by_label("无热点").check()
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_label("无热点")).to_be_checked()

    page.goto(f"/assessment/{own.pk}/applications/")
    page.get_by_label("种类").select_option("case")
    page.get_by_label("名称").fill("林农办事一次办")
    page.get_by_label("截图.png").check()
    page.get_by_role("button", name="保存").click()
    said(page, "已保存")


def the_rest_of_the_claims(own: Participation, name: str) -> None:
    """All other points and the report, by the services that the pages call."""
    reporter = User.objects.get(username=name)
    with transaction.atomic():
        sheet = load_sheet(own, self_assessment_of(own), beside=False)
        for line in sheet.lines.values():
            if line.applies and line.claim is None:
                typed = Typed(Decimal("0.75"), "已落实", ("http://lyj.example.gov.cn/",))
                save_claim(own, line.code, typed, 0, reporter)
        save_texts(own, {"report": "网站建设管理工作情况。" * 30}, self_assessment_of(own).version, reporter)


def the_reviewer_submits_and_gets_the_receipt(story: Story) -> None:
    own, page = story.own(FORESTRY), story.people.as_("reviewer")
    page.goto("/")
    page.get_by_role("link", name="审核并提交自评").click()
    page.goto(f"/assessment/{own.pk}/check/")
    knowing = page.get_by_label("我知道还不完整")
    if knowing.count():
        knowing.check()
    page.get_by_role("button", name="审核通过并提交").click()
    said(page, "自评已提交")
    code = page.locator("dd.hash").first.inner_text()
    assert own.self_assessment.submissions.get().receipt == code
    page.goto("/assessment/verify/")
    page.get_by_label("回执码").fill(code)
    page.get_by_role("button", name="核对").click()
    expect(page.locator("main")).to_contain_text("一致")


def the_other_department_submits(story: Story) -> None:
    own = story.own(WATER)
    the_rest_of_the_claims(own, "other_reporter")
    mark_ready(own, User.objects.get(username="other_reporter"))
    submit(own, User.objects.get(username="other_reviewer"), knowing=True)


def a_site_is_collected(story: Story) -> None:
    """The office starts the real site; the background worker's steps run here, while the page looks on by itself."""
    forestry, page = story.own(FORESTRY), story.people.as_("staff")
    page.goto(f"/collection/{story.round.pk}/")
    page.locator(f"#start{forestry.pk}").click()
    expect(page.locator("#runs")).to_contain_text("等待")
    run = SiteRun.objects.get()
    assert carry_out(run.pk, run.workflow) == {"state": "evaluated"}
    take_in(run.pk, run.workflow)
    expect(page.locator("#runs")).to_contain_text("完成")
    run.refresh_from_db()
    assert run.summary["crawl"]["pages"] > 20
    # The other department has no site here: it gets the same result, taken in as one that was made elsewhere.
    adopt(story.own(WATER), folder_of(run), User.objects.get(username="staff"))


def the_office_confirms(story: Story) -> None:
    page = story.people.as_("staff")
    page.goto(f"/collection/{story.round.pk}/")
    page.get_by_role("button", name="全部确认").click()
    said(page, "确认")
    assert story.own(FORESTRY).confirmations.exists()


def a_register_is_imported_and_complete(story: Story) -> None:
    """A letter answered late and one in time; marked complete, the rule decides 6.2.1-3."""
    page = story.people.as_("staff")
    rows = [["部门", "留言编号", "留言日期", "办结日期", "是否有效"],
            [FORESTRY, "20250301", "2025-03-03", "2025-03-04", "是"],
            [WATER, "20250302", "2025-03-03", "2025-03-04", "是"]]  # fmt: skip
    page.goto(f"/registers/rounds/{story.round.pk}/")
    page.get_by_role("link", name="导入网民纠错").click()
    page.get_by_label("文件").set_input_files(a_file("纠错.xlsx", xlsx(rows)))
    page.get_by_role("button", name="试导入").click()
    page.get_by_role("button", name="导入", exact=True).click()
    expect(page.get_by_text("已导入", exact=True).first).to_be_visible()
    page.goto(f"/registers/rounds/{story.round.pk}/error-reports/")
    page.get_by_role("button", name="标为齐全").click()
    said(page, "已标为齐全")
    standing = PointStanding.objects.get(participation=story.own(FORESTRY), point="6.2.1-3")
    assert (standing.authority, standing.value) == ("rule", Decimal(1))


def the_office_decides_the_application(story: Story) -> None:
    page = story.people.as_("staff")
    page.goto(f"/assessment/round/{story.round.pk}/applications/")
    page.get_by_label("认定（0").fill("0")
    page.get_by_label("理由").fill("不属于网站建设的创新案例")
    page.get_by_role("button", name="认定 林农办事一次办").click()
    said(page, "已认定")


def experts_are_assigned(story: Story) -> None:
    page = story.people.as_("staff")
    page.goto(reverse("review_proposal", args=[story.round.pk]))
    page.get_by_role("button", name="按方案开始").click()
    said(page, "已分配")
    assert not Assignment.objects.filter(participation=story.own(FORESTRY), expert__username="expert3").exists()


def experts_score(story: Story) -> None:
    """Two experts by their keyboards at the two points of the test; they differ at one. The rest by the service."""
    forestry = story.own(FORESTRY)
    tasks = Assignment.objects.filter(participation=forestry, expert__username="expert")
    machine = set(
        PointFinding.objects.filter(run__participation=forestry, state="judged").values_list("point", flat=True)
    )
    worth = weights(forestry, edition_of(story.round.edition))
    free = sorted(
        (point for point in tasks.values_list("point", flat=True) if point not in machine),
        key=lambda point: -worth[point],
    )
    story.appealed, story.disputed = free[:2]
    for name, disputed in (("expert", "2"), ("expert2", "f")):
        page = story.people.as_(name)
        page.goto("/")
        page.get_by_role("link", name="评分").first.click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        _score(page, forestry, name, story.appealed, "3")
        _score(page, forestry, name, story.disputed, disputed)
    given = {(e.username, p): v for e, p, v in _scores(forestry)}
    assert given["expert", story.appealed] == given["expert2", story.appealed] == Decimal("0.3")
    assert (given["expert", story.disputed], given["expert2", story.disputed]) == (Decimal("0.2"), Decimal(1))
    # The hundreds that are left are written as the scoring screen leaves them, and settled once a department.
    left = Assignment.objects.exclude(scores__current=True)
    ExpertScore.objects.bulk_create(
        ExpertScore(assignment=task, value=EVERYWHERE, comment="看过证据", at=clock.now()) for task in left
    )
    for own in story.round.participations.all():
        settle(own, User.objects.get(username="staff"), "专家评分")


def _score(page: Page, own: Participation, name: str, point: str, key: str) -> None:
    task = Assignment.objects.get(participation=own, expert__username=name, point=point)
    address = reverse("review_score", args=[task.pk])
    page.goto(address)
    expect(page.locator("#value")).to_be_focused()
    page.keyboard.press(key)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: address not in url)


def _scores(own: Participation) -> list[tuple[User, str, Decimal]]:
    found = ExpertScore.objects.filter(assignment__participation=own, current=True).select_related("assignment__expert")
    return [(one.assignment.expert, one.assignment.point, one.value) for one in found]


def the_chief_arbitrates(story: Story) -> None:
    page = story.people.as_("chief")
    page.goto("/")
    page.get_by_role("link", name="仲裁专家意见不一的采分点").click()
    page.get_by_role("link", name=story.disputed).click()
    page.get_by_label("裁决分值").fill(str(EVERYWHERE))
    page.get_by_role("textbox", name="理由").fill("按归档页面，栏目齐全，内容有缺")
    page.get_by_role("button", name="裁决").click()
    page.wait_for_url("**/disputes/**")
    standing = PointStanding.objects.get(participation=story.own(FORESTRY), point=story.disputed)
    assert (standing.authority, standing.value) == ("arbitration", EVERYWHERE)


def ranking(story: Story) -> list[str]:
    """The departments by rank, as the office's page shows them."""
    page = story.people.as_("staff")
    page.goto(f"/results/{story.round.pk}/ranking/")
    text = page.locator("main").inner_text()
    return sorted((FORESTRY, WATER), key=text.index)


def total(story: Story) -> Decimal:
    return Decimal(Score.objects.get(participation=story.own(FORESTRY)).scorecard["total"])


def the_department_appeals(story: Story) -> None:
    page = story.people.as_("reporter")
    page.goto("/")
    page.get_by_role("link", name="查看得分和依据").click()
    own, indicator = story.own(FORESTRY), story.appealed.rpartition("-")[0]
    page.goto(f"/results/of/{own.pk}/{indicator}/")
    section = page.locator(f"[id='p-{story.appealed}']")
    expect(section).to_contain_text("专家评分")
    section.get_by_role("link", name="申诉").click()
    page.get_by_label("理由").fill("该栏目六月已经补齐，见截图")
    page.get_by_label("认为应得的分值").fill("1")
    page.get_by_label("新的证明材料").set_input_files(a_file("补齐.png", picture(shade=10)))
    page.get_by_label("新材料的日期").fill("2025-06-30")
    page.get_by_role("button", name="提出申诉").click()
    said(page, "申诉已提出")
    assert [one.name for one in Appeal.objects.get().proofs.all()] == ["补齐.png"]


def the_office_upholds(story: Story) -> None:
    page = story.people.as_("staff")
    page.goto("/")
    page.get_by_role("link", name="等待答复的申诉").click()
    page.get_by_role("link", name=story.appealed).click()
    page.get_by_label("采纳", exact=True).check()
    page.get_by_label("改后的分值").fill("1")
    page.get_by_label("答复的理由").fill("经核查，截图属实")
    page.get_by_role("button", name="答复").click()
    said(page, "已答复")
    change = ValueChange.objects.filter(participation=story.own(FORESTRY), point=story.appealed).last()
    assert (change.before, change.after) == (Decimal("0.3"), Decimal(1))
    story.people.as_("reporter").goto(f"/appeals/{Appeal.objects.get().pk}/")
    expect(story.people.as_("reporter").locator("main")).to_contain_text("经核查，截图属实")


def the_results_are_confirmed_frozen_and_signed(story: Story) -> None:
    staff, admin, address = story.people.as_("staff"), story.people.as_("admin"), f"/publication/{story.round.pk}/"
    for name in (FORESTRY, WATER):
        staff.goto(address)
        staff.get_by_role("button", name=f"确认{name}").click()
        expect(staff.locator("tr", has_text=name)).to_contain_text("已确认")
    admin.goto(address)
    reason = admin.get_by_label("仍要公布的理由")
    if reason.count():
        reason.fill("其余登记由主办单位另行公布")
    admin.get_by_role("button", name="冻结结果").click()
    expect(admin.get_by_role("heading", name="冻结的结果")).to_be_visible()
    staff.goto(address)
    staff.get_by_role("button", name="签发").click()
    expect(staff.get_by_text("您已签过")).to_be_visible()
    assert staff.context.request.get(f"{story.people.server}/public/{story.round.pk}/").status == 404
    admin.goto(address)
    admin.get_by_role("button", name="第二次签发并公布").click()
    expect(admin.get_by_role("link", name="更正")).to_be_visible()


def anybody_reads_them(story: Story) -> None:
    page = story.people.stranger()
    page.goto("/public/")
    page.get_by_role("link", name="2025年网站绩效评估").first.click()
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).to_contain_text(FORESTRY)
    expect(rows.nth(1)).to_contain_text(WATER)
    data = page.context.request.get(f"{page.url}data.json").json()
    text = json.dumps(data["content"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(text.encode()).hexdigest() == data["sha256"]
    assert hashlib.sha256(page.context.request.get(f"{page.url}content.json").body()).hexdigest() == data["sha256"]
    expect(page.locator("p.hash code")).to_have_text(data["sha256"])
    page.get_by_role("link", name=FORESTRY).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(FORESTRY)


def the_auditor_finds_the_record_whole(story: Story) -> None:
    page = story.people.as_("auditor")
    page.goto("/audit/")
    page.get_by_role("button", name="核对有没有改动").click()
    said(page, "没有")
    assert list(faults()) == []
    done = set(AuditEntry.objects.values_list("action", flat=True))
    assert {"appeal.filed", "appeal.answered", "arbitration.decided", "score.given", "publication.published"} <= done
