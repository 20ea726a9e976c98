from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from tests.crawl.conftest import Result, options
from tests.crawl.site import links, read
from zhengping.crawl.archive import ArchiveReader, replay
from zhengping.crawl.crawler import crawl
from zhengping.crawl.model import Entry
from zhengping.crawl.warc import file_name
from zhengping.errors import ArchiveError, InputError

Run = Callable[..., Result]
ROUTES = {
    "/": links("/a.html", "/old", "/gone", "/f.pdf"),
    "/a.html": (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(b"<html>zipped")),
    "/old": (301, {"Location": "/b.html"}, b""),
    "/b.html": "<html>b",
    "/f.pdf": (200, {"Content-Type": "application/pdf"}, b"%PDF-1.4 " + bytes(200_000) + b"%%EOF"),
}


def warc_records(result: Result) -> list[tuple[str, str | None, bytes, str]]:
    found = []
    for path in sorted((result.out / "archive").glob("*.warc.gz")):
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream, check_digests="raise"):
                content = record.raw_stream.read()
                headers = record.rec_headers
                found.append((record.rec_type, headers["WARC-Target-URI"], content, headers["WARC-Record-ID"]))
    return found


def test_another_reader_reads_every_record_and_its_digests(run: Run) -> None:
    result = run(ROUTES)
    records = warc_records(result)
    kinds = [kind for kind, *_ in records]
    assert kinds[0] == "warcinfo"
    assert kinds.count("response") == kinds.count("request") == 7
    responses = {identity: (url, content) for kind, url, content, identity in records if kind == "response"}
    for entry in result.archive.entries():
        assert responses[entry.record][0] == entry.url
    assert {url for url, _ in responses.values()} >= {result.site.url + "robots.txt", result.site.url + "b.html"}


def test_every_record_is_a_gzip_member_of_its_own_and_passes_the_checker(run: Run) -> None:
    result = run(ROUTES)

    class Arguments:
        inputs = [str(path) for path in (result.out / "archive").glob("*.warc.gz")]  # noqa: RUF012
        verbose = False

    checker = Checker(Arguments)
    for path in Arguments.inputs:
        checker.process_one(path)
    assert checker.exit_value == 0


def test_requests_say_what_was_sent(run: Run) -> None:
    result = run({"/": "<html>"})
    sent = [content for kind, url, content, _ in warc_records(result) if kind == "request" and url == result.site.url]
    with next((result.out / "archive").glob("*.warc.gz")).open("rb") as stream:
        request = [r for r in ArchiveIterator(stream) if r.rec_type == "request"][-1]
        assert request.http_headers.protocol == "GET"
        assert "ZhengpingBot" in request.http_headers.get_header("User-Agent")
        assert request.http_headers.get_header("Host") == result.site.url.split("/")[2]
    assert len(sent) == 1


