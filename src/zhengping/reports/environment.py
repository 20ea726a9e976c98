"""The environment of all report templates: what foreign pages hold is escaped, private numbers are masked."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from zhengping.checks.quoting import masked
from zhengping.crawl.outcomes import label, meaning
from zhengping.evaluation.judgement import value_text
from zhengping.reports.kept_templates import KeptTemplates
from zhengping.scoring import two_decimals

OWN_IDS = "<urn:uuid:"


def environment() -> Environment:
    """A fresh environment with the filters of the reports."""
    made = Environment(
        loader=PackageLoader("zhengping.reports"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        finalize=_private,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=KeptTemplates(Path(__file__).read_text(encoding="utf-8")),
    )
    made.filters.update(
        two=two_decimals, value=value_text, outcome=label, meaning=meaning, safe_link=safe_link, short=short,
        percent=percent,
    )  # fmt: skip
    return made


def _private(value: object) -> object:
    """Whatever text a template prints, private numbers are masked in it; ids of archive records are none."""
    return masked(value) if type(value) is str and not value.startswith(OWN_IDS) else value


def safe_link(url: str) -> str:
    """The address where it is a web address, else nothing: a page must not smuggle a script into a report."""
    return url if url.lower().startswith(("http://", "https://")) else ""


def short(url: str) -> str:
    """The address without its scheme, private numbers masked, cut in the middle where it is long."""
    text = masked(url).split("://", 1)[-1]
    return text if len(text) <= 64 else f"{text[:40]}…{text[-22:]}"


def percent(value: Fraction) -> str:
    """A share as per cent with one place, as a style or a sentence takes it."""
    return f"{float(value) * 100:.1f}%"
