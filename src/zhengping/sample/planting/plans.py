"""1.1.6 规划计划, 1.1.7 建议提案结果公开, 1.1.8 数据发布 and 1.1.9 数据开放."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from zhengping.sample import words
from zhengping.sample.plan import Data, Plans
from zhengping.sample.prose import paragraphs, table
from zhengping.sample.site import Column, SampleSite, figure, link
from zhengping.sample.truth import share

CHART = (
    '<div id="chart" style="width:600px;height:320px"></div><script src="/js/echarts.min.js"></script><script>'
    "var chart=echarts.init(document.getElementById('chart'));chart.setOption({{xAxis:{{data:{months}}},yAxis:{{}},"
    "series:[{{type:'bar',data:{values}}}]}});</script>"
)


def plant_plans(site: SampleSite, plan: Plans) -> None:
    """Long-term plan with interpretation and progress, year plan with progress."""
    year, pages = site.monitoring_date.year, []
    long_term = [plan.long_term, plan.interpretation, plan.progress]
    yearly = [plan.year_plan, plan.year_progress]
    if plan.column != "none":
        column = site.column("zwgk/ghjh", "规划计划", "zwgk")
        pages.append(column.url)
        if plan.column == "filled":
            _plan_articles(site, plan, column, year)
    else:
        long_term, yearly = [False] * 3, [False] * 2
    if plan.column == "blank":
        long_term, yearly = [False] * 3, [False] * 2
    site.truth.column("1.1.6-1", plan.column, "规划计划", pages)
    site.truth.point("1.1.6-2", share(*long_term), _words(("中长期规划", "解读", "执行进程"), long_term), pages)
    site.truth.point("1.1.6-3", share(*yearly), _words((f"{year}年工作计划", "进展"), yearly), pages)


def _words(names: tuple[str, ...], met: list[bool]) -> str:
    return "、".join(f"{name}{'有' if there else '无'}" for name, there in zip(names, met, strict=True))


def _plan_articles(site: SampleSite, plan: Plans, column: Column, year: int) -> None:
    start = year - year % 5 + (1 if year % 5 else -4)
    name = f"{words.REGION}{site.prose.trade.themes[0]}发展规划（{start}—{start + 4}年）"
    if plan.progress:
        site.article(column, f"《{name}》执行情况中期评估报告", site.day(190), site.prose.paragraphs(6))
    if plan.interpretation:
        site.article(
            column,
            f"《{name}》解读",
            site.day(1290),
            paragraphs("一、编制背景。", "二、主要目标。", "三、重点任务。") + site.prose.paragraphs(3),
        )
    if plan.long_term:
        site.article(column, f"{site.office}关于印发《{name}》的通知", site.day(1300), site.prose.paragraphs(9))
    if plan.year_progress:
        if site.monitoring_date >= date(year, 7, 20):
            title = f"{site.office}{year}年上半年工作总结和下半年工作安排"
            site.article(column, title, site.on(year, 7, 15), site.prose.paragraphs(5))
        site.article(column, f"{site.office}{year - 1}年工作总结", site.on(year, 1, 12), site.prose.paragraphs(5))
    if plan.year_plan:
        site.article(column, f"{site.office}{year}年工作要点", site.on(year, 2, 18), site.prose.paragraphs(6))
    traps = [
        site.article(
            column,
            f"{site.prose.pick(words.PLACES)}国有林地经营权转让公告（{index + 1}号）",
            site.day(60 + 50 * index),
            paragraphs("现对下列国有资产公开挂牌转让，意向受让方请按时报名。"),
        ).url
        for index in range(plan.foreign_rows)
    ]
    if traps:
        site.truth.fault("foreign-rows", "1.1.6-1", "规划计划栏目混入产权转让公告", traps)


def plant_replies(site: SampleSite, plan: Plans) -> None:
    """Replies to suggestions of the congress and proposals of the consultative conference."""
    year = site.monitoring_date.year
    kinds = (
        (
            "1.1.7-1",
            plan.congress_replies,
            "zwgk/jytabl/rd",
            "人大建议办理",
            "对自治区第八届人大三次会议第{number}号建议的答复",
        ),
        (
            "1.1.7-2",
            plan.consultative_replies,
            "zwgk/jytabl/zx",
            "政协提案办理",
            "对自治区政协第八届三次会议第{number}号提案的答复",
        ),
    )
    for code, count, key, name, title in kinds:
        pages = []
        if count:
            site.column("zwgk/jytabl", "建议提案办理结果", "zwgk")
            column = site.column(key, name, "zwgk/jytabl")
            for index in range(count):
                day = date(year, 7, 8) + timedelta(days=3 * index)
                day = day if day <= site.monitoring_date else day.replace(year=year - 1)
                number = f"{day.year}{100 + site.prose.random.randint(1, 800)}"
                body = paragraphs(
                    f"{site.prose.person()}代表（委员）：",
                    f"您提出的关于加强{site.prose.pick(site.prose.trade.themes)}的意见收悉，现答复如下：",
                )
                pages.append(
                    site.article(column, title.format(number=number), day, body + site.prose.paragraphs(4)).url
                )
        reason = f"本年度公开{name[:4]}答复全文{count}件" if count else f"没有{name[:4]}的答复"
        site.truth.point(code, bool(count), reason, pages or [site.columns["zwgk"].url])


def plant_data(site: SampleSite, plan: Data) -> None:
    """A monthly series, its charts and query, and open data."""
    pages = []
    if plan.column != "none":
        column = site.column("zwgk/tjsj", "统计数据", "zwgk")
        pages.append(column.url)
        if plan.column == "filled":
            _series(site, plan, column)
    there = plan.column == "filled"
    site.truth.column("1.1.8-1", plan.column, "统计数据", pages)
    found = 12 - len(plan.months_missing) if there else 0
    site.truth.point(
        "1.1.8-2", Fraction(found, 12), f"近12期月度数据有{found}期", pages, spread="0.1" if 0 < found < 12 else "0"
    )
    charts = {"drawn": Fraction(1), "pictures": Fraction(1, 2), "none": Fraction(0)}[plan.charts]
    value = (share(plan.themes) + charts) / 2 if there else Fraction(0)
    site.truth.point(
        "1.1.8-3",
        value,
        f"主题分类{'有' if plan.themes and there else '无'}，图表：{plan.charts if there else 'none'}",
        pages,
        spread="0.25" if 0 < value < 1 else "0",
    )
    parts = [plan.query and there, plan.charts == "drawn" and there, plan.download and there]
    site.truth.point(
        "1.1.8-4",
        share(*parts),
        _words(("查询", "动态图表", "下载"), parts),
        pages,
        entry_only=True,
        spread="0.25" if any(parts) and not all(parts) else "0",
    )
    _open_data(site, plan)


def _series(site: SampleSite, plan: Data, column: Column) -> None:
    prose, day = site.prose, site.monitoring_date
    places = [column]
    if plan.themes:
        places = [
            site.column(f"zwgk/tjsj/zt{index}", f"{measure}统计", "zwgk/tjsj")
            for index, measure in enumerate(prose.trade.measures[:3])
        ]
    month = day.replace(day=1)
    for index in range(24):
        month = (month - timedelta(days=1)).replace(day=1)
        if index < 12 and index in plan.months_missing:
            continue
        published = min(month + timedelta(days=45), day)
        values = [prose.random.randint(200, 900) for _ in prose.trade.measures]
        for measure, value in zip(prose.trade.measures, values, strict=True):
            site.live.series.setdefault(measure, {})[f"{month:%Y-%m}"] = value
        body = paragraphs(f"{month.year}年{month.month}月，全区有关指标保持平稳。") + table(
            ["指标", "单位", "本月", "同比"],
            [
                [m, "万", v, f"{prose.random.randint(-3, 9)}%"]
                for m, v in zip(prose.trade.measures, values, strict=True)
            ],
        )
        if plan.charts == "drawn":
            body += CHART.format(
                months=[f"{k + 1}月" for k in range(month.month)],
                values=[prose.random.randint(200, 900) for _ in range(month.month)],
            )
        elif plan.charts == "pictures":
            body += figure(site.picture(day=published), "走势图")
        rows: list[list[object]] = [
            ["指标", "数值"],
            *([m, v] for m, v in zip(prose.trade.measures, values, strict=True)),
        ]
        files = (
            [site.attach("xlsx", f"{month.year}年{month.month}月数据.xlsx", rows, day=published)]
            if plan.download
            else []
        )
        site.live.downloads += [file.url for file in files]
        site.article(
            places[0],
            f"{month.year}年{month.month}月全区{prose.trade.measures[0]}等主要数据",
            published,
            body,
            attachments=files,
            also=places[1:2],
        )
    if len(places) > 2:
        for year in (day.year - 1, day.year - 2):
            site.article(
                places[2],
                f"{year}年全区{prose.trade.measures[2]}统计公报",
                site.on(year + 1, 3, 20),
                prose.paragraphs(4),
            )
    if plan.query:
        options = "".join(f"<option>{measure}</option>" for measure in prose.trade.measures)
        column.content = (
            f'<form action="/data/query" method="get" class="sjcx"><label>数据项<select name="item">{options}</select></label>'
            '<label>时间从<input type="month" name="from"></label><label>至<input type="month" name="to"></label>'
            '<input type="submit" value="数据查询"></form>'
        ) + CHART.format(months=["9月", "10月"], values=[512, 538])
    if plan.months_missing:
        site.truth.fault("month-gap", "1.1.8-2", f"月度数据缺{len(plan.months_missing)}期", [places[0].url])


def _open_data(site: SampleSite, plan: Data) -> None:
    there, pages = plan.open_column == "filled", []
    if plan.open_column != "none":
        column = site.column("zwgk/sjkf", "数据开放", "zwgk")
        pages.append(column.url)
        if there:
            rows = []
            for index, measure in enumerate(site.prose.trade.measures[:4]):
                data: list[list[object]] = [
                    ["时间", measure],
                    *(
                        [f"{site.monitoring_date.year}-{k + 1:02d}", site.prose.random.randint(100, 900)]
                        for k in range(9)
                    ),
                ]
                kinds = [site.attach(kind, kind.upper(), data) for kind in ("csv", "xlsx") if plan.open_download]
                links = " ".join(map(link, kinds)) if kinds else "请到平台登录后查看"
                day = site.day(30 + index).isoformat()
                rows.append([index + 1, f"{measure}数据集", day, links])
                site.live.open_downloads += [file.url for file in kinds]
                site.live.sets.append({"name": f"{measure}数据集", "day": day, "csv": kinds[0].url if kinds else ""})
            column.content = table(["序号", "数据集名称", "更新时间", "下载"], rows)
            if plan.open_download:
                pack = site.attach("xlsx", "全部数据集批量下载.xlsx", [["数据集", "数值"], ["合计", 4]])
                column.content += f"<p>{link(pack, '批量下载全部数据集')}</p>"
                site.live.open_downloads.append(pack.url)
            if plan.open_query:
                column.content = (
                    '<form action="/opendata/query" method="get"><input name="item" placeholder="数据集名称"><input type="submit" value="查询数据"></form>'
                    + column.content
                )
    site.truth.point(
        "1.1.9-1",
        there if plan.open_column != "blank" else Fraction(1, 2),
        f"数据开放栏目：{plan.open_column}",
        pages,
        accept=(Fraction(0), Fraction(1, 2)) if plan.open_column == "blank" else None,
    )
    site.truth.point(
        "1.1.9-2",
        there and plan.open_query,
        f"数据集查询{'有' if there and plan.open_query else '无'}",
        pages,
        entry_only=True,
    )
    site.truth.point(
        "1.1.9-3",
        there and plan.open_download,
        f"数据集下载{'有' if there and plan.open_download else '无'}",
        pages,
        entry_only=True,
    )
