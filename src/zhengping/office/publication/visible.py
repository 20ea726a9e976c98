"""Who sees what of publications: the office and its readers all; everybody what is published."""

from __future__ import annotations

from typing import Any

from zhengping.office.core.access import hidden, resolves
from zhengping.office.core.roles import OFFICE, READERS
from zhengping.office.publication.models import Publication


@resolves("publication")
def publication_of(user: Any, number: int) -> Publication:
    """A publication for the office and its readers, whatever its state."""
    seen = user.is_authenticated and user.role in OFFICE | READERS
    found = Publication.objects.select_related("round").filter(pk=number).first() if seen else None
    if found is None:
        raise hidden()
    return found


@resolves("published")
def published_of(user: Any, number: int) -> Publication:
    """What is published of the round of this number, for anybody; its content is read only where it is needed."""
    found = (
        Publication.objects.select_related("round")
        .defer("content")
        .filter(round=number, state=Publication.State.PUBLISHED)
        .first()
    )
    if found is None:
        raise hidden()
    return found
