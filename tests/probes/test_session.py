"""The browser's rules: what leaves it, what it keeps, and that no page can hold it up."""

import asyncio
import contextlib
import gzip
import socket
import threading
import time
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from warcio.archiveiterator import ArchiveIterator

from tests.probes.browsing import AGENT, browse, needs_browser
from tests.probes.serving import serving
from zhengping.probes.faults import BudgetSpent, ProbeFault
from zhengping.probes.recorder import drawn_documents, thumb_name
from zhengping.probes.session import Session
from zhengping.probes.tab import MARKER, Loaded

pytestmark = needs_browser
FINE = "<title>好的页面</title><body><h1>好的页面</h1><p>这里有内容。</p></body>"


def opened(folder: Path, url: str, **options: object) -> Loaded:
    async def use(session: Session) -> Loaded:
        async with session.tab() as tab:
            return await tab.open(url)

    return browse(folder, use, **options)


def test_a_page_is_opened_read_and_archived(tmp_path: Path) -> None:
    with serving({"/": FINE}) as site:

        async def use(session: Session) -> tuple[Loaded, str]:
            async with session.tab() as tab:
                loaded = await tab.open(site.url)
                session.recorder.document(site.url, await tab.html())
                return loaded, (await tab.read()).title_tag

        loaded, title = browse(tmp_path, use)
        assert loaded.outcome == "ok"
        assert title == "好的页面"
        with (tmp_path / "probes-00001.warc.gz").open("rb") as file:
            records = {
                record.rec_headers["WARC-Record-ID"]: record.content_stream().read()
                for record in ArchiveIterator(file)
                if record.rec_type == "response"
            }
        assert FINE.encode() in records[loaded.record]
        (record, url, html), *_ = drawn_documents(tmp_path)
        assert record.startswith("<urn:uuid:")
        assert url == site.url
        assert "这里有内容" in html.decode()


def test_every_record_of_the_archive_is_one_gzip_member(tmp_path: Path) -> None:
    with serving({"/": FINE}) as site:
        opened(tmp_path, site.url)
    data = (tmp_path / "probes-00001.warc.gz").read_bytes()
    assert gzip.decompress(data).count(b"WARC/1.1") == data.count(b"\x1f\x8b\x08")


def test_the_program_names_itself(tmp_path: Path) -> None:
    shown = "<script>document.write(navigator.userAgent + ' ' + navigator.webdriver)</script>"
    with serving({"/": shown}) as site:

        async def use(session: Session) -> str:
            async with session.tab() as tab:
                await tab.open(site.url)
                return (await tab.html()).split("</script>")[1]

        said = browse(tmp_path, use)
    assert AGENT in said
    assert "true" in said, "that it is driven by a program is not hidden"


@pytest.mark.parametrize(
    "sending",
    [
        "fetch('/x', {method: 'POST', body: 'a'})",
        "navigator.sendBeacon('/x', 'a')",
        "(() => { const r = new XMLHttpRequest(); r.open('PUT', '/x'); r.send('a'); })()",
        "document.forms[0].submit()",
        "document.forms[0].requestSubmit()",
        "document.forms[0].querySelector('button').click()",
    ],
)
def test_nothing_but_looking_leaves_the_browser(sending: str, tmp_path: Path) -> None:
    form = "<form method=post action=/x><input name=a><button>提交</button></form>"
    with serving({"/": form}) as site:

        async def use(session: Session) -> None:
            async with session.tab() as tab:
                await tab.open(site.url)
                await tab.js(f"() => {{ {sending}; }}")
                await tab.settle()

        browse(tmp_path, use)
        assert site.posted == []
        assert ("GET", "/x") not in site.asked


def test_a_query_form_leads_on_only_where_allowed(tmp_path: Path) -> None:
    form = "<form action=/found><input name=q value=a><button>搜索</button></form>"
    with serving({"/": form, "/found": FINE}) as site:

        async def use(session: Session) -> tuple[str, str]:
            async with session.tab() as tab:
                await tab.open(site.url)
                await tab.page.click("button")
                await tab.settle()
                before = tab.page.url
                await tab.allow_query()
                await tab.page.click("button")
                await tab.settle()
                return before, tab.page.url

        before, after = browse(tmp_path, use)
    assert before.rstrip("?") == site.url
    assert "/found?q=a" in after


