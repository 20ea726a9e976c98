"""1.2 重点领域信息公开: money, powers, charges, assigned areas."""

from __future__ import annotations

from fractions import Fraction

from zhengping.sample.plan import Finance, Powers
from zhengping.sample.prose import lines_of, paragraphs, table
from zhengping.sample.site import SampleSite
from zhengping.sample.truth import PRESENCE_VALUE, share

PROCUREMENT = {
    "policies": ("采购法规", "政府采购政策法规汇编（{year}年）"),
    "guide": ("采购指南", "{office}政府采购指南"),
    "tenders": ("招标公告", "{office}{theme}项目公开招标公告"),
    "awards": ("中标公告", "{office}{theme}项目中标（成交）结果公告"),
}


def plant_finance(site: SampleSite, plan: Finance) -> None:
    """Budget, accounts, the three public expenses, special funds, procurement."""
    year = site.monitoring_date.year
    column = site.column("zwgk/czxx", "财政信息", "zwgk")
    budgets = site.column("zwgk/czxx/czys", "部门预算", "zwgk/czxx")
    accounts = site.column("zwgk/czxx/czjs", "部门决算", "zwgk/czxx")
    budget_pages = []
    for which in (0, -1) if plan.budget else (-2, -3):
        text = (
            paragraphs("一、部门概况。", f"二、{year + which}年收支预算总体情况。")
            + table(["项目", "金额（万元）"], [["一般公共预算收入", 4210], ["一般公共预算支出", 4210]])
            + _three(plan, year + which, "预算")
        )
        article = site.article(
            budgets,
            f"{site.office}{year + which}年部门预算公开",
            site.on(year + which, 2, 26),
            text,
            attachments=[
                site.attach("pdf", "部门预算公开表.pdf", ["部门预算公开表"], day=site.on(year + which, 2, 26))
            ],
        )
        budget_pages.append(article.url)
    site.truth.point(
        "1.2.1-1",
        plan.budget,
        f"{year}年部门预算{'已公开' if plan.budget else '未公开，最新为' + str(year - 2) + '年'}",
        budget_pages[:1],
    )
    account_pages = []
    for which in plan.accounts_years:
        text = paragraphs(f"一、{year + which}年收支决算总体情况。") + _three(plan, year + which, "决算")
        day = site.on(year + which + 1, 8, 28)
        rows: list[list[object]] = [["科目", "决算数"], ["合计", 4108]]
        if plan.accounts_in_file:
            rows += [[line] for line in lines_of(text)]
            text = paragraphs("决算公开全文见附件。")
        article = site.article(
            accounts,
            f"{site.office}{year + which}年度部门决算公开",
            day,
            text,
            attachments=[site.attach("xlsx", "部门决算公开表.xlsx", rows, day=day)],
        )
        account_pages.append(article.url)
    closed = -1 in plan.accounts_years
    site.truth.point(
        "1.2.1-2", closed, f"{year - 1}年度部门决算{'已公开' if closed else '未公开'}", account_pages or [accounts.url]
    )
    parts = [plan.abroad, plan.cars, plan.receptions, plan.explanation]
    site.truth.point(
        "1.2.1-3",
        share(*parts) if closed else 0,
        f"三公经费决算：四项中有{sum(parts) if closed else 0}项",
        account_pages or [accounts.url],
    )
    _funds(site, plan, column.url)
    _procurement(site, plan)


def _three(plan: Finance, year: int, kind: str) -> str:
    rows = []
    if plan.abroad:
        rows.append(["因公出国（境）经费", "12.60"])
    if plan.cars:
        rows.append(["公务用车购置及运行维护费", "38.15"])
    if plan.receptions:
        rows.append(["公务接待费", "6.42"])
    text = f"<h3>{year}年“三公”经费{kind}情况</h3>" + table(["项目", f"{kind}数（万元）"], rows) if rows else ""
    if plan.explanation:
        text += paragraphs(
            f"增减变化原因说明：{year}年“三公”经费{kind}比上年减少3.20万元，主要原因是压减公务接待批次、严格控制公务用车使用。"
        )
    return text


