"""What a visitor finds at a setting of the live server, point by point."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from zhengping.sample.live.site import load_data
from zhengping.sample.live.switches import Live
from zhengping.sample.truth import share

NONE, HALF, ALL = Fraction(0), Fraction(1, 2), Fraction(1)
QUARTER = Fraction(1, 4)


@dataclass(frozen=True)
class UsedTruth:
    """The value of a point for who uses the site, and the band in which careful evaluators may differ.

    Not `settled`: what answers the question is refused, behind a login or to be posted, so that nobody may stand by a
    value; a proposal inside the band is right, and so is none.
    """

    value: Fraction
    low: Fraction
    high: Fraction
    reason: str
    settled: bool = True


def live_truth(site: Path | Mapping[str, Any], live: Live) -> dict[str, UsedTruth]:
    """The truth of every point that use can tell, at a setting. `site`: a sample's directory or its live.json."""
    data = load_data(site) if isinstance(site, Path) else site
    facts: Mapping[str, Any] = data["facts"]
    return {
        "1.1.3-2": _library(facts, live),
        "1.1.8-3": _charts(facts, live),
        "1.1.8-4": _statistics(facts, live),
        "1.1.9-2": _part(facts["open_query"], live.open_query, "数据集查询"),
        "1.1.9-3": _part(facts["open_download"], live.open_download, "数据集批量下载"),
        "1.2.2-4": _form(facts, live, "feedback", "清单意见反馈表单"),
        "1.3.1-4": _part(facts["catalogue_search"], live.catalogue, "目录检索"),
        "1.3.2-2": _form(facts, live, "request", "依申请公开表单"),
        "3.1.3-1": _form(facts, live, "apply", "在线申请表单"),
        "3.1.4-1": _part(facts["status"], live.status, "办理状态查询"),
        "4.1-2": _letters(facts, live),
        "4.2-2": _form(facts, live, "opinion", "提交意见表单"),
        "4.3-2": _interviews(facts, live),
        "5.1.1-1": _accounts(facts, live),
        "5.1.2-1": _phone(facts, live),
        "5.1.2-2": _phone_content(facts, live),
        "5.2.1-1": _search(facts, live),
        "5.2.1-2": _clever_search(facts, live),
        "5.2.2-1": _robot(facts, live),
        "5.4-1": _sharing(facts, live),
    }


def _exact(value: Fraction, reason: str) -> UsedTruth:
    return UsedTruth(value, value, value, reason)


def _around(value: Fraction, width: Fraction, reason: str) -> UsedTruth:
    return UsedTruth(value, max(NONE, value - width), min(ALL, value + width), reason)


def _open(reason: str, low: Fraction = NONE, high: Fraction = ALL) -> UsedTruth:
    return UsedTruth((low + high) / 2, low, high, reason, settled=False)


def works(mode: str) -> bool | None:
    """Whether a function at this setting does its work; None where nobody can tell without posting or logging in."""
    if mode in ("works", "whole", "drawn"):
        return True
    return None if mode in ("post", "login") else False


def _part(there: bool, mode: str, name: str) -> UsedTruth:
    """A point that is one function: there and working, or not."""
    if not there:
        return _exact(NONE, f"{name}无")
    met = works(mode)
    if met is None:
        return _open(f"{name}要登录或以 POST 提交，看不到结果")
    return _exact(Fraction(met), f"{name}{'可用' if met else f'不可用（{mode}）'}")


def _form(facts: Mapping[str, Any], live: Live, key: str, name: str) -> UsedTruth:
    found = _part(facts[key], getattr(live, f"form_{key}"), name)
    if found.value == 1 and not live.form_labels:
        return UsedTruth(ALL, HALF, ALL, f"{found.reason}，字段没有名称")
    return found


