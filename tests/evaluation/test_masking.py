"""Private numbers are masked in every result file, whatever a page or a check holds and however it is written."""

import stat
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

from tests.reports.reporting import EDITION, HOME, judgement
from zhengping.checks.finding import Evidence, Finding
from zhengping.checks.observations import Row
from zhengping.checks.signs import Sign
from zhengping.evaluation.judgement import Judgement, _complete
from zhengping.evaluation.results import write_results
from zhengping.reading.facts import Page
from zhengping.reading.site import Article, Column, Place
from zhengping.reports.html import render
from zhengping.reports.security import render_security

MOBILE, IDENTITY, SPACED, WIDE = "13800138000", "450103199001011238", "138 0013 8000", "１３８００１３８０００"
INSIDE = f"{HOME}%E5%BC%A0%E4%B8%89{MOBILE}.doc"
"""An address with an escaped name before the number."""


def careless() -> Judgement:
    """A judgement in which everything holds a private number."""
    made = judgement()
    column = Column(url=f"{HOME}{MOBILE}/", name=f"联系{MOBILE}", path=("首页", f"联系{SPACED}"))
    made.site.columns = [column]
    made.site.name = f"某局{WIDE}"
    made.site.other_documents = [Place(INSIDE, f"寻{IDENTITY}", date(2025, 1, 1), f"来源{SPACED}", column)]
    made.site.broken_links = [(INSIDE, f"{HOME}?id={IDENTITY}", "not-found", 404)]
    text = f"寻{IDENTITY}。" + "。".join(f"第{number}个分句都不一样" for number in range(40))
    page = Page(url=INSIDE, title_tag=f"寻{IDENTITY}", text=text)
    made.site.articles = [Article(INSIDE, f"寻{IDENTITY}", date(2025, 1, 1), "label", f"来源{SPACED}", page)]
    evidence = (Evidence(INSIDE, f"证号{IDENTITY}"), Evidence(HOME, f"电话{WIDE}"))
    finding = Finding("judged", Fraction(0), f"见{SPACED}和{INSIDE}", f"请打{WIDE}", 0.96, evidence)
    code = next(iter(EDITION.points))
    sign = Sign("6.1-2", "identity", "身份证号", "bad", f"见{IDENTITY}", f"问{SPACED}", "high", evidence=evidence)
    row = Row("letter", date(2025, 1, 1), None, f"请打{WIDE}", INSIDE, f"见{IDENTITY}")
    findings = {**made.findings, code: _complete(finding, made.site, {})}
    return replace(made, findings=findings, security=(sign,), observations=(row,))


def written(folder: Path) -> list[Path]:
    made = careless()
    write_results(made, folder)
    (folder / "report.html").write_text(render(made), encoding="utf-8")
    (folder / "security.html").write_text(render_security(made), encoding="utf-8")
    return sorted(path for path in folder.iterdir() if path.is_file())


def test_no_result_file_holds_a_private_number(tmp_path: Path) -> None:
    for path in written(tmp_path):
        data = path.read_bytes()
        for number in (MOBILE, IDENTITY, SPACED, WIDE):
            assert number.encode() not in data, (path.name, number)
    assert "138****8000" in (tmp_path / "columns.csv").read_text(encoding="utf-8")


def test_only_the_owner_may_read_the_security_findings(tmp_path: Path) -> None:
    write_results(careless(), tmp_path)
    assert stat.S_IMODE((tmp_path / "security.csv").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "result.json").stat().st_mode) & stat.S_IRGRP


def test_security_findings_stand_in_no_public_file(tmp_path: Path) -> None:
    secret = "jquery 1.8.3：CVE-2020-11022"
    sign = Sign("6.1-2", "libraries", "前端库", "bad", secret, "升级", evidence=(Evidence(HOME, "weak.js"),))
    made = replace(judgement(), security=(sign,))
    write_results(made, tmp_path)
    (tmp_path / "report.html").write_text(render(made), encoding="utf-8")
    holding = {path.name for path in tmp_path.iterdir() if b"CVE-2020-11022" in path.read_bytes()}
    assert holding == {"security.csv"}
    assert secret in render_security(made)
