"""One site from its address to its result files."""
