"""The score of the table, exact and pure: see docs/scoring.md."""

from zhengping.scoring.assessment import NA, Assessment, Letter, parse_assessment
from zhengping.scoring.score import score
from zhengping.scoring.scorecard import IndicatorScore, Scorecard, two_decimals

__all__ = ["NA", "Assessment", "IndicatorScore", "Letter", "Scorecard", "parse_assessment", "score", "two_decimals"]
