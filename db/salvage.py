"""What can still be read of a damaged store goes into a new one, row by row, with an account of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from db.migrations import bring_up_to_date

# Made anew from the texts, or of no worth afterwards.
_LEFT_OUT = frozenset(("prints", "sessions", "_sqlite_migrations"))
_PROBES = 200_000  # row numbers tried one by one inside a gap
Row = tuple[object, ...]


@dataclass(slots=True)
class Salvage:
    """Rows saved by table, tables of which something was lost, and rows left out because what they belong to is gone."""

    saved: dict[str, int] = field(default_factory=dict)
    damaged: list[str] = field(default_factory=list)
    orphans: int = 0


def salvage(damaged: Path, fresh: Path) -> Salvage:
    """Copies every readable row of ``damaged`` (which is only read) into a new store at ``fresh``.

    Nothing is raised for damage, however great: a table that gives nothing is listed as damaged with no rows.
    """
    account = Salvage()
    source = sqlite3.connect(f"file:{damaged.as_posix()}?mode=ro", uri=True)
    target = sqlite3.connect(fresh, isolation_level=None)
    try:
        bring_up_to_date(target, fresh, fresh.parent)
        target.execute("PRAGMA foreign_keys = OFF")
        for table in _tables(target):
            if _lacks(source, table):
                continue
            _copy(source, target, table, account)
        # The list of originals can be made again from the submissions; nothing is lost with it.
        target.execute("INSERT OR IGNORE INTO originals SELECT sha256, size, received FROM submissions")
        account.orphans = _drop_orphans(target)
    finally:
        source.close()
        target.close()
    return account


def _lacks(source: sqlite3.Connection, table: str) -> bool:
    """Whether the store was made before there was such a table."""
    try:
        return source.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [table]).fetchone() is None
    except sqlite3.DatabaseError:
        return False


def _tables(target: sqlite3.Connection) -> list[str]:
    """Every table of the schema that holds something of its own, in the order of their making; the index is none."""
    return [row[0] for row in target.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
        "AND name <> 'words' AND name NOT LIKE 'words\\_%' ESCAPE '\\' ORDER BY rowid") if row[0] not in _LEFT_OUT]


def _copy(source: sqlite3.Connection, target: sqlite3.Connection, table: str, account: Salvage) -> None:
    columns = [row[1] for row in target.execute(f"PRAGMA table_info({table})")]
    insert = f"INSERT OR IGNORE INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
    count = 0
    target.execute("BEGIN")
    whole = True
    for row in _rows(source, table, columns):
        if row is None:
            whole = False
            continue
        try:
            count += target.execute(insert, row).rowcount
        except sqlite3.IntegrityError:
            whole = False  # a row whose own content is nonsense
    target.execute("COMMIT")
    account.saved[table] = count
    if not whole:
        account.damaged.append(table)


def _rows(source: sqlite3.Connection, table: str, columns: list[str]) -> Iterator[Row | None]:
    """Rows from the front to the first damage, from the back to the last, and what lies between one by one.

    None stands for damage met. A row may come twice.
    """
    has_rowid = "rowid" in _order(source, table)
    key = "rowid, " if has_rowid else ""
    names = ", ".join(columns)
    reached: list[int | None] = [None, None]
    broken = False
    for end, direction in enumerate(("ASC", "DESC")):
        order = ", ".join(f"{column} {direction}" for column in _order(source, table))
        try:
            for row in source.execute(f"SELECT {key}{names} FROM {table} ORDER BY {order}"):
                if has_rowid:
                    reached[end] = int(row[0])
                yield tuple(row[1:]) if has_rowid else tuple(row)
            return
        except sqlite3.DatabaseError:
            broken = True
            yield None
    if broken and has_rowid:
        first, last = reached
        yield from _between(source, table, names, (first or 0) + 1, (last or (first or 0) + _PROBES))


def _between(source: sqlite3.Connection, table: str, names: str, first: int, last: int) -> Iterator[Row | None]:
    for number in range(first, min(last, first + _PROBES)):
        try:
            row = source.execute(f"SELECT {names} FROM {table} WHERE rowid = ?", [number]).fetchone()
        except sqlite3.DatabaseError:
            continue
        if row is not None:
            yield tuple(row)


def _order(source: sqlite3.Connection, table: str) -> list[str]:
    """The columns that a table is stored by."""
    try:
        sql = source.execute("SELECT sql FROM sqlite_master WHERE name = ?", [table]).fetchone()
        if sql is None or "WITHOUT ROWID" not in sql[0]:
            return ["rowid"]
        info = [(row[5], row[1]) for row in source.execute(f"PRAGMA table_info({table})") if row[5]]
    except sqlite3.DatabaseError:
        return ["rowid"]
    return [name for _, name in sorted(info)]


def _drop_orphans(target: sqlite3.Connection) -> int:
    """Rows that point at rows which were lost; the log's rows stay, without their submission."""
    dropped = 0
    while True:
        bad = target.execute("PRAGMA foreign_key_check").fetchall()
        if not bad:
            return dropped
        target.execute("BEGIN")
        for table, rowid, parent, number in bad:
            if table in ("log", "sightings"):
                _cut_loose(target, table)
            elif rowid is not None:
                dropped += target.execute(f"DELETE FROM {table} WHERE rowid = ?", [rowid]).rowcount
            else:
                column, key = next(
                    (row[3], row[4]) for row in target.execute(f"PRAGMA foreign_key_list({table})") if row[0] == number)
                dropped += target.execute(
                    f"DELETE FROM {table} WHERE {column} NOT IN (SELECT {key or 'rowid'} FROM {parent})").rowcount
        target.execute("COMMIT")


def _cut_loose(target: sqlite3.Connection, table: str) -> None:
    if table == "log":
        target.execute("DROP TRIGGER IF EXISTS log_keeps_its_words")
    target.execute(f"UPDATE {table} SET submission_id = NULL "
                   "WHERE submission_id NOT IN (SELECT id FROM submissions)")
    if table == "log":
        target.execute("CREATE TRIGGER log_keeps_its_words BEFORE UPDATE ON log "
                       "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END")
