"""What a reviewer does, without any window: verdicts, notes, corrections, conclusions, and undo."""

from desktop.review.desk import Change, Desk

__all__ = ["Change", "Desk"]