def _shared(parts: Mapping[str, bool | None]) -> UsedTruth:
    """A share of parts; a part that nobody can tell leaves the value between."""
    low = Fraction(sum(part is True for part in parts.values()), len(parts))
    unknown = Fraction(sum(part is None for part in parts.values()), len(parts))
    reason = "、".join(f"{name}{'不明' if met is None else '有' if met else '无'}" for name, met in parts.items())
    return _open(reason, low, low + unknown) if unknown else _exact(low, reason)


def _if(there: bool, mode: str) -> bool | None:
    return works(mode) if there else False


def _library(facts: Mapping[str, Any], live: Live) -> UsedTruth:
    base = share(*facts["document_kinds"]) + share(facts["facets"])
    met = _if(facts["library_search"], live.library)
    if met is None:
        return _open("文件检索以 POST 提交，看不到结果", base / 3, (base + 1) / 3)
    # Without a search only the documents are left, of which readers differ more.
    width = Fraction(1, 6) if facts["library_search"] else Fraction(3, 10)
    return _around((base + met) / 3, width, f"三类文件、分类之外，文件检索{'可用' if met else '不可用'}")


def _charts(facts: Mapping[str, Any], live: Live) -> UsedTruth:
    if not facts["data"]:
        return _exact(NONE, "没有统计数据")
    drawn = Fraction(live.data_chart != "none") if facts["charts"] == "drawn" else NONE
    value = (share(facts["themes"]) + (HALF if facts["charts"] == "pictures" else drawn)) / 2
    return _around(value, QUARTER if 0 < value < 1 else NONE, f"主题分类{facts['themes']}，图表{live.data_chart}")


def _statistics(facts: Mapping[str, Any], live: Live) -> UsedTruth:
    query = _if(facts["data"] and facts["data_query"], live.data_query)
    parts = {
        "查询": query,
        "动态图表": query if query is not True else live.query_chart != "none",
        "下载": _if(facts["data"] and facts["data_download"], live.data_download),
    }
    found = _shared(parts)
    # A chart that moves by itself in the data pages: some give the part for it.
    if facts["data"] and parts["动态图表"] is False and facts["charts"] == "drawn" and live.data_chart != "none":
        return UsedTruth(found.value, found.low, min(ALL, found.high + Fraction(1, 3)), found.reason, found.settled)
    return found


def _letters(facts: Mapping[str, Any], live: Live) -> UsedTruth:
    return _shared(
        {
            "在线提交": _if(facts["mailbox"] and facts["letter"], live.form_letter),
            "信件查询": _if(facts["mailbox"] and facts["letter_query"], live.letter_query),
            "公开信件": facts["mailbox"] and facts["letters"],
        }
    )


def _interviews(facts: Mapping[str, Any], live: Live) -> UsedTruth:
    return _shared({"访谈预告": facts["preview"], "在线提问": _if(facts["question"], live.form_question)})


def _accounts(facts: Mapping[str, Any], live: Live) -> UsedTruth:
    if not facts["accounts"]:
        return _exact(NONE, "首页没有微博微信入口")
    # Either way is enough: 利用政务微博、微信任一渠道.
    weibo = live.account_weibo == "link"
    if live.account_code == "picture" and not weibo:
        return _open("微信图片不是二维码，扫不出", NONE, ALL)
    wechat = live.account_code == "account"
    return _exact(ALL if wechat or weibo else NONE, f"微信二维码：{live.account_code}；微博：{live.account_weibo}")


def _phone(facts: Mapping[str, Any], live: Live) -> UsedTruth:
    bands = {
        "fits": (ALL, Fraction(3, 4), ALL),
        "sideways": (NONE, NONE, HALF),
        "tiny-text": (HALF, QUARTER, Fraction(3, 4)),
        "tiny-targets": (HALF, QUARTER, Fraction(3, 4)),
        "lost": (ALL, HALF, ALL),
        "mobile-site": (ALL, Fraction(3, 4), ALL),
        "dead-mobile-site": (NONE, NONE, QUARTER),
    }
    if not facts["fits_phone"] and not live.phone.endswith("mobile-site"):
        return UsedTruth(NONE, NONE, QUARTER, "固定1200像素宽，无移动版入口")
    return UsedTruth(*bands[live.phone], f"手机上：{live.phone}")


