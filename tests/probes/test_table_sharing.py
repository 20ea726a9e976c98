"""5.4-1 and 5.1.1-1 at every setting of the live samples: setting, expected, got."""

from __future__ import annotations

import pytest

from tests.probes.browsing import needs_browser
from tests.probes.live_sample import Sample
from zhengping.probes.accounts import try_accounts
from zhengping.probes.sharing import try_sharing
from zhengping.reading.probed import Probed
from zhengping.sample.live.scenarios import choices

pytestmark = [needs_browser, pytest.mark.slow]


@pytest.mark.parametrize("share", choices("share"))
def test_sharing(sample: Sample, share: str) -> None:
    sample.switch(share=share)
    trial = sample.browse(lambda session: try_sharing(session, sample.context))
    sample.check(Probed(sharing=trial), "5.4-1")


@pytest.mark.parametrize("weibo", choices("account_weibo"))
@pytest.mark.parametrize("code", choices("account_code"))
def test_accounts(sample: Sample, code: str, weibo: str) -> None:
    sample.switch(account_code=code, account_weibo=weibo)
    trial = sample.browse(lambda session: try_accounts(session, sample.context))
    sample.check(Probed(accounts=trial), "5.1.1-1")
