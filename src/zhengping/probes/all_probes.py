"""The probes in the order in which they run. The functions before the looks: what is judged comes first."""

from __future__ import annotations

from zhengping.probes import phone
from zhengping.probes.run import Probe, one
from zhengping.reading.probed.appearance import PhoneTrial

PROBES: tuple[Probe, ...] = (
    Probe("phone", "用手机打开", phone.try_phone, phone.LOADS, phone.SECONDS, one(PhoneTrial)),
)
