"""3.1 行政服务, 3.2 业务专题 and 3.3 公共服务."""

from __future__ import annotations

from fractions import Fraction
from typing import cast

from zhengping.sample import words
from zhengping.sample.plan import Services
from zhengping.sample.prose import paragraphs, table
from zhengping.sample.site import Article, Attachment, FileFault, SampleSite, link
from zhengping.sample.truth import PRESENCE_VALUE

ELEMENT_WORDS = {
    "basis": ("设定依据", "《{law}》第{number}条"),
    "conditions": ("受理条件", "申请人具有独立承担责任的能力，场所、人员符合规定"),
    "process": ("办理流程", "申请—受理—审查—决定—送达"),
    "limit": ("办理时限", "法定时限20个工作日，承诺时限7个工作日"),
    "charges": ("收费标准", "不收费"),
    "notes": ("注意事项", "材料不齐的一次性告知，窗口提供帮办代办"),
    "office": ("办理机构", "{office}行政审批处"),
    "contact": ("联系方式", "咨询电话：{phone}，办理地点：政务服务大厅3号窗口"),
}
MATERIAL_HEADS = {
    "name": "材料名称",
    "basis": "材料依据",
    "format": "材料格式",
    "copies": "份数",
    "signature": "签名签章要求",
}
MATERIAL_CELLS = {
    "name": "申请表",
    "basis": "部门规章第八条",
    "format": "纸质或电子件",
    "copies": "1份",
    "signature": "法定代表人签名并加盖公章",
}
TOPICS = {
    "decision": ("3.2-1", "贯彻落实重大决策部署"),
    "work": ("3.2-2", "年度重点工作攻坚"),
    "hot": ("3.2-3", "民生热点面对面"),
    "ethnic": ("3.2-4", "民族特色传承"),
    "interest": ("3.2-5", "惠民政策落实"),
}


def plant_services(site: SampleSite, plan: Services) -> None:
    """Guides with their forms, application, enquiry, results and scenes."""
    site.column("bsfw", "办事服务")
    column = site.column("bsfw/bszn", "办事指南", "bsfw", per_page=20)
    guides, forms = [], []
    for index, service in enumerate(site.service_items[: plan.guides]):
        files = _files(site, plan, service, index)
        forms += files
        guides.append(
            site.article(column, service, site.day(60 + 9 * index), _guide(site, plan, index), attachments=files)
        )
    pages = [column.url, *(guide.url for guide in guides[:3])]
    site.truth.point(
        "3.1.1-1", Fraction(len(guides), plan.items), f"清单{plan.items}项，有指南{len(guides)}项", pages[:1]
    )
    site.truth.point(
        "3.1.1-2", Fraction(len(plan.elements), 8), f"八要素中有{len(plan.elements)}项", pages, spread="0.05"
    )
    site.truth.point(
        "3.1.1-3", Fraction(len(plan.materials), 5), f"材料五要求中有{len(plan.materials)}项", pages, spread="0.05"
    )
    working = [file for file in forms if not file.fault]
    parts = (
        plan.form != "none" and any("空表" in file.name for file in working),
        plan.form_instruction,
        plan.filled_example and bool(working),
    )
    site.truth.point(
        "3.1.1-4",
        Fraction(sum(parts), 3),
        f"表格、填写说明、示范文本中有{sum(parts)}项",
        pages,
        spread="0.1" if 0 < sum(parts) < 3 else "0",
    )
    flow = Fraction(1) if plan.chart else Fraction(1, 2) if "process" in plan.elements else Fraction(0)
    site.truth.point(
        "3.1.1-5",
        flow,
        f"流程图{'有' if plan.chart else '无'}，流程步骤{'有' if 'process' in plan.elements else '无'}",
        pages,
        spread="0.5" if flow == Fraction(1, 2) else "0",
    )
    _downloads(site, plan, forms, pages)
    _online(site, plan, guides)
    _results(site, plan)
    _ease(site, plan, guides)