def _funds(site: SampleSite, plan: Finance, url: str) -> None:
    if plan.special_funds:
        column = site.column("zwgk/czxx/zxzj", "专项资金", "zwgk/czxx")
        for index in range(3):
            theme = site.prose.trade.themes[index]
            body = site.prose.paragraphs(1) + table(
                ["市县", "金额（万元）", "用途"], [["青浔市", 320, theme], ["云坳县", 180, theme]]
            )
            site.article(
                column,
                f"{site.monitoring_date.year}年{theme}专项资金分配使用情况公示",
                site.day(100 + 60 * index),
                body,
            )
        site.article(column, f"{site.office}专项资金使用管理办法", site.day(260), site.prose.paragraphs(4))
        url = column.url
    site.truth.point(
        "1.2.1-4", plan.special_funds, f"专项资金使用管理情况{'已公开' if plan.special_funds else '未公开'}", [url]
    )


def _procurement(site: SampleSite, plan: Finance) -> None:
    pages = []
    if plan.procurement:
        site.column("zwgk/czxx/zfcg", "政府采购", "zwgk/czxx")
    for kind in plan.procurement:
        name, title = PROCUREMENT[kind]
        column = site.column(f"zwgk/czxx/zfcg/{kind}", name, "zwgk/czxx/zfcg")
        for index in range(3 if kind in ("tenders", "awards") else 1):
            words = title.format(
                year=site.monitoring_date.year, office=site.office, theme=site.prose.trade.themes[index]
            )
            site.article(column, words, site.day(70 + 45 * index), site.prose.paragraphs(3))
        pages.append(column.url)
    site.truth.point(
        "1.2.1-5", Fraction(len(plan.procurement), 4), f"采购法规、指南、招标、中标中有{len(plan.procurement)}项", pages
    )


def plant_powers(site: SampleSite, plan: Powers) -> None:
    """The list of powers and duties, the list of charges, the assigned areas."""
    pages = []
    if plan.column != "none":
        column = site.column("zwgk/qzqd", "权责清单", "zwgk")
        pages.append(column.url)
        if plan.column == "filled":
            column.content = _list_of_powers(site, plan)
    there = plan.column == "filled"
    site.truth.column("1.2.2-1", plan.column, "权责清单", pages)
    updated = plan.updated is not None and plan.updated <= 365
    value = (Fraction(len(plan.columns), 5) * 5 + updated) / 6 if there else Fraction(0)
    site.truth.point(
        "1.2.2-2",
        value,
        f"五要素中有{len(plan.columns) if there else 0}项；一年内{'有' if updated and there else '无'}更新",
        pages,
        spread="0.2" if 0 < value < 1 else "0",
    )
    adjusted = there and plan.adjusted
    if adjusted:
        names = site.prose.trade.services
        pages.append(
            site.article(
                site.columns["zwgk/qzqd"],
                f"{site.office}权责清单动态调整公告",
                site.day(plan.updated or 60),
                paragraphs(
                    "根据自治区人民政府关于取消、下放和承接行政权力事项的决定，对权责清单作如下调整：",
                    f"取消“{names[-1]}证明”1项，下放“{names[-2]}初审”1项，承接“{names[0]}（省级）”1项，清单已同步更新。",
                ),
            ).url
        )
    site.truth.point(
        "1.2.2-3",
        adjusted,
        f"取消、下放、承接事项{'已' if adjusted else '未见'}调整",
        pages,
        spread="0" if adjusted else "0.25",
    )
    site.truth.point(
        "1.2.2-4",
        there and plan.feedback,
        f"清单反馈意见渠道{'有' if there and plan.feedback else '无'}",
        pages,
        entry_only=True,
    )
    _charges(site, plan)
    _areas(site, plan)


