"""4.1 政务咨询, 4.2 征集调查 and 4.3 在线访谈."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from zhengping.sample.plan import Interaction
from zhengping.sample.prose import paragraphs, table
from zhengping.sample.site import SampleSite, figure, link
from zhengping.sample.truth import share

QUESTIONS = (
    "请问{theme}补助什么时候发放",
    "反映{place}{theme}施工扰民问题",
    "咨询{theme}项目如何申报",
    "建议加强{place}{theme}宣传",
    "{place}{theme}办理材料能否网上提交",
    "请问{theme}培训班还有名额吗",
)


def plant_mailbox(site: SampleSite, plan: Interaction) -> None:
    """The mailbox with its letters; `unanswered` and `newest_letter` decide the zero rules of 4.1."""
    site.column("hdjl", "互动交流")
    if not plan.mailbox:
        for code in ("4.1-1", "4.1-2", "4.1-3", "4.1-4"):
            site.truth.point(code, 0, "没有咨询渠道", [site.columns["hdjl"].url])
        return
    column = site.column("hdjl/zwzx", f"{site.prose.kind}长信箱", "hdjl", per_page=20)
    tools = []
    if plan.mail_form:
        form = site.column(
            "hdjl/zwzx/wyxx",
            "我要写信",
            "hdjl/zwzx",
            content=(
                '<form action="/mailbox/submit" method="post"><label>姓名<input type="text" name="name" required></label>'
                '<label>联系电话<input type="text" name="phone"></label><label>信件标题<input type="text" name="title" required></label>'
                '<label>信件内容<textarea name="content" required></textarea></label><label>验证码<input type="text" name="captcha"></label>'
                '<input type="submit" value="提交信件"></form>'
            ),
        )
        tools.append(link(form))
    if plan.letter_query:
        query = site.column(
            "hdjl/zwzx/xjcx",
            "信件查询",
            "hdjl/zwzx",
            content=(
                '<form action="/mailbox/query" method="get"><label>查询编号<input type="text" name="number" required></label>'
                '<label>查询密码<input type="password" name="code"></label><input type="submit" value="查询信件"></form>'
            ),
        )
        tools.append(link(query))
    column.content = f"<p>{'　'.join(tools)}</p>" if tools else ""
    _letters(site, plan)
    pages = [column.url]
    site.truth.point("4.1-1", 1, f"有{column.name}", pages)
    parts = (plan.mail_form, plan.letter_query, plan.letters > 0)
    site.truth.point(
        "4.1-2",
        share(*parts),
        f"在线提交、信件查询、公开信件中有{sum(parts)}项",
        pages,
        entry_only=True,
        spread="0.1" if not all(parts) else "0",
    )
    _timeliness(site, plan, pages)
    value = Fraction(1) if plan.faq_classes > 1 else Fraction(1, 2) if plan.faq_classes else Fraction(0)
    if plan.faq_classes:
        faq = site.column("hdjl/cjwt", "常见问题", "hdjl")
        pages = [faq.url]
        classes = site.prose.trade.themes[: plan.faq_classes]
        faq.content = "".join(f"<h3>{name}</h3>" + paragraphs(*_questions(site)) for name in classes)
    site.truth.point(
        "4.1-4", value, f"常见问题分{plan.faq_classes}类", pages, spread="0.25" if value == Fraction(1, 2) else "0"
    )


def _questions(site: SampleSite) -> list[str]:
    """Three questions with their answers, as two paragraphs each."""
    answer = "请携带有效证件到当地窗口办理，也可以网上提交。"
    asked = [f"{site.prose.fill(question)}？" for question in QUESTIONS[:3]]
    site.live.faq += [{"question": question, "answer": answer} for question in asked]
    return [f"问：{question}</p><p>答：{answer}" for question in asked]


def _timeliness(site: SampleSite, plan: Interaction, pages: list[str]) -> None:
    """4.1-3. The table names no number of days: 7 working days count, readers may take 5 or 15; how
    much set phrases cost is a person's to say."""
    total = plan.letters + len(plan.unanswered)
    used = [plan.reply_days[index % len(plan.reply_days)] for index in range(plan.letters)]
    within = {limit: Fraction(sum(days <= limit for days in used), total) for limit in (5, 7, 15)}
    low = Fraction(0) if plan.empty_phrases or plan.unanswered else within[5]
    value = within[7] / 2 if plan.empty_phrases else within[7]
    site.truth.point(
        "4.1-3",
        value,
        f"{total}封信件中7个工作日内答复{sum(days <= 7 for days in used)}封，未答复{len(plan.unanswered)}封"
        + ("，答复多为套话" if plan.empty_phrases else ""),
        pages,
        accept=(low, within[15]),
    )


