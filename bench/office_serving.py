"""Serves the office for `bench.office` with the server that `zhengping serve` uses; no background work."""

from __future__ import annotations

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhengping.office.settings")


def main() -> None:
    """Waitress with eight threads."""
    from waitress import serve

    from zhengping.office.wsgi import application

    serve(application, host="127.0.0.1", port=int(sys.argv[1]), threads=8, backlog=256, _quiet=True)


if __name__ == "__main__":
    main()
