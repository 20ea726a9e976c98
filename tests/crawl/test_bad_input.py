"""What the network, the server and the disk can do to a crawl: the right outcome, and nothing lost."""

from __future__ import annotations

import gzip
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest

from tests.crawl.conftest import Result, options
from tests.crawl.site import Handler, Site, links, read
from zhengping.crawl.archive import ArchiveReader
from zhengping.crawl.crawler import crawl
from zhengping.crawl.options import CrawlOptions
from zhengping.errors import ArchiveError

Run = Callable[..., Result]
MEGABYTE = 1 << 20


def alone(url: str, out: Path, **changes: object) -> Result:
    settings = {
        "delay": 0.0,
        "allow_private": True,
        "retry_wait": 0.01,
        "timeout": 2.0,
        "connect_timeout": 2.0,
    } | changes
    summary = crawl(CrawlOptions(url, out, **settings), read)  # type: ignore[arg-type]
    return Result(summary, [], out, None)


def test_a_name_without_an_address_is_dns(tmp_path: Path) -> None:
    result = alone("http://no-such-office.invalid/", tmp_path)
    assert [entry.outcome for entry in result.archive.entries()] == ["dns"]
    assert "域名无法解析" in result.summary.unreachable


def test_a_closed_port_is_refused(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        result = alone(f"http://127.0.0.1:{taken.getsockname()[1]}/", tmp_path)
    assert [entry.outcome for entry in result.archive.entries()] == ["refused"]
    assert "连接被拒绝" in result.summary.unreachable


def test_a_host_that_answers_nothing_is_a_timeout(tmp_path: Path) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(50)
        began = time.monotonic()
        result = alone(f"http://127.0.0.1:{silent.getsockname()[1]}/", tmp_path, timeout=0.3)
    assert [entry.outcome for entry in result.archive.entries()] == ["timeout"]
    assert "超时" in result.summary.unreachable
    assert time.monotonic() - began < 10


def test_a_page_that_never_ends_is_a_timeout_and_its_beginning_is_kept(run: Run) -> None:
    def drip(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        handler.wfile.write(b"<html>begins")
        handler.wfile.flush()
        time.sleep(1.5)

    result = run({"/": links("/slow.html"), "/slow.html": drip}, timeout=0.3)
    entry = result.entry("/slow.html")
    assert entry.outcome == "timeout"
    assert result.archive.body(entry.record) == b"<html>begins"
    assert not entry.whole


def test_an_answer_cut_off_is_tried_again(run: Run) -> None:
    def cut(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "100")
        handler.end_headers()
        handler.wfile.write(b"<html>")
        handler.close_connection = True

    result = run({"/": links("/cut.html"), "/cut.html": cut})
    assert result.outcomes["/cut.html"] == "cut-off"
    assert result.site.hits["/cut.html"] == 3


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    path = tmp_path / "server.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", "/CN=127.0.0.1"]
    subprocess.run(
        [*command, "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", path, "-out", path],
        check=True,
        capture_output=True,
    )
    return path


def secure(site: Site, certificate: Path) -> Site:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    site.socket = context.wrap_socket(site.socket, server_side=True)
    site.scheme = "https"
    return site


def test_a_certificate_of_its_own_making_is_told(site: Callable[..., Site], certificate: Path, tmp_path: Path) -> None:
    served = secure(site({"/": "<html>"}), certificate)
    result = alone(served.url, tmp_path / "out")
    (entry,) = result.archive.entries()
    assert (entry.outcome, entry.tls["fault"]) == ("tls", "self-signed")
    assert "自签名证书" in result.summary.unreachable
    assert not served.hits


def test_a_trusted_certificate_is_noted(
    site: Callable[..., Site], certificate: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = secure(site({"/": "<html>"}), certificate)
    code = (
        "import sys; from pathlib import Path; from tests.crawl.site import read\n"
        "from zhengping.crawl.crawler import crawl; from zhengping.crawl.options import CrawlOptions\n"
        "crawl(CrawlOptions(sys.argv[1], Path(sys.argv[2]), delay=0, allow_private=True), read)"
    )
    subprocess.run(
        [sys.executable, "-c", code, served.url, tmp_path / "out"], check=True, env={"SSL_CERT_FILE": str(certificate)}
    )
    (entry,) = ArchiveReader(tmp_path / "out").entries()
    assert entry.outcome == "ok"
    assert entry.tls["version"].startswith("TLSv1.")
    assert entry.tls["not_after"]


def test_plain_http_on_a_tls_port_is_a_tls_fault(site: Callable[..., Site], tmp_path: Path) -> None:
    served = site({"/": "<html>"})
    result = alone(served.url.replace("http:", "https:"), tmp_path)
    assert [entry.outcome for entry in result.archive.entries()] == ["tls"]


def test_a_page_of_200_megabytes_is_cut(run: Run) -> None:
    def huge(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Length", str(200 * MEGABYTE))
        handler.end_headers()
        handler.wfile.write(b"<html><a href='/found.html'>x</a>")
        for _ in range(200):
            handler.wfile.write(b"x" * MEGABYTE)

    result = run({"/": links("/huge.html"), "/huge.html": huge, "/found.html": "<html>"}, max_page_bytes=MEGABYTE)
    entry = result.entry("/huge.html")
    assert (entry.outcome, entry.size, entry.total_size, entry.whole) == ("too-large", MEGABYTE, 200 * MEGABYTE, False)
    assert len(result.archive.body(entry.record)) == MEGABYTE
    assert result.outcomes["/found.html"] == "ok"


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_a_compression_bomb_is_damaged_and_small_in_memory(run: Run, encoding: str) -> None:
    import zlib

    bomb = b"<html>" + bytes(64 * MEGABYTE)
    packed = {"gzip": gzip.compress, "deflate": zlib.compress, "br": lambda b: brotli.compress(b, quality=1)}[encoding](
        bomb
    )
    headers = {"Content-Type": "text/html", "Content-Encoding": encoding}
    result = run({"/": links("/bomb.html"), "/bomb.html": (200, headers, packed)}, max_page_bytes=MEGABYTE)
    assert result.outcomes["/bomb.html"] == "damaged"
    assert result.entry("/bomb.html").size == MEGABYTE


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "gzip, br"])
def test_compressed_pages_are_read_and_archived_as_received(run: Run, encoding: str) -> None:
    import zlib

    page = links("/a.html").encode()
    packed = page
    for name in encoding.split(", "):
        packed = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress}[name](packed)
    headers = {"Content-Type": "text/html", "Content-Encoding": encoding}
    result = run({"/": (200, headers, packed), "/a.html": "<html>"})
    assert result.outcomes == {"/": "ok", "/a.html": "ok"}
    assert result.archive.body(result.entry("/").record) == page
    assert next(iter(result.archive.exchanges()))[1] == page


