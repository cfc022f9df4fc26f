"""The schema as named steps, each in a transaction and recorded in the file itself.

To change the schema, add a function at the end; never edit or rename one that was published. Before a store with
content is changed, a backup is made. A store that knows a step which this program does not is newer: it is refused.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlite_utils import Database, Migrations

from db.backup import back_up
from db.errors import DamagedError, NewerStoreError

APPLICATION_ID = 0x53485544  # "SHUD" in the header, so that another program's SQLite file is never taken for ours
migrations = Migrations("shendu")


@migrations()
def submissions(db: Database) -> None:
    """Files handed in, what was read from them, and where they were seen."""
    _script(db, """
    CREATE TABLE originals (
        sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, kept TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE submissions (
        id INTEGER PRIMARY KEY, path TEXT NOT NULL, name TEXT NOT NULL,
        sha256 TEXT NOT NULL UNIQUE REFERENCES originals(sha256), size INTEGER NOT NULL, format TEXT NOT NULL,
        received TEXT NOT NULL, error TEXT, chain TEXT NOT NULL, version INTEGER NOT NULL, latest INTEGER NOT NULL,
        org TEXT, level TEXT, region TEXT, year INTEGER, form TEXT, due_form TEXT, kind TEXT, title TEXT,
        state TEXT NOT NULL DEFAULT 'new', errors INTEGER NOT NULL DEFAULT 0, warnings INTEGER NOT NULL DEFAULT 0,
        notices INTEGER NOT NULL DEFAULT 0, undecided INTEGER NOT NULL DEFAULT 0, copied REAL,
        inherited INTEGER NOT NULL DEFAULT 0);
    CREATE UNIQUE INDEX submissions_chain ON submissions(chain, version);
    CREATE INDEX submissions_latest ON submissions(latest, year, org);
    CREATE INDEX submissions_org ON submissions(org, year);
    CREATE INDEX submissions_path ON submissions(path);
    CREATE TABLE parsed (
        submission_id INTEGER PRIMARY KEY REFERENCES submissions(id), text BLOB NOT NULL, report BLOB NOT NULL);
    CREATE TABLE sightings (
        path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, sha256 TEXT,
        submission_id INTEGER REFERENCES submissions(id), seen TEXT NOT NULL, error TEXT,
        tries INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
    CREATE VIRTUAL TABLE words USING fts5(head, body, content='', tokenize='unicode61 remove_diacritics 0');
    """)


@migrations()
def judgements(db: Database) -> None:
    """Findings, and what reviewers say; every table of theirs keeps its history."""
    _script(db, """
    CREATE TABLE findings (
        submission_id INTEGER NOT NULL REFERENCES submissions(id), fingerprint TEXT NOT NULL, place INTEGER NOT NULL,
        check_id TEXT NOT NULL, severity TEXT NOT NULL, said TEXT NOT NULL, own INTEGER NOT NULL DEFAULT 0,
        data BLOB NOT NULL, PRIMARY KEY (submission_id, fingerprint)) WITHOUT ROWID;
    CREATE TABLE verdicts (
        submission_id INTEGER NOT NULL REFERENCES submissions(id), fingerprint TEXT NOT NULL, decision TEXT,
        reason TEXT, wording TEXT, severity TEXT, author TEXT NOT NULL, at TEXT NOT NULL,
        PRIMARY KEY (submission_id, fingerprint)) WITHOUT ROWID;
    CREATE TABLE verdict_history (
        id INTEGER PRIMARY KEY, submission_id INTEGER NOT NULL REFERENCES submissions(id), fingerprint TEXT NOT NULL,
        decision TEXT, reason TEXT, wording TEXT, severity TEXT, author TEXT NOT NULL, at TEXT NOT NULL);
    CREATE INDEX verdict_history_place ON verdict_history(submission_id, fingerprint);
    CREATE TABLE notes (
        id INTEGER PRIMARY KEY, submission_id INTEGER NOT NULL REFERENCES submissions(id), target TEXT NOT NULL,
        section INTEGER, place BLOB, text TEXT NOT NULL, author TEXT NOT NULL, at TEXT NOT NULL,
        deleted INTEGER NOT NULL DEFAULT 0);
    CREATE INDEX notes_submission ON notes(submission_id);
    CREATE TABLE note_history (
        id INTEGER PRIMARY KEY, note_id INTEGER NOT NULL REFERENCES notes(id), text TEXT NOT NULL,
        deleted INTEGER NOT NULL, author TEXT NOT NULL, at TEXT NOT NULL);
    CREATE TABLE corrections (
        id INTEGER PRIMARY KEY, submission_id INTEGER NOT NULL REFERENCES submissions(id), key TEXT NOT NULL,
        was TEXT NOT NULL, value TEXT NOT NULL, author TEXT NOT NULL, at TEXT NOT NULL,
        withdrawn INTEGER NOT NULL DEFAULT 0);
    CREATE INDEX corrections_submission ON corrections(submission_id);
    CREATE TABLE conclusions (
        id INTEGER PRIMARY KEY, submission_id INTEGER NOT NULL REFERENCES submissions(id), text TEXT NOT NULL,
        author TEXT NOT NULL, at TEXT NOT NULL);
    CREATE INDEX conclusions_submission ON conclusions(submission_id);
    CREATE TABLE checklist (
        submission_id INTEGER NOT NULL REFERENCES submissions(id), section INTEGER NOT NULL, done INTEGER NOT NULL,
        author TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (submission_id, section)) WITHOUT ROWID;
    """)


@migrations()
def housekeeping(db: Database) -> None:
    """Settings, saved queries, the undo stack, who did what, and whether the last run ended cleanly."""
    _script(db, """
    CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE queries (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, query TEXT NOT NULL, place INTEGER NOT NULL);
    CREATE TABLE undo_steps (
        id INTEGER PRIMARY KEY, author TEXT NOT NULL, undone INTEGER NOT NULL DEFAULT 0, data BLOB NOT NULL);
    CREATE INDEX undo_steps_author ON undo_steps(author, undone);
    CREATE TABLE log (
        id INTEGER PRIMARY KEY, at TEXT NOT NULL, author TEXT NOT NULL, action TEXT NOT NULL,
        submission_id INTEGER REFERENCES submissions(id), subject TEXT NOT NULL DEFAULT '');
    CREATE TRIGGER log_keeps_its_rows BEFORE DELETE ON log
        BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
    CREATE TRIGGER log_keeps_its_words BEFORE UPDATE ON log
        BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
    CREATE INDEX log_submission ON log(submission_id);
    CREATE TABLE sessions (
        id INTEGER PRIMARY KEY, pid INTEGER NOT NULL, host TEXT NOT NULL, opened TEXT NOT NULL, closed TEXT);
    """)


@migrations()
def likeness(db: Database) -> None:
    """Hashes of sentences, to find copies among many reports."""
    _script(db, """
    CREATE TABLE prints (
        print INTEGER NOT NULL, submission_id INTEGER NOT NULL REFERENCES submissions(id),
        PRIMARY KEY (print, submission_id)) WITHOUT ROWID;
    CREATE INDEX prints_submission ON prints(submission_id);
    """)


@migrations()
def exports(db: Database) -> None:
    """Papers that left the desk, and the reports that each is on."""
    _script(db, """
    CREATE TABLE exports (
        id INTEGER PRIMARY KEY, at TEXT NOT NULL, author TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,
        path TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL, number TEXT NOT NULL DEFAULT '');
    CREATE TABLE export_reports (
        export_id INTEGER NOT NULL REFERENCES exports(id), submission_id INTEGER NOT NULL REFERENCES submissions(id),
        number TEXT NOT NULL DEFAULT '');
    CREATE UNIQUE INDEX export_reports_pair ON export_reports(submission_id, export_id);
    CREATE INDEX export_reports_export ON export_reports(export_id);
    """)


@migrations()
def roster(db: Database) -> None:
    """Bodies that must hand in, and the figures of reports that the overview adds up."""
    _script(db, """
    CREATE TABLE roster (
        id INTEGER PRIMARY KEY, org TEXT NOT NULL UNIQUE, level TEXT, region TEXT NOT NULL DEFAULT '',
        parent TEXT NOT NULL DEFAULT '', remark TEXT NOT NULL DEFAULT '');
    CREATE TABLE figures (
        submission_id INTEGER NOT NULL REFERENCES submissions(id), key TEXT NOT NULL, value REAL,
        PRIMARY KEY (submission_id, key)) WITHOUT ROWID;
    CREATE INDEX findings_check ON findings(check_id, submission_id);
    """)


@migrations()
def rulings(db: Database) -> None:
    """Standing decisions on kinds of findings: never taken for one body, or a rule switched off (``org`` empty)."""
    _script(db, """
    CREATE TABLE rulings (
        id INTEGER PRIMARY KEY, check_id TEXT NOT NULL, org TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '',
        author TEXT NOT NULL, at TEXT NOT NULL, lifted_by TEXT, lifted_at TEXT);
    CREATE UNIQUE INDEX rulings_in_force ON rulings(check_id, org) WHERE lifted_at IS NULL;
    """)


def bring_up_to_date(connection: sqlite3.Connection, path: Path, backups: Path) -> list[str]:
    """Applies the steps that a store lacks, all or none of them, and returns their names.

    NewerStoreError when the file was made by a later program, DamagedError when it is another program's database.
    """
    if _known_state(connection, path) == []:
        return []
    if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        back_up(path, backups, "before-migration")
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Asked again under the lock: another process may have been faster.
        names = _known_state(connection, path)
        if names:
            migrations.apply(Database(connection, recursive_triggers=False))
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return names


def _known_state(connection: sqlite3.Connection, path: Path) -> list[str]:
    """The names of the steps still to be done."""
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    known = [step.name for step in migrations._migrations]
    if not tables:
        return known
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise DamagedError(f"这个文件是别的程序的数据库，不是审读台的资料库：{path}")
    done = [row[0] for row in connection.execute(
        "SELECT name FROM _sqlite_migrations WHERE migration_set = 'shendu' ORDER BY id")]
    unknown = [name for name in done if name not in known]
    if unknown:
        raise NewerStoreError(f"资料库由更新版本的审读台建立，本程序不能打开，请先升级程序：{path}")
    return [name for name in known if name not in done]


def _script(db: Database, sql: str) -> None:
    """Several statements inside the running transaction (``executescript`` would commit it)."""
    statement = ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            db.conn.execute(statement)
            statement = ""
