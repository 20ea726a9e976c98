import pytest

from tests.checks.sites import column, doc, judge

POINTS = ("2.2-1", "2.2-2", "2.2-3", "2.2-4", "2.2-5")
NEWS = tuple(
    column(name, doc("我局召开工作会议", "2021-05-01"), serves="1.1.4") for name in ("要闻", "通知", "动态", "公告")
)


@pytest.mark.parametrize("code", POINTS)
def test_no_response_found_is_a_proposed_zero_and_never_judged(code: str) -> None:
    finding = judge(code, *NEWS)
    assert (finding.state, finding.value) == ("suggested", 0)
    assert "自评" in finding.advice


@pytest.mark.parametrize("code", POINTS)
def test_declared_that_there_was_no_event_takes_the_indicator_out(code: str) -> None:
    assert judge(code, *NEWS, facts={"declared_no_hot_events": True}).state == "not-applicable"


def test_a_response_of_the_year_in_its_column_is_full() -> None:
    answer = doc("关于城区水质异味问题的情况通报", "2021-05-02", "经查，依据监测结果……" * 20, source="安平市水务局")
    finding = judge("2.2-1", column("热点回应", answer, serves="2.2"), *NEWS)
    assert (finding.state, finding.value) == ("suggested", 1)
    assert judge("2.2-3", column("热点回应", answer, serves="2.2"), *NEWS).value == 1
    assert judge("2.2-5", column("热点回应", answer, serves="2.2"), *NEWS).value == 1


def test_a_response_older_than_a_year_does_not_count() -> None:
    old = doc("关于城区水质异味问题的情况通报", "2020-06-09")
    assert judge("2.2-1", column("热点回应", old, serves="2.2"), *NEWS).value == 0


@pytest.mark.parametrize(
    "title",
    [
        "安平市山洪灾害应急预案",
        "我局开展防汛应急演练",
        "2021年防汛责任人名单",
        "关于做好火灾隐患排查的通知",
        "安全事故警示教育",
    ],
)
def test_plans_drills_lists_and_notices_are_no_event_releases(title: str) -> None:
    assert judge("2.2-2", column("应急管理", doc(title, "2021-05-02"), serves="2.2"), *NEWS).value == 0


def test_an_event_with_follow_ups_is_full_and_alone_is_half() -> None:
    first = doc("关于安平水厂氯气泄漏处置情况的通报", "2021-05-02")
    second = doc("安平水厂氯气泄漏处置情况续报", "2021-05-03")
    assert judge("2.2-2", column("情况通报", first, second, serves="2.2"), *NEWS).value == 1
    assert judge("2.2-2", column("情况通报", first, serves="2.2"), *NEWS).value * 2 == 1


def test_a_campaign_against_rumours_is_no_refutation() -> None:
    campaign = column("动态消息", doc("我局组织学习打击谣言典型案例", "2021-05-02"), serves="1.1.4")
    assert judge("2.2-4", campaign, *NEWS).value == 0
    refuted = column("动态消息", doc("辟谣：网传停水三天为不实信息", "2021-05-02"), serves="1.1.4")
    assert judge("2.2-4", refuted, *NEWS).value == 1


def test_a_response_column_of_the_navigation_that_was_not_read_is_for_a_person() -> None:
    assert judge("2.2-1", column("热点回应", serves="2.2", state="unseen"), *NEWS).state == "person"
