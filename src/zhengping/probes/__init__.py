"""What only a browser can tell: the site is used as a citizen would use it, politely, and nothing is submitted."""
