"""Service guides in the layouts that sites give them: made-up pages from bytes to the site model."""

from __future__ import annotations

import pytest

from tests.reading.hand_made import HOST, TODAY, at, edition
from zhengping.crawl.model import Entry
from zhengping.reading.build import build_site
from zhengping.reading.page import read_page
from zhengping.reading.site import Guide

ALL = "依据 条件 材料 流程 时限 收费"


def bar(*labels: str) -> str:
    return "<ul class='tabs'>" + "".join(f"<li>{label}</li>" for label in labels) + "</ul>"


TABS = bar("受理条件", "申请材料", "办理流程", "收费标准", "设定依据", "办理时限")
PANES = ("有固定的场所和设备", "申请书一份", "受理、审查、决定", "不收费", "许可条例第七条", "5个工作日")
HIDDEN = "".join(f"<div style='display:none'>{pane}</div>" for pane in PANES)
LAYOUTS = {
    "label beside the words": (
        "<table><tr><td>设定依据</td><td>许可条例</td></tr><tr><td>受理条件</td><td>1.有场所<br>2.有设备</td></tr>"
        "<tr><td>申请材料</td><td>申请书</td></tr><tr><td>办理流程</td><td>受理、审查</td></tr>"
        "<tr><td>办理时限</td><td>20日</td></tr><tr><td>是否收费</td><td>否</td></tr></table>",
        ALL,
    ),
    "two labels in a row": (
        "<table><tr><td>事项名称</td><td>某许可</td><td>实施主体</td><td>某局</td></tr><tr><td>法定办结时限</td>"
        "<td>20个工作日</td><td>收费标准</td><td>不收费</td></tr><tr><td>受理条件</td><td colspan=3>有场所</td>"
        "</tr></table>",
        "机构 时限 收费 条件",
    ),
    "a label over several rows": (
        "<table><tr><td rowspan=2>一、办理依据</td><td>1.许可法</td></tr><tr><td>2.条例</td></tr>"
        "<tr><td rowspan=2>二、办理时限</td><td>法定时限</td><td>20日</td></tr><tr><td>承诺时限</td>"
        "<td>5日</td></tr></table>",
        "依据 时限",
    ),
    "labels above the words": (
        "<table><tr><th>序号</th><th>事项名称</th><th>设定依据</th><th>申请条件</th><th>办理时限</th><th>备注</th></tr>"
        "<tr><td>1</td><td>甲许可</td><td>甲法</td><td>有场所</td><td>20日</td><td></td></tr>"
        "<tr><td>2</td><td>乙许可</td><td>乙法</td><td>有设备</td><td>10日</td><td></td></tr></table>",
        "依据 条件 时限",
    ),
    "labels below the table's title": (
        "<table><tr><td colspan=4>某局服务事项一览</td></tr><tr><td>事项名称</td><td>设定依据</td><td>申请条件</td>"
        "<td>办理时限</td></tr><tr><td>甲许可</td><td>甲法</td><td>有场所</td><td>20日</td></tr></table>",
        "依据 条件 时限",
    ),
    "tabs, each pane beside the others": (f"{TABS}{HIDDEN}", ALL),
    "tabs with the panes in one box": (f"<div>{TABS}</div><div class='panes'>{HIDDEN}</div>", ALL),
    "tabs that name their panes": (
        "<div><a href='#p2'>申请材料</a><a href='#p1'>受理条件</a><a href='#p3'>办理流程</a></div><p>请选择。</p>"
        "<div id='p1'>有场所</div><div id='p2'>申请书</div><div id='p3'>受理、审查</div>",
        "条件 材料 流程",
    ),
    "terms": (
        "<dl><dt>办理条件</dt><dd>有场所</dd><dt>所需材料</dt><dd>申请书</dd><dt>办理流程</dt><dd>受理、审查</dd></dl>",
        "条件 材料 流程",
    ),
    "headings and paragraphs": (
        "<h3>办理条件</h3><p>有场所。</p><h3>提交资料</h3><p>1.申请书</p><h3>收费标准</h3><p>不收费</p>"
        "<h3>办公地址</h3><p>某路1号</p>",
        "条件 材料 收费 联系方式",
    ),
    "numbered headings in other words": (
        "<p>一、设立依据</p><p>条例</p><p>二、申请人应具备的条件</p><p>有场所</p><p>三、应当提交的材料</p>"
        "<p>（一）申请书</p>"
        "<p>四、收费依据及标准：不收费</p><p>五、办理机构及地点：某局窗口</p>",
        "依据 条件 材料 收费 机构 联系方式",
    ),
    "labels in brackets": (
        "<p><strong>【设定依据】</strong>条例</p><p>【申报条件】</p><p>有场所</p><p><b>【办理时限】</b>当场</p>",
        "依据 条件 时限",
    ),
    "bold labels without a colon": (
        "<p><strong>办理依据</strong>　条例第七条</p><p><strong>办理条件</strong>有场所</p><p>"
        "<strong>办理地点</strong>某路</p>",
        "依据 条件 联系方式",
    ),
    "boxes of two": (
        "<div><span>受理条件</span><span>有场所</span></div><div><span>法定办结时限</span><span>20日</span></div>"
        "<div><span>实施主体</span><span>某局</span></div><div><span>设定依据</span><span>条例</span></div>",
        "条件 时限 机构 依据",
    ),
    "blanks within labels": (
        "<table><tr><td>依&nbsp;&nbsp;据</td><td>条例</td></tr><tr><td>办理<br>程序</td><td>受理</td></tr>"
        "<tr><td>条　件</td><td>有场所</td></tr></table>",
        "依据 流程 条件",
    ),
    "a flow chart under its heading": (
        "<p>一、办理依据：条例</p><p>二、办理条件：有场所</p><p>三、办理流程：</p><p><img src='/u/lc.jpg'></p>"
        "<p>四、期限：5日</p>",
        "依据 条件 流程 时限",
    ),
    "a list of materials": (
        "<p>一、办理依据：条例</p><table><tr><td>序号</td><td>材料名称</td><td>材料依据</td><td>份数</td></tr>"
        "<tr><td>1</td><td>申请书</td><td>条例第八条</td><td>1份</td></tr></table><p>二、办理时限：5日</p>",
        "依据 材料 时限",
    ),
    "words that say nothing": (
        "<table><tr><td>办理依据</td><td></td></tr><tr><td>申请条件</td><td>无</td></tr><tr><td>办理流程</td>"
        "<td>/</td></tr>"
        "<tr><td>收费标准</td><td>无</td></tr><tr><td>注意事项</td><td>无</td></tr><tr><td>办理时限</td>"
        "<td>—</td></tr></table>",
        "收费 注意事项",
    ),
    "a reference to a file that is not there": (
        "<p>一、办理依据：见附件</p><p>二、申请条件：详见附件1</p><p>三、办理时限：20个工作日</p>"
        "<p>四、收费：不收费</p>",
        "时限 收费",
    ),
    "several labels in a line": (
        "<p>办理依据：条例。办理条件：有场所；办理时限：5日；收费：不收费，联系电话：12345</p>",
        "依据 条件 时限 收费 联系方式",
    ),
    "office hours are no time limit": (
        "<p>办理依据：条例</p><p>办理条件：有场所</p><p>办理时间：周一至周五上午9:00—12:00</p>",
        "依据 条件",
    ),
    "a processing time under another name": (
        "<p>办理依据：条例</p><p>办理条件：有场所</p><p>办理时间：5个工作日</p>",
        "依据 条件 时限",
    ),
}
TITLED = {
    "家属会见指南": (
        "<p>一、会见对象</p><p>服刑人员的亲属。</p><p>二、会见所需证件</p><p>身份证、会见证。</p><p>三、会见程序</p>"
        "<p>登记—核验—安检—会见。</p><p>四、注意事项</p><p>不得携带手机。</p><p>五、会见预约电话：12345</p>",
        "条件 材料 流程 注意事项 联系方式",
    ),
    "秋季招生指南": (
        "<p>一、招生对象</p><p>年满6周岁。</p><p>二、报名时间</p><p>6月20日。</p><p>三、报名所需材料</p><p>户口簿。</p>"
        "<p>四、报名流程</p><p>登记—审核—公布。</p><p>五、收费标准：免费</p><p>六、咨询电话：12345</p>",
        "条件 时限 材料 流程 收费 联系方式",
    ),
    "学籍异动办理须知": (
        "<table><tr><th>业务</th><th>办理条件</th><th>所需材料</th><th>办理流程</th></tr>"
        "<tr><td>转学</td><td>户籍迁移</td><td>转学申请表</td><td>申请—审核</td></tr>"
        "<tr><td>休学</td><td>疾病</td><td>病历</td><td>申请—审核</td></tr></table>",
        "条件 材料 流程",
    ),
}