def _letters(site: SampleSite, plan: Interaction) -> None:
    column = site.columns["hdjl/zwzx"]
    spans = [
        (plan.newest_letter + index * 11, plan.reply_days[index % len(plan.reply_days)])
        for index in range(plan.letters)
    ]
    entries: list[tuple[int, int | None]] = [*spans, *((before, None) for before in plan.unanswered)]
    for before, days in sorted(entries, key=lambda entry: entry[0]):
        sent = site.day(before)
        answered = _working_days_after(sent, days) if days is not None else None
        if answered is not None and answered > site.monitoring_date:
            answered = None
        title = site.prose.title(QUESTIONS, sent.year)
        reply = (
            "您好！来信收悉，请拨打窗口电话咨询。"
            if plan.empty_phrases
            else f"您好！{site.prose.fill('{theme}相关资金已于本月下达{place}，请与当地主管部门联系，我们将跟踪督办。')}感谢您的关注。"
        )
        head: list[list[object]] = [
            ["来信人", f"{site.prose.pick('陆韦覃蒙黄')}**"],
            ["来信时间", sent],
            ["状态", "已答复" if answered else "处理中"],
        ]
        rows: list[list[object]] = [
            *head,
            ["来信内容", site.prose.fill("您好，我想了解{place}{theme}的有关情况，请予答复，谢谢！")],
        ]
        if answered:
            rows += [["答复时间", answered], ["答复单位", site.office], ["答复内容", reply]]
        body = table(["信件标题", title], rows)
        site.article(column, title, sent, body, properties={"letter": f"{sent}|{answered or ''}"}).is_article = False
        site.truth.letters.append((sent, answered))
        if answered is None and before > 95:
            site.truth.fault(
                "unanswered-letter", "4.1-3", "来信超过3个月没有答复（触发零分规则）", [column.articles[-1].url]
            )
    if plan.newest_letter > 31:
        site.truth.fault("no-recent-letter", "4.1-3", "监测点前一个月没有信件（触发零分规则）", [column.url])


def _working_days_after(day: date, count: int) -> date:
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def plant_surveys(site: SampleSite, plan: Interaction) -> None:
    """Opinion collections with results."""
    pages, days = [site.columns["hdjl"].url], []
    if plan.surveys != "none":
        column = site.column("hdjl/zjdc", "征集调查", "hdjl")
        pages = [column.url]
        results = site.column("hdjl/zjdc/jgfk", "结果反馈", "hdjl/zjdc") if plan.survey_results else None
        left = plan.survey_results
        for index, before in enumerate(plan.survey_days if plan.surveys == "filled" else ()):
            start = site.day(before)
            end = start + timedelta(days=30)
            closed = end <= site.monitoring_date
            theme = site.prose.trade.themes[index % len(site.prose.trade.themes)]
            title = (
                f"关于《{theme}管理办法（征求意见稿）》公开征求意见的公告"
                if index % 2
                else f"{theme}群众满意度网上调查"
            )
            body = paragraphs(
                f"征集时间：{start}至{end}", f"为做好{theme}工作，现向社会公开征求意见。"
            ) + site.prose.paragraphs(2)
            body += (
                _survey_form(title) if plan.survey_form else paragraphs("请将意见发送至电子信箱yjzj@office.example。")
            )
            article = site.article(
                column, f"[{'已结束' if closed else '进行中'}]{title}" if index % 3 == 0 else title, start, body
            )
            days.append((start, closed))
            site.truth.surveys.append(start)
            if closed and results and left:
                left -= 1
                text = paragraphs(
                    f"活动期间共收到意见{site.prose.random.randint(8, 90)}条，采纳{site.prose.random.randint(2, 7)}条，未采纳的理由说明如下。"
                ) + table(["意见", "采纳情况"], [["建议简化流程", "采纳"], ["建议提高标准", "未采纳，超出权限"]])
                feedback = site.article(
                    results,
                    f"{title}结果及意见采纳情况反馈",
                    end + timedelta(days=5) if end + timedelta(days=5) <= site.monitoring_date else end,
                    text,
                )
                article.body += paragraphs(f"结果反馈：{link(feedback)}")
    within = [(start, closed) for start, closed in days if start > _year_before(site.monitoring_date)]
    site.truth.column("4.2-1", plan.surveys, "征集调查", pages)
    site.truth.point(
        "4.2-2",
        bool(days) and plan.survey_form,
        f"在线提交意见的表单{'有' if days and plan.survey_form else '无'}",
        pages,
        entry_only=True,
    )
    _count_point(site, "4.2-3", len(within), "征集调查", pages)
    rich = len(within) >= 3
    site.truth.point(
        "4.2-4",
        rich,
        "一年内次数够，主题多样" if rich else "一年内少于3次，按规则不得分",
        pages,
        spread="0.5" if rich else "0",
    )
    closed_all = [entry for entry in days if entry[1]]
    value = Fraction(min(plan.survey_results, len(closed_all)), len(closed_all)) if closed_all else Fraction(0)
    site.truth.point(
        "4.2-5",
        value,
        f"已结束{len(closed_all)}次，公布结果和采纳情况{min(plan.survey_results, len(closed_all))}次",
        pages,
        spread="0.2" if value else "0",
    )
    if plan.recruitment_trap:
        trap = site.article(
            site.columns["xwdt/tzgg"], "关于征集青年就业见习岗位的公告", site.day(40), site.prose.paragraphs(2)
        )
        site.truth.fault("keyword-trap", "4.2-1", "“征集青年就业见习岗位”不是意见征集", [trap.url])


