"""The probes in the order in which they run. The functions before the looks: what is judged comes first."""

from __future__ import annotations

from zhengping.probes import forms, phone
from zhengping.probes.run import Probe, one, several
from zhengping.reading.probed.appearance import PhoneTrial
from zhengping.reading.probed.functions import FormTrial

PROBES: tuple[Probe, ...] = (
    Probe("forms", "填写表单（不提交）", forms.try_forms, forms.LOADS, forms.SECONDS, several(FormTrial, purpose="")),
    Probe("phone", "用手机打开", phone.try_phone, phone.LOADS, phone.SECONDS, one(PhoneTrial)),
)
