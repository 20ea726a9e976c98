"""Reading: bytes to facts, page by page, and the model of a whole site (docs/reading.md, docs/site-model.md)."""
