"""5 创新发展, 6.2.1 inspection reports, and what misleads a reader around them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from zhengping.sample import words
from zhengping.sample.plan import Innovation
from zhengping.sample.prose import paragraphs, table
from zhengping.sample.site import SampleSite, link
from zhengping.sample.truth import share

QUARTERS = "一二三四"


def plant_innovation(site: SampleSite, plan: Innovation) -> None:
    """Accounts, phone, search, robot, site map, sharing."""
    if plan.accounts == "home":
        code = site.picture(directory="ewm")
        site.live.account_picture = code
        site.home_extra.append(
            '<div class="xmt"><h3>政务新媒体</h3><p><a href="https://weibo.example/lanchuan">官方微博</a>'
            f'<img src="{code}" alt="官方微信二维码" width="90">关注官方微信公众号，获取政策服务信息</p></div>'
        )
    else:
        site.truth.fault("share-buttons", "5.1.1-1", "“微信好友、新浪微博”是分享按钮，不是本部门账号", ["/"])
    site.truth.point(
        "5.1.1-1", plan.accounts == "home", f"首页微博微信入口{'有' if plan.accounts == 'home' else '无'}", ["/"]
    )
    site.truth.point(
        "5.1.2-1",
        plan.fits_phone,
        "页面适配手机屏幕" if plan.fits_phone else "固定1200像素宽，无移动版入口",
        ["/"],
        entry_only=True,
        spread="0.25" if plan.fits_phone else "0",
    )
    site.truth.point(
        "5.2.1-1", plan.search_form, f"站内搜索框{'有' if plan.search_form else '无'}", ["/"], entry_only=True
    )
    pages = ["/"]
    if plan.robot:
        robot = site.column(
            "hdjl/znwd",
            "智能问答",
            "hdjl",
            content=(
                '<div class="robot"><p>您好，我是智能客服小澜，请输入您的问题：</p><form action="/robot/ask" method="get">'
                '<input type="text" name="question"><input type="submit" value="提问"></form><p>猜您想问：</p><ul>'
                + "".join(f"<li>{item}如何办理？</li>" for item in site.service_items[:5])
                + "</ul></div>"
            ),
        )
        site.home_extra.append(f'<div class="znkf">{link(robot, "智能客服")}</div>')
        pages = [robot.url]
    site.truth.point("5.2.2-1", plan.robot, f"智能问答{'有' if plan.robot else '无'}", pages, entry_only=True)
    site.truth.point(
        "5.4-1",
        share("wechat" in plan.share, "weibo" in plan.share),
        f"文章页分享到：{'、'.join(plan.share) or '无'}",
        [site.articles[0].url],
        spread="0.25" if len(plan.share) == 1 else "0",
    )


def plant_site_map(site: SampleSite, plan: Innovation) -> None:
    """Runs last, when all columns are known."""
    value = {"whole": Fraction(1), "half": Fraction(1, 2), "heading-only": Fraction(0)}[plan.site_map]
    pages = ["/"]
    if plan.site_map == "heading-only":
        site.home_extra.append('<div class="side"><h3>网站导航</h3><p>欢迎您的访问</p></div>')
        site.truth.fault("look-alike", "5.3-1", "“网站导航”只是侧栏标题，不是站点地图", ["/"])
    else:
        tops = [column for column in site.columns.values() if column.parent is None and column.in_navigation]
        shown = tops if plan.site_map == "whole" else tops[: (len(tops) + 1) // 2]
        column = site.column("wzdt", "网站地图", in_navigation=False)
        column.content = "".join(
            f"<h3>{link(top)}</h3><ul>"
            + "".join(f"<li>{link(child)}</li>" for child in top.children if child.in_navigation)
            + "</ul>"
            for top in shown
        )
        site.footer_links.append((column.url, "网站地图"))
        pages = [column.url]
    site.truth.point(
        "5.3-1", value, f"站点地图：{plan.site_map}", pages, spread="0.25" if value == Fraction(1, 2) else "0"
    )


def plant_inspections(site: SampleSite, plan: Innovation) -> None:
    """Public inspection reports; due from the second quarter on."""
    year, pages = site.monitoring_date.year, []
    if plan.inspection_quarters or plan.yearly_table:
        column = site.column("zwgk/wzjg", "网站监管", "zwgk")
        for quarter in (q for q in plan.inspection_quarters if site.on(year, 3 * q, 28) == date(year, 3 * q, 28)):
            day = site.on(year, min(quarter * 3 + 1, 12), 12)
            pages.append(
                site.article(
                    column,
                    f"{site.office}{year}年第{QUARTERS[quarter - 1]}季度网站自查情况",
                    day,
                    paragraphs(
                        "一、可用性：首页和各栏目访问正常。",
                        "二、信息更新：首页两周内更新不少于10条。",
                        "三、互动回应：来信按时答复。",
                        "四、“我为政府网站找错”平台留言均在3个工作日内办结。",
                        "五、存在问题及整改情况。",
                    ),
                ).url
            )
        if plan.yearly_table:
            pages.append(
                site.article(
                    column,
                    f"{year - 1}年政府网站工作年度报表",
                    site.on(year, 1, 20),
                    table(["项目", "数量"], [["信息发布总数", 386], ["留言办结数", 41]]),
                ).url
            )
    look_alike = [a.url for a in site.articles if "政府网站工作年度报表" in a.title]
    yearly = bool(look_alike)
    due = {quarter for quarter in (2, 3) if date(year, quarter * 3 + 1, 12) <= site.monitoring_date}
    found = len(due & set(plan.inspection_quarters))
    value = (Fraction(found, len(due)) + yearly) / 2 if due else Fraction(int(yearly))
    site.truth.point(
        "6.2.1-2",
        value,
        f"应公开的{len(due)}个季度中有{found}个；年度报表{'有' if yearly else '无'}",
        pages or look_alike or ["/"],
        spread="0.25" if value else "0",
    )


def plant_foreign_platform(site: SampleSite, plan: Innovation) -> None:
    """A platform of the whole region under the department's own host: nothing there is the department's."""
    if not plan.foreign_platform:
        return
    name = f"{words.CAPITAL}民声诉求平台"
    letters = "".join(
        f"<tr><td>{site.prose.fill('{place}{theme}问题')}</td><td>{site.day(200 + 9 * i)}</td><td>{words.CAPITAL}公用事业局</td><td>处理中</td></tr>"
        for i in range(12)
    )

    def page(title: str, body: str) -> str:
        return (
            f'<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="SiteName" content="{name}"><title>{title}-{name}</title></head>'
            f'<body><div class="head"><h1>{name}</h1><a href="/sqpt/index.html">平台首页</a> <a href="/sqpt/list.html">诉求公开</a> '
            f'<a href="/sqpt/diaocha.html">网上调查</a> <a href="/sqpt/map.html">网站地图</a></div>{body}'
            f'<div class="foot">主办单位：{words.CAPITAL}人民政府办公室</div></body></html>'
        )

    urls = [
        site.stray(
            "/sqpt/index.html", page("平台首页", "<h2>欢迎使用</h2><p>全市统一受理平台，受理范围为市级各部门。</p>")
        ),
        site.stray(
            "/sqpt/list.html",
            page(
                "诉求公开",
                f"<table><tr><th>标题</th><th>提交时间</th><th>办理单位</th><th>状态</th></tr>{letters}</table>",
            ),
        ),
        site.stray(
            "/sqpt/diaocha.html", page("网上调查", "<ul><li>市区公交满意度调查</li><li>老旧小区改造意见征集</li></ul>")
        ),
        site.stray(
            "/sqpt/map.html",
            page("网站地图", '<a href="/sqpt/index.html">政务公开</a> <a href="/sqpt/list.html">在线访谈</a>'),
        ),
    ]
    site.home_extra.append(
        '<p class="tpl"><a href="/sqpt/index.html"><img src="/images/banner.png" alt="民声诉求平台"></a></p>'
    )
    site.truth.fault(
        "foreign-platform", "4.1-3", "同一主机下的市级诉求平台不是本部门的，其信件、调查、地图都不计", urls
    )
