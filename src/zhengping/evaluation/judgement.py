"""From facts to the result: site model, findings, scorecard. No network, no clock: the same input, the same bytes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any, TypeVar

from zhengping.checks import judge_all
from zhengping.checks.context import Context, Department
from zhengping.checks.elsewhere import Elsewhere
from zhengping.checks.finding import Evidence, Finding
from zhengping.checks.observations import Row, observe, rows
from zhengping.checks.quoting import masked
from zhengping.checks.security import observe_security
from zhengping.checks.signs import Sign
from zhengping.checks.tried_quality import QualityRow, barrier_free, quality_rows
from zhengping.crawl.model import Entry
from zhengping.crawl.outcomes import Outcome, label
from zhengping.errors import ArchiveError, EditionError
from zhengping.reading.build import build_site
from zhengping.reading.facts import Page
from zhengping.reading.files.model import FileReading
from zhengping.reading.probed import Probed
from zhengping.reading.site import Site
from zhengping.scoring import Scorecard, parse_assessment, score
from zhengping.standard.model import Edition
from zhengping.standard.working_calendar import WorkingCalendar

Seen = TypeVar("Seen")
VALUE_PLACES = Decimal("0.0001")
VALUED = ("judged", "suggested")
EARLY = 0.6
"""Confidence of a value judged before the monitoring date, where the edition's days are not over yet."""
BEIJING = timezone(timedelta(hours=8))


@dataclass(frozen=True)
class Judgement:
    """One site judged. `outcome` is judged, blocked or unreachable; `findings` hold all points of the edition.

    `captured` gives for each address in the archive the time at which it was fetched (UTC, ISO 8601).
    `observations`: every letter, survey and interview seen, with its page and why one does not count.
    `security`: the passive signs of 6.1, for files of their own and never for a public report. `probed`: what a browser
    saw; None where none was used. `quality`: the webmaster's list of what it met; `barrier_free`: what was measured
    for a case of 8.1.1.
    """

    site: Site
    edition: Edition
    department: Department
    monitoring_date: date
    outcome: str
    findings: dict[str, Finding]
    observed: dict[str, Any]
    scorecard: Scorecard
    crawl: dict[str, Any]
    captured: dict[str, str]
    budget: str = ""
    security: tuple[Sign, ...] = ()
    observations: tuple[Row, ...] = ()
    probed: Probed | None = None
    quality: tuple[QualityRow, ...] = ()
    barrier_free: Finding | None = None

    def rescored(self, values: Mapping[str, Fraction] | None = None, *, lifted: Sequence[str] = ()) -> Scorecard:
        """The exact scorecard with every suggestion accepted, some values replaced and some observations left open.

        `values` by code of the point; `lifted` names the observations (letters, surveys, interviews) that are taken
        as unknown, so that the zero rules that look at them do not strike.
        """
        findings = dict(self.findings)
        for code, value in (values or {}).items():
            findings[code] = replace(findings[code], state="judged", value=value)
        observed = {name: None if name in lifted else seen for name, seen in self.observed.items()}
        return _scorecard(findings, observed, self.edition, self.department, self.monitoring_date, states=VALUED)

    @cached_property
    def scorecard_with_suggestions(self) -> Scorecard:
        """The scorecard if every suggested value were accepted as it stands; for orientation, never the score."""
        return _scorecard(
            self.findings, self.observed, self.edition, self.department, self.monitoring_date, states=VALUED
        )

    def as_dict(self, made: str) -> dict[str, Any]:
        """`result.json` as the contract `evaluate` prints it; `made` is the only part that a clock gives."""
        return {
            "standard": self.edition.id,
            "site": self.site.url,
            "monitoring_date": self.monitoring_date.isoformat(),
            "made": made,
            "outcome": self.outcome,
            "crawl": self.crawl,
            "points": {code: finding_as_dict(finding) for code, finding in self.findings.items()},
            "observed": self.observed,
            "scorecard": self.scorecard.as_dict(),
        }


