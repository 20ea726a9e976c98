import json
from pathlib import Path
from typing import Any

import pytest

from zhengping.sample import make_samples

KEYS = ("good", "middling", "poor")


class Sample:
    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.truth: dict[str, Any] = self._load("truth.json")
        self.routes: dict[str, dict[str, Any]] = self._load("routes.json")["routes"]

    def _load(self, name: str) -> Any:
        return json.loads((self.directory / name).read_text(encoding="utf-8"))

    def body(self, url: str) -> bytes:
        return (self.directory / "site" / self.routes[url]["file"]).read_bytes()

    def html(self, url: str) -> str:
        charset = "utf-8" if url.startswith("/sqpt/") else self.truth["charset"]
        return self.body(url).decode(charset)

    def pages(self) -> list[str]:
        return [url for url, route in self.routes.items() if route["type"] == "text/html"]


@pytest.fixture(scope="session")
def samples_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("samples") / "out"
    make_samples(out)
    return out


@pytest.fixture(scope="session")
def samples(samples_directory: Path) -> dict[str, Sample]:
    return {key: Sample(samples_directory / key) for key in KEYS}


@pytest.fixture(params=KEYS)
def sample(request: pytest.FixtureRequest, samples: dict[str, Sample]) -> Sample:
    return samples[request.param]
