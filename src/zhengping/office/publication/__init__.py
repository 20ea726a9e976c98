"""What was published: frozen, hashed, signed by two people; later corrections stay visible."""
