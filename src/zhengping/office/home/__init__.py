"""The home page of each role: where the rounds stand and what to do next."""
