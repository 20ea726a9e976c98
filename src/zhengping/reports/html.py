"""The report of one site as one HTML file."""

from __future__ import annotations

from zhengping.evaluation.judgement import Judgement


def render(judgement: Judgement) -> str:
    """The report of a judgement; opens without a network."""
    return f"<!doctype html><html lang=zh-CN><meta charset=utf-8><title>{judgement.site.name}</title></html>"