def _survey_form(title: str) -> str:
    return (
        f'<form action="/survey/submit" method="post"><p>{title}</p><label><input type="radio" name="q1" value="1">满意</label>'
        '<label><input type="radio" name="q1" value="2">不满意</label><label>您的意见<textarea name="opinion"></textarea></label>'
        '<input type="submit" value="提交意见"></form>'
    )


def _year_before(day: date) -> date:
    return date(day.year - 1, day.month, min(day.day, 28) if day.month == 2 else day.day)


def _count_point(site: SampleSite, code: str, count: int, name: str, pages: list[str]) -> None:
    value = Fraction(min(count, 6), 6) if count else Fraction(0)
    low = Fraction(min(count, 3), 3)
    value, spread = (Fraction(1), "0") if count >= 6 else ((value + low) / 2, "0.3") if count else (Fraction(0), "0")
    site.truth.point(code, value, f"监测点前一年开展{name}{count}次", pages, spread=spread)


def plant_interviews(site: SampleSite, plan: Interaction) -> None:
    """Interviews with guests, previews, questions and the three forms."""
    pages, days = [site.columns["hdjl"].url], []
    if plan.interviews != "none":
        column = site.column("hdjl/zxft", "在线访谈", "hdjl")
        pages = [column.url]
        for index, before in enumerate(plan.interview_days if plan.interviews == "filled" else ()):
            day = site.day(before)
            theme = site.prose.trade.themes[(index + 3) % len(site.prose.trade.themes)]
            site.article(
                column,
                f"在线访谈：{theme}惠及千家万户（第{len(plan.interview_days) - index}期）",
                day,
                _interview(site, plan, day, theme),
            )
            days.append(day)
            site.truth.interviews.append(day)
        if plan.interview_preview:
            preview = site.column("hdjl/zxft/ftyg", "访谈预告", "hdjl/zxft")
            day = site.day(3)
            site.article(
                preview,
                f"访谈预告：{site.prose.trade.themes[0]}政策面对面",
                day,
                paragraphs(
                    f"访谈时间：{site.monitoring_date + timedelta(days=6)} 15:00",
                    f"嘉宾：{site.prose.leaders[0]}，{site.office}{site.prose.kind}长",
                    "欢迎网友提前提问。",
                ),
            )
        if plan.interview_questions:
            column.content = (
                '<form action="/interview/ask" method="post"><label>网友提问<textarea name="question"></textarea></label>'
                '<input type="submit" value="提交问题"></form>'
            )
    there = bool(days)
    within = [day for day in days if day > _year_before(site.monitoring_date)]
    site.truth.column("4.3-1", plan.interviews, "在线访谈", pages)
    parts = (there and plan.interview_preview, there and plan.interview_questions)
    site.truth.point(
        "4.3-2", share(*parts), f"访谈预告{'有' if parts[0] else '无'}，在线提问{'有' if parts[1] else '无'}", pages
    )
    _count_point(site, "4.3-3", len(within), "在线访谈", pages)
    rich = len(within) >= 3
    site.truth.point(
        "4.3-4",
        rich,
        "一年内次数够，主题结合重点工作" if rich else "一年内少于3次，按规则不得分",
        pages,
        spread="0.5" if rich else "0",
    )
    parts = (there and plan.interview_leaders, there and plan.interview_questions)
    site.truth.point(
        "4.3-5",
        share(*parts),
        f"领导出席{'有' if parts[0] else '无'}，网友互动{'有' if parts[1] else '无'}",
        pages,
        spread="0.25" if any(parts) else "0",
    )
    forms = plan.interview_forms if there else ()
    site.truth.point(
        "4.3-6",
        Fraction(len(forms), 3),
        f"视频、图片、文字中有{len(forms)}种",
        pages,
        spread="0.1" if 0 < len(forms) < 3 else "0",
    )


def _interview(site: SampleSite, plan: Interaction, day: date, theme: str) -> str:
    guest = (
        f"{site.prose.leaders[1]}，{site.office}副{site.prose.kind}长"
        if plan.interview_leaders
        else f"{site.prose.person()}，{site.office}工作人员"
    )
    body = paragraphs(f"访谈嘉宾：{guest}", f"访谈时间：{day} 15:00—16:00")
    if "video" in plan.interview_forms:
        body += f'<video src="{site.attach("mp4", "访谈视频", [""], day=day).url}" controls width="480"></video>'
    if "pictures" in plan.interview_forms:
        body += figure(site.picture(day=day), "访谈现场")
    if "text" in plan.interview_forms:
        body += paragraphs(
            "[主持人]：各位网友大家好，欢迎收看本期访谈。", f"[嘉宾]：大家好，很高兴与大家交流{theme}。"
        ) + site.prose.paragraphs(2)
    if plan.interview_questions:
        body += paragraphs(
            f"[网友 浔江水]：请问{theme}今年有哪些新举措？",
            f"[嘉宾]：谢谢提问，今年{site.prose.fill('将在{place}等地实施{small}个项目，惠及群众{big}人。')}",
        )
    return body
