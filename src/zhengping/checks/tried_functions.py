"""Points that using a query, a chart or a download settles: what was asked, what came, and what that is worth.

A value is judged only where the function was tried to its end and its answers are clear. What was held back, refused,
behind a login or a captcha, or lies on another host costs nothing: the finding of the pages stays, with what was seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from zhengping.checks.context import Context, tried
from zhengping.checks.documents import library_parts
from zhengping.checks.finding import Evidence, Finding
from zhengping.checks.open_data import open_data_places
from zhengping.checks.quoting import quote
from zhengping.checks.statistics import data_columns, query_parts, sorted_data
from zhengping.checks.tools import (
    GUESS,
    LIKELY,
    PARTLY,
    SURE,
    has_any,
    looked_through,
    pages_of,
    seen,
    settle,
    unread_columns,
)
from zhengping.reading.probed.functions import ChartTrial, DownloadTrial, LookupTrial

_WORKS = ("found", "proper-refusal")
_BAD_FILES = ("missing", "page", "empty", "broken")
_OBSTACLES = {
    "post": "查询要以POST方式提交，程序不提交，结果由人工实测",
    "captcha": "查询要填验证码，由人工实测",
    "login": "要登录才能使用，由人工实测",
    "person": "查询要填个人信息，程序不填，由人工实测",
    "refused": "查询被网站拒绝，由人工实测",
    "missing": "查询的地址不存在（404），是否一直如此由人工确认",
    "no-request": "点击查询按钮后没有发出查询，由人工确认",
    "complaint": "页面认为编造的编号不合格式，没有查询，由人工实测",
    "unclear": "查询的回答看不出结果，由人工确认",
}
_FILES = {
    "file": "能打开",
    "missing": "文件不存在",
    "page": "得到的是网页，不是文件",
    "empty": "是空文件",
    "broken": "打不开",
    "login": "要求登录",
    "refused": "被拒绝",
    "failed": "没有取全",
}


@tried("1.3.1-4")
def catalogue_search(context: Context, finding: Finding) -> Finding:
    """A known entry is found through the catalogue's own search, or not."""
    return _one_function(context, "1.3.1-4", finding, "目录检索")


@tried("1.1.9-2")
def set_query(context: Context, finding: Finding) -> Finding:
    """A known set is found by the query, or not."""
    return _one_function(context, "1.1.9-2", finding, "数据集查询")


@tried("3.1.4-1")
def case_query(context: Context, finding: Finding) -> Finding:
    """A made-up number is answered by a plain "nothing found", or not."""
    return _one_function(context, "3.1.4-1", finding, "办理状态查询")


@tried("1.1.3-2")
def library_search(context: Context, finding: Finding) -> Finding:
    """The quarter for the search goes by what it found; the other parts stay as they were read."""
    trial, parts = _lookup(context, "1.1.3-2"), library_parts(context)
    if trial is None or parts is None:
        return finding
    met, known = _met(trial), all(column.pages for column in parts.columns) and not unread_columns(parts.columns)
    nowhere = met is None and known and trial.state == "absent" and not parts.search
    if met is None and not nowhere:
        return _with_words(finding, trial, "文件检索")
    # Classes and search stand on the columns' own pages; further rows could only add laws or own documents.
    published = bool(parts.laws and parts.own) and known
    whole = parts.all_but_search or published or looked_through(context, parts.columns).complete
    return settle(
        context,
        "1.1.3-2",
        parts.value(bool(met)),
        f"{parts.sentence()}；文件检索：{told(trial)}。",
        [*_shots(trial), *parts.evidence()],
        sure=whole,
        confidence=PARTLY if not whole else LIKELY if nowhere else SURE,
        advice=parts.advice(bool(met)),
        doubt="是否全面由人工确认。",
    )


@tried("1.1.8-3")
def charts(context: Context, finding: Finding) -> Finding:
    """Half for classes as they were read, half for a chart that is really drawn."""
    trials = _charts(context)
    if not trials:
        return finding
    columns = data_columns(context)
    sorted_by = sorted({word for trial in trials for word in trial.classes})
    classes = sorted_data(context, columns, pages_of(columns)) or bool(sorted_by)
    drawn = next((trial for trial in trials if trial.drawn), None)
    if drawn is None and not trials[0].complete:
        return _note(finding, "已打开的数据页未见图表，其余由人工查看", [shot for t in trials for shot in _shots(t)])
    sure = classes or looked_through(context, columns).complete
    value = Fraction(classes + (drawn is not None), 2)
    if drawn is not None:
        kind = "以图片展现的图表" if drawn.kinds == ("picture",) else "图表"
        said = f"数据页中有{kind}，浏览器中正常显示"
    elif any(trial.scripted for trial in trials):
        said = f"数据页装有图表程序，但打开的{len(trials)}页都没有画出图表"
    else:
        said = f"打开数据页{len(trials)}个，没有图表"
    sentence = f"统计数据{'有' if classes else '未见'}分类；{said}。"
    shots = _shots(drawn) if drawn is not None else [shot for trial in trials for shot in _shots(trial)]
    return settle(
        context, "1.1.8-3", value, sentence, [*shots, *columns[:2]], sure=sure, confidence=SURE if sure else PARTLY
    )


