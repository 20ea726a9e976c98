"""Private numbers are masked in every result file, whatever a page or a check holds."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

from tests.reports.reporting import EDITION, HOME, judgement
from zhengping.checks.finding import Evidence, Finding
from zhengping.evaluation.judgement import _complete
from zhengping.evaluation.results import write_results
from zhengping.reading.site import Column, Place
from zhengping.reports.html import render

MOBILE, IDENTITY = "13800138000", "45010319900101123X"


def test_no_result_file_holds_a_private_number(tmp_path: Path) -> None:
    made = judgement()
    column = Column(url=HOME, name=f"联系{MOBILE}", path=("首页", f"联系{MOBILE}"))
    made.site.columns = [column]
    made.site.other_documents = [Place(HOME, f"寻{IDENTITY}", date(2025, 1, 1), f"来源{MOBILE}", column)]
    careless = Finding("judged", Fraction(1), f"见{MOBILE}", "", 0.96, (Evidence(HOME, f"证号{IDENTITY}"),))
    code = next(iter(EDITION.points))
    made = replace(made, findings={**made.findings, code: _complete(careless, made.site, {})})
    write_results(made, tmp_path)
    (tmp_path / "report.html").write_text(render(made), encoding="utf-8")
    for path in sorted(tmp_path.iterdir()):
        text = path.read_text(encoding="utf-8")
        assert MOBILE not in text, path.name
        assert IDENTITY not in text, path.name
    assert "138****8000" in (tmp_path / "columns.csv").read_text(encoding="utf-8")
