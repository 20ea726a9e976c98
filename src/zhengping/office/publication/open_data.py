"""The published results as open data: JSON, CSV, and a description of the fields (Frictionless Data Package)."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from zhengping.office.core.downloads import harmless
from zhengping.office.publication.correcting import by_role, corrected_ranks, published_state
from zhengping.office.publication.models import Correction, Publication

LICENCE = "依照《政府信息公开条例》主动公开，任何人可以免费使用、转载和再加工，请注明来源和公布日期，不得歪曲内容。"
FIELDS: tuple[tuple[str, str, str], ...] = (
    ("round", "string", "评估轮次名称"),
    ("department_code", "string", "部门编码，各年不变"),
    ("department", "string", "部门名称"),
    ("rank", "integer", "公布时的名次，按精确总分排列，总分相同的并列"),
    ("total", "string", "公布时的总分（基础分 + 加分 − 扣分）"),
    ("percent", "string", "基础分占本部门适用分值的百分比"),
    ("band", "string", "等次：优秀、合格、不合格"),
    ("rank_corrected", "integer", "计入更正之后的名次；没有更正时与 rank 相同"),
    ("total_corrected", "string", "计入更正之后的总分；没有更正时与 total 相同"),
    ("indicator_code", "string", "指标编码"),
    ("indicator", "string", "指标名称"),
    ("level1", "string", "一级指标"),
    ("kind", "string", "base 基础、bonus 加分、deduction 扣分"),
    ("weight", "string", "指标权重"),
    ("effective_weight", "string", "按规则移动之后的实际权重"),
    ("applicable", "boolean", "指标是否适用于本部门"),
    ("score", "string", "公布时的指标得分；扣分为负数"),
    ("pending", "boolean", "指标中还有待定的采分点（按 0 分计）"),
)
"""The columns of the CSV: name, type, meaning. One line a department and indicator."""


def as_data(publication: Publication, corrections: Sequence[Correction]) -> dict[str, Any]:
    """All that is public: the frozen content with its hash, and the corrections beside it."""
    content = publication.content
    return {
        "licence": LICENCE,
        "source": content["office"],
        "published_at": publication.published_at.isoformat() if publication.published_at else None,
        "sha256": publication.sha256,
        "sha256_of": "content.json",
        "corrections": [
            {
                "at": one.at.isoformat(),
                "department_code": one.department_code,
                "code": one.point,
                "before": one.before,
                "after": one.after,
                "reason": one.reason,
                "by": by_role(one),
            }
            for one in corrections
        ],
        "content": content,
    }


def as_csv_text(publication: Publication, corrections: Sequence[Correction]) -> str:
    """One line a department and indicator, heads as in `FIELDS`."""
    content = publication.content
    now = corrected_ranks(published_state(publication, corrections))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([name for name, _, _ in FIELDS])
    for line in content["ranking"]:
        rank, total = now[line["code"]]
        first = [content["round"]["name"], line["code"], line["name"], line["rank"], line["total"], line["percent"]]
        first += [line["band"], rank, total]
        for one in content["departments"][line["code"]]["indicators"]:
            second = [one["code"], one["name"], one["level1"], one["kind"], one["weight"], one["effective_weight"]]
            second += [str(one["applicable"]).lower(), one["score"], str(one["pending"]).lower()]
            writer.writerow([harmless(cell) for cell in [*first, *second]])
    return out.getvalue()


def description(publication: Publication) -> dict[str, Any]:
    """What the files are, field by field."""
    content = publication.content
    schema = [{"name": name, "type": kind, "description": words} for name, kind, words in FIELDS]
    return {
        "profile": "tabular-data-package",
        "name": f"round-{publication.round_id}",
        "title": f"{content['round']['name']}结果",
        "description": LICENCE,
        "licenses": [{"title": LICENCE}],
        "sources": [{"title": content["office"]}],
        "resources": [
            {
                "name": "results",
                "path": "data.csv",
                "format": "csv",
                "encoding": "utf-8",
                "schema": {"fields": schema, "missingValues": [""]},
            },
            {"name": "content", "path": "content.json", "format": "json", "hash": f"sha256:{publication.sha256}"},
            {"name": "all", "path": "data.json", "format": "json"},
        ],
    }
