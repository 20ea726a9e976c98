"""Whatever a site holds, every point gets a finding and no check fails: odd dates, titles, numbers and addresses."""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.checks.sites import Doc, column, context, edition
from zhengping.checks import judge_all

NAMES = [
    "机构职能",
    "局领导",
    "通知公告",
    "工作动态",
    "规划计划",
    "建议提案",
    "统计数据",
    "财政信息",
    "权责清单",
    "年报",
    "",
]
WORDS = [
    "2020年",
    "12月",
    "第三季度",
    "废止《甲办法》",
    "〔2019〕12号",
    "预算",
    "决算",
    "张三",
    "局长：",
    "建议的答复",
    "规划",
    "（",
    "》",
    "\n",
]
CODES = st.sampled_from(sorted({indicator.code for indicator in edition().indicators}))
TITLES = st.lists(st.sampled_from(WORDS) | st.text(max_size=8), max_size=6).map("".join)
DAYS = st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31))


@st.composite
def documents(draw: st.DrawFn) -> Doc:
    day = draw(DAYS)
    return Doc(
        draw(TITLES), day.isoformat() if day else "", draw(TITLES), draw(st.text(max_size=6)), draw(st.booleans())
    )


@st.composite
def columns(draw: st.DrawFn):  # type: ignore[no-untyped-def]
    return column(
        draw(st.sampled_from(NAMES)) + draw(st.text("甲乙丙", max_size=3)),
        *draw(st.lists(documents(), max_size=4)),
        serves=draw(st.lists(CODES, max_size=2, unique=True)),
        state=draw(st.sampled_from([None, "filled", "blank", "unseen", "scripted", "elsewhere"])),
        outcome=draw(st.sampled_from(["ok", "", "not-found", "blocked"])),
        complete=draw(st.booleans()),
    )


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(columns(), max_size=6), st.dates(date(2005, 1, 1), date(2040, 12, 31)), st.booleans())
def test_no_site_makes_a_check_fail(made: list, on: date, budget: bool) -> None:  # type: ignore[type-arg]
    findings = judge_all(context(*made, on=on, budget_reached=budget))
    assert len(findings) == 127
    for code, finding in findings.items():
        assert finding.state != "failed", f"{code}: {finding.finding}"
        assert (finding.value is not None) == (finding.state in ("judged", "suggested")), code
        assert finding.value is None or 0 <= finding.value <= 1, code
        if budget and code.startswith("1."):
            assert not (finding.state == "judged" and finding.value == 0), code
