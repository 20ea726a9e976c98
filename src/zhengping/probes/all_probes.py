"""The probes in the order in which they run. The functions before the looks: what is judged comes first."""

from __future__ import annotations

from zhengping.probes import accounts, charts, downloads, forms, lookups, phone, quality, question_box, search, sharing
from zhengping.probes.run import Probe, one, several
from zhengping.reading.probed.appearance import AccountsTrial, PhoneTrial, QualityTrial, SharingTrial
from zhengping.reading.probed.functions import ChartTrial, DownloadTrial, FormTrial, LookupTrial, QuestionTrial
from zhengping.reading.probed.search import SearchTrial

PROBES: tuple[Probe, ...] = (
    Probe(
        "lookups",
        "用栏目里的查询",
        lookups.try_lookups,
        lookups.LOADS,
        lookups.SECONDS,
        several(LookupTrial, purpose=""),
    ),
    Probe("charts", "看数据图表", charts.try_charts, charts.LOADS, charts.SECONDS, several(ChartTrial, page="")),
    Probe(
        "downloads",
        "下载数据文件",
        downloads.try_downloads,
        downloads.LOADS,
        downloads.SECONDS,
        several(DownloadTrial, purpose="", page="", url=""),
    ),
    Probe("search", "站内搜索", search.try_search, search.LOADS, search.SECONDS, one(SearchTrial)),
    Probe("forms", "填写表单（不提交）", forms.try_forms, forms.LOADS, forms.SECONDS, several(FormTrial, purpose="")),
    Probe(
        "question",
        "打开智能问答",
        question_box.try_question_box,
        question_box.LOADS,
        question_box.SECONDS,
        one(QuestionTrial),
    ),
    Probe("phone", "用手机打开", phone.try_phone, phone.LOADS, phone.SECONDS, one(PhoneTrial)),
    Probe("sharing", "按分享按钮", sharing.try_sharing, sharing.LOADS, sharing.SECONDS, one(SharingTrial)),
    Probe("accounts", "看微博微信入口", accounts.try_accounts, accounts.LOADS, accounts.SECONDS, one(AccountsTrial)),
    Probe("quality", "看页面质量", quality.try_quality, quality.LOADS, quality.SECONDS, one(QualityTrial)),
)
