"""Makes and serves three department websites with known virtues and faults, for the demonstration and the tests."""

from zhengping.sample.making import DEFAULT_DATE, make_samples
from zhengping.sample.server import ServedSite, serve
from zhengping.sample.truth import static_points

__all__ = ["DEFAULT_DATE", "ServedSite", "make_samples", "serve", "static_points"]
