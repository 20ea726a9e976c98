"""What holds for each point, why, and how it came to; the scorecards that follow from it."""
