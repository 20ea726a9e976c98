"""`zhengping serve`: the office's web pages and its background work in one process (docs/office.md)."""

from __future__ import annotations

import fcntl
import logging
import os
import signal
import socket
from pathlib import Path
from types import FrameType
from typing import IO, Any

from zhengping.errors import InputError, ZhengpingError, reason

THREADS = 8
"""Requests answered side by side; the database is what bounds them."""


def run(host: str, port: int, *, background: bool = True) -> int:
    """Makes what is not there (data folder, database, first administrator), then serves until it is told to stop.

    One clear line, as a `ZhengpingError`, for a port in use, a folder that cannot be written, a second server on the
    same folder, and a database that cannot be reached.
    """
    prepare()
    from django.conf import settings

    held = _only_one(Path(settings.DATA))
    listening = _listen(host, port)
    _first_admin()
    from waitress.server import create_server

    from zhengping.office.wsgi import application

    # The server's own notes of its start and of slow clients are nobody's concern here.
    logging.getLogger("waitress").setLevel(logging.ERROR)
    proxied: dict[str, Any] = {}
    if settings.HTTPS:
        proxied = {
            "trusted_proxy": os.environ.get("ZHENGPING_PROXY", "127.0.0.1"),
            "trusted_proxy_headers": {"x-forwarded-proto", "x-forwarded-for", "x-forwarded-host"},
        }
    server = create_server(
        application, sockets=[listening], threads=THREADS, ident=None, clear_untrusted_proxy_headers=True, **proxied
    )
    workers = _workers() if background else []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _stop)
    for worker in workers:
        worker.start()
    shown = "127.0.0.1" if host in ("", "0.0.0.0", "::") else f"[{host}]" if ":" in host else host
    print(
        f"政评已启动：http://{shown}:{listening.getsockname()[1]}/　数据目录 {settings.DATA}　按 Ctrl-C 停止",
        flush=True,
    )
    try:
        server.run()  # Returns where a signal raised SystemExit.
    finally:
        print("正在停止……进行中的采集会在下次启动时继续。", flush=True)
        server.close()
        for worker in reversed(workers):
            worker.stop()
        held.close()
    return 0


def prepare() -> None:
    """Sets Django up and brings the database to the program's state; makes both where they are not there."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhengping.office.settings")
    import django
    from django.core.management import call_command
    from django.db import DatabaseError, connection

    django.setup()
    from django.conf import settings

    data = Path(settings.DATA)
    for folder in (data, Path(settings.MEDIA_ROOT)):
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise InputError(f"ZHENGPING_DATA {folder}：建不了（{reason(error)}），请换一个可写的目录") from None
        if not os.access(folder, os.W_OK | os.X_OK):
            raise InputError(f"ZHENGPING_DATA {folder}：写不了（没有权限），请换一个可写的目录")
    try:
        new = not connection.introspection.table_names()
        if new:
            print("建立数据库 ……", flush=True)
        call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as error:
        raise ZhengpingError(_database_line(error, settings)) from None


def _database_line(error: Exception, settings: Any) -> str:
    """Why the database can't be used, in one line without its password."""
    database = settings.DATABASES["default"]
    why = " ".join(str(error).split())[:200]
    if "postgresql" in database["ENGINE"]:
        where = f"{database['HOST'] or 'localhost'}:{database['PORT'] or 5432}/{database['NAME']}"
        return f"ZHENGPING_DATABASE：连不上 PostgreSQL {where}，请检查是否已启动、用户和密码是否正确（{why}）"
    return f"{database['NAME']}：数据库打不开（{why}），请检查文件是否完好、磁盘空间和权限"


def _only_one(data: Path) -> IO[str]:
    """Two servers on one data folder would do its background work twice."""
    held = (data / "serve.lock").open("w")
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        held.close()
        raise ZhengpingError(f"数据目录 {data} 已有一个 zhengping serve 在用，请先停止它，或换一个目录") from None
    return held


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        if isinstance(error, socket.gaierror):
            raise InputError(f"--host {host}：不是本机的地址") from None
        raise ZhengpingError(f"端口 {port} 用不了（{reason(error)}），请用 --port 换一个") from None
    return listening


def _first_admin() -> None:
    from zhengping.office.accounts.first_admin import first_admin

    try:
        made = first_admin()
    except (EOFError, KeyboardInterrupt):
        raise ZhengpingError("没有设平台管理员，没有启动") from None
    if made is not None:
        print(f"已设平台管理员 {made.username}", flush=True)


def _workers() -> list[Any]:
    """The evaluation of sites, and the regular work (reminders, mail, overdue self-assessments)."""
    from zhengping.office.collection.worker import Worker
    from zhengping.office.regular import Regular

    return [Worker(), Regular()]


def _stop(number: int, frame: FrameType | None) -> None:
    """A second signal while it stops changes nothing."""
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, signal.SIG_IGN)
    raise SystemExit(0)
