"""Queries on the roster: the bodies that must hand in, and what came from whom."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from db.rows import fetch


@dataclass(frozen=True, slots=True)
class RosterRow:
    """A body of the roster, in the roster's own order (``id``)."""

    id: int
    org: str
    level: str | None
    region: str
    parent: str
    remark: str


@dataclass(frozen=True, slots=True)
class HandInRow:
    """What came from one body for a year: its current submission, when the first came, how many came, and the first
    day of publication that any of them states (a day number, None when none does)."""

    chain: str
    org: str | None
    level: str | None
    region: str | None
    name: str
    latest_id: int
    first: str
    hand_ins: int
    published: float | None


def replace(connection: sqlite3.Connection, rows: Iterable[tuple[str, str | None, str, str, str]]) -> None:
    """Puts a roster of (org, level, region, parent, remark) in the place of the one before."""
    connection.execute("DELETE FROM roster")
    connection.executemany("INSERT INTO roster (org, level, region, parent, remark) VALUES (?, ?, ?, ?, ?)", rows)


def bodies(connection: sqlite3.Connection) -> list[RosterRow]:
    """The roster in its order."""
    return fetch(connection, RosterRow, "roster ORDER BY id")


def size(connection: sqlite3.Connection) -> int:
    """How many bodies it has."""
    return int(connection.execute("SELECT count(*) FROM roster").fetchone()[0])


def hand_ins(connection: sqlite3.Connection, year: int, published: str) -> list[HandInRow]:
    """The annual reports that came for a year, one row a body, in the order in which they first came.

    ``published`` is the figure that holds the day of publication.
    """
    found = connection.execute(
        "SELECT s.chain, s.org, s.level, s.region, s.name, s.id, c.first, c.hand_ins, "
        "(SELECT min(f.value) FROM figures f JOIN submissions o ON o.id = f.submission_id "
        " WHERE o.chain = s.chain AND f.key = ? "
        " AND f.value + 1721424.5 > julianday(o.year || '-12-31')) FROM submissions s JOIN ("
        " SELECT chain, min(received) AS first, count(*) AS hand_ins FROM submissions"
        " WHERE year = ? AND error IS NULL AND (kind IS NULL OR kind = 'annual_report') GROUP BY chain"
        ") c ON c.chain = s.chain WHERE s.latest = 1 ORDER BY c.first, s.id", [published, year])
    return [HandInRow(*row) for row in found]
