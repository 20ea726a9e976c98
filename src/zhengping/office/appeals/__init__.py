"""Appeals of a department against a value, and what came of them."""