def _list_of_powers(site: SampleSite, plan: Powers) -> str:
    heads = {
        "class": "权力分类",
        "name": "项目名称",
        "basis": "实施依据",
        "duties": "责任事项",
        "duty_basis": "责任事项依据",
    }
    classes = ("行政许可", "行政确认", "行政处罚", "行政检查", "其他行政权力")
    law = site.prose.trade.laws[0]
    rows = []
    for index, service in enumerate(
        (*site.service_items, *(f"{theme}监督检查" for theme in site.prose.trade.themes[:6]))
    ):
        listed = index < len(site.service_items)
        cells = {
            "class": classes[index % 2] if listed else "行政检查",
            "name": service,
            "basis": f"《{law}》第{index + 11}条",
            "duties": "1.受理责任；2.审查责任；3.决定责任；4.送达责任；5.事后监管责任",
            "duty_basis": f"《{law}》第{index + 31}条",
        }
        rows.append([index + 1, *(cells[name] for name in plan.columns)])
    text = table(["序号", *(heads[name] for name in plan.columns)], rows)
    if plan.updated is not None:
        text = paragraphs(f"更新时间：{site.day(plan.updated)}") + text
    if plan.feedback:
        text += (
            '<h3>权责清单意见反馈</h3><form action="/feedback" method="post"><label>事项名称<input type="text" name="item"></label>'
            '<label>意见建议<textarea name="opinion"></textarea></label><label>联系方式<input type="text" name="contact"></label>'
            '<input type="submit" value="提交意见"></form>'
        )
    return text


def _charges(site: SampleSite, plan: Powers) -> None:
    pages = []
    if plan.charges != "none":
        column = site.column("zwgk/sfqd", "收费清单", "zwgk")
        pages.append(column.url)
        day = site.day(plan.charges_updated)
        if plan.charges == "filled" and plan.charges_content == "list":
            column.content = paragraphs(f"更新时间：{day}") + table(
                ["收费项目", "收费标准", "收费依据"],
                [
                    [f"{site.prose.trade.services[0]}证书工本费", "5元/本", f"《{site.prose.trade.laws[0]}》第二十条"],
                    [f"{site.prose.trade.themes[0]}检测费", "80元/次", "自治区价格主管部门核定"],
                ],
            )
        elif plan.charges == "filled":
            column.content = paragraphs(f"经梳理，{site.office}没有政府定价或指导价的经营服务性收费项目。（{day}更新）")
    site.truth.column("1.2.3-1", plan.charges, "收费清单", pages)
    public = plan.charges == "filled" and plan.charges_content != "none"
    site.truth.point(
        "1.2.3-2",
        public,
        {"list": "清单列项目、标准、依据，一年内更新", "statement": "明示无收费项目"}.get(plan.charges_content, "")
        if public
        else "没有清单，也没有无收费的说明",
        pages,
    )


def _areas(site: SampleSite, plan: Powers) -> None:
    areas, pages = (*plan.areas_filled, *plan.areas_blank), []
    site.key_areas.extend(areas)
    if not areas:
        return
    site.column("zwgk/zdly", "重点领域信息公开", "zwgk")
    for index, area in enumerate(areas):
        column = site.column(f"zwgk/zdly/ly{index + 1}", area, "zwgk/zdly")
        pages.append(column.url)
        for number in range(8 if area in plan.areas_filled else 0):
            day = site.day(9 + 33 * number)
            body = site.prose.paragraphs(2) + table(
                ["对象", "结果", "日期"], [[site.prose.pick(site.prose.trade.themes), "合格", day]]
            )
            site.article(column, f"{area}执行情况公示（{day.year}年第{12 - number}期）", day, body)
    value = sum(
        (PRESENCE_VALUE["filled" if area in plan.areas_filled else "blank"] for area in areas), Fraction(0)
    ) / len(areas)
    blank = len(plan.areas_blank)
    if blank:
        value = Fraction(len(plan.areas_filled) * 4 + blank, len(areas) * 4)
        site.truth.fault("blank-column", "1.2.4-1", f"{blank}个重点领域栏目为空", pages[len(plan.areas_filled) :])
    site.truth.point(
        "1.2.4-1",
        value,
        f"{len(areas)}个领域中{len(plan.areas_filled)}个有内容且更新",
        pages,
        spread="0.25" if blank else "0",
    )
