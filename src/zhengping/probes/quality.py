"""Accessibility and quality of one page of each kind, and the pages that are broken for people.

Nothing here has points of its own: it is the webmaster's list, and what was measured for 8.1.1 and 6.1.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from zhengping.checks.context import Context
from zhengping.checks.quoting import masked
from zhengping.probes.broken import first_pages, suspects, trouble_of
from zhengping.probes.faults import BudgetSpent, ProbeFault
from zhengping.probes.phone import opened
from zhengping.probes.sampled import Sampled, sampled_pages
from zhengping.probes.session import Session
from zhengping.probes.several_tabs import Tabs
from zhengping.probes.tab import Tab
from zhengping.reading.probed.appearance import PageQuality, QualityTrial, Violation
from zhengping.reading.probed.common import Step

LOADS, SECONDS = 34, 120.0
_FOLDER = Path(__file__).parent
_SCRIPT = (_FOLDER / "quality.js").read_text(encoding="utf-8")
_MOST_SUSPECTS = 10
_MOST_FIRST = 12
_MOST_NAMED = 10
"""Pictures, errors and addresses named a page; more tell the webmaster nothing new."""
_AXE_SECONDS = 25.0
_IMPACTS = ("critical", "serious", "moderate", "minor")
_NOT_LOADED = "Failed to load resource"
"""Lines of the console without an address, some of them caused by what this program does not let out; what was answered
by an error is named by its address instead."""
_PARTS = ("script", "stylesheet", "font", "xhr", "fetch", "document")


async def try_quality(session: Session, context: Context) -> QualityTrial:
    """Home, list, article, form and guide page as the browser meets them, then suspects and first pages."""
    sampled = sampled_pages(session, context, "quality", list=1, article=1, form=1, guide=1)
    doubtful = suspects(session, context)
    if not sampled and not doubtful:
        return QualityTrial(state="absent", why="没有读到页面")
    pages: dict[str, PageQuality] = {}
    tabs, spent = Tabs(session), ""
    try:
        for each in sampled:
            pages[each.url] = await _quality(context, each, tabs)
        for page in (*doubtful[:_MOST_SUSPECTS], *first_pages(session, context)[:_MOST_FIRST]):
            if page.url not in pages and (found := await _suspect(context, page.url, tabs)):
                pages[page.url] = found
    except BudgetSpent as over:
        spent = str(over)
    return QualityTrial(pages=tuple(pages.values()), suspects=len(doubtful), why=spent, **tabs.kept())


async def _quality(context: Context, sampled: Sampled, tabs: Tabs) -> PageQuality:
    """Everything of one page; a fault of the page leaves the others to be tried."""
    try:
        async with tabs.tab() as tab:
            loaded = await opened(tab, sampled.url, "打开页面看质量")
            if not loaded.readable:
                return PageQuality(sampled.url, sampled.kind, loaded.outcome)
            return await _examined(context, sampled, loaded.outcome, tab)
    except ProbeFault as fault:
        tabs.steps.append(Step("检查页面质量", sampled.url, str(fault)))
        return PageQuality(sampled.url, sampled.kind, "failed")


async def _examined(context: Context, sampled: Sampled, outcome: str, tab: Tab) -> PageQuality:
    """The page in the tab, examined."""
    measures: dict[str, Any] = await tab.js(_SCRIPT)
    trouble = await trouble_of(context, tab)
    shot = await tab.shot(f"quality-{sampled.kind}", "浏览器里的页面") if trouble.kind else None
    violations = await _violations(tab)
    errors = [line for line in tab.console if _NOT_LOADED not in line]
    errors += [f"{code} {url}" for url, kind, code, _ in tab.responses if code >= 400 and kind in _PARTS]
    home = sampled.kind == "home"
    return PageQuality(
        url=sampled.url,
        kind=sampled.kind,
        outcome=outcome,
        checked=violations is not None,
        violations=violations or (),
        load_ms=measures["load"] if home else 0,
        bytes=sum(size for _, _, _, size in tab.responses) if home else 0,
        requests=len(tab.responses) if home else 0,
        console_errors=tuple(sorted({masked(" ".join(line.split()))[:200] for line in errors}))[:_MOST_NAMED],
        mixed=tuple(measures["plain"][:_MOST_NAMED]),
        broken_pictures=_answered(tab, measures["pictures"]),
        broken=trouble.kind,
        quote=masked(trouble.quote),
        shot=shot.file if shot else "",
    )


def _answered(tab: Tab, pictures: list[str]) -> tuple[str, ...]:
    """Of pictures that show nothing those that were answered: one that this program could not ask for may be well."""
    asked = {url.split("#")[0] for url, _, _, _ in tab.responses}
    return tuple(url for url in pictures if url in asked or tab.session.was_kept(url))[:_MOST_NAMED]


async def _suspect(context: Context, url: str, tabs: Tabs) -> PageQuality | None:
    """A page that may be broken as the browser shows it; None where it is a page like others."""
    try:
        async with tabs.tab() as tab:
            loaded = await opened(tab, url, "打开页面看有没有内容")
            if loaded.outcome != "ok":
                return None
            trouble = await trouble_of(context, tab)
            if not trouble.kind:
                return None
            shot = await tab.shot("broken", "能打开而没有正常内容的页面")
    except ProbeFault as fault:
        tabs.steps.append(Step("查看页面内容", url, str(fault)))
        return None
    name = shot.file if shot else ""
    return PageQuality(url, "other", broken=trouble.kind, quote=masked(trouble.quote), shot=name)


# --- axe-core ------------------------------------------------------------------------------------------------


@cache
def _axe() -> str:
    """axe-core as a script to run in a page, apart from the page's own names, with its Chinese messages.

    Only what WCAG asks for at levels A and AA; nothing is fetched for it (no preload).
    """
    source = (_FOLDER / "assets" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    locale = json.loads((_FOLDER / "assets" / "axe-core" / "zh_CN.json").read_text(encoding="utf-8"))
    return (
        "async (most) => { const define = undefined, module = undefined, exports = undefined;\n"
        + source
        + "\n;const axe = window.axe; axe.configure({ locale: "
        + json.dumps(locale, ensure_ascii=False)
        + """ });
  const said = await axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], resultTypes: ["violations"],
    iframes: false, preload: false, elementRef: false, ancestry: false, xpath: false,
  });
  return said.violations.map((rule) => ({
    rule: rule.id, impact: rule.impact || "minor", help: rule.help, count: rule.nodes.length,
    sample: (rule.nodes[0]?.html || "").replace(/\\s+/g, " ").slice(0, most),
  }));
}"""
    )


async def _violations(tab: Tab) -> tuple[Violation, ...] | None:
    """Rules that the page breaks, the gravest first; None where the page cannot be examined."""
    try:
        found = await tab.js(_axe(), 120, _AXE_SECONDS)
    except ProbeFault as fault:
        tab.step("无障碍检查", str(fault))
        return None
    made = [
        Violation(each["rule"], each["impact"], each["help"], each["count"], masked(each["sample"])) for each in found
    ]
    return tuple(sorted(made, key=lambda each: (_IMPACTS.index(each.impact), -each.count, each.rule)))
