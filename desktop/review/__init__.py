"""What a reviewer does, without any window: verdicts, notes, corrections, conclusions, undo, and shared work."""

from desktop.review.bundle import Bundle, Conflict, Merge, decide, merge_bundle, read_bundle, write_bundle
from desktop.review.desk import STATES, Change, Desk

__all__ = ["STATES", "Bundle", "Change", "Conflict", "Desk", "Merge", "decide", "merge_bundle", "read_bundle", "write_bundle"]