def value_text(value: Fraction) -> str:
    """A value as the decimal that is scored and printed: four places, half up, no trailing zeros."""
    places = (Decimal(value.numerator) / Decimal(value.denominator)).quantize(VALUE_PLACES, ROUND_HALF_UP)
    text = f"{places:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def finding_as_dict(finding: Finding) -> dict[str, Any]:
    """A finding as it stands in `result.json`."""
    return {
        "state": finding.state,
        "value": value_text(finding.value) if finding.state in VALUED and finding.value is not None else None,
        "confidence": round(finding.confidence, 2),
        "finding": finding.finding,
        "advice": finding.advice,
        "evidence": [{"url": e.url, "quote": e.quote, "record": e.record} for e in finding.evidence],
    }


def context_of(
    start_url: str,
    pages: Sequence[Page],
    entries: Sequence[Entry],
    edition: Edition,
    department: Department,
    monitoring_date: date,
    *,
    budget: str = "",
    calendar: WorkingCalendar | None = None,
    readings: Mapping[str, FileReading] | None = None,
    elsewhere: Elsewhere | None = None,
    probed: Probed | None = None,
) -> Context:
    """All that the checks look at: the site model of the pages' facts and the crawl's index, and what goes with it.

    `budget` names in Chinese the budget that ended the crawl; empty where the crawl went to its end. `calendar`: the
    office's own calendar of working days; without it the edition's. `readings`: the attachments that were opened, by
    address. `elsewhere`: what other sites of the same run show of this one's documents. `probed`: what a browser saw.
    """
    site = build_site(
        start_url,
        pages,
        entries,
        edition,
        monitoring_date,
        department_name=department.name,
        budget_reached=bool(budget),
        readings=readings,
    )
    if not department.name:
        department = replace(department, name=site.office)
    return Context(site, edition, department, monitoring_date, calendar, elsewhere, probed)


def judge(context: Context, entries: Sequence[Entry], budget: str = "") -> Judgement:
    """Judges one site. `entries`: the crawl's index; `budget` as for `context_of`."""
    site, edition, department = context.site, context.edition, context.department
    monitoring_date = context.monitoring_date
    outcome = site_outcome(entries)
    findings = judge_all(context)
    observed: dict[str, Any] = {"letters": None, "surveys": None, "interviews": None}
    if outcome == "judged":
        if _seen_up_to(monitoring_date, entries):
            observed = _unless_lacking(lambda: observe(context).as_dict(), observed)
        else:
            findings = {code: _not_yet_due(finding) for code, finding in findings.items()}
        records = dict(context.probed.records) if context.probed is not None else {}
        records |= {entry.url: entry.record for entry in entries if entry.record}
        findings = {code: _complete(finding, site, records) for code, finding in findings.items()}
    else:
        findings = {code: _without_value(finding, outcome, entries) for code, finding in findings.items()}
    return Judgement(
        site=site,
        edition=edition,
        department=department,
        monitoring_date=monitoring_date,
        outcome=outcome,
        findings=findings,
        observed=observed,
        scorecard=_scorecard(findings, observed, edition, department, monitoring_date),
        crawl=_crawl_figures(site, entries),
        captured={entry.url: entry.fetched_at for entry in entries if entry.record},
        budget=budget,
        security=_unless_lacking(lambda: observe_security(context), ()) if outcome == "judged" else (),
        observations=_unless_lacking(lambda: tuple(rows(context)), ()) if outcome == "judged" else (),
        probed=context.probed,
        quality=_unless_lacking(lambda: _quality(context), ()),
        barrier_free=_unless_lacking(lambda: barrier_free(context), None),
    )


def _quality(context: Context) -> tuple[QualityRow, ...]:
    return tuple(quality_rows(context.probed, context)) if context.probed is not None else ()


def _unless_lacking(observation: Callable[[], Seen], nothing: Seen) -> Seen:
    """What is observed beside the points; nothing where the edition lacks the words for it, as its points then say."""
    try:
        return observation()
    except EditionError:
        return nothing


