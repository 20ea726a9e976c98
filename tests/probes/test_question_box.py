"""The question box is found wherever it stands, opened, and asked only with leave; a search box or a board is none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.checks.sites import column, context, doc
from tests.probes.browsing import browse, needs_browser
from tests.probes.serving import Served, serving
from zhengping.checks.context import Context
from zhengping.probes.question_box import try_question_box
from zhengping.reading.facts import Link, Page
from zhengping.reading.probed.functions import QuestionTrial

pytestmark = needs_browser

ITEMS = {
    "取水许可": "申请人到水利窗口提交取水许可申请书和水资源论证报告，二十个工作日内办结。",
    "河道采砂许可": "采砂人提供采砂方案、作业船舶证书，由河道管理机构现场查勘后核发。",
    "农药经营许可": "经营者须有固定场所、仓储设施和从业人员培训证明，由农业部门审核。",
}
SEARCH = '<form action="/s"><input name="q" placeholder="请输入关键词"><input type="submit" value="搜索"></form>'
TALK = (
    '<div class="talk"><p>您好，我是小智，请问有什么可以帮您？<br>转人工</p></div>'
    '<textarea placeholder="请输入您的问题"></textarea><button onclick="ask()">发送</button>'
)
ASK = (
    "<script>function ask(){const t=document.querySelector('textarea'),q=t.value;t.value='';say(q);"
    "fetch(U+'?q='+encodeURIComponent(q),METHOD).then(r=>r.text()).then(say)}"
    "function say(x){const p=document.createElement('p');p.textContent=x;document.querySelector('.talk').append(p)}"
    "</script>"
)


def script(address: str = "/answer", method: str = "{}") -> str:
    return ASK.replace("U+", f"'{address}'+").replace("METHOD", method)


def floating(inside: str) -> str:
    opener = (
        '<div style="position:fixed;right:0;bottom:0;width:60px;height:60px" '
        "onclick=\"const d=document.createElement('div');d.className='robot-box';"
        "d.style='position:fixed;right:80px;bottom:0;width:300px;background:#fff';"
        "d.innerHTML=document.getElementById('t').innerHTML;document.body.append(d)\">智能问答</div>"
    )
    return f'{SEARCH}<p>新闻</p><template id="t">{inside}</template>{opener}'


HOMES = {
    "floating": floating(TALK) + script(),
    "frame": floating('<iframe src="/box" width="300" height="300"></iframe>'),
    "always-open": SEARCH + f'<div class="znkf-chat" style="position:fixed;bottom:0">{TALK}</div>' + script(),
    "page": SEARCH + '<a href="/box">智能问答</a>',
    "new-window": SEARCH + '<a href="javascript:;" onclick="window.open(\'/box\')">智能客服</a>',
    "one-answer": floating(TALK) + script("/fixed"),
    "posts": floating(TALK) + script(method="{method:'POST'}"),
    "only-search": SEARCH + "<p>新闻</p>",
    "board": SEARCH + '<a href="/board">智能问答</a>',
    "contest": SEARCH + '<div onclick="alert(1)">机器人大赛报名</div>',
}
OTHERS = {
    "/box": f"<title>智能问答</title>{SEARCH}{TALK}{script()}",
    "/board": '<title>在线问答</title><form method="post" action="/sent">姓名<input name="n">电话<input name="t">'
    '<textarea placeholder="请输入您的问题"></textarea><input type="submit" value="提交"></form>',
    "/fixed": (200, "text/plain; charset=utf-8", "感谢您的来访，请在上班时间拨打服务热线。".encode()),
}


def known(served: Served) -> Context:
    """The site as the crawl knows it: three common questions, and the links of its home page."""
    questions = column(
        "常见问题", *(doc(f"{name}怎么办理？", text=text * 3) for name, text in ITEMS.items()), serves="4.1"
    )
    links = (Link(f"{served.url}box", "智能问答"), Link(f"{served.url}board", "智能问答"))
    made = context(questions)
    return replace(
        made, site=replace(made.site, url=served.url, home=Page(url=served.url, kind="home", links=links[:0]))
    )


def answered(asked: dict[str, str]) -> tuple[int, str, bytes]:
    said = next((text for name, text in ITEMS.items() if name in asked.get("q", "")), "没有听懂。")
    return 200, "text/plain; charset=utf-8", said.encode()


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, bool], QuestionTrial]:
    found: dict[tuple[str, bool], QuestionTrial] = {}
    home: dict[str, str] = {}
    head = "<!DOCTYPE html><meta charset=utf-8>"
    pages: dict[str, Any] = {"/answer": answered, "/": lambda _: head + HOMES[home["now"]]}
    pages |= {path: head + page if isinstance(page, str) else page for path, page in OTHERS.items()}
    with serving(pages) as served:

        def use(may_ask: bool) -> Callable[[Any], Any]:
            async def all_of_them(session: Any) -> None:
                for name in HOMES:
                    home["now"] = name
                    site = known(served)
                    if name in ("page", "board"):
                        target = "box" if name == "page" else "board"
                        page = Page(url=served.url, kind="home", links=(Link(f"{served.url}{target}", "智能问答"),))
                        site = replace(site, site=replace(site.site, home=page))
                    found[name, may_ask] = await try_question_box(session, site)

            return all_of_them

        folder: Path = tmp_path_factory.mktemp("question")
        browse(folder / "silent", use(False), max_seconds=900.0)
        assert not [path for _, path in served.asked if path.startswith(("/answer", "/fixed"))]
        browse(folder / "asking", use(True), max_seconds=900.0, may_ask=True)
        assert not served.posted
    return found


Tried = dict[tuple[str, bool], QuestionTrial]


@pytest.mark.parametrize(
    ("home", "kind"),
    [
        ("floating", "floating"),
        ("frame", "frame"),
        ("always-open", "floating"),
        ("page", "page"),
        ("new-window", "page"),
    ],
)
def test_a_box_is_found_and_opened(tried: Tried, home: str, kind: str) -> None:
    trial = tried[home, False]
    assert (trial.state, trial.opens, trial.kind) == ("done", True, kind)
    assert "您好" in trial.greeting
    assert trial.human
    assert trial.asked == ()


@pytest.mark.parametrize("home", ["only-search", "board", "contest"])
def test_what_is_no_question_box_is_none(tried: Tried, home: str) -> None:
    assert not tried[home, True].opens
    assert tried[home, True].why


@pytest.mark.parametrize("home", ["floating", "frame", "always-open", "page", "new-window"])
def test_answers_are_measured_by_the_sites_own_words(tried: Tried, home: str) -> None:
    asked = tried[home, True].asked
    assert len(asked) == 3
    assert all(float(each.overlap) > 0.8 for each in asked)


def test_one_answer_to_everything_is_near_to_nothing(tried: Tried) -> None:
    asked = tried["one-answer", True].asked
    assert len({each.answer for each in asked}) == 1
    assert all(float(each.overlap) < 0.2 for each in asked)


def test_a_box_that_posts_is_told_and_not_asked_on(tried: Tried) -> None:
    trial = tried["posts", True]
    assert (trial.opens, trial.posted, trial.asked) == (True, True, ())


def test_the_same_questions_are_drawn_each_time(tried: Tried) -> None:
    first = [each.question for each in tried["floating", True].asked]
    assert first == [each.question for each in tried["frame", True].asked]
