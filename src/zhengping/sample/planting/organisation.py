"""1.1.1 机构职能 and 1.1.2 负责人信息."""

from __future__ import annotations

from fractions import Fraction

from zhengping.sample import words
from zhengping.sample.plan import Organisation
from zhengping.sample.prose import paragraphs, table
from zhengping.sample.site import Column, SampleSite, figure, link
from zhengping.sample.truth import share

POSTS = ("党组书记、{kind}长", "党组成员、副{kind}长", "党组成员、副{kind}长", "党组成员、总工程师", "二级巡视员")
DUTIES = (
    "贯彻执行国家和自治区有关法律法规和方针政策，起草本行业地方性法规、规章草案",
    "拟订本行业发展规划、年度计划并组织实施",
    "负责{theme}的组织、指导和监督管理",
    "指导全区{theme2}工作，组织开展监督检查",
    "负责本行业科技推广、统计和信息化建设",
    "完成自治区党委、自治区人民政府交办的其他任务",
)


def plant_organisation(site: SampleSite, plan: Organisation) -> None:
    """The column for functions with its four elements."""
    site.column("jggk", "机构概况")
    presence = plan.column
    pages: list[str] = []
    if presence != "none":
        column = site.column("jggk/jgzn", "机构职能", "jggk")
        pages.append(column.url)
        if presence == "filled":
            column.content = _functions(site, plan)
        if not plan.telephones_agree:
            other = site.column(
                "jggk/lxwm",
                "联系我们",
                "jggk",
                content=paragraphs(
                    f"办公地址：{site.prose.address()}",
                    f"办公电话：{site.prose.phone()}",
                    "办公时间：工作日8:00—12:00，15:00—18:00",
                ),
            )
            site.truth.fault(
                "contradiction", "1.1.1-3", "两个页面的办公电话、地址和办公时间不一致", [column.url, other.url]
            )
    site.truth.column("1.1.1-1", presence, "机构职能", pages)
    parts = {"机构设置": plan.units, "主要职责": plan.duties, "办公地址": plan.address, "联系电话": plan.telephone}
    met = [name for name, there in parts.items() if there and presence == "filled"]
    site.truth.point("1.1.1-2", Fraction(len(met), 4), f"四要素中有：{'、'.join(met) or '无'}", pages)


def _functions(site: SampleSite, plan: Organisation) -> str:
    prose = site.prose
    parts = [paragraphs(f"根据机构改革方案和“三定”规定，{site.office}是自治区人民政府组成部门，为厅级。")]
    if plan.duties:
        numerals = "一二三四五六"
        texts = [
            text.format(theme=prose.trade.themes[i], theme2=prose.trade.themes[-i - 1]) for i, text in enumerate(DUTIES)
        ]
        parts.append("<h3>主要职责</h3>" + paragraphs(*(f"（{numerals[i]}）{text}。" for i, text in enumerate(texts))))
    if plan.units:
        head = ["处室", "职责", "电话"] if plan.telephone else ["处室", "职责"]
        rows = []
        for unit in words.UNITS[:8]:
            row = [unit, f"承担{prose.pick(prose.trade.themes)}相关工作，协调处理日常事务"]
            rows.append([*row, prose.phone()] if plan.telephone else row)
        parts.append("<h3>内设机构</h3>" + table(head, rows))
        parts.append(
            "<h3>直属单位</h3>" + paragraphs("、".join(words.REGION + name for name in prose.trade.subordinates))
        )
    contact = []
    if plan.address:
        contact.append(f"办公地址：{site.address}　邮政编码：599900")
    if plan.telephone:
        contact.append(f"办公电话：{site.telephone}　传真：{prose.phone()}")
    if contact:
        contact.append("办公时间：工作日8:00—12:00，15:00—18:00")
        parts.append("<h3>联系方式</h3>" + paragraphs(*contact))
    return "".join(parts)


