"""Attachments opened: what a file is by its signature, its text, and what is wrong with it (docs/attachments.md)."""
