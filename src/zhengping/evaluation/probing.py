"""The site tried in a browser after the crawl: which probes run, and where what they saw is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TextIO

from msgspec.structs import replace

from zhengping.checks.context import Context
from zhengping.crawl.archive import ArchiveReader, Sink
from zhengping.crawl.options import CrawlOptions
from zhengping.crawl.progress import Progress
from zhengping.evaluation.probes_file import keep_probed
from zhengping.probes.options import ProbeOptions
from zhengping.reading.facts import Page
from zhengping.reading.probed import Probed
from zhengping.reading.probed.rendering import RenderingTrial

Tell = Callable[[str], None]


def lines_to(stream: TextIO | None) -> Tell:
    """Says in a line which probe begins; says nothing without a stream."""

    def tell(name: str) -> None:
        if stream is not None:
            print(f"浏览器实测：{name} ……", file=stream, flush=True)

    return tell


def draw_pages(
    crawl_options: CrawlOptions,
    options: ProbeOptions,
    archive: ArchiveReader,
    pages: Sequence[Page],
    keep: Sink,
    progress: Progress | None = None,
    tell: Tell = lambda _: None,
) -> RenderingTrial:
    """Draws the pages that only a browser can, and lets the crawl go on where they lead (see `probes.rendering`)."""
    from zhengping.probes.rendering import render_pages

    return render_pages(crawl_options, options, archive, pages, keep, progress, tell)


def try_site(
    context: Context,
    folder: Path,
    options: ProbeOptions,
    rendering: RenderingTrial | None = None,
    tell: Tell = lambda _: None,
) -> Probed:
    """Tries the site's functions in a browser and keeps the trials in the archive `folder`.

    `rendering`: the pages that were drawn before, kept with the others. `tell` is given the Chinese name of each probe
    as it begins. Without a browser the result holds a note and no trial. Raises ArchiveError where the archive cannot
    be written, KeyboardInterrupt where it is interrupted.
    """
    # Here, not above: an evaluation without a browser needs none of it.
    from zhengping.probes.all_probes import PROBES
    from zhengping.probes.run import probe_site

    probed = replace(probe_site(context, options, PROBES, tell), rendering=rendering)
    if probed.browser or (rendering is not None and rendering.pages):
        keep_probed(folder, probed)
    return probed
