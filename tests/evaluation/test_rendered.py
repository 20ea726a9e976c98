"""Drawn pages in place of static ones: what is replaced, joined, added, and what is never concluded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from zhengping.crawl.model import Entry
from zhengping.evaluation.rendered import joined, with_drawn
from zhengping.probes.recorder import DRAWN_PREFIX, Recorder
from zhengping.reading.facts import Page, Paging, Row
from zhengping.reading.page import read_page
from zhengping.reading.probed.rendering import Drawn, RenderingTrial

URL = "https://bureau.example/tzgg/"
ROWS = [f"关于开展第{number}次水利工程检查工作的通知" for number in range(12)]


def html(titles: list[str], more: str = "") -> str:
    lines = "".join(
        f'<li><a href="/a/{ROWS.index(t)}.html">{t}</a><span>2021-05-0{1 + ROWS.index(t) % 9}</span></li>'
        for t in titles
    )
    return f"<html><head><meta charset='utf-8'><title>通知公告</title></head><body><ul>{lines}</ul>{more}</body></html>"


SHELL = (
    "<html><head><title>通知公告</title></head><body><div id='app'></div><script src='/app.js'></script></body></html>"
)


def static(text: str = SHELL, url: str = URL) -> Page:
    return read_page(url, text.encode(), "text/html; charset=utf-8", "<urn:uuid:static>")


class Archive:
    """An archive folder into which pages are drawn."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.recorder = Recorder(folder, 1 << 20, DRAWN_PREFIX)

    def drawn(self, text: str, url: str = URL, **facts: object) -> Drawn:
        facts = {"why": "list", "gained": True} | facts
        return Drawn(url, self.recorder.document(url, text), **facts)  # type: ignore[arg-type]

    def merge(self, pages: list[Page], *drawn: Drawn, outcome: str = "ok") -> tuple[dict[str, Page], dict[str, Entry]]:
        self.recorder.close()
        entries = [Entry(URL, outcome, 200, URL, "<urn:uuid:static>", fetched_at="2021-06-01T00:00:00Z")]
        after, index = with_drawn(pages, entries, self.folder, RenderingTrial(pages=drawn))
        return {page.url: page for page in after}, {entry.url: entry for entry in index}


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path)


def titles(page: Page) -> list[str]:
    return [row.title for row in page.rows]


def test_the_drawn_page_takes_the_place_of_the_static_one(archive: Archive) -> None:
    page = static()
    assert page.scripted
    drawn = archive.drawn(html(ROWS[:5]))
    pages, entries = archive.merge([page], drawn)
    assert titles(pages[URL]) == ROWS[:5]
    assert not pages[URL].scripted
    assert pages[URL].record == entries[URL].record == drawn.record
    assert page.scripted  # what was given is not changed


def test_a_refused_page_that_the_browser_was_shown_is_there(archive: Archive) -> None:
    pages, entries = archive.merge([], archive.drawn(html(ROWS[:3]), why="check"), outcome="blocked")
    assert titles(pages[URL]) == ROWS[:3]
    assert entries[URL].outcome == "ok"
    assert entries[URL].was_read


def test_a_page_that_was_refused_to_the_browser_too_stays_refused(archive: Archive) -> None:
    pages, entries = archive.merge([], Drawn(URL, "", "check", outcome="blocked"), outcome="blocked")
    assert pages == {}
    assert entries[URL].outcome == "blocked"


def test_further_pages_join_the_first(archive: Archive) -> None:
    drawn = [
        archive.drawn(html(ROWS[at * 4 : at * 4 + 4]), URL if at == 0 else f"{URL}#page={at + 1}", step=at + 1)
        for at in range(3)
    ]
    pages, _ = archive.merge([static()], *drawn)
    assert list(pages) == [URL]
    assert titles(pages[URL]) == ROWS
    assert {row.block for row in pages[URL].rows} == {0}
    assert pages[URL].paging == Paging(read=3)


def test_a_list_that_was_not_turned_to_its_end_says_so(archive: Archive) -> None:
    drawn = [
        archive.drawn(html(ROWS[:4]), whole=False),
        archive.drawn(html(ROWS[4:8]), f"{URL}#page=2", step=2, whole=False),
    ]
    pages, _ = archive.merge([static()], *drawn)
    assert pages[URL].paging == Paging(unfollowable="script", read=2)


