"""`comparison.msgpack`: what a comparison of sites needs of one site, without its texts (docs/evaluate.md).

Same site model, same bytes. MessagePack, arrays in the order of the fields below.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import msgspec

from zhengping.checks.quoting import masked, quote
from zhengping.errors import InputError, reason
from zhengping.evaluation.judgement import Judgement
from zhengping.reading.clauses import Sketch, clauses, sketch

FILE = "comparison.msgpack"
VERSION = 1
LEAST_CLAUSES = 8
"""Texts of fewer clauses are not written: the edition's `copy_clauses` may ask for more, never for fewer."""


class DocumentSketch(msgspec.Struct, frozen=True, array_like=True):
    """One document: where it stands (`copies`: its other addresses), what it says of itself, its clauses."""

    url: str
    copies: tuple[str, ...]
    title: str
    published: date | None
    published_where: str
    source: str
    record: str
    opening: str
    sketch: Sketch


class SiteSketches(msgspec.Struct, frozen=True, array_like=True):
    """A site's documents. `names`: the office's, the best first; `common`: checksums of its templates' phrases."""

    version: int
    url: str
    names: tuple[str, ...]
    edition: str
    monitoring_date: date
    common: tuple[int, ...]
    documents: tuple[DocumentSketch, ...]


def site_sketches(judgement: Judgement) -> SiteSketches:
    """The sketches of a site: every document once (a second copy on the same site is the same document)."""
    site, department = judgement.site, judgement.department
    frequency: Counter[int] = Counter()
    documents: list[DocumentSketch] = []
    for article in site.articles:
        found = clauses(article.text)
        if len(found) < LEAST_CLAUSES:
            continue
        frequency.update(found.keys())
        documents.append(
            DocumentSketch(
                url=masked(article.url),
                copies=tuple(masked(url) for url in article.copies if url != article.url),
                title=masked(article.title),
                published=article.published,
                published_where=article.published_where,
                source=masked(article.source),
                record=article.page.record,
                opening=quote(article.text, length=50),
                sketch=sketch(found),
            )
        )
    limit = judgement.edition.thresholds.get("copy_common")
    most = limit.value if limit else len(documents)
    names = (department.name, site.office, site.name, *department.other_names)
    return SiteSketches(
        version=VERSION,
        url=site.url,
        names=tuple(dict.fromkeys(masked(name) for name in names if name)),
        edition=judgement.edition.id,
        monitoring_date=judgement.monitoring_date,
        common=tuple(sorted(checksum for checksum, count in frequency.items() if count > most)),
        documents=tuple(documents),
    )


def encoded(found: SiteSketches) -> bytes:
    """The content of the file."""
    return msgspec.msgpack.encode(found)


_DECODER = msgspec.msgpack.Decoder(SiteSketches)


def load_sketches(folder: Path) -> SiteSketches:
    """Reads the file of a result folder; InputError in one line where there is none or it is damaged."""
    path = folder / FILE
    remedy = f"请用 zhengping evaluate --archive {folder} --out 新目录 重新评判，再比对"
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{folder}：没有 {FILE}，不是评估结果目录或由旧版本写出；{remedy}") from None
    except OSError as error:
        raise InputError(f"{path}：读不了（{reason(error)}），请检查路径和权限") from None
    try:
        found = _DECODER.decode(data)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        raise InputError(f"{path}：已损坏；{remedy}") from None
    if not all(document.sketch.is_sound for document in found.documents):
        raise InputError(f"{path}：已损坏；{remedy}")
    if found.version != VERSION:
        raise InputError(f"{path}：由另一版本写出；{remedy}")
    return found
