"""For each point a page of documentation, made from the edition's data, the check's code and its explanation."""

from zhengping.checks.explained.explanation import Explanation, explanations
from zhengping.checks.explained.page import index_page, point_page

__all__ = ["Explanation", "explanations", "index_page", "point_page"]
