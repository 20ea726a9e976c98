"""Queries of data, charts and downloads of many makes, used in a real browser."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.probes.browsing import browse, needs_browser
from tests.probes.contexts import crawled
from tests.probes.lookup_site import ITEMS, page, site, workbook
from tests.probes.serving import Page, serving
from zhengping.checks import judge_all
from zhengping.checks.finding import Finding
from zhengping.probes.charts import try_charts
from zhengping.probes.downloads import try_downloads
from zhengping.probes.lookups import try_lookups
from zhengping.probes.session import Session
from zhengping.reading.probed import Probed

pytestmark = needs_browser
CANVAS = (
    "<canvas id=c width=400 height=200></canvas><script>const x=c.getContext('2d');"
    "[{bars}].forEach((v,n)=>{{x.fillStyle=['red','green','blue'][n%3];x.fillRect(n*60,200-v,40,v)}})</script>"
)
BARS = "".join(f"<rect x={n * 40} y=20 width=30 height={n * 20 + 9} />" for n in range(5))
SVG = f"<svg width=400 height=200>{BARS}</svg>"
BLANK = "<canvas width=400 height=200></canvas><script src=/echarts.min.js></script>"
PICTURE = "<p><img src=/chart.svg width=500 height=300 alt=''></p><p>图1 供水总量走势图</p>"
OPTIONS = "".join(f"<option value={n}>{item}</option>" for n, item in enumerate(ITEMS))
QUERY = (
    f'<form action="/cx"><label>指标<select name="zb"><option value="">请选择</option>{OPTIONS}</select></label>'
    '年份<select name="nf"><option>2020</option><option>2021</option></select><button>数据查询</button></form>'
)
FILE = '<p><a href="/a.xlsx">2021年1月数据.xlsx</a> <a href="/b.xlsx">2021年2月数据.xlsx</a></p>'
SET_ROWS = "".join(f"<tr><td>{n + 1}</td><td>{item}数据集</td><td>{{{n}}}</td></tr>" for n, item in enumerate(ITEMS))
SETS = f"<table><tr><th>序号</th><th>数据集名称</th><th>下载</th></tr>{SET_ROWS}</table>"
LINKED = SETS.format(*(f'<a href="/{name}.csv">CSV</a>' for name in "abc"))
CSV = (200, "text/csv", "时间,数值\n2021-01,31\n2021-02,28\n".encode())
FILES: dict[str, Page] = {"/a.csv": CSV, "/b.csv": CSV, "/c.csv": CSV, "/a.xlsx": workbook(), "/b.xlsx": workbook()}
GONE = (404, "text/html", b"<h1>404</h1>")

BLOB = """<button onclick="hand()">全部下载</button><script>function hand(){
const a=document.createElement('a');a.href=URL.createObjectURL(new Blob(['时间,数值\\n2021,2\\n2020,4\\n2019,6']));
a.download='all.csv';a.click()}</script>"""


def answers(query: dict[str, str], more: str = "") -> str:
    """A table for one item, with what more an answer holds."""
    place = int(query.get("zb") or 0)
    lines = "".join(f"<tr><td>{y}</td><td>{ITEMS[place]}</td><td>{place * 13 + 40}</td></tr>" for y in (2020, 2021))
    chart = more.replace("{bars}", f"{place * 50 + 20},90,{140 - place * 30}")
    return page("查询结果", f"{QUERY}<table>{lines}</table>{chart}")


DRAWN = CANVAS.replace("{{", "{").replace("}}", "}")
STILL = DRAWN.replace("{bars}", "50,90,140")
DATA: dict[str, tuple[dict[str, Any], tuple[str, Fraction]]] = {
    "all three": (
        {"data": QUERY + FILE, "pages": {"/cx": lambda q: answers(q, DRAWN), **FILES}},
        ("judged", Fraction(1)),
    ),
    "no chart": ({"data": QUERY + FILE, "pages": {"/cx": answers, **FILES}}, ("judged", Fraction(2, 3))),
    "same answer": (
        {"data": QUERY + FILE, "pages": {"/cx": lambda q: answers({}), **FILES}},
        ("judged", Fraction(1, 3)),
    ),
    "error": (
        {"data": QUERY + FILE, "pages": {"/cx": (500, "text/html", b"error"), **FILES}},
        ("judged", Fraction(1, 3)),
    ),
    "files gone": (
        {"data": QUERY + FILE, "pages": {"/cx": lambda q: answers(q, DRAWN), "/a.xlsx": GONE, "/b.xlsx": GONE}},
        ("judged", Fraction(2, 3)),
    ),
    "posted": (
        {"data": QUERY.replace("<form", "<form method=post") + FILE, "pages": FILES},
        ("suggested", Fraction(2, 3)),
    ),
}
CHARTS: dict[str, tuple[str, tuple[str, ...], bool]] = {
    "canvas": (STILL, ("canvas",), True),
    "svg": (SVG, ("svg",), True),
    "nothing drawn": (BLANK, ("canvas", "library"), False),
    "picture with its name": (PICTURE, ("picture",), True),
    "picture without a name": (PICTURE.replace("走势图", "工作现场").replace("图1", ""), (), False),
    "none": ("", (), False),
}
BULK: dict[str, tuple[str, dict[str, Page], tuple[str, Fraction]]] = {
    "every set": (LINKED, FILES, ("judged", Fraction(1))),
    "all gone": (LINKED, dict.fromkeys(("/a.csv", "/b.csv", "/c.csv"), GONE), ("judged", Fraction(0))),
    "pages in disguise": (
        LINKED,
        dict.fromkeys(("/a.csv", "/b.csv", "/c.csv"), "<html><body>系统维护</body></html>"),
        ("judged", Fraction(0)),
    ),
    "login": (
        LINKED,
        dict.fromkeys(("/a.csv", "/b.csv", "/c.csv"), "<form>账号<input>密码<input type=password></form>"),
        ("suggested", Fraction(1)),
    ),
    "some gone": (LINKED, {**FILES, "/b.csv": GONE}, ("suggested", Fraction(1))),
    "handed over by a script": (SETS.format("", "", "") + BLOB, {}, ("judged", Fraction(1))),
}


@dataclass(frozen=True)
class Used:
    """What came of one make."""

    probed: Probed
    findings: dict[str, Finding]
    posted: list[tuple[str, str]]


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Used]:
    """Every make of the three tables, tried once in one browser."""
    folder: Path = tmp_path_factory.mktemp("data")
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="500" height="300"><rect width="80" height="90"/></svg>'
    common: dict[str, Page] = {
        "/echarts.min.js": (200, "text/javascript", b"window.echarts={}"),
        "/chart.svg": (200, "image/svg+xml", picture.encode()),
    }
    makes: dict[str, dict[str, Any]] = {f"data {name}": parts for name, (parts, _) in DATA.items()}
    makes |= {f"charts {name}": {"article": body} for name, (body, _, _) in CHARTS.items()}
    makes |= {f"bulk {name}": {"sets": body, "pages": pages} for name, (body, pages, _) in BULK.items()}
    with ExitStack() as stack:
        served, contexts = {}, {}
        for place, (name, parts) in enumerate(makes.items()):
            parts = {**parts, "pages": {**common, **parts.get("pages", {})}}
            served[name] = stack.enter_context(serving(site(**parts)))
            contexts[name] = crawled(served[name].url, folder / str(place))

        async def run(session: Session) -> dict[str, Probed]:
            done = {}
            for name, context in contexts.items():
                kind = name.split()[0]
                done[name] = Probed(
                    lookups=await try_lookups(session, context, ("1.1.8-4",)) if kind == "data" else (),
                    charts=await try_charts(session, context) if kind != "bulk" else (),
                    downloads=await try_downloads(session, context) if kind != "charts" else (),
                )
            return done

        probed = browse(folder / "probes", run, max_loads=2000, max_seconds=2000.0)
        return {
            name: Used(probed[name], judge_all(replace(contexts[name], probed=probed[name])), served[name].posted)
            for name in makes
        }


@pytest.mark.parametrize("make", DATA)
def test_query_chart_and_download_count_a_third_each(used: dict[str, Used], make: str) -> None:
    finding = used[f"data {make}"].findings["1.1.8-4"]
    assert (finding.state, finding.value) == DATA[make][1], (finding, used[f"data {make}"].probed)


@pytest.mark.parametrize("make", CHARTS)
def test_a_chart_counts_where_it_is_drawn(used: dict[str, Used], make: str) -> None:
    trials = used[f"charts {make}"].probed.charts
    _, kinds, drawn = CHARTS[make]
    assert any(trial.drawn for trial in trials) is drawn, trials
    assert {kind for trial in trials for kind in trial.kinds} == set(kinds), trials


@pytest.mark.parametrize("make", BULK)
def test_sets_count_where_their_files_come_and_open(used: dict[str, Used], make: str) -> None:
    finding = used[f"bulk {make}"].findings["1.1.9-3"]
    assert (finding.state, finding.value) == BULK[make][2], (finding, used[f"bulk {make}"].probed.downloads)


def test_a_chart_that_is_not_drawn_is_said(used: dict[str, Used]) -> None:
    assert "没有画出图表" in used["charts nothing drawn"].findings["1.1.8-3"].finding


def test_nothing_is_ever_posted(used: dict[str, Used]) -> None:
    assert not [name for name, each in used.items() if each.posted]
    assert used["data posted"].probed.lookups[0].obstacle == "post"
