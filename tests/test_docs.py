"""The documentation is true: examples are recomputed, commands and files exist."""

import json
import re
from pathlib import Path

from zhengping.scoring import parse_assessment, score
from zhengping.standard import load_edition

ROOT = Path(__file__).parents[1]


def test_the_example_of_the_scoring_page_recomputes_to_its_figures() -> None:
    text = (ROOT / "docs" / "scoring.md").read_text(encoding="utf-8")
    example = json.loads(re.search(r"```json\n(.*?)```", text, re.S)[1])  # type: ignore[index]
    edition = load_edition()
    card = score(parse_assessment(example, edition), edition).as_dict()
    scores = {indicator["code"]: indicator for indicator in card["indicators"]}
    rows = re.findall(r"^\| (\d[\d.]+) [^|]*\|[^|]*\| (-?[\d.]+) \| (-?[\d.]+) \|$", text, re.M)
    assert len(rows) == 6
    for code, printed, possible in rows:
        assert (scores[code]["score"], scores[code]["score_possible"]) == (printed, possible), code
    assert f"打印为 {card['base']}" in text
    assert f"打印为 {card['total']}" in text


def test_links_between_the_pages_lead_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    assert pages
    for page in pages:
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_rules_of_the_scoring_page_are_those_of_the_edition() -> None:
    text = (ROOT / "docs" / "scoring.md").read_text(encoding="utf-8")
    rules = load_edition().rules
    for name in [rule.name for rule in (*rules.letters, *rules.activities)]:
        assert f"`{name}`" in text
