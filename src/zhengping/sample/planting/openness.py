"""1.3 公开保障: guide, catalogue, information on request, the annual report."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from zhengping.sample.plan import Openness
from zhengping.sample.prose import lines_of, paragraphs, table
from zhengping.sample.site import Article, SampleSite, link

REPORT_PARTS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)


def plant_openness(site: SampleSite, plan: Openness, documents: list[Article]) -> None:
    """The section 政府信息公开."""
    site.column("zwgk/zfxxgk", "政府信息公开", "zwgk")
    _guide_and_catalogue(site, plan, documents)
    _on_request(site, plan)
    _report(site, plan)


def _guide_and_catalogue(site: SampleSite, plan: Openness, documents: list[Article]) -> None:
    pages = []
    if plan.guide != "none":
        old = plan.guide == "stale"
        day = site.day(2900) if old else site.day(75)
        guide = site.column(
            "zwgk/zfxxgk/zn",
            "政府信息公开指南",
            "zwgk/zfxxgk",
            content=paragraphs(
                f"（{day}更新）",
                f"为方便公民、法人和其他组织依法获取{site.office}的政府信息，根据《中华人民共和国政府信息公开条例》"
                f"{'（国务院令第492号）' if old else '（国务院令第711号）'}编制本指南。",
                "一、信息分类和编排体系：主动公开的信息按主题、机构、体裁、服务对象分类。",
                "二、获取方式：本网站政府信息公开栏目、办公场所查阅点。",
                f"三、公开机构：{site.office}办公室，地址：{site.address}，办公时间：工作日8:00—12:00、15:00—18:00，"
                f"电话：{site.telephone}，传真：{site.prose.phone()}，电子信箱：xxgk@office.example。",
            ),
        )
        pages.append(guide.url)
        if old:
            site.truth.fault("stale-guide", "1.3.1-1", "公开指南引用已修订的条例，多年未更新", [guide.url])
    entries = _catalogue(site, plan, documents)
    if plan.catalogue != "none":
        pages.append(site.columns["zwgk/zfxxgk/ml"].url)
    points = {"current": Fraction(1), "stale": Fraction(1, 2), "none": Fraction(0)}
    value = (points[plan.guide] + points[plan.catalogue]) / 2
    site.truth.point(
        "1.3.1-1", value, f"指南：{plan.guide}；目录：{plan.catalogue}", pages, spread="0.25" if 0 < value < 1 else "0"
    )
    facets = plan.facets if plan.catalogue != "none" else ()
    site.truth.point("1.3.1-2", Fraction(len(facets), 4), f"四种分类中有：{'、'.join(facets) or '无'}", pages[-1:])
    fused = (
        {"all": Fraction(1), "half": Fraction(1, 2), "none": Fraction(0)}[plan.fused]
        if plan.catalogue != "none"
        else Fraction(0)
    )
    site.truth.point(
        "1.3.1-3", fused, f"目录{len(entries)}条中与栏目同页的比例", pages[-1:], spread="0.2" if 0 < fused < 1 else "0"
    )
    there = plan.catalogue != "none" and plan.catalogue_search
    site.truth.point("1.3.1-4", there, f"目录检索{'有' if there else '无'}", pages[-1:], entry_only=True)


def _catalogue(site: SampleSite, plan: Openness, documents: list[Article]) -> list[str]:
    if plan.catalogue == "none":
        return []
    column = site.column("zwgk/zfxxgk/ml", "政府信息公开目录", "zwgk/zfxxgk")
    library = documents + site.columns["xwdt/tzgg"].articles[:18]
    rows = []
    for index, article in enumerate(library):
        shown = (
            link(article) if plan.fused == "all" or (plan.fused == "half" and index % 2) else article.title + "（略）"
        )
        if plan.fused == "half" and not index % 2:
            shown = f"{site.prose.fill('{place}{theme}信息')}（{index + 1}）"
        day = article.day if plan.catalogue == "current" else site.day(1200 + index)
        rows.append([f"LC{index + 1:04d}", shown, day, site.office])
        linked = shown == link(article)
        title = article.title if linked else shown.removesuffix("（略）")
        site.live.catalogue.append(
            {"index": f"LC{index + 1:04d}", "title": title, "url": article.url if linked else "", "day": str(day)}
        )
    head = "".join(f'<li><a href="{column.url}">{facet}</a></li>' for facet in plan.facets)
    form = '<form action="/xxgk/search" method="get"><input type="text" name="q" placeholder="索引号、名称、文号"><input type="submit" value="目录检索"></form>'
    column.content = (f'<ul class="fl">{head}</ul>' if head else "") + (form if plan.catalogue_search else "")
    for facet in plan.facets:
        page = site.column(f"zwgk/zfxxgk/ml{len(site.columns)}", facet, "zwgk/zfxxgk/ml", in_navigation=False)
        page.content = table(["索引号", "名称", "生成日期", "发布机构"], rows[:10])
        column.content = column.content.replace(f'<a href="{column.url}">{facet}</a>', link(page))
    column.content += table(["索引号", "信息名称", "生成日期", "发布机构"], rows)
    return [str(row[1]) for row in rows]


def _on_request(site: SampleSite, plan: Openness) -> None:
    pages = []
    if plan.on_request:
        column = site.column("zwgk/zfxxgk/ysqgk", "依申请公开", "zwgk/zfxxgk")
        pages.append(column.url)
        texts = []
        if "body" in plan.on_request:
            texts.append(f"受理机构：{site.office}办公室，地址：{site.address}，联系电话：{site.telephone}。")
        if "ways" in plan.on_request:
            texts.append(
                "申请方式：当面申请、信函申请、传真申请、网上申请。"
                if plan.on_request_form
                else "申请方式：当面申请、信函申请、传真申请。"
            )
        if "forms" in plan.on_request:
            form = site.attach("docx", "政府信息公开申请表.docx", ["政府信息公开申请表", "申请人：", "所需信息："])
            texts.append(f"申请表：申请人应当填写{link(form)}，可复制有效。")
        if "limits" in plan.on_request:
            texts.append("办理时限：自收到申请之日起20个工作日内答复；需要延长的，延长期限最长不超过20个工作日。")
        column.content = "<h3>依申请公开指南</h3>" + paragraphs(*texts)
        if plan.on_request_form:
            page = site.column("zwgk/zfxxgk/ysqgk/sq", "网上申请", "zwgk/zfxxgk/ysqgk")
            page.content = (
                '<form action="/ysqgk/submit" method="post"><label>申请人姓名<input type="text" name="name" required></label>'
                '<label>证件号码<input type="text" name="card"></label><label>联系电话<input type="text" name="phone"></label>'
                '<label>所需政府信息内容描述<textarea name="content" required></textarea></label>'
                '<label>获取方式<select name="way"><option>邮寄</option><option>电子邮件</option></select></label>'
                '<label>验证码<input type="text" name="captcha"></label><input type="submit" value="提交申请"></form>'
            )
            pages.append(page.url)
        if plan.result_query_trap:
            trap = site.column(
                "zwgk/zfxxgk/ysqgk/cx",
                "网上申请结果查询",
                "zwgk/zfxxgk/ysqgk",
                content=paragraphs("系统维护中，请电话查询。"),
            )
            site.truth.fault("keyword-trap", "3.1.4-1", "依申请公开的“网上申请结果查询”不是办事状态查询", [trap.url])
    site.truth.point(
        "1.3.2-1", Fraction(len(plan.on_request), 4), f"受理机构、方式、表格、时限中有{len(plan.on_request)}项", pages
    )
    there = bool(plan.on_request) and plan.on_request_form
    site.truth.point("1.3.2-2", there, f"网上申请表{'有' if there else '无'}", pages, entry_only=True)


def _report(site: SampleSite, plan: Openness) -> None:
    year = site.monitoring_date.year
    column = site.column("zwgk/zfxxgk/gknb", "政府信息公开年报", "zwgk/zfxxgk")
    years = (1, 2, 3) if plan.report != "none" else ()
    pages = []
    for back in years:
        in_time = plan.report == "in-time" or back > 1
        day = site.on(year - back + 1, 1, 22) if in_time else site.on(year - back + 1, 4, 9)
        parts = REPORT_PARTS[: plan.report_parts] if back == 1 else REPORT_PARTS
        body = paragraphs("根据《中华人民共和国政府信息公开条例》编制本报告。")
        for index, part in enumerate(parts):
            body += f"<p><strong>{part}</strong></p>" + site.prose.paragraphs(1)
            if index in (1, 2, 3):
                body += table(
                    ["项目", "本年新收政府信息公开申请数量", "本年度办理结果"],
                    [["合计", site.prose.random.randint(3, 40), site.prose.random.randint(1, 30)]],
                )
        files = []
        if plan.report_in_file and back == 1:
            files.append(site.attach("docx", "信息公开工作年度报告.docx", lines_of(body), day=day))
            body = paragraphs("报告全文见附件。")
        title = f"{site.office}{year - back}年政府信息公开工作年度报告"
        pages.append(site.article(column, title, day, body, attachments=files).url)
    if plan.report == "none":
        table_page = site.article(
            column,
            f"{year - 1}年政府网站工作年度报表",
            site.on(year, 1, 18),
            table(["项目", "数值"], [["信息发布总数", 210]]),
        )
        other = site.article(column, f"{year - 1}年政府工作报告（摘登）", site.on(year, 2, 2), site.prose.paragraphs(3))
        site.truth.fault(
            "look-alike", "1.3.3-1", "政府网站工作年度报表、政府工作报告都不是信息公开年报", [table_page.url, other.url]
        )
        pages = [column.url]
    # By 31 January under the ordinance of 2019, by 31 March before; a report that is not yet due is not missed.
    due = date(year, 1, 31) if year - 1 >= 2019 else date(year, 3, 31)
    last = year - 1 if due < site.monitoring_date else year - 2
    in_time = plan.report == "in-time" or (plan.report == "late" and last < year - 1)
    site.truth.point(
        "1.3.3-1",
        in_time,
        f"{last}年年报：{plan.report}（{year - 1}年的法定期限为{due}）",
        pages[:1],
        spread="0.5" if plan.report == "late" and not in_time else "0",
    )
    parts_found = (plan.report_parts if last == year - 1 else len(REPORT_PARTS)) if plan.report != "none" else 0
    site.truth.point(
        "1.3.3-2",
        Fraction(parts_found, 6),
        f"六部分中有{parts_found}部分",
        pages[:1],
        spread="0.1" if 0 < parts_found < 6 else "0",
    )
