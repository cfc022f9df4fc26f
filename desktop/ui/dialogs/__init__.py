"""Dialogs: each asks one thing, is driven by keyboard, and changes nothing by itself."""
