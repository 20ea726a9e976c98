"""Words and figures of the self-assessment's pages."""
