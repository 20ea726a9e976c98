"""Runs with results, as an evaluation leaves them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from tests.office.making import World
from zhengping.office.collection.importing import folder_of, import_result
from zhengping.office.collection.models import SiteRun
from zhengping.office.collection.running import start
from zhengping.office.rounds.models import Participation
from zhengping.standard import load_edition

MOMENT = datetime(2025, 12, 2, tzinfo=UTC)


def result(**given: dict[str, Any]) -> dict[str, Any]:
    """A result of the contract `evaluate`: every point for a person but those given (`p1_1_1_1={…}`)."""
    points = {
        code: {"state": "person", "value": None, "confidence": 0, "finding": "须人工", "advice": "", "evidence": []}
        for code in load_edition().points
    }
    for name, one in given.items():
        code = name[1:].replace("_", ".").rsplit(".", 1)
        points["-".join(code)] |= one
    return {
        "standard": "guangxi-departments",
        "site": "http://lyj.example.gov.cn/",
        "monitoring_date": "2025-11-30",
        "made": "2025-12-02T10:00:00+08:00",
        "outcome": "judged",
        "crawl": {"pages": 12, "articles": 5, "columns": 3, "bytes": 100, "outcomes": {"ok": 12, "not-found": 1}},
        "points": points,
        "observed": {"letters": None, "surveys": ["2025-03-02"], "interviews": []},
        "scorecard": {"total": "1.00", "total_possible": "90.00"},
    }


JUDGED = {
    "state": "judged",
    "value": "0.5",
    "confidence": 0.98,
    "finding": "有栏目，是空的。",
    "advice": "补上内容。",
    "evidence": [{"url": "http://lyj.example.gov.cn/a/", "quote": "机构职能", "record": "<urn:uuid:1>"}],
}
SUGGESTED = JUDGED | {"state": "suggested", "value": "1", "confidence": 0.6}


def finished(world: World, participation: Participation, content: dict[str, Any]) -> SiteRun:
    """A run whose child has ended with this result, taken in."""
    run = start(participation, world.users["staff"])
    SiteRun.objects.filter(pk=run.pk).update(state=SiteRun.State.RUNNING, started_at=MOMENT)
    folder = folder_of(run)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "result.json").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    import_result(run, world.users["staff"], run.workflow)
    run.refresh_from_db()
    return run