def site_outcome(entries: Sequence[Entry]) -> str:
    """judged where at least one page was read; else blocked where the site refused, else unreachable."""
    outcomes = [entry.outcome for entry in entries if entry.kind == "page"]
    if any(entry.was_read and entry.outcome in (Outcome.OK, Outcome.TOO_LARGE) for entry in entries):
        return "judged"
    return "blocked" if outcomes and Outcome.BLOCKED in outcomes else "unreachable"


def _seen_up_to(monitoring_date: date, entries: Sequence[Entry]) -> bool:
    """Whether the crawl lasted to the monitoring date: what came between the two nobody saw, so no list is whole."""
    last = max((entry.fetched_at for entry in entries if entry.fetched_at), default="")
    return not last or day_of_fetching(last) >= monitoring_date


def day_of_fetching(stamp: str) -> date:
    """The day in Beijing of an entry's `fetched_at` (ISO 8601, UTC); ArchiveError where the index holds none such."""
    try:
        moment = datetime.fromisoformat(stamp)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(BEIJING).date()
    except (ValueError, OverflowError):
        raise ArchiveError(f"档案里的抓取时间“{stamp[:40]}”不是时间，档案已损坏；请重新抓取") from None


def _complete(finding: Finding, site: Site, records: dict[str, str]) -> Finding:
    """Adds the archive's record to each piece of evidence; a value never stands without evidence.

    Whatever a check quoted, private numbers are masked here once more.
    """
    evidence = finding.evidence
    if finding.state in VALUED and not evidence:
        evidence = (Evidence(site.url, site.name),)
    return replace(
        finding,
        finding=masked(finding.finding),
        evidence=tuple(replace(e, quote=masked(e.quote), record=e.record or records.get(e.url, "")) for e in evidence),
    )


def _not_yet_due(finding: Finding) -> Finding:
    """A loss that was judged before the monitoring date has come is a proposal: days that nobody saw may mend it."""
    if finding.state != "judged" or finding.value is None or finding.value == 1:
        return finding
    sentence = f"{finding.finding}抓取早于监测点，到监测点为止的情况由人工确认。"
    return replace(finding, state="suggested", finding=sentence, confidence=min(finding.confidence, EARLY))


def _without_value(finding: Finding, outcome: str, entries: Sequence[Entry]) -> Finding:
    if finding.state in ("not-applicable", "person"):
        return replace(finding, value=None, confidence=0.0)
    first = next((entry.outcome for entry in entries if entry.outcome != Outcome.REDIRECTED), "")
    reason = "网站拒绝了程序访问" if outcome == "blocked" else f"网站无法访问（{label(first) or '没有应答'}）"
    return Finding("blocked", None, f"{reason}，没有可供判断的页面，待人工核验，不作扣分。", "请检查网站后重新评估。")


def _scorecard(
    findings: dict[str, Finding],
    observed: dict[str, Any],
    edition: Edition,
    department: Department,
    monitoring_date: date,
    states: tuple[str, ...] = ("judged",),
) -> Scorecard:
    data = {
        "standard": edition.id,
        "monitoring_date": monitoring_date.isoformat(),
        "department": dict(department.facts),
        "points": {
            code: value_text(finding.value)
            for code, finding in findings.items()
            if finding.state in states and finding.value is not None
        },
        **observed,
    }
    return score(parse_assessment(data, edition), edition)


def _crawl_figures(site: Site, entries: Sequence[Entry]) -> dict[str, Any]:
    outcomes = Counter(entry.outcome for entry in entries)
    return {
        "pages": sum(1 for entry in entries if entry.was_read and entry.outcome == Outcome.OK),
        "articles": len(site.articles),
        "columns": len(site.columns),
        "bytes": sum(entry.size for entry in entries),
        "outcomes": {str(outcome): outcomes[outcome] for outcome in sorted(outcomes)},
    }
