"""The overview: how far the year is, and where the problems lie."""
