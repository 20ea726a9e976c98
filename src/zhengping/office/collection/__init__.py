"""The machine's part of a round: a run for each site, its findings, and their confirmation by the office."""