def _files(site: SampleSite, plan: Services, service: str, index: int) -> list[Attachment]:
    if plan.form == "none":
        return []
    fault = cast(FileFault, plan.file_faults[index] if index < len(plan.file_faults) else "")
    made = [
        site.attach(
            plan.form,
            f"{service}申请表（空表）.{plan.form}",
            [f"{service}申请表", "申请人：", "法定代表人：", "（盖章）"],
            fault=fault,
            directory="bszn",
        )
    ]
    if plan.filled_example:
        made.append(
            site.attach(
                plan.form,
                f"{service}申请表（填写样表）.{plan.form}",
                [f"{service}申请表", "申请人：某某有限公司", "法定代表人：某某"],
                directory="bszn",
            )
        )
    if fault:
        site.truth.fault(
            f"file-{fault}",
            "3.1.2-1",
            {
                "missing": "附件链接打不开",
                "empty": "附件为0字节",
                "damaged": "附件不完整、打不开",
                "html": "附件实为提示登录的网页",
                "wrong-type": "附件内容完好而响应的类型有误",
            }[fault],
            [made[0].url],
        )
    return made


def _guide(site: SampleSite, plan: Services, index: int) -> str:
    rows = []
    for element in plan.elements:
        name, text = ELEMENT_WORDS[element]
        rows.append(
            [
                name,
                text.format(
                    law=site.prose.pick(site.prose.trade.laws),
                    number=index + 12,
                    office=site.office,
                    phone=site.prose.phone(),
                ),
            ]
        )
    body = table(["事项要素", "内容"], rows)
    if plan.materials:
        heads = [MATERIAL_HEADS[name] for name in plan.materials]
        body += "<h3>申请材料</h3>" + table(heads, [[MATERIAL_CELLS[name] for name in plan.materials]])
    if plan.form_instruction:
        body += "<h3>填写说明</h3>" + paragraphs("1.用黑色签字笔填写或打印；2.日期按年月日填写；3.不得涂改。")
    if plan.chart:
        body += (
            "<h3>办理流程图</h3>"
            + f'<p><img src="{site.picture(directory="bszn")}" alt="办理流程图"></p>'
            + paragraphs(
                "第一步　申请：申请人在窗口或网上提交材料。",
                "第二步　受理：窗口当场核对。",
                "第三步　审查决定：承诺时限内作出决定。",
                "第四步　送达：短信通知领取。",
            )
        )
    if plan.related:
        body += '<p class="xgfw">[[online]]</p>'
    return body


def _downloads(site: SampleSite, plan: Services, forms: list[Attachment], pages: list[str]) -> None:
    good = [file for file in forms if file.fault in ("", "wrong-type")]
    column = site.column("bsfw/xzzx", "表格下载", "bsfw") if forms else None
    if column:
        column.content = "<ul>" + "".join(f"<li>{link(file)}</li>" for file in forms) + "</ul>"
    value = Fraction(len(good), len(forms)) if forms else Fraction(0)
    site.truth.point(
        "3.1.2-1",
        value,
        f"{len(forms)}个附件中可下载打开的{len(good)}个",
        [*pages[:1], *(file.url for file in forms[:4])],
        spread="0.17" if 0 < value < 1 else "0",
    )
    fillable = plan.form == "docx"
    value = Fraction(int(fillable) + int(plan.filled_example), 2) if forms else Fraction(0)
    site.truth.point(
        "3.1.2-2",
        value,
        f"空表{'可' if fillable else '不可'}电子填写，填写样表{'有' if plan.filled_example else '无'}",
        pages,
        spread="0.25" if 0 < value < 1 else "0",
    )


