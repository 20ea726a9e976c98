"""What was imported from spreadsheets, so that it can be seen and undone."""
