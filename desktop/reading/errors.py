"""The one error of this package."""

from __future__ import annotations


class ReadError(Exception):
    """A file that cannot be read. The message is one clear Chinese sentence for the reviewer that says what to do."""
