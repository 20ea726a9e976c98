"""What the machine saw, shown to people: the archived page with the quotation marked, safe to look at."""
