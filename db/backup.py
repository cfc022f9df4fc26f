"""Copies of the store while it is in use, with rotation, and their way back."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from db.errors import DamagedError, KnownError, translating

KEEP = {"daily": 14, "before-migration": 5, "before-restore": 5, "manual": 20}
_WAIT_SECONDS = 30
_NAME = re.compile(r"(\d{8}-\d{6})(?:-(\d+))?-([a-z-]+)\.db")


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy: when it was made (local ISO), why (daily, before-migration, before-restore, manual), and its size."""

    path: Path
    at: str
    reason: str
    size: int


def back_up(path: Path, folder: Path, reason: str) -> Path:
    """Copies a store, open or not, into ``folder`` and drops the oldest copies of the same reason.

    What is committed is in it. The copy appears under its name only when it is whole. KnownError when it cannot be made.
    """
    with translating(folder):
        folder.mkdir(parents=True, exist_ok=True)
        target = free_name(folder, reason)
        draft = target.with_suffix(".part")
        try:
            # A connection of its own: one inside a transaction cannot be copied from.
            source = sqlite3.connect(path, timeout=_WAIT_SECONDS)
            copy = sqlite3.connect(draft)
            try:
                source.backup(copy)
                # One file, no write-ahead log beside it.
                copy.execute("PRAGMA journal_mode = DELETE")
            finally:
                source.close()
                copy.close()
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
        _rotate(folder, reason)
    return target


def free_name(folder: Path, reason: str) -> Path:
    """A name for a copy made now that no other copy has; copies of one second are numbered, so that they keep their order."""
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
    taken = [int(match[2] or 1) for path in folder.glob(f"{stamp}-*.db") if (match := _NAME.fullmatch(path.name))]
    number = max(taken, default=0) + 1
    return folder / (f"{stamp}-{reason}.db" if number == 1 else f"{stamp}-{number}-{reason}.db")


def backups(folder: Path) -> list[Backup]:
    """The copies in a folder, newest first."""
    found = []
    for path in folder.glob("*.db"):
        match = _NAME.fullmatch(path.name)
        if match and match[3] in KEEP:
            at = datetime.strptime(match[1], "%Y%m%d-%H%M%S").isoformat(timespec="seconds")
            found.append((at, int(match[2] or 1), Backup(path, at, match[3], path.stat().st_size)))
    return [backup for _, _, backup in sorted(found, key=lambda item: item[:2], reverse=True)]


def _rotate(folder: Path, reason: str) -> None:
    for old in [b for b in backups(folder) if b.reason == reason][KEEP.get(reason, 20):]:
        old.path.unlink(missing_ok=True)


def restore(path: Path, backup: Path, folder: Path) -> Path | None:
    """Puts a backup in the place of the store, which nobody may have open; the old file goes into ``folder`` first.

    Returns where the old file went, None when there was none. DamagedError when the backup is not whole.
    """
    with translating(backup):
        if not backup.is_file():
            raise KnownError(f"找不到备份文件，请核对路径：{backup}")
        faults = check(backup)
    if faults:
        raise DamagedError(f"备份文件不完整，未作恢复，请换一份备份：{backup}（{faults[0]}）")
    with translating(path):
        folder.mkdir(parents=True, exist_ok=True)
        saved = None
        if path.exists():
            saved = free_name(folder, "before-restore")
            _fold_log(path)
            path.replace(saved)
        for ending in ("-wal", "-shm"):
            leftover = path.with_name(path.name + ending)
            if leftover.exists():
                leftover.replace(folder / f"{saved.name if saved else backup.name}{ending}")
        draft = path.with_name(path.name + ".part")
        source = sqlite3.connect(f"file:{backup.as_posix()}?mode=ro", uri=True)
        target = sqlite3.connect(draft)
        try:
            source.backup(target)
        finally:
            source.close()
            target.close()
        draft.replace(path)
        _rotate(folder, "before-restore")
    return saved


def _fold_log(path: Path) -> None:
    """Brings the write-ahead log into the file before it is moved; a file too damaged for that is moved as it is."""
    try:
        connection = sqlite3.connect(path, timeout=5)
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()
    except sqlite3.DatabaseError:
        return


def in_use(path: Path) -> bool:
    """Whether another connection has the store open. A file that is no database counts as not in use."""
    if not path.exists():
        return False
    try:
        connection = sqlite3.connect(path, timeout=0, isolation_level=None)
        try:
            # Leaving WAL mode needs the file for oneself; other connections, even idle ones, make it fail.
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("PRAGMA journal_mode = WAL")
        finally:
            connection.close()
    except sqlite3.DatabaseError as problem:
        return getattr(problem, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
    return False


def check(path: Path) -> list[str]:
    """What SQLite finds wrong in a file, empty when it is whole."""
    try:
        connection = sqlite3.connect(f"file:{path.as_posix()}?mode=ro", uri=True)
        try:
            return faults_of(connection)
        finally:
            connection.close()
    except sqlite3.DatabaseError as problem:
        return [str(problem)]


def faults_of(connection: sqlite3.Connection) -> list[str]:
    """The same through an open connection."""
    try:
        said = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(20)")]
        said += [f"foreign key: {row[0]} {row[1]} -> {row[2]}" for row in connection.execute("PRAGMA foreign_key_check")]
    except sqlite3.DatabaseError as problem:
        return [str(problem)]
    return [line for line in said if line != "ok"]