def _online(site: SampleSite, plan: Services, guides: list[Article]) -> None:
    bar, pages = [], []
    if plan.apply_form or plan.apply_leads_to_guide:
        column = site.column("bsfw/zxsq", "在线申请", "bsfw")
        pages.append(column.url)
        bar.append(link(column, "在线申请"))
        if plan.apply_form:
            options = "".join(f"<option>{guide.title}</option>" for guide in guides)
            column.content = (
                f'<form action="/apply" method="post"><label>事项<select name="item">{options}</select></label>'
                '<label>申请人<input type="text" name="applicant" required></label><label>联系电话<input type="text" name="phone"></label>'
                '<label>预约日期<input type="date" name="day"></label><label>上传材料<input type="file" name="material"></label>'
                '<input type="submit" value="提交申请"></form>'
            )
        else:
            column.content = (
                "<ul>" + "".join(f"<li>{link(guide, guide.title + '　我要申请')}</li>" for guide in guides) + "</ul>"
            )
            site.truth.fault("entry-to-guide", "3.1.3-1", "“在线申请”只转到办事指南，没有申请页面", [column.url])
    site.truth.point(
        "3.1.3-1",
        plan.apply_form,
        f"在线申请、预约页面{'有' if plan.apply_form else '无'}",
        pages or [site.columns["bsfw"].url],
        entry_only=True,
    )
    if plan.help_document:
        column = site.column(
            "bsfw/bzwd",
            "帮助文档",
            "bsfw",
            content=paragraphs(
                "在线申请操作手册：一、注册登录；二、选择事项；三、填写表单；四、上传材料；五、提交并记下申请编号。"
            ),
        )
        bar.append(link(column, "操作手册"))
        pages = [column.url]
    site.truth.point(
        "3.1.3-2",
        plan.help_document,
        f"在线申请帮助文档{'有' if plan.help_document else '无'}",
        pages or [site.columns["bsfw"].url],
    )
    if plan.status_query:
        column = site.column(
            "bsfw/ztcx",
            "办件查询",
            "bsfw",
            content=(
                '<form action="/status" method="get"><label>申请编号<input type="text" name="number" required></label>'
                '<label>查询密码<input type="password" name="code"></label><input type="submit" value="查询办理状态"></form>'
            ),
        )
        bar.append(link(column, "状态查询"))
        pages = [column.url]
    site.truth.point(
        "3.1.4-1",
        plan.status_query,
        f"办理状态查询{'有' if plan.status_query else '无'}",
        pages or [site.columns["bsfw"].url],
        entry_only=True,
    )
    if plan.results != "none":
        bar.append(link(site.column("bsfw/jggs", "结果公示", "bsfw"), "结果公示"))
    for guide in guides:
        guide.body = guide.body.replace("[[online]]", "相关服务：" + "　".join(bar))


def _results(site: SampleSite, plan: Services) -> None:
    pages = []
    if plan.results != "none":
        column = site.column("bsfw/jggs", "结果公示", "bsfw")
        pages.append(column.url)
        for index in range(18 if plan.results == "filled" else 0):
            day = site.day(plan.results_newest + index * 12)
            decided = site.day(plan.results_newest + index * 12 + plan.results_delay)
            body = table(
                ["事项", "申请人", "决定书文号", "决定日期"],
                [
                    [
                        site.prose.pick(site.service_items),
                        f"{site.prose.pick(words.PLACES)}某某有限公司",
                        f"许可〔{day.year}〕{100 - index}号",
                        decided,
                    ]
                ],
            )
            site.article(column, f"行政许可决定公示（{decided.year}年{decided.month}月{decided.day}日作出）", day, body)
    fresh = plan.results == "filled" and plan.results_newest <= 31
    value = (
        Fraction(1)
        if fresh
        else PRESENCE_VALUE[plan.results] / 2
        if plan.results == "filled"
        else PRESENCE_VALUE[plan.results]
    )
    site.truth.point(
        "3.1.5-1",
        value,
        f"结果公示{'最新在' + str(plan.results_newest) + '天前' if plan.results == 'filled' else '：' + plan.results}",
        pages,
        spread="0" if value in (0, 1) else "0.25",
    )
    quick = plan.results == "filled" and plan.results_delay <= 7
    site.truth.point(
        "3.1.5-2",
        quick,
        f"决定到公示约{plan.results_delay}天" if plan.results == "filled" else "无结果公示",
        pages,
        spread="0.25" if quick else "0.5" if plan.results == "filled" else "0",
    )


