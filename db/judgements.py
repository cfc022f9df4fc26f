"""Queries on findings, verdicts, notes, corrections, conclusions and the checklist."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from db.rows import ChecklistRow, CorrectionRow, FindingRow, NoteRow, VerdictRow, columns, fetch, insert
from db.rulings import RULED


def findings(connection: sqlite3.Connection, submission_id: int) -> list[FindingRow]:
    """In the order of the report's text."""
    return fetch(connection, FindingRow, "findings WHERE submission_id = ? ORDER BY place, fingerprint", [submission_id])


def findings_of(connection: sqlite3.Connection, check_id: str, ids: Iterable[int]) -> list[FindingRow]:
    """Those of one check on certain submissions and on the earlier versions of them."""
    those = ", ".join(map(str, map(int, ids)))
    return fetch(connection, FindingRow, "findings WHERE check_id = ? AND submission_id IN (SELECT id FROM submissions "
                 f"WHERE chain IN (SELECT chain FROM submissions WHERE id IN ({those})))", [check_id])


def replace_findings(connection: sqlite3.Connection, submission_id: int, rows: Iterable[FindingRow]) -> None:
    """The checks' findings anew; the reviewer's own stay."""
    connection.execute("DELETE FROM findings WHERE submission_id = ? AND own = 0", [submission_id])
    for row in rows:
        put_finding(connection, row)


