"""What a browser saw, for the report: its screenshots beside the findings, and a section with every trial."""

from __future__ import annotations

import base64
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from zhengping.checks.finding import Evidence
from zhengping.evaluation.judgement import Judgement
from zhengping.reading.probed import Shot, Trial
from zhengping.reading.probed.functions import ChartTrial, DownloadTrial, FormTrial, LookupTrial

KINDS = {
    "rendering": "由脚本绘制的页面",
    "search": "站内搜索",
    "lookups": "栏目内的查询",
    "charts": "数据图表",
    "downloads": "数据下载",
    "forms": "表单",
    "phone": "手机显示",
    "question": "智能问答",
    "sharing": "分享",
    "accounts": "微博微信入口",
    "quality": "无障碍和页面质量",
}
STATES = {
    "done": "已测",
    "absent": "没有可测的",
    "blocked": "被拒绝",
    "failed": "没有测成",
    "skipped": "没有测",
}
QUERY_KINDS = {
    "title": "标题",
    "number": "文号",
    "service": "事项",
    "broad": "常用词",
    "typo": "错别字",
    "pinyin": "拼音",
    "plain": "通俗说法",
    "nonsense": "不存在的内容",
    "reordered": "换序",
}


@dataclass(frozen=True)
class TrialRow:
    """One trial as the report lists it; `kind` a field of `Probed`, `name` the kind and what it was used on."""

    kind: str
    name: str
    state: str
    label: str
    trial: Trial


def trial_rows(judgement: Judgement) -> list[TrialRow]:
    """All trials of a judgement in their order; empty where no browser was used."""
    if judgement.probed is None:
        return []
    rows = []
    for kind, trial in judgement.probed.trials():
        what = _used_on(trial, judgement)
        rows.append(
            TrialRow(kind, KINDS[kind] + (f"：{what}" if what else ""), trial.state, STATES[trial.state], trial)
        )
    return rows


def _used_on(trial: Trial, judgement: Judgement) -> str:
    """The point or the page that a trial of a function belongs to."""
    if isinstance(trial, LookupTrial | DownloadTrial | FormTrial) and trial.purpose in judgement.edition.points:
        return f"{trial.purpose} {judgement.edition.points[trial.purpose].name}"
    return trial.page if isinstance(trial, ChartTrial) else ""


class Pictures:
    """The small pictures of the screenshots, each put into the report once; later places lead to the first."""

    def __init__(self, folder: Path | None, beside: Path | None = None) -> None:
        """`folder`: the screenshots; `beside`: where the report is written, so that links lead from there."""
        self._folder = folder
        self._beside = beside
        self._shown: set[str] = set()

    def source(self, file: str) -> str:
        """The picture as a data address; empty where it is not there."""
        if not self._folder or not file or "/" in file or "\\" in file:
            return ""
        try:
            data = (self._folder / (file.removesuffix(".png") + ".thumb.jpg")).read_bytes()
        except OSError:
            return ""
        return "data:image/jpeg;base64," + base64.b64encode(data).decode("ascii")

    def whole(self, file: str) -> str:
        """Where the screenshot itself stands, as a link from the report."""
        if self._folder is None:
            return ""
        return "/".join((*Path(os.path.relpath(self._folder, self._beside)).parts, file))

    def first(self, file: str) -> bool:
        """Whether this is the first place that shows it."""
        if file in self._shown:
            return False
        self._shown.add(file)
        return True


def shots_of(evidence: Iterable[Evidence], probed_shots: dict[str, Shot]) -> list[Shot]:
    """The screenshots that evidence names, each once."""
    return [probed_shots[file] for file in dict.fromkeys(each.shot for each in evidence) if file in probed_shots]


def all_shots(judgement: Judgement) -> dict[str, Shot]:
    """Every screenshot of the trials by its file."""
    if judgement.probed is None:
        return {}
    return {shot.file: shot for _, trial in judgement.probed.trials() for shot in trial.shots}