def guides(title: str, body: str, column: str = "办事指南", slug: str = "bszn") -> list[Guide]:
    """The guides of a made-up site whose column lists one page of this title and body."""
    menu = f"<div class='nav'><a href='/'>首页</a><a href='/zwgk/'>政务公开</a><a href='/{slug}/'>{column}</a></div>"
    crumbs = f"<div class='location'>当前位置：<a href='/'>首页</a> &gt; <a href='/{slug}/'>{column}</a></div>"
    strip = "<div class='info'>发布时间：2024-03-04　来源：办公室</div>"
    foot = "<div class='footer'>主办单位：某某局　地址：某路1号　联系电话：12345　备案号：某ICP备1号</div>"
    rows = "".join(
        f"<li><a href='/{slug}/{number}.html'>{name}</a><span>2024-03-04</span></li>"
        for number, name in enumerate((title, "其他某事项的说明", "第三个事项的说明"), 1)
    )
    sent = {
        "": f"<title>某某局</title>{menu}{foot}",
        f"{slug}/": f"<title>{column}</title>{menu}{crumbs}<ul class='list'>{rows}</ul>{foot}",
        f"{slug}/1.html": f"<title>{title}</title>{menu}{crumbs}<h1>{title}</h1>{strip}<div>{body}</div>{foot}",
    }
    pages = [read_page(at(path) or HOST, html.encode(), "text/html; charset=utf-8") for path, html in sent.items()]
    entries = [Entry(page.url, "ok", 200, final_url=page.url) for page in pages]
    return build_site(HOST, pages, entries, edition(), TODAY).guides