def test_broken_compression_is_damaged(run: Run) -> None:
    headers = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
    result = run({"/": links("/x.html"), "/x.html": (200, headers, gzip.compress(b"<html>" * 500)[:-30])})
    assert result.outcomes["/x.html"] == "damaged"


def test_a_plain_page_that_claims_to_be_compressed_is_read(run: Run) -> None:
    headers = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
    result = run({"/": (200, headers, links("/a.html").encode()), "/a.html": "<html>"})
    assert result.outcomes == {"/": "ok", "/a.html": "ok"}


def test_invalid_bytes_reach_the_reader_as_they_are(run: Run) -> None:
    body = b"<html>\xff\xfe\x00\x81\x30" + bytes(range(256))
    result = run({"/": body})
    assert result.archive.body(result.entry("/").record) == body


def test_an_answer_that_is_no_http_is_damaged(run: Run) -> None:
    def garbage(handler: Handler) -> None:
        handler.wfile.write(b"\x00\x01\x02 nonsense\r\n\r\n")
        handler.close_connection = True

    result = run({"/": links("/x.html"), "/x.html": garbage})
    assert result.outcomes["/x.html"] == "damaged"


def test_headers_in_chinese_do_no_harm(run: Run) -> None:
    def chinese(handler: Handler) -> None:
        body = b"<html>ok"
        handler.wfile.write(
            b"HTTP/1.1 200 \xe6\x88\x90\xe5\x8a\x9f\r\nContent-Type: text/html\r\nX-Name: \xd5\xfe\xb8\xae\r\n"
            b"Content-Length: %d\r\n\r\n" % len(body) + body
        )

    result = run({"/": links("/x.html"), "/x.html": chinese})
    assert result.outcomes["/x.html"] == "ok"
    assert result.archive.body(result.entry("/x.html").record) == b"<html>ok"


def test_a_private_address_behind_a_redirect_is_not_visited(run: Run) -> None:
    result = run({"/": links("/x"), "/x": (302, {"Location": "http://169.254.169.254/latest"}, b"")})
    assert result.outcomes["/x"] == "off-scope"


CRAWL = """
import resource, signal, sys
from pathlib import Path
from tests.crawl.site import read
from zhengping.crawl.crawler import crawl
from zhengping.crawl.options import CrawlOptions
limit = int(sys.argv[3])
if limit:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
options = CrawlOptions(sys.argv[1], Path(sys.argv[2]), delay=0, allow_private=True, resume="resume" in sys.argv)
try:
    summary = crawl(options, read)
    print(summary.stopped or "done", summary.pages)
except Exception as error:
    print(type(error).__name__, error)
    sys.exit(1)
"""


