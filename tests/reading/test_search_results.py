"""Result lists are read whatever their template; what is no answer is told by its not changing."""

from __future__ import annotations

import pytest

from tests.checks.sites import edition
from zhengping.reading.search_results import (
    AnswerPage,
    SearchWords,
    best_list,
    rank_of,
    read_answer,
    same_title,
)

URL = "https://bureau.example/search?q=x"
TITLES = {
    "防汛": ["关于做好防汛抢险工作的通知", "防汛抢险应急预案（修订）", "防汛物资储备管理办法"],
    "河湖": ["河湖管护管理规定", "关于公布河湖名录的公告", "河湖长制工作简报", "河湖岸线保护与利用规划"],
    "取水": ["取水许可审批办事指南"],
}


def words() -> SearchWords:
    listed = edition().by_code["5.2.1"].words
    names = ("result_classes", "order_relevance", "order_time", "nothing_found", "corrections")
    return SearchWords(*(listed[name] for name in names))


def marked(title: str, query: str) -> str:
    return title.replace(query, f'<em style="color:red">{query}</em>')


def jsearch(query: str, number: int, title: str) -> str:
    link = f"/jsearchfront/visit/link.do?url=https%3A%2F%2Fbureau.example%2Fart%2F{query}{number}.html&amp;q={query}"
    return (
        f'<div class="jsearch-result-box"><div class="jsearch-result-title"><span>[通知公告]</span>'
        f'<a href="{link}" target="_blank">{marked(title, query)}</a></div><div class="jsearch-result-abs">'
        f'<div class="jsearch-result-abs-content">要做好{query}工作，<em>{query}</em>责任要落实到人。</div>'
        f'<div><span class="jsearch-result-date">2021-05-0{number + 1}</span><div class="jsearch-result-url">'
        f'<a href="{link}">https://bureau.example/art/{query}{number}.html</a></div></div></div></div>'
    )


def table(query: str, number: int, title: str) -> str:
    return (
        f'<tr><td>{number + 1}</td><td><a href="/art/{query}{number}.html">{marked(title, query)}</a></td>'
        f"<td>2021-05-0{number + 1}</td></tr><tr><td></td><td colspan=2>……{query}的摘要文字，共有很多内容……</td></tr>"
    )


def flat(query: str, number: int, title: str) -> str:
    return (
        f'<a class="t" href="/art/{query}{number}.html">{marked(title, query)}</a><br>2021-05-0{number + 1}<br>'
        f"摘要：{query}的有关内容在这里写了一段话。<br><br>"
    )


def terms(query: str, number: int, title: str) -> str:
    return (
        f'<dt><a href="/art/{query}{number}.html" title="{title}">{marked(title, query)[:60]}</a></dt>'
        f"<dd>{query}的摘要。发布时间：2021-05-0{number + 1} 来源：本局</dd>"
    )


def pressed(query: str, number: int, title: str) -> str:
    return (
        f'<div class="card" data-press=""><h3>{marked(title, query)}</h3><p>{query}的摘要，内容很多很多，'
        f"还要再写一些字才像一段摘要，还要再写一些字才像一段摘要，还要再写一些字才像一段摘要，还要再写一些字。</p>"
        f"<span>2021-05-0{number + 1}</span></div>"
    )


ROWS = {
    "jsearch": ('<div id="jsearch-result-items">', jsearch, "</div>"),
    "table": ("<table><tbody>", table, "</tbody></table>"),
    "flat": ('<div class="outline">', flat, "</div>"),
    "terms": ("<dl>", terms, "</dl>"),
    "pressed": ('<div class="list">', pressed, "</div>"),
}


def page(query: str, template: str, extra: str = "") -> str:
    before, row, after = ROWS[template]
    titles = TITLES.get(query, [])
    rows = "".join(row(query, number, title) for number, title in enumerate(titles))
    newest = "".join(
        f'<li><a href="/new/{n}.html">第{n}次全局干部职工大会召开</a><span>2021-06-0{n}</span></li>'
        for n in range(1, 7)
    )
    menu = "".join(
        f'<li><a href="/{n}/">{name}</a></li>' for n, name in enumerate(("新闻动态", "政务公开", "办事服务"))
    )
    said = f"找到相关结果{len(titles)}条" if titles else f"抱歉，没有找到与“{query}”相关的内容"
    return (
        f'<html><body><div class="nav"><ul>{menu}</ul></div><form><input name="q" value="{query}"></form>{extra}'
        f"<p>{said}</p>{before}{rows}{after}<div class=pages><a href='?q={query}&p=2'>下一页</a></div>"
        f'<div class="side"><h3>最新发布</h3><ul>{newest}</ul></div></body></html>'
    )


def answers(template: str, *queries: str) -> list[AnswerPage]:
    return [read_answer(query, [(URL.replace("=x", f"={query}"), page(query, template))], words()) for query in queries]


@pytest.mark.parametrize("template", ROWS)
def test_the_list_that_changes_with_the_question_is_the_answer(template: str) -> None:
    pages = answers(template, "防汛", "没有的词", "河湖", "取水")
    place, unvaried = best_list(pages)
    assert not unvaried
    for read in pages:
        assert [row.title for row in read.lists.get(place, ())] == TITLES.get(read.query, [])


@pytest.mark.parametrize("template", ROWS)
def test_a_row_has_its_date(template: str) -> None:
    pages = answers(template, "防汛", "没有的词", "河湖")
    place, _ = best_list(pages)
    assert [row.day for row in pages[0].lists[place]] == ["2021-05-01", "2021-05-02", "2021-05-03"]


