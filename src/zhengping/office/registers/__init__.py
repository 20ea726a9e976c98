"""Records from outside (domain reference, section g): one table of entries, each kind with its own columns."""