@tried("1.1.8-4")
def data_query(context: Context, finding: Finding) -> Finding:
    """A third each: the query answers what is asked, its answer draws a chart, the data can be downloaded."""
    trial, downloads = _lookup(context, "1.1.8-4"), _downloads(context, "1.1.8-4")
    if trial is None and not downloads and not _charts(context):
        return finding
    columns = data_columns(context)
    forms, scripted, files = query_parts(context, pages_of(columns))
    whole = looked_through(context, columns).complete
    query = _met(trial) if trial is not None else None
    if query is None and trial is not None and trial.state == "absent" and not forms and whole:
        query = False
    chart, chart_said = _dynamic_chart(context, trial, query)
    if trial is not None and trial.export is not None:
        downloads = [*downloads, trial.export]
    file = _download_met(downloads)
    if file is None and not downloads and not files and whole:
        file = False
    static = {"查询": bool(forms), "图表": bool(scripted), "下载": bool(files)}
    known = {"查询": query, "图表": chart, "下载": file}
    parts = [static[name] if met is None else met for name, met in known.items()]
    said = [f"查询：{told(trial)}" if trial is not None and trial.page else "未见数据查询", chart_said]
    said.append(f"下载：{told_files(downloads)}" if downloads else f"{'有' if files else '未见'}数据文件")
    sure = None not in known.values()
    shots = [*(_shots(trial) if trial is not None else ()), *(shot for each in downloads for shot in _shots(each))]
    return settle(
        context,
        "1.1.8-4",
        Fraction(sum(parts), 3),
        "；".join(filter(None, said)) + "。",
        [*shots, *columns[:2]],
        sure=sure,
        confidence=SURE if sure else GUESS,
        doubt="" if sure else "没有测定的部分由人工实测。",
    )


@tried("1.1.9-3")
def bulk_download(context: Context, finding: Finding) -> Finding:
    """Sets that come all at once, or every one of which can be had, in files that open."""
    trials = _downloads(context, "1.1.9-3")
    if not trials:
        return finding
    met = _download_met(trials)
    if any(trial.state != "done" for trial in trials):
        met = met or None
    columns, _ = open_data_places(context)
    bulk = [trial for trial in trials if trial.bulk and trial.what == "file"]
    good = [trial for trial in trials if trial.what == "file"]
    every = met is True and len(good) == len(trials) and trials[0].offered >= _sets(context)
    shots = [shot for trial in trials for shot in _shots(trial)]
    sentence = f"数据集下载：{told_files(trials)}"
    if bulk or every:
        sentence += "，可以批量下载" if bulk else f"，共提供{trials[0].offered}个文件，抽查的都能下载"
        return settle(context, "1.1.9-3", 1, f"{sentence}。", [*shots, *columns[:2]], sure=True)
    if met is False and not _away(context, trials):
        return settle(context, "1.1.9-3", 0, f"{sentence}。", [*shots, *columns[:2]], sure=True)
    return _open_again(_note(finding, sentence, shots))


# --- what the trials say -------------------------------------------------------------------------------------------


def _one_function(context: Context, code: str, finding: Finding, what: str) -> Finding:
    trial = _lookup(context, code)
    if trial is None:
        return finding
    met = _met(trial)
    if met is None:
        return _with_words(finding, trial, what)
    return settle(context, code, Fraction(met), f"{what}：{told(trial)}。", [*_shots(trial), trial.page], sure=True)


def _lookup(context: Context, purpose: str) -> LookupTrial | None:
    trials = context.probed.lookups if context.probed is not None else ()
    return next((trial for trial in trials if trial.purpose == purpose), None)


def _downloads(context: Context, purpose: str) -> list[DownloadTrial]:
    trials = context.probed.downloads if context.probed is not None else ()
    return [trial for trial in trials if trial.purpose == purpose]


def _charts(context: Context) -> list[ChartTrial]:
    trials = context.probed.charts if context.probed is not None else ()
    return [trial for trial in trials if trial.state == "done"]


def _met(trial: LookupTrial) -> bool | None:
    """Whether the function works; None where that was not found out, or a failure lies on another host."""
    if trial.state == "absent" and trial.gone:
        return False
    if trial.state != "done" or trial.obstacle or not trial.answer:
        return None
    if trial.answer in _WORKS:
        return True
    return None if trial.elsewhere else False


def _download_met(trials: Sequence[DownloadTrial]) -> bool | None:
    """Whether a file could be had; False only where every one that was tried is at fault by itself."""
    if any(trial.what == "file" for trial in trials):
        return True
    done = [trial for trial in trials if trial.state == "done"]
    if done and all(trial.what in _BAD_FILES for trial in trials):
        return False
    return None