def test_a_chunked_body_is_archived_without_its_chunks(run: Run) -> None:
    def chunked(handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        handler.wfile.write(b"6\r\n<html>\r\n5\r\nhello\r\n0\r\n\r\n")

    result = run({"/": chunked})
    assert result.archive.body(result.entry("/").record) == b"<html>hello"
    assert b"<html>hello" in [content for kind, _, content, _ in warc_records(result) if kind == "response"]


def test_an_attachment_is_fetched_whole(run: Run) -> None:
    result = run(ROUTES)
    entry = result.entry("/f.pdf")
    assert (entry.kind, entry.file_type, entry.size, entry.whole) == ("file", "pdf", 200_014, True)
    assert len(result.archive.body(entry.record)) == 200_014
    assert (result.summary.file_bytes, result.summary.files_cut) == (200_014, 0)


def test_only_the_head_is_kept_of_a_file_beyond_the_limit_and_its_size_is_known(run: Run) -> None:
    result = run(ROUTES, file_head_bytes=1000, max_file_bytes=100_000)
    entry = result.entry("/f.pdf")
    assert result.summary.files_cut == 1
    assert (entry.kind, entry.file_type, entry.size, entry.total_size) == ("file", "pdf", 1000, 200_014)
    assert not entry.whole
    assert entry.openable is None


def test_the_index_can_be_made_again_from_the_files(run: Run, tmp_path: Path) -> None:
    result = run(ROUTES)
    copy = tmp_path / "copy"
    copy.mkdir()
    for path in (result.out / "archive").glob("*.warc.gz"):
        shutil.copy(path, copy)
    again = ArchiveReader(copy)
    assert again.entries() == result.archive.entries()
    assert again.summary == result.archive.summary == result.summary
    assert list(again.exchanges()) == list(result.archive.exchanges())
    record = result.entry("/a.html").record
    assert again.body(record) == result.archive.body(record) == b"<html>zipped"


def test_a_half_written_archive_is_read_as_far_as_it_goes(run: Run, tmp_path: Path) -> None:
    result = run({"/": links(*(f"/{n}.html" for n in range(60))), "*": "<html>page"})
    (path,) = (result.out / "archive").glob("*.warc.gz")
    copy = tmp_path / "copy"
    copy.mkdir()
    (copy / path.name).write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    half = ArchiveReader(copy)
    assert 10 < len(half.entries()) < 60
    assert half.summary.interrupted
    assert not half.summary.complete
    assert half.start_url == result.site.url
    assert all(body for _, body in half.exchanges())


def test_an_archive_is_found_in_the_folder_of_the_evaluation(run: Run) -> None:
    result = run({"/": "<html>"})
    assert ArchiveReader(result.out).entries() == ArchiveReader(result.out / "archive").entries()


@pytest.mark.parametrize("content", [None, {}, {"archive": {}}, {"zhengping-00001.warc.gz": b"no warc at all"}])
def test_no_archive_is_said_clearly(tmp_path: Path, content: dict[str, object] | None) -> None:
    folder = tmp_path / "x"
    if content is not None:
        folder.mkdir()
        for name, inner in content.items():
            (folder / name).write_bytes(inner) if isinstance(inner, bytes) else (folder / name).mkdir()
    damaged = content is not None and any(isinstance(inner, bytes) for inner in content.values())
    with pytest.raises(ArchiveError if damaged else InputError, match="档案"):
        ArchiveReader(folder)


def test_a_record_that_is_not_there_is_an_archive_error(run: Run) -> None:
    with pytest.raises(ArchiveError, match="没有记录"):
        run({"/": "<html>"}).archive.body("<urn:uuid:0>")


@pytest.mark.parametrize("noise", [bytes(40), b"\x1f\x8b\x08\x00" + b"\xff" * 60])
def test_a_record_whose_bytes_were_overwritten_is_an_archive_error(run: Run, tmp_path: Path, noise: bytes) -> None:
    result = run(ROUTES)
    copy = tmp_path / "copy"
    shutil.copytree(result.out / "archive", copy)
    record = result.entry("/a.html").record
    place = result.archive.place(record)
    assert place is not None
    with (copy / file_name(place.file)).open("r+b") as file:
        file.seek(place.offset)
        file.write(noise)
    with pytest.raises(ArchiveError):
        ArchiveReader(copy).body(record)


def test_files_begin_anew_beyond_their_size(run: Run) -> None:
    noise = "".join(f"{n * n}" for n in range(30_000))
    result = run(
        {"/": links(*(f"/{n}.html" for n in range(200))), "*": "<html>" + noise}, max_archive_file_bytes=2_000_000
    )
    assert len(list((result.out / "archive").glob("*.warc.gz"))) > 2
    assert len(list(result.archive.exchanges())) == 201
    assert all(len(result.archive.body(e.record)) == e.size for e in result.archive.entries())


def test_reading_again_hands_on_what_the_crawl_handed_on(run: Run) -> None:
    result = run(ROUTES | {"/gone": "<html>页面不存在"})
    again: list[tuple[Entry, object]] = []
    replay(result.archive, read, lambda entry, keep: again.append((entry, keep)))
    assert again == result.told


def test_reading_again_leaves_out_what_is_kept_already(run: Run) -> None:
    result = run(ROUTES)
    again: list[Entry] = []
    replay(
        result.archive,
        read,
        lambda entry, keep: again.append(entry),
        skip={result.site.url, result.site.url + "b.html"},
    )
    assert len(again) == len(result.told) - 2


def test_a_resumed_crawl_adds_to_the_same_archive(run: Run) -> None:
    result = run({"/": links(*(f"/{n}.html" for n in range(20))), "*": "<html>"}, max_pages=8)
    summary = crawl(options(result.site, result.out, resume=True), read)
    assert summary.pages == 21
    assert summary.complete
    assert ArchiveReader(result.out).summary == summary
    assert max(count for path, count in result.site.hits.items() if path != "/robots.txt") == 1


def test_the_summary_is_json_for_others(run: Run) -> None:
    result = run({"/": "<html>"})
    content = [c for kind, _, c, _ in warc_records(result) if kind == "metadata"][-1]
    assert json.loads(content)["pages"] == 1
