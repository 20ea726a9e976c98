"""From an address to an archive: fetching politely, keeping everything, knowing what was not fetched."""
