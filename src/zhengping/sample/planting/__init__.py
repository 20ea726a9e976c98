"""Plants the virtues and faults of a plan, part by part of the table, and writes down the truth in the same step."""
