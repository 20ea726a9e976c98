"""All probes of one site, one after the other; whatever one of them meets, the others go on and the evaluation ends."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import msgspec
from playwright.async_api import Error

from zhengping.checks.context import Context
from zhengping.errors import ArchiveError
from zhengping.probes.browser import find_browser
from zhengping.probes.faults import BudgetSpent, ProbeFault, Refused
from zhengping.probes.options import ProbeOptions
from zhengping.probes.session import Session, open_session
from zhengping.reading.probed import Probed, Trial, TrialState

Try = Callable[[Session, Context], Awaitable[Any]]
Tell = Callable[[str], None]
NO_BROWSER = (
    "本机没有 Chromium，须用浏览器实测的采分点（搜索、表单、手机效果等）留给人工判断；装法：apt-get install chromium"
)


@dataclass(frozen=True)
class Probe:
    """One probe: the field of `Probed` that it fills, its Chinese name, what it runs, its share of the budget.

    `empty` makes the trial that stands for one which could not be carried out.
    """

    field: str
    name: str
    run: Try
    loads: int
    seconds: float
    empty: Callable[[TrialState, str], Any]


def missing_browser(options: ProbeOptions) -> str:
    """One line that says what is lost where no browser is there; empty where one is."""
    return "" if find_browser(options.browser) is not None else NO_BROWSER


def seed_of(context: Context) -> str:
    """The words that every draw is made from: edition, monitoring date and site, so that anyone can draw it again."""
    place = urlsplit(context.site.url)
    return f"{context.edition.id} {context.monitoring_date} {place.hostname}{place.path}"


def probe_site(
    context: Context, options: ProbeOptions, probes: tuple[Probe, ...], tell: Tell = lambda _: None
) -> Probed:
    """Runs the probes on the site of `context` and returns what they saw.

    Never raises for what the site or the browser does: without a browser, and where it does not start, the result
    holds a note and no trial. Raises ArchiveError where the archive cannot be written. Ctrl-C ends the run at once.
    """
    executable = find_browser(options.browser)
    seed = seed_of(context)
    if executable is None:
        return Probed(seed=seed, notes=(NO_BROWSER,))

    async def run() -> Probed:
        try:
            async with open_session(options, executable, seed) as (session, chromium):
                found: dict[str, Any] = {}
                for probe in probes:
                    tell(probe.name)
                    found[probe.field] = await _carried_out(probe, session, context)
                return Probed(browser=f"Chromium {chromium.version}", seed=seed, **found)
        except ProbeFault as fault:
            return Probed(seed=seed, notes=(f"{fault}；须用浏览器实测的采分点留给人工判断",))

    return asyncio.run(run())


async def _carried_out(probe: Probe, session: Session, context: Context) -> Any:
    """What a probe found; a fault, a refusal or a spent budget becomes the state of its trial."""
    session.allot(probe.loads, probe.seconds)
    try:
        # The probe ends itself by its budget; this is the last resort for one that waits for ever.
        return await asyncio.wait_for(probe.run(session, context), probe.seconds * 1.5 + 60)
    except BudgetSpent as spent:
        return probe.empty("skipped", str(spent))
    except Refused as refusal:
        return probe.empty("blocked", str(refusal))
    except ArchiveError:
        raise
    except (ProbeFault, Error, TimeoutError) as fault:
        said = str(fault).splitlines()
        session.stop_pages()
        return probe.empty("failed", said[0][:200] if said else "浏览器没有应答")
    except Exception as fault:  # one faulty probe must not cost the site the others
        return probe.empty("failed", f"程序出错（{type(fault).__name__}: {fault}），请反馈给维护人员"[:200])


def one(kind: type[Trial]) -> Callable[[TrialState, str], Trial]:
    """For probes that fill a field with a single trial."""
    return lambda state, why: kind(state=state, why=why)


def several(kind: type[Trial], **needed: str) -> Callable[[TrialState, str], tuple[Trial, ...]]:
    """For probes that fill a field with a tuple of trials; `needed` are the fields that such a trial must have."""
    return lambda state, why: (msgspec.convert({"state": state, "why": why, **needed}, kind),)
