"""The inbox: every submission as a row, what to look at next, and how the folder is."""
