"""Queries on standing decisions: a kind of finding that is never taken, for one body or for all (a rule switched off).

Findings stay where they are; a verdict on one of them goes before the ruling.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from db.rows import fetch, insert

# Whether a ruling in force dismisses finding f of submission s.
RULED = ("EXISTS (SELECT 1 FROM rulings r WHERE r.lifted_at IS NULL AND r.check_id = f.check_id "
         "AND (r.org = '' OR r.org = s.org))")


@dataclass(frozen=True, slots=True)
class RulingRow:
    """A standing decision; ``org`` is empty for all bodies. Lifted ones stay, with who lifted them and when."""

    id: int
    check_id: str
    org: str
    reason: str
    author: str
    at: str
    lifted_by: str | None
    lifted_at: str | None


def in_force(connection: sqlite3.Connection) -> list[RulingRow]:
    """Those in force, latest first."""
    return fetch(connection, RulingRow, "rulings WHERE lifted_at IS NULL ORDER BY id DESC")


def on_body(connection: sqlite3.Connection, org: str | None) -> dict[str, RulingRow]:
    """Those in force that touch a body, by check; one on the body itself goes before one on all."""
    rows = fetch(connection, RulingRow, "rulings WHERE lifted_at IS NULL AND org IN ('', ?) ORDER BY org", [org or ""])
    return {row.check_id: row for row in rows}


def find(connection: sqlite3.Connection, check_id: str, org: str) -> RulingRow | None:
    """The one in force on a check and a body ("" for all)."""
    return next(iter(fetch(connection, RulingRow, "rulings WHERE lifted_at IS NULL AND check_id = ? AND org = ?",
                           [check_id, org])), None)


def add(connection: sqlite3.Connection, check_id: str, org: str, reason: str, author: str, at: str) -> None:
    """A new one; one in force on the same check and body is lifted by it."""
    lift(connection, check_id, org, author, at)
    insert(connection, "rulings", check_id=check_id, org=org, reason=reason, author=author, at=at)


def lift(connection: sqlite3.Connection, check_id: str, org: str, author: str, at: str) -> None:
    """Ends the one in force; it stays in the table."""
    connection.execute("UPDATE rulings SET lifted_by = ?, lifted_at = ? WHERE lifted_at IS NULL AND check_id = ? AND org = ?",
                       [author, at, check_id, org])


def touched(connection: sqlite3.Connection, check_id: str, org: str) -> list[int]:
    """The submissions whose counts a ruling changes."""
    return [int(row[0]) for row in connection.execute(
        "SELECT DISTINCT f.submission_id FROM findings f JOIN submissions s ON s.id = f.submission_id "
        "WHERE f.check_id = ? AND ? IN ('', s.org)", [check_id, org])]