def test_a_further_page_with_an_address_of_its_own_is_a_page(archive: Archive) -> None:
    drawn = [archive.drawn(html(ROWS[:4])), archive.drawn(html(ROWS[4:8]), f"{URL}?p=2", step=2)]
    pages, entries = archive.merge([static()], *drawn)
    assert titles(pages[f"{URL}?p=2"]) == ROWS[4:8]
    assert entries[f"{URL}?p=2"].found_on == URL
    paging = pages[URL].paging
    assert paging is not None
    assert paging.urls == (f"{URL}?p=2",)


def test_a_page_whose_data_did_not_come_is_unknown(archive: Archive) -> None:
    pages, _ = archive.merge([static(html([]))], archive.drawn(html([]), why="empty", gained=False, lacks="没有取到"))
    assert pages[URL].scripted


def test_a_page_that_the_browser_shows_empty_is_empty(archive: Archive) -> None:
    pages, _ = archive.merge([static()], archive.drawn(html([]), gained=False))
    assert not pages[URL].scripted
    assert pages[URL].rows == ()


def test_a_page_that_could_not_be_drawn_stays_unknown(archive: Archive) -> None:
    other = archive.drawn(html(ROWS[:3]), "https://bureau.example/other/")
    pages, _ = archive.merge([static(html([]))], Drawn(URL, "", "empty", outcome="timeout"), other)
    assert pages[URL].scripted


def test_rows_that_the_html_has_are_not_lost_to_a_poorer_drawing(archive: Archive) -> None:
    pages, _ = archive.merge([static(html(ROWS[:6]))], archive.drawn(html(ROWS[:2]), why="part"))
    assert titles(pages[URL]) == ROWS[:6]


def test_hidden_blocks_are_those_of_the_html_as_sent(archive: Archive) -> None:
    hidden = (
        '<div class="tab" style="display:none">' + '<a href="https://elsewhere.example/x">博彩投注</a>' * 3 + "</div>"
    )
    pages, _ = archive.merge([static()], archive.drawn(html(ROWS[:3], hidden)))
    assert read_page(URL, html(ROWS[:3], hidden).encode()).hidden_blocks != ()
    assert pages[URL].hidden_blocks == ()


def test_a_page_that_sends_its_visitor_on_is_a_redirect(archive: Archive) -> None:
    there = "https://bureau.example/new/"
    pages, entries = archive.merge([static()], archive.drawn(html(ROWS[:3]), final_url=there))
    assert list(pages) == [there]
    assert (entries[URL].outcome, entries[URL].final_url) == ("redirected", there)
    assert entries[there].outcome == "ok"


def test_without_a_trial_all_stays_as_it_is(tmp_path: Path) -> None:
    page, entry = static(), Entry(URL, "ok")
    assert with_drawn([page], [entry], tmp_path, None) == ([page], [entry])


def test_a_drawn_file_that_is_lost_leaves_the_page_as_it_was(archive: Archive) -> None:
    drawn = archive.drawn(html(ROWS[:5]))
    archive.recorder.close()
    (archive.folder / "drawn-00001.warc.gz").unlink()
    pages, _ = with_drawn([static()], [Entry(URL, "ok")], archive.folder, RenderingTrial(pages=(drawn,)))
    assert pages[0].scripted


def test_a_row_that_two_pages_show_counts_once() -> None:
    first, second = (Page(URL, rows=(Row("/a", "甲"), Row(f"/{name}", name))) for name in ("乙", "丙"))
    assert titles(joined(first, [second], whole=True)) == ["甲", "乙", "丙"]


def test_a_platforms_list_with_nothing_to_turn_to_is_whole() -> None:
    page = Page(URL, rows=(Row("/a", "甲"),), paging=Paging(unfollowable="json"))
    assert joined(page, [], whole=True).paging == Paging()


def test_judging_from_an_archive_needs_no_browser_library() -> None:
    code = "import sys, zhengping.evaluation.rendered; sys.exit('playwright' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