def put_finding(connection: sqlite3.Connection, row: FindingRow) -> None:
    """Adds or replaces one finding."""
    connection.execute(
        f"INSERT OR REPLACE INTO findings ({columns(FindingRow)}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [row.submission_id, row.fingerprint, row.place, row.check_id, row.severity, row.said, row.own, row.data])


def delete_own_finding(connection: sqlite3.Connection, submission_id: int, fingerprint: str) -> None:
    """Takes back a finding that a reviewer added."""
    connection.execute("DELETE FROM findings WHERE submission_id = ? AND fingerprint = ? AND own = 1",
                       [submission_id, fingerprint])


def recount(connection: sqlite3.Connection, submission_id: int) -> None:
    """Brings the counts of the inbox up to date: findings not dismissed by severity, and those without a decision."""
    connection.execute(f"""
        UPDATE submissions SET (errors, warnings, notices, undecided) = (
            SELECT coalesce(sum(g = 'error' AND d <> 'dismissed'), 0), coalesce(sum(g = 'warning' AND d <> 'dismissed'), 0),
                   coalesce(sum(g = 'notice' AND d <> 'dismissed'), 0), coalesce(sum(d = ''), 0)
            FROM (SELECT coalesce(v.severity, f.severity) AS g, coalesce(v.decision, iif({RULED}, 'dismissed', '')) AS d
                  FROM findings f JOIN submissions s ON s.id = f.submission_id
                  LEFT JOIN verdicts v ON v.submission_id = f.submission_id AND v.fingerprint = f.fingerprint
                  WHERE f.submission_id = :id))
        WHERE id = :id""", {"id": submission_id})


def inherit(connection: sqlite3.Connection, submission_id: int, earlier_id: int) -> int:
    """Takes over verdicts of an earlier version on findings that say the same; returns how many."""
    taken = connection.execute(f"""
        INSERT OR IGNORE INTO verdicts ({columns(VerdictRow)})
        SELECT new.submission_id, v.fingerprint, v.decision, v.reason, v.wording, v.severity, v.author, v.at
        FROM findings new JOIN findings old USING (fingerprint, said)
        JOIN verdicts v ON v.submission_id = old.submission_id AND v.fingerprint = old.fingerprint
        WHERE new.submission_id = ? AND old.submission_id = ?""", [submission_id, earlier_id]).rowcount
    return int(taken)


def verdicts(connection: sqlite3.Connection, submission_id: int) -> list[VerdictRow]:
    """The present ones."""
    return fetch(connection, VerdictRow, "verdicts WHERE submission_id = ?", [submission_id])


def verdict(connection: sqlite3.Connection, submission_id: int, fingerprint: str) -> VerdictRow | None:
    """The present one on a finding."""
    return next(iter(fetch(connection, VerdictRow, "verdicts WHERE submission_id = ? AND fingerprint = ?",
                           [submission_id, fingerprint])), None)


def set_verdict(connection: sqlite3.Connection, row: VerdictRow) -> None:
    """Sets the verdict on a finding and writes it into the history."""
    values = [row.submission_id, row.fingerprint, row.decision, row.reason, row.wording, row.severity, row.author, row.at]
    for table in ("verdicts", "verdict_history"):
        connection.execute(
            f"INSERT OR REPLACE INTO {table} ({columns(VerdictRow)}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)


def verdict_history(connection: sqlite3.Connection, submission_id: int, fingerprint: str) -> list[VerdictRow]:
    """Every verdict ever given on a finding, first to last."""
    return fetch(connection, VerdictRow, "verdict_history WHERE submission_id = ? AND fingerprint = ? ORDER BY id",
                 [submission_id, fingerprint])


def notes(connection: sqlite3.Connection, submission_id: int) -> list[NoteRow]:
    """Notes not deleted, in the order they were written."""
    return fetch(connection, NoteRow, "notes WHERE submission_id = ? AND deleted = 0 ORDER BY id", [submission_id])


def note(connection: sqlite3.Connection, note_id: int) -> NoteRow | None:
    """One note, deleted or not."""
    return next(iter(fetch(connection, NoteRow, "notes WHERE id = ?", [note_id])), None)


def add_note(connection: sqlite3.Connection, **values: object) -> int:
    """A new note; returns its id."""
    note_id = insert(connection, "notes", **values)
    _keep_note(connection, note_id)
    return note_id


def change_note(connection: sqlite3.Connection, note_id: int, **values: object) -> None:
    """Changes a note (text, deleted, author, at); the earlier state stays in the history."""
    names = ", ".join(f"{name} = ?" for name in values)
    connection.execute(f"UPDATE notes SET {names} WHERE id = ?", [*values.values(), note_id])
    _keep_note(connection, note_id)


def _keep_note(connection: sqlite3.Connection, note_id: int) -> None:
    connection.execute("INSERT INTO note_history (note_id, text, deleted, author, at) "
                       "SELECT id, text, deleted, author, at FROM notes WHERE id = ?", [note_id])


def corrections(connection: sqlite3.Connection, submission_id: int) -> list[CorrectionRow]:
    """Corrections in force, in the order they were made."""
    return fetch(connection, CorrectionRow, "corrections WHERE submission_id = ? AND withdrawn = 0 ORDER BY id",
                 [submission_id])


def add_correction(connection: sqlite3.Connection, **values: object) -> int:
    """A new correction; returns its id. An earlier one of the same key is withdrawn."""
    connection.execute("UPDATE corrections SET withdrawn = 1 WHERE submission_id = ? AND key = ?",
                       [values["submission_id"], values["key"]])
    return insert(connection, "corrections", **values)


def withdraw_correction(connection: sqlite3.Connection, submission_id: int, key: str) -> None:
    """Takes back the correction of a figure; it stays in the table."""
    connection.execute("UPDATE corrections SET withdrawn = 1 WHERE submission_id = ? AND key = ?", [submission_id, key])


def conclusion(connection: sqlite3.Connection, submission_id: int) -> str:
    """The last conclusion written, "" when there is none."""
    row = connection.execute("SELECT text FROM conclusions WHERE submission_id = ? ORDER BY id DESC LIMIT 1",
                             [submission_id]).fetchone()
    return str(row[0]) if row else ""


def add_conclusion(connection: sqlite3.Connection, **values: object) -> None:
    """A new conclusion; earlier ones stay."""
    insert(connection, "conclusions", **values)


def checklist(connection: sqlite3.Connection, submission_id: int) -> list[ChecklistRow]:
    """By section."""
    return fetch(connection, ChecklistRow, "checklist WHERE submission_id = ? ORDER BY section", [submission_id])


def set_checked(connection: sqlite3.Connection, row: ChecklistRow) -> None:
    """Marks a section as gone through, or not."""
    connection.execute(f"INSERT OR REPLACE INTO checklist ({columns(ChecklistRow)}) VALUES (?, ?, ?, ?, ?)",
                       [row.submission_id, row.section, row.done, row.author, row.at])
