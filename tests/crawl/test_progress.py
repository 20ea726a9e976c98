from __future__ import annotations

import io

from zhengping.crawl.progress import Bar, Lines, ProgressState, Quiet, make_progress

STATE = ProgressState(
    pages=12, max_pages=100, waiting=30, files=4, failed=1, bytes=2_500_000, seconds=9.0, url="http://x.cn/"
)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_plain_lines_where_there_is_no_terminal() -> None:
    stream = io.StringIO()
    progress = make_progress(stream=stream)
    assert isinstance(progress, Lines)
    progress.update(STATE)
    progress.close()
    assert stream.getvalue().startswith("已抓取 12 页（待抓 30，附件 4，未成功 1），2.5 MB，9 秒\n")
    assert "\x1b" not in stream.getvalue()


def test_a_bar_on_a_terminal() -> None:
    stream = Terminal()
    progress = make_progress(stream=stream)
    assert isinstance(progress, Bar)
    progress.update(STATE)
    progress.close()
    assert "12/42 页" in stream.getvalue()


def test_nothing_when_quiet() -> None:
    assert isinstance(make_progress(quiet=True), Quiet)
