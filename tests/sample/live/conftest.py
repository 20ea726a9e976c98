"""The four plans for what only use can tell, made and served once."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest

from zhengping.sample import ServedSite, make_samples, serve
from zhengping.sample.live.scenarios import live_plans


@dataclass
class Got:
    """An answer as it came."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


class Visitor:
    """Asks a served site by HTTP."""

    def __init__(self, served: ServedSite) -> None:
        self.served, self.live = served, served.live
        self.data: dict[str, Any] = json.loads((served.directory / "live.json").read_text(encoding="utf-8"))

    def get(self, target: str, method: str = "GET", body: str = "", url: str = "", **headers: str) -> Got:
        connection = http.client.HTTPConnection(urlsplit(url or self.served.url).netloc, timeout=10)
        try:
            connection.request(method, target, body or None, headers)
            answer = connection.getresponse()
            return Got(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def search(self, question: str, **more: str) -> str:
        path, field = {
            "trs": ("/search", "q"),
            "jcms": ("/jsearch/search.do", "q"),
            "aspnet": ("/Search.aspx", "KeyWord"),
        }[self.data["family"]]
        extra = "".join(f"&{name}={quote(value)}" for name, value in more.items())
        return self.get(f"{path}?{field}={quote(question)}{extra}").text

    def first(self, **wanted: str) -> dict[str, str]:
        """The first entry of the index with these properties."""
        items: list[dict[str, str]] = self.data["items"]
        return next(item for item in items if all(item[name] == value for name, value in wanted.items()))


@pytest.fixture(scope="session")
def live_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("live") / "out"
    make_samples(out, plans=live_plans())
    return out


@pytest.fixture(scope="session")
def live_sites(live_directory: Path) -> Iterator[dict[str, ServedSite]]:
    with serve(live_directory) as sites:
        yield {site.key: site for site in sites}


@pytest.fixture(params=("live-trs", "live-jcms", "live-aspnet"))
def visitor(request: pytest.FixtureRequest, live_sites: dict[str, ServedSite]) -> Iterator[Visitor]:
    """A visitor of the good site in each family."""
    served = live_sites[request.param]
    yield Visitor(served)
    served.live.reset()


@pytest.fixture
def trs(live_sites: dict[str, ServedSite]) -> Iterator[Visitor]:
    served = live_sites["live-trs"]
    yield Visitor(served)
    served.live.reset()


@pytest.fixture
def drawn(live_sites: dict[str, ServedSite]) -> Iterator[Visitor]:
    served = live_sites["drawn"]
    yield Visitor(served)
    served.live.reset()