def test_a_sealed_tab_lets_no_typed_text_out(tmp_path: Path) -> None:
    form = f"""<form action=/x><input name=q value="{MARKER}"></form><script>
      function go() {{ document.forms[0].submit(); location.href = '/x?nav'; fetch('/x?fetch');
        new Image().src = '/x?' + encodeURIComponent('{MARKER}'); window.open('/x?window'); }}</script>"""
    with serving({"/": form}) as site:

        async def use(session: Session) -> list[str]:
            async with session.tab() as tab:
                await tab.open(site.url)
                await tab.seal()
                await tab.js("() => { go(); }")
                await tab.settle()
                return sorted(tab.held)

        held = browse(tmp_path, use)
        assert [path for _, path in site.asked if path.startswith("/x")] == []
        assert held


def test_private_addresses_are_refused_unless_allowed(tmp_path: Path) -> None:
    with serving({"/": FINE}) as site:
        assert opened(tmp_path, site.url, allow_private=False).outcome == "private"
        assert site.asked == []


def test_robots_txt_is_obeyed(tmp_path: Path) -> None:
    rules = (200, "text/plain", b"User-agent: *\nDisallow: /kept\n")
    with serving({"/robots.txt": rules, "/": FINE + "<img src=/kept/a.png>", "/kept/": FINE}) as site:
        assert opened(tmp_path, site.url + "kept/").outcome == "robots"
        assert opened(tmp_path, site.url).outcome == "ok"
        assert all("/kept" not in path for _, path in site.asked)


def test_parts_of_the_make_up_are_asked_once(tmp_path: Path) -> None:
    style = (200, "text/css", b"body { color: red }")
    page = "<link rel=stylesheet href=/a.css>" + FINE
    with serving({"/": page, "/two": page, "/a.css": style}) as site:

        async def use(session: Session) -> None:
            for path in ("", "two"):
                async with session.tab() as tab:
                    await tab.open(site.url + path)

        browse(tmp_path, use)
        assert [path for _, path in site.asked].count("/a.css") == 1


def test_private_numbers_are_masked_in_screenshots_only(tmp_path: Path) -> None:
    with serving({"/": "<p id=n>电话 13912345678</p>"}) as site:

        async def use(session: Session) -> tuple[str, str]:
            async with session.tab() as tab:
                await tab.open(site.url)
                await tab.js("""() => { window.seen = ''; new MutationObserver(() => {
                    window.seen += document.getElementById('n').textContent; })
                    .observe(document.body, {subtree: true, characterData: true}); }""")
                shot = await tab.shot("page", "一页")
                assert shot is not None
                return str(await tab.js("window.seen")), str(await tab.js("document.getElementById('n').textContent"))

        seen, after = browse(tmp_path, use)
    assert "139******78" in seen
    assert after == "电话 13912345678"


def test_a_screenshot_is_kept_with_a_small_picture(tmp_path: Path) -> None:
    with serving({"/": FINE}) as site:

        async def use(session: Session) -> str:
            async with session.tab(phone=True) as tab:
                await tab.open(site.url)
                shot = await tab.shot("phone", "手机上的首页")
                assert shot is not None
                return shot.file

        file = browse(tmp_path, use)
    with Image.open(BytesIO((tmp_path / "shots" / file).read_bytes())) as image:
        assert image.width == 390
    assert (tmp_path / "shots" / thumb_name(file)).stat().st_size > 0


# --- pages that would hold the program up ----------------------------------------------------------------------


async def stay(session: Session, url: str, seconds: float) -> None:
    async with session.tab() as tab:
        await tab.open(url)
        await asyncio.sleep(seconds)
        await tab.js("1", seconds=2)


def test_a_page_that_hangs_in_a_script_is_given_up_and_the_next_one_opens(tmp_path: Path) -> None:
    with serving({"/": "<script>setTimeout(() => { for (;;) {} }, 200)</script>", "/next": FINE}) as site:

        async def use(session: Session) -> str:
            with pytest.raises(ProbeFault):
                await stay(session, site.url, 0.5)
            async with session.tab() as tab:
                return (await tab.open(site.url + "next")).outcome

        assert browse(tmp_path, use) == "ok"


