"""The indicator table as data: editions, their model, loading and checks. Knows no other package."""

from zhengping.standard.loader import builtin_editions, load_edition, parse_edition
from zhengping.standard.model import Edition, Indicator, Point, Threshold

__all__ = ["Edition", "Indicator", "Point", "Threshold", "builtin_editions", "load_edition", "parse_edition"]
