"""Query forms of many makes used in a real browser: what is asked, what comes, what is never sent."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.probes.browsing import browse, needs_browser
from tests.probes.contexts import crawled
from tests.probes.lookup_site import DOCUMENTS, answers_json, found, page, rows, site
from tests.probes.serving import Page, serving
from zhengping.checks import judge_all
from zhengping.checks.finding import Finding
from zhengping.probes.lookups import try_lookups
from zhengping.probes.session import Session
from zhengping.reading.probed import Probed
from zhengping.reading.probed.functions import LookupTrial

pytestmark = needs_browser
FIELD = '文件名称<input type="text" name="w"><input type="submit" value="文件检索">'
GET = f'<form action="/wjk" method="get">{FIELD}</form>'
SCRIPTED = """<div class="cx"><input id="w" placeholder="请输入文件名称"><span onclick="go()">查询</span>
</div><div id="out"></div><script>
function go(){fetch('/wjk.json?w='+encodeURIComponent(w.value)).then(r=>r.json()).then(show)}
function show(d){out.innerHTML=d.list.map(x=>`<p><a href="${x.url}">${x.title}</a></p>`).join('')||'暂无数据'}
</script>"""
CASE = '<form action="/bj" method="get">受理编号<input name="bh">{more}<input type="submit" value="办件查询"></form>'
ANSWERS = {"/wjk": lambda q: page("检索结果", found(q.get("w", "")) or "<p>没有找到</p>"), "/wjk.json": answers_json}


@dataclass(frozen=True)
class Used:
    """What came of using one make: the trial, the point's finding, what the server was asked to take."""

    trial: LookupTrial
    finding: Finding
    posted: list[tuple[str, str]]


def use(folder: Path, makes: dict[str, tuple[str, dict[str, Any]]]) -> dict[str, Used]:
    """Purpose and parts of each small site -> what came of it; all of them in one browser."""
    with ExitStack() as stack:
        served, contexts = {}, {}
        for place, (name, (_, parts)) in enumerate(makes.items()):
            parts = {**parts, "pages": {**ANSWERS, **parts.get("pages", {})}}
            served[name] = stack.enter_context(serving(site(**parts)))
            contexts[name] = crawled(served[name].url, folder / str(place))

        async def run(session: Session) -> dict[str, tuple[LookupTrial, ...]]:
            return {name: await try_lookups(session, contexts[name], (makes[name][0],)) for name in makes}

        trials = browse(folder / "probes", run, max_loads=2000, max_seconds=2000.0)
        used = {}
        for name, (purpose, _) in makes.items():
            finding = judge_all(replace(contexts[name], probed=Probed(lookups=trials[name])))[purpose]
            used[name] = Used(trials[name][0], finding, served[name].posted)
        return used


LIBRARIES: dict[str, tuple[str, dict[str, Any], tuple[str, str]]] = {
    "get": (GET, {}, ("found", "")),
    "script": (SCRIPTED, {}, ("found", "")),
    "new window": (GET.replace("<form", "<form target=_blank"), {}, ("found", "")),
    "frame": ('<iframe src="/f.html" width=600 height=200></iframe>', {"/f.html": page("检索", GET)}, ("found", "")),
    "drawn late": (f"<div id=x></div><script>setTimeout(()=>x.innerHTML={GET!r},300)</script>", {}, ("found", "")),
    "entrance": ('<a href="/jgcx.html">政策文件检索</a>', {"/jgcx.html": page("检索", GET)}, ("found", "")),
    "no button words": (GET.replace('value="文件检索"', 'value=""'), {}, ("found", "")),
    "error": (GET, {"/wjk": (500, "text/html", b"error")}, ("error", "")),
    "nothing comes": (GET, {"/wjk": page("检索", GET)}, ("empty", "")),
    "all the same": (GET, {"/wjk": page("检索", rows(dict(list(DOCUMENTS.items())[:3])))}, ("unchanged", "")),
    "never found": (GET, {"/wjk": page("检索", "<p>抱歉，没有找到相关内容</p>")}, ("not-found", "")),
    "gone": (GET, {"/wjk": (404, "text/html", b"<h1>404</h1>")}, ("", "missing")),
    "refused": (GET, {"/wjk": (403, "text/html", b"forbidden")}, ("", "refused")),
    "posted": (GET.replace("get", "post"), {}, ("", "post")),
    "posted by script": (SCRIPTED.replace("value))", "value),{method:'POST'})"), {}, ("", "post")),
    "captcha": (
        GET.replace('<input type="submit"', '验证码<input name="yzm"><input type="submit"'),
        {},
        ("", "captcha"),
    ),
    "dead button": (GET.replace("<form", "<form onsubmit='return false'"), {}, ("", "no-request")),
    "site search only": ("", {}, ("", "")),
}


