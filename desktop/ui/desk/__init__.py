"""The desk: source, tables and findings of one report side by side."""
