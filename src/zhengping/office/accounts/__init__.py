"""People, and tokens for programs that act for them."""
