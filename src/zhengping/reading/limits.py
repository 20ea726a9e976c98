"""How much of a page is read, so that a hostile page costs no more than an ordinary large one."""

MOST_BYTES = 4_000_000
"""Bytes of a page that are decoded; the rest is left out."""

MOST_ELEMENTS = 60_000
"""Elements of a page beyond which only the cheap readings are made (title, links, no body search)."""

MOST_LINES = 20_000
"""Lines of visible text that are kept."""

MOST_TITLE = 500
"""Characters of <title> that are read."""
