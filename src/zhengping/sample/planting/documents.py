"""1.1.3 文件资料."""

from __future__ import annotations

from fractions import Fraction

from zhengping.sample import words
from zhengping.sample.plan import Documents
from zhengping.sample.prose import paragraphs
from zhengping.sample.site import Article, SampleSite, link
from zhengping.sample.truth import share

KINDS = ("管理办法", "实施细则", "工作规程", "奖补办法", "考核办法", "暂行规定", "评定标准", "监督办法")


def plant_documents(site: SampleSite, plan: Documents, prefix: str) -> list[Article]:
    """Rules, own documents and laws; returns the own documents of the last twelve months, newest first (interpretations need them)."""
    site.column("zwgk", "政务公开")
    site.column("zwgk/zcwj", "政策文件", "zwgk")
    own, pages = _own_documents(site, plan, prefix), []
    if plan.laws:
        pages.append(_laws(site))
    if plan.rules:
        pages.append(_rules(site))
    if own:
        pages.append(own[0].column.url)
    site.truth.column("1.1.3-1", "filled" if pages else "none", "政策文件、法律法规", pages)
    kinds = share(plan.rules, plan.own_documents, plan.laws)
    value = (kinds + share(plan.facets) + share(plan.library_search)) / 3
    if plan.facets or plan.library_search:
        site.columns["zwgk/zcwj"].content = _library(site, plan)
    site.truth.point(
        "1.1.3-2",
        value,
        f"规章{'有' if plan.rules else '无'}、规范性文件{'有' if plan.own_documents else '无'}、法律法规{'有' if plan.laws else '无'}；"
        f"分类{'有' if plan.facets else '无'}；文件搜索{'有' if plan.library_search else '无'}",
        pages,
        spread="0.3",
    )
    _repeals(site, plan, prefix)
    return [article for article in own if (site.monitoring_date - article.day).days < 365]


def document_body(site: SampleSite, title: str, number: str) -> str:
    """Text of a normative document with number, addressees and signature."""
    chapters = "".join(
        paragraphs(
            f"第{numeral}条　{site.prose.fill('{theme}应当遵循科学规范、公开透明、注重实效的原则，由{office}会同有关部门组织实施。')}"
        )
        for numeral in "一二三四五六七八"
    )
    return (
        f'<p style="text-align:center">{number}</p>'
        + paragraphs(f"各市、县人民政府，{site.prose.kind}机关各处室、直属各单位：")
        + paragraphs(f"现将《{title}》印发给你们，请认真贯彻执行。")
        + chapters
        + f'<p style="text-align:right">{site.office}</p>'
    )


