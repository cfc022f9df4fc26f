"""The schema comes in named steps, all or nothing, with a backup before; strange and newer files are refused."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest
from sqlite_utils import Database

from db import DamagedError, NewerStoreError, Store, migrations
from db.backup import backups


def steps(path: Path) -> list[str]:
    with sqlite3.connect(path) as connection:
        return [row[0] for row in connection.execute("SELECT name FROM _sqlite_migrations ORDER BY id")]


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program as a later version that knows one more step."""
    known = list(migrations.migrations._migrations)

    def one_more(db: Database) -> None:
        db.conn.execute("ALTER TABLE settings ADD COLUMN later TEXT")
        db.conn.execute("CREATE TABLE extra (x)")

    step = type(known[0])("one_more", one_more)
    monkeypatch.setattr(migrations.migrations, "_migrations", [*known, step])


def test_the_steps_are_recorded_in_the_file(tmp_path: Path) -> None:
    Store.open(tmp_path / "a.db").close()
    assert steps(tmp_path / "a.db") == [step.name for step in migrations.migrations._migrations]
    Store.open(tmp_path / "a.db").close()
    assert not (tmp_path / "a.db.backups").exists(), "nothing to change, nothing to back up"


def test_a_change_of_the_schema_is_backed_up_before(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    first = Store.open(tmp_path / "a.db")
    with first.write() as connection:
        connection.execute("INSERT INTO settings (key, value) VALUES ('reviewer', '甲')")
    first.close()
    request.getfixturevalue("later")
    Store.open(tmp_path / "a.db").close()
    assert steps(tmp_path / "a.db")[-1] == "one_more"
    (backup,) = backups(tmp_path / "a.db.backups")
    assert backup.reason == "before-migration"
    with sqlite3.connect(backup.path) as connection:
        assert connection.execute("SELECT * FROM settings").fetchall() == [("reviewer", "甲")]


def test_a_step_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Store.open(tmp_path / "a.db").close()
    before = steps(tmp_path / "a.db")
    known = list(migrations.migrations._migrations)

    def half(db: Database) -> None:
        db.conn.execute("CREATE TABLE half (x)")
        raise ZeroDivisionError

    with monkeypatch.context() as patch, pytest.raises(ZeroDivisionError):
        patch.setattr(migrations.migrations, "_migrations", [*known, type(known[0])("half", half)])
        Store.open(tmp_path / "a.db")
    assert steps(tmp_path / "a.db") == before
    with sqlite3.connect(tmp_path / "a.db") as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'half'").fetchone() == (0,)
    Store.open(tmp_path / "a.db").close()


def test_a_newer_store_is_refused_politely(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    with pytest.MonkeyPatch.context() as patch:
        known = list(migrations.migrations._migrations)
        patch.setattr(migrations.migrations, "_migrations",
                      [*known, type(known[0])("of_next_year", lambda db: None)])
        Store.open(tmp_path / "a.db").close()
    with pytest.raises(NewerStoreError, match="请先升级程序"):
        Store.open(tmp_path / "a.db")


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.db") as connection:
        connection.execute("CREATE TABLE customers (name)")
    before = (tmp_path / "other.db").read_bytes()
    with pytest.raises(DamagedError, match="别的程序"):
        Store.open(tmp_path / "other.db")
    with sqlite3.connect(tmp_path / "other.db") as connection:
        assert [row[0] for row in connection.execute("SELECT name FROM sqlite_master")] == ["customers"]
    assert len(before) == (tmp_path / "other.db").stat().st_size


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_bytes("这不是资料库".encode() * 500)
    with pytest.raises(DamagedError, match="已损坏"):
        Store.open(tmp_path / "a.db")


def test_two_first_starts_at_once(tmp_path: Path) -> None:
    problems: list[BaseException] = []

    def start() -> None:
        try:
            Store.open(tmp_path / "a.db").close()
        except BaseException as problem:  # noqa: BLE001 - handed to the test
            problems.append(problem)

    threads = [threading.Thread(target=start) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert steps(tmp_path / "a.db") == [step.name for step in migrations.migrations._migrations]


def test_the_log_cannot_be_rewritten(store: Store) -> None:
    from db import BugError, house

    with store.write() as connection:
        house.log(connection, "2024-01-01T00:00:00", "甲", "verdict accepted", None, "")
    for statement in ("DELETE FROM log", "UPDATE log SET author = '乙'"):
        with pytest.raises(BugError, match="append-only"), store.write() as connection:
            connection.execute(statement)
    with store.read() as connection:
        assert [row.author for row in house.log_rows(connection, None, 10)] == ["甲"]