def test_a_page_that_eats_memory_is_ended_and_the_next_one_opens(tmp_path: Path) -> None:
    eater = "<script>let a = []; setInterval(() => { let b = new Uint8Array(4e7); b.fill(1); a.push(b); }, 10)</script>"
    with serving({"/": eater, "/next": FINE}) as site:

        async def use(session: Session) -> str:
            with pytest.raises(ProbeFault):
                await stay(session, site.url, 4)
            async with session.tab() as tab:
                return (await tab.open(site.url + "next")).outcome

        assert browse(tmp_path, use, max_renderer_bytes=300 * 1024 * 1024) == "ok"


def test_a_page_that_never_ends_loading_is_looked_at_as_far_as_it_came(tmp_path: Path) -> None:
    listener = socket.create_server(("127.0.0.1", 0))

    def drip() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=drip_one, args=(connection,), daemon=True).start()

    def drip_one(connection: socket.socket) -> None:
        with connection:
            asked = connection.recv(4096)
            if b"robots.txt" in asked:
                connection.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                return
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<h1>begun</h1>")
            with contextlib.suppress(OSError):
                for _ in range(60):
                    time.sleep(0.25)
                    connection.sendall(b"<p>more</p>")

    threading.Thread(target=drip, daemon=True).start()
    try:
        loaded = opened(tmp_path, f"http://127.0.0.1:{listener.getsockname()[1]}/", page_seconds=3)
    finally:
        listener.close()
    assert loaded.outcome == "timeout"
    assert loaded.readable


def test_dialogs_popups_printing_and_downloads_do_not_stop_it(tmp_path: Path) -> None:
    page = (
        """<script>alert('一'); confirm('二'); print(); window.open('/popup');
      window.onbeforeunload = () => 'stay'; setTimeout(() => { location.href = '/file'; }, 100)</script>"""
        + FINE
    )
    with serving({"/": page, "/popup": FINE, "/file": b"\x00\x01binary", "/next": FINE}) as site:

        async def use(session: Session) -> tuple[list[str], int, int, str]:
            async with session.tab() as tab:
                await tab.open(site.url)
                await asyncio.sleep(0.5)
                found = list(tab.dialogs), len(tab.popups), len(tab.downloads)
                return *found, (await tab.open(site.url + "next")).outcome

        dialogs, popups, downloads, outcome = browse(tmp_path, use)
    assert dialogs[:2] == ["一", "二"]
    assert popups == 1
    assert downloads == 1
    assert outcome == "ok"


def test_a_check_that_any_browser_answers_passes_and_a_captcha_does_not(tmp_path: Path) -> None:
    check = "<script>document.cookie = '__jsl_clearance=1'; setTimeout(() => location.reload(), 300)</script>"
    captcha = "<body>请完成安全验证 <input name=code></body>"
    state = {"asked": 0}

    def guarded(_: dict[str, str]) -> str:
        state["asked"] += 1
        return check if state["asked"] == 1 else FINE

    with serving({"/": guarded, "/captcha": captcha}) as site:
        assert opened(tmp_path, site.url).outcome == "ok"
        assert opened(tmp_path, site.url + "captcha").outcome == "blocked"


@pytest.mark.parametrize(("status", "outcome"), [(403, "blocked"), (404, "not-found"), (500, "error")])
def test_an_error_without_a_body_is_told_by_its_status(status: int, outcome: str, tmp_path: Path) -> None:
    with serving({"/": (status, "text/html", b"")}) as site:
        assert opened(tmp_path, site.url).outcome == outcome


def test_the_budget_of_page_loads_ends_a_trial(tmp_path: Path) -> None:
    with serving({"/": FINE}) as site:

        async def use(session: Session) -> int:
            session.allot(2, 60)
            async with session.tab() as tab:
                await tab.open(site.url)
                await tab.open(site.url)
                with pytest.raises(BudgetSpent):
                    await tab.open(site.url)
            return session.loads

        assert browse(tmp_path, use) == 2
