"""The demonstration's round: made through the applications' own services, as people would."""
