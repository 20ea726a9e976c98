"""1.1.4 政务动态 and 1.1.5 人事信息."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from zhengping.sample import words
from zhengping.sample.plan import News, Personnel
from zhengping.sample.prose import paragraphs
from zhengping.sample.site import Article, Column, DateStyle, SampleSite, figure

REPRINTS = (
    "国务院办公厅印发{theme}三年行动方案",
    "国务院常务会议研究部署{theme}工作",
    "自治区人民政府召开{theme}工作电视电话会议",
    "中共中央办公厅 国务院办公厅印发关于加强{theme}的意见",
    "自治区人民政府办公厅关于支持{theme}若干措施的通知",
    "自治区人民政府第{number}次常务会议召开",
    "国务院新闻办举行{theme}新闻发布会（第{number}场）",
)


def plant_news(site: SampleSite, plan: News) -> None:
    """News, notices and reprints with the rhythm of the plan."""
    site.column("xwdt", "新闻动态")
    style: DateStyle = "joined" if plan.joined_rows else "full"
    columns = [
        site.column("xwdt/zwyw", "政务要闻", "xwdt"),
        site.column("xwdt/gzdt", "工作动态", "xwdt", date_style=style),
    ]
    news = _news(site, plan, columns)
    notices = _notices(site, plan)
    site.home_blocks += [columns[0], notices]
    pages = [*(column.url for column in columns), notices.url]
    site.truth.point("1.1.4-1", 1, "有政务要闻、工作动态、通知公告栏目且有内容", pages)
    _rhythm(site, plan, pages)
    _reprints(site, plan)
    _sources(site, plan, news)
    _pictures(site, plan, news)
    own = [article for article in news if article.source == site.office]
    value = Fraction(len(own), len(news)) if plan.sourced != "none" else Fraction(0)
    # Nobody saw an earlier copy elsewhere: a reader who looks at the own items only may give all of it.
    site.truth.point(
        "1.1.4-6",
        value,
        f"{len(news)}篇动态中来源为本部门的{len(own)}篇",
        [columns[1].url],
        accept=(max(Fraction(0), value - Fraction(1, 10)), Fraction(1) if own else Fraction(1, 4)),
    )


def _news(site: SampleSite, plan: News, columns: list[Column]) -> list[Article]:
    prose, before = site.prose, float(plan.newest_news)
    made: list[Article] = []
    while before < plan.years * 365:
        number = len(made)
        inside_gap = plan.gap is not None and plan.gap[0] <= before < plan.gap[1]
        if not inside_gap:
            made.append(_news_item(site, plan, columns[number % 2], site.day(int(before)), number))
        before += plan.every * prose.random.uniform(0.6, 1.4)
    made[1].also.append(columns[0] if made[1].column is columns[1] else columns[1])
    made[1].also[0].articles.append(made[1])
    made[-1].pinned = True
    site.truth.fault("item-in-two-columns", "1.1.4-2", "同一篇动态列在两个栏目，只算一篇", [made[1].url])
    site.truth.fault("pinned", "1.1.4-2", "置顶的旧稿排在最前，不是最新一条", [made[-1].url])
    if plan.migrated:
        urls = [article.url for article in made[: plan.migrated]]
        site.truth.fault("migrated-address", "1.1.4-2", "地址里的日期是旧的，以页面显示的日期为准", urls)
    if plan.epoch_date:
        made[4].listed = date(1970, 1, 1)
        site.truth.fault("epoch-date", "1.1.4-2", "列表显示1970-01-01，正文日期才是真的", [made[4].url])
    return made


def _news_item(site: SampleSite, plan: News, column: Column, day: date, number: int) -> Article:
    prose = site.prose
    own = prose.random.random() < plan.own_share
    source = (
        site.office
        if own
        else words.REGION + prose.pick(prose.trade.subordinates)
        if number % 3
        else prose.pick(words.MEDIA)
    )
    if plan.sourced == "none" or (plan.sourced == "half" and number % 2):
        source = ""
    body = prose.paragraphs(prose.random.randint(3, 6))
    if plan.pictured == "most" and number % 5 < 4:
        body = figure(site.picture(day=day), "活动现场") + body
    elif plan.pictured == "broken" and number % 2 == 0:
        body = figure(site.picture(day=day, loads=number % 4 == 0), "活动现场") + body
    elif plan.pictured == "icons":
        body += '<p><img src="/images/hand.gif" alt=""> <img src="/images/dot.gif" alt=""></p>'
    migrated = number < plan.migrated
    return site.article(
        column,
        prose.news_title(day.year),
        day,
        body,
        source=source,
        date_shown="script" if number % 17 == 5 else "strip",
        address_day=site.day(500) if migrated else None,
    )


def _rhythm(site: SampleSite, plan: News, pages: list[str]) -> None:
    fresh, recent = plan.newest_news <= 14, plan.notices_dated and plan.newest_notice <= 183
    even = plan.gap is None
    value = Fraction(2 * fresh + recent + even, 4) if fresh or recent else Fraction(0)
    words_gap = "全年更新连续" if even else f"监测点前{plan.gap[0]}至{plan.gap[1]}天没有更新" if plan.gap else ""
    dated = f"通知公告最新在{plan.newest_notice}天前" if plan.notices_dated else "通知公告没有日期，按未更新计"
    site.truth.point(
        "1.1.4-2",
        value,
        f"动态最新在{plan.newest_news}天前；{dated}；{words_gap}",
        pages,
        spread="0" if value in (0, 1) else "0.25",
    )
    if not plan.notices_dated:
        site.truth.fault("undated", "1.1.4-2", "通知公告的列表和正文都没有日期", [pages[-1]])


def _notices(site: SampleSite, plan: News) -> Column:
    column = site.column("xwdt/tzgg", "通知公告", "xwdt", date_style="full" if plan.notices_dated else "none")
    for index in range(plan.notices):
        day = site.day(plan.newest_notice + int(index * 700 / plan.notices))
        body = (
            paragraphs("各市、县有关单位：")
            + site.prose.paragraphs(2)
            + paragraphs("请按要求于规定时间内报送材料，逾期不予受理。")
        )
        attachments = []
        if index % 4 == 0:
            attachments = [
                site.attach("docx", f"附件{index + 1}：申报表.docx", ["申报表", "单位名称：", "联系人："], day=day)
            ]
        site.article(
            column,
            site.prose.notice_title(day.year),
            day,
            body,
            attachments=attachments,
            date_shown="strip" if plan.notices_dated else "none",
            source=None if plan.sourced != "none" else "",
        )
    return column


def _reprints(site: SampleSite, plan: News) -> None:
    if plan.reprints_newest is None:
        site.truth.point("1.1.4-3", 0, "没有转载上级政府网站的信息", [site.columns["xwdt"].url])
        return
    column = site.column(
        "xwdt/sjxx", "上级要闻", "xwdt", date_style="month-day" if plan.reprints_newest > 30 else "full"
    )
    for index in range(plan.reprints):
        day = site.day(plan.reprints_newest + index * 13)
        title = site.prose.title(REPRINTS, day.year)
        central = title.startswith(("国务院", "中共中央"))
        origin = "https://www.gov.cn/" if central else "https://www.lanchuan.example/"
        body = site.prose.paragraphs(4) + f'<p>原文链接：<a href="{origin}">{origin}</a></p>'
        site.article(column, title, day, body, source="中国政府网" if central else words.REGION + "人民政府门户网站")
    fresh = plan.reprints_newest <= 30
    site.truth.point(
        "1.1.4-3",
        1 if fresh else Fraction(1, 2),
        f"转载上级信息{plan.reprints}篇，最新在{plan.reprints_newest}天前",
        [column.url],
        spread="0" if fresh else "0.25",
    )


def _sources(site: SampleSite, plan: News, news: list[Article]) -> None:
    named = sum(bool(article.source) for article in news)
    site.truth.point(
        "1.1.4-4",
        Fraction(named, len(news)),
        f"{len(news)}篇动态中{named}篇注明来源",
        [news[0].url, news[2].url],
        spread="0" if named in (0, len(news)) else "0.25",
    )


def _pictures(site: SampleSite, plan: News, news: list[Article]) -> None:
    latest = news[:40]
    shown = sum(any(f'src="{url}"' in article.body for url in site.files) for article in latest)
    value = Fraction(shown, len(latest)) if plan.pictured != "icons" else Fraction(0)
    site.truth.point(
        "1.1.4-5",
        value,
        f"最近{len(latest)}篇动态中{shown}篇配有可打开的图片",
        [news[0].url],
        spread="0.25" if value else "0",
    )
    if plan.pictured == "icons":
        site.truth.fault("template-pictures", "1.1.4-5", "正文中的图片都是模板图标，不是配图", [news[0].url])


def plant_personnel(site: SampleSite, plan: Personnel) -> None:
    """Appointments, notices before appointment, recruitment; look-alikes where one is missing."""
    prose, notices = site.prose, site.columns["xwdt/tzgg"]
    pages: dict[str, list[str]] = {"1.1.5-1": [], "1.1.5-2": [], "1.1.5-3": []}
    if plan.appointments or plan.notice_before or plan.recruitment:
        site.column("zwgk/rsxx", "人事信息", "zwgk")
    if plan.appointments:
        column = site.column("zwgk/rsxx/rsrm", "人事任免", "zwgk/rsxx")
        for index in range(4):
            body = paragraphs(
                f"经{prose.kind}党组研究决定：任命{prose.person()}为{words.UNITS[index]}处长；免去{prose.person()}的{words.UNITS[-index - 1]}副处长职务。"
            )
            article = site.article(
                column, f"{site.office}关于{prose.person()}等同志任免职的通知", site.day(45 + 110 * index), body
            )
            pages["1.1.5-1"].append(article.url)
    else:
        body = paragraphs(f"对{prose.person()}任职期间的经济责任履行情况进行了审计，审计结果公告如下。")
        trap = site.article(notices, f"关于{prose.person()}同志任职期间经济责任审计结果的公告", site.day(130), body)
        site.truth.fault("keyword-trap", "1.1.5-1", "审计公告中的“任职期间”不是人事任免", [trap.url])
    if plan.notice_before:
        column = site.column("zwgk/rsxx/rqgs", "任前公示", "zwgk/rsxx")
        for index in range(3):
            body = paragraphs(
                f"{prose.person()}，现任{words.UNITS[index]}副处长，拟任处长。公示时间为5个工作日。",
                f"监督电话：{prose.phone()}",
            )
            article = site.article(
                column, f"{site.office}干部任前公示（第{index + 1}批）", site.day(80 + 100 * index), body
            )
            pages["1.1.5-2"].append(article.url)
    if plan.recruitment:
        column = site.column("zwgk/rsxx/zkzl", "招考招录", "zwgk/rsxx")
        unit = prose.trade.subordinates[0]
        steps = ("公开招聘工作人员公告", "公开招聘面试公告", "公开招聘拟聘用人员公示")
        for index, step in enumerate(reversed(steps)):
            table_file = site.attach(
                "xlsx", "岗位表.xlsx", [["岗位", "人数"], ["业务岗", 3]], day=site.day(90 + 40 * index)
            )
            article = site.article(
                column,
                f"{site.office}直属{unit}{step}",
                site.day(90 + 40 * index),
                prose.paragraphs(2),
                attachments=[table_file],
            )
            pages["1.1.5-3"].append(article.url)
            if not plan.notice_before and step.endswith("公示"):
                site.truth.fault("look-alike", "1.1.5-2", "拟聘用人员公示属招聘，不是任前公示", [article.url])
    names = {"1.1.5-1": "人事任免", "1.1.5-2": "任前公示", "1.1.5-3": "招考招录"}
    for code, found in pages.items():
        looked = found or [notices.url]
        site.truth.point(code, bool(found), f"一年内{'有' if found else '无'}{names[code]}", looked)
