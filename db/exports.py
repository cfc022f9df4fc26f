"""Queries on papers that left the desk."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from db.rows import ExportRow, columns, fetch, insert


def add(
    connection: sqlite3.Connection, at: str, author: str, kind: str, name: str, path: str, sha256: str, size: int,
    number: str, reports: Mapping[int, str],
) -> int:
    """Records a paper; ``reports`` are the submissions it is on with the document number of each. Returns its id."""
    made = insert(connection, "exports", at=at, author=author, kind=kind, name=name, path=path, sha256=sha256, size=size,
                  number=number)
    connection.executemany("INSERT INTO export_reports (export_id, submission_id, number) VALUES (?, ?, ?)",
                           [(made, report, own) for report, own in reports.items()])
    return made


def remove(connection: sqlite3.Connection, export_id: int) -> None:
    """Forgets a paper that was never written after all."""
    connection.execute("DELETE FROM export_reports WHERE export_id = ?", [export_id])
    connection.execute("DELETE FROM exports WHERE id = ?", [export_id])


def of_report(connection: sqlite3.Connection, submission_id: int) -> list[ExportRow]:
    """The papers on one submission, latest first, each with the number that this submission's letter got."""
    names = columns(ExportRow, "e").replace("e.number", "r.number")
    return [ExportRow(*row) for row in connection.execute(
        f"SELECT {names} FROM export_reports r JOIN exports e ON e.id = r.export_id "
        "WHERE r.submission_id = ? ORDER BY e.id DESC", [submission_id])]


def latest(connection: sqlite3.Connection, limit: int) -> list[ExportRow]:
    """The last papers of all, latest first."""
    return fetch(connection, ExportRow, "exports ORDER BY id DESC LIMIT ?", [limit])


def reports_of(connection: sqlite3.Connection, export_id: int) -> list[int]:
    """The submissions that a paper is on, in no particular order."""
    return [int(row[0]) for row in connection.execute(
        "SELECT submission_id FROM export_reports WHERE export_id = ?", [export_id])]


def with_number(connection: sqlite3.Connection, number: str) -> list[tuple[str, frozenset[int]]]:
    """For every letter of a document number, its name and the submissions it is on; empty when never given."""
    names: dict[int, str] = {}
    groups: dict[int, set[int]] = {}
    for export, name, submission in connection.execute(
            "SELECT e.id, e.name, r.submission_id FROM exports e "
            "LEFT JOIN export_reports r ON r.export_id = e.id AND r.number = ? "
            "WHERE e.number = ? OR r.number = ?", [number, number, number]):
        names[export] = name
        groups.setdefault(export, set()).update([submission] if submission is not None else [])
    return [(name, frozenset(groups[export])) for export, name in names.items()]
