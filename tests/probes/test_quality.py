"""Quality and broken pages in a real browser, and what the webmaster's list makes of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.checks.sites import context as plain_context
from tests.probes.browsing import browse, needs_browser
from tests.probes.contexts import crawled
from tests.probes.phone_site import phone_site
from tests.probes.serving import Page, serving
from zhengping.checks.context import Context
from zhengping.checks.tried_quality import QualityRow, barrier_free, quality_rows
from zhengping.probes.broken import judge_seen, trouble_of
from zhengping.probes.quality import try_quality
from zhengping.probes.session import Session
from zhengping.reading.probed import Probed
from zhengping.reading.probed.appearance import PageQuality, QualityTrial

pytestmark = needs_browser

LONG = "本局召开会议，部署防汛工作，要求各单位落实责任，排查隐患，确保安全度汛。" * 12


def html(body: str, head: str = "") -> str:
    top = f"<meta charset=utf-8><title>安平市水务局</title>{head}"
    return f"<!DOCTYPE html><html lang=zh-CN><head>{top}</head>{body}</html>"


BROKEN: dict[str, tuple[str, Page]] = {
    "error-text": ("系统繁忙", html("<body><h2>系统繁忙，请稍后再试</h2></body>")),
    "database-error": ("ORA-1", html(f"<body><p>{LONG}</p>java.sql: ORA-12541: TNS no listener</body>")),
    "stack-trace": ("NullPointer", html("<body>Exception: java.lang.NullPointerException at cn.gov.Page.show</body>")),
    "template": ("{{", html("<body><div>{{ item.title }}</div><div>{{ item.date }}</div></body>")),
    "blank": ("", html("<body><div style='display:none'>" + LONG + "</div></body>")),
    "garbled": ("", (200, "text/html; charset=utf-8", f"<title>甲</title><body>{LONG}</body>".encode("gb18030"))),
}
WHOLE: dict[str, Page] = {
    "article-about-errors": html(f"<body><h1>关于系统错误的说明</h1><p>{LONG}系统繁忙时请稍后再试。</p></body>"),
    "only-a-picture": html("<body><canvas width=300 height=200></canvas></body>"),
    "drawn-late": html(f"<body><script>setTimeout(() => document.body.append('{LONG}'), 400)</script></body>"),
    "short": html("<body><p>2021年暂无计划。</p></body>"),
    "name-with-a-rare-character": html("<body>局长李锟</body>"),
}


@pytest.fixture(scope="module")
def troubles(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, str]]:
    """(kind, quotation) of what the browser saw of every page above."""
    pages: dict[str, Page] = {f"/{name}": page for name, (_, page) in BROKEN.items()}
    pages |= {f"/{name}": page for name, page in WHOLE.items()}

    async def look(session: Session) -> dict[str, tuple[str, str]]:
        found = {}
        async with session.tab() as tab:
            for path in pages:
                await tab.open(f"{served.url.rstrip('/')}{path}")
                trouble = await trouble_of(plain_context(), tab)
                found[path[1:]] = trouble.kind, trouble.quote
        return found

    with serving(pages) as served:
        return browse(tmp_path_factory.mktemp("broken"), look)


@pytest.mark.parametrize("kind", BROKEN)
def test_a_page_that_answers_and_is_broken_is_named(kind: str, troubles: dict[str, tuple[str, str]]) -> None:
    assert troubles[kind][0] == kind
    assert BROKEN[kind][0] in troubles[kind][1]


@pytest.mark.parametrize("name", WHOLE)
def test_a_page_with_content_is_not_broken(name: str, troubles: dict[str, tuple[str, str]]) -> None:
    assert troubles[name] == ("", "")


def test_a_single_null_is_no_template() -> None:
    seen = {"text": f"{LONG}\nnull", "things": 0, "leaves": ["null"]}
    assert judge_seen(plain_context(), seen).kind == ""
    assert judge_seen(plain_context(), seen | {"leaves": ["null", "null"]}).kind == "template"


POOR = (
    '<img src="/gone.jpg" width=50 height=50><input name=x><a href="/0/"><img src="/gone2.jpg"></a>'
    "<script>console.error('组件加载失败'); setTimeout(() => missing_function(), 0)</script>"
)


@pytest.fixture(scope="module")
def poor(tmp_path_factory: pytest.TempPathFactory) -> tuple[Context, QualityTrial]:
    """A site with faults on its home page, a page that shows an error, one that its script empties."""
    folder = tmp_path_factory.mktemp("poor")
    pages = phone_site(entry=POOR)
    first = str(pages["/2/"])
    pages["/1/"] = html("<body><h2>系统异常</h2><p>请联系管理员</p><a href='/'>返回首页</a></body>")
    pages["/2/"] = first.replace("</body>", "<script>document.body.innerHTML = ''</script></body>")
    with serving(pages) as served:
        site = crawled(served.url, folder / "crawl")
        trial = browse(folder / "probe", lambda session: try_quality(session, site))
        assert served.posted == []
    return site, trial


def home_of(trial: QualityTrial) -> PageQuality:
    return next(page for page in trial.pages if page.kind == "home")


def rows_of(poor: tuple[Context, QualityTrial]) -> list[QualityRow]:
    return quality_rows(Probed(quality=poor[1]), poor[0])


def test_accessibility_faults_are_listed_gravest_first_in_chinese(poor: tuple[Context, QualityTrial]) -> None:
    home = home_of(poor[1])
    assert home.checked
    rules = [each.rule for each in home.violations]
    assert {"image-alt", "label", "link-name", "html-has-lang"} <= set(rules)
    order = ["critical", "serious", "moderate", "minor"]
    assert [each.impact for each in home.violations] == sorted((v.impact for v in home.violations), key=order.index)
    assert all(any("一" <= character <= "龥" for character in each.help) for each in home.violations)


def test_errors_of_scripts_and_broken_pictures_are_named(poor: tuple[Context, QualityTrial]) -> None:
    home = home_of(poor[1])
    assert any("组件加载失败" in line for line in home.console_errors)
    assert any("missing_function" in line for line in home.console_errors)
    assert [url.rsplit("/", 1)[1] for url in home.broken_pictures] == ["gone.jpg", "gone2.jpg"]


def test_broken_pages_are_found_by_the_crawl_and_by_the_navigation(poor: tuple[Context, QualityTrial]) -> None:
    broken = {page.url.rsplit("/", 2)[1]: page.broken for page in poor[1].pages if page.broken}
    assert broken == {"1": "error-text", "2": "blank"}
    assert all(page.shot for page in poor[1].pages if page.broken)
    assert poor[1].suspects == 1


def test_the_list_names_each_fault_with_its_remedy(poor: tuple[Context, QualityTrial]) -> None:
    rows = rows_of(poor)
    assert [row.what for row in rows[:2]] == ["能打开但显示出错提示", "空白页"]
    whats = {row.what for row in rows}
    assert {"无障碍", "图片显示不出", "脚本或资源出错", "首页加载"} <= whats
    assert all(row.remedy and row.kind and row.url for row in rows)


def test_what_was_measured_for_barrier_free_access_never_has_a_value(poor: tuple[Context, QualityTrial]) -> None:
    site, trial = poor
    assert barrier_free(site) is None
    finding = barrier_free(replace(site, probed=Probed(quality=trial)))
    assert finding is not None
    assert (finding.state, finding.value) == ("person", None)
    assert "8.1.1" in finding.finding
    assert "图像必须有替代文本" in finding.finding
