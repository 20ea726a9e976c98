"""Three families of content management systems: how they form addresses and what their pages look like."""