def start(site: Site, out: Path, limit: int = 0, *more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", CRAWL, site.url, str(out), str(limit), *more]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def words(number: int) -> str:
    """A number in letters, for pages that differ in more than digits."""
    return str(number).translate(str.maketrans("0123456789", "abcdefghij"))


def until(process: subprocess.Popen[str], site: Site, requests: int) -> None:
    while sum(site.hits.values()) < requests:
        assert process.poll() is None, process.communicate()
        time.sleep(0.01)


def many(pages: int, wait: float = 0.0) -> dict[str, object]:
    def page(handler: Handler) -> str:
        time.sleep(wait)
        number = int("".join(c for c in handler.path if c.isdigit()) or 0)
        return links(*(f"/{n}.html" for n in range(number, min(number + 30, pages)))) + words(number) * 300

    return {"/robots.txt": (404, {}, b""), "*": page}


def test_a_full_disk_ends_the_crawl_and_keeps_what_was_done(site: Callable[..., Site], tmp_path: Path) -> None:
    import random

    noise = random.Random(1)
    served = site(many(200))
    served.routes["*"] = lambda handler: links(*(f"/{n}.html" for n in range(200))) + noise.randbytes(4000).hex()
    process = start(served, tmp_path, 300_000)
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert output.startswith("ArchiveError")
    assert "磁盘" in output
    archive = ArchiveReader(tmp_path)
    done = archive.entries()
    assert len(done) > 5
    assert all(archive.body(entry.record) for entry in done)
    before = {entry.url for entry in done}
    served.hits.clear()
    result = crawl(options(served, tmp_path, resume=True), read)
    assert result.pages == 201
    assert not [url for url in before if served.hits["/" + url.removeprefix(served.url)]]


def test_a_killed_crawl_resumes_without_fetching_a_finished_page_twice(
    site: Callable[..., Site], tmp_path: Path
) -> None:
    served = site(many(300, wait=0.002))
    process = start(served, tmp_path)
    until(process, served, 150)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    done = ArchiveReader(tmp_path).entries()
    assert 50 < len(done) < 290
    hits = served.hits.copy()
    served.hits.clear()
    output, _ = start(served, tmp_path, 0, "resume").communicate(timeout=60)
    assert output == "done 301\n"
    again = [entry.url for entry in done if served.hits["/" + entry.url.removeprefix(served.url)]]
    assert again == []
    archive = ArchiveReader(tmp_path)
    assert len({entry.url for entry in archive.entries()}) == len(archive.entries()) == 301
    assert all(body for _, body in archive.exchanges())
    assert sum(hits.values()) + sum(served.hits.values()) < 301 + 2 + 64 + 40


def test_ctrl_c_ends_cleanly_with_what_is_done(site: Callable[..., Site], tmp_path: Path) -> None:
    served = site(many(200, wait=0.005))
    process = start(served, tmp_path)
    until(process, served, 50)
    process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=20)
    assert output.startswith("interrupted ")
    archive = ArchiveReader(tmp_path)
    assert archive.summary.interrupted
    assert archive.summary.pages == len(archive.entries()) > 10
    assert archive.summary.pages_left > 0
    assert crawl(options(served, tmp_path, resume=True), read).pages == 201


def test_a_torn_end_of_the_archive_is_cut_off(site: Callable[..., Site], tmp_path: Path) -> None:
    served = site(many(60))
    assert crawl(options(served, tmp_path, max_pages=20), read).pages == 20
    (warc,) = (tmp_path / "archive").glob("*.warc.gz")
    with warc.open("ab") as stream:
        stream.write(b"\x1f\x8b\x08\x00 half a record")
    assert crawl(options(served, tmp_path, resume=True), read).pages == 61
    archive = ArchiveReader(tmp_path)
    assert len(list(archive.exchanges())) == 61


def test_what_the_disk_lost_is_fetched_again(site: Callable[..., Site], tmp_path: Path) -> None:
    served = site(many(60))
    crawl(options(served, tmp_path), read)
    (warc,) = (tmp_path / "archive").glob("*.warc.gz")
    data = warc.read_bytes()
    warc.write_bytes(data[: len(data) // 2])
    assert len(ArchiveReader(tmp_path).entries()) < 61
    crawl(options(served, tmp_path, resume=True), read)
    archive = ArchiveReader(tmp_path)
    assert len(archive.entries()) == len(list(archive.exchanges())) == 61


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(ArchiveError, match="档案目录"):
        crawl(CrawlOptions("http://127.0.0.1:9/", tmp_path / "file", allow_private=True), read)
