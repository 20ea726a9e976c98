"""Text of PDF files through PDFium."""

from __future__ import annotations

import ctypes

import pypdfium2
import pypdfium2.raw as pdfium

from zhengping.reading.files.model import MOST_CHARACTERS, MOST_PAGES, FileFault, FileReading
from zhengping.reading.files.texts import Lines

_MOST_PAGE_CHARACTERS = 50_000
_FEWEST_CHARACTERS_A_PAGE = 5
"""Of a page with text; below it a scanned page shows no more than a page number."""


def read_pdf(body: bytes) -> FileReading:
    """A PDF's text, page by page. Raises FileFault where it cannot be opened or wants a password."""
    try:
        document = pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code == pdfium.FPDF_ERR_SECURITY:
            raise FileFault(unread="failed") from None
        raise FileFault("protected" if code == pdfium.FPDF_ERR_PASSWORD else "damaged") from None
    try:
        pages = len(document)
        if not pages:
            raise FileFault("damaged")
        fillable = document.get_formtype() != pdfium.FORMTYPE_NONE
        lines = Lines(MOST_CHARACTERS)
        failed = 0
        for number in range(min(pages, MOST_PAGES)):
            failed += not _read_page(document, number, lines)
            if lines.full:
                break
        if failed == min(pages, MOST_PAGES):
            raise FileFault("damaged")
    finally:
        document.close()
    text = lines.text()
    scanned = len(text) < _FEWEST_CHARACTERS_A_PAGE * min(pages, MOST_PAGES) and not fillable
    return FileReading(
        "pdf",
        text,
        cut=lines.full or pages > MOST_PAGES,
        unread="pictures" if scanned else "",
        pages=pages,
        fillable=fillable,
    )


def _read_page(document: pypdfium2.PdfDocument, number: int, lines: Lines) -> bool:
    """Adds a page's lines; False where the page cannot be loaded."""
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return False
    try:
        loaded = pdfium.FPDFText_LoadPage(page)
        if not loaded:
            return False
        try:
            count = min(pdfium.FPDFText_CountChars(loaded), _MOST_PAGE_CHARACTERS)
            if count > 0:
                # Two bytes a code unit; a character beyond the first plane takes two units.
                buffer = (ctypes.c_ushort * (2 * count + 1))()
                units = pdfium.FPDFText_GetText(loaded, 0, count, buffer)
                text = bytes(buffer)[: 2 * max(0, units - 1)].decode("utf-16-le", "replace")
                for line in text.splitlines():
                    lines.add(line)
        finally:
            pdfium.FPDFText_ClosePage(loaded)
        return True
    finally:
        page.close()
