"""Numbers, dates and names that are missing or masked."""