def _phone_content(facts: Mapping[str, Any], live: Live) -> UsedTruth:
    if live.phone == "lost" and facts["fits_phone"]:
        return UsedTruth(NONE, NONE, HALF, "小屏幕上列表和正文不显示")
    if live.phone == "dead-mobile-site":
        return UsedTruth(NONE, NONE, HALF, "移动版打不开")
    if not facts["fits_phone"] and live.phone != "mobile-site":
        return _open("没有移动版，整页缩小显示")
    return UsedTruth(ALL, HALF, ALL, "小屏幕上内容齐全")


def _search(facts: Mapping[str, Any], live: Live) -> UsedTruth:
    if not facts["search_form"] or live.search == "absent":
        return _exact(NONE, "没有站内搜索")
    if live.search in ("post", "captcha", "refused", "robots"):
        return _open(f"站内搜索不能试用：{live.search}")
    if live.search in ("error", "same-list", "nothing"):
        return UsedTruth(NONE, NONE, QUARTER, f"站内搜索不可用：{live.search}")
    if live.search_known == "beyond":
        return UsedTruth(share(False, live.search_classes, False, False), NONE, HALF, "已知内容不在前十条")
    parts = {
        "可用": True,
        "分类": live.search_classes,
        "按相关性": live.search_order == "relevance" and live.search_known == "first",
        "办事直达": live.search_service and live.search_known == "first" and live.search_order == "relevance",
    }
    reason = "、".join(f"{name}{'有' if met else '无'}" for name, met in parts.items())
    # Where order and service are both wrong in the same way, some count it once. Where the known items give no question
    # that shows the order, three parts are left: a third for a quarter.
    newest = live.search_order == "newest"
    unsure = live.search_known == "late" or (newest and live.search_service)
    width = QUARTER if unsure else Fraction(1, 12) if newest else NONE
    return _around(share(*parts.values()), width, reason)


def _clever_search(facts: Mapping[str, Any], live: Live) -> UsedTruth:
    if not facts["search_form"] or live.search == "absent":
        return _exact(NONE, "没有站内搜索")
    if live.search in ("post", "captcha", "refused", "robots"):
        return _open(f"站内搜索不能试用：{live.search}")
    if live.search in ("error", "same-list", "nothing"):
        value = share(live.search_suggest, False, False, False)
        return UsedTruth(value, NONE, value, f"站内搜索不可用：{live.search}")
    parts = (live.search_typo, live.search_suggest, live.search_pinyin, live.search_plain)
    names = ("纠错", "推荐词", "拼音", "通俗语言")
    reason = "、".join(f"{name}{'有' if met else '无'}" for name, met in zip(names, parts, strict=True))
    if live.search_known == "beyond":
        return UsedTruth(share(*parts) / 2, NONE, share(*parts), f"{reason}；已知内容不在前十条")
    return _exact(share(*parts), reason)


def _robot(facts: Mapping[str, Any], live: Live) -> UsedTruth:
    if not facts["robot"] or live.robot == "absent":
        return _exact(NONE, "没有智能问答")
    if live.robot == "post":
        return _open("提问以 POST 发送，看不到回答")
    value = Fraction(live.robot == "answers")
    return UsedTruth(value, value, max(value, QUARTER), f"智能问答：{live.robot}")


def _sharing(facts: Mapping[str, Any], live: Live) -> UsedTruth:
    working = {
        "works": ("wechat", "weibo"),
        "wechat-only": ("wechat",),
        "weibo-only": ("weibo",),
        "script-dead": (),
        "dead-host": (),
    }[live.share]
    met = [service in facts["share"] and service in working for service in ("wechat", "weibo")]
    return _exact(share(*met), f"真能分享到：{'、'.join(s for s in facts['share'] if s in working) or '无'}")
