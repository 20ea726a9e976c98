"""The probes in the order in which they run. The functions before the looks: what is judged comes first."""

from __future__ import annotations

from zhengping.probes.run import Probe

PROBES: tuple[Probe, ...] = ()
