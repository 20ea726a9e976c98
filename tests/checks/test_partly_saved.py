"""What was not saved leaves a point open: links without an address, columns told of by rows, pages behind cards."""

from datetime import date

from tests.checks.sites import DATE, HOST, column, doc, judge
from tests.reading.hand_made import article, crumbs, home, listing, row, site
from tests.reading.pages import page
from zhengping.reading.facts import Page, Person
from zhengping.reading.links import read_unaddressed
from zhengping.reading.site import Activity, Column

OTHERS = tuple(
    column(name, doc("我局召开会议", "2021-05-01"), serves="1.1.4") for name in ("要闻", "通知", "动态", "公告")
)


def told_of(name: str, *docs: str, serves: str) -> Column:
    """A column known by rows of other pages, whose own page was not saved."""
    made = column(name, *(doc(title, "2021-05-01") for title in docs), serves=serves, complete=False)
    made.pages = []
    return made


def test_short_labels_of_links_without_an_address_are_kept() -> None:
    document = page(
        '<a href="javascript:;">网站地图</a><a href="/a.html">甲</a><a href="javascript:void(0)">网站地图</a>'
    )
    assert read_unaddressed(document) == ("网站地图",)


def test_a_site_map_behind_a_link_without_an_address_is_a_proposal() -> None:
    front = Page(url=HOST, kind="home", unaddressed=("网站地图",))
    assert judge("5.3-1", *OTHERS, home=Page(url=HOST, kind="home")).state == "judged"
    assert judge("5.3-1", *OTHERS, home=front).state == "suggested"


def test_a_column_told_of_by_rows_has_a_page_that_nobody_saw() -> None:
    finding = judge("1.2.2-4", told_of("权责清单", "权责清单调整公告", serves="1.2.2"), *OTHERS)
    assert finding.state == "person"


def test_a_card_that_leads_nowhere_does_not_say_that_there_is_no_resume() -> None:
    people = (Person("张三", "局长", photo=f"{HOST}z.jpg"),)
    plain = column("领导信息", text="局长张三", serves="1.1.2", people=people)
    card = column("领导信息", text="局长张三", serves="1.1.2", people=people, unaddressed=("张三",))
    assert "个人页面未读到" not in judge("1.1.2-2", plain, *OTHERS).finding
    assert "个人页面未读到" in judge("1.1.2-2", card, *OTHERS).finding


def test_accounts_of_which_only_the_row_was_read_are_no_zero() -> None:
    accounts = doc("安平市水务局2019年度部门决算", "2020-09-01", read=False)
    finding = judge("1.2.1-3", column("财政信息", accounts, serves="1.2.1"), *OTHERS)
    assert finding.state == "suggested"
    assert finding.value


def test_a_text_that_refers_to_a_file_says_no_more() -> None:
    accounts = doc("安平市水务局2019年度部门决算", "2020-09-01", "决算公开全文见附件。")
    assert judge("1.2.1-3", column("财政信息", accounts, serves="1.2.1"), *OTHERS).state == "suggested"


def test_results_are_measured_only_where_the_collections_were_read() -> None:
    def collection(saved: bool) -> Activity:
        url = f"{HOST}x.html"
        return Activity(url, "节水条例征求意见", date(2021, 3, 1), "survey", page=Page(url=url) if saved else None)

    asked = column("征集调查", doc("节水条例征求意见", "2021-03-01"), serves="4.2")
    assert judge("4.2-5", asked, *OTHERS, surveys=[collection(saved=False)]).state == "suggested"


def test_a_notice_of_results_whose_page_was_not_read_is_no_collection() -> None:
    title = "关于公园开放时间公开征求意见结果及采纳情况反馈"
    made = site(
        home(),
        listing("s/", [row("s/9.html", title, date(2024, 3, 9))], crumbs=crumbs("意见征集")),
        article("s/1.html", "关于公园开放时间公开征求意见", date(2024, 3, 1), crumbs=crumbs(("意见征集", "s/"))),
    )
    assert [activity.title for activity in made.surveys] == ["关于公园开放时间公开征求意见"]
    assert len(made.surveys[0].results) == 1


def test_a_short_transcript_is_told_by_its_turns() -> None:
    turns = "主持人：欢迎。\n局长：大家好。\n主持人：何时通水？\n局长：年底。\n"
    held = Activity(f"{HOST}f.html", "在线访谈", DATE, "interview", page=Page(url=f"{HOST}f.html", text=turns))
    talks = column("在线访谈", doc("谈节水", "2021-05-01"), serves="4.3")
    assert "文字" in judge("4.3-6", talks, *OTHERS, interviews=[held]).finding.split("，未见")[0]
