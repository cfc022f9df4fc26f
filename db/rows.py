"""Rows of the store as plain typed data, and how a query becomes them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    """A file handed in. ``chain`` names what it is a version of; ``undecided`` counts findings without a verdict."""

    id: int
    path: str
    name: str
    sha256: str
    size: int
    format: str
    received: str
    error: str | None
    chain: str
    version: int
    latest: int
    org: str | None
    level: str | None
    region: str | None
    year: int | None
    form: str | None
    due_form: str | None
    kind: str | None
    title: str | None
    state: str
    errors: int
    warnings: int
    notices: int
    undecided: int
    copied: float | None
    inherited: int


@dataclass(frozen=True, slots=True)
class SightingRow:
    """A path of the shared folder as last seen: what it was, and what became of it."""

    path: str
    size: int
    mtime_ns: int
    sha256: str | None
    submission_id: int | None
    seen: str
    error: str | None
    tries: int


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding; ``said`` is a short hash of its values, ``data`` the whole of it as its owner encoded it."""

    submission_id: int
    fingerprint: str
    place: int
    check_id: str
    severity: str
    said: str
    own: int
    data: bytes


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """The present verdict on a finding."""

    submission_id: int
    fingerprint: str
    decision: str | None
    reason: str | None
    wording: str | None
    severity: str | None
    author: str
    at: str


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note; ``place`` is its place as its owner encoded it."""

    id: int
    submission_id: int
    target: str
    section: int | None
    place: bytes | None
    text: str
    author: str
    at: str
    deleted: int


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A correction of one figure."""

    id: int
    submission_id: int
    key: str
    was: str
    value: str
    author: str
    at: str
    withdrawn: int


@dataclass(frozen=True, slots=True)
class ChecklistRow:
    """Whether a section has been gone through."""

    submission_id: int
    section: int
    done: int
    author: str
    at: str


@dataclass(frozen=True, slots=True)
class LogRow:
    """Who did what, when; never any text of a report."""

    id: int
    at: str
    author: str
    action: str
    submission_id: int | None
    subject: str


@dataclass(frozen=True, slots=True)
class ExportRow:
    """A paper that left the desk: ``kind`` is sheet, letter, problems, overview or batch, ``name`` what a person calls it.

    ``number`` is its document number, empty when it has none; for one of many letters the number of the letter asked for.
    """

    id: int
    at: str
    author: str
    kind: str
    name: str
    path: str
    sha256: str
    size: int
    number: str


@dataclass(frozen=True, slots=True)
class QueryRow:
    """A saved filter of the inbox."""

    id: int
    name: str
    query: str
    place: int


@dataclass(frozen=True, slots=True)
class UndoRow:
    """A step that can be undone (or done again, when ``undone``)."""

    id: int
    author: str
    undone: int
    data: bytes


def columns(kind: type[Any], table: str = "") -> str:
    """The columns of a row type, for a SELECT."""
    before = f"{table}." if table else ""
    return ", ".join(before + field.name for field in fields(kind))


def fetch(connection: sqlite3.Connection, kind: type[Row], rest: str, values: Sequence[object] = ()) -> list[Row]:
    """Rows of ``kind`` from ``SELECT <its columns> FROM <rest>``."""
    return [kind(*row) for row in connection.execute(f"SELECT {columns(kind)} FROM {rest}", values)]


def insert(connection: sqlite3.Connection, table: str, **values: object) -> int:
    """Inserts one row; returns its rowid."""
    marks = ", ".join("?" * len(values))
    cursor = connection.execute(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", tuple(values.values()))
    return int(cursor.lastrowid or 0)
