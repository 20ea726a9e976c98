"""2.1 政策解读 and 2.2 热点回应."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

from zhengping.sample import words
from zhengping.sample.plan import Interpretation
from zhengping.sample.prose import paragraphs
from zhengping.sample.site import Article, SampleSite, figure, link
from zhengping.sample.truth import share

ELEMENTS = (
    "一、背景依据：为贯彻上级部署，结合我区实际，制定本文件。",
    "二、目标任务：到明年底，建立健全长效机制，覆盖全部市县。",
    "三、主要内容：文件共八条，明确适用范围、职责分工、工作程序和保障措施。",
    "四、解决的问题：针对标准不一、责任不清、群众反映集中的问题，提出具体办法。",
)


def plant_interpretation(site: SampleSite, plan: Interpretation, documents: list[Article]) -> None:
    """Interpretations of the year's documents, linked or not, in time or not."""
    column_url, made = "", []
    if plan.column != "none":
        column = site.column("zwgk/zcjd", "政策解读", "zwgk")
        column_url = column.url
        if plan.column == "filled":
            made = [
                _interpretation(site, plan, document, index) for index, document in enumerate(documents[: plan.count])
            ]
            if plan.media_comments:
                _comments(site, documents)
    pages = [column_url] if column_url else [site.columns["zwgk"].url]
    site.truth.column("2.1-1", plan.column, "政策解读", pages)
    near = [days <= 3 for days in plan.days_after[: len(made)]]
    value = (Fraction(plan.elements, 4) + Fraction(sum(near), len(near))) / 2 if made else Fraction(0)
    site.truth.point(
        "2.1-2",
        value,
        f"解读{len(made)}篇，四要素含{plan.elements if made else 0}项，及时{sum(near)}篇",
        pages,
        spread="0.25" if 0 < value < 1 else "0",
    )
    forms = plan.forms if made else ()
    value = Fraction(min(len(forms), 4), 4)
    site.truth.point(
        "2.1-3", value, f"图解、视频、音频、动漫中有{len(forms)}种", pages, spread="0.25" if 0 < value < 1 else "0"
    )
    value = share(plan.links_to_policy, plan.links_back) if made else Fraction(0)
    site.truth.point(
        "2.1-4",
        value,
        f"解读{'链接' if plan.links_to_policy else '未链接'}文件，文件{'链接' if plan.links_back else '未链接'}解读",
        pages,
        spread="0.1" if 0 < value < 1 else "0",
    )
    site.truth.point(
        "2.1-5",
        bool(made) and plan.media_comments,
        f"转载媒体评论文章{'有' if made and plan.media_comments else '无'}",
        pages,
    )
    site.truth.point("2.1-6", bool(made), f"解读来源为本部门的{len(made)}篇", pages, spread="0.35" if made else "0")
    same = sum(days <= 1 for days in plan.days_after[: len(made)])
    value = Fraction(same, len(documents)) if documents else Fraction(0)
    site.truth.point(
        "2.1-7",
        value,
        f"一年内{len(documents)}件规范性文件中{same}件同日或次日发布解读",
        pages,
        spread="0.2" if 0 < value < 1 else "0",
    )


def _interpretation(site: SampleSite, plan: Interpretation, document: Article, index: int) -> Article:
    column = site.columns["zwgk/zcjd"]
    name = document.title.split("《")[1].split("》")[0]
    day = document.day + timedelta(days=plan.days_after[index % len(plan.days_after)])
    form = plan.forms[(index - 1) % len(plan.forms)] if plan.forms and index else ""
    body = paragraphs(*ELEMENTS[: plan.elements]) + site.prose.paragraphs(2)
    title = f"《{name}》政策解读"
    if index == 0 and plan.elements == 4:
        title = f"{site.short}负责人就《{name}》答记者问"
        body = paragraphs("记者：请介绍文件出台的背景。") + body
    if form == "infographic":
        title = f"一图读懂《{name}》"
        body = figure(site.picture(day=day), "图解") + body
    elif form == "video":
        title = f"视频解读：《{name}》"
        body = f'<video src="{site.attach("mp4", "解读视频", [""], day=day).url}" controls width="480"></video>' + body
    elif form == "audio":
        title = f"音频解读：《{name}》"
        body = f'<audio src="{site.attach("wav", "解读音频", [""], day=day).url}" controls></audio>' + body
    elif form == "cartoon":
        title = f"动漫解读《{name}》"
        body = (
            f'<video src="{site.attach("mp4", "动漫", [""], day=day).url}" controls></video>'
            + figure(site.picture(day=day), "动漫解读")
            + body
        )
    if plan.links_to_policy:
        body += paragraphs(f"相关文件：{link(document)}")
    article = site.article(column, title, day, body)
    if plan.links_back:
        document.body += paragraphs(f"相关解读：{link(article)}")
    if plan.press_release and index < 3:
        site.article(
            site.columns["xwdt/zwyw"],
            f"{site.short}出台{name}",
            document.day,
            paragraphs(f"新闻通稿：{site.office}今日发布《{name}》。") + site.prose.paragraphs(2),
        )
    return article