def plant_leaders(site: SampleSite, plan: Organisation) -> None:
    """The leaders, each on a page of his or her own where there is more than a name."""
    pages: list[str] = []
    if plan.leaders != "none":
        column = site.column("jggk/ldxx", "领导信息", "jggk")
        pages.append(column.url)
        if plan.leaders == "filled":
            leaders = site.prose.leaders[: plan.leader_count]
            if plan.resume or plan.division:
                pages += _leader_pages(site, plan, column, leaders)
            else:
                rows = [[name, POSTS[min(i, 4)].format(kind=site.prose.kind)] for i, name in enumerate(leaders)]
                column.content = table(["姓名", "职务"], rows)
    site.truth.column("1.1.2-1", plan.leaders, "领导信息", pages)
    if plan.leaders == "filled" and plan.speeches:
        pages.append(_speeches(site, plan).url)
    there = plan.leaders == "filled"
    photos = Fraction(min(plan.photos_loading, plan.leader_count), plan.leader_count) if plan.resume else Fraction(0)
    value = (
        (1 + photos + share(plan.resume) + share(plan.division) + share(plan.speeches > 0)) / 5
        if there
        else Fraction(0)
    )
    site.truth.point(
        "1.1.2-2",
        value,
        f"{plan.leader_count}位领导有姓名；照片可打开{photos * plan.leader_count}张；简历{'有' if plan.resume else '无'}；"
        f"分工{'有' if plan.division else '无'}；讲话{plan.speeches}篇",
        pages,
        spread="0.1",
    )


def _leader_pages(site: SampleSite, plan: Organisation, column: Column, leaders: tuple[str, ...]) -> list[str]:
    prose, pages, cards = site.prose, [], []
    for number, name in enumerate(leaders):
        page = site.column(f"jggk/ldxx/ld{number + 1}", name, "jggk/ldxx", in_navigation=False)
        photo = site.picture(loads=number < plan.photos_loading, directory="ldzp")
        post = POSTS[min(number, len(POSTS) - 1)].format(kind=prose.kind)
        written = name[0] + "启铭" if plan.name_in_two_spellings and number == 1 else name
        parts = [figure(photo, name), paragraphs(f"姓名：{written}", f"职务：{post}")]
        if plan.resume:
            born = 1965 + prose.random.randint(0, 14)
            parts.append(
                "<h3>个人简历</h3>"
                + paragraphs(
                    f"{written}，男，{born}年{prose.random.randint(1, 12)}月生，大学学历，{born + 22}年7月参加工作。"
                    f"历任{prose.pick(words.PLACES)}副{'市' if number % 2 else '县'}长、{site.office}{prose.pick(words.UNITS)}处长，现任{post}。"
                )
            )
        if plan.division:
            themes = "、".join(prose.random.sample(prose.trade.themes, 3))
            lead = "主持全面工作，分管" if number == 0 else "协助主要负责人工作，分管"
            parts.append(
                "<h3>工作分工</h3>"
                + paragraphs(f"{lead}{themes}，联系{prose.pick(words.UNITS)}、{prose.pick(words.UNITS)}。")
            )
        page.content = "".join(parts)
        pages.append(page.url)
        if written != name:
            site.truth.fault("two-spellings", "1.1.2-3", f"同一领导写作“{name}”和“{written}”", [column.url, page.url])
        cards.append(
            f'<li><a href="{page.url}"><img src="{photo}" width="90" alt="{name}"></a>'
            f"<p>{link(page)}</p><p>{post}</p></li>"
        )
    if plan.departed_leader_shown:
        gone = prose.person()
        cards.append(f"<li><p>{gone}</p><p>党组成员、副{prose.kind}长</p></li>")
        site.truth.fault("departed-leader", "1.1.2-3", f"已免职的{gone}仍在领导信息中", [column.url])
        site.column("xwdt", "新闻动态")
        notices = site.column("xwdt/tzgg", "通知公告", "xwdt")
        site.article(
            notices,
            f"自治区人民政府关于{gone}免职的通知",
            site.day(150),
            paragraphs(f"经研究决定，免去{gone}的{site.office}副{prose.kind}长职务。"),
            source=words.REGION + "人民政府",
        )
    column.content = f'<ul class="ldlist">{"".join(cards)}</ul>'
    return pages


def _speeches(site: SampleSite, plan: Organisation) -> Column:
    column = site.column("jggk/ldjh", "领导讲话", "jggk")
    for number in range(plan.speeches):
        theme = site.prose.trade.themes[number]
        leader = site.prose.leaders[number % 2]
        body = paragraphs("同志们：", f"今天我们召开全区{theme}工作会议，主要任务是总结成绩、分析形势、部署任务。")
        body += site.prose.paragraphs(5) + paragraphs("我就讲这些，谢谢大家！")
        site.article(column, f"{leader}在全区{theme}工作会议上的讲话", site.day(40 + 90 * number), body)
    return column
