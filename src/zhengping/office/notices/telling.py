"""Telling people something: in the product at once, by mail when the mail is sent out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from zhengping.office.core import clock
from zhengping.office.notices.models import Notice


def tell(users: Iterable[Any], kind: str, key: str, words: str, url: str = "") -> int:
    """One notice to each person; the same `key` is told to a person once. Gives how many are new."""
    before = Notice.objects.filter(key=key).count()
    Notice.objects.bulk_create(
        [
            Notice(user=user, kind=kind, key=key[:160], words=words[:300], url=url, at=clock.now())
            for user in users
            if user.is_active
        ],
        ignore_conflicts=True,
    )
    return Notice.objects.filter(key=key).count() - before
