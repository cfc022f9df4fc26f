"""What every part of the archive has: the store, the clock, and the log."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from db import KnownError, Store, house, submissions
from db.rows import SubmissionRow


def now() -> str:
    """The local time as the archive writes it, ISO to the second."""
    return datetime.now().isoformat(timespec="seconds")


class Base:
    """Holds the store; the parts of the archive build on it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Everything done in this block (by this thread) is written together, or not at all when it raises."""
        with self._store.write():
            yield

    def log(self, author: str, action: str, report_id: int | None = None, subject: str = "") -> None:
        """Writes a line of the append-only log. ``subject`` names a thing (a fingerprint, a key), never report text."""
        with self._store.write() as connection:
            house.log(connection, now(), author, action, report_id, subject)

    def _row(self, report_id: int) -> SubmissionRow:
        with self._store.read() as connection:
            row = submissions.get(connection, report_id)
        if row is None:
            raise KnownError(f"资料库里没有编号为 {report_id} 的报告。")
        return row
