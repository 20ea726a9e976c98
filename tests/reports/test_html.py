"""The report: complete, safe against what foreign pages hold, and usable in a browser."""

import html
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from tests.reports.reporting import EDITION, found, judgement
from zhengping.checks.finding import Evidence, Finding
from zhengping.reports.html import render

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def test_every_indicator_and_every_point_stands_in_the_report() -> None:
    text = render(judgement())
    for indicator in EDITION.indicators:
        assert f'<span class="code">{indicator.code}</span>' in text
        for point in indicator.points:
            assert f'id="p{point.code}"' in text


def test_words_of_foreign_pages_are_escaped() -> None:
    evil = "<script>alert(1)</script>"
    text = render(judgement(p1_1_1_1=found("0.5", text=evil, quote=evil)))
    assert evil not in text
    assert html.escape(evil) in text


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "vbscript:x"])
def test_only_web_addresses_become_links(url: str) -> None:
    assert f'href="{url}' not in render(judgement(p1_1_1_1=found("0.5", url=url)))


def test_same_judgement_gives_the_same_bytes() -> None:
    assert render(judgement()) == render(judgement())


def test_states_are_told_in_words() -> None:
    text = render(judgement(p1_1_1_1=found("0.5", "suggested")))
    assert "建议值" in text
    assert "需人工" in text


def in_browser(tmp_path: Path, width: int, script: str) -> str:
    """What `script` (with `report`, the report's window) gives, the report shown `width` pixels wide and offline."""
    text = render(judgement(p1_1_1_1=found("0.25", text="很长的结论" * 60, url="http://x.cn/" + "a" * 300)))
    frame = (
        f'<!doctype html><meta charset=utf-8><iframe id=f style="width:{width}px;height:2000px;border:0"'
        f' srcdoc="{html.escape(text, quote=True)}"></iframe><output></output><script>'
        "f.onload=function(){var report=f.contentWindow;report.document.querySelectorAll('details')"
        ".forEach(function(d){d.open=true});"
        f"document.querySelector('output').textContent=JSON.stringify({script});}};</script>"
    )
    page = tmp_path / "frame.html"
    page.write_text(frame, encoding="utf-8")
    done = subprocess.run(
        [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}",
         "--virtual-time-budget=4000", "--dump-dom", page.as_uri()],
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    return re.search(r"<output>(.*?)</output>", done.stdout, re.S)[1]  # type: ignore[index]


@pytest.mark.skipif(CHROMIUM is None, reason="no browser here")
@pytest.mark.parametrize("width", [360, 390, 1280])
def test_report_does_not_scroll_sideways(width: int, tmp_path: Path) -> None:
    assert int(in_browser(tmp_path, width, "report.document.documentElement.scrollWidth")) <= width


@pytest.mark.skipif(CHROMIUM is None, reason="no browser here")
def test_report_asks_the_network_for_nothing(tmp_path: Path) -> None:
    assert in_browser(tmp_path, 800, "report.performance.getEntriesByType('resource').length") == "0"


def test_a_site_that_could_not_be_opened_shows_no_score_and_the_reason() -> None:
    unreachable = replace(
        judgement(p1_1_1_1=Finding("blocked", None, "网站无法访问（域名无法解析），待人工核验，不作扣分。")),
        outcome="unreachable",
    )
    text = render(unreachable)
    assert "未能评估，没有得分" in text
    assert "域名无法解析" in text
    assert 'class="score-card"' not in text
    assert "可以争取" not in text
    assert "拒绝了程序访问" not in text


def test_a_site_that_was_judged_shows_its_score() -> None:
    text = render(judgement())
    assert 'class="score-card"' in text
    assert "未能评估" not in text


def test_the_report_opens_with_what_to_do() -> None:
    text = render(judgement(p1_1_1_1=found("0.25")))
    main = text[text.index('<main id="main"') :]
    assert main.index("先做什么，能得几分") == main.index("<h2>") + len("<h2>")
    assert text.index('class="headline"') < text.index('<main id="main"')


def test_a_site_that_could_not_be_judged_shows_no_range_of_scores() -> None:
    text = render(replace(judgement(), outcome="unreachable"))
    assert not re.search(r"0\.00(</small>|<small>)? – ", text)
    assert "未评" in text
    assert 'class="headline"' not in text


def test_contradictions_stand_side_by_side() -> None:
    one, other = (
        Evidence("http://x.cn/a", "电话0771-1", pair="电话1"),
        Evidence("http://x.cn/b", "电话0771-2", pair="电话1"),
    )
    finding = replace(found("0.5", "suggested"), evidence=(one, other, Evidence("http://x.cn/c", "别的")))
    text = render(judgement(p1_1_1_3=finding))
    pair = text[text.index('class="pair"') :]
    pair = pair[: pair.index("</div>")]
    assert "电话0771-1" in pair
    assert "电话0771-2" in pair
    assert "别的" not in pair


def test_the_report_says_that_security_findings_are_kept_apart() -> None:
    assert "security.html" in render(judgement())


def test_every_table_that_scrolls_can_be_reached_by_keyboard() -> None:
    text = render(judgement(p1_1_1_1=found("0.25")))
    scrolling = re.findall(r'<div class="scroll"([^>]*)>', text)
    assert scrolling
    assert all('tabindex="0"' in attributes and "aria-label" in attributes for attributes in scrolling)
