"""The same result for people: one HTML file."""
