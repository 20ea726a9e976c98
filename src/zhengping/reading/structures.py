"""The page-level structures of a page, each by its own reading: which field of `Page` comes from which function."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from zhengping.reading.document import Document
from zhengping.reading.drawn import is_scripted, read_awaits
from zhengping.reading.facts import Footer
from zhengping.reading.footer import read_footer
from zhengping.reading.forms import read_forms
from zhengping.reading.hidden import read_hidden_blocks, read_hidden_links
from zhengping.reading.labelled import read_labelled
from zhengping.reading.letters import read_letters
from zhengping.reading.marks import read_generator, read_insecure, read_scripts, read_viewport
from zhengping.reading.media import read_attachments, read_media, read_pictures
from zhengping.reading.people import read_people
from zhengping.reading.sharing import read_share
from zhengping.reading.tables import read_tables

STRUCTURES: tuple[tuple[str, Callable[[Document], Any], Any], ...] = (
    ("forms", read_forms, ()),
    ("attachments", read_attachments, ()),
    ("pictures", lambda document: read_pictures(document, document.main), ()),
    ("media", read_media, ()),
    ("footer", read_footer, Footer()),
    ("letters", read_letters, ()),
    ("people", read_people, ()),
    ("tables", read_tables, ()),
    ("labelled", read_labelled, ()),
    ("share", read_share, ()),
    ("scripts", read_scripts, ()),
    ("insecure", read_insecure, ()),
    ("hidden_links", read_hidden_links, ()),
    ("hidden_blocks", read_hidden_blocks, ()),
    ("viewport", read_viewport, ""),
    ("generator", read_generator, ""),
    ("scripted", is_scripted, False),
    ("awaits", read_awaits, ""),
)
"""(field of Page, reading, what stands for "nothing read"). Rows and links come before, validity after the title."""
