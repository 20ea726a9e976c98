"""The name of an uploaded file as the browser wrote it.

Django cuts paths off silently; for a proof a name with a path is refused with a word, so the raw name is kept aside.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, MemoryFileUploadHandler, TemporaryFileUploadHandler
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParser

from zhengping.errors import InputError
from zhengping.office.assessment.file_checks import too_large

_KEPT = "zhengping.raw_file_names"


class _Parser(MultiPartParser):
    """Notes every raw name beside the name that Django makes of it."""

    raw: dict[str, str]

    def sanitize_file_name(self, file_name: str) -> str | None:
        """Django's clean name; the raw one is kept under it."""
        clean = super().sanitize_file_name(file_name)
        self.raw[clean or ""] = file_name
        return clean


class RawNames(FileUploadHandler):
    """The first upload handler: parses by itself, with Django's own two handlers for the content."""

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: str, encoding: str | None = None
    ) -> Any:
        """The parsed form and its files; the raw names go to `META`."""
        handlers = [MemoryFileUploadHandler(self.request), TemporaryFileUploadHandler(self.request)]
        parser = _Parser(META, input_data, handlers, encoding)
        parser.raw = {}
        result = parser.parse()
        if self.request is not None:
            self.request.META[_KEPT] = parser.raw
        return result

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Never called: `handle_raw_input` answers."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Never called: `handle_raw_input` answers."""
        return None


def sent_file(request: HttpRequest) -> tuple[str, bytes]:
    """Name (as it was sent) and content of the uploaded proof. Raises InputError where there is none or it is too big.

    The size is looked at before the content is read into memory.
    """
    file = request.FILES.get("file")
    if file is None:
        raise InputError("请先选择要上传的文件")
    if (file.size or 0) > settings.PROOF_LIMIT_MB << 20:
        raise too_large(raw_name(request, file.name), file.size or 0, settings.PROOF_LIMIT_MB)
    return raw_name(request, file.name), file.read()


def raw_name(request: HttpRequest, clean: str | None) -> str:
    """The name of an uploaded file as it was sent."""
    kept: dict[str, str] = request.META.get(_KEPT, {})
    return kept.get(clean or "", clean or "")