def _comments(site: SampleSite, documents: list[Article]) -> None:
    """Comment by media on the department's own documents, which it names."""
    column = site.column("zwgk/zcjd/mtpl", "媒体评论", "zwgk/zcjd")
    for index in range(3):
        theme = site.prose.trade.themes[index]
        name = documents[index % len(documents)].title.split("《")[1].split("》")[0]
        site.article(
            column,
            f"【评论】{theme}，好政策重在落地",
            site.day(30 + 80 * index),
            paragraphs(f"《{name}》印发以来，{theme}有了章法。") + site.prose.paragraphs(4),
            source=words.MEDIA[index % 3],
        )


def plant_responses(site: SampleSite, plan: Interpretation) -> None:
    """Responses to events of the year; only the department knows whether there were any."""
    pages, found = [], set(plan.responses if plan.response_column == "filled" else ())
    theme = site.prose.trade.themes[0]
    if plan.response_column != "none":
        column = site.column("zwgk/hygq", "回应关切", "zwgk")
        pages.append(column.url)
        if "sentiment" in found:
            site.article(
                column,
                f"关于网民反映{theme}问题的情况说明",
                site.day(48),
                paragraphs(
                    f"{site.day(49).month}月{site.day(49).day}日，有网民反映{theme}有关问题，我们高度重视，当日派出工作组核查。现将情况说明如下："
                )
                + site.prose.paragraphs(3),
            )
        if "event" in found:
            for step, text in enumerate(("情况通报", "后续处置情况通报（二）", "处置情况通报（三）")):
                site.article(
                    column,
                    f"{words.PLACES[2]}“6·12”突发事件{text}",
                    site.day(170 - step),
                    paragraphs("事件发生后，本部门第一时间启动应急响应，现场处置有序进行，无人员伤亡。")
                    + site.prose.paragraphs(2),
                )
        if "hot" in found:
            site.article(
                column,
                f"权威回应：{theme}热点问题解答",
                site.day(95),
                paragraphs(
                    f"问：政策依据是什么？答：依据《{site.prose.trade.laws[0]}》第十二条。",
                    "问：群众如何办理？答：可在当地窗口或网上提出申请。",
                )
                + site.prose.paragraphs(2),
            )
        if "rumour" in found:
            site.article(
                column,
                f"辟谣：网传“{theme}将全面停止”不实",
                site.day(120),
                paragraphs("近日网络流传的消息与事实不符，请广大网民不信谣、不传谣。") + site.prose.paragraphs(1),
            )
    if plan.declared_no_events:
        return
    reasons = {
        "2.2-1": ("sentiment", "政务舆情回应"),
        "2.2-2": ("event", "突发事件发布"),
        "2.2-3": ("hot", "热点问题回应"),
        "2.2-4": ("rumour", "辟谣信息"),
    }
    looked = pages or [site.columns["zwgk"].url]
    for code, (kind, name) in reasons.items():
        site.truth.point(
            code,
            kind in found,
            f"{name}{'有' if kind in found else '无'}",
            looked,
            spread="0.25" if kind in found else "0",
        )
    site.truth.point(
        "2.2-5",
        bool(found),
        f"回应信息来源为本部门：{'是' if found else '无回应'}",
        looked,
        spread="0.25" if found else "0",
    )
