"""The record of who saw and changed what, as a chain of hashes."""
