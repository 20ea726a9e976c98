from fractions import Fraction

import pytest

from tests.checks.sites import column, context, doc, judge
from zhengping.checks.offices import business_words

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


def test_releases_that_go_on_in_a_column_for_one_event_are_full_and_a_proposal() -> None:
    releases = [doc(f"抗洪抢险第{n}号通报", f"2021-05-{n:02}") for n in range(1, 12)]
    finding = judge("2.2-2", column("抗洪抢险专栏", *releases, serves="3.2"), *NEWS)
    assert (finding.state, finding.value) == ("suggested", 1)
    assert judge("2.2-2", column("防汛物资", *releases), *NEWS).value == 0
    assert judge("2.2-2", column("抗洪抢险专栏", *releases[:3], serves="3.2"), *NEWS).value == 0


def test_reprinted_rumours_that_do_not_concern_the_department_are_half() -> None:
    general = doc("辟谣：吃大蒜能防病", "2021-03-01", source="新华网")
    assert judge("2.2-4", column("辟谣", general), *NEWS).value == Fraction(1, 2)
    for concerning in (
        doc("辟谣：自来水停供是谣言", "2021-03-01", text="经水务部门核实。"),
        doc("辟谣：网传某事不实", "2021-03-01", source="安平市水务局"),
        doc("辟谣：网传安平市封城不实", "2021-03-01"),
    ):
        assert judge("2.2-4", column("辟谣", concerning), *NEWS).value == 1


@pytest.mark.parametrize(
    ("name", "business"),
    [
        ("安平市教育体育局", ("教育", "体育")),
        ("安平市住房和城乡建设局", ("住房", "城乡")),
        ("安平市卫生健康委员会", ("卫生", "健康")),
    ],
)
def test_what_a_department_is_for_stands_in_its_name(name: str, business: tuple[str, ...]) -> None:
    given = context(*NEWS, name=name)
    assert set(business) <= set(business_words(given))
    assert "建设" not in business_words(given)


@pytest.mark.parametrize(
    ("published", "opening", "value", "told"),
    [
        ("2021-03-04", "3月2日，有网民反映停水问题。", Fraction(1), "1条在2天内回应，最长隔2天"),
        ("2021-03-05", "3月2日，有网民反映停水问题。", Fraction(3, 4), "0条在2天内回应，最长隔3天"),
        ("2021-01-01", "12月31日，有网民反映停水问题。", Fraction(1), "最长隔1天"),
        ("2021-03-01", "2021年2月29日，有网民反映停水问题。", Fraction(1), "时间差由人工核对"),
        ("2021-03-01", "2月28日，有网民反映停水问题。", Fraction(1), "最长隔1天"),
        ("2021-03-04", "近日，有网民反映停水问题。", Fraction(1), "时间差由人工核对"),
        ("2021-03-04", "根据2016年7月30日的规定，现回应如下。", Fraction(1), "时间差由人工核对"),
    ],
)
def test_the_delay_to_the_event_is_told_where_the_opening_dates_it(
    published: str, opening: str, value: Fraction, told: str
) -> None:
    response = doc("关于网民反映停水问题的情况说明", published, f"{opening}现将有关情况说明如下。" + "已核实。" * 20)
    finding = judge("2.2-1", column("回应关切", response, serves="2.2"))
    assert finding.value == value
    assert told in finding.finding


def test_event_releases_and_topics_called_hot_are_no_answers_to_hot_questions() -> None:
    answer = doc("关于网民反映供水问题的情况说明", "2021-05-02", text="依据《城市供水条例》第二十条，已核查整改。" * 5)
    release = doc("安平县“5·1”突发事件情况通报", "2021-05-01", text="现场处置有序。" * 20)
    topic = column("民生热点面对面专题", doc("全市春灌现场会召开", "2021-05-03"), serves="2.2")
    finding = judge("2.2-3", column("回应关切", answer, release, serves="2.2"), topic)
    assert finding.value == 1
    assert finding.finding.startswith("1条回应中1条")
