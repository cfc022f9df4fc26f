"""Which reports share sentences: hashes of sentences, so that a copy is found without comparing every pair."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence

# A sentence in more submissions than this is a commonplace of the genre and proves nothing.
RARE = 12


def put(connection: sqlite3.Connection, submission_id: int, prints: Iterable[int]) -> None:
    """Keeps the sentence hashes of a submission."""
    connection.executemany("INSERT OR IGNORE INTO prints (print, submission_id) VALUES (?, ?)",
                           [(value, submission_id) for value in prints])


def prints_of(connection: sqlite3.Connection, submission_id: int) -> list[int]:
    """The sentence hashes of a submission."""
    return [row[0] for row in connection.execute("SELECT print FROM prints WHERE submission_id = ?", [submission_id])]


def alike(connection: sqlite3.Connection, prints: Sequence[int], but_org: str | None, limit: int) -> list[int]:
    """Current submissions of other bodies that share rare sentences, those that share most first."""
    shared: Counter[int] = Counter()
    for value in sorted(prints):
        # A commonplace may stand in all submissions of many years: never more of them are fetched than tell it is one.
        ids = [row[0] for row in connection.execute(
            "SELECT submission_id FROM prints WHERE print = ? LIMIT ?", [value, RARE + 1])]
        if len(ids) <= RARE:
            shared.update(ids)
    found: list[int] = []
    for other, _ in shared.most_common():
        if len(found) == limit:
            break
        if connection.execute("SELECT 1 FROM submissions WHERE id = ? AND latest = 1 AND org IS NOT ?",
                              [other, but_org]).fetchone():
            found.append(other)
    return found
