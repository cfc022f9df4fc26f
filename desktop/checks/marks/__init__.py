"""Punctuation, brackets, document numbers, doubled, broken and mistaken characters."""
