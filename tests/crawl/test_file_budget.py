from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from tests.crawl.conftest import Result
from tests.crawl.site import Handler, links

Run = Callable[..., Result]
PDF = b"%PDF-1.4 " + b"x" * 50_000
BIG = {"Content-Type": "application/pdf"}


def test_the_budget_of_all_files_together_leaves_the_rest_at_their_heads(run: Run) -> None:
    routes: dict[str, Any] = {"/": links(*(f"/{n}.pdf" for n in range(6)))}
    routes |= {f"/{n}.pdf": (200, BIG, PDF) for n in range(6)}
    result = run(routes, max_files_bytes=100_000, file_head_bytes=1000, connections=1)
    whole = [entry for entry in result.archive.entries() if entry.kind == "file" and entry.whole]
    assert 2 <= len(whole) < 6
    assert result.summary.files_cut == 6 - len(whole)


def test_a_file_behind_a_pages_address_is_fetched_whole(run: Run) -> None:
    entry = run({"/": links("/download.jsp?id=1"), "/download.jsp?id=1": (200, BIG, PDF)}).entry("/download.jsp?id=1")
    assert (entry.kind, entry.file_type, entry.whole) == ("file", "pdf", True)


@pytest.mark.parametrize("name", ["/a.mp4", "/file"])
def test_a_film_is_known_by_its_head_whatever_its_name(run: Run, name: str) -> None:
    film = b"\x00\x00\x00\x18ftypisom" + b"x" * 500_000
    entry = run({"/": links(name), name: (200, {"Content-Type": "video/mp4"}, film)}, file_head_bytes=1000).entry(name)
    assert (entry.file_type, entry.size, entry.whole) == ("mp4", 1000, False)


def test_a_file_too_slow_to_be_had_whole_is_no_fault_of_it(run: Run) -> None:
    def slow(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "application/pdf")
        handler.send_header("Content-Length", "50000")
        handler.end_headers()
        handler.wfile.write(PDF[:20_000])
        handler.wfile.flush()
        time.sleep(1.5)

    result = run({"/": links("/a.pdf"), "/a.pdf": slow}, file_head_bytes=1000, timeout=0.5)
    entry = result.entry("/a.pdf")
    assert (entry.outcome, entry.whole, entry.openable) == ("ok", False, None)
    assert result.summary.files_cut == 1


def test_the_number_of_files_is_kept_to_and_what_is_left_is_counted(run: Run) -> None:
    routes: dict[str, Any] = {"/": links(*(f"/{n}.pdf" for n in range(6)))}
    routes |= {f"/{n}.pdf": (200, BIG, PDF) for n in range(6)}
    summary = run(routes, max_files=2).summary
    assert (summary.files, summary.files_left) == (2, 4)