def _dynamic_chart(context: Context, trial: LookupTrial | None, query: bool | None) -> tuple[bool | None, str]:
    """Whether a chart is drawn from the query; without a query that works, whether the data pages draw one."""
    if query is True and trial is not None:
        if trial.chart in ("drawn", "follows"):
            return True, "查询后画出图表" + ("，随条件变化" if trial.chart == "follows" else "")
        if trial.chart == "none":
            return False, "查询后没有图表"
        return None, "查询后有图表，换了条件未见变化" if trial.chart == "fixed" else ""
    charts = _charts(context)
    if any(chart.drawn and chart.kinds != ("picture",) for chart in charts):
        return True, "数据页中有画出的图表"
    if charts and charts[0].complete:
        return False, "数据页中没有画出的图表"
    return None, ""


def told(trial: LookupTrial) -> str:
    """What was asked and what came, for a sentence."""
    if trial.gone:
        return "页面代码中的查询表单在浏览器中不出现，访问者用不到"
    if trial.state == "absent":
        return "在浏览器中打开有关页面，没有见到查询表单"
    if trial.state != "done":
        return f"没有测成（{trial.why}）"
    asked = trial.asked[0] if trial.asked else None
    if trial.obstacle or asked is None:
        return _OBSTACLES.get(trial.obstacle, _OBSTACLES["unclear"])
    if trial.answer == "found":
        hit = next(each for each in trial.asked if each.answer == "found")
        other = next((each for each in trial.asked if each.answer == "proper-refusal"), None)
        shown = f"，找到《{quote(hit.wanted)}》" if hit.about in ("标题中的词", "文号") else "，得到相应数据"
        shown += "，查不存在的内容提示没有" if other is not None else ""
        return f"用{hit.about}“{quote(hit.text)}”查询{shown}"
    if trial.answer == "proper-refusal":
        return f"用编造的编号“{asked.text}”查询，页面提示“{quote(trial.asked[-1].said)}”"
    known = [each for each in trial.asked if each.answer and each.about != "不存在的内容"]
    words = "、".join(f"“{quote(each.text)}”" for each in known[:3])
    came = {
        "not-found": "都查不到，而这些内容就在栏目里",
        "unchanged": "得到的内容都一样，查询不起作用",
        "empty": "页面没有任何回答",
        "error": f"页面{known[0].said if known and known[0].said else '出错'}",
    }
    return f"查询{words}，{came[trial.answer]}"


def told_files(trials: Sequence[DownloadTrial]) -> str:
    """What the files tried were, for a sentence."""
    parts = [
        f"“{quote(trial.label)}”{_FILES.get(trial.what, '没有测成')}"
        + (f"（{trial.kind}）" if trial.what == "file" and trial.kind else "")
        for trial in trials
    ]
    return "、".join(dict.fromkeys(parts[:4])) + (f"等{len(parts)}个" if len(parts) > 4 else "")


def _with_words(finding: Finding, trial: LookupTrial, what: str) -> Finding:
    """The finding of the pages with what the browser saw; a loss that it contradicts is a proposal."""
    if trial.state == "absent":
        return finding
    sentence = told(trial) if not trial.elsewhere else f"{told(trial)}（在其他网站）"
    changed = _note(finding, f"{what}：{sentence}", _shots(trial))
    return _open_again(changed) if trial.state == "done" else changed


def _open_again(finding: Finding) -> Finding:
    """A judged zero for want of the function is a proposal where there is one after all; whether it works is open."""
    if finding.state == "judged" and finding.value == 0:
        return replace(finding, state="suggested", value=Fraction(1), confidence=GUESS)
    return finding


def _note(finding: Finding, words: str, shots: Sequence[Evidence]) -> Finding:
    return replace(
        finding,
        finding=f"{finding.finding.removesuffix('。')}；实测：{words}。",
        evidence=seen(*shots, *finding.evidence),
    )


def _shots(trial: LookupTrial | DownloadTrial | ChartTrial) -> list[Evidence]:
    """Screenshots of the trial, the decisive ones first: the last two."""
    return [Evidence(shot.url, shot.caption, shot=shot.file) for shot in reversed(trial.shots[-2:])]


def _sets(context: Context) -> int:
    """Names in the tables of the open-data columns; 1 where none is listed."""
    columns, _ = open_data_places(context)
    heads = context.words("1.1.9", "set_heads")
    count = 0
    for page in (page for column in columns for page in column.pages):
        tables = [table for table in page.tables if table and any(has_any(cell, heads) for cell in table[0])]
        count += sum(len(table) - 1 for table in tables)
    return max(count, 1)


def _away(context: Context, trials: Sequence[DownloadTrial]) -> bool:
    hosts = {trial.url.split("/")[2] for trial in trials if trial.url.count("/") > 2}
    return hosts != {context.site.url.split("/")[2]}
