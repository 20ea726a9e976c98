"""Reminders and messages, in the product and by mail."""
