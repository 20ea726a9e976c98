"""From pages and index to the judgement, without a crawl."""

from datetime import date
from pathlib import Path

from zhengping.crawl.model import Entry
from zhengping.evaluation.department import default_department
from zhengping.evaluation.judgement import Judgement, judge
from zhengping.reading.page import read_page
from zhengping.reports.html import render
from zhengping.standard import load_edition

SMALL = str(Path(__file__).parents[1] / "data" / "small-edition.yaml")
HOME = "http://www.example.test/"
MENU = "".join(f'<li><a href="/{name}/">{name}</a></li>' for name in ("通知公告", "工作动态", "政策文件", "人事信息"))
LIST = '<ul><li><a href="a.html">关于做好工作的通知</a><span>2025-11-20</span></li></ul>'


def judged(edition: str, fetched: str = "", day: date = date(2025, 11, 30)) -> Judgement:
    """A site of a home page and four lists, fetched whole at the time given (UTC)."""
    urls = [HOME, *(f"{HOME}{name}/" for name in ("tzgg", "gzdt", "zcwj", "rsxx"))]
    menu = MENU
    for name, slug in (("通知公告", "tzgg"), ("工作动态", "gzdt"), ("政策文件", "zcwj"), ("人事信息", "rsxx")):
        menu = menu.replace(f"/{name}/", f"/{slug}/")
    pages = [read_page(url, f"<ul class=nav>{menu}</ul>{LIST}".encode(), "text/html; charset=utf-8") for url in urls]
    entries = [Entry(url, "ok", 200, final_url=url, fetched_at=fetched, was_read=True) for url in urls]
    loaded = load_edition(edition)
    return judge(HOME, pages, entries, loaded, default_department(loaded), day)


def test_a_site_is_judged_and_reported_by_another_edition_too() -> None:
    made = judged(SMALL)
    assert made.outcome == "judged"
    assert list(made.findings) == list(load_edition(SMALL).points)
    assert made.observed == {"letters": None, "surveys": None, "interviews": None}
    assert "满分 40" in render(made)


def test_activities_are_observed_where_the_crawl_lasted_to_the_monitoring_date() -> None:
    assert judged("guangxi-departments", "2025-11-29T16:00:00Z").observed["interviews"] == []


def test_no_list_is_whole_where_the_crawl_ended_before_the_monitoring_date() -> None:
    assert judged("guangxi-departments", "2025-11-29T15:59:59Z").observed["interviews"] is None
