"""Stated counts and ordinal sequences."""
