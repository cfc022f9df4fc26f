"""The store file: its connections, its transactions, its opening."""

from __future__ import annotations

import os
import sqlite3
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db.errors import KnownError, LockedError, NetworkPathError, ReadOnlyError, StoreError, translating
from db.location import is_network_path
from db.migrations import bring_up_to_date
from db.originals import Originals

_WAIT_MS = 30_000
_CACHE_KB = 32_000


class _Connection(sqlite3.Connection):
    """A connection that a weak set can hold."""


class Store:
    """One store. Each thread reads through a connection of its own; writes of this process take turns.

    SQLite in WAL mode lets other processes read beside a writer; a writer waits for another process up to 30 seconds
    and then raises LockedError. Every method that touches the file raises errors of ``db.errors`` only.
    """

    def __init__(self, path: Path, *, originals: Originals) -> None:
        self.path = path
        self.originals = originals
        self._local = threading.local()
        self._open: weakref.WeakSet[_Connection] = weakref.WeakSet()
        self._writing = threading.RLock()
        self._closed = False

    @classmethod
    def open(cls, path: Path, *, backups: Path | None = None) -> Store:
        """Opens or makes the store at ``path`` and brings its schema up to date, after a backup into ``backups``.

        Originals lie in ``<name>.files`` beside it. Raises NetworkPathError, NewerStoreError, ReadOnlyError, DamagedError or KnownError.
        """
        path = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would hang on a share that went away
        if is_network_path(path):
            raise NetworkPathError(f"资料库不能放在网络盘或共享文件夹上，请改放在本机硬盘：{path}")
        with translating(path):
            path.parent.mkdir(parents=True, exist_ok=True)
        # A store that cannot be written is refused at once, not at the first verdict.
        if not os.access(path.parent, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
            raise ReadOnlyError(f"资料库只能读取，不能写入。请检查文件和文件夹的权限：{path}")
        store = cls(path, originals=Originals(path.with_name(path.name + ".files")))
        try:
            with translating(path):
                bring_up_to_date(store._connection(), path, backups or path.with_name(path.name + ".backups"))
            with store.write():
                pass
        except StoreError:
            store.close()
            raise
        return store

    def _connection(self) -> _Connection:
        if self._closed:
            raise KnownError("资料库已经关闭。")
        connection: _Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(
                self.path, isolation_level=None, check_same_thread=False, factory=_Connection, cached_statements=256)
            connection.execute(f"PRAGMA busy_timeout = {_WAIT_MS}")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
            self._local.connection = connection
            self._open.add(connection)
        return connection

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """This thread's connection, for queries."""
        with translating(self.path):
            yield self._connection()

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """A transaction: written wholly when the block ends, not at all when it raises. Blocks may be nested; an inner
        one that raises is undone by itself."""
        if not self._writing.acquire(timeout=_WAIT_MS / 1000):
            raise LockedError(f"资料库正忙，请稍候再试：{self.path}")
        try:
            with translating(self.path):
                connection = self._connection()
                depth = getattr(self._local, "depth", 0)
                begin, commit, undo = _words(depth)
                connection.execute(begin)
                self._local.depth = depth + 1
                try:
                    yield connection
                    connection.execute(commit)
                except BaseException:
                    # A full disk ends the transaction by itself; then there is nothing to undo.
                    if connection.in_transaction:
                        for statement in undo:
                            connection.execute(statement)
                    raise
                finally:
                    self._local.depth = depth
        finally:
            self._writing.release()

    def close(self) -> None:
        """Closes the connections of all threads; the write-ahead log is folded into the file."""
        self._closed = True
        for connection in list(self._open):
            connection.close()
        self._local = threading.local()


def _words(depth: int) -> tuple[str, str, tuple[str, ...]]:
    if depth == 0:
        return "BEGIN IMMEDIATE", "COMMIT", ("ROLLBACK",)
    name = f"inner{depth}"
    return f"SAVEPOINT {name}", f"RELEASE {name}", (f"ROLLBACK TO {name}", f"RELEASE {name}")
