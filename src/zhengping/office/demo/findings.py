"""Machine results of the demonstration: three real ones, nine drawn by seed from them, which says so at each point."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path
from typing import Any

from zhengping.office.collection.importing import adopt, read_result
from zhengping.office.rounds.models import Participation

OTHER_SHARE = 0.3
"""How many of a drawn department's points come from another sample than its own."""
SAID = "（演示：按种子生成）"


def take_in(participation: Participation, out: Path, actor: Any) -> None:
    """A sample's own result, as the machine gave it."""
    adopt(participation, out, actor)


def draw(participation: Participation, base: str, results: Path, seed: str, work: Path, actor: Any) -> None:
    """A result drawn from the three: most points as the sample `base` has them, the others of another sample.

    A point of another sample keeps no evidence, since its pages are not in this archive.
    """
    chance = random.Random(seed)
    own = read_result(results / base)
    others = [read_result(path) for path in sorted(results.iterdir()) if path.name != base]
    for code, finding in own["points"].items():
        if finding["state"] not in ("judged", "suggested") or chance.random() >= OTHER_SHARE:
            finding["finding"] = f"{SAID}{finding['finding']}"
            continue
        other = chance.choice(others)["points"][code]
        own["points"][code] = {**other, "finding": f"{SAID}{other['finding']}", "evidence": []}
    own["scorecard"] = {}
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    (work / "result.json").write_text(json.dumps(own, ensure_ascii=False), encoding="utf-8")
    (work / "archive").symlink_to((results / base / "archive").resolve())
    try:
        adopt(participation, work, actor)
    finally:
        shutil.rmtree(work, ignore_errors=True)
