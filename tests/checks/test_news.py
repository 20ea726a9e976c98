"""1.1.4 政务动态. The monitoring date of the hand-made sites is 2021-06-09."""

from fractions import Fraction

from tests.checks.sites import HOST, OFFICE, column, doc, judge
from tests.checks.test_tools import others
from zhengping.reading.facts import Link, Page, Picture

FORTNIGHTS = [doc(f"水利要闻{n}", f"2021-{6 - n // 2:02d}-{1 + 14 * (n % 2):02d}") for n in range(10)]
FRESH_NEWS = [doc("水利工作会议召开", "2021-06-08"), *FORTNIGHTS]


def news(*docs, name="工作动态"):  # type: ignore[no-untyped-def]
    return column(name, *docs, serves="1.1.4")


def notices(*docs):  # type: ignore[no-untyped-def]
    return column("通知公告", *docs, serves="1.1.4")


def test_fresh_news_and_notices_are_full() -> None:
    finding = judge(
        "1.1.4-2", news(doc("会议", "2021-06-08"), doc("调研", "2021-05-20")), notices(doc("通知", "2021-04-01"))
    )
    assert (finding.state, finding.value) == ("judged", 1)


def test_notices_may_be_older_than_news() -> None:
    stale = judge("1.1.4-2", news(doc("会议", "2021-03-02")), notices(doc("通知", "2021-03-02")))
    assert stale.value == Fraction(1, 2)
    assert "2021-03-02" in stale.finding
    assert "99天" in stale.finding


def test_pinned_or_future_items_are_not_the_newest() -> None:
    finding = judge(
        "1.1.4-2", news(doc("置顶", "2021-12-31"), doc("会议", "2020-01-01")), notices(doc("通知", "2021-06-01"))
    )
    assert finding.value == Fraction(1, 2)


def test_undated_items_count_as_no_update() -> None:
    finding = judge("1.1.4-2", news(doc("会议")), notices(doc("通知")), *others()[2:])
    assert finding.value == 0


def test_a_gap_over_the_year_costs_a_quarter_of_the_news() -> None:
    finding = judge(
        "1.1.4-2", news(doc("会议", "2021-06-08"), doc("调研", "2021-01-08")), notices(doc("通知", "2021-04-01"))
    )
    assert finding.value == Fraction(7, 8)
    assert "断档" in finding.finding


def test_a_notices_column_that_was_not_read_leaves_a_proposal() -> None:
    unread = column("通知公告", serves="1.1.4", state="unseen", outcome="not-found")
    finding = judge("1.1.4-2", news(*FRESH_NEWS), unread)
    assert finding.state == "suggested"


def test_recent_reprints_of_a_higher_government_are_full() -> None:
    reprint = doc("国务院办公厅关于加强河湖管理的意见", "2021-06-01", source="中国政府网")
    assert judge("1.1.4-3", news(reprint)).value == 1


def test_older_reprints_of_the_year_are_three_quarters() -> None:
    reprint = doc("国务院办公厅关于加强河湖管理的意见", "2021-01-01", source="中国政府网")
    assert judge("1.1.4-3", news(reprint)).value == Fraction(3, 4)


def test_a_higher_level_that_the_department_names_counts() -> None:
    reprint = doc("全州防汛会议召开", "2021-06-01", source="和平州人民政府网")
    assert judge("1.1.4-3", news(reprint), higher_levels=("和平州人民政府",)).value == 1


def test_own_news_about_the_state_council_is_no_reprint() -> None:
    own = doc("我局传达学习国务院会议精神", "2021-06-01", source=OFFICE)
    assert judge("1.1.4-3", news(own), *others()).value == 0


def test_the_share_with_a_source_is_counted_and_a_placeholder_is_none() -> None:
    found = [
        doc("甲", "2021-06-01", source=OFFICE),
        doc("乙", "2021-06-01"),
        doc("丙", "2021-06-01", source="本站"),
        doc("丁", "2020-01-01"),
    ]
    assert judge("1.1.4-4", news(*found)).value == Fraction(1, 3)


def test_pictures_are_counted_column_by_column() -> None:
    picture = (Picture(f"{HOST}a.jpg", in_body=True),)
    finding = judge(
        "1.1.4-5",
        news(*[doc(f"文字{n}", "2021-06-01") for n in range(3)]),
        news(doc("图片", "2021-06-01", pictures=picture), name="图片新闻"),
    )
    assert finding.value == Fraction(1, 2)


def test_template_pictures_are_no_illustration() -> None:
    icon = (Picture(f"{HOST}hand.gif", in_body=False),)
    assert judge("1.1.4-5", news(doc("会议", "2021-06-01", pictures=icon))).value == 0


def test_news_of_others_alone_is_no_first_publication() -> None:
    found = [doc(f"行业消息{n}", "2021-06-01", source="中国水利报") for n in range(6)]
    finding = judge("1.1.4-6", news(*found))
    assert (finding.state, finding.value) == ("suggested", 0)


def test_another_office_of_the_same_kind_is_not_the_own() -> None:
    found = [doc(f"消息{n}", "2021-06-01", source="青山县水务局") for n in range(6)]
    assert judge("1.1.4-6", news(*found)).value == 0


def test_an_inner_unit_is_the_own_source_and_an_outlet_is_not() -> None:
    for source, value in (("办公室", 1), ("局宣传科", 1), ("市融媒体中心", 0), ("新闻中心", 0), ("省水文总站", 0)):
        found = [doc(f"消息{n}", "2021-06-01", source=source) for n in range(6)]
        assert judge("1.1.4-6", news(*found)).value == value, source


def test_headlines_that_lead_to_a_higher_government_are_reprints() -> None:
    links = tuple(Link(f"https://www.gov.cn/{n}.htm", f"国务院办公厅印发第{n}号重要文件") for n in range(4))
    finding = judge("1.1.4-3", news(doc("会议", "2021-06-01")), home=Page(url=HOST, title_tag="首页", links=links))
    assert finding.value == Fraction(3, 4)


def test_a_link_to_the_higher_government_itself_is_no_reprint() -> None:
    home = Page(url=HOST, title_tag="首页", links=tuple(Link("https://www.gov.cn/", "中国政府网") for _ in range(4)))
    assert judge("1.1.4-3", news(doc("会议", "2021-06-01")), *others(), home=home).value == 0


def test_below_a_news_column_stands_news_whatever_its_name() -> None:
    child = column("水利信息", doc("会议", "2021-06-08"), doc("调研", "2021-05-25"))
    finding = judge("1.1.4-2", column("新闻动态", serves="1.1.4", children=[child]), notices(doc("通知", "2021-06-01")))
    assert "水利信息" in finding.finding


def test_an_unread_list_of_a_unit_far_below_or_of_another_sites_menu_leaves_the_rhythm_measured() -> None:
    unit = column("工作动态", serves="1.1.4", state="unseen", outcome="not-found")
    unit.path = ("机构设置", "科室", "办公室", "工作动态")
    other = column("要闻", serves="1.1.4", state="unseen", outcome="not-found")
    column("市政府要闻", state="elsewhere", children=[other])
    other.path = ("市政府要闻", "要闻")
    slow = column("通知公告", doc("通知", "2021-01-05"), serves="1.1.4")
    finding = judge("1.1.4-2", news(*FRESH_NEWS), slow, unit, other)
    assert finding.confidence >= 0.8
    assert "未读到" not in finding.finding
