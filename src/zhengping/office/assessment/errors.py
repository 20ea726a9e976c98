"""What the self-assessment refuses, each with its line."""

from __future__ import annotations

from zhengping.errors import InputError


class NotNow(InputError):
    """The self-assessment cannot be changed now (phase over, under review, submitted); the line says why."""


class Clash(InputError):
    """Another person changed the same thing in the meantime; nothing was saved."""
