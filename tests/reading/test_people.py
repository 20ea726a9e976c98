# ruff: noqa: E501 - lines of HTML
"""Leaders on pages of 负责人信息."""

from __future__ import annotations

from tests.reading.pages import page
from zhengping.reading.facts import Person
from zhengping.reading.people import pair_of, read_people

CRUMBS = '<div class="dqwz">当前位置：<a href="/">首页</a> &gt; 机构概况 &gt; 领导信息</div>'
HERE = "https://dept.example.cn/zwgk/tzgg/"


def people(body: str) -> tuple[Person, ...]:
    return read_people(page(CRUMBS + body))


def test_lines_that_name_a_leader() -> None:
    for text, expected in {
        "党组书记、厅长：张三": ("张三", "党组书记、厅长"),
        "党组成员、副厅长 李 四": ("李四", "党组成员、副厅长"),
        "王小五（一级巡视员）": ("王小五", "一级巡视员"),
        "赵六　党组成员、总工程师": ("赵六", "党组成员、总工程师"),
        "厅长钱七": ("钱七", "厅长"),
    }.items():
        assert pair_of(text) == expected, text


def test_lines_that_name_nobody() -> None:
    for text in (
        "厅长信箱",
        "局长致辞",
        "党组书记、厅长讲话",
        "关于任免副处长的通知",
        "机关党委书记会议",
        "副主任：管理",
    ):
        assert pair_of(text) is None, text


def test_cards_with_photos() -> None:
    found = people("""<ul><li><a href="1.html"><img src="a.jpg"><p>张三</p><p>党组书记、厅长</p></a></li>
        <li><a href="2.html"><img src="b.jpg"><p>李四</p><p>党组成员、副厅长</p></a></li></ul>""")
    assert found == (
        Person("张三", "党组书记、厅长", HERE + "a.jpg", url=HERE + "1.html"),
        Person("李四", "党组成员、副厅长", HERE + "b.jpg", url=HERE + "2.html"),
    )


def test_a_table_of_leaders_without_links() -> None:
    found = people("""<table><tr><th>姓名</th><th>职务</th></tr><tr><td><p>张三</p></td><td><p>党组书记、厅长</p></td></tr>
        <tr><td><p>李四</p></td><td><p>副厅长</p></td></tr></table>""")
    assert [(person.name, person.post) for person in found] == [("张三", "党组书记、厅长"), ("李四", "副厅长")]


def test_a_page_of_one_leader() -> None:
    (person,) = (
        people("""<h1>张三</h1><div class="content"><p><img src="zs.jpg"></p><p>党组书记、厅长</p><p>张三，男，汉族，1970年1月出生，大学学历，中共党员。</p>
        <p>分管工作：主持全面工作，分管办公室。</p></div><p>版权所有：某厅</p>""")
    )
    assert (person.name, person.post, person.photo, person.url) == (
        "张三",
        "党组书记、厅长",
        HERE + "zs.jpg",
        HERE + "index.html",
    )
    assert "1970年1月出生" in person.resume
    assert person.duties == "分管工作：主持全面工作，分管办公室。"


def test_news_about_a_leader_makes_nobody_a_leader() -> None:
    assert (
        read_people(
            page('<div class="dqwz">当前位置：首页 &gt; 领导活动</div><h1>厅长张三到基层调研</h1><p>厅长 张三</p>')
        )
        == ()
    )
    assert read_people(page("<h1>通知</h1><p>厅长：张三</p>")) == ()


def card(name: str, picture: str) -> str:
    return f'<li><div class="img"><a href="javascript:;"><img src="{picture}"></a></div><div><a href="javascript:;">{name}</a></div></li>'


def test_cards_of_a_picture_and_a_name_without_a_post_are_leaders() -> None:
    found = people(f"<ul>{card('张三', '1.jpg')}{card('李 小四', '2.jpg')}</ul>")
    assert [(person.name, person.photo, person.url) for person in found] == [
        ("张三", HERE + "1.jpg", ""),
        ("李小四", HERE + "2.jpg", ""),
    ]


def test_icons_with_the_name_of_a_function_are_no_leaders() -> None:
    assert people(f"<ul>{card('信息公开', '1.jpg')}{card('网上办事', '2.jpg')}{card('在线访谈', '3.jpg')}</ul>") == ()


def test_one_picture_with_a_name_may_be_anything() -> None:
    assert people(f"<ul>{card('张三', '1.jpg')}</ul>") == ()
