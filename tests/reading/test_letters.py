# ruff: noqa: E501 - lines of HTML
"""Public letters: rows of lists, and pages of one letter."""

from __future__ import annotations

from datetime import date

from tests.reading.pages import page
from zhengping.reading.facts import Letter
from zhengping.reading.letters import read_letters

HERE = "https://dept.example.cn/zwgk/tzgg/"


def letters(body: str) -> tuple[Letter, ...]:
    return read_letters(page(body))


def test_a_table_with_a_status_column() -> None:
    found = letters("""<h2>厅长信箱</h2><table><tr><th>编号</th><th>来信标题</th><th>来信时间</th><th>回复时间</th><th>办理状态</th></tr>
        <tr><td>3</td><td><a href="3.html">关于某项补贴发放的问题</a></td><td>2020-03-15</td><td>2020-03-17</td><td>已回复</td></tr>
        <tr><td>2</td><td><a href="2.html">关于某处道路施工的问题</a></td><td>2020-03-14</td><td></td><td>处理中</td></tr></table>""")
    assert found == (
        Letter(HERE + "3.html", "关于某项补贴发放的问题", date(2020, 3, 15), date(2020, 3, 17), True, status="已回复"),
        Letter(HERE + "2.html", "关于某处道路施工的问题", date(2020, 3, 14), None, False, status="处理中", open=True),
    )


def _rows(*cells: tuple[str, str, str], head: str = "办理状态") -> tuple[Letter, ...]:
    rows = "".join(
        f"<tr><td><a href='{n}.html'>关于第{n}件事的问题</a></td><td>{sent}</td><td>{done}</td><td>{status}</td></tr>"
        for n, (sent, done, status) in enumerate(cells)
    )
    return letters(
        "<h2>局长信箱</h2><table><tr><th>来信标题</th><th>来信时间</th><th>回复时间</th>"
        f"<th>{head}</th></tr>{rows}</table>"
    )


def test_an_empty_cell_below_the_day_of_answering_says_that_the_letter_is_open() -> None:
    found = _rows(("2020-03-15", "2020-03-17", ""), ("2020-03-14", "", ""), ("2020-03-13", "—", ""), head="来源")
    assert [letter.open for letter in found] == [False, True, True]


def test_a_letter_said_to_be_answered_without_a_day_is_not_open() -> None:
    found = _rows(("2020-03-15", "2020-03-17", "已回复"), ("2020-03-14", "", "已回复"))
    assert [(letter.replied, letter.open) for letter in found] == [(True, False), (True, False)]


def test_a_letter_that_was_refused_is_not_valid() -> None:
    found = _rows(("2020-03-15", "2020-03-17", "已回复"), ("2020-03-14", "", "不予受理"))
    assert [letter.valid for letter in found] == [True, False]


def test_rows_with_labelled_dates() -> None:
    found = letters("""<ul><li><a href="1.html"><div>某项业务如何办理？</div><div>[提交时间：2020-03-15]<span>回复单位：某处</span>[回复时间：2020-03-16]</div></a></li>
        <li><a href="2.html"><div>某项证明在哪里开具？</div><div>[提交时间：2020-03-14]<span>回复单位：某处</span>[回复时间：2020-03-18]</div></a></li></ul>""")
    assert [(each.title, each.submitted, each.answered, each.replied, each.office) for each in found] == [
        ("某项业务如何办理？", date(2020, 3, 15), date(2020, 3, 16), True, "某处"),
        ("某项证明在哪里开具？", date(2020, 3, 14), date(2020, 3, 18), True, "某处"),
    ]


def test_rows_without_any_word_of_a_reply_are_no_letters() -> None:
    assert (
        letters(
            """<h2>来信选登</h2><ul><li><a href="1.html">某项业务如何办理</a><i>2020-03-15</i></li><li><a href="2.html">某项证明在哪里开具</a><i>2020-03-14</i></li></ul>"""
        )
        == ()
    )


def test_news_about_replies_is_no_letter() -> None:
    assert (
        letters("""<h2>工作动态</h2><ul><li><a href="1.html">我厅已回复代表建议三十件</a><i>2020-03-15</i></li>
        <li><a href="2.html">关于答复政协提案工作的通知</a><i>2020-03-14</i></li></ul><p>回复内容见附件。</p>""")
        == ()
    )


DETAIL = """<table><tr><td>信件标题：</td><td>关于某项补贴发放的问题</td><td>写信人：</td><td>王某某</td></tr>
    <tr><td>联系电话：</td><td>13800000000</td><td>来信时间：</td><td>2020-03-15</td></tr>
    <tr><td>信件内容：</td><td colspan="3">请问补贴何时发放？我的电话13800000000。</td></tr></table>
    <table><tr><td>回复单位：</td><td>某某处</td><td>回复时间：</td><td>2020-03-17</td></tr>
    <tr><td>回复内容：</td><td colspan="3">您好，补贴将于月底发放。</td></tr></table><p>版权所有：某厅</p>"""


def test_a_page_of_one_letter() -> None:
    (letter,) = letters(DETAIL)
    assert letter == Letter(
        HERE + "index.html",
        "关于某项补贴发放的问题",
        date(2020, 3, 15),
        date(2020, 3, 17),
        True,
        "请问补贴何时发放？我的电话138****0000。",
        "您好，补贴将于月底发放。",
        "某某处",
    )


def test_the_writers_name_and_number_are_not_kept() -> None:
    (letter,) = letters(DETAIL)
    assert "王某某" not in str(letter)
    assert "13800000000" not in str(letter)


def test_a_letter_without_a_reply_is_not_replied() -> None:
    (letter,) = (
        letters("""<div><p>信件标题：关于某处路灯不亮的问题</p><p>来信时间：2020-03-15</p><p>信件内容：路灯已多日不亮。</p>
        <p>办理状态：处理中</p><p>回复内容：</p></div>""")
    )
    assert (letter.replied, letter.status, letter.answered) == (False, "处理中", None)


def test_a_form_to_write_a_letter_is_no_letter() -> None:
    assert (
        letters("""<form><p>信件标题：<input></p><p>信件内容：<textarea></textarea></p><p>联系电话：<input></p><p>是否公开回复：<input></p></form>
        <p>写信须知：我们将在规定时间内回复，回复时间以页面为准。</p>""")
        == ()
    )


def test_a_letter_whose_parts_stand_in_rows_of_a_table() -> None:
    rows = (
        ("来信标题", "路灯不亮"),
        ("来信时间", "2020-03-15"),
        ("来信内容", "路灯已多日不亮。"),
        ("答复时间", "2020-03-17"),
        ("答复内容", "已派人维修。"),
    )
    cells = "".join(f"<tr><td>{name}</td><td>{value}</td></tr>" for name, value in rows)
    (letter,) = letters(f"<h1>路灯不亮</h1><table>{cells}</table>")
    assert (letter.question, letter.reply, letter.answered) == ("路灯已多日不亮。", "已派人维修。", date(2020, 3, 17))


def test_words_of_a_label_within_a_sentence_are_no_label() -> None:
    assert letters("<p>群众 来信时间 较多，我局 答复内容 详实，答复时间 均在5日内，2020-03-17。</p>") == ()