SORTED = "<dl><dt>按主题</dt><dd><a href=/zcwj/>水利</a></dd></dl>"
POINTS: dict[str, tuple[str, dict[str, Any], tuple[str, Fraction], str]] = {
    "a search that works": ("1.1.3-2", {"library": SORTED + GET}, ("judged", Fraction(1)), "找到《"),
    "a search that finds nothing": (
        "1.1.3-2",
        {"library": SORTED + GET, "pages": {"/wjk": page("检索", "<p>抱歉，没有找到相关内容</p>")}},
        ("judged", Fraction(3, 4)),
        "都查不到",
    ),
    "a search held back": ("1.3.1-4", {"catalogue": GET.replace("get", "post")}, ("suggested", Fraction(1)), "POST"),
    "a catalogue that finds": ("1.3.1-4", {"catalogue": GET}, ("judged", Fraction(1)), "找到《"),
}
PLAIN = CASE.format(more="")
LOGIN = "<form>账号<input name=u>密码<input type=password name=p><button>登录</button></form>"
GOOD, BAD, OPEN = ("judged", Fraction(1)), ("judged", Fraction(0)), ("suggested", Fraction(1))


def checked(form: str, complaint: str) -> str:
    """The form with a check of its own that never lets it go."""
    return form.replace("<form", f"<form onsubmit=\"alert('{complaint}');return false\"")


CASES: dict[str, tuple[str, Page, tuple[str, str], tuple[str, Fraction]]] = {
    "plain words": (PLAIN, page("结果", "<p>未查询到该办件</p>"), ("proper-refusal", ""), GOOD),
    "wrong code": (
        CASE.format(more='查询密码<input type="password" name="mm">'),
        page("结果", "<p>受理编号或查询密码错误！</p>"),
        ("proper-refusal", ""),
        GOOD,
    ),
    "alert": (PLAIN, page("结果", "<script>alert('没有查询到相关办件')</script>"), ("proper-refusal", ""), GOOD),
    "own check": (checked(PLAIN, "请输入正确的受理编号"), "", ("", "complaint"), OPEN),
    "wants a name": (checked(CASE.format(more="姓名<input name=xm>"), "请填写申请人姓名"), "", ("", "person"), OPEN),
    "error": (PLAIN, (500, "text/html", b"NullPointerException"), ("error", ""), BAD),
    "silent": (PLAIN, page("办件查询", PLAIN), ("empty", ""), BAD),
    "silent in another frame": (
        PLAIN,
        page("办件查询", f"{PLAIN}<p>主办单位：数据局</p><p>联系电话：1</p>"),
        ("empty", ""),
        BAD,
    ),
    "unknown words": (PLAIN, page("结果", "<p>您所查的业务正由窗口核对，请拨打热线。</p>"), ("", "unclear"), OPEN),
    "login": (PLAIN, page("用户登录", LOGIN), ("", "login"), OPEN),
}


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Used]:
    """Every make of the three tables, tried once."""
    makes: dict[str, tuple[str, dict[str, Any]]] = {
        f"library {name}": ("1.1.3-2", {"library": body, "pages": pages})
        for name, (body, pages, _) in LIBRARIES.items()
    }
    makes |= {f"point {name}": (purpose, parts) for name, (purpose, parts, _, _) in POINTS.items()}
    makes |= {
        f"case {name}": ("3.1.4-1", {"case": body, "pages": {"/bj": answer}})
        for name, (body, answer, _, _) in CASES.items()
    }
    return use(tmp_path_factory.mktemp("lookups"), makes)


@pytest.mark.parametrize("make", LIBRARIES)
def test_a_library_search_is_seen_as_it_is(used: dict[str, Used], make: str) -> None:
    trial = used[f"library {make}"].trial
    assert (trial.answer, trial.obstacle) == LIBRARIES[make][2], trial


@pytest.mark.parametrize("make", POINTS)
def test_the_point_goes_by_what_the_search_finds(used: dict[str, Used], make: str) -> None:
    finding = used[f"point {make}"].finding
    assert (finding.state, finding.value) == POINTS[make][2], finding
    assert POINTS[make][3] in finding.finding
    assert any(piece.shot for piece in finding.evidence)


@pytest.mark.parametrize("make", CASES)
def test_a_made_up_number_gets_its_answer(used: dict[str, Used], make: str) -> None:
    trial, finding = used[f"case {make}"].trial, used[f"case {make}"].finding
    assert (trial.answer, trial.obstacle) == CASES[make][2], trial
    assert (finding.state, finding.value) == CASES[make][3], finding


def test_nothing_is_ever_posted(used: dict[str, Used]) -> None:
    assert not [name for name, each in used.items() if each.posted]
    assert used["library posted"].trial.held
