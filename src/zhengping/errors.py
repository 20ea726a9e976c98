"""The one family of exceptions. Every message is one line, in Chinese, for the person at the keyboard."""

from __future__ import annotations


class ZhengpingError(Exception):
    """Base of all errors that this program raises on purpose; `exit_code` is what the command line returns."""

    exit_code = 1


class InputError(ZhengpingError):
    """Bad input: names the field or the line, what is wrong with it, and the remedy."""

    exit_code = 2


class EditionError(InputError):
    """An edition of the indicator table that breaks a rule of its own; names the file and the line."""


class AddressError(InputError):
    """An address that is not one, or that this program may not open (private, not http)."""


class ArchiveError(ZhengpingError):
    """An archive that cannot be read or written (missing, damaged, disk full)."""


class SiteUnreachable(ZhengpingError):
    """The site gave no page to judge: no DNS, no answer, refused or blocked on every page."""