def _ease(site: SampleSite, plan: Services, guides: list[Article]) -> None:
    hall, parts = site.columns["bsfw"], []
    if plan.one_stop:
        parts.append("<h3>一站式服务大厅</h3><p>" + "　".join(link(child) for child in hall.children) + "</p>")
    if plan.integrated:
        parts.append(
            '<p><a href="https://zwfw.lanchuan.example/login">自治区一体化政务服务平台（统一身份认证登录）</a></p>'
        )
    scene_page = hall
    if plan.scenes:
        scene_page = site.column("bsfw/cjfw", "场景式服务", "bsfw")
        groups = (("个人服务", guides[0::3]), ("法人服务", guides[1::3]), ("一件事：开办企业", guides[2::3]))
        scene_page.content = "".join(
            f"<h3>{name}</h3><ul>" + "".join(f"<li>{link(guide)}</li>" for guide in some) + "</ul>"
            for name, some in groups
        )
    hall.content = "".join(parts)
    linked = Fraction(1) if plan.related else Fraction(int(plan.form != "none" and len(guides) > 2), 4)
    rows: tuple[tuple[str, Fraction | bool, str], ...] = (
        ("3.1.6-1", plan.one_stop, "统一的办事入口"),
        ("3.1.6-2", plan.integrated, "接入自治区一体化平台"),
        ("3.1.6-3", plan.scenes, "场景式、分对象服务"),
        ("3.1.6-4", linked, "指南、表格、申请、查询、结果相互关联"),
    )
    for code, met, name in rows:
        site.truth.point(
            code,
            met,
            f"{name}{'有' if met == 1 else '只有一部分' if met else '无'}",
            [scene_page.url if code == "3.1.6-3" else hall.url],
            spread="0.25",
        )


def plant_topics(site: SampleSite, plan: Services) -> None:
    """Special topics; judged only where the department has no administrative services."""
    if plan.topics:
        site.column("ztzl", "专题专栏")
    for index, (kind, (code, name)) in enumerate(TOPICS.items()):
        pages = [site.columns["ztzl"].url] if plan.topics else ["/"]
        if kind in plan.topics:
            column = site.column(f"ztzl/zt{index + 1}", f"{name}专题", "ztzl")
            pages = [column.url]
            for number in range(6):
                day = site.day(plan.topics_newest + 24 * number)
                site.article(column, f"{name}：{site.prose.news_title(day.year)}", day, site.prose.paragraphs(3))
        fresh = plan.topics_newest <= 120
        value = Fraction(int(kind in plan.topics)) * (1 if fresh else Fraction(1, 2))
        site.truth.point(
            code,
            value,
            f"{name}专题{'有' if kind in plan.topics else '无'}，最新在{plan.topics_newest}天前",
            pages,
            spread="0.25" if value else "0",
        )


def plant_public_services(site: SampleSite, plan: Services) -> None:
    """Public services beyond the department's own procedures."""
    names = [f"{theme}便民查询" for theme in site.prose.trade.themes[:4]]
    site.public_services.extend(names)
    pages = []
    if plan.public_services:
        site.column("bsfw/ggfw", "公共服务", "bsfw")
        for index, name in enumerate(names[: plan.public_services]):
            column = site.column(f"bsfw/ggfw/fw{index + 1}", name, "bsfw/ggfw")
            pages.append(column.url)
            rows = [[site.prose.pick(words.PLACES), site.prose.address(), site.prose.phone()] for _ in range(8)]
            column.content = paragraphs(f"数据更新日期：{site.day(plan.public_services_newest + index)}") + table(
                ["服务点", "地址", "电话"], rows
            )
            if plan.public_service_dead:
                column.content += '<p><a href="/fuwu/chaxun/index.html">点击进入查询系统</a></p>'
                site.truth.fault("dead-link", "3.3-2", "公共服务的查询入口打不开", [column.url])
    found = Fraction(plan.public_services, len(names))
    site.truth.point(
        "3.3-1",
        found,
        f"{len(names)}项公共服务中有{plan.public_services}项",
        pages,
        spread="0.25" if 0 < found < 1 else "0",
    )
    fresh = plan.public_services > 0 and plan.public_services_newest <= 183
    value = Fraction(int(fresh) + int(bool(plan.public_services) and not plan.public_service_dead), 2)
    site.truth.point(
        "3.3-2",
        value,
        f"更新{'及时' if fresh else '不及时'}，死链{'有' if plan.public_service_dead else '无'}",
        pages,
        spread="0.25" if 0 < value < 1 else "0",
    )
