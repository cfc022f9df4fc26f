"""Ties, cells and labels of the official tables."""
