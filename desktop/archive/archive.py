"""The archive: all that is kept, in the nouns of the program."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from types import TracebackType

from db import KnownError, Store, house
from db import backup as copies
from db.backup import Backup
from db.rows import LogRow, QueryRow, UndoRow
from desktop.archive.base import now
from desktop.archive.counted import Counted
from desktop.archive.exported import Exported
from desktop.archive.judged import Judged

_UNDO_STEPS = 200
_DAILY = "last_daily_backup"


class Archive(Judged, Exported, Counted):
    """One store, open. Any thread may use it; reads do not wait for writes, writes take turns.

    Every method raises KnownError (with a Chinese sentence for the user) when the disk or the file is at fault.
    """

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self.unclean = False
        self._session = 0

    @classmethod
    def open(cls, path: Path) -> Archive:
        """Opens the store at ``path``, making it when there is none.

        Raises KnownError: on a network drive, read-only, made by a later program, damaged. ``unclean`` is true when
        the last program that had it open did not close it (a crash, a power cut); ``faults()`` then says whether it is
        whole.
        """
        archive = cls(Store.open(path))
        archive._begin()
        return archive

    def _begin(self) -> None:
        host, pid = socket.gethostname(), os.getpid()
        others = set()
        with self._store.write() as connection:
            for session, other, where in house.unclosed_sessions(connection):
                if where == host and _alive(other):
                    others.add(other)
                else:
                    self.unclean = True
                    house.close_session(connection, session, now())
            self._session = house.open_session(connection, pid, host, now())
        if self.unclean and not others:
            self._store.originals.sweep()

    @property
    def path(self) -> Path:
        """The store file."""
        return self._store.path

    def close(self) -> None:
        """Closes it; closing twice does no harm."""
        if self._session:
            with self._store.write() as connection:
                house.close_session(connection, self._session, now())
            self._session = 0
        self._store.close()

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, kind: type[BaseException] | None, problem: BaseException | None,
                 where: TracebackType | None) -> None:
        self.close()

    # -- settings, filters, log

    def setting(self, key: str, default: str = "") -> str:
        """A setting as text."""
        with self._store.read() as connection:
            found = house.setting(connection, key)
        return default if found is None else found

    def set_setting(self, key: str, value: str) -> None:
        """Keeps it."""
        with self._store.write() as connection:
            house.set_setting(connection, key, value)

    def drafts(self) -> dict[str, str]:
        """Texts that were being written and never finished, by what they are on."""
        with self._store.read() as connection:
            return house.settings_under(connection, "draft.")

    def saved_queries(self) -> list[QueryRow]:
        """The inbox filters that were saved, in their order (``name``, ``query``)."""
        with self._store.read() as connection:
            return house.queries(connection)

    def save_query(self, name: str, query: str) -> int:
        """Saves a filter; one of the same name is replaced."""
        with self._store.write() as connection:
            return house.save_query(connection, name, query)

    def delete_query(self, name: str) -> None:
        """Forgets it."""
        with self._store.write() as connection:
            house.delete_query(connection, name)

    def log_entries(self, report_id: int | None = None, limit: int = 200) -> list[LogRow]:
        """Who did what, latest first."""
        with self._store.read() as connection:
            return house.log_rows(connection, report_id, limit)

    # -- the undo stack of the review

    def push_step(self, author: str, data: bytes) -> int:
        """Keeps a step that can be undone; steps that could be done again are forgotten."""
        with self._store.write() as connection:
            return house.push_undo(connection, author, data, _UNDO_STEPS)

    def next_step(self, author: str, *, undone: bool) -> UndoRow | None:
        """The step to undo next (``undone`` false) or to do again next (true)."""
        with self._store.read() as connection:
            return house.last_step(connection, author, undone=undone)

    def mark_step(self, step_id: int, *, undone: bool) -> None:
        """Notes that a step was undone or done again."""
        with self._store.write() as connection:
            house.mark_step(connection, step_id, undone=undone)

    # -- safety

    @property
    def backup_folder(self) -> Path:
        """Where backups of the store lie."""
        return self.path.with_name(self.path.name + ".backups")

    def back_up(self, reason: str = "manual") -> Path:
        """Copies the store while it is in use; returns the copy. Originals are not copied: they are never changed."""
        return copies.back_up(self.path, self.backup_folder, reason)

    def back_up_daily(self) -> Path | None:
        """The same once a day; None when today's is there already or the store is empty."""
        today = now()[:10]
        if self.setting(_DAILY) == today or not self.count(latest_only=False):
            return None
        made = self.back_up("daily")
        self.set_setting(_DAILY, today)
        return made

    def backups(self) -> list[Backup]:
        """The copies there are, newest first."""
        return copies.backups(self.backup_folder)

    def lost_originals(self) -> list[str]:
        """Originals that are gone or changed, each as a Chinese sentence; reads every file."""
        found = []
        for row in self.submissions(latest_only=False):
            try:
                self.original(row.id)
            except KnownError as problem:
                found.append(f"{row.name}：{problem}")
        return found

    def faults(self) -> list[str]:
        """What is wrong with the store file, in Chinese; empty when all is whole."""
        with self._store.read() as connection:
            return [f"资料库：{fault}" for fault in copies.faults_of(connection)]


def _alive(pid: int) -> bool:
    """Whether a process of this machine still runs."""
    if pid == os.getpid():
        return True
    if os.name == "nt":
        import ctypes

        kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - the attribute exists on Windows alone
        handle = kernel.OpenProcess(0x1000, False, pid)
        if handle:
            kernel.CloseHandle(handle)
        return bool(handle)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
