"""Why a trial ends before its end. None of these leaves the package: they become the state of the trial."""

from __future__ import annotations

from zhengping.errors import ZhengpingError


class ProbeFault(ZhengpingError):
    """The page or the browser broke down (crash, hang, a page that never answers)."""


class BudgetSpent(ZhengpingError):
    """The page loads or the seconds of this trial are used up."""


class Refused(ZhengpingError):
    """The site refused: login, captcha, firewall, robots.txt."""
