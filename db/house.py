"""Queries on settings, saved filters, the undo stack, the log and the sessions."""

from __future__ import annotations

import sqlite3

from db.rows import LogRow, QueryRow, UndoRow, fetch, insert


def setting(connection: sqlite3.Connection, key: str) -> str | None:
    """A setting, None when it was never set."""
    row = connection.execute("SELECT value FROM settings WHERE key = ?", [key]).fetchone()
    return str(row[0]) if row else None


def set_setting(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Sets it."""
    connection.execute("INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)", [key, value])


def settings_under(connection: sqlite3.Connection, start: str) -> dict[str, str]:
    """The settings whose key begins with ``start`` and that are not empty."""
    return {str(row[0]): str(row[1]) for row in connection.execute(
        "SELECT key, value FROM settings WHERE substr(key, 1, ?) = ? AND value <> '' ORDER BY key", [len(start), start])}


def queries(connection: sqlite3.Connection) -> list[QueryRow]:
    """Saved filters in their order."""
    return fetch(connection, QueryRow, "queries ORDER BY place, id")


def save_query(connection: sqlite3.Connection, name: str, query: str) -> int:
    """Saves a filter under a name; one of the same name is replaced and keeps its place."""
    connection.execute(
        "INSERT INTO queries (name, query, place) VALUES (?, ?, (SELECT coalesce(max(place), 0) + 1 FROM queries)) "
        "ON CONFLICT (name) DO UPDATE SET query = excluded.query", [name, query])
    return int(connection.execute("SELECT id FROM queries WHERE name = ?", [name]).fetchone()[0])


def delete_query(connection: sqlite3.Connection, name: str) -> None:
    """Forgets a saved filter."""
    connection.execute("DELETE FROM queries WHERE name = ?", [name])


def log(connection: sqlite3.Connection, at: str, author: str, action: str, submission_id: int | None,
        subject: str) -> None:
    """Writes a line of the log."""
    insert(connection, "log", at=at, author=author, action=action, submission_id=submission_id, subject=subject)


def log_rows(connection: sqlite3.Connection, submission_id: int | None, limit: int) -> list[LogRow]:
    """The log, latest first, of one submission or of all."""
    if submission_id is None:
        return fetch(connection, LogRow, "log ORDER BY id DESC LIMIT ?", [limit])
    return fetch(connection, LogRow, "log WHERE submission_id = ? ORDER BY id DESC LIMIT ?", [submission_id, limit])


def push_undo(connection: sqlite3.Connection, author: str, data: bytes, keep: int) -> int:
    """A new step; what could be done again is forgotten, and so are steps beyond the last ``keep``."""
    connection.execute("DELETE FROM undo_steps WHERE author = ? AND undone = 1", [author])
    step = insert(connection, "undo_steps", author=author, data=data)
    connection.execute(
        "DELETE FROM undo_steps WHERE author = ? AND id <= (SELECT id FROM undo_steps WHERE author = ? "
        "ORDER BY id DESC LIMIT 1 OFFSET ?)", [author, author, keep])
    return step


def last_step(connection: sqlite3.Connection, author: str, *, undone: bool) -> UndoRow | None:
    """The step to undo next, or the one to do again next."""
    order = "id" if undone else "id DESC"
    return next(iter(fetch(connection, UndoRow, f"undo_steps WHERE author = ? AND undone = ? ORDER BY {order} LIMIT 1",
                           [author, int(undone)])), None)


def mark_step(connection: sqlite3.Connection, step_id: int, *, undone: bool) -> None:
    """Notes that a step was undone or done again."""
    connection.execute("UPDATE undo_steps SET undone = ? WHERE id = ?", [int(undone), step_id])


def open_session(connection: sqlite3.Connection, pid: int, host: str, at: str) -> int:
    """Notes that a program opened the store."""
    return insert(connection, "sessions", pid=pid, host=host, opened=at)


def close_session(connection: sqlite3.Connection, session_id: int, at: str) -> None:
    """Notes that it closed it; sessions closed long ago are forgotten."""
    connection.execute("UPDATE sessions SET closed = ? WHERE id = ?", [at, session_id])
    connection.execute("DELETE FROM sessions WHERE closed IS NOT NULL AND id < ?", [session_id - 50])


def unclosed_sessions(connection: sqlite3.Connection) -> list[tuple[int, int, str]]:
    """(id, pid, host) of programs that never closed the store."""
    return [(row[0], row[1], row[2]) for row in connection.execute(
        "SELECT id, pid, host FROM sessions WHERE closed IS NULL")]