def _own_documents(site: SampleSite, plan: Documents, prefix: str) -> list[Article]:
    if not plan.own_documents:
        return []
    column = site.column("zwgk/zcwj/gfxwj", "规范性文件", "zwgk/zcwj")
    days = [25 + index * 310 // max(1, plan.documents_this_year) for index in range(plan.documents_this_year)]
    days += [410 + 95 * index for index in range(6)]
    made = []
    for index, before in enumerate(days):
        day = site.day(before)
        theme = site.prose.trade.themes[index % len(site.prose.trade.themes)]
        name = f"{words.REGION}{theme}{KINDS[index % len(KINDS)]}"
        number = f"{prefix}规〔{day.year}〕{len(days) - index}号"
        made.append(
            site.article(
                column,
                f"{site.office}关于印发《{name}》的通知",
                day,
                document_body(site, name, number),
                properties=properties(site, number, day.isoformat(), theme),
                attachments=[site.attach("docx", f"{name}.docx", [name, "第一条　为规范管理，制定本办法。"], day=day)]
                if index % 2
                else [],
            )
        )
    return made


def properties(site: SampleSite, number: str, day: str, theme: str) -> dict[str, str]:
    """The head table of a document (条例 art. 12: index, name, summary, date)."""
    return {
        "索 引 号": f"LC{site.prose.random.randint(100000, 999999)}/{day[:4]}-{site.prose.random.randint(10000, 99999)}",
        "发布机构": site.office,
        "主题分类": theme,
        "文　　号": number,
        "成文日期": day,
        "效　　力": "有效",
    }


def _laws(site: SampleSite) -> str:
    column = site.column("zwgk/zcwj/flfg", "法律法规", "zwgk/zcwj")
    for index, law in enumerate(site.prose.trade.laws):
        body = paragraphs(
            "第一条　为了规范有关活动，维护公共利益，制定本法。",
            "第二条　县级以上人民政府应当公布办事指南，依法实施政府采购，制定标准时应当公开征求意见。",
            "第三条　违反本法规定的，依法给予处罚。",
        )
        site.article(column, law, site.day(200 + 160 * index), body, source="中国人大网")
    site.truth.fault(
        "keyword-trap", "3.1.1-1", "法律条文中出现“办事指南”“政府采购”“征求意见”，并非这些内容本身", [column.url]
    )
    return column.url


def _rules(site: SampleSite) -> str:
    column = site.column("zwgk/zcwj/gz", "政府规章", "zwgk/zcwj")
    for index in range(3):
        title = f"{words.REGION}{site.prose.trade.themes[index + 5]}管理规定"
        body = paragraphs(
            f"（{site.day(900).year}年{words.REGION}人民政府令第{80 + index}号公布）"
        ) + site.prose.paragraphs(4)
        site.article(column, title, site.day(300 + 200 * index), body, source=words.REGION + "人民政府")
    return column.url


def _library(site: SampleSite, plan: Documents) -> str:
    parts = []
    if plan.facets:
        for facet, names in (
            ("按主题", site.prose.trade.themes[:6]),
            ("按体裁", ("通知", "办法", "规定", "意见")),
            ("按年份", tuple(str(site.monitoring_date.year - i) for i in range(3))),
        ):
            page = site.column(f"zwgk/zcwj/fl{len(site.columns)}", f"{facet}分类", "zwgk/zcwj", in_navigation=False)
            page.content = "".join(f"<h3>{name}</h3><ul>{_documents_of(site, name)}</ul>" for name in names)
            parts.append(
                f"<dl><dt>{facet}</dt>"
                + "".join(f'<dd><a href="{page.url}">{name}</a></dd>' for name in names)
                + "</dl>"
            )
    if plan.library_search:
        parts.append(
            '<form action="/library/search" method="get" class="wjss"><label>文件名称<input type="text" name="q"></label>'
            '<label>文号<input type="text" name="number"></label>'
            '<input type="submit" value="检索文件"></form>'
        )
    return "".join(parts)


def _documents_of(site: SampleSite, name: str) -> str:
    found = [a for a in site.columns["zwgk/zcwj/gfxwj"].articles if name in a.title or str(a.day.year) == name]
    return "".join(f"<li>{link(article)}<span>{article.day}</span></li>" for article in found[:10])


def _repeals(site: SampleSite, plan: Documents, prefix: str) -> None:
    if not plan.repealed:
        return
    column = site.column("zwgk/zcwj/gfxwj", "规范性文件", "zwgk/zcwj")
    old, names = [], []
    for index in range(plan.repealed):
        day = site.day(1500 + 120 * index)
        number = f"{prefix}发〔{day.year}〕{30 + index}号"
        name = f"{words.REGION}{site.prose.trade.themes[-1 - index]}补助资金管理办法"
        facts = properties(site, number, day.isoformat(), site.prose.trade.themes[-1 - index])
        marked = index < plan.repealed_marked
        facts["效　　力"] = "失效" if marked else "有效"
        article = site.article(
            column,
            f"{site.office}关于印发《{name}》的通知",
            day,
            document_body(site, name, number),
            properties=facts,
            mark="此文件已废止" if marked else "",
        )
        old.append(article)
        names.append(f"《{site.office}关于印发〈{name}〉的通知》（{number}）")
    body = paragraphs(
        "经清理，决定废止下列规范性文件，自本公告发布之日起停止执行：",
        *(f"{i + 1}.{name}" for i, name in enumerate(names)),
    )
    notice = site.article(column, f"{site.office}关于废止部分规范性文件的公告", site.day(210), body)
    value = Fraction(plan.repealed_marked, plan.repealed)
    site.truth.point(
        "1.1.3-3",
        value,
        f"公告废止{plan.repealed}件，原文件页面已标注{plan.repealed_marked}件",
        [notice.url, *(article.url for article in old)],
    )
    for article in old[plan.repealed_marked :]:
        site.truth.fault("repealed-shown-valid", "1.1.3-3", "已废止的文件仍标“有效”", [article.url])
