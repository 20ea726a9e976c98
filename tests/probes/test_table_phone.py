"""5.1.2 on the live samples at every setting of their telephone switches: setting, expected, got."""

from __future__ import annotations

from typing import Any

import pytest

from tests.probes.browsing import needs_browser
from tests.probes.live_sample import Sample
from zhengping.probes.phone import try_phone
from zhengping.reading.probed import Probed
from zhengping.sample.live.scenarios import choices

pytestmark = [needs_browser, pytest.mark.slow]
SETTINGS: tuple[dict[str, Any], ...] = (
    *({"phone": value} for value in choices("phone")),
    {"phone": "mobile-site", "phone_redirect": True},
)


@pytest.mark.parametrize("switches", SETTINGS, ids=lambda row: "-".join(map(str, row.values())))
def test_both_points_at_each_setting(sample: Sample, switches: dict[str, Any]) -> None:
    sample.switch(**switches)
    trial = sample.browse(lambda session: try_phone(session, sample.context))
    assert trial.state == "done"
    sample.check(Probed(phone=trial), "5.1.2-1")
    # What is lost on a telephone may stand elsewhere there: only content that is all there is judged.
    sample.check(Probed(phone=trial), "5.1.2-2", judged=False)
