"""Experts' part: who scores what, each expert's value, and the chief expert's decision where they differ."""