def test_a_counting_link_leads_where_its_parameter_says() -> None:
    pages = answers("jsearch", "防汛", "河湖", "没有的词")
    place, _ = best_list(pages)
    assert pages[0].lists[place][1].target == "https://bureau.example/art/防汛1.html"


def test_the_class_before_a_title_is_read() -> None:
    pages = answers("jsearch", "防汛", "河湖", "没有的词")
    place, _ = best_list(pages)
    assert {row.group for row in pages[0].lists[place]} == {"通知公告"}


def test_the_same_list_under_every_question_is_said_to_be_so() -> None:
    same = page("防汛", "table")
    pages = [read_answer(query, [(URL, same.replace("防汛", "大会"))], words()) for query in ("河湖", "取水", "林权")]
    place, unvaried = best_list(pages)
    assert place
    assert unvaried


def test_a_single_hit_is_read_by_the_place_of_the_others() -> None:
    pages = answers("terms", "防汛", "河湖", "取水")
    place, _ = best_list(pages)
    assert [row.title for row in pages[2].lists[place]] == TITLES["取水"]


def test_results_inside_a_frame_are_read() -> None:
    outer = "<html><body><h1>站内搜索</h1><p>本局网站搜索服务</p></body></html>"
    documents = [(URL, outer), ("https://bureau.example/frame?q=防汛", page("防汛", "table"))]
    read = read_answer("防汛", documents, words())
    place, _ = best_list([read])
    assert [row.title for row in read.lists[place]] == TITLES["防汛"]


def test_nothing_found_and_the_total_are_read() -> None:
    found, nothing = answers("table", "防汛", "没有的词")
    assert (found.total, found.nothing) == (3, False)
    assert nothing.nothing


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("共搜索到 1,234 条结果", 1234),
        ("为您找到相关结果约25个", 25),
        ("结果总数：7", 7),
        ("共5页 第1页", -1),
        ("检索到12条记录，用时0.03秒", 12),
    ],
)
def test_the_stated_total(text: str, total: int) -> None:
    assert read_answer("防汛", [(URL, f"<body><p>{text}</p></body>")], words()).total == total


@pytest.mark.parametrize(
    "html",
    [
        '<p>您要找的是不是：<a href="?q=1"><em>社会保险</em></a></p><p>找到2条</p>',
        "<div>已为您显示“社会保险”的结果，仍然搜索：社会保检</div>",
        "<div><span>您是不是要找：</span><a href='#'>社会保险</a> <a href='#'>社会保障</a></div>",
    ],
)
def test_the_better_question_that_a_page_proposes(html: str) -> None:
    assert read_answer("社会保检", [(URL, f"<body>{html}</body>")], words()).corrected == "社会保险"


@pytest.mark.parametrize(
    "html",
    [
        '<ul class="tabs"><li class="on">全部(12)</li><li>新闻动态(5)</li><li>办事指南(7)</li></ul>',
        '<div><a href="/search?q=x&c=1">全部</a><a href="/search?q=x&c=2">政务公开</a></div>',
        '<div><i data-press="">综合</i><i data-press="">政策文件</i><i data-press="">办事服务</i></div>',
    ],
)
def test_classes_of_results_are_choices_on_this_page(html: str) -> None:
    assert read_answer("x", [(URL, f"<body>{html}</body>")], words()).choices


@pytest.mark.parametrize(
    "html",
    [
        '<ul><li><a href="/xw/">新闻动态</a></li><li><a href="/zw/">政务公开</a></li></ul>',
        '<div><label><input type="radio">全部</label><label><input type="radio">标题</label><label>正文</label></div>',
        '<div><a href="?q=x&t=1">全部</a><a href="?q=x&t=2">一周内</a><a href="?q=x&t=3">一年内</a></div>',
        "<select><option>全部</option><option>新闻动态</option><option>政策文件</option></select>",
    ],
)
def test_menus_and_scopes_are_no_classes_of_results(html: str) -> None:
    assert not read_answer("x", [(URL, f"<body>{html}</body>")], words()).choices


def test_orders_are_read() -> None:
    html = '<div>排序：<a href="?s=1">按相关度</a> <a href="?s=2">按时间</a></div>'
    assert read_answer("x", [(URL, f"<body>{html}</body>")], words()).sorts == ("按相关度", "按时间")


@pytest.mark.parametrize(
    ("shown", "same"),
    [
        ("关于做好防汛抢险工作的通知", True),
        ("[通知公告] 关于做好防汛抢险工作的通知", True),
        ("关于做好防汛抢险工作的…", True),
        ("关于做好防汛抢险工作的通知-安平市水务局", True),
        ("关于做好防汛抢险工作的通知解读", False),
        ("关于…", False),
        ("关于做好抗旱工作的通知", False),
    ],
)
def test_a_title_is_known_in_what_a_list_makes_of_it(shown: str, same: bool) -> None:
    assert same_title(shown, "关于做好防汛抢险工作的通知") is same


def test_rank_by_address_though_the_title_is_another() -> None:
    pages = answers("table", "防汛", "河湖", "没有的词")
    place, _ = best_list(pages)
    rows = pages[0].lists[place]
    assert rank_of(rows, ["http://www.bureau.example/art/防汛2.html"], ["别的标题不相同"]) == 3


def test_a_row_that_holds_the_words_of_a_variant_answers_it() -> None:
    pages = answers("table", "防汛", "河湖", "没有的词")
    place, _ = best_list(pages)
    assert rank_of(pages[1].lists[place], ["https://bureau.example/other"], ["没有这条"], "河湖名录") == 2