@pytest.mark.parametrize(("body", "expected"), LAYOUTS.values(), ids=LAYOUTS)
def test_elements_are_read_in_every_layout_and_no_others(body: str, expected: str) -> None:
    (guide,) = guides("某事项办事指南", body)
    assert set(guide.elements) == set(expected.split())


@pytest.mark.parametrize("title", TITLED)
def test_guides_of_prisons_and_schools_are_guides_by_their_titles(title: str) -> None:
    body, expected = TITLED[title]
    (guide,) = guides(title, body, column="通知公告", slug="tzgg")
    assert set(guide.elements) == set(expected.split())


def test_a_bar_of_tabs_gives_each_label_its_own_pane() -> None:
    (guide,) = guides("某许可", f"{TABS}{HIDDEN}")
    assert guide.elements["依据"] == "许可条例第七条"
    assert guide.elements["材料"] == "申请书一份"


def test_anchors_above_the_sections_take_no_words_of_theirs() -> None:
    anchors = bar("办理依据", "办理条件", "办理时限")
    (guide,) = guides("某许可办事指南", f"{anchors}<h3>办理条件</h3><p>有场所</p><h3>办理时限</h3><p>5日</p>")
    assert guide.elements == {"条件": "有场所", "时限": "5日"}


def test_the_services_of_a_table_are_named() -> None:
    (guide,) = guides("某局办事指南", LAYOUTS["labels above the words"][0])
    assert guide.items == ("甲许可", "乙许可")


def test_a_reference_to_a_file_that_is_there_is_kept_apart() -> None:
    file = "<p><a href='/u/1.doc'>附件：办理条件.doc</a></p>"
    body = f"<p>一、办理依据：条例</p><p>二、办理条件：详见附件</p><p>三、期限：5日</p>{file}"
    (guide,) = guides("某许可办事指南", body)
    assert set(guide.elements) == {"依据", "时限"}
    assert guide.in_files == {"条件": "详见附件"}


@pytest.mark.parametrize("body", ["<p><img src='/u/zn.jpg'></p>", "<p>请下载：<a href='/u/1.doc'>办事指南.doc</a></p>"])
def test_a_guide_of_a_picture_or_a_file_alone_is_said_to_be_so(body: str) -> None:
    (guide,) = guides("某许可办事指南", body)
    assert guide.only_picture_or_file


def test_the_footers_telephone_is_no_element() -> None:
    (guide,) = guides("某许可办事指南", "<p>办理依据：条例</p><p>办理条件：有场所</p>")
    assert "联系方式" not in guide.elements


NO_GUIDES = {
    "政府信息公开指南": "<p>一、受理机构：办公室</p><p>二、办公地址：某路1号</p><p>三、联系电话：12345</p>",
    "行政许可实施办法": (
        "<p>第一条 申请条件、申请材料、办理流程、收费标准由机关公示。</p><p>第二条 本办法自公布之日起施行。</p>"
    ),
    "关于召开工作会议的通知": "<p>一、会议时间：3月5日</p><p>二、会议地点：会议室</p><p>联系电话：12345</p>",
    "某某局召开政务服务座谈会": (
        "<p>会议强调，要优化办理流程，压缩办理时限，精简申请材料。</p><p>会议要求，注意事项要写明。</p>"
    ),
    "某工程采购公告": (
        "<p>一、项目名称：某工程</p><p>二、供应商资格条件：有资质</p><p>三、报名时间：3月</p><p>四、地点：某路</p>"
    ),
}


@pytest.mark.parametrize("title", NO_GUIDES)
def test_what_speaks_of_elements_without_being_a_guide_is_none(title: str) -> None:
    assert not guides(title, NO_GUIDES[title], column="通知公告", slug="tzgg")
